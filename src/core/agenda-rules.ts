import { type AgendaItem, EXPECTATION_MAX, ITEMS_MAX } from './agenda.ts';
import { type Line, mergeLines, readLine, type Seen } from './agenda-lines.ts';
import type { Act } from './booking.ts';
import type { Change } from './change.ts';
import type { Notebook } from './notebook.ts';
import type { Pair } from './pairing.ts';
import { type Refusal, refuse } from './refusal.ts';

/** Ids for what may come of an act. */
export type NewId = () => string;

/** Adds one item to the agenda of the next meeting. The text may end in its minutes: "Budget (10 min)". */
export function addItem(pair: Pair, notebook: Notebook, act: Act, text: string): Change | Refusal {
  const line = readLine(text);
  if (!line) return refuse('empty', 'Write down what you want to talk about, for example: /agenda How to say no');
  const full = tooMany(notebook, 1);
  if (full) return full;
  const last = Math.max(0, ...notebook.items.map((item) => item.position));
  return { items: [newItem(pair, act, act.id, line, last + 1)] };
}

/** What somebody filled in: the lines of the form, as they saw the items when they opened it, and what they changed beside them. */
export type Edit = {
  seen: Seen[];
  lines: string;
  expectation?: string | undefined;
  structureId?: string | null | undefined;
};

/**
 * Puts an edited agenda in place. Lines of the partner that came meanwhile stay. Only the mentee states what they expect of the
 * meeting; an `expectation` from the mentor changes nothing.
 */
export function editAgenda(pair: Pair, notebook: Notebook, act: Act, edit: Edit, newId: NewId): Change | Refusal {
  const lines = edit.lines.split('\n').flatMap((typed) => readLine(typed) ?? []);
  const merged = mergeLines(edit.seen, lines, notebook.items, act.now);
  const full = tooMany(notebook, merged.added.length);
  if (full) return full;
  const added = merged.added.map((line) => newItem(pair, act, newId(), line, line.position));
  const expectation = act.by.id === pair.mentee.id ? edit.expectation?.trim().slice(0, EXPECTATION_MAX) : undefined;
  const agenda = {
    ...notebook.agenda,
    ...(expectation !== undefined && { expectation }),
    ...(edit.structureId !== undefined && { structureId: edit.structureId }),
    updatedAt: act.now,
  };
  return { agenda, items: [...merged.items, ...added] };
}

/** Ticks an item as discussed, or takes the tick away. */
export function tick(notebook: Notebook, act: Act, itemId: string): Change | Refusal {
  const item = notebook.items.find(({ id }) => id === itemId);
  if (!item) return refuse('gone', 'This item is no longer on the agenda.');
  return { items: [{ ...item, state: item.state === 'discussed' ? 'open' : 'discussed', updatedAt: act.now }] };
}

/** Open items of a meeting that is over go on to the next one, in their order, before what stands there already. */
export function carryOver(notebook: Notebook, cycle: number, now: number): AgendaItem[] {
  return notebook.items
    .filter((item) => item.state === 'open')
    .map((item) => ({ ...item, cycle, carried: item.carried + 1, updatedAt: now }));
}

function newItem(pair: Pair, act: Act, id: string, line: Line, position: number): AgendaItem {
  const { id: pairingId, cycle } = pair.pairing;
  const { text, minutes } = line;
  const times = { createdAt: act.now, updatedAt: act.now };
  return { id, pairingId, cycle, text, minutes, by: act.by.id, position, state: 'open', carried: 0, ...times };
}

function tooMany(notebook: Notebook, more: number): Refusal | null {
  if (notebook.items.length + more <= ITEMS_MAX) return null;
  return refuse(
    'too_many',
    `An agenda holds at most ${ITEMS_MAX} items. Take some out first: what is not talked about is carried over anyway.`,
  );
}
