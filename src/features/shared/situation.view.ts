import type { CalendarEvent } from '../../calendar/calendar.ts';
import type { Meeting, Proposal } from '../../core/meeting.ts';
import type { Member } from '../../core/member.ts';
import { isPaused, type Pair, partnerOf } from '../../core/pairing.ts';
import { lastDayOfPause } from '../../core/pause.ts';
import { suggestedSlots } from '../../core/suggested-slots.ts';
import { formatDate, formatDay, formatSlot } from '../../core/time.ts';
import {
  actions,
  bold,
  button,
  context,
  type KnownBlock,
  type Mrkdwn,
  mention,
  mrkdwn,
  section,
  typedContext,
} from '../../slack/kit.ts';
import { carry } from '../../slack/payload.ts';
import { calledOff, offWithThePair } from './called-off.view.ts';
import { dayOff } from './day-off.view.ts';
import { calendarEvent, when } from './meeting-time.view.ts';

/** Makes the addresses behind "Add to calendar" buttons. */
export type CalendarLinks = { google(event: CalendarEvent): string; outlook(event: CalendarEvent): string };

/** Where the pair stands, for one of the two: what is booked, offered or open, with the buttons that fit. `now` UTC ms. */
export function situation(pair: Pair, viewer: Member, now: number, links: CalendarLinks): KnownBlock[] {
  if (pair.pairing.state === 'ended')
    return [
      section(mrkdwn`This pairing has ended. Thank you for the time you gave each other.`),
      ...offWithThePair(pair, viewer),
    ];
  if (!partnerOf(pair, viewer.id).active) return partnerLeft(pair, viewer);
  if (isPaused(pair.pairing, now)) return pausing(pair, viewer, now, links);
  return standing(pair, viewer, now, links);
}

function standing(pair: Pair, viewer: Member, now: number, links: CalendarLinks): KnownBlock[] {
  if (pair.next && pair.proposal?.meetingId === pair.next.id) return moving(pair, pair.next, pair.proposal, viewer);
  if (pair.next) return booked(pair, pair.next, viewer, links);
  if (pair.proposal) return proposed(pair, pair.proposal, viewer);
  return open(pair, viewer, now);
}

/** The same for the one whose partner is asked first: while nothing is on the table they may wait, or be quicker. */
export function situationOfWaiting(pair: Pair, viewer: Member, now: number, links: CalendarLinks): KnownBlock[] {
  const partner = partnerOf(pair, viewer.id);
  if (
    pair.pairing.state === 'ended' ||
    pair.next ||
    pair.proposal ||
    !partner.active ||
    pair.cancelled ||
    isPaused(pair.pairing, now)
  )
    return situation(pair, viewer, now, links);
  return [
    section(
      mrkdwn`${mention(partner.userId)} has some times to choose from; you hear from me as soon as one is picked.`,
    ),
    actions(
      otherTime(pair, 'Suggest a time'),
      button('book.already', 'Already booked', { value: carry({ p: pair.pairing.id }) }),
    ),
  ];
}

/** The same in one line without buttons, for a message that a newer one has taken over from. */
export function situationInShort(pair: Pair, viewer: Member, now: number): KnownBlock[] {
  const other = partnerOf(pair, viewer.id);
  const partner = mention(other.userId);
  const on = (startsAt: number) => bold(formatSlot(startsAt, viewer.zone));
  if (pair.pairing.state === 'ended') return [context(mrkdwn`Your pairing with ${partner} has ended.`)];
  if (!other.active) return [context(mrkdwn`${partner} has left this workspace.`)];
  if (pair.next) return [context(mrkdwn`Booked for ${on(pair.next.startsAt)} with ${partner}.`)];
  if (pair.proposal)
    return [context(mrkdwn`On offer: ${on(pair.proposal.startsAt)} with ${partner}, not accepted yet.`)];
  if (isPaused(pair.pairing, now))
    return [context(mrkdwn`You and ${partner} pause up to and including ${lastDayOf(pair, viewer)}.`)];
  return [context(mrkdwn`No meeting with ${partner} is booked yet.`)];
}

