import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type PulseAnswer, pulseToShow, type ShownPulse } from '../../src/core/report-pulse.ts';

const answer = (memberId: string, value: number, givenAt = 1): PulseAnswer => ({ memberId, value, givenAt });
const five = ['a', 'b', 'c', 'd', 'e'].map((memberId, index) => answer(memberId, index + 1));

describe('a figure made of feedback', () => {
  test('is not shown for four people', () => {
    expect(pulseToShow(five.slice(1), null, 10)).toBeNull();
  });

  test('is shown for five: the mean of 1, 2, 3, 4 and 5', () => {
    expect(pulseToShow(five, null, 10)).toEqual({ value: 3, people: 5, until: 10 });
  });

  test('has two decimals: 1, 2, 3, 4, 5 and 5 make 3.33', () => {
    expect(pulseToShow([...five, answer('f', 5)], null, 10)?.value).toBe(3.33);
  });

  test('counts a person once, with what they said last, in however many pairings they are', () => {
    expect(pulseToShow([...five.slice(1), answer('b', 1, 5), answer('b', 5, 4)], null, 10)).toBeNull();
    expect(pulseToShow([...five, answer('a', 5, 5)], null, 10)).toEqual({ value: 3.8, people: 5, until: 10 });
  });

  test('leaves out what was said at this very moment or later', () => {
    expect(pulseToShow([...five.slice(1), answer('f', 5, 10)], null, 10)).toBeNull();
  });

  test.each([1, 2, 3, 4])('stays as it was shown when %i people have answered since', (count) => {
    const shown = { value: 3, people: 5, until: 10 };
    const since = five.slice(0, count).map(({ memberId }) => answer(memberId, 5, 12));
    const answers = [...five.filter(({ memberId }) => !since.some((each) => each.memberId === memberId)), ...since];
    expect(pulseToShow(answers, shown, 20)).toBe(shown);
  });

  test('is renewed when five people have answered since, one of them at the moment up to which it was shown', () => {
    const since = five.map(({ memberId }, index) => answer(memberId, 4, 10 + index));
    expect(pulseToShow(since, { value: 3, people: 5, until: 10 }, 20)).toEqual({ value: 4, people: 5, until: 20 });
  });

  test('stays when it shrinks, and is not taken back to an earlier time', () => {
    const shown = { value: 3, people: 9, until: 10 };
    expect(pulseToShow(five, shown, 20)).toBe(shown);
    expect(
      pulseToShow(
        five.map((each) => ({ ...each, givenAt: 12 })),
        { ...shown, until: 30 },
        20,
      ),
    ).toEqual({ ...shown, until: 30 });
  });
});

/** What happens to a cohort: somebody answers, or somebody asks for a report. */
const happenings = fc.array(
  fc.oneof(
    { weight: 3, arbitrary: fc.record({ who: fc.nat({ max: 9 }), pairing: fc.nat({ max: 1 }) }) },
    { weight: 1, arbitrary: fc.constant('report' as const) },
  ),
  { minLength: 10, maxLength: 70 },
);

/** An unknown for each answer ever given: `who:when`. What was shown is a sum of some of them. */
type Sum = Map<string, number>;

function sumsShown(story: readonly ({ who: number; pairing: number } | 'report')[]): Sum[] {
  const latest = new Map<string, PulseAnswer>();
  const sums: Sum[] = [];
  let shown: ShownPulse | null = null;
  story.forEach((event, index) => {
    const now = index + 1;
    if (event !== 'report') {
      latest.set(`${event.who}/${event.pairing}`, answer(`${event.who}`, 1 + (now % 5), now));
      return;
    }
    const next: ShownPulse | null = pulseToShow([...latest.values()], shown, now);
    if (next && next !== shown) {
      const newest = new Map<string, number>();
      for (const { memberId, givenAt } of latest.values())
        newest.set(memberId, Math.max(newest.get(memberId) ?? 0, givenAt));
      sums.push(new Map([...newest].map(([who, when]) => [`${who}:${when}`, 1])));
    }
    shown = next;
  });
  return sums;
}

/** How many people are in what is left of a combination of sums. */
function peopleIn(sums: readonly Sum[], factors: readonly number[]): number {
  const total = new Map<string, number>();
  sums.forEach((sum, index) => {
    for (const [unknown, times] of sum) total.set(unknown, (total.get(unknown) ?? 0) + times * (factors[index] ?? 0));
  });
  const left = [...total].filter(([, times]) => times !== 0).map(([unknown]) => unknown.split(':')[0]);
  return new Set(left).size;
}

describe('whatever is computed from all the figures that were ever shown', () => {
  test('has five people in it, or nobody', () => {
    let compared = 0;
    fc.assert(
      fc.property(
        happenings,
        fc.array(fc.integer({ min: -2, max: 2 }), { minLength: 8, maxLength: 8 }),
        (story, factors) => {
          const sums = sumsShown(story);
          if (sums.length > 1) compared += 1;
          const people = peopleIn(sums, factors);
          expect(people === 0 || people >= 5).toBe(true);
          const pairs = sums.flatMap((_, one) => sums.map((_, other) => [one, other] as const));
          for (const [one, other] of pairs.filter(([one, other]) => one !== other)) {
            const difference = sums.map((_, index) => (index === one ? 1 : index === other ? -1 : 0));
            expect(peopleIn(sums, difference)).toBeGreaterThanOrEqual(5);
          }
        },
      ),
      { numRuns: 2_000 },
    );
    expect(compared).toBeGreaterThan(100);
  });

  test('would not, if four new answers were enough', () => {
    const story = [...[0, 1, 2, 3, 4].map((who) => ({ who, pairing: 0 })), 'report' as const];
    const sums = [...sumsShown(story), new Map(['0:9', '1:9', '2:9', '3:9', '4:5'].map((key) => [key, 1]))];
    expect(peopleIn(sums, [1, -1])).toBe(4);
  });
});
