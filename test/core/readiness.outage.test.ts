import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { askToBook } from '../../src/core/ladder.ts';
import type { Nudge } from '../../src/core/nudge.ts';
import { at, MONDAY, makeMeeting, makeMember, makePair, makePairing, utc } from './make.ts';
import { type Memory, remember } from './memory.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const BEN = makeMember('Ben');
const MENTEES = ['Cleo', 'Dan', 'Eve', 'Finn'].map((name) => makeMember(name));

/** Ben with his mentees, in a cycle that he is asked about first. */
function benAnd(mentees: typeof MENTEES, cycle = 2): Memory {
  return remember(
    mentees.map((mentee) =>
      makePair({
        mentor: BEN,
        mentee,
        pairing: makePairing({ id: `with-${mentee.id}`, mentorId: 'ben', menteeId: mentee.id, cycle }),
      }),
    ),
  );
}

/** What is sent when Cairn looks every ten minutes of so many days. */
function looks(memory: Memory, from: number, days: number): Nudge[] {
  const sent: Nudge[] = [];
  for (let now = from; now < from + days * DAY; now += 10 * MINUTE) sent.push(...memory.tick(now));
  return sent;
}

const told = (nudges: readonly Nudge[], to: string) =>
  nudges.filter((nudge) => nudge.to === to).map(({ kind, sentAt }) => `${kind} ${utc(sentAt ?? 0)}`);

/** Hours between one message and the next to the same person; the shortest of all. */
function shortestRest(nudges: readonly Nudge[]): number {
  const rests = [...new Set(nudges.map(({ to }) => to))].flatMap((to) => {
    const times = nudges.filter((nudge) => nudge.to === to).map(({ sentAt }) => sentAt ?? 0);
    return times.slice(1).map((time, index) => (time - (times[index] ?? 0)) / HOUR);
  });
  return Math.min(...rests);
}

describe('Cairn was down all Tuesday', () => {
  const WEDNESDAY = at('2026-12-02T10:00+01:00');

  test('Ben met his four mentees that day: he hears about one of them on Wednesday, and about one more each day', () => {
    const memory = benAnd(MENTEES, 1);
    for (const { id } of MENTEES) {
      const meeting = makeMeeting({ id: `of-${id}`, pairingId: `with-${id}`, startsAt: at('2026-12-01T10:00+01:00') });
      memory.change(`with-${id}`, MONDAY, () => ({ meetings: [meeting] }));
    }
    const sent = looks(memory, WEDNESDAY, 5);
    expect(told(sent, 'ben')).toEqual([
      'next-meeting-due 2026-12-02T09:00',
      'next-meeting-due 2026-12-03T08:30',
      'meeting-check 2026-12-04T08:30',
      'meeting-check 2026-12-07T08:30',
    ]);
  });

  test('four questions to Ben came due that day: he is asked once a day, and nobody twice', () => {
    const memory = benAnd(MENTEES);
    for (const { id } of MENTEES) {
      memory.change(`with-${id}`, MONDAY, (pair) => ({ plan: askToBook(pair, at('2026-12-01T10:00+01:00')) }));
    }
    const sent = looks(memory, WEDNESDAY, 2);
    expect(told(sent, 'ben')).toEqual(['book 2026-12-02T09:00', 'book 2026-12-03T08:30', 'book 2026-12-04T08:30']);
    expect(sent.filter(({ to }) => to !== 'ben')).toEqual([]);
  });
});

test('Cairn was down for three weeks: Cleo is asked to book, and not told that her meeting was worth her while', () => {
  const memory = benAnd(MENTEES.slice(0, 1));
  const meeting = makeMeeting({ pairingId: 'with-cleo', cycle: 2, startsAt: at('2026-12-01T10:00+01:00') });
  memory.change('with-cleo', MONDAY, () => ({ meetings: [meeting] }));
  const sent = looks(memory, at('2026-12-22T10:00+01:00'), 14);
  expect(sent.filter(({ kind }) => kind === 'next-meeting-due')).toEqual([]);
  expect(told(sent, 'cleo')).toEqual(['book 2026-12-22T09:00', 'book 2026-12-25T09:00', 'book 2026-12-30T09:00']);
});

test('however long Cairn is down, or Ben is away: 20 hours of peace between two questions, and the rungs in their order', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 4 }),
      fc.integer({ min: 0, max: 20 * 24 * 6 }),
      fc.integer({ min: 0, max: 25 }),
      (mentees, looksMissed, daysAway) => {
        const memory = benAnd(MENTEES.slice(0, mentees));
        for (const { id } of MENTEES.slice(0, mentees)) {
          memory.change(`with-${id}`, MONDAY, (pair) => ({ plan: askToBook(pair, MONDAY) }));
        }
        const until = new Date(MONDAY + daysAway * DAY).toISOString().slice(0, 10);
        memory.meet({ ...BEN, awayUntil: daysAway > 0 ? until : null });
        const sent = looks(memory, MONDAY + looksMissed * 10 * MINUTE, 60);
        expect(sent.length).toBeGreaterThan(0);
        expect(shortestRest(sent)).toBeGreaterThanOrEqual(20);
        for (const to of ['ben', 'cleo', 'dan', 'eve', 'finn']) {
          for (const { id } of MENTEES) {
            const rungs = sent
              .filter((nudge) => nudge.to === to && nudge.pairingId === `with-${id}`)
              .map(({ about }) => about.rung ?? 0);
            expect(rungs).toEqual(rungs.toSorted((one, next) => one - next));
          }
        }
      },
    ),
    { numRuns: 40, examples: [[2, 52 * 6, 0]] },
  );
});
