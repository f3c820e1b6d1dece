import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import {
  addWorkingDays,
  afterWorkingDays,
  DEFAULT_HOURS,
  inContactWindow,
  nextContactInstant,
  oneWorkingDayBefore,
  type Person,
  type WorkingHours,
  workingDaysBetween,
} from '../../src/core/hours.ts';
import type { Weekday } from '../../src/core/time.ts';
import { type ClockChange, clockChangesOf, wallOf, YEARS, ZONES } from './time.clock-changes.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

const NIGHTS: WorkingHours = { days: [1, 2, 3, 4, 5, 6, 7], from: 0, to: 5 * 60 };
const ONE_SUNDAY_HOUR: WorkingHours = { days: [7], from: 2 * 60, to: 3 * 60 };
const SUNDAY_TO_THURSDAY: WorkingHours = { days: [7, 1, 2, 3, 4], from: 23 * 60, to: 24 * 60 };

const weekday = fc.constantFrom<Weekday[]>(1, 2, 3, 4, 5, 6, 7);
const hours: fc.Arbitrary<WorkingHours> = fc
  .tuple(
    fc.uniqueArray(weekday, { minLength: 1 }),
    fc.integer({ min: 0, max: 1_439 }),
    fc.integer({ min: 1, max: 1_440 }),
  )
  .map(([days, from, length]) => ({ days, from, to: Math.min(from + length, 1_440) }));
const zone = fc.constantFrom(...ZONES);
const instant = fc.integer({ min: YEARS.from, max: YEARS.to });
const date = instant.map((at) => new Date(at).toISOString().slice(0, 10));

/** Whether somebody can be reached, read from the platform's own wall; the office closes at 15:00 on Fridays. */
function isReachable(at: number, person: Person): boolean {
  const { date, minute, weekday } = wallOf(person.zone, at);
  const { days, from, to } = person.hours;
  const closes = person.hours === DEFAULT_HOURS && weekday === 5 ? 15 * 60 : to;
  const back = !person.awayUntil || date > person.awayUntil;
  return back && days.includes(weekday as Weekday) && from <= minute && minute < closes;
}

describe('around every change of clocks, in every zone, from 2026 to 2036', () => {
  let changes: ClockChange[] = [];

  beforeAll(() => {
    changes = ZONES.flatMap(clockChangesOf);
  });

  test.each([
    ['office hours', DEFAULT_HOURS],
    ['the small hours, in which the clocks change', NIGHTS],
    ['the one hour of the week that may be missing', ONE_SUNDAY_HOUR],
    ['the last hour before midnight', SUNDAY_TO_THURSDAY],
  ])('a nudge arrives inside %s, never early, and soon', (_, each) => {
    const wrong: string[] = [];
    for (const { zone, at } of changes) {
      const person = { zone, hours: each };
      for (const due of [at - 2 * DAY, at - 5 * HOUR, at - 1, at, at + HOUR / 2, at + 7 * HOUR]) {
        const arrives = nextContactInstant(due, person, `${zone}${at}`);
        const ok = isReachable(arrives, person) && arrives >= due && arrives < due + 15 * DAY;
        if (!ok || nextContactInstant(arrives, person) !== arrives) {
          wrong.push(`${zone}: due ${new Date(due).toISOString()}, arrives ${new Date(arrives).toISOString()}`);
        }
      }
    }
    expect(wrong).toEqual([]);
  });

  test('a reminder arrives inside office hours, on an earlier day than the meeting', () => {
    const wrong: string[] = [];
    for (const { zone, at } of changes) {
      for (const meeting of [at - 10 * HOUR, at, at + 10 * HOUR, at + 34 * HOUR]) {
        const person = { zone, hours: DEFAULT_HOURS };
        const arrives = oneWorkingDayBefore(meeting, person) ?? Number.NaN;
        const [day, meetingDay] = [wallOf(zone, arrives).date, wallOf(zone, meeting).date];
        if (!isReachable(arrives, person) || day >= meetingDay || arrives < meeting - 5 * DAY) {
          wrong.push(
            `${zone}: meeting ${new Date(meeting).toISOString()}, reminder ${new Date(arrives).toISOString()}`,
          );
        }
      }
    }
    expect(wrong).toEqual([]);
  });
});

