import type { Cohort } from './cohort.ts';
import type { HelpRequest } from './help.ts';
import type { Meeting, Proposal } from './meeting.ts';
import type { Member } from './member.ts';
import type { Interval } from './slots.ts';

/** A mentor and a mentee in a cohort. */
export type Pairing = {
  id: string;
  workspaceId: string;
  cohortId: string;
  mentorId: string;
  menteeId: string;
  state: 'active' | 'ended';
  /** Counts the meetings that the pair is at: 1 until the first one is over, then 2, … */
  cycle: number;
  /** Counts the ladders of book-the-next-meeting nudges within the pairing; part of their occurrence keys. 0 until the two are welcomed. */
  ladder: number;
  /** UTC ms until which nobody is asked to book; null when nobody snoozed. */
  snoozedUntil: number | null;
  /** UTC ms until which the pair is asked for nothing; the past once that is over, null when it never paused. */
  pausedUntil: number | null;
  /** Weeks between its meetings; null for the rhythm of its cohort. */
  cadenceWeeks: number | null;
  createdAt: number;
  endedAt: number | null;
};

/** Everything that decisions about one pairing look at, read in one go. */
export type Pair = {
  cohort: Cohort;
  pairing: Pairing;
  mentor: Member;
  mentee: Member;
  /** The open proposal, if any; there is never more than one. */
  proposal: Proposal | null;
  /** The booked meeting that is not over yet, if any. */
  next: Meeting | null;
  /** Meetings that are over (not those that were called off), newest first, at most twelve. */
  past: Meeting[];
  /** The meeting that was called off last, if any. */
  cancelled: Meeting | null;
  /** Open requests for help, at most one of each: what they say is for those who run the cohort, never for the other one. */
  help: HelpRequest[];
  /** Times of other pairings of the two, booked or proposed, from now on. */
  busy: { mentor: Interval[]; mentee: Interval[] };
};

export type Role = 'mentor' | 'mentee';

/** The role of a member in a pair, or null for a stranger to it. `memberId` is our id. */
export function roleOf(pair: Pair, memberId: string): Role | null {
  if (pair.mentor.id === memberId) return 'mentor';
  return pair.mentee.id === memberId ? 'mentee' : null;
}

/** The member of the pair who has this role. */
export function memberAs(pair: Pair, role: Role): Member {
  return role === 'mentor' ? pair.mentor : pair.mentee;
}

/** The other one of the pair. `memberId` is our id of one of the two. */
export function partnerOf(pair: Pair, memberId: string): Member {
  return pair.mentor.id === memberId ? pair.mentee : pair.mentor;
}

/** Who is asked first to book the meeting of this cycle: the mentee the first, then turn about. */
export function ownerOf(pair: Pair): Member {
  return pair.pairing.cycle % 2 === 1 ? pair.mentee : pair.mentor;
}

/** Weeks between the meetings of a pair. */
export function cadenceOf({ pairing, cohort }: Pick<Pair, 'pairing' | 'cohort'>): number {
  return pairing.cadenceWeeks ?? cohort.cadenceWeeks;
}

/** Whether a pair is asked for nothing at an instant, UTC ms. */
export function isPaused({ pausedUntil }: Pick<Pairing, 'pausedUntil'>, now: number): boolean {
  return pausedUntil !== null && pausedUntil > now;
}
