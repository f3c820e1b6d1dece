import { type Cohort, hoursIn } from './cohort.ts';
import type { HelpRequest } from './help.ts';
import type { Role } from './pairing.ts';
import type { PairFacts } from './report.ts';
import { compareDates, DAY, type LocalDate, localOf, resolveLocal } from './time.ts';
import { addWorkingDays, workingDaysBetween } from './working-days.ts';

/** Working days after pairing by which a pair should have had its first meeting. */
export const FIRST_MEETING_WORKING_DAYS = 10;
/** Days after a meeting by which a pair should have booked its next one. */
export const NEXT_MEETING_DAYS = 14;
/** How long "Remind me in three days" keeps a pair off the list. */
export const REMIND_AFTER = 3 * DAY;

/** Why a pair needs a human, the worst first. */
export const REASONS = ['asked-for-help', 'unreachable', 'no-first-meeting', 'nothing-booked'] as const;
export type Reason = (typeof REASONS)[number];

/** One reason why a pair needs a human. */
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
  /** Who asked for help, and what they wrote for those who run the cohort, for `asked-for-help`. */
  help: HelpRequest | null;
  /** Whether a time is on offer that waits for an answer. */
  proposed: boolean;
  /** UTC ms; null when they never met. */
  lastMet: number | null;
};

/** What somebody decided about an occurrence: `until` is when to come back to it, UTC ms, null for never. */
export type LookedAfter = { pairingId: string; occurrence: string; until: number | null };

/** What would help. The view has the words. */
export type Suggestion =
  | 'get-in-touch'
  | 'new-mentor'
  | 'new-mentee'
  | 'end'
  | 'answer-proposal'
  | 'ask-both'
  | 'ask-to-go-on';

/**
 * Why this pair needs a human, the worst reason first. A pair that pauses, or in which somebody is away or cannot be reached, is not expected to
 * book anything. `help` is its oldest open request for help, `now` UTC ms.
 */
export function needsOf(facts: PairFacts, cohort: Cohort, now: number, help: HelpRequest | null = null): Need[] {
  if (facts.state !== 'active') return [];
  const { pairingId, mentorId, menteeId, proposed, lastMet } = facts;
  const need = { pairingId, mentorId, menteeId, proposed, lastMet, days: null, gone: null, help: null };
  const asked: Need[] = help ? [{ ...need, reason: 'asked-for-help', occurrence: `help:${help.id}`, help }] : [];
  const gone = whoIsGone(facts);
  if (gone) {
    const since = Math.max(facts.mentorLeftAt ?? 0, facts.menteeLeftAt ?? 0);
    return [...asked, { ...need, reason: 'unreachable', occurrence: `unreachable:${gone}:${since}`, gone }];
  }
  const unbooked = nothingBooked(facts, cohort, now);
  return unbooked ? [...asked, { ...need, ...unbooked }] : asked;
}

/** How long a pair that should have booked something has not; null while it need not. What counts begins anew after a pause. */
function nothingBooked(
  facts: PairFacts,
  cohort: Cohort,
  now: number,
): Pick<Need, 'reason' | 'occurrence' | 'days'> | null {
  const { lastMet, nextAt, awayUntil, begun } = facts;
  const pausedUntil = facts.pausedUntil ?? 0;
  const isAway = awayUntil !== null && compareDates(awayUntil, localOf(now, cohort.zone).date) >= 0;
  if (!begun || nextAt !== null || pausedUntil > now || isAway) return null;
  if (lastMet === null) {
    const since = Math.max(facts.createdAt, resolveLocal(cohort.startsOn, 0, cohort.zone), pausedUntil);
    const days = workingDaysSince(since, cohort, now);
    return days < FIRST_MEETING_WORKING_DAYS
      ? null
      : { reason: 'no-first-meeting', occurrence: `no-first-meeting${pausedUntil > 0 ? `:${pausedUntil}` : ''}`, days };
  }
  const since = Math.max(lastMet, pausedUntil);
  const days = Math.floor((now - since) / DAY);
  return days < NEXT_MEETING_DAYS ? null : { reason: 'nothing-booked', occurrence: `nothing-booked:${since}`, days };
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

/** The last local date on which a first meeting is in time, for a pair of this cohort that began on a local date. */
export function firstMeetingBy(beganOn: LocalDate, cohort: Cohort): LocalDate {
  return addWorkingDays(beganOn, FIRST_MEETING_WORKING_DAYS, hoursIn(cohort));
}

/**
 * The needs that nobody has looked after, or that were to come back by `now` (UTC ms): of each pair the worst of those, so that one that was dismissed
 * hides no other. The worst first, then those that wait longest.
 */
export function openNeeds(needs: readonly Need[], lookedAfter: readonly LookedAfter[], now: number): Need[] {
  const until = new Map(lookedAfter.map((each) => [`${each.pairingId} ${each.occurrence}`, each.until]));
  const isOpen = ({ pairingId, occurrence }: Need) => {
    const back = until.get(`${pairingId} ${occurrence}`);
    return back === undefined || (back !== null && back <= now);
  };
  const worst = new Map<string, Need>();
  for (const need of needs.filter(isOpen).sort(worseFirst))
    if (!worst.has(need.pairingId)) worst.set(need.pairingId, need);
  return [...worst.values()];
}

function worseFirst(one: Need, other: Need): number {
  return (
    REASONS.indexOf(one.reason) - REASONS.indexOf(other.reason) ||
    (one.help?.askedAt ?? 0) - (other.help?.askedAt ?? 0) ||
    (other.days ?? 0) - (one.days ?? 0) ||
    (one.pairingId < other.pairingId ? -1 : 1)
  );
}

/** What a coordinator could do about it. */
export function suggestionFor({ reason, gone, proposed }: Need): Suggestion {
  if (reason === 'asked-for-help') return 'get-in-touch';
  if (reason === 'unreachable') return gone === 'mentor' ? 'new-mentor' : gone === 'mentee' ? 'new-mentee' : 'end';
  if (proposed) return 'answer-proposal';
  return reason === 'no-first-meeting' ? 'ask-both' : 'ask-to-go-on';
}
