import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Cohort } from '../../src/core/cohort.ts';
import { isRefusal } from '../../src/core/refusal.ts';
import { type Counts, type PairFacts, tally } from '../../src/core/report.ts';
import { PERIODS, type Period, periodOf, readPeriod, spanOf } from '../../src/core/report-period.ts';
import { makeFacts } from '../manifest.report.ts';
import { at, makeCohort, utc } from './make.ts';

/** Wednesday, 17 February 2027, 11:00 in Vienna. */
const NOW = at('2027-02-17T10:00Z');
const COHORT = makeCohort();
const DAY = 86_400_000;

const dates = (words: string, now = NOW, cohort: Cohort = COHORT) => {
  const period = periodOf(words, cohort, now);
  return period === null ? 'whole run' : isRefusal(period) ? period.refused : `${period.from} ${period.to}`;
};

describe('the words of a period', () => {
  test.each([
    ['last 30 days', '2027-01-19 2027-02-17'],
    ['last 1 day', '2027-02-17 2027-02-17'],
    ['last 0 days', '2027-02-17 2027-02-17'],
    ['last 2 weeks', '2027-02-04 2027-02-17'],
    ['last 1 month', '2027-01-18 2027-02-17'],
    ['last 3 months', '2026-11-18 2027-02-17'],
    ['last 14 months', '2025-12-18 2027-02-17'],
    ['this week', '2027-02-15 2027-02-17'],
    ['last week', '2027-02-08 2027-02-14'],
    ['this month', '2027-02-01 2027-02-17'],
    ['last month', '2027-01-01 2027-01-31'],
    ['this quarter', '2027-01-01 2027-02-17'],
    ['last quarter', '2026-10-01 2026-12-31'],
    ['this year', '2027-01-01 2027-02-17'],
    ['last year', '2026-01-01 2026-12-31'],
    ['since 2027-01-01', '2027-01-01 2027-02-17'],
    ['since 2027-1-1', '2027-01-01 2027-02-17'],
    ['2027-01-01 to 2027-01-31', '2027-01-01 2027-01-31'],
    ['from 2027-01-01 until 2027-01-31', '2027-01-01 2027-01-31'],
    ['2027-01-01 – 2027-01-31', '2027-01-01 2027-01-31'],
    ['2027-02-01 to 2027-03-31', '2027-02-01 2027-02-17'],
    ['2027-02-17 to 2027-02-17', '2027-02-17 2027-02-17'],
    ['whole run', 'whole run'],
  ])('%s: %s', (words, period) => {
    expect(dates(words)).toBe(period);
  });

  test.each([
    ['last 1 month', '2027-03-31T10:00Z', '2027-03-01 2027-03-31'],
    ['last 1 month', '2028-03-30T10:00Z', '2028-03-01 2028-03-30'],
    ['last 3 months', '2027-05-31T10:00Z', '2027-03-01 2027-05-31'],
    ['last month', '2027-03-31T10:00Z', '2027-02-01 2027-02-28'],
    ['last quarter', '2027-04-01T10:00Z', '2027-01-01 2027-03-31'],
    ['last week', '2027-01-01T10:00Z', '2026-12-21 2026-12-27'],
    ['this week', '2027-01-03T10:00Z', '2026-12-28 2027-01-03'],
  ])('%s, on %s: %s', (words, now, period) => {
    expect(dates(words, at(now))).toBe(period);
  });

  test('today is that of the cohort', () => {
    const now = at('2027-01-31T23:30Z');
    expect(dates('this month', now)).toBe('2027-02-01 2027-02-01');
    expect(dates('this month', now, makeCohort({ zone: 'America/New_York' }))).toBe('2027-01-01 2027-01-31');
  });

  test.each([
    ['2027-02-30 to 2027-03-01', 'no_date'],
    ['since 2027-13-01', 'no_date'],
    ['2027-02-02 to 2027-02-01', 'backwards'],
    ['2027-03-02 to 2027-03-01', 'ahead'],
    ['since 2027-02-18', 'ahead'],
    ['last few days', 'no_period'],
    ['', 'no_period'],
    ['this month and more', 'no_period'],
    ['{"from":"2027-01-01"}', 'no_period'],
    ['last 99999 days', 'no_period'],
  ])('“%s” is refused: %s', (words, refused) => {
    expect(dates(words)).toBe(refused);
  });

  test('any number of days, weeks or months is a period that ends today', () => {
    fc.assert(
      fc.property(fc.nat(9_999), fc.constantFrom('days', 'weeks', 'months'), (count, unit) => {
        const period = periodOf(`last ${count} ${unit}`, COHORT, NOW) as Period;
        expect(period.to).toBe('2027-02-17');
        expect(period.from <= period.to).toBe(true);
      }),
    );
  });

  test('whatever is typed is a period, none, or refused', () => {
    fc.assert(fc.property(fc.string(), (words) => void periodOf(words, COHORT, NOW)));
  });

  test('those that are offered are understood', () => {
    expect(PERIODS.map((words) => dates(words)).filter((it) => it.startsWith('no_'))).toEqual([]);
  });
});

describe('a period among what is typed behind a command', () => {
  test.each([
    ['last 30 days', 'last 30 days', ''],
    ['Leaders 2027 last 30 days', 'last 30 days', 'Leaders 2027'],
    ['in Leaders 2027 for the last 30 days', 'last 30 days', 'in Leaders 2027'],
    ['THIS  Month', 'this month', ''],
    ['this month Leaders 2027', 'this month', 'Leaders 2027'],
    ['Leaders 2027 2027-01-01 to 2027-03-31', '2027-01-01 to 2027-03-31', 'Leaders 2027'],
    ['Leaders whole run', 'whole run', 'Leaders'],
  ])('%s', (typed, period, rest) => {
    expect(readPeriod(typed)).toEqual({ period, rest });
  });

  test.each(['', 'Leaders 2027', 'The last mile', 'Since then', 'this monthly circle'])('none in “%s”', (typed) => {
    expect(readPeriod(typed)).toBeNull();
  });
});

