/** A meeting of a pair. `booked` until it is over or called off; `ended` says that its time has passed, not that it was held. */
export type Meeting = {
  id: string;
  pairingId: string;
  cycle: number;
  state: 'booked' | 'cancelled' | 'ended';
  /** UTC ms. */
  startsAt: number;
  minutes: number;
  place: string;
  /** Counts the changes that calendars must hear of: RFC 5545 SEQUENCE. */
  sequence: number;
  /** Our id of the member whose tap made it real. */
  bookedBy: string;
  /** What the two said became of it; null until somebody says so. `unknown` when nobody answered. */
  outcome: 'held' | 'moved' | 'missed' | 'unknown' | null;
  /** Our id of the member who said so; null for `unknown`. */
  outcomeBy: string | null;
  /** UTC ms at which an outcome that nobody told is written down as unknown; null before the meeting is over. */
  settleAt: number | null;
  createdAt: number;
  updatedAt: number;
};

/** A time that one of the pair offers to the other: for a new meeting, or to move a booked one (`meetingId`). */
export type Proposal = {
  id: string;
  pairingId: string;
  meetingId: string | null;
  cycle: number;
  state: 'open' | 'accepted' | 'replaced' | 'withdrawn' | 'expired';
  /** UTC ms. */
  startsAt: number;
  minutes: number;
  place: string;
  /** Our id of the member who offers. */
  by: string;
  createdAt: number;
  updatedAt: number;
};

export const PLACE_MAX = 500;

/** UTC ms at which a meeting is over. */
export function endOf(meeting: Pick<Meeting, 'startsAt' | 'minutes'>): number {
  return meeting.startsAt + meeting.minutes * 60_000;
}
