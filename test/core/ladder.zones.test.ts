import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DEFAULT_HOURS } from '../../src/core/hours.ts';
import { afterMeeting, askToBook, remind, tellProposal, welcome } from '../../src/core/ladder.ts';
import type { NudgePlan } from '../../src/core/nudge.ts';
import { readiness } from '../../src/core/readiness.ts';
import { makeMeeting, makeMember, makeNudge, makePair, makeProposal } from './make.ts';
import { clockChangesOf, wallOf, ZONES } from './time.clock-changes.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Zones that change clocks in all the ways there are: by an hour and by half, at midnight, at other times of the year, and not at all. */
const SAMPLE = [
  'Europe/Vienna',
  'Europe/Dublin',
  'America/New_York',
  'America/St_Johns',
  'America/Santiago',
  'America/Havana',
  'Australia/Lord_Howe',
  'Pacific/Auckland',
  'Pacific/Chatham',
  'Africa/Casablanca',
  'Africa/Cairo',
  'Asia/Beirut',
  'Asia/Kathmandu',
  'Pacific/Kiritimati',
  'Pacific/Pago_Pago',
  'Antarctica/Troll',
  ...ZONES.filter((_zone, index) => index % 17 === 0),
];
const CHANGES = SAMPLE.flatMap(clockChangesOf);

const zone = fc.constantFrom(...SAMPLE);
/** Any moment from five days before a change of clocks to two days after it. */
const instant = fc
  .tuple(fc.constantFrom(...CHANGES), fc.integer({ min: -5 * 1_440, max: 2 * 1_440 }))
  .map(([{ at }, minutes]) => at + minutes * MINUTE);

/** Whether the wall shows a time from 09:30 to 16:30, Monday to Friday, on Fridays until 15:00: read from the platform. */
function isQuiet(at: number, where: string): boolean {
  const { minute, weekday } = wallOf(where, at);
  const closes = weekday === 5 ? 15 * 60 : 16 * 60 + 30;
  return weekday > 5 || minute < 9 * 60 + 30 || minute >= closes;
}

const pairIn = (ben: string, cleo: string) =>
  makePair({
    mentor: makeMember('Ben', { zone: ben, hours: DEFAULT_HOURS }),
    mentee: makeMember('Cleo', { zone: cleo, hours: DEFAULT_HOURS }),
  });

function disturbing(plans: readonly NudgePlan[], zones: Record<string, string>): string[] {
  return plans
    .filter(({ kind, dueAt, to }) => kind !== 'proposal' && isQuiet(dueAt, zones[to] ?? ''))
    .map(({ kind, to, dueAt }) => `${kind} to ${to} in ${zones[to]} at ${new Date(dueAt).toISOString()}`);
}

test('there are clocks enough that change', () => {
  expect(CHANGES.length).toBeGreaterThan(300);
});

describe('around the nights when clocks change, in pairs of zones', () => {
  test('nothing is planned for a time outside its receiver’s hours, nor before its reason', () => {
    fc.assert(
      fc.property(zone, zone, instant, (ben, cleo, now) => {
        const pair = pairIn(ben, cleo);
        const zones = { ben, cleo };
        const meeting = makeMeeting({ startsAt: now });
        const proposal = makeProposal({ startsAt: now + 6 * DAY });
        const plans = [
          ...welcome(pair, now),
          ...askToBook(pair, now),
          ...afterMeeting(pair, meeting),
          ...tellProposal(pair, proposal, now),
          ...remind(pair, { ...meeting, startsAt: now + 3 * DAY }, now),
        ];
        expect(disturbing(plans, zones)).toEqual([]);
        expect(plans.filter(({ dueAt }) => dueAt < now)).toEqual([]);
      }),
      { numRuns: 1_500 },
    );
  });

  test('whatever is due, whenever Cairn looks: it is said within the hours of its receiver or put off into them', () => {
    const kinds = fc.constantFrom(
      'welcome' as const,
      'book' as const,
      'next-meeting-due' as const,
      'proposal-unanswered' as const,
    );
    const ago = fc.option(fc.integer({ min: 0, max: 10 * 1_440 }));
    fc.assert(
      fc.property(zone, zone, instant, kinds, ago, ago, (ben, cleo, now, kind, nudgedAgo, askedAgo) => {
        const proposal = kind === 'proposal-unanswered' ? makeProposal({ by: 'ben', startsAt: now + 30 * DAY }) : null;
        const pair = { ...pairIn(ben, cleo), proposal };
        const nudge = makeNudge({ kind, notAfter: now + 30 * DAY, about: { proposalId: 'proposal' } });
        const since = (minutes: number | null) => (minutes === null ? null : now - minutes * MINUTE);
        const heard = {
          lastNudgedAt: since(nudgedAgo),
          lastAskedAt: since(askedAgo),
          lastBesidesDueAt: since(nudgedAgo),
          lastDueAt: null,
          earlierRungDueAt: null,
        };
        let at = now;
        for (let looks = 0; looks < 5; looks += 1) {
          const decided = readiness(nudge, pair, heard, at);
          if ('giveUp' in decided) throw new Error(`given up: ${decided.reason}`);
          if ('send' in decided) {
            expect(isQuiet(at, cleo)).toBe(false);
            return;
          }
          expect(decided.putOff).toBeGreaterThan(at);
          expect(isQuiet(decided.putOff, cleo)).toBe(false);
          at = decided.putOff;
        }
        throw new Error('put off for ever');
      }),
      { numRuns: 1_500 },
    );
  });

  test('a reminder comes on an earlier day of the receiver than the meeting, and at most five days before', () => {
    fc.assert(
      fc.property(zone, zone, instant, (ben, cleo, startsAt) => {
        const zones: Record<string, string> = { ben, cleo };
        const plans = remind(pairIn(ben, cleo), makeMeeting({ startsAt }), startsAt - 30 * DAY);
        expect(plans.map(({ to }) => to)).toEqual(['ben', 'cleo']);
        for (const { to, dueAt } of plans) {
          const where = zones[to] ?? '';
          expect(wallOf(where, dueAt).date < wallOf(where, startsAt).date).toBe(true);
          expect(startsAt - dueAt).toBeLessThan(5 * DAY);
        }
      }),
      { numRuns: 1_000 },
    );
  });
});
