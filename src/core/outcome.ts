import { type Agenda, type AgendaItem, NOTE_MAX } from './agenda.ts';
import { discussedAt } from './agenda-rules.ts';
import { type Act, type Offer, tapSlot } from './booking.ts';
import { type Change, together } from './change.ts';
import { commit, type Promised } from './commitment-rules.ts';
import { letGoOfChecks } from './ladder.ts';
import { endOf, type Meeting } from './meeting.ts';
import type { Notebook } from './notebook.ts';
import { type Pair, partnerOf } from './pairing.ts';
import type { Pulse } from './pulse.ts';
import { isRefusal, type Refusal, refuse } from './refusal.ts';
import type { Takeaway } from './takeaway.ts';
import { type Kept, keepTakeaway, tellQuoted } from './takeaway-rules.ts';

/** What one of the two can say became of a meeting that is over. */
export type Said = Exclude<Meeting['outcome'], 'unknown' | null>;

/** What is written down when a meeting closes: what was talked about, what was promised, what is worth keeping. */
export type Closing = {
  /** Ids of the agenda items that were talked about. */
  discussed: readonly string[];
  /** `before` is the note that whoever wrote this one had in front of them. */
  note: { text: string; before: string };
  promised: readonly Promised[];
  kept: readonly Kept[];
};

/**
 * One of the two says what became of a meeting. It counts at once, and the other can correct it. Saying the same twice changes nothing.
 * What was prepared for a meeting that did not take place is for the one that is still to come.
 */
export function sayOutcome(
  pair: Pair,
  notebook: Pick<Notebook, 'agenda' | 'last'>,
  act: Act,
  meetingId: string,
  said: Said,
): Change | Refusal {
  const meeting = pair.past.find(({ id }) => id === meetingId);
  if (!meeting) return refuse('gone', 'This meeting is not over yet, or it was a long time ago.');
  if (meeting.outcome === said) return {};
  const told: Meeting = { ...meeting, outcome: said, outcomeBy: act.by.id, updatedAt: act.now };
  const isLast = notebook.last?.cycle === meeting.cycle;
  const agenda = isLast && notebook.last ? prepared(notebook.agenda, notebook.last, act, meeting.outcome, said) : null;
  return { meetings: [told], ...letGoOfChecks(pair, [meetingId]), ...(agenda && { agenda }) };
}

/**
 * The agenda of the next meeting, with the expectation and the structure of the last one when that did not take place, unless the next has
 * its own; without them when it turns out that the last one did. Null when nothing changes.
 */
function prepared(next: Agenda, last: Agenda, act: Act, before: Meeting['outcome'], said: Said): Agenda | null {
  if (said === 'held' && before !== 'moved' && before !== 'missed') return null;
  const { expectation, structureId } = said === 'held' ? without(next, last) : withMissing(next, last);
  const same = expectation === next.expectation && structureId === next.structureId;
  return same ? null : { ...next, expectation, structureId, updatedAt: act.now };
}

type Prepared = Pick<Agenda, 'expectation' | 'structureId'>;

function withMissing(next: Prepared, last: Prepared): Prepared {
  return { expectation: next.expectation || last.expectation, structureId: next.structureId ?? last.structureId };
}

function without(next: Prepared, last: Prepared): Prepared {
  return {
    expectation: next.expectation === last.expectation ? '' : next.expectation,
    structureId: next.structureId === last.structureId ? null : next.structureId,
  };
}

/**
 * Closes a meeting that was held: everything that was filled in, in one go, or the first thing that is wrong with it. Agenda and note
 * belong to the meeting that is over last; those of an earlier one stay as they are.
 */
