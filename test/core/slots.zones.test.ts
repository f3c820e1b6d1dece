import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { addWorkingDays, DEFAULT_HOURS, type WorkingHours } from '../../src/core/hours.ts';
import { type Availability, type SlotRequest, suggestSlots } from '../../src/core/slots.ts';
import type { Weekday } from '../../src/core/time.ts';
import { type ClockChange, clockChangesOf, wallOf, YEARS, ZONES } from './time.clock-changes.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

const ANY_TIME: WorkingHours = { days: [1, 2, 3, 4, 5, 6, 7], from: 0, to: 1_440 };

/** What is wrong with a start for somebody, going by the platform's own walls; widened hours reach from 08:00 to 18:30 at most. */
function objections(at: number, request: SlotRequest, widenedBy: number): string[] {
  const end = at + request.minutes * MINUTE;
  const found: string[] = [];
  if (at < request.now + DAY) found.push('too soon');
  if (at % (15 * MINUTE) !== 0) found.push('not on the quarter hour');
  for (const { zone, hours, awayUntil, busy } of request.people) {
    if (found.length > 0) break;
    const [first, last] = [wallOf(zone, at), wallOf(zone, end - 1)];
    const from = Math.min(hours.from, Math.max(hours.from - widenedBy, 480));
    const to = Math.max(hours.to, Math.min(hours.to + widenedBy, 1_110));
    if (!hours.days.includes(first.weekday as Weekday)) found.push(`a day off in ${zone}`);
    if (first.date !== last.date || first.minute < from || last.minute >= to) found.push(`outside hours in ${zone}`);
    if (awayUntil && first.date <= awayUntil) found.push(`away in ${zone}`);
    if (busy.some((taken) => taken.from < end && at < taken.to)) found.push(`busy in ${zone}`);
    const horizon = addWorkingDays(wallOf(zone, request.now).date, 10, hours);
    if (first.date > horizon) found.push(`more than ten working days ahead in ${zone}`);
  }
  return found;
}

describe('around every change of clocks, in every zone, from 2026 to 2036', () => {
  let changes: ClockChange[] = [];

  beforeAll(() => {
    changes = ZONES.flatMap(clockChangesOf);
  });

  test.each([
    ['office hours', DEFAULT_HOURS],
    ['all hours of all days', ANY_TIME],
  ])('slots lie within %s of both', (_, hours) => {
    const wrong: string[] = [];
    let met = 0;
    changes.forEach(({ zone, at }, i) => {
      const partner = ZONES[(i * 37) % ZONES.length] ?? zone;
      const people: SlotRequest['people'] = [
        { zone, hours, busy: [] },
        { zone: partner, hours, busy: [] },
      ];
      const request = { now: at - 3 * DAY, minutes: 60, people, count: 4 };
      const suggestion = suggestSlots(request);
      if ('reason' in suggestion) return;
      met += 1;
      for (const { from } of suggestion.slots) {
        const found = objections(from, request, suggestion.widenedByMinutes);
        if (found.length > 0)
          wrong.push(`${zone} and ${partner}, ${new Date(from).toISOString()}: ${found.join(', ')}`);
      }
    });
    expect(wrong).toEqual([]);
    expect(met).toBeGreaterThan(1_000);
  });
});