/** Nobody is asked for anything; what is booked or on offer stays, and whoever wants to meet can. */
function pausing(pair: Pair, viewer: Member, now: number, links: CalendarLinks): KnownBlock[] {
  const resume = button('pair.resume', 'Resume', { value: carry({ p: pair.pairing.id }), says: 'End the pause now' });
  const stands = pair.next !== null || pair.proposal !== null;
  return [
    section(
      mrkdwn`You and ${mention(partnerOf(pair, viewer.id).userId)} pause up to and including ${bold(lastDayOf(pair, viewer))}. Until then I ask neither of you for anything.`,
    ),
    ...(stands ? standing(pair, viewer, now, links) : calledOff(pair, viewer)),
    actions(resume, ...(stands ? [] : [otherTime(pair, 'Suggest a time')])),
  ];
}

function lastDayOf({ pairing }: Pair, viewer: Member): string {
  return formatDate(lastDayOfPause(pairing.pausedUntil ?? 0, viewer.zone));
}

function booked(pair: Pair, meeting: Meeting, viewer: Member, links: CalendarLinks): KnownBlock[] {
  const event = calendarEvent(pair, meeting, viewer);
  const carried = carry({ p: pair.pairing.id, m: meeting.id });
  const partner = partnerOf(pair, viewer.id);
  return [
    section(mrkdwn`Booked: ${when(meeting, viewer, partner, mrkdwn` with ${mention(partner.userId)}`)}.`),
    ...place(meeting),
    actions(
      button('calendar.google', 'Add to Google Calendar', { url: links.google(event) }),
      button('calendar.outlook', 'Add to Outlook', { url: links.outlook(event) }),
      button('calendar.file', 'Calendar file', { value: carried, says: 'Send me a calendar file for this meeting' }),
    ),
    actions(
      button('book.other', 'Move', { value: carry({ p: pair.pairing.id }), says: 'Move this meeting to another time' }),
      cancelButton(pair, meeting, viewer),
    ),
  ];
}

function moving(pair: Pair, meeting: Meeting, proposal: Proposal, viewer: Member): KnownBlock[] {
  const partner = partnerOf(pair, viewer.id);
  const from = bold(formatSlot(meeting.startsAt, viewer.zone));
  const carried = carry({ p: pair.pairing.id, o: proposal.id });
  const cancel = cancelButton(pair, meeting, viewer);
  if (proposal.by === viewer.id) {
    return [
      section(
        mrkdwn`You suggested moving your meeting from ${from} to ${when(proposal, viewer, partner)}. It moves when ${mention(partner.userId)} accepts.`,
      ),
      ...place(proposal),
      ...dayOff(pair, proposal, viewer),
      actions(otherTime(pair), button('proposal.withdraw', 'Take it back', { value: carried }), cancel),
    ];
  }
  return [
    section(
      mrkdwn`${mention(partner.userId)} suggests moving your meeting from ${from} to ${when(proposal, viewer, partner)}.`,
    ),
    ...place(proposal),
    ...dayOff(pair, proposal, viewer),
    actions(
      acceptButton(carried, proposal, viewer),
      otherTime(pair),
      button('proposal.withdraw', 'Keep the old time', { value: carried }),
      cancel,
    ),
  ];
}

function proposed(pair: Pair, proposal: Proposal, viewer: Member): KnownBlock[] {
  const partner = partnerOf(pair, viewer.id);
  const carried = carry({ p: pair.pairing.id, o: proposal.id });
  if (proposal.by === viewer.id) {
    return [
      section(
        mrkdwn`You suggested ${when(proposal, viewer, partner)}. It is booked as soon as ${mention(partner.userId)} accepts.`,
      ),
      ...place(proposal),
      ...dayOff(pair, proposal, viewer),
      actions(otherTime(pair), button('proposal.withdraw', 'Take it back', { value: carried })),
    ];
  }
  return [
    section(mrkdwn`${mention(partner.userId)} suggests ${when(proposal, viewer, partner)}. Does that suit you?`),
    ...place(proposal),
    ...dayOff(pair, proposal, viewer),
    actions(acceptButton(carried, proposal, viewer), otherTime(pair)),
  ];
}

