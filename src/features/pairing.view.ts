import { HELP_REASON_MAX } from '../core/help.ts';
import type { Member } from '../core/member.ts';
import { type Pair, partnerOf } from '../core/pairing.ts';
import { addDays, localOf } from '../core/time.ts';
import { dateField, form, textField } from '../slack/form.ts';
import { bold, type ModalView, mention, mrkdwn, section } from '../slack/kit.ts';

/** The modal of *Pause*: until when. `now` UTC ms. */
export function pauseModal(pair: Pair, viewer: Member, now: number): ModalView {
  const partner = mention(partnerOf(pair, viewer.id).userId);
  return form(
    { id: 'pair-pause', title: 'Pause', submit: 'Pause', carried: { p: pair.pairing.id }, reportsClosing: true },
    [
      section(
        mrkdwn`While the two of you pause, I ask neither you nor ${partner} for anything, and ${partner} hears of it. A meeting that is booked stays, with its reminder.`,
      ),
      dateField({
        name: 'until',
        label: 'Last day of the pause',
        hint: 'At most a year ahead. You can resume earlier at any time.',
        value: addDays(localOf(now, viewer.zone).date, 14),
      }),
    ],
  );
}

/** The modal of *Ask for help*. */
export function helpModal(pair: Pair): ModalView {
  return form(
    {
      id: 'help-ask',
      title: 'Ask for help',
      submit: 'Ask for help',
      carried: { p: pair.pairing.id },
      reportsClosing: true,
    },
    [
      section(
        mrkdwn`Those who run ${bold(pair.cohort.name)} are asked to look after your pairing and to come to you. Your partner does not hear of it.`,
      ),
      textField({
        name: 'reason',
        label: 'What is it about?',
        hint: 'The coordinators read what you write here, word for word. You can also leave it empty.',
        max: HELP_REASON_MAX,
        lines: true,
        optional: true,
      }),
    ],
  );
}
