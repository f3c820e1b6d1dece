import type { Pair } from '../core/pairing.ts';
import { form, personField, radioField } from '../slack/form.ts';
import {
  cut,
  type Message,
  type ModalView,
  mention,
  message,
  mrkdwn,
  section,
  typed,
  typedParts,
} from '../slack/kit.ts';
import { carry } from '../slack/payload.ts';
import { shortName } from './shared/pair-look.view.ts';

const WHAT_HAPPENS = mrkdwn`The mentee hears of it in one message, the former mentor is thanked, and the new one is welcomed. A meeting that is booked is called off; what they wrote down stays theirs.`;

/** The modal of `/cohort reassign`: whose mentor changes, and who the new one is (Slack ids, if known). */
export function reassignModal(menteeUserId?: string, mentorUserId?: string): ModalView {
  return form({ id: 'reassign', title: 'Another mentor', submit: 'Change mentor', reportsClosing: true }, [
    section(WHAT_HAPPENS),
    personField({ name: 'mentee', label: 'Mentee', value: menteeUserId }),
    personField({ name: 'mentor', label: 'New mentor', value: mentorUserId }),
  ]);
}

/** The same for one pair. `under` names the modal of ours that shows below, to be drawn anew. */
export function reassignPairModal(pair: Pair, under: string | null, mentorUserId?: string): ModalView {
  const carried = { p: pair.pairing.id, ...(under && { u: under }) };
  return form({ id: 'reassign', title: 'Another mentor', submit: 'Change mentor', carried, reportsClosing: true }, [
    typedParts([
      { text: shortName(pair.mentee), bold: true },
      { text: `, mentored by ${shortName(pair.mentor)}\n${cut(pair.cohort.name, 80)}` },
    ]),
    section(WHAT_HAPPENS),
    personField({ name: 'mentor', label: 'New mentor', value: mentorUserId }),
  ]);
}

/** The same for a mentee who has several mentors: which of them is replaced? */
export function whichMentorModal(pairs: readonly Pair[], mentorUserId?: string): ModalView {
  const [first] = pairs;
  const choices = pairs.slice(0, 10).map((pair) => ({
    label: `${cut(shortName(pair.mentor), 34)} · ${cut(pair.cohort.name, 34)}`,
    value: carry({ p: pair.pairing.id }),
  }));
  return form({ id: 'reassign', title: 'Another mentor', submit: 'Change mentor', reportsClosing: true }, [
    ...(first ? [typedParts([{ text: shortName(first.mentee), bold: true }, { text: ' has several mentors.' }])] : []),
    section(WHAT_HAPPENS),
    radioField({ name: 'pair', label: 'Which one is replaced?', choices }),
    personField({ name: 'mentor', label: 'New mentor', value: mentorUserId }),
  ]);
}

/** What whoever did it reads. */
export function reassigned(former: Pair, pair: Pair): Message {
  const [mentee, from, to] = [pair.mentee, former.mentor, pair.mentor].map(({ userId }) => mention(userId));
  const off =
    former.next && former.pairing.state === 'active' ? mrkdwn` Their booked meeting is called off.` : mrkdwn``;
  const told =
    pair.cohort.state === 'draft'
      ? mrkdwn`This cohort is a draft, so nobody hears of it yet.`
      : mrkdwn`All three hear of it within their own working hours.`;
  return message(
    section(
      mrkdwn`${to ?? mrkdwn``} now mentors ${mentee ?? mrkdwn``}, in place of ${from ?? mrkdwn``}.${off} ${told}`,
    ),
    typed(`Cohort: ${cut(pair.cohort.name, 80)}`),
  );
}