export function closeMeeting(
  pair: Pair,
  notebook: Notebook,
  act: Act,
  meetingId: string,
  closing: Closing,
  newId: () => string,
): Change | Refusal {
  const meeting = pair.past.find(({ id }) => id === meetingId);
  const outcome = sayOutcome(pair, notebook, act, meetingId, 'held');
  if (!meeting || isRefusal(outcome)) return outcome;
  const isLast = notebook.last?.cycle === meeting.cycle;
  const noted = isLast && notebook.last ? note(pair, notebook.last, act, closing.note) : {};
  if (isRefusal(noted)) return noted;
  const promised = promiseAll(pair, notebook, act, closing.promised, newId);
  if (isRefusal(promised)) return promised;
  const kept = keepAll(pair, act, closing.kept, newId);
  if (isRefusal(kept)) return kept;
  return together(outcome, noted, promised, kept, isLast ? discussed(notebook, meeting, act, closing.discussed) : {});
}

/** The note as it was typed. What the partner wrote meanwhile is kept beside it. */
function note(pair: Pair, last: Agenda, act: Act, { text, before }: Closing['note']): Change | Refusal {
  const mine = text.trim();
  if (mine === before || mine === last.note) return {};
  const meanwhile = last.note !== before && last.note !== '';
  const whole = meanwhile && mine !== '' ? `${last.note} / ${mine}` : meanwhile ? last.note : mine;
  if (mine.length > NOTE_MAX) return refuse('note_too_long', `Please keep the note within ${NOTE_MAX} characters.`);
  if (whole.length > NOTE_MAX) {
    const words = `${partnerOf(pair, act.by.id).name} wrote meanwhile: “${last.note}”. Please make yours shorter: both together have to fit.`;
    return refuse('note_too_long', words);
  }
  return { agenda: { ...last, note: whole, updatedAt: act.now } };
}

function promiseAll(
  pair: Pair,
  notebook: Notebook,
  act: Act,
  promised: readonly Promised[],
  newId: () => string,
): Change | Refusal {
  const written: Change[] = [];
  for (const each of promised) {
    const sofar = { ...notebook, commitments: [...notebook.commitments, ...(together(...written).commitments ?? [])] };
    const change = noted(sofar, act, each) ?? commit(pair, sofar, { ...act, id: newId() }, each);
    if (isRefusal(change)) return change;
    written.push(change);
  }
  return together(...written);
}

/** Both of a pair write down what one of them will do: it is one commitment, with the plan of whoever has one. Null for another one. */
function noted({ commitments }: Notebook, act: Act, promised: Promised): Change | null {
  const { owner, dueOn } = promised;
  const [what, plan] = [promised.what.trim(), promised.plan.trim()];
  const same = commitments.find((each) => each.state === 'open' && each.owner === owner && each.what === what);
  if (same?.dueOn !== dueOn || (plan !== '' && same.plan !== '' && plan !== same.plan)) return null;
  const isPlanned = plan === '' || plan === same.plan;
  return isPlanned ? {} : { commitments: [{ ...same, plan, updatedAt: act.now }] };
}

function keepAll(pair: Pair, act: Act, kept: readonly Kept[], newId: () => string): Change | Refusal {
  const takeaways: Takeaway[] = [];
  for (const each of kept) {
    const takeaway = keepTakeaway(pair, { ...act, id: newId() }, each);
    if (isRefusal(takeaway)) return refuse(`takeaway_${takeaway.refused}`, takeaway.words);
    takeaways.push(takeaway);
  }
  const plan = takeaways.flatMap((each) => tellQuoted(pair, each, null, act.now));
  return takeaways.length > 0 ? { takeaways, plan } : {};
}

/** Items that were carried over when the meeting's time had passed, and were talked about after all, go back to it. */
function discussed(notebook: Notebook, meeting: Meeting, act: Act, ids: readonly string[]): Pick<Change, 'items'> {
  const items = carriedFrom(notebook, meeting).filter((item) => ids.includes(item.id));
  return items.length === 0 ? {} : { items: items.map((item) => discussedAt(item, meeting.cycle, act.now)) };
}

/** The items that the meeting left open, as far as nobody has said since that they were talked about. */
export function carriedFrom(
  { items }: Pick<Notebook, 'items'>,
  meeting: Pick<Meeting, 'startsAt' | 'minutes'>,
): AgendaItem[] {
  return items.filter((item) => item.state === 'open' && item.carried > 0 && item.createdAt < endOf(meeting));
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
