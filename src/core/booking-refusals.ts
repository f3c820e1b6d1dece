import { endOf, type Meeting, PLACE_MAX, type Proposal } from './meeting.ts';
import type { Act, Offer } from './offer.ts';
import { type Pair, partnerOf } from './pairing.ts';
import { type Refusal, refuse } from './refusal.ts';
import { formatSlot } from './time.ts';

const HORIZON = 366 * 24 * 60 * 60_000;
const MOST_MINUTES = 24 * 60;
/** Refusal of whatever wants to book in a pair that has ended. */
export const ENDED = refuse('ended', 'This pairing has ended, so there is nothing to book here.');

/**
 * Why there is no use in asking for the details: of a time to offer, of a meeting that the two agreed elsewhere, or of a pause.
 * Null when there is.
 */
export function noUseAsking(pair: Pair, act: Act, of: 'offer' | 'agreed' | 'pause'): Refusal | null {
  const nobody = nobodyToMeet(pair, act);
  if (nobody || of === 'offer') return nobody;
  if (pair.next || (of === 'pause' && pair.proposal)) return gone(pair, act);
  return null;
}

function nobodyToMeet(pair: Pair, act: Act): Refusal | null {
  const partner = partnerOf(pair, act.by.id);
  if (pair.pairing.state !== 'active') return ENDED;
  if (partner.active) return null;
  const words = `${partner.name}'s Slack account is deactivated, so they cannot answer. Your programme's coordinator can help.`;
  return refuse('partner_inactive', words);
}

/** Why a time cannot be offered or booked, or null when it can. */
export function cannotOffer(pair: Pair, act: Act, offer: Offer): Refusal | null {
  const nobody = nobodyToMeet(pair, act);
  if (nobody) return nobody;
  if (!isTime(offer)) return refuse('unreadable', 'I cannot read that time. Please pick it once more.');
  if (offer.startsAt <= act.now) return refuse('past', 'That time has passed. Pick a later one.');
  if (offer.startsAt > act.now + HORIZON)
    return refuse('too_far', 'That is more than a year ahead. Pick an earlier date.');
  if (offer.place.length > PLACE_MAX)
    return refuse('place_too_long', `Please keep the place within ${PLACE_MAX} characters.`);
  const busy = [...pair.busy.mentor, ...pair.busy.mentee];
  if (busy.some((each) => each.from < endOf(offer) && each.to > offer.startsAt)) {
    return refuse('busy', 'One of you has another meeting at that time. Pick another time.');
  }
  return null;
}

/** Refusal for somebody who would book beside the meeting that stands. */
export function alreadyBooked(pair: Pair, meeting: Meeting, act: Act): Refusal {
  const when = formatSlot(meeting.startsAt, act.by.zone);
  if (isOver(meeting, act.now)) {
    const words = `Your meeting of ${when} is over. You can book the next one in a moment: please try again.`;
    return refuse('over', words);
  }
  const words = `You and ${partnerOf(pair, act.by.id).name} are booked for ${when}. Use "Move" to change it.`;
  return refuse('already_booked', words);
}

/** Refusal for somebody whose own offer waits for its answer; `same` when it is the very same time. */
export function alreadyProposed(pair: Pair, open: Proposal, act: Act, same: boolean): Refusal {
  const when = formatSlot(open.startsAt, act.by.zone);
  const words = same
    ? `You suggested ${when} already. ${partnerOf(pair, act.by.id).name} has it, and only needs to accept.`
    : `You have suggested ${when} already. Use "Another time" to change it.`;
  return refuse('already_proposed', words);
}

/** What is true now, for somebody whose button speaks of something that is no more. */
export function gone(pair: Pair, act: Act): Refusal {
  if (pair.pairing.state !== 'active') return ENDED;
  if (pair.next) return alreadyBooked(pair, pair.next, act);
  if (pair.proposal) {
    const when = formatSlot(pair.proposal.startsAt, act.by.zone);
    const words =
      pair.proposal.by === act.by.id
        ? `That has changed: you have suggested ${when} now.`
        : `That has changed: ${partnerOf(pair, act.by.id).name} suggests ${when} now.`;
    return refuse('gone', words);
  }
  return refuse(
    'gone',
    'That has changed meanwhile: no meeting is booked right now. Pick a time and it is on its way.',
  );
}

/** Whole numbers that a calendar knows; anything else was not picked from ours. */
function isTime({ startsAt, minutes }: Offer): boolean {
  return Number.isSafeInteger(startsAt) && Number.isInteger(minutes) && minutes >= 1 && minutes <= MOST_MINUTES;
}

/** Whether a meeting has ended. `now` UTC ms. */
export function isOver(meeting: Meeting, now: number): boolean {
  return endOf(meeting) <= now;
}
