import { describe, expect, test } from 'vitest';
import { type Counts, chartBegins, FIGURES, type Figures, type PairFacts, tally } from '../../src/core/report.ts';
import { at, makeCohort, utc } from './make.ts';

/** Monday, 1 February 2027, 10:00 in Vienna. The cohort began on Tuesday, 1 December 2026. */
const NOW = at('2027-02-01T10:00+01:00');
const COHORT = makeCohort({ startsOn: '2026-12-01', endsOn: '2027-11-30', cadenceWeeks: 2 });

const NO_COUNTS: Counts = { held: 0, untold: 0, made: 0, kept: 0, asked: 0, answered: 0 };

/** A pair of the first day that has done nothing since. */
function facts(over: Partial<PairFacts> = {}): PairFacts {
  return {
    pairingId: 'pairing',
    mentorId: 'ben',
    menteeId: 'cleo',
    state: 'active',
    createdAt: at('2026-12-01T10:00+01:00'),
    endedAt: null,
    snoozedUntil: null,
    pausedUntil: null,
    cadenceWeeks: null,
    begun: true,
    mentorActive: true,
    menteeActive: true,
    mentorLeftAt: null,
    menteeLeftAt: null,
    awayUntil: null,
    mentorWantsPrep: true,
    menteeWantsPrep: true,
    nextAt: null,
    proposed: false,
    firstMet: null,
    lastMet: null,
    ...over,
  };
}

function sum(pairs: PairFacts[], counts: Partial<Counts> = {}, heldAt: number[] = [], cohort = COHORT, now = NOW) {
  const sums = tally(cohort, now);
  sums.add({ pairs, counts: { ...NO_COUNTS, ...counts }, heldAt });
  return sums.sum();
}
const figure = (name: keyof Figures, pairs: PairFacts[]) => (sum(pairs).figures as Partial<Figures>)[name];

describe('the figures of a report', () => {
  test('are all nothing for a cohort without pairs', () => {
    expect(sum([]).figures).toEqual({
      pairs: 0,
      booked: 0,
      held: 0,
      expected: 0,
      untold: 0,
      inTime: 0,
      inTimeOf: 0,
      weeksSince: null,
      made: 0,
      kept: 0,
      asked: 0,
      answered: 0,
      withoutPrep: 0,
      snoozed: 0,
    });
    expect(sum([]).needs).toEqual([]);
  });

  test('count the active pairs, and those of them with a meeting ahead', () => {
    const ahead = { nextAt: at('2027-02-03T10:00Z') };
    const pairs = [facts(), facts(ahead), facts({ ...ahead, state: 'ended', endedAt: NOW })];
    expect([figure('pairs', pairs), figure('booked', pairs)]).toEqual([2, 1]);
  });

  test.each([
    // From Tue 1 Dec 2026 00:00 or the pairing to Mon 1 Feb 2027 10:00: eight weeks and six days at most.
    ['since the first day: 8 weeks and 6 days', {}, 4],
    ['before the cohort began, counted from its first day on', { createdAt: at('2026-10-01T10:00Z') }, 4],
    ['a day less than two weeks ago', { createdAt: at('2027-01-19T10:00+01:00') }, 0],
    ['exactly two weeks ago', { createdAt: at('2027-01-18T10:00+01:00') }, 1],
    ['ended after five weeks', { state: 'ended', endedAt: at('2027-01-05T10:00+01:00') }, 2],
  ] as const)('expect a meeting every two weeks: %s', (_when, over, expected) => {
    expect(figure('expected', [facts(over)])).toBe(expected);
  });

  test('expect no meeting after the end of the cohort, nor before its beginning', () => {
    const year = makeCohort({ startsOn: '2026-12-01', endsOn: '2026-12-31', cadenceWeeks: 2 });
    expect(sum([facts()], {}, [], year).figures.expected).toBe(2);
    const later = makeCohort({ startsOn: '2027-03-01', endsOn: '2027-12-31' });
    expect(sum([facts()], {}, [], later).figures.expected).toBe(0);
  });

  test.each([
    // Paired on Tuesday, 1 December: the tenth working day after it is Tuesday, 15 December.
    ['met on the tenth working day', { firstMet: at('2026-12-15T23:00+01:00') }, [1, 1]],
    ['met a day later', { firstMet: at('2026-12-16T00:30+01:00') }, [0, 1]],
    ['never met', {}, [0, 1]],
    [
      'paired on Monday, 18 January: today is its last day, too early to tell',
      { createdAt: at('2027-01-18T12:00Z') },
      [0, 0],
    ],
    ['paired on Sunday, 17 January: Friday was its last day', { createdAt: at('2027-01-17T12:00Z') }, [0, 1]],
    ['ended before it could have met', { state: 'ended', endedAt: at('2026-12-10T10:00Z') }, [0, 0]],
    ['ended later without ever having met', { state: 'ended', endedAt: at('2026-12-20T10:00Z') }, [0, 1]],
  ] as const)('first meeting in time: %s', (_what, over, expected) => {
    const { figures } = sum([facts(over)]);
    expect([figures.inTime, figures.inTimeOf]).toEqual(expected);
  });

  test.each([
    // The cohort begins on Monday, 4 January: the tenth working day after it is Monday, 18 January.
    ['who met on the tenth working day after its first', { firstMet: at('2027-01-18T10:00+01:00') }, [1, 1]],
    ['who met a day later', { firstMet: at('2027-01-19T10:00+01:00') }, [0, 1]],
    ['who heard of nothing yet', { begun: false }, [0, 0]],
  ] as const)('first meeting in time of two who were paired before their cohort began, %s', (_who, over, expected) => {
    const { figures } = sum([facts(over)], {}, [], makeCohort({ startsOn: '2027-01-04' }));
    expect([figures.inTime, figures.inTimeOf]).toEqual(expected);
  });

  test('expect no meeting of a pair that nobody has welcomed yet', () => {
    expect(figure('expected', [facts({ begun: false })])).toBe(0);
  });

  test.each([
    ['of nobody who met', [], null],
    ['of one', ['2027-01-25T10:00+01:00'], 1],
    ['of three: the middle one', ['2027-01-25T10:00+01:00', '2027-01-18T10:00+01:00', '2026-12-07T10:00+01:00'], 2],
    ['of two: half-way between', ['2027-01-25T10:00+01:00', '2027-01-15T10:00+01:00'], 1.7],
  ] as const)('weeks since the last meeting %s', (_who, ends, expected) => {
    expect(
      figure(
        'weeksSince',
        ends.map((lastMet) => facts({ lastMet: at(lastMet) })),
      ),
    ).toBe(expected);
  });

  test('weeks since the last meeting leave ended pairs out', () => {
    expect(figure('weeksSince', [facts({ lastMet: NOW, state: 'ended', endedAt: NOW })])).toBeNull();
  });

  test('opt-outs count a person once, in however many pairs, and only in active ones', () => {
    const pairs = [
      facts({ mentorWantsPrep: false }),
      facts({ mentorWantsPrep: false, menteeId: 'dan', menteeWantsPrep: false }),
      facts({ mentorId: 'eve', mentorWantsPrep: false, state: 'ended', endedAt: NOW }),
    ];
    expect(figure('withoutPrep', pairs)).toBe(2);
  });

  test('snoozed pairs are those that still are', () => {
    const pairs = [facts({ snoozedUntil: NOW + 1 }), facts({ snoozedUntil: NOW }), facts()];
    expect(figure('snoozed', pairs)).toBe(1);
  });

  test('are the same, however the pairs are cut into pages', () => {
    const pairs = Array.from({ length: 9 }, (_, number) =>
      facts({ pairingId: `p${number}`, lastMet: NOW - number * 86_400_000, mentorWantsPrep: number % 2 === 0 }),
    );
    const counts = { ...NO_COUNTS, made: 2, held: 3 };
    const pages = tally(COHORT, NOW);
    for (const one of pairs) pages.add({ pairs: [one], counts, heldAt: [NOW - 1] });
    const whole = sum(
      pairs,
      { made: 18, held: 27 },
      Array.from({ length: 9 }, () => NOW - 1),
    );
    expect(pages.sum()).toEqual(whole);
  });

  test('each have their meaning in the help text', () => {
    expect(FIGURES).toHaveLength(10);
    for (const [name, means] of FIGURES) expect([name.length > 4, means.endsWith('.')]).toEqual([true, true]);
  });
});

