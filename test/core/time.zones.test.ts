import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { addDays, daysBetween, localOf, parseDate, resolveLocal, zoneLabel } from '../../src/core/time.ts';
import { type ClockChange, clockChangesOf, offsetIn, wallOf, YEARS, ZONES } from './time.clock-changes.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

describe('every change of clocks, in every zone, from 2026 to 2036', () => {
  let changes: ClockChange[] = [];

  beforeAll(() => {
    changes = ZONES.flatMap(clockChangesOf);
  });

  test('there are changes to look at: forwards, backwards, by half an hour and by two', () => {
    expect(ZONES.length).toBeGreaterThan(400);
    expect(changes.length).toBeGreaterThan(2_000);
    expect(new Set(changes.map(({ before, after }) => after - before))).toEqual(new Set([60, -60, 30, -30, 120, -120]));
  });

  test('local times around it resolve to the earlier of two, and to the change where there is none', () => {
    const wrong: string[] = [];
    for (const { zone, at, before, after } of changes) {
      for (const wall of wallsAround({ zone, at, before, after })) {
        const { date, minute } = onTheWall(wall);
        const found = resolveLocal(date, minute, zone);
        const early = wall - before * MINUTE;
        const late = wall - after * MINUTE;
        const expected = early < at ? early : late >= at ? late : at;
        if (found !== expected) wrong.push(`${zone} ${date} ${minute}: ${found} and not ${expected}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  test('they resolve into the intended local day, unless a gap swallows its end, and never run backwards', () => {
    const wrong: string[] = [];
    for (const change of changes) {
      let previous = Number.NEGATIVE_INFINITY;
      for (const wall of wallsAround(change)) {
        const { date, minute } = onTheWall(wall);
        const found = resolveLocal(date, minute, change.zone);
        const landed = wallOf(change.zone, found);
        const endSwallowed = found === change.at && landed.date === addDays(date, 1) && landed.minute === 0;
        if (landed.date !== date && !endSwallowed)
          wrong.push(`${change.zone} ${date} ${minute} lands on ${landed.date}`);
        if (found < previous) wrong.push(`${change.zone} ${date} ${minute} is earlier than the minute before it`);
        previous = found;
      }
    }
    expect(wrong).toEqual([]);
  });

  test('local times are read as the platform reads them, before, at and after it', () => {
    const wrong: string[] = [];
    for (const { zone, at } of changes) {
      for (const instant of [at - DAY, at - MINUTE, at - 1, at, at + 1, at + MINUTE, at + DAY]) {
        const [ours, theirs] = [localOf(instant, zone), wallOf(zone, instant)];
        if (ours.date !== theirs.date || ours.minute !== theirs.minute || ours.weekday !== theirs.weekday) {
          wrong.push(`${zone} ${new Date(instant).toISOString()}`);
        }
      }
    }
    expect(wrong).toEqual([]);
  });

  /** Walls, as UTC ms, from an hour before the hours that come twice or never until an hour after them, in order. */
  function wallsAround({ at, before, after }: ClockChange): number[] {
    const first = at + (Math.min(before, after) - 60) * MINUTE;
    const last = at + (Math.max(before, after) + 60) * MINUTE;
    const edges = [at + before * MINUTE, at + after * MINUTE].flatMap((edge) => [edge - MINUTE, edge, edge + MINUTE]);
    const walls = new Set(edges);
    for (let wall = first; wall <= last; wall += 15 * MINUTE) walls.add(wall);
    return [...walls].sort((a, b) => a - b);
  }

  function onTheWall(wall: number): { date: string; minute: number } {
    const [date = '', time = ''] = new Date(wall).toISOString().split('T');
    return { date, minute: Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5)) };
  }
});

describe('at any instant, in any zone', () => {
  const zone = fc.constantFrom(...ZONES);
  const instant = fc.integer({ min: YEARS.from, max: YEARS.to });

  test('the wall resolves to an instant that shows the same wall, no later than the one it was read from', () => {
    fc.assert(
      fc.property(instant, zone, (at, name) => {
        const wall = localOf(at, name);
        const back = resolveLocal(wall.date, wall.minute, name);
        expect(localOf(back, name)).toEqual(wall);
        expect(back).toBeLessThanOrEqual(at);
        expect(wall).toEqual(wallOf(name, at));
      }),
      { numRuns: 2_000 },
    );
  });

  test('a later minute of a day is never an earlier instant', () => {
    const minute = fc.integer({ min: 0, max: 1_440 });
    fc.assert(
      fc.property(instant, zone, minute, minute, (at, name, one, other) => {
        const { date } = localOf(at, name);
        const [early, late] = [Math.min(one, other), Math.max(one, other)];
        expect(resolveLocal(date, early, name)).toBeLessThanOrEqual(resolveLocal(date, late, name));
      }),
      { numRuns: 1_000 },
    );
  });

  test('two zones with the same label show the same time', () => {
    fc.assert(
      fc.property(fc.integer({ min: YEARS.from, max: YEARS.to }), (at) => {
        const offsets = new Map<string, number>();
        for (const name of ZONES) {
          const label = zoneLabel(at, name);
          const offset = offsetIn(name, at);
          expect([label, offsets.get(label) ?? offset]).toEqual([label, offset]);
          offsets.set(label, offset);
        }
      }),
      { numRuns: 25 },
    );
  });

  test('days added are days counted', () => {
    const day = instant.map((at) => new Date(at).toISOString().slice(0, 10));
    fc.assert(
      fc.property(day, fc.integer({ min: -3_000, max: 3_000 }), (date, days) => {
        const sum = addDays(date, days);
        expect(parseDate(sum)).toBe(sum);
        expect(daysBetween(date, sum)).toBe(days);
        expect(addDays(sum, -days)).toBe(date);
      }),
    );
  });
});