/** The partner's account is deactivated: nothing can be agreed, and a booked meeting is best called off. */
function partnerLeft(pair: Pair, viewer: Member): KnownBlock[] {
  const partner = partnerOf(pair, viewer.id);
  return [
    section(
      mrkdwn`${mention(partner.userId)} has left this workspace, so there is nobody to meet for now. Your programme's coordinator can help.`,
    ),
    ...(pair.next
      ? [
          section(mrkdwn`You had booked ${when(pair.next, viewer, partner)}.`),
          actions(cancelButton(pair, pair.next, viewer)),
        ]
      : calledOff(pair, viewer)),
  ];
}

function open(pair: Pair, viewer: Member, now: number): KnownBlock[] {
  const snoozed = pair.pairing.snoozedUntil && pair.pairing.snoozedUntil > now ? pair.pairing.snoozedUntil : null;
  const { text, slots, hint } = offer(pair, viewer, now);
  return [
    ...calledOff(pair, viewer),
    section(text),
    ...(slots.length > 0 ? [actions(...slots.map((slot, index) => slotButton(pair, viewer, slot.from, index)))] : []),
    actions(
      otherTime(pair),
      button('book.already', 'Already booked', { value: carry({ p: pair.pairing.id }) }),
      button('book.snooze', 'Snooze', { value: carry({ p: pair.pairing.id }) }),
    ),
    ...(hint ? [context(hint)] : []),
    ...(snoozed ? [context(mrkdwn`You will not be asked again before ${formatDay(snoozed, viewer.zone)}.`)] : []),
  ];
}

function slotButton(pair: Pair, viewer: Member, startsAt: number, index: number) {
  return button(`book.slot#${index + 1}`, formatSlot(startsAt, viewer.zone), {
    value: carry({ p: pair.pairing.id, t: startsAt }),
    says: `Suggest ${formatSlot(startsAt, viewer.zone)} to ${partnerOf(pair, viewer.id).name}`,
  });
}

function offer(
  pair: Pair,
  viewer: Member,
  now: number,
): { text: Mrkdwn; slots: { from: number }[]; hint: Mrkdwn | null } {
  const partner = partnerOf(pair, viewer.id);
  const suggested = suggestedSlots(pair, now);
  if ('reason' in suggested) {
    const why =
      suggested.reason === 'hours_never_meet'
        ? mrkdwn`Your working hours and those of ${mention(partner.userId)} never meet. Agree on a time between the two of you, then tap “Already booked”.`
        : mrkdwn`There is no time in the next ten working days when both of you are free. Pick a later one, or agree on one between the two of you.`;
    return { text: why, slots: [], hint: null };
  }
  // Whoever is being asked about the last meeting is asked nothing else at once.
  const isAskedOfLast = pair.past[0]?.outcome === null;
  const text = isAskedOfLast
    ? mrkdwn`For the next meeting, one tap offers a time to ${mention(partner.userId)}.`
    : mrkdwn`Which time suits you? One tap offers it to ${mention(partner.userId)}.`;
  const hint =
    suggested.widenedByMinutes > 0
      ? mrkdwn`Your working hours hardly meet, so these are a little early or late for both of you.`
      : null;
  return { text, slots: suggested.slots, hint };
}

function place({ place }: { place: string }): KnownBlock[] {
  return place ? [typedContext(`Where: ${place}`)] : [];
}

function otherTime(pair: Pair, label = 'Another time') {
  return button('book.other', label, { value: carry({ p: pair.pairing.id }) });
}

function cancelButton(pair: Pair, meeting: Meeting, viewer: Member) {
  const partner = partnerOf(pair, viewer.id);
  const text = partner.active
    ? `${partner.name} is told at once, and you both get new times to choose from.`
    : `${partner.name} has left, so nobody is told.`;
  return button('meeting.cancel', 'Cancel meeting', {
    value: carry({ p: pair.pairing.id, m: meeting.id }),
    style: 'danger',
    confirm: { title: 'Cancel this meeting?', text, yes: 'Cancel meeting', no: 'Keep it' },
  });
}

function acceptButton(value: string, proposal: Proposal, viewer: Member) {
  return button('proposal.accept', 'Accept', {
    value,
    style: 'primary',
    says: `Accept ${formatSlot(proposal.startsAt, viewer.zone)}`,
  });
}