describe('for anybody, anywhere, at any time', () => {
  const awayFor = fc.option(fc.integer({ min: -3, max: 400 }), { nil: undefined });
  const somebody = fc.tuple(instant, zone, hours, awayFor).map(([at, name, theirs, days]) => ({
    at,
    person: {
      zone: name,
      hours: theirs,
      awayUntil: days === undefined ? null : new Date(at + days * DAY).toISOString().slice(0, 10),
    },
  }));

  test('the next contact is inside their hours, never early, and the same when asked again', () => {
    fc.assert(
      fc.property(somebody, fc.string(), ({ at, person }, seed) => {
        const next = nextContactInstant(at, person, seed);
        expect(next).toBeGreaterThanOrEqual(at);
        expect(isReachable(next, person)).toBe(true);
        expect(inContactWindow(next, person)).toBe(true);
        expect(nextContactInstant(next, person, 'another seed')).toBe(next);
        expect(nextContactInstant(at, person, seed)).toBe(next);
      }),
      { numRuns: 1_000 },
    );
  });

  test('the spread delays an opening by less than 90 minutes', () => {
    fc.assert(
      fc.property(somebody, fc.string(), ({ at, person }, seed) => {
        const opening = nextContactInstant(at, person);
        const spread = nextContactInstant(at, person, seed);
        // Where the clocks skip a part of the window, one of the two may find room only on the next working day.
        fc.pre(Math.abs(spread - opening) < 12 * HOUR);
        expect(spread - opening).toBeGreaterThanOrEqual(0);
        expect(spread - opening).toBeLessThan(1.5 * HOUR);
      }),
      { numRuns: 1_000 },
    );
  });

  test('more working days are never an earlier day, and what comes is inside their hours', () => {
    fc.assert(
      fc.property(somebody, fc.nat(15), fc.string(), ({ at, person }, n, seed) => {
        const later = afterWorkingDays(at, n, person, seed);
        expect(later).toBeGreaterThanOrEqual(at);
        expect(isReachable(later, person)).toBe(true);
        const evenLater = afterWorkingDays(at, n + 1, person, seed);
        expect(wallOf(person.zone, evenLater).date >= wallOf(person.zone, later).date).toBe(true);
      }),
      { numRuns: 1_000 },
    );
  });

  test('a reminder, if there is one, is before the meeting and inside their hours', () => {
    fc.assert(
      fc.property(
        somebody,
        fc.option(fc.integer({ min: 0, max: 1_439 }), { nil: undefined }),
        ({ at, person }, minute) => {
          const reminder = oneWorkingDayBefore(at, person, minute);
          if (reminder === undefined) return;
          expect(reminder).toBeLessThan(at);
          expect(isReachable(reminder, person)).toBe(true);
        },
      ),
      { numRuns: 1_000 },
    );
  });

  test('working days added are working days counted, one by one', () => {
    fc.assert(
      fc.property(date, fc.nat(60), hours, (from, n, theirs) => {
        const to = addWorkingDays(from, n, theirs);
        expect(workingDaysBetween(from, to, theirs)).toBe(n);
        let counted = 0;
        for (let at = Date.parse(from) + DAY; at <= Date.parse(to); at += DAY) {
          if (theirs.days.includes((new Date(at).getUTCDay() || 7) as Weekday)) counted += 1;
        }
        expect(counted).toBe(n);
      }),
    );
  });

  test('a working day forward and one back is the same day', () => {
    fc.assert(
      fc.property(date, fc.integer({ min: 1, max: 30 }), hours, (from, n, theirs) => {
        const day = addWorkingDays(from, n, theirs);
        expect(addWorkingDays(addWorkingDays(day, n, theirs), -n, theirs)).toBe(day);
      }),
    );
  });
});
