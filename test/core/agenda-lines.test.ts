import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { digest, lineOf, markOf, pagesOf, readLine, readLines, seenOf } from '../../src/core/agenda-lines.ts';
import { makeItem } from './make.ts';

describe('a line is read as', () => {
  test.each([
    ['Budget', 'Budget', null, 'open'],
    ['  Budget   for  2027 ', 'Budget for 2027', null, 'open'],
    ['Budget (10 min)', 'Budget', 10, 'open'],
    ['Budget(10min)', 'Budget', 10, 'open'],
    ['Budget (10 minutes)', 'Budget', 10, 'open'],
    ['Budget (10 mins)', 'Budget', 10, 'open'],
    ['Budget (1 MINUTE)', 'Budget', 1, 'open'],
    ['Budget (10m)', 'Budget', 10, 'open'],
    ["Budget (10')", 'Budget', 10, 'open'],
    ['Budget (10)', 'Budget (10)', null, 'open'],
    ['Budget (0 min)', 'Budget (0 min)', null, 'open'],
    ['Budget (480 min)', 'Budget', 480, 'open'],
    ['Budget (481 min)', 'Budget (481 min)', null, 'open'],
    ['Budget (10 min) again', 'Budget (10 min) again', null, 'open'],
    ['Budget (10 min) (5 min)', 'Budget (10 min)', 5, 'open'],
    ['(10 min)', '(10 min)', null, 'open'],
    ['- Budget', 'Budget', null, 'open'],
    ['• – * Budget', 'Budget', null, 'open'],
    ['-5 % of everything', '-5 % of everything', null, 'open'],
    ['✓ Budget (10 min)', 'Budget', 10, 'discussed'],
    ['[x] Budget', 'Budget', null, 'discussed'],
    ['- [X] Budget', 'Budget', null, 'discussed'],
    ['[ ] Budget', 'Budget', null, 'open'],
    ['✔️ Budget', 'Budget', null, 'discussed'],
    ['1. Budget', '1. Budget', null, 'open'],
    ['<!channel> & <@U1>', '<!channel> & <@U1>', null, 'open'],
    ['מה עושים הלאה (5 min)', 'מה עושים הלאה', 5, 'open'],
    ['👩‍👩‍👧 at work', '👩‍👩‍👧 at work', null, 'open'],
    ['tab\there\u0000and there', 'tab here and there', null, 'open'],
    ['half \ud83d', 'half \ufffd', null, 'open'],
  ])('%j', (typed, text, minutes, state) => {
    expect(readLine(typed)).toEqual({ text, minutes, state });
  });

  test.each(['', '   ', '✓', '[x] ', '• ✓ ', '\u0000'])('%j is none', (typed) => {
    expect(readLine(typed)).toBeNull();
  });

  test('lines end however people and their machines end them', () => {
    expect(readLines('one\r\ntwo\rthree\n\n \nfour\u2028five').map(({ text }) => text)).toEqual([
      'one',
      'two',
      'three',
      'four',
      'five',
    ]);
  });
});

const anything = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc
    .array(fc.constantFrom('- ', '✓', '[x]', '[ ]', ' ', '(10 min)', "(7')", '(', ')', 'word', '😀', '\n', '• '), {
      maxLength: 8,
    })
    .map((parts) => parts.join('')),
);

describe('whatever somebody types', () => {
  test('is read from the form as what it was written there', () => {
    fc.assert(
      fc.property(anything, (typed) => {
        const line = readLine(typed);
        if (line) expect(readLine(lineOf(line))).toEqual(line);
      }),
      { numRuns: 5_000 },
    );
  });

  test('stays on one line', () => {
    fc.assert(
      fc.property(anything, (typed) => {
        const line = readLine(typed);
        if (line) expect(readLines(lineOf(line))).toEqual([line]);
      }),
    );
  });
});

describe('the mark of a line', () => {
  test('is the same for the same line, and another one for another text, length or tick', () => {
    const marks = [
      makeItem(),
      makeItem({ minutes: 10 }),
      makeItem({ state: 'discussed' }),
      makeItem({ text: 'budget' }),
    ].map(markOf);
    expect(new Set(marks).size).toBe(4);
    expect(markOf(makeItem({ id: 'other', by: 'cleo', position: 9 }))).toBe(marks[0]);
  });

  test('is FNV-1a: the published values for nothing and for "foobar"', () => {
    // http://www.isthe.com/chongo/tech/comp/fnv/: 32 bit, 0x811c9dc5 and 0xbf9cf968.
    expect(digest('')).toBe((0x811c9dc5).toString(36));
    expect(digest('foobar')).toBe((0xbf9cf968).toString(36));
  });
});

describe('the pages of the form', () => {
  test('an empty agenda has one page', () => {
    expect(pagesOf([])).toEqual([[]]);
  });

  test('sixty short items stand on two, in their order', () => {
    const items = Array.from({ length: 60 }, (_, index) => makeItem({ id: `item ${index}` }));
    expect(pagesOf(items).map((page) => page.map(({ id }) => id))).toEqual([
      items.slice(0, 40).map(({ id }) => id),
      items.slice(40).map(({ id }) => id),
    ]);
  });

  test('a page leaves room to write in a field of 3,000 characters, whatever the items, and loses none', () => {
    const texts = fc.array(fc.string({ minLength: 1, maxLength: 300 }), { maxLength: 200 });
    fc.assert(
      fc.property(texts, (all) => {
        const items = all.map((text, index) => makeItem({ id: `${index}`, text }));
        const pages = pagesOf(items);
        expect(pages.flat()).toEqual(items);
        for (const page of pages) expect(page.map((item) => lineOf(item)).join('\n').length).toBeLessThanOrEqual(2_400);
      }),
    );
  });

  test('what is seen of a page fits into the form with the longest ids there are', () => {
    const id = '3f2b8c1e-9d4a-4b6f-8e7c-1a2b3c4d5e6f';
    const items = Array.from({ length: 40 }, (_, index) => makeItem({ id, text: `${index}` }));
    const carried = seenOf(items)
      .map((each) => `${each.id}:${each.mark}`)
      .join(',');
    expect(carried.length).toBeLessThan(2_000);
  });
});
