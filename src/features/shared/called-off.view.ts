import type { Member } from '../../core/member.ts';
import type { Pair } from '../../core/pairing.ts';
import { formatSlot } from '../../core/time.ts';
import { actions, bold, button, type KnownBlock, mrkdwn, section } from '../../slack/kit.ts';
import { carry } from '../../slack/payload.ts';

/** What is left to do about a meeting of this cycle that was called off. */
export function calledOff({ pairing, cancelled }: Pair, viewer: Member): KnownBlock[] {
  if (cancelled?.cycle !== pairing.cycle) return [];
  const day = bold(formatSlot(cancelled.startsAt, viewer.zone));
  return [
    section(mrkdwn`The meeting of ${day} is called off. If it stands in your calendar, the file takes it out.`),
    actions(removalFile(pairing.id, cancelled.id)),
  ];
}

/** The meeting that was still to come when a pair ended, with a way out of the calendar. */
export function offWithThePair({ pairing, cancelled }: Pair, viewer: Member): KnownBlock[] {
  // One called off just before goes with it: that news is no longer sent on its own.
  if (pairing.endedAt === null || !cancelled || cancelled.startsAt <= pairing.endedAt) return [];
  return [
    section(mrkdwn`Your meeting of ${bold(formatSlot(cancelled.startsAt, viewer.zone))} is called off.`),
    actions(removalFile(pairing.id, cancelled.id)),
  ];
}

/** Sends the file that takes a meeting out of the calendar. */
export function removalFile(pairingId: string, meetingId: string) {
  return button('calendar.file', 'Calendar file', {
    value: carry({ p: pairingId, m: meetingId }),
    says: 'Send me a file that takes it out of my calendar',
  });
}
