import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { AgendaItem } from '../../src/core/agenda.ts';
import { lineOf, readLines, seenOf } from '../../src/core/agenda-lines.ts';
import { meanwhile, mergeLines } from '../../src/core/agenda-merge.ts';
import { at, MONDAY, makeItem } from './make.ts';

const LATER = at('2026-11-30T09:05Z');

/** Items of one agenda, in this order, named by their texts. */
function items(...texts: string[]): AgendaItem[] {
  return texts.map((text, index) => makeItem({ id: text, text, position: index + 1 }));
}

/** The agenda once an edit is written: what the store makes of it. */
function saved(stored: AgendaItem[], lines: string, seen = seenOf(stored), by = 'cleo'): AgendaItem[] {
  const merged = mergeLines(seen, readLines(lines), stored, LATER);
  const written = new Map(stored.map((item) => [item.id, item]));
  for (const item of merged.items) written.set(item.id, item);
  const added = merged.added.map((line, index) => makeItem({ ...line, id: `${by}${index}`, by }));
  return [...written.values(), ...added]
    .filter(({ state }) => state !== 'removed')
    .sort((one, other) => one.position - other.position);
}

const shown = (all: AgendaItem[]) => all.map((item) => `${lineOf(item)} · ${item.by}`);

describe('one person edits', () => {
  const stored = items('Budget', 'Team', 'Career');

  test.each([
    ['nothing', 'Budget\nTeam\nCareer', ['Budget · ben', 'Team · ben', 'Career · ben']],
    ['the order', 'Career\nBudget\nTeam', ['Career · ben', 'Budget · ben', 'Team · ben']],
    [
      'a new line in between',
      'Budget\nNew\nTeam\nCareer',
      ['Budget · ben', 'New · cleo', 'Team · ben', 'Career · ben'],
    ],
    ['a line less', 'Budget\nCareer', ['Budget · ben', 'Career · ben']],
    ['everything away', '', []],
    ['minutes', 'Budget (10 min)\nTeam\nCareer', ['Budget (10 min) · ben', 'Team · ben', 'Career · ben']],
    ['a tick', '✓ Budget\nTeam\nCareer', ['✓ Budget · ben', 'Team · ben', 'Career · ben']],
    ['a typing error put right', 'Budgte\nTeam\nCareer', ['Budgte · ben', 'Team · ben', 'Career · ben']],
    [
      'a line longer, and moved',
      'Team\nCareer\nBudget for 2027',
      ['Team · ben', 'Career · ben', 'Budget for 2027 · ben'],
    ],
    ['one line for quite another', 'Holidays\nTeam\nCareer', ['Holidays · cleo', 'Team · ben', 'Career · ben']],
    ['a line twice', 'Budget\nBudget\nTeam\nCareer', ['Budget · ben', 'Budget · cleo', 'Team · ben', 'Career · ben']],
  ])('%s', (_what, lines, expected) => {
    expect(shown(saved(stored, lines))).toEqual(expected);
  });

  test('what is left alone is not written again', () => {
    expect(mergeLines(seenOf(stored), readLines('Budget\nTeam\nCareer'), stored, LATER)).toEqual({
      items: [],
      added: [],
      kept: [],
    });
  });

  test('two items with the same text keep their own histories', () => {
    const twins = [makeItem({ id: 'one' }), makeItem({ id: 'two', by: 'cleo', position: 2, carried: 3 })];
    const edited = saved(twins, 'Budget (5 min)\nBudget', seenOf(twins), 'x');
    expect(edited.map(({ id }) => id).sort()).toEqual(['one', 'two']);
  });
});

