import { isPaused, type Pair } from './pairing.ts';
import { suggestSlots } from './slots.ts';

/** The slots that a pair is offered now: in both people's hours, clear of what is known of either. */
export function suggestedSlots(pair: Pair, now: number) {
  const { mentor, mentee, busy, past, cohort } = pair;
  return suggestSlots({
    now,
    minutes: cohort.meetingMinutes,
    people: [
      { ...mentee, busy: busy.mentee },
      { ...mentor, busy: busy.mentor },
    ],
    ...(past[0] && { previous: past[0].startsAt }),
  });
}

/** The start of the first slot that the pair is offered now, UTC ms; null when none is offered. */
export function firstSlot(pair: Pair, now: number): number | null {
  if (pair.next || pair.proposal || isPaused(pair.pairing, now)) return null;
  return suggestedSlots(pair, now).slots[0]?.from ?? null;
}
