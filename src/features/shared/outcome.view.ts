import type { Meeting } from '../../core/meeting.ts';
import type { Member } from '../../core/member.ts';
import { type Pair, partnerOf } from '../../core/pairing.ts';
import { formatSlot } from '../../core/time.ts';
import { actions, bold, button, context, type KnownBlock, mention, mrkdwn, section } from '../../slack/kit.ts';
import { carry } from '../../slack/payload.ts';

/** The question after a meeting, until one of the two has answered it. */
export function checkBlocks(pair: Pair, meeting: Meeting, viewer: Member): KnownBlock[] {
  const partner = mention(partnerOf(pair, viewer.id).userId);
  const value = carry({ p: pair.pairing.id, m: meeting.id });
  return [
    section(mrkdwn`Did you and ${partner} meet on ${bold(formatSlot(meeting.startsAt, viewer.zone))}?`),
    actions(
      button('meeting.held', 'We met', { value, style: 'primary' }),
      button('meeting.shifted', 'It moved', { value }),
      button('meeting.missed', "It didn't happen", { value }),
    ),
  ];
}

/** What became of a meeting, once somebody has said so, and the way to write down what came of it. */
export function outcomeBlocks(pair: Pair, meeting: Meeting, viewer: Member): KnownBlock[] {
  const value = carry({ p: pair.pairing.id, m: meeting.id });
  const when = formatSlot(meeting.startsAt, viewer.zone);
  switch (meeting.outcome) {
    case 'held':
      return [
        section(mrkdwn`You met on ${bold(when)}.`),
        actions(button('meeting.held', 'Write down what came of it', { value })),
      ];
    case 'moved':
      return [context(mrkdwn`The meeting of ${when} moved.`)];
    case 'missed':
      return [context(mrkdwn`The meeting of ${when} did not happen. That is life; the next one counts.`)];
    default:
      return [];
  }
}
