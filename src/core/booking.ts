import { alreadyBooked, alreadyProposed, cannotOffer, ENDED, gone, isOver } from './booking-refusals.ts';
import type { Change } from './change.ts';
import {
  afterMeeting,
  askToBook,
  letGoOfChecks,
  prepare,
  remind,
  settlesAt,
  tellKept,
  tellMeeting,
  tellProposal,
} from './ladder.ts';
import type { Meeting, Proposal } from './meeting.ts';
import type { NudgeKind } from './nudge.ts';
import type { Act, Offer } from './offer.ts';
import { type Pair, partnerOf } from './pairing.ts';
import { type Refusal, refuse } from './refusal.ts';
import { formatSlot } from './time.ts';

export type { Act, Offer };

const ASKING: NudgeKind[] = ['book', 'next-meeting-due', 'proposal', 'proposal-unanswered'];

/**
 * A tap on a suggested slot: offers it to the partner. When the partner has offered the very same, both agree and it is booked.
 * Refuses when something else is on the table already: a tap never replaces what somebody chose.
 */
export function tapSlot(pair: Pair, act: Act, offer: Offer): Change | Refusal {
  if (pair.next) return alreadyBooked(pair, pair.next, act);
  const open = pair.proposal;
  if (!open || hasPassed(open, act.now)) return propose(pair, act, offer);
  if (open.by === act.by.id) return alreadyProposed(pair, open, act, open.startsAt === offer.startsAt);
  if (sameTime(open, offer)) return accept(pair, act, open.id);
  const when = formatSlot(open.startsAt, act.by.zone);
  const words = `${partnerOf(pair, act.by.id).name} was quicker and suggested ${when}. Accept it, or pick another time.`;
  return refuse('partner_proposed', words);
}

/**
 * Offers a time to the partner, in place of whatever was on offer before. With a meeting booked it is an offer to move that one;
 * the meeting stays where it is until the partner accepts. The time of the booked one with another place changes that place at once.
 */
export function propose(pair: Pair, act: Act, offer: Offer): Change | Refusal {
  const problem = cannotOffer(pair, act, offer);
  if (problem) return problem;
  if (pair.next && isOver(pair.next, act.now)) return alreadyBooked(pair, pair.next, act);
  if (pair.next && sameTime(pair.next, offer)) return relocate(pair, pair.next, act, offer.place);
  const open = pair.proposal;
  if (open && sameTime(open, offer)) {
    if (open.by !== act.by.id) return accept(pair, act, open.id, offer.place);
    if (open.place === offer.place) return alreadyProposed(pair, open, act, true);
  }
  const proposal: Proposal = {
    id: act.id,
    pairingId: pair.pairing.id,
    meetingId: pair.next?.id ?? null,
    cycle: pair.pairing.cycle,
    state: 'open',
    ...offer,
    by: act.by.id,
    createdAt: act.now,
    updatedAt: act.now,
  };
  return {
    proposals: [...closeProposal(pair, 'replaced', act.now), proposal],
    cancel: ASKING,
    plan: tellProposal(pair, proposal, act.now),
  };
}

/** Another place for a booked meeting: nothing that the partner has to agree to, so it holds at once, and they are told. */
function relocate(pair: Pair, booked: Meeting, act: Act, place: string): Change | Refusal {
  if (booked.place === place)
    return refuse('same_time', 'That is when the meeting is booked already. Pick another time, or another place.');
  const meeting: Meeting = { ...booked, place, sequence: booked.sequence + 1, updatedAt: act.now };
  return {
    meetings: [meeting],
    plan: [tellMeeting('relocated', meeting, partnerOf(pair, act.by.id), act.now)],
  };
}

