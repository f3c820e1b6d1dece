import { z } from 'zod';

import type { Member } from '../core/member.ts';
import { type Pair, partnerOf } from '../core/pairing.ts';
import { isRefusal } from '../core/refusal.ts';
import { suggestedSlots } from '../core/suggested-slots.ts';
import { DAY, formatMinute, formatSlot, localOf } from '../core/time.ts';
import { type Choice, dateField, form, radioField, timeField } from '../slack/form.ts';
import { type ModalView, mention, mrkdwn, section } from '../slack/kit.ts';
import { readCarried } from '../slack/payload.ts';
import { when } from './shared/meeting-time.view.ts';
import { length, place, yourTime } from './shared/when.view.ts';
import { withWhom } from './shared/with-whom.view.ts';

/** The answer to "which time" that means: the one typed below. */
export const OWN_TIME = 'own';

/**
 * The modal of `/book`, *Another time* and *Move*: a suggested slot, or any date and time, length, place. `others` are the
 * further pairs of the viewer, to switch to. `suggest` leaves the suggestions out when false. `now` UTC ms.
 */
export function bookModal(pair: Pair, viewer: Member, others: Pair[], now: number, suggest: boolean): ModalView {
  const choices = suggest ? timesToChoose(pair, viewer, now) : [];
  const on = pair.proposal ?? pair.next;
  // Beside a choice of times, what stands here is meant: an own time.
  const own = choices.length > 0;
  const of = pair.pairing.id;
  const filled = localOf(on?.startsAt ?? now + 7 * DAY, viewer.zone);
  return form(
    {
      id: 'book',
      title: pair.next ? 'Move the meeting' : 'Book a meeting',
      submit: 'Suggest it',
      carried: { p: pair.pairing.id, c: suggest ? 1 : 0 },
      reportsClosing: true,
    },
    [
      ...withWhom('book.with', pair, viewer, others),
      section(intro(pair, viewer)),
      ...(own
        ? [
            radioField({
              name: 'slot',
              of,
              label: 'Which time?',
              choices: [...choices, { label: 'Another time', value: OWN_TIME }],
              value: choices[0]?.value ?? OWN_TIME,
            }),
          ]
        : []),
      dateField({
        name: 'date',
        of,
        label: own ? 'Date of another time' : 'Date',
        optional: own,
        ...(own ? { hint: 'A date and a time here count instead of the choice above.' } : { value: filled.date }),
      }),
      timeField({
        name: 'time',
        of,
        label: 'Time',
        hint: yourTime(viewer),
        optional: own,
        ...(on && !own && { value: formatMinute(filled.minute) }),
      }),
      length(on?.minutes ?? pair.cohort.meetingMinutes, of),
      place(on?.place, of),
    ],
  );
}

/** Whether a form was opened by a command: then nothing else shows what came of it. `carried` is its `private_metadata`. */
export function fromCommand(carried: string): boolean {
  const about = readCarried(carried, z.object({ c: z.number() }));
  return !isRefusal(about) && about.c === 1;
}

/** What the partner suggests, and the slots that both are free for. */
function timesToChoose(pair: Pair, viewer: Member, now: number): Choice[] {
  const theirs = pair.proposal && pair.proposal.by !== viewer.id ? pair.proposal.startsAt : null;
  const slots = suggestedSlots(pair, now).slots.filter((slot) => slot.from !== theirs);
  const asChoice = (at: number, also = '') => ({ label: `${formatSlot(at, viewer.zone)}${also}`, value: String(at) });
  return [
    ...(theirs === null ? [] : [asChoice(theirs, `, as ${partnerOf(pair, viewer.id).name} suggests`)]),
    ...slots.map((slot) => asChoice(slot.from)),
  ];
}

export const SNOOZES = [
  { label: 'Until tomorrow', value: '1', days: 1 },
  { label: 'For three days', value: '3', days: 3 },
  { label: 'For a week', value: '7', days: 7 },
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
    dateField({
      name: 'date',
      label: 'Another day',
      hint: 'Within the next 30 days. Counts instead of the choice above.',
      optional: true,
    }),
  ]);
}

function intro(pair: Pair, viewer: Member) {
  const partner = partnerOf(pair, viewer.id);
  if (pair.next)
    return mrkdwn`Booked now: ${when(pair.next, viewer, partner)}. It stays there until ${mention(partner.userId)} accepts the new time. Another place alone holds at once.`;
  if (pair.proposal)
    return pair.proposal.by === viewer.id
      ? mrkdwn`You suggested ${when(pair.proposal, viewer, partner)}. What you pick here takes its place.`
      : mrkdwn`${mention(partner.userId)} suggests ${when(pair.proposal, viewer, partner)}. The same time here accepts it, another one takes its place.`;
  return mrkdwn`It is booked as soon as ${mention(partner.userId)} accepts.`;
}
