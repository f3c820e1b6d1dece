import { MEETING_MINUTES } from '../../core/cohort.ts';
import { PLACE_MAX } from '../../core/meeting.ts';
import type { Member } from '../../core/member.ts';
import { type Pair, partnerOf } from '../../core/pairing.ts';
import { dateField, form, selectField, textField, timeField } from '../../slack/form.ts';
import { type KnownBlock, type ModalView, mention, mrkdwn, section } from '../../slack/kit.ts';

/** The modal of *Already booked*, and of *It moved*: a meeting that the two agreed elsewhere. */
export function alreadyModal(pair: Pair, viewer: Member, moved = false): ModalView {
  const partner = mention(partnerOf(pair, viewer.id).userId);
  const ask = moved ? mrkdwn`When do you meet ${partner} now?` : mrkdwn`Good. When do you meet ${partner}?`;
  return form(
    {
      id: 'book-already',
      title: moved ? 'It moved' : 'Already booked',
      submit: 'Note it down',
      carried: { p: pair.pairing.id },
      reportsClosing: true,
    },
    [
      section(mrkdwn`${ask} Both of you get a reminder one working day before.`),
      dateField({ name: 'date', label: 'Date' }),
      timeField({ name: 'time', label: 'Time', hint: yourTime(viewer) }),
      length(pair.cohort.meetingMinutes, pair.pairing.id),
      place(undefined, pair.pairing.id),
    ],
  );
}

/** The field for the length of a meeting, minutes; `of` tells the fields of one pairing from those of another. */
export function length(minutes: number, of: string): KnownBlock {
  const offered = [...new Set([...MEETING_MINUTES, minutes])].sort((a, b) => a - b);
  const choices = offered.map((each) => ({ label: `${each} minutes`, value: String(each) }));
  return selectField({ name: 'minutes', of, label: 'How long?', choices, value: String(minutes) });
}

/** Named by its zone: its short name changes with the seasons, and so may the date that is picked. */
export function yourTime(viewer: Member): string {
  return `Your time, ${viewer.zone}.`;
}

/** The field for the place. */
export function place(value: string | undefined, of: string): KnownBlock {
  return textField({
    name: 'place',
    of,
    label: 'Where?',
    max: PLACE_MAX,
    optional: true,
    placeholder: 'A room, a link, a walk',
    ...(value && { value }),
  });
}
