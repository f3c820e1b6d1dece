import { ITEM_MAX } from '../../core/agenda.ts';
import type { Member } from '../../core/member.ts';
import { type Pair, partnerOf } from '../../core/pairing.ts';
import { formatSlot } from '../../core/time.ts';
import { form, textField } from '../../slack/form.ts';
import { bold, type Message, type ModalView, mention, message, mrkdwn, section, typed } from '../../slack/kit.ts';
import { forWhen } from './agenda.view.ts';
import { withWhom } from './with-whom.view.ts';

/** The form for one item: from a message, or for somebody in several pairings. */
export function addModal(pair: Pair, viewer: Member, others: Pair[], text: string): ModalView {
  const look = { id: 'agenda-add', title: 'Add to agenda', submit: 'Add', carried: { p: pair.pairing.id } };
  return form({ ...look, reportsClosing: true }, [
    ...withWhom('agenda.add-with', pair, viewer, others),
    section(forWhen(pair, viewer)),
    textField({
      name: 'item',
      of: pair.pairing.id,
      label: 'What to talk about',
      hint: 'With its minutes if you like: “Budget talk (10 min)”.',
      max: ITEM_MAX,
      whole: true,
      value: text,
    }),
  ]);
}

/** What somebody hears who added one item. */
export function addedMessage(pair: Pair, viewer: Member, line: string): Message {
  const partner = mention(partnerOf(pair, viewer.id).userId);
  const meeting = pair.next
    ? mrkdwn`your meeting with ${partner} on ${bold(formatSlot(pair.next.startsAt, viewer.zone))}`
    : mrkdwn`your next meeting with ${partner}`;
  return message(section(mrkdwn`On the agenda of ${meeting}:`), typed(line));
}
