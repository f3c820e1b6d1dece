import { NOTE_MAX } from './agenda.ts';
import { type Act, type Offer, tapSlot } from './booking.ts';
import { type Change, together } from './change.ts';
import { commit, type Promised } from './commitment-rules.ts';
import type { Meeting } from './meeting.ts';
import type { Notebook } from './notebook.ts';
import type { Pair } from './pairing.ts';
import type { Pulse } from './pulse.ts';
import { isRefusal, type Refusal, refuse } from './refusal.ts';
import { type Kept, keepTakeaway } from './takeaway-rules.ts';

/** What one of the two can say became of a meeting that is over. */
export type Said = Exclude<Meeting['outcome'], 'unknown' | null>;

/** What is written down when a meeting closes: what was talked about, what was promised, what is worth keeping. */
export type Closing = {
  /** Ids of the agenda items that were talked about. */
  discussed: readonly string[];
  note: string;
  promised: Promised | null;
  kept: Kept | null;
};

/**
 * One of the two says what became of a meeting. It counts at once, and the other can correct it. Saying the same twice changes nothing.
 */
export function sayOutcome(pair: Pair, act: Act, meetingId: string, said: Said): Change | Refusal {
  const meeting = pair.past.find(({ id }) => id === meetingId);
  if (!meeting) return refuse('gone', 'This meeting is not over yet, or it was a long time ago.');
  if (meeting.outcome === said) return {};
  const told: Meeting = { ...meeting, outcome: said, outcomeBy: act.by.id, updatedAt: act.now };
  return { meetings: [told], cancel: ['meeting-check'] };
}

/** Closes a meeting that was held: everything that was filled in, in one go, or the first thing that is wrong with it. */
export function closeMeeting(
  pair: Pair,
  notebook: Notebook,
  act: Act,
  meetingId: string,
  closing: Closing,
  newId: () => string,
): Change | Refusal {
  const outcome = sayOutcome(pair, act, meetingId, 'held');
  if (isRefusal(outcome)) return outcome;
  if (closing.note.length > NOTE_MAX)
    return refuse('note_too_long', `Please keep the note within ${NOTE_MAX} characters.`);
  const promised = closing.promised ? commit(pair, notebook, { ...act, id: newId() }, closing.promised) : {};
  if (isRefusal(promised)) return promised;
  const takeaway = closing.kept ? keepTakeaway(pair, { ...act, id: newId() }, closing.kept) : null;
  if (takeaway && isRefusal(takeaway)) return takeaway;
  const meeting = pair.past.find(({ id }) => id === meetingId);
  const cycle = meeting?.cycle ?? notebook.agenda.cycle;
  return together(outcome, promised, {
    ...(closing.note.trim() &&
      notebook.last && { agenda: { ...notebook.last, note: closing.note.trim(), updatedAt: act.now } }),
    items: notebook.items
      .filter((item) => closing.discussed.includes(item.id))
      .map((item) => ({ ...item, cycle, state: 'discussed' as const, updatedAt: act.now })),
    ...(takeaway && { takeaways: [takeaway] }),
  });
}

/** What somebody thinks of a meeting, and the slot they pick for the next one, if any. */
export function afterthought(
  pair: Pair,
  act: Act,
  thought: Pick<Pulse, 'cycle' | 'usefulness' | 'structure'>,
  next: Offer | null,
): Change | Refusal {
  const { cycle, usefulness, structure } = thought;
  const pulse: Pulse = {
    pairingId: pair.pairing.id,
    cycle,
    memberId: act.by.id,
    usefulness,
    structure,
    givenAt: act.now,
  };
  const given: Change = usefulness === null && structure === null ? {} : { pulses: [pulse] };
  if (!next) return given;
  const offered = tapSlot(pair, act, next);
  return isRefusal(offered) ? offered : together(given, offered);
}