/** The partner says yes: the meeting is booked, or moved. With a `place` of their own it is there, else where it was offered. */
export function accept(pair: Pair, act: Act, proposalId: string, place = ''): Change | Refusal {
  const proposal = pair.proposal;
  if (!proposal || proposal.id !== proposalId) return gone(pair, act);
  if (proposal.by === act.by.id) {
    const partner = partnerOf(pair, act.by.id).name;
    return refuse('own_proposal', `This one is for ${partner} to accept. You will hear as soon as it is.`);
  }
  const agreed: Offer = { ...timeOf(proposal), ...(place && { place }) };
  const problem = cannotOffer(pair, act, agreed);
  if (problem) return problem;
  const moved = pair.next && pair.next.id === proposal.meetingId ? pair.next : null;
  const meeting: Meeting = moved
    ? { ...moved, ...agreed, sequence: moved.sequence + 1, bookedBy: act.by.id, updatedAt: act.now }
    : newMeeting(pair, act, agreed);
  return {
    proposals: closeProposal(pair, 'accepted', act.now),
    meetings: [meeting],
    cancel: [...ASKING, 'reminder', 'prepare'],
    plan: [
      tellMeeting(moved ? 'moved' : 'booked', meeting, partnerOf(pair, act.by.id), act.now),
      ...remind(pair, meeting, act.now),
      ...prepare(pair, meeting, act.now),
    ],
  };
}

/** Writes down a meeting that the two agreed elsewhere. The partner is told, and can move or cancel it. */
export function recordBooked(pair: Pair, act: Act, offer: Offer): Change | Refusal {
  if (pair.next) return alreadyBooked(pair, pair.next, act);
  const problem = cannotOffer(pair, act, offer);
  if (problem) return problem;
  const meeting = newMeeting(pair, act, offer);
  return {
    proposals: closeProposal(pair, 'replaced', act.now),
    meetings: [meeting],
    cancel: [...ASKING, 'reminder', 'prepare'],
    plan: [
      tellMeeting('booked', meeting, partnerOf(pair, act.by.id), act.now),
      ...remind(pair, meeting, act.now),
      ...prepare(pair, meeting, act.now),
    ],
  };
}

/**
 * Takes one's own offer back, or keeps a booked meeting where it is although the partner offered to move it, who is told. Without
 * a meeting the pair is asked again later.
 */
export function withdraw(pair: Pair, act: Act, proposalId: string): Change | Refusal {
  const proposal = pair.proposal;
  if (!proposal || proposal.id !== proposalId) return gone(pair, act);
  const proposals = closeProposal(pair, 'withdrawn', act.now);
  if (proposal.by === act.by.id) return { proposals, ...askAgain(pair, act.now) };
  if (!pair.next || proposal.meetingId !== pair.next.id) return gone(pair, act);
  return { proposals, ...askAgain(pair, act.now), plan: [tellKept(pair, proposal, pair.next, act.now)] };
}

/** Calls a booked meeting off. The partner is told, and the pair is asked for another time. */
export function callOff(pair: Pair, act: Act, meetingId: string): Change | Refusal {
  const booked = pair.next;
  if (!booked || booked.id !== meetingId) return gone(pair, act);
  if (isOver(booked, act.now)) return alreadyBooked(pair, booked, act);
  const meeting: Meeting = { ...booked, state: 'cancelled', sequence: booked.sequence + 1, updatedAt: act.now };
  const later = askAgain({ ...pair, next: null }, act.now);
  return {
    ...later,
    proposals: closeProposal(pair, 'replaced', act.now),
    meetings: [meeting],
    cancel: [...ASKING, 'reminder', 'prepare'],
    plan: [tellMeeting('cancelled', meeting, partnerOf(pair, act.by.id), act.now), ...(later.plan ?? [])],
  };
}

/** Nobody is asked to book before `until` (UTC ms), at most 30 days ahead. */
export function snooze(pair: Pair, act: Act, until: number): Change | Refusal {
  if (pair.pairing.state !== 'active') return ENDED;
  if (pair.next) return alreadyBooked(pair, pair.next, act);
  if (!(until > act.now)) return refuse('past', 'That day has passed. Pick a later one.');
  if (until > act.now + 31 * 24 * 60 * 60_000) {
    return refuse('too_far', 'Please pick a day within the next 30 days, so that nobody is forgotten.');
  }
  const ladder = pair.pairing.ladder + 1;
  const after: Pair = { ...pair, pairing: { ...pair.pairing, ladder } };
  return {
    pairing: { ladder, snoozedUntil: until },
    cancel: ['book', 'next-meeting-due'],
    plan: askToBook(after, until),
  };
}

