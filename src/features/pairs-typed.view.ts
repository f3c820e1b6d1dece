import type { Pair } from '../core/pairing.ts';
import { lastDayOfPause } from '../core/pause.ts';
import { formatDate, type LocalDate } from '../core/time.ts';
import { dateField, form, personField } from '../slack/form.ts';
import { bold, cut, type Message, type ModalView, mention, message, mrkdwn, section, typed } from '../slack/kit.ts';
import { LAST_DAY_HINT } from './shared/pair-look.view.ts';

/** The modal of `/cohort pause`: who is away, and until when. */
export function pausePersonModal(userId?: string): ModalView {
  return form({ id: 'person-pause', title: 'Pause somebody', submit: 'Pause', reportsClosing: true }, [
    section(
      mrkdwn`For somebody who is away and cannot say so themselves. Nobody is asked to meet them until they are back; a meeting that is booked stays.`,
    ),
    personField({ name: 'person', label: 'Who?', value: userId }),
    dateField({ name: 'until', label: 'Last day of the pause', hint: LAST_DAY_HINT }),
  ]);
}

/** What `/cohort pause` and `/cohort resume` answer about somebody. */
export function personPaused(userId: string, until: LocalDate | null): Message {
  return message(
    section(
      until
        ? mrkdwn`${mention(userId)} is away up to and including ${bold(formatDate(until))}. Until then I ask nobody to meet them; their Home tab says so too, and they can end it there.`
        : mrkdwn`${mention(userId)} is back, and their pairs are asked for meetings again.`,
    ),
  );
}

/** What `/cohort pause`, `/cohort resume` and `/cohort end` answer about a pair. */
export function pairChanged({ mentor, mentee, cohort, pairing }: Pair, what: 'paused' | 'resumed' | 'ended'): Message {
  const [one, other] = [mention(mentor.userId), mention(mentee.userId)];
  const told = pairing.ladder === 0 ? mrkdwn`` : mrkdwn` Both hear of it within their own working hours.`;
  const words = {
    paused: mrkdwn`${one} and ${other} pause up to and including ${bold(formatDate(lastDayOfPause(pairing.pausedUntil ?? 0, cohort.zone)))}. A booked meeting stays.${told}`,
    resumed: mrkdwn`The pause of ${one} and ${other} is over, and they are asked for their next meeting again.${told}`,
    ended: mrkdwn`The pairing of ${one} and ${other} has ended.${told} What they wrote down stays theirs.`,
  };
  return message(section(words[what]), typed(`Cohort: ${cut(cohort.name, 80)}`));
}
