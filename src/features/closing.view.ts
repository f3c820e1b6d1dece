import { NOTE_MAX } from '../core/agenda.ts';
import { lineOf } from '../core/agenda-lines.ts';
import { COMMITMENT_MAX } from '../core/commitment.ts';
import type { Meeting } from '../core/meeting.ts';
import type { Member } from '../core/member.ts';
import type { Notebook } from '../core/notebook.ts';
import { type Pair, partnerOf } from '../core/pairing.ts';
import { TAKEAWAY_MAX } from '../core/takeaway.ts';
import { addDays, formatSlot, localOf } from '../core/time.ts';
import { checkField, dateField, form, radioField, textField } from '../slack/form.ts';
import { type ModalView, mrkdwn, section } from '../slack/kit.ts';
import { suggestedSlots } from './shared/situation.view.ts';

/** Slack shows at most ten boxes to tick. */
const TICKED_AT_MOST = 10;
const A_WEEK = 7;
/** The choice of no slot for the next meeting. */
export const NO_SLOT = 'none';

/** The first page of the closing modal: what was talked about, what was promised, what is worth keeping. */
export function closingModal(pair: Pair, notebook: Notebook, meeting: Meeting, viewer: Member, now: number): ModalView {
  const items = notebook.items.filter((item) => item.state === 'open').slice(0, TICKED_AT_MOST);
  return form(
    {
      id: 'meeting-close',
      title: 'After the meeting',
      submit: 'Next',
      close: 'Skip',
      carried: { p: pair.pairing.id, m: meeting.id },
    },
    [
      section(mrkdwn`Good that you met. Everything here is optional, and only the two of you see it.`),
      ...(items.length > 0
        ? [
            checkField({
              name: 'discussed',
              label: 'What did you talk about?',
              hint: 'What you leave open stands on the next agenda.',
              optional: true,
              choices: items.map((item) => ({ label: lineOf(item), value: item.id })),
            }),
          ]
        : []),
      textField({ name: 'what', label: 'What will you do until next time?', max: COMMITMENT_MAX, optional: true }),
      dateField({
        name: 'dueOn',
        label: 'By when?',
        optional: true,
        value: addDays(localOf(now, viewer.zone).date, A_WEEK),
      }),
      textField({ name: 'kept', label: 'What is worth keeping?', max: TAKEAWAY_MAX, optional: true, lines: true }),
      textField({ name: 'note', label: 'The meeting in one line', max: NOTE_MAX, optional: true }),
    ],
  );
}

/** The second page: the pulse, and the next meeting, booked while this one ends. */
export function nextModal(pair: Pair, meeting: Meeting, viewer: Member, now: number): ModalView {
  const partner = partnerOf(pair, viewer.id);
  const slots = pair.next || pair.proposal ? [] : suggestedSlots(pair, now).slots;
  return form(
    {
      id: 'meeting-next',
      title: 'And the next one?',
      submit: 'Done',
      close: 'Skip',
      carried: { p: pair.pairing.id, m: meeting.id },
    },
    [
      ...(slots.length > 0
        ? [
            radioField({
              name: 'slot',
              label: 'When do you meet next?',
              hint: `${partner.name} gets it to accept.`,
              choices: [
                ...slots.map((slot) => ({ label: formatSlot(slot.from, viewer.zone), value: String(slot.from) })),
                { label: 'We settle that later', value: NO_SLOT },
              ],
              value: String(slots[0]?.from),
            }),
          ]
        : []),
      radioField({
        name: 'usefulness',
        label: 'How useful was this meeting?',
        hint: 'Only you see your answer. The programme sees averages of five people or more.',
        optional: true,
        choices: USEFULNESS,
      }),
      radioField({ name: 'structure', label: 'How was the amount of structure?', optional: true, choices: STRUCTURE }),
    ],
  );
}

const USEFULNESS = [
  { label: '5 · very useful', value: '5' },
  { label: '4', value: '4' },
  { label: '3', value: '3' },
  { label: '2', value: '2' },
  { label: '1 · not useful', value: '1' },
];

const STRUCTURE = [
  { label: 'Too little', value: 'too_little' },
  { label: 'Just right', value: 'just_right' },
  { label: 'Too much', value: 'too_much' },
];
