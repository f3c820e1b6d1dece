import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isRefusal } from '../../src/core/refusal.ts';
import type { Takeaway } from '../../src/core/takeaway.ts';
import {
  editTakeaway,
  type Kept,
  keepTakeaway,
  markOutdated,
  readTags,
  tellQuoted,
  veto,
  withdrawTakeaway,
} from '../../src/core/takeaway-rules.ts';
import { at, BEN, by, CLEO, lines, MONDAY, makeMember, makePair } from './make.ts';

const KEPT: Kept = { text: 'Ask one question more', tags: '', audience: 'pair', named: true, quotes: false };

/** Cleo's, private to the pair. */
function makeTakeaway(over: Partial<Takeaway> = {}): Takeaway {
  return {
    ...{ id: 'one', pairingId: 'pairing', cohortId: 'cohort', author: 'cleo', text: 'Ask one question more', tags: [] },
    ...{ audience: 'pair', named: true, quotes: false, vetoedBy: null, state: 'current', createdAt: 0, updatedAt: 0 },
    ...over,
  };
}

const accepted = (answer: ReturnType<typeof keepTakeaway>): Takeaway => {
  if (isRefusal(answer)) throw new Error(`refused: ${answer.words}`);
  return answer;
};
const codeOf = (answer: ReturnType<typeof keepTakeaway>) => (isRefusal(answer) ? answer.refused : 'accepted');

describe('keeping', () => {
  test('as it was written, without the spaces around it and what nobody types', () => {
    const kept = { ...KEPT, text: '  One\n\ttwo\u0001 \u0002three 🎉\u0000 ', tags: '#One two' };
    expect(keepTakeaway(makePair(), by(CLEO), kept)).toEqual(
      makeTakeaway({
        id: 'new',
        text: 'One\n\ttwo three 🎉',
        tags: ['one', 'two'],
        createdAt: MONDAY,
        updatedAt: MONDAY,
      }),
    );
  });

  test.each([
    ['', 'empty'],
    [' \n ', 'empty'],
    ['\u0001', 'empty'],
    ['x'.repeat(2001), 'too_long'],
    ['x'.repeat(2000), 'accepted'],
    [`  ${'x'.repeat(2000)}  `, 'accepted'],
  ])('%j…: %s', (text, code) => {
    expect(codeOf(keepTakeaway(makePair(), by(CLEO), { ...KEPT, text }))).toBe(code);
  });
});

describe('tags', () => {
  test.each([
    ['', []],
    ['Feedback', ['feedback']],
    ['#Feedback, planning;rest', ['feedback', 'planning', 'rest']],
    ['#a#b', ['a', 'b']],
    ['one one ONE', ['one']],
    ['a b c d e f g', ['a', 'b', 'c', 'd', 'e']],
    ['führung Fu\u0308hrung', ['führung']],
    ['- # ,, 🎉', []],
    ['العربية 日本語', ['العربية', '日本語']],
    ['x'.repeat(40), ['x'.repeat(30)]],
  ])('%j', (typed, tags) => {
    expect(readTags(typed)).toEqual(tags);
  });

  test('five are kept; a sixth is refused instead of dropped in silence', () => {
    const tags = (typed: string) => codeOf(keepTakeaway(makePair(), by(CLEO), { ...KEPT, tags: typed }));
    expect(tags('one two three four five FIVE')).toBe('accepted');
    expect(tags('one two three four five six')).toBe('too_many_tags');
  });

  test('reading them again changes nothing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 80 }), (typed) => {
        const tags = readTags(typed);
        expect(readTags(tags.map((tag) => `#${tag}`).join(' '))).toEqual(tags);
      }),
    );
  });
});

