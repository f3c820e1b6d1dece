import { MEETING_MINUTES } from '../core/cohort.ts';
import { PLACE_MAX } from '../core/meeting.ts';
import type { Member } from '../core/member.ts';
import { type Pair, partnerOf } from '../core/pairing.ts';
import { formatMinute, formatSlot, localOf, zoneLabel } from '../core/time.ts';
import { dateField, form, radioField, selectField, textField, timeField } from '../slack/form.ts';
import { type KnownBlock, type ModalView, mention, mrkdwn, section } from '../slack/kit.ts';
import { suggestedSlots, when } from './shared/situation.view.ts';

/** The answer to "which time" that means: the one typed below. */
export const OWN_TIME = 'own';

/**
 * The modal of `/book`, *Another time* and *Move*: a suggested slot, or any date and time, length, place. `others` are the
 * further pairs of the viewer, to switch to. `suggest` leaves the suggestions out when false. `now` UTC ms.
 */
export function bookModal(pair: Pair, viewer: Member, others: Pair[], now: number, suggest: boolean): ModalView {
  const suggested = suggest ? suggestedSlots(pair, now).slots : [];
  const on = pair.proposal ?? pair.next;
  const date = localOf(on?.startsAt ?? suggested[0]?.from ?? now + 7 * 24 * 60 * 60_000, viewer.zone);
  const own = suggested.length > 0 ? ' (only for another time)' : '';
  return form(
    {
      id: 'book',
      title: pair.next ? 'Move the meeting' : 'Book a meeting',
      submit: 'Suggest it',
      carried: { p: pair.pairing.id },
    },
    [
      ...which(pair, viewer, others),
      section(intro(pair, viewer)),
      ...(suggested.length > 0
        ? [
            radioField({
              name: 'slot',
              label: 'Which time?',
              choices: [
                ...suggested.map((slot) => ({ label: formatSlot(slot.from, viewer.zone), value: String(slot.from) })),
                { label: 'Another time, picked below', value: OWN_TIME },
              ],
              value: String(suggested[0]?.from),
            }),
          ]
        : []),
      dateField({ name: 'date', label: `Date${own}`, optional: suggested.length > 0, value: date.date }),
      timeField({
        name: 'time',
        label: `Time${own}`,
        hint: `Your time, ${zoneLabel(now, viewer.zone)}.`,
        optional: suggested.length > 0,
        ...(on && { value: formatMinute(date.minute) }),
      }),
      length(on?.minutes ?? pair.cohort.meetingMinutes),
      place(on?.place),
    ],
  );
}

/** The modal of *Already booked*: a meeting that the two agreed elsewhere. */
export function alreadyModal(pair: Pair, viewer: Member, now: number): ModalView {
  const partner = partnerOf(pair, viewer.id);
  return form(
    { id: 'book-already', title: 'Already booked', submit: 'Note it down', carried: { p: pair.pairing.id } },
    [
      section(
        mrkdwn`Good. When do you meet ${mention(partner.userId)}? Both of you get a reminder one working day before.`,
      ),
      dateField({ name: 'date', label: 'Date' }),
      timeField({ name: 'time', label: 'Time', hint: `Your time, ${zoneLabel(now, viewer.zone)}.` }),
      length(pair.cohort.meetingMinutes),
      place(undefined),
    ],
  );
}

export const SNOOZES = [
  { label: 'Until tomorrow', value: '1', days: 1 },
  { label: 'For three days', value: '3', days: 3 },
  { label: 'For a week', value: '7', days: 7 },
  { label: 'Until the day below', value: OWN_TIME, days: 0 },
];

/** The modal of *Snooze*: until when. */
export function snoozeModal(pair: Pair, viewer: Member): ModalView {
  const partner = partnerOf(pair, viewer.id);
  return form({ id: 'book-snooze', title: 'Snooze', submit: 'Snooze', carried: { p: pair.pairing.id } }, [
    section(mrkdwn`Nobody will be asked to book the next meeting of you and ${mention(partner.userId)} until then.`),
    radioField({
      name: 'until',
      label: 'Until when?',
      choices: SNOOZES.map(({ label, value }) => ({ label, value })),
      value: '3',
    }),
    dateField({ name: 'date', label: 'Another day', hint: 'Within the next 30 days.', optional: true }),
  ]);
}

function which(pair: Pair, viewer: Member, others: Pair[]): KnownBlock[] {
  if (others.length === 0) return [];
  const label = (each: Pair) => `${partnerOf(each, viewer.id).name} · ${each.cohort.name}`;
  const choices = [pair, ...others].slice(0, 100).map((each) => ({ label: label(each), value: each.pairing.id }));
  return [selectField({ name: 'book.with', label: 'With whom?', choices, value: pair.pairing.id, reports: true })];
}

function intro(pair: Pair, viewer: Member) {
  const partner = partnerOf(pair, viewer.id);
  if (pair.next)
    return mrkdwn`Booked now: ${when(pair.next, viewer, partner)}. It stays there until ${mention(partner.userId)} accepts the new time.`;
  if (pair.proposal)
    return mrkdwn`On offer now: ${when(pair.proposal, viewer, partner)}. What you pick here takes its place.`;
  return mrkdwn`It is booked as soon as ${mention(partner.userId)} accepts.`;
}

function length(minutes: number): KnownBlock {
  const offered = [...new Set([...MEETING_MINUTES, minutes])].sort((a, b) => a - b);
  const choices = offered.map((each) => ({ label: `${each} minutes`, value: String(each) }));
  return selectField({ name: 'minutes', label: 'How long?', choices, value: String(minutes) });
}

function place(value: string | undefined): KnownBlock {
  return textField({
    name: 'place',
    label: 'Where?',
    max: PLACE_MAX,
    optional: true,
    placeholder: 'A room, a link, a walk',
    ...(value && { value }),
  });
}