describe('for any two people, at any time', () => {
  const weekday = fc.constantFrom<Weekday[]>(1, 2, 3, 4, 5, 6, 7);
  const instant = fc.integer({ min: YEARS.from, max: YEARS.to });
  const hours: fc.Arbitrary<WorkingHours> = fc.oneof(
    fc.constant(DEFAULT_HOURS),
    fc
      .tuple(
        fc.uniqueArray(weekday, { minLength: 1 }),
        fc.integer({ min: 0, max: 1_439 }),
        fc.integer({ min: 1, max: 1_440 }),
      )
      .map(([days, from, length]) => ({ days, from, to: Math.min(from + length, 1_440) })),
  );
  const person = (now: number): fc.Arbitrary<Availability> =>
    fc.record({
      zone: fc.constantFrom(...ZONES),
      hours,
      awayUntil: fc.option(
        fc.integer({ min: -2, max: 20 }).map((days) => new Date(now + days * DAY).toISOString().slice(0, 10)),
        { freq: 2 },
      ),
      busy: fc.array(
        fc
          .tuple(fc.integer({ min: 0, max: 14 * 24 * 60 }), fc.integer({ min: 1, max: 3 * 24 * 60 }))
          .map(([start, length]) => ({ from: now + start * MINUTE, to: now + (start + length) * MINUTE })),
        { maxLength: 6 },
      ),
    });
  const request: fc.Arbitrary<SlotRequest> = instant.chain((now) =>
    fc.record({
      now: fc.constant(now),
      minutes: fc.constantFrom(15, 25, 30, 45, 60, 90),
      people: fc.tuple(person(now), person(now)),
      previous: fc.option(
        fc.integer({ min: 1, max: 60 * 24 * 60 }).map((ago) => now - ago * MINUTE),
        { nil: undefined },
      ),
      count: fc.integer({ min: 1, max: 6 }),
    }),
  );

  test('every slot suits both, each is on another day, and they come in order', () => {
    fc.assert(
      fc.property(request, (asked) => {
        const suggestion = suggestSlots(asked);
        if ('reason' in suggestion) return;
        const { slots, widenedByMinutes } = suggestion;
        expect(slots.length).toBeGreaterThan(0);
        expect(slots.length).toBeLessThanOrEqual(asked.count ?? 3);
        expect(widenedByMinutes % 30).toBe(0);
        expect(slots.map(({ from }) => from)).toEqual(slots.map(({ from }) => from).sort((a, b) => a - b));
        for (const { from, to } of slots) {
          expect(to - from).toBe(asked.minutes * MINUTE);
          expect(objections(from, asked, widenedByMinutes)).toEqual([]);
        }
        for (const { zone } of asked.people) {
          const days = slots.map(({ from }) => wallOf(zone, from).date);
          expect(new Set(days).size).toBe(days.length);
        }
      }),
      { numRuns: 1_000 },
    );
  });

  test('swapping the two changes nothing, and asking again neither', () => {
    fc.assert(
      fc.property(request, (asked) => {
        const suggestion = suggestSlots(asked);
        const [one, other] = asked.people;
        expect(suggestSlots({ ...asked, people: [other, one] })).toEqual(suggestion);
        expect(suggestSlots(structuredClone(asked))).toEqual(suggestion);
      }),
      { numRuns: 500 },
    );
  });

  test('slots offered before never come back', () => {
    fc.assert(
      fc.property(request, (asked) => {
        const offered: number[] = [];
        for (let times = 0; times < 4; times += 1) {
          const suggestion = suggestSlots({ ...asked, avoid: offered });
          for (const { from } of suggestion.slots) expect(offered).not.toContain(from);
          offered.push(...suggestion.slots.map(({ from }) => from));
        }
      }),
      { numRuns: 200 },
    );
  });

  test('no slot means that there is none, and hours widen no further than they must', () => {
    fc.assert(
      fc.property(request, (asked) => {
        const suggestion = suggestSlots(asked);
        const [one, other] = asked.people;
        const open = { ...asked, people: [atLeisure(one), atLeisure(other)] as const };
        if (!('reason' in suggestion)) {
          const { widenedByMinutes } = suggestion;
          if (widenedByMinutes > 0) expect(startsWithout(open, widenedByMinutes - 30)).toEqual([]);
        } else if (suggestion.reason === 'hours_never_meet') {
          expect(startsWithout(open, 24 * 60)).toEqual([]);
        } else {
          const idleSuggestion = suggestSlots(open);
          expect('reason' in idleSuggestion).toBe(false);
          if ('reason' in idleSuggestion) return;
          expect(startsWithout(asked, idleSuggestion.widenedByMinutes)).toEqual([]);
        }
      }),
      { numRuns: 60 },
    );
  });

  function atLeisure(person: Availability): Availability {
    return { ...person, busy: [], awayUntil: null };
  }

  /** The starts to which nobody objects, found by trying each quarter of an hour of the two weeks ahead. */
  function startsWithout(asked: SlotRequest, widenedBy: number): string[] {
    const starts: string[] = [];
    const quarter = 15 * MINUTE;
    for (let at = Math.ceil((asked.now + DAY) / quarter) * quarter; at < asked.now + 15 * DAY; at += quarter) {
      if (objections(at, asked, widenedBy).length > 0 || onAShortDay(at, asked)) continue;
      starts.push(new Date(at).toISOString());
    }
    return starts;
  }

  /** Days on which the clocks change have no slots for whoever works through the change: leave them out of account. */
  function onAShortDay(at: number, { people }: SlotRequest): boolean {
    return people.some(({ zone }) => wallOf(zone, at - DAY).minute !== wallOf(zone, at + DAY).minute);
  }
});