describe('changing it', () => {
  test('is for its author alone, and not after it was withdrawn', () => {
    const ways = (takeaway: Takeaway, act: ReturnType<typeof by>) =>
      [
        editTakeaway(takeaway, act, KEPT),
        withdrawTakeaway(takeaway, act),
        markOutdated(takeaway, act, true),
        markOutdated(takeaway, act, false),
      ].map(codeOf);
    expect(ways(makeTakeaway(), by(CLEO))).toEqual(['accepted', 'accepted', 'accepted', 'accepted']);
    expect(new Set(ways(makeTakeaway(), by(BEN)))).toEqual(new Set(['not_author']));
    expect(new Set(ways(makeTakeaway({ state: 'withdrawn' }), by(CLEO)))).toEqual(new Set(['withdrawn']));
  });

  test('an edit keeps whose it is, when it was written, and that it is out of date', () => {
    const before = makeTakeaway({ state: 'outdated', audience: 'cohort' });
    const after = accepted(
      editTakeaway(before, by(CLEO), { ...KEPT, text: 'Listen', audience: 'cohort', quotes: true }),
    );
    expect(after).toEqual({ ...before, text: 'Listen', quotes: true, updatedAt: MONDAY });
  });

  test('out of date, and current again', () => {
    const outdated = accepted(markOutdated(makeTakeaway(), by(CLEO), true));
    expect(outdated.state).toBe('outdated');
    expect(accepted(markOutdated(outdated, by(CLEO), false)).state).toBe('current');
  });
});

describe('the veto', () => {
  const shared = makeTakeaway({ audience: 'cohort', quotes: true });

  test('of the partner, whom it quotes, brings it back to the pair', () => {
    expect(veto(shared, makePair(), by(BEN))).toEqual({
      ...shared,
      audience: 'pair',
      vetoedBy: 'ben',
      updatedAt: MONDAY,
    });
  });

  test.each([
    ['its author', shared, CLEO, 'not_partner'],
    ['a stranger', shared, makeMember('Dan'), 'not_partner'],
    ['the partner, where it quotes nobody', { ...shared, quotes: false }, BEN, 'not_quoted'],
    ['the partner, once it was withdrawn', { ...shared, state: 'withdrawn' as const }, BEN, 'withdrawn'],
  ])('is not for %s', (_who, takeaway, who, code) => {
    expect(codeOf(veto(takeaway, makePair(), by(who)))).toBe(code);
  });

  test('is for good: whatever its author does afterwards, the cohort never sees it again', () => {
    const edit = fc.record({
      audience: fc.constantFrom('pair' as const, 'cohort' as const),
      quotes: fc.boolean(),
      named: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(edit, { maxLength: 6 }), (edits) => {
        const vetoed = accepted(veto(shared, makePair(), by(BEN)));
        const rewrite = (each: Takeaway, over: Partial<Kept>) =>
          accepted(editTakeaway(each, by(CLEO), { ...KEPT, ...over }));
        const after = edits.reduce<Takeaway>(rewrite, vetoed);
        expect([after.audience, after.vetoedBy]).toEqual(['pair', 'ben']);
        expect(tellQuoted(makePair(), after, vetoed, MONDAY)).toEqual([]);
      }),
    );
  });
});

describe('telling the one who is quoted', () => {
  const quoted = makeTakeaway({ audience: 'cohort', quotes: true });

  test.each([
    ['as it is shared', quoted, null, MONDAY, ['takeaway-shared → ben 2026-11-30T09:00']],
    [
      'at night: when their day begins',
      quoted,
      null,
      at('2026-11-30T22:00Z'),
      ['takeaway-shared → ben 2026-12-01T08:30'],
    ],
    [
      'as one that was private is shared',
      quoted,
      makeTakeaway({ quotes: true }),
      MONDAY,
      ['takeaway-shared → ben 2026-11-30T09:00'],
    ],
    [
      'as one that was shared quotes them now',
      quoted,
      { ...quoted, quotes: false },
      MONDAY,
      ['takeaway-shared → ben 2026-11-30T09:00'],
    ],
    ['not again for another edit', { ...quoted, text: 'Listen' }, quoted, MONDAY, []],
    ['not where it quotes nobody', { ...quoted, quotes: false }, null, MONDAY, []],
    ['not where it stays with the pair', { ...quoted, audience: 'pair' as const }, null, MONDAY, []],
    ['not as it is withdrawn', { ...quoted, state: 'withdrawn' as const }, quoted, MONDAY, []],
  ])('%s', (_when, takeaway, before, now, plans) => {
    expect(lines(tellQuoted(makePair(), takeaway, before, now))).toEqual(plans);
  });

  test('shared, taken back and shared again in one night: told once', () => {
    const night = at('2026-11-30T22:00Z');
    const [first] = tellQuoted(makePair(), quoted, null, night);
    const [again] = tellQuoted(makePair(), quoted, { ...quoted, audience: 'pair' }, night + 3_600_000);
    expect(again?.occurrence).toBe(first?.occurrence);
  });
});
