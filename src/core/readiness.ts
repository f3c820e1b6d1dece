import { dueBy } from './commitment-rules.ts';
import { afterWorkingDays, endOfAbsence, inContactWindow, nextContactInstant } from './hours.ts';
import { endOf } from './meeting.ts';
import type { Member } from './member.ts';
import type { Notebook } from './notebook.ts';
import { asks, type Nudge, type NudgeKind, passesOn } from './nudge.ts';
import { isPaused, memberAs, type Pair, partnerOf, roleOf } from './pairing.ts';
import { askedOf } from './structure-rules.ts';
import { isQuotedAloud } from './takeaway-rules.ts';
import { compareDates, localOf } from './time.ts';

const SECOND = 1_000;
const HOUR = 60 * 60 * SECOND;
/** At least this long between two questions to one person, whatever pairings they concern. */
const BREATH = 20 * HOUR;
/** Working days between two questions to one person about one pairing. */
const PATIENCE = 3;
/** Claims after which a nudge is given up: something about it does not work. */
export const MOST_ATTEMPTS = 5;

/** Why something was let go of that is worth saying once the person is back. */
export const RECEIVER_GONE = 'receiver deactivated';
export const PARTNER_GONE = 'partner deactivated';

/** Comes with an event, and waits for the contact window alone. */
const AS_IT_HAPPENS = new Set<NudgeKind>([
  'welcome',
  'reminder',
  'ended',
  'paused',
  'resumed',
  'left',
  'commitment-outcome',
  'takeaway-shared',
  'structure-asked',
  'structure-answered',
]);

/** When this member was last asked for something, UTC ms; null for never. */
export type Heard = {
  /** About any pairing. */
  lastNudgedAt: number | null;
  /** About this one. */
  lastAskedAt: number | null;
  /** About any pairing, what was due in other ones left out. */
  lastBesidesDueAt: number | null;
  /** What was due in this one, when Slack certainly has the question. */
  lastDueAt: number | null;
  /** When an earlier rung of the same ladder, or the question about the meeting before it, is due that they have not had yet; null when there is none. */
  earlierRungDueAt: number | null;
};

/** The part of a pair's notebook that decides about nudges. */
type Noted = Pick<Notebook, 'commitments' | 'quoted' | 'structures'>;
const NOTHING_NOTED: Noted = { commitments: [], quoted: [], structures: [] };

/** What is to become of a due nudge: sent now; put off until a UTC ms; or given up, with the reason. */
export type Readiness =
  | { send: true }
  | { putOff: number }
  | { giveUp: 'cancelled' | 'expired' | 'dead'; reason: string };

/**
 * Decides about a nudge that has fallen due, from what is true now. A nudge whose reason is gone is given up; one that would reach its
 * receiver outside their contact window, during an absence of either, or too soon after another question is put off. `now` in UTC ms.
 */
export function readiness(
  nudge: Nudge,
  pair: Pair,
  heard: Heard,
  now: number,
  notebook: Noted = NOTHING_NOTED,
): Readiness {
  const role = roleOf(pair, nudge.to);
  if (!role) return { giveUp: 'cancelled', reason: 'not of this pair' };
  const to = memberAs(pair, role);
  if (nudge.attempts >= MOST_ATTEMPTS) return { giveUp: 'dead', reason: 'too many attempts' };
  if (!to.active) return { giveUp: 'cancelled', reason: RECEIVER_GONE };
  const reason = reasonGone(nudge, pair, to, now) ?? nothingToSay(nudge, to, heard, notebook);
  if (reason) return { giveUp: 'cancelled', reason };
  if (nudge.notAfter <= now) return { giveUp: 'expired', reason: 'too late' };
  const quietUntil = passesOn(nudge.kind) ? now : quiet(nudge, pair, to, heard, now);
  return quietUntil > now ? { putOff: quietUntil } : { send: true };
}

/** Why a nudge about what the pair noted has nothing to speak of; null when it has. */
function nothingToSay({ kind, about }: Nudge, to: Member, heard: Heard, notebook: Noted): string | null {
  if (kind === 'takeaway-shared') {
    return notebook.quoted.some((each) => each.id === about.takeawayId && isQuotedAloud(each)) ? null : 'not shared';
  }
  if (kind === 'structure-asked') {
    return askedOf(notebook, to.id).some(({ id }) => id === about.structureId) ? null : 'not asked';
  }
  if (kind !== 'commitment-due') return null;
  const date = about.date ?? '';
  // One question asks for all that was due by its day, so one that was held up meanwhile would repeat it.
  if (heard.lastDueAt !== null && compareDates(date, localOf(heard.lastDueAt, to.zone).date) <= 0) return 'asked';
  return dueBy(notebook, to.id, date).length > 0 ? null : 'nothing due';
}