describe('the partner changed something meanwhile', () => {
  const before = items('Budget', 'Team');
  const seen = seenOf(before);

  test.each<[string, AgendaItem[], string, string[]]>([
    [
      'added an item',
      items('Budget', 'Team', 'Theirs'),
      'Team\nBudget\nMine',
      ['Team · ben', 'Budget · ben', 'Mine · cleo', 'Theirs · ben'],
    ],
    [
      'put an item in between',
      [...items('Budget', 'Theirs', 'Team')],
      'Budget\nMine\nTeam',
      ['Budget · ben', 'Theirs · ben', 'Mine · cleo', 'Team · ben'],
    ],
    [
      'rewrote a line that is left alone here',
      [makeItem({ id: 'Budget', text: 'Money' }), ...items('Budget', 'Team').slice(1)],
      'Budget\nTeam\nMine',
      ['Money · ben', 'Team · ben', 'Mine · cleo'],
    ],
    [
      'rewrote a line that is rewritten here: both stand',
      [makeItem({ id: 'Budget', text: 'Budget talk' }), ...items('Budget', 'Team').slice(1)],
      'Budget plan\nTeam',
      ['Budget talk · ben', 'Budget plan · cleo', 'Team · ben'],
    ],
    [
      'rewrote a line the same way',
      [makeItem({ id: 'Budget', text: 'Budget talk' }), ...items('Budget', 'Team').slice(1)],
      'Budget talk\nTeam',
      ['Budget talk · ben', 'Team · ben'],
    ],
    [
      'rewrote a line that is taken out here: it stays',
      [makeItem({ id: 'Budget', text: 'Money' }), ...items('Budget', 'Team').slice(1)],
      'Team',
      ['Money · ben', 'Team · ben'],
    ],
    ['took a line out that is left alone here: it stays out', items('Team'), 'Budget\nTeam', ['Team · ben']],
    [
      'took a line out that is rewritten here',
      items('Team'),
      'Budget plan\nTeam',
      ['Budget plan · cleo', 'Team · ben'],
    ],
    ['took everything out', [], 'Budget\nTeam', []],
    [
      'ticked a line that is moved here',
      [makeItem({ id: 'Budget', state: 'discussed' }), ...items('Budget', 'Team').slice(1)],
      'Team\nBudget',
      ['Team · ben', '✓ Budget · ben'],
    ],
  ])('%s', (_what, now, lines, expected) => {
    expect(shown(saved(now, lines, seen))).toEqual(expected);
  });

  test('and it can be told what: what is new, what was changed, how many were taken out', () => {
    const now = [makeItem({ id: 'Budget', text: 'Money' }), makeItem({ id: 'new', createdAt: LATER })];
    const since = meanwhile(seen, MONDAY + 1, now);
    expect(since.added.map(({ id }) => id)).toEqual(['new']);
    expect(since.changed.map(({ text }) => text)).toEqual(['Money']);
    expect(since.removed).toBe(1);
  });

  test('items of another page are no news', () => {
    const now = [...before, makeItem({ id: 'page two', createdAt: MONDAY - 1 })];
    expect(meanwhile(seen, MONDAY, now)).toEqual({ added: [], changed: [], removed: 0 });
  });
});

describe('a form that shows one page of several', () => {
  const stored = items('a1', 'a2', 'b1', 'b2', 'c1', 'c2');
  const page = seenOf(stored.slice(2, 4));

  test('leaves the other pages where they are', () => {
    const edited = saved(stored, 'b2\nnew\nb1', page);
    expect(edited.map(({ text }) => text)).toEqual(['a1', 'a2', 'b2', 'new', 'b1', 'c1', 'c2']);
  });

  test('can be emptied', () => {
    expect(saved(stored, '', page).map(({ text }) => text)).toEqual(['a1', 'a2', 'c1', 'c2']);
  });
});

const word = fc.constantFrom(
  'Budget',
  'Team',
  'Career',
  'Holidays',
  'How to say no',
  'Feedback for Ann',
  'x',
  '😀',
  'שלום',
);
const agendas = fc.array(word, { maxLength: 8 });

/** What somebody does to the lines of a form: keeps, drops, rewrites, ticks or moves them, and writes new ones. */
function edits(of: string[]) {
  return fc
    .tuple(
      fc.shuffledSubarray(of.map((_, index) => index)),
      fc.array(fc.constantFrom('keep', 'keep', 'rewrite', 'tick', 'time'), {
        minLength: of.length,
        maxLength: of.length,
      }),
      fc.array(fc.nat(99), { maxLength: 3 }),
    )
    .map(([left, how, fresh]) => ({ left, how, fresh }));
}