describe('where pairs stand', () => {
  test.each([
    ['ended', { state: 'ended', endedAt: NOW, mentorActive: false }],
    ['unreachable', { mentorActive: false, nextAt: NOW + 1 }],
    ['unreachable', { menteeActive: false, proposed: true }],
    ['booked', { nextAt: NOW + 1, proposed: true }],
    ['proposed', { proposed: true, snoozedUntil: NOW + 1 }],
    ['snoozed', { snoozedUntil: NOW + 1 }],
    ['nothing', { snoozedUntil: NOW - 1 }],
  ] as const)('%s is one state, the first that fits', (state, over) => {
    const { states } = sum([facts(over)]);
    expect(Object.entries(states).filter(([, count]) => count > 0)).toEqual([[state, 1]]);
  });
});

describe('meetings per week', () => {
  const long = makeCohort({ startsOn: '2026-01-01' });

  test('are counted in weeks that begin on Mondays of the cohort, the last twelve with this one', () => {
    const { weeks } = sum([], {}, [], long);
    expect(weeks).toHaveLength(12);
    expect([weeks[0], weeks.at(-1)]).toEqual([
      { from: '2026-11-16', held: 0 },
      { from: '2027-02-01', held: 0 },
    ]);
    expect(utc(chartBegins(long, NOW))).toBe('2026-11-15T23:00');
  });

  test('begin with the week in which the cohort began', () => {
    expect(sum([]).weeks.map(({ from }) => from)[0]).toBe('2026-11-30');
    expect(sum([]).weeks).toHaveLength(10);
  });

  test('show this week even before the cohort begins', () => {
    const later = makeCohort({ startsOn: '2027-03-01' });
    expect(sum([], {}, [], later).weeks).toEqual([{ from: '2027-02-01', held: 0 }]);
  });

  test('a meeting on Sunday night belongs to the week before, on Monday to the new one, and nothing to come counts', () => {
    const heldAt = [
      '2027-01-24T23:30+01:00',
      '2027-01-25T00:00+01:00',
      '2027-01-31T23:59+01:00',
      '2027-02-01T11:00+01:00',
    ];
    const { weeks } = sum([], {}, heldAt.map(at));
    expect(weeks.slice(-3)).toEqual([
      { from: '2027-01-18', held: 1 },
      { from: '2027-01-25', held: 2 },
      { from: '2027-02-01', held: 0 },
    ]);
  });
});
