import type { Commitment } from '../core/commitment.ts';
import { openOf } from '../core/commitment-rules.ts';
import type { Member } from '../core/member.ts';
import type { Notebook } from '../core/notebook.ts';
import type { Nudge } from '../core/nudge.ts';
import { type Pair, partnerOf } from '../core/pairing.ts';
import { formatDate, formatTime } from '../core/time.ts';
import {
  actions,
  bold,
  button,
  context,
  type KnownBlock,
  type Message,
  mention,
  message,
  mrkdwn,
  section,
  typed,
  typedContext,
} from '../slack/kit.ts';
import { agendaBlocks } from './shared/agenda.view.ts';

/** Open commitments of each of the two that the message shows. */
const PROMISES_SHOWN = 5;

/** The message ten minutes before a meeting: agenda, expectation, open commitments and where to meet. Once the meeting is over it says so and stays. */
export function drawPrepare({
  nudge,
  pair,
  notebook,
  viewer,
}: {
  nudge: Nudge;
  pair: Pair;
  notebook: Notebook;
  viewer: Member;
}): { message: Message; final: boolean; trueUntil: null } {
  const partner = partnerOf(pair, viewer.id);
  const meeting = pair.next?.id === nudge.about.meetingId ? pair.next : null;
  if (!meeting || meeting.startsAt !== nudge.notAfter) {
    const over = nudge.cycle < pair.pairing.cycle;
    const words = over
      ? mrkdwn`You were about to meet ${mention(partner.userId)}.`
      : mrkdwn`This meeting is no longer at that time.`;
    return { message: message(context(words)), final: over, trueUntil: null };
  }
  return {
    message: message(
      section(mrkdwn`You and ${mention(partner.userId)} meet at ${bold(formatTime(meeting.startsAt, viewer.zone))}.`),
      ...(meeting.place ? [typedContext(`Where: ${meeting.place}`)] : []),
      ...agendaBlocks(pair, notebook, viewer),
      ...promises('What you set out to do', openOf(notebook, viewer.id)),
      ...promises(`What ${partner.name} set out to do`, openOf(notebook, partner.id)),
      actions(
        button('prepare.off', 'No more of these', { says: 'Do not send me this message before meetings any more' }),
      ),
    ),
    final: false,
    trueUntil: null,
  };
}

function promises(title: string, open: Commitment[]): KnownBlock[] {
  if (open.length === 0) return [];
  const more = open.length - PROMISES_SHOWN;
  return [
    typedContext(title),
    ...open.slice(0, PROMISES_SHOWN).map((each) => typed(`• ${each.what} (by ${formatDate(each.dueOn)})`)),
    ...(more > 0 ? [context(mrkdwn`And ${more} more.`)] : []),
  ];
}