/** Why what a nudge says is no longer so, for its receiver `to`; null while it is. `now` in UTC ms. */
export function reasonGone(nudge: Nudge, pair: Pair, to: Member, now: number): string | null {
  if (nudge.kind === 'ended') return pair.pairing.state === 'ended' ? null : 'not ended';
  if (pair.pairing.state !== 'active') return 'pairing ended';
  if (pair.cohort.state === 'ended' && asks(nudge.kind)) return 'cohort ended';
  if (nudge.kind === 'left') return partnerOf(pair, to.id).active ? 'partner is back' : null;
  if (nudge.kind !== 'cancelled' && !partnerOf(pair, to.id).active) return PARTNER_GONE;
  const { proposalId, meetingId } = nudge.about;
  switch (nudge.kind) {
    case 'welcome':
    case 'cancelled':
    case 'commitment-due':
    case 'commitment-outcome':
    case 'takeaway-shared':
    case 'structure-asked':
    case 'structure-answered':
      return null;
    case 'paused':
      return isPaused(pair.pairing, now) ? null : 'resumed';
    case 'resumed':
      return isPaused(pair.pairing, now) ? 'paused again' : null;
    case 'meeting-check':
      return isUnsettled(pair, meetingId) ? null : 'told';
    case 'next-meeting-due':
      if (nudge.cycle === pair.pairing.cycle && isUnsettled(pair, meetingId)) return null;
      return bookingGone(nudge, pair);
    case 'book':
      return bookingGone(nudge, pair);
    case 'prepare':
      if (!to.wantsPrep) return 'turned off';
      return startsAsPlanned(nudge, pair) && nudge.notAfter > now ? null : 'no longer booked';
    case 'proposal':
    case 'proposal-unanswered':
      return pair.proposal?.id === proposalId ? null : 'answered';
    case 'booked':
    case 'moved':
    case 'relocated':
    case 'kept':
      return pair.next?.id === meetingId ? null : 'no longer booked';
    case 'reminder':
      return startsAsPlanned(nudge, pair) && nudge.notAfter > now ? null : 'no longer booked';
  }
}

function bookingGone(nudge: Nudge, pair: Pair): string | null {
  if (nudge.cycle !== pair.pairing.cycle) return 'another cycle';
  return pair.next ? 'booked' : pair.proposal ? 'proposed' : null;
}

/** What goes out before a meeting is no use after the start that it was planned for: with another start, another one was planned. */
function startsAsPlanned({ about, notAfter }: Nudge, pair: Pair): boolean {
  return pair.next?.id === about.meetingId && pair.next?.startsAt === notAfter;
}

/** Whether a meeting is over and nobody has said what became of it. */
function isUnsettled(pair: Pair, meetingId: string | undefined): boolean {
  return pair.past.some(({ id, outcome }) => id === meetingId && outcome === null);
}

/**
 * The question just after a meeting belongs to its end, however many others somebody has that day: it is where the next one is booked.
 * Once it is answered, or the day is over, it is a question like any other.
 */
function asksHowItWent({ kind, about }: Nudge, pair: Pair, to: Member, now: number): boolean {
  const meeting = pair.past.find(({ id, outcome }) => id === about.meetingId && outcome === null);
  const dayOf = (instant: number) => localOf(instant, to.zone).date;
  return kind === 'next-meeting-due' && meeting !== undefined && dayOf(endOf(meeting)) === dayOf(now);
}

/** UTC ms until which this receiver is left in peace; at most `now` when they may be nudged. */
function quiet(nudge: Nudge, pair: Pair, to: Member, heard: Heard, now: number): number {
  if (nudge.kind === 'prepare') return now;
  if (asksHowItWent(nudge, pair, to, now)) return window(now, to);
  if (AS_IT_HAPPENS.has(nudge.kind)) {
    const opening = window(now, to);
    // Nobody is to go to a meeting that was called off.
    return (nudge.about.startsAt ?? Number.POSITIVE_INFINITY) <= opening ? now : opening;
  }
  const asked = heard.lastAskedAt === null ? 0 : afterWorkingDays(heard.lastAskedAt, PATIENCE, to);
  const last = lastBefore(nudge, to, heard, now);
  const nudged = last === null ? 0 : last + BREATH;
  const snoozed = pair.pairing.snoozedUntil ?? 0;
  const paused = pair.pairing.pausedUntil ?? 0;
  const alone = nudge.kind === 'proposal-unanswered' || nudge.kind === 'commitment-due';
  const partnerAway = alone ? 0 : endOfAbsence(partnerOf(pair, to.id));
  // The question about an open proposal comes once, on its own day.
  // What an outage or an absence brings to one moment keeps its order, the last word last.
  const turn = heard.earlierRungDueAt === null ? 0 : Math.max(now, heard.earlierRungDueAt) + SECOND;
  const earliest = Math.max(now, nudged, paused, partnerAway, ...(nudge.kind === 'book' ? [asked, snoozed, turn] : []));
  return window(earliest, to);
}

/**
 * The question that another one keeps its distance from. What is due in several pairings on one day is asked on that day: one
 * interruption, and no promise comes up a day late because of another.
 */
function lastBefore({ kind }: Nudge, to: Member, heard: Heard, now: number): number | null {
  const { lastNudgedAt, lastBesidesDueAt } = heard;
  if (kind !== 'commitment-due' || lastNudgedAt === null) return lastNudgedAt;
  const dayOf = (instant: number) => localOf(instant, to.zone).date;
  return dayOf(lastNudgedAt) === dayOf(now) ? lastBesidesDueAt : lastNudgedAt;
}

function window(instant: number, to: Member): number {
  return inContactWindow(instant, to) ? instant : nextContactInstant(instant, to);
}
