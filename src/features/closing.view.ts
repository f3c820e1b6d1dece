import { NOTE_MAX } from '../core/agenda.ts';
import { lineOf } from '../core/agenda-lines.ts';
import type { Meeting } from '../core/meeting.ts';
import type { Member } from '../core/member.ts';
import type { Notebook } from '../core/notebook.ts';
import { carriedFrom } from '../core/outcome.ts';
import { isPaused, type Pair, partnerOf } from '../core/pairing.ts';
import { suggestedSlots } from '../core/suggested-slots.ts';
import { addDays, DAY, formatSlot, localOf } from '../core/time.ts';
import { checkField, dateField, form, radioField, textField } from '../slack/form.ts';
import { type KnownBlock, type ModalView, mention, mrkdwn, section } from '../slack/kit.ts';
import { DISCUSSED } from './shared/outcome.view.ts';
import { PRIVATE, sharingFields } from './shared/sharing.view.ts';

const TICKED_AT_MOST = 10;
/** Room for several commitments, each on a line. */
const LINES_MAX = 3000;
const A_WEEK = 7;
/** The choice of no slot for the next meeting. */
export const NO_SLOT = 'none';
export const LATER = 'We settle that later';

/**
 * The first page of the closing modal: what was talked about, what was promised, what is worth keeping. `noteSeen` is the note that
 * whoever fills it in has seen last: the one that is written, unless they began to write another one before.
 */
export function closingModal(
  pair: Pair,
  notebook: Notebook,
  meeting: Meeting,
  viewer: Member,
  now: number,
  noteSeen?: string,
): ModalView {
  const partner = partnerOf(pair, viewer.id);
  const last = notebook.last?.cycle === meeting.cycle ? notebook.last : null;
  const written = last?.note ?? '';
  return form(
    {
      id: 'meeting-close',
      title: 'After the meeting',
      submit: 'Next',
      close: 'Skip',
      carried: { p: pair.pairing.id, m: meeting.id, n: noteSeen ?? written },
      reportsClosing: true,
    },
    [
      section(mrkdwn`Good that you met. Everything here is optional, and only the two of you see it.`),
      ...(last ? discussedFields(notebook, meeting) : []),
      textField({
        name: 'what',
        label: 'What will you do until next time?',
        hint: 'One commitment on each line.',
        max: LINES_MAX,
        optional: true,
        lines: true,
      }),
      textField({
        name: 'plan',
        label: 'When and where will you do it?',
        hint: 'People who settle this keep their word more often. For several commitments a line for each, in the same order.',
        placeholder: 'If … then …',
        max: LINES_MAX,
        optional: true,
        lines: true,
      }),
      textField({
        name: 'theirs',
        label: `What will ${partner.name} do?`,
        hint: 'One commitment on each line.',
        max: LINES_MAX,
        optional: true,
        lines: true,
      }),
      dateField({
        name: 'dueOn',
        label: 'By when?',
        hint: 'For all that is promised above.',
        optional: true,
        value: addDays(localOf(now, viewer.zone).date, A_WEEK),
      }),
      textField({
        name: 'kept',
        label: 'What is worth keeping?',
        hint: 'An empty line between two takeaways. They are for the two of you, unless you share them on the next page.',
        max: LINES_MAX,
        optional: true,
        lines: true,
      }),
      ...(last
        ? [
            textField({
              name: 'note',
              label: 'The meeting in one line',
              hint: 'For the two of you to remember it by.',
              max: NOTE_MAX,
              value: written,
              optional: true,
            }),
          ]
        : []),
    ],
  );
}

/** All that the meeting left open, to tick; Slack shows at most ten boxes in one field. */
function discussedFields(notebook: Notebook, meeting: Meeting): KnownBlock[] {
  const items = carriedFrom(notebook, meeting);
  const groups = Array.from({ length: Math.ceil(items.length / TICKED_AT_MOST) }, (_each, group) =>
    items.slice(group * TICKED_AT_MOST, (group + 1) * TICKED_AT_MOST),
  );
  return groups.map((group, index) =>
    checkField({
      name: `${DISCUSSED}${index}`,
      label: index === 0 ? 'What did you talk about?' : 'And of these?',
      hint: 'What you leave open stands on the next agenda.',
      optional: true,
      choices: group.map((item) => ({ label: lineOf(item), value: item.id })),
    }),
  );
}

/** The modal of *That's not right*: what became of a meeting, said anew. */
export function correctModal(pair: Pair, meeting: Meeting, viewer: Member): ModalView {
  return form(
    {
      id: 'meeting-correct',
      title: 'What happened?',
      submit: 'Save',
      carried: { p: pair.pairing.id, m: meeting.id },
    },
    [
      section(
        mrkdwn`Your meeting of ${formatSlot(meeting.startsAt, viewer.zone)} with ${mention(partnerOf(pair, viewer.id).userId)}:`,
      ),
      radioField({
        name: 'said',
        label: 'What became of it?',
        choices: [
          { label: 'We met', value: 'held' },
          { label: 'It moved', value: 'moved' },
          { label: "It didn't happen", value: 'missed' },
        ],
        ...(meeting.outcome && { value: meeting.outcome }),
      }),
    ],
  );
}

/**
 * The second page: the pulse, and the next meeting, booked while this one ends. Whoever has `kept` takeaways (ids) on the first page says
 * here who may see them.
 */
export function nextModal(
  pair: Pair,
  meeting: Meeting,
  viewer: Member,
  now: number,
  kept: readonly string[] = [],
): ModalView {
  const partner = partnerOf(pair, viewer.id);
  const slots = canMeetAgain(pair, partner, now) ? suggestedSlots(pair, now).slots : [];
  return form(
    {
      id: 'meeting-next',
      title: 'And the next one?',
      submit: 'Done',
      close: 'Skip',
      carried: { p: pair.pairing.id, m: meeting.id, t: kept.join(',') },
      reportsClosing: true,
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
                { label: LATER, value: NO_SLOT },
              ],
              value: String(nearest(slots, meeting.startsAt + pair.cohort.cadenceWeeks * A_WEEK * DAY)),
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
      radioField({
        name: 'structure',
        label: 'How was the amount of structure?',
        hint: 'Structure is what you prepare and are given for it: agenda, outlines, reminders.',
        optional: true,
        choices: STRUCTURE,
      }),
      ...(kept.length > 0 ? sharingFields(pair, partner, 'Who may see what you want to keep?', PRIVATE) : []),
    ],
  );
}

/** Whether a time for the next meeting is to be found: none stands yet, and there is somebody who wants to meet. */
function canMeetAgain(pair: Pair, partner: Member, now: number): boolean {
  const stands = pair.next !== null || pair.proposal !== null;
  return !stands && partner.active && pair.pairing.state === 'active' && !isPaused(pair.pairing, now);
}

/** The start of the slot that is closest to an instant, both UTC ms; the earlier one of two. */
function nearest(slots: readonly { from: number }[], instant: number): number | undefined {
  const far = ({ from }: { from: number }) => Math.abs(from - instant);
  return [...slots].sort((one, other) => far(one) - far(other))[0]?.from;
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