/** What time alone changes: a meeting whose end has come, and an offer whose time has come unanswered. `now` UTC ms. */
export function timePassed(pair: Pair, now: number): Change {
  if (pair.next && isOver(pair.next, now)) return meetingOver(pair, pair.next, now);
  if (pair.proposal && hasPassed(pair.proposal, now)) {
    const proposals = closeProposal(pair, 'expired', now);
    return pair.next
      ? { proposals, cancel: ['proposal', 'proposal-unanswered'] }
      : { proposals, ...askAgain(pair, now) };
  }
  return settleUnknown(pair, now) ?? {};
}

/** Nobody said what became of a meeting: it is written down as unknown, never as missed. `now` UTC ms. */
function settleUnknown(pair: Pair, now: number): Change | null {
  const waiting = pair.past.filter((each) => each.outcome === null && each.settleAt !== null && each.settleAt <= now);
  if (waiting.length === 0) return null;
  return {
    meetings: waiting.map((each) => ({ ...each, outcome: 'unknown' as const, updatedAt: now })),
    ...letGoOfChecks(
      pair,
      waiting.map(({ id }) => id),
    ),
  };
}

function meetingOver(pair: Pair, meeting: Meeting, now: number): Change {
  const pairing = {
    ...pair.pairing,
    cycle: pair.pairing.cycle + 1,
    ladder: pair.pairing.ladder + 1,
    snoozedUntil: null,
  };
  const after: Pair = { ...pair, pairing, next: null, proposal: null };
  return {
    pairing: { cycle: pairing.cycle, ladder: pairing.ladder, snoozedUntil: null },
    meetings: [{ ...meeting, state: 'ended', settleAt: settlesAt(after, meeting), updatedAt: now }],
    proposals: closeProposal(pair, 'expired', now),
    cancel: [...ASKING, 'reminder', 'prepare'],
    plan: afterMeeting(after, meeting),
  };
}

/** A new ladder from tomorrow on, unless a meeting stands. */
function askAgain(pair: Pair, now: number): Change {
  if (pair.next) return { cancel: ['proposal', 'proposal-unanswered'] };
  const ladder = pair.pairing.ladder + 1;
  const after: Pair = { ...pair, pairing: { ...pair.pairing, ladder } };
  const from = Math.max(now + 24 * 60 * 60_000, pair.pairing.snoozedUntil ?? 0);
  return { pairing: { ladder }, cancel: ASKING, plan: askToBook(after, from) };
}

/** The open proposal, closed. One whose time has come has expired, whatever else was about to replace it. */
function closeProposal(pair: Pair, as: Exclude<Proposal['state'], 'open'>, now: number): Proposal[] {
  if (!pair.proposal) return [];
  const state = hasPassed(pair.proposal, now) ? 'expired' : as;
  return [{ ...pair.proposal, state, updatedAt: now }];
}

function newMeeting(pair: Pair, act: Act, offer: Offer): Meeting {
  return {
    id: act.id,
    pairingId: pair.pairing.id,
    cycle: pair.pairing.cycle,
    state: 'booked',
    ...timeOf(offer),
    sequence: 0,
    bookedBy: act.by.id,
    outcome: null,
    outcomeBy: null,
    settleAt: null,
    createdAt: act.now,
    updatedAt: act.now,
  };
}

function timeOf({ startsAt, minutes, place }: Offer): Offer {
  return { startsAt, minutes, place };
}

function hasPassed(proposal: Proposal, now: number): boolean {
  return proposal.startsAt <= now;
}

function sameTime(one: Offer, other: Offer): boolean {
  return one.startsAt === other.startsAt && one.minutes === other.minutes;
}
