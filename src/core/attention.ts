import { type Cohort, hoursIn } from './cohort.ts';
import type { Role } from './pairing.ts';
import type { PairFacts } from './report.ts';
import { DAY, localOf } from './time.ts';
import { addWorkingDays, workingDaysBetween } from './working-days.ts';

/** Working days after pairing by which a pair should have had its first meeting. */
export const FIRST_MEETING_WORKING_DAYS = 10;
/** Days after a meeting by which a pair should have booked its next one. */
export const NEXT_MEETING_DAYS = 14;
/** How long "Remind me in three days" keeps a pair off the list. */
export const REMIND_AFTER = 3 * DAY;

/** Why a pair needs a human, the worst first. */
export const REASONS = ['unreachable', 'no-first-meeting', 'nothing-booked'] as const;
export type Reason = (typeof REASONS)[number];

/** A pair that needs a human: one reason, the worst that there is. */
export type Need = {
  pairingId: string;
  mentorId: string;
  menteeId: string;
  reason: Reason;
  /** This time that it is so: dismissed once, it comes back only when it happens anew. */
  occurrence: string;
  /** Working days since the pairing for `no-first-meeting`, days since the last meeting for `nothing-booked`; null otherwise. */
  days: number | null;
  /** Whose account is deactivated, for `unreachable`. */
  gone: Role | 'both' | null;
  /** Whether a time is on offer that waits for an answer. */
  proposed: boolean;
  /** UTC ms; null when they never met. */
  lastMet: number | null;
};

/** What somebody decided about an occurrence: `until` is when to come back to it, UTC ms, null for never. */
export type LookedAfter = { pairingId: string; occurrence: string; until: number | null };

/** What would help. The view has the words. */
export type Suggestion = 'new-mentor' | 'new-mentee' | 'end' | 'answer-proposal' | 'ask-both' | 'ask-to-go-on';

/** Why this pair needs a human, or null when it does not. `now` UTC ms. */
export function needOf(facts: PairFacts, cohort: Cohort, now: number): Need | null {
  if (facts.state !== 'active') return null;
  const { pairingId, mentorId, menteeId, proposed, lastMet } = facts;
  const need = { pairingId, mentorId, menteeId, proposed, lastMet, days: null, gone: null };
  const gone = whoIsGone(facts);
  if (gone) return { ...need, reason: 'unreachable', occurrence: `unreachable:${gone}`, gone };
  if (facts.nextAt !== null || (facts.pausedUntil ?? now) > now) return null;
  if (lastMet === null) {
    const days = workingDaysSince(facts.createdAt, cohort, now);
    if (days < FIRST_MEETING_WORKING_DAYS) return null;
    return { ...need, reason: 'no-first-meeting', occurrence: 'no-first-meeting', days };
  }
  const days = Math.floor((now - lastMet) / DAY);
  if (days < NEXT_MEETING_DAYS) return null;
  return { ...need, reason: 'nothing-booked', occurrence: `nothing-booked:${lastMet}`, days };
}

function whoIsGone({ mentorActive, menteeActive }: PairFacts): Need['gone'] {
  if (mentorActive) return menteeActive ? null : 'mentee';
  return menteeActive ? 'mentor' : 'both';
}

function workingDaysSince(instant: number, cohort: Cohort, now: number): number {
  // Nobody has worked ten days in less than that, whatever days they work, and most pairs are not looked at more closely.
  if (now - instant < (FIRST_MEETING_WORKING_DAYS - 1) * DAY) return 0;
  const { zone } = cohort;
  return workingDaysBetween(localOf(instant, zone).date, localOf(now, zone).date, hoursIn(cohort));
}

/** The last local date on which a first meeting is in time, for a pair of this cohort and local date. */
export function firstMeetingBy(pairedOn: string, cohort: Cohort): string {
  return addWorkingDays(pairedOn, FIRST_MEETING_WORKING_DAYS, hoursIn(cohort));
}

/** The needs that nobody has looked after, or that were to come back by `now` (UTC ms); the worst first, then those that wait longest. */
export function openNeeds(needs: readonly Need[], lookedAfter: readonly LookedAfter[], now: number): Need[] {
  const until = new Map(lookedAfter.map((each) => [`${each.pairingId} ${each.occurrence}`, each.until]));
  const isOpen = ({ pairingId, occurrence }: Need) => {
    const back = until.get(`${pairingId} ${occurrence}`);
    return back === undefined || (back !== null && back <= now);
  };
  return needs.filter(isOpen).sort(worseFirst);
}

function worseFirst(one: Need, other: Need): number {
  return (
    REASONS.indexOf(one.reason) - REASONS.indexOf(other.reason) ||
    (other.days ?? 0) - (one.days ?? 0) ||
    (one.pairingId < other.pairingId ? -1 : 1)
  );
}

/** What a coordinator could do about it. */
export function suggestionFor({ reason, gone, proposed }: Need): Suggestion {
  if (reason === 'unreachable') return gone === 'mentor' ? 'new-mentor' : gone === 'mentee' ? 'new-mentee' : 'end';
  if (proposed) return 'answer-proposal';
  return reason === 'no-first-meeting' ? 'ask-both' : 'ask-to-go-on';
}
