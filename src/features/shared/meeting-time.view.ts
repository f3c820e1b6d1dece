import type { CalendarEvent } from '../../calendar/calendar.ts';
import type { Meeting } from '../../core/meeting.ts';
import type { Member } from '../../core/member.ts';
import { type Pair, partnerOf } from '../../core/pairing.ts';
import { formatDay, formatSlot } from '../../core/time.ts';
import { bold, type Mrkdwn, mention, mrkdwn } from '../../slack/kit.ts';

/** What a calendar is told of a meeting, as this viewer's entry. */
export function calendarEvent(pair: Pair, meeting: Meeting, viewer: Member): CalendarEvent {
  return {
    uid: `${meeting.id}@cairn`,
    sequence: meeting.sequence,
    startsAt: meeting.startsAt,
    minutes: meeting.minutes,
    title: `${pair.cohort.name}: meeting with ${partnerOf(pair, viewer.id).name}`,
    place: meeting.place,
    cancelled: meeting.state === 'cancelled',
    updatedAt: meeting.updatedAt,
  };
}

/**
 * "*Tue 1 Dec, 14:30 CET* (45 minutes; 08:30 EST for @ben)": the viewer's time, and the partner's where it differs. Behind the time may
 * stand with whom: then they are named once.
 */
export function when(
  time: { startsAt: number; minutes: number },
  viewer: Member,
  partner: Member,
  withWhom?: Mrkdwn,
): Mrkdwn {
  const mine = formatSlot(time.startsAt, viewer.zone);
  const theirs = formatSlot(time.startsAt, partner.zone);
  const sameDay = formatDay(time.startsAt, viewer.zone) === formatDay(time.startsAt, partner.zone);
  const shortly = sameDay ? theirs.replace(/^.*, /, '') : theirs;
  const whom = withWhom ? mrkdwn`them` : mention(partner.userId);
  const isSameClock = withoutZone(mine) === withoutZone(theirs);
  const also = isSameClock ? mrkdwn`` : mrkdwn`; ${shortly} for ${whom}`;
  return mrkdwn`${bold(mine)}${withWhom ?? mrkdwn``} (${time.minutes} minutes${also})`;
}

/** Several zones share one clock under different names: WET in Lisbon is GMT in London. */
function withoutZone(slot: string): string {
  return slot.replace(/ \S+$/, '');
}
