import type { Meeting } from '../../core/meeting.ts';
import type { Member } from '../../core/member.ts';
import { type Pair, partnerOf } from '../../core/pairing.ts';
import { formatSlot } from '../../core/time.ts';
import { actions, bold, button, context, type KnownBlock, mention, mrkdwn, section } from '../../slack/kit.ts';
import { carry } from '../../slack/payload.ts';

/** Names of the fields with what was talked about begin so. */
export const DISCUSSED = 'discussed-';

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

/** The meeting that is over last, for both: what became of it, with the way to say so, to put it right, and to write down what came of it. */
export function lastMeeting(pair: Pair, viewer: Member): KnownBlock[] {
  const [meeting] = pair.past;
  if (!meeting || pair.pairing.state === 'ended') return [];
  if (meeting.outcome === null) return checkBlocks(pair, meeting, viewer);
  const value = carry({ p: pair.pairing.id, m: meeting.id });
  const when = formatSlot(meeting.startsAt, viewer.zone);
  const teller =
    meeting.outcomeBy === viewer.id ? mrkdwn`` : mrkdwn`, says ${mention(partnerOf(pair, viewer.id).userId)}`;
  const correct = button('meeting.correct', "That's not right", { value, says: `Correct what became of ${when}` });
  switch (meeting.outcome) {
    case 'held':
      return [
        context(mrkdwn`You met on ${when}${teller}.`),
        actions(button('meeting.held', 'Write down what came of it', { value }), correct),
      ];
    case 'moved':
      return [context(mrkdwn`The meeting of ${when} moved${teller}.`), actions(correct)];
    case 'missed':
      return [context(mrkdwn`The meeting of ${when} did not happen${teller}.`), actions(correct)];
    default:
      return [
        context(mrkdwn`Nobody said what became of the meeting of ${when}.`),
        actions(button('meeting.correct', 'Say what happened', { value })),
      ];
  }
}