type Edited = { left: number[]; how: string[]; fresh: number[] };

function linesOf(of: AgendaItem[], { left, how, fresh }: Edited, who: string): string[] {
  const old = left.map((index) => {
    const line = lineOf(of[index] as AgendaItem);
    if (how[index] === 'rewrite') return `${line}, says ${who}`;
    if (how[index] === 'tick') return `✓ ${line}`;
    return how[index] === 'time' ? `${line} (7 min)` : line;
  });
  return [...old, ...fresh.map((number) => `${who} has ${number} more`)];
}

const count = (all: string[], text: string) => all.filter((each) => each === text).length;

describe('two people who edit the same agenda at once', () => {
  const scenes = agendas.chain((texts) => fc.tuple(fc.constant(texts), edits(texts), edits(texts)));

  function play([texts, first, second]: [string[], Edited, Edited]) {
    const stored = texts.map((text, index) => makeItem({ id: `i${index}`, text, position: index + 1 }));
    const his = linesOf(stored, first, 'Ben');
    const hers = linesOf(stored, second, 'Cleo');
    const between = saved(stored, his.join('\n'), seenOf(stored), 'ben');
    const end = saved(between, hers.join('\n'), seenOf(stored), 'cleo');
    return { stored, his, hers, end: end.map((item) => lineOf(item)) };
  }

  test('keep every line that either of them wrote anew', () => {
    fc.assert(
      fc.property(scenes, (scene) => {
        const { his, hers, end } = play(scene);
        for (const line of [...his, ...hers].filter((each) => / has \d+ more$|, says /.test(each)))
          expect(end).toContain(line);
      }),
      { numRuns: 2_000 },
    );
  });

  test('keep every line that both left as it was, and not one of them twice', () => {
    fc.assert(
      fc.property(scenes, (scene) => {
        const { stored, his, hers, end } = play(scene);
        for (const text of new Set(stored.map((item) => lineOf(item)))) {
          const before = count(
            stored.map((item) => lineOf(item)),
            text,
          );
          if (count(his, text) === before && count(hers, text) === before) expect(count(end, text)).toBe(before);
        }
      }),
      { numRuns: 2_000 },
    );
  });

  test('lose only what one of them took out and the other left alone', () => {
    fc.assert(
      fc.property(scenes, (scene) => {
        const [, first, second] = scene;
        const { stored, end } = play(scene);
        stored.forEach((item, index) => {
          const took = !first.left.includes(index) || !second.left.includes(index);
          const text = lineOf(item);
          const alone =
            count(
              stored.map((each) => lineOf(each)),
              text,
            ) === 1;
          if (alone && !took) expect(end.some((line) => line.includes(item.text))).toBe(true);
        });
      }),
      { numRuns: 2_000 },
    );
  });

  test('give every item a place of its own', () => {
    fc.assert(
      fc.property(scenes, ([texts, first, second]) => {
        const stored = texts.map((text, index) => makeItem({ id: `i${index}`, text, position: index + 1 }));
        const between = saved(stored, linesOf(stored, first, 'Ben').join('\n'), seenOf(stored), 'ben');
        const end = saved(between, linesOf(stored, second, 'Cleo').join('\n'), seenOf(stored), 'cleo');
        expect(end.map(({ position }) => position)).toEqual(end.map((_, index) => index + 1));
      }),
    );
  });

  test('saving the same form twice changes nothing the second time', () => {
    fc.assert(
      fc.property(scenes, ([texts, first]) => {
        const stored = texts.map((text, index) => makeItem({ id: `i${index}`, text, position: index + 1 }));
        const once = saved(stored, linesOf(stored, first, 'Ben').join('\n'));
        const lines = once.map((item) => lineOf(item)).join('\n');
        expect(mergeLines(seenOf(once), readLines(lines), once, LATER)).toEqual({ items: [], added: [], kept: [] });
      }),
    );
  });
});