describe('the instants of a period', () => {
  test('reach from midnight to midnight in the zone of the cohort, and not beyond now', () => {
    const { from, until } = spanOf({ from: '2027-01-01', to: '2027-01-31' }, COHORT, NOW);
    expect([utc(from), utc(until)]).toEqual(['2026-12-31T23:00', '2027-01-31T23:00']);
    expect(spanOf({ from: '2027-02-01', to: '2027-02-17' }, COHORT, NOW).until).toBe(NOW);
  });

  test('two periods that follow each other leave no gap where the clocks change', () => {
    const now = at('2027-06-01T10:00Z');
    const before = spanOf({ from: '2027-03-01', to: '2027-03-28' }, COHORT, now);
    const after = spanOf({ from: '2027-03-29', to: '2027-04-30' }, COHORT, now);
    expect(before.until).toBe(after.from);
    expect(utc(after.from)).toBe('2027-03-28T22:00');
  });
});

const NONE: Counts = { held: 0, untold: 0, made: 0, kept: 0, asked: 0, answered: 0 };
const sumOf = (pairs: PairFacts[], period: Period | null, heldAt: number[] = []) => {
  const sums = tally(COHORT, NOW, period);
  sums.add({ pairs, counts: NONE, heldAt });
  return sums.sum();
};

describe('what is counted in a period', () => {
  const JANUARY = { from: '2027-01-01', to: '2027-01-31' };

  test('the meetings that the cadence asks for in it', () => {
    // Paired on Monday, 30 November at 10:00, every two weeks: due on 14 and 28 December, 11 and 25 January, 8 February.
    const pair = makeFacts();
    expect(sumOf([pair], JANUARY).figures.expected).toBe(2);
    expect(sumOf([pair], { from: '2027-01-12', to: '2027-01-24' }).figures.expected).toBe(0);
    expect(sumOf([pair], { from: '2027-01-11', to: '2027-01-25' }).figures.expected).toBe(2);
    expect(sumOf([makeFacts({ state: 'ended', endedAt: at('2027-01-20T09:00Z') })], JANUARY).figures.expected).toBe(1);
    expect(sumOf([makeFacts({ cadenceWeeks: 1 })], JANUARY).figures.expected).toBe(4);
  });

  test('the meetings of periods that follow each other add up to those of the whole run', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -20, max: 100 }),
        fc.option(fc.integer({ min: 0, max: 100 }), { nil: null }),
        fc.constantFrom(null, 1, 2, 3, 4),
        fc.array(fc.integer({ min: 1, max: 107 }), { minLength: 1, maxLength: 5 }),
        (begun, ended, cadenceWeeks, cuts) => {
          const createdAt = at('2026-11-01T09:00Z') + begun * DAY;
          const endedAt = ended === null ? null : Math.max(createdAt, at('2026-11-01T15:00Z') + ended * DAY);
          const pair = makeFacts({ createdAt, endedAt, cadenceWeeks, state: ended === null ? 'active' : 'ended' });
          const dayAt = (offset: number) => new Date(Date.UTC(2026, 10, 1 + offset)).toISOString().slice(0, 10);
          const edges = [-30, ...[...new Set(cuts)].sort((one, other) => one - other), 108];
          const parts = edges
            .slice(1)
            .map((edge, index) => ({ from: dayAt((edges[index] ?? 0) + 1), to: dayAt(edge) }));
          const sum = parts.reduce((all, period) => all + sumOf([pair], period).figures.expected, 0);
          expect(sum).toBe(sumOf([pair], null).figures.expected);
        },
      ),
    );
  });

  test('first meetings that were due in it', () => {
    // Ten working days after Monday, 30 November are over on Monday, 14 December.
    const pair = makeFacts();
    expect(sumOf([pair], { from: '2026-12-14', to: '2026-12-14' }).figures).toMatchObject({ inTime: 1, inTimeOf: 1 });
    expect(sumOf([pair], { from: '2026-12-15', to: '2027-01-31' }).figures).toMatchObject({ inTime: 0, inTimeOf: 0 });
    expect(sumOf([pair], { from: '2026-11-30', to: '2026-12-13' }).figures).toMatchObject({ inTime: 0, inTimeOf: 0 });
  });

  test('the weeks that it touches, at most the last twenty', () => {
    const held = [at('2027-01-01T09:00Z'), at('2027-01-04T09:00Z'), at('2027-01-31T22:59Z')];
    expect(sumOf([], JANUARY, held).weeks).toEqual([
      { from: '2026-12-28', held: 1 },
      { from: '2027-01-04', held: 1 },
      { from: '2027-01-11', held: 0 },
      { from: '2027-01-18', held: 0 },
      { from: '2027-01-25', held: 1 },
    ]);
    const { weeks } = sumOf([], { from: '2026-01-01', to: '2027-02-17' });
    expect([weeks.length, weeks[0]?.from, weeks.at(-1)?.from]).toEqual([20, '2026-10-05', '2027-02-15']);
  });

  test('how things are now is not touched by it', () => {
    const pairs = [makeFacts({ nextAt: NOW + DAY }), makeFacts({ pairingId: 'other', lastMet: NOW - 21 * DAY })];
    const [whole, january] = [sumOf(pairs, null), sumOf(pairs, JANUARY)];
    expect(january.states).toEqual(whole.states);
    expect(january.needs).toEqual(whole.needs);
    expect(january.figures).toMatchObject({ pairs: 2, booked: 1, weeksSince: whole.figures.weeksSince });
  });
});
