import { type Agenda, type AgendaItem, EXPECTATION_MAX, ITEM_MAX, ITEMS_MAX } from './agenda.ts';
import { type Line, readLine, readLines, type Seen } from './agenda-lines.ts';
import { mergeLines } from './agenda-merge.ts';
import type { Act } from './booking.ts';
import { type Change, together } from './change.ts';
import { drop, keep, move } from './commitment-rules.ts';
import type { Notebook } from './notebook.ts';
import type { Pair } from './pairing.ts';
import { isRefusal, type Refusal, refuse } from './refusal.ts';
import type { LocalDate } from './time.ts';

/** Ids for what may come of an act. */
export type NewId = () => string;

/** What somebody says of a commitment of theirs while they prepare a meeting. */
export type Said = { id: string; answer: 'kept' | 'dropped' } | { id: string; answer: 'moved'; to: LocalDate };

/** What somebody filled in: the lines of the form, as they saw the items when they opened it, and what they changed beside them. */
export type Edit = {
  /** The cycle of the meeting that the form was for. */
  cycle: number;
  seen: readonly Seen[];
  lines: string;
  /** Left out where the form did not ask, or where it stays as it is. */
  expectation?: string | undefined;
  /** Left out where it stays as it is; null for none. */
  structureId?: string | null | undefined;
  /** Prompts of a structure to be taken over as items. */
  prompts: readonly Omit<Line, 'state'>[];
  said: readonly Said[];
};

const ENDED = refuse('ended', 'This pairing has ended, so there is no meeting to prepare.');
const SUPERSEDED = refuse('superseded', 'The meeting that this was for is over.');

/** Adds one item to the agenda of the next meeting. The text may end in its minutes: "Budget (10 min)". */
export function addItem(pair: Pair, notebook: Notebook, act: Act, text: string): Change | Refusal {
  const line = readLine(text);
  if (!line) return refuse('empty', 'Write down what you want to talk about, for example: /agenda How to say no');
  const problem = cannotHold(pair, notebook, [line], 1);
  if (problem) return problem;
  return { items: [newItem(pair, act, act.id, { ...line, state: 'open' }, lastPosition(notebook.items) + 1)] };
}

/**
 * Puts an edited agenda in place, with what was said of commitments. Lines of the partner that came meanwhile stay. Only the mentee
 * states what they expect of the meeting; an `expectation` from the mentor changes nothing. A refusal because of a commitment
 * says which one it is `about`.
 */
export function editAgenda(
  pair: Pair,
  notebook: Notebook,
  act: Act,
  edit: Edit,
  newId: NewId,
): Change | (Refusal & { about?: string }) {
  if (edit.cycle !== pair.pairing.cycle) return SUPERSEDED;
  const lines = readLines(edit.lines);
  const merged = mergeLines(edit.seen, lines, notebook.items, act.now);
  const removed = new Set(merged.items.filter(({ state }) => state === 'removed').map(({ id }) => id));
  const stay = [...notebook.items, ...merged.items].filter(({ id }) => !removed.has(id));
  const added = [...merged.added, ...promptsBehind([...stay, ...merged.added], edit.prompts)];
  const problem = cannotHold(pair, notebook, lines, added.length - removed.size);
  if (problem) return problem;
  if ((edit.expectation ?? '').trim().length > EXPECTATION_MAX)
    return refuse('expectation_too_long', `Please keep it within ${EXPECTATION_MAX} characters.`);
  const answers = answerAll(pair, notebook, act, edit.said);
  if (isRefusal(answers)) return answers;
  const items = [...merged.items, ...added.map((line) => newItem(pair, act, newId(), line, line.position))];
  const agenda = changedAgenda(pair, notebook.agenda, act, edit);
  return together(answers, { ...(items.length > 0 && { items }), ...(agenda && { agenda }) });
}

/** Boxes as somebody ticked them: of the items that were `shown` for the meeting of a cycle, those that were talked about. */
export type Ticks = { cycle: number; shown: readonly string[]; ticked: readonly string[] };

/**
 * Ticks items as discussed, and takes the tick from the others that were shown. What was carried over while somebody ticked for the meeting
 * that is over by now goes back to that one: they have talked about it.
 */
export function tickItems(pair: Pair, notebook: Notebook, act: Act, { cycle, shown, ticked }: Ticks): Change | Refusal {
  if (pair.pairing.state === 'ended') return ENDED;
  const items = notebook.items.flatMap((item): AgendaItem[] => {
    const state = ticked.includes(item.id) ? 'discussed' : 'open';
    if (!shown.includes(item.id) || item.state === state) return [];
    const isLate = state === 'discussed' && item.carried > 0 && cycle === pair.pairing.cycle - 1;
    return [isLate ? discussedAt(item, cycle, act.now) : { ...item, state, updatedAt: act.now }];
  });
  return items.length > 0 ? { items } : {};
}

/** An item that was carried over, back at the meeting (its cycle) at which it was talked about after all. */
export function discussedAt(item: AgendaItem, cycle: number, now: number): AgendaItem {
  return { ...item, cycle, state: 'discussed', carried: item.carried - 1, updatedAt: now };
}

/** Open items of a meeting that is over go on to the next one, in their order. */
export function carryOver(notebook: Pick<Notebook, 'items'>, cycle: number, now: number): AgendaItem[] {
  return notebook.items
    .filter((item) => item.state === 'open')
    .map((item) => ({ ...item, cycle, carried: item.carried + 1, updatedAt: now }));
}

/** What time changed about a pair, and where that ended a cycle, its open items carried over to the next one in the same breath. */
export function withCarriedItems(change: Change, notebook: Pick<Notebook, 'items'>, now: number): Change {
  const cycle = change.pairing?.cycle;
  if (cycle === undefined) return change;
  const items = carryOver(notebook, cycle, now);
  return items.length > 0 ? together(change, { items }) : change;
}

/** Answers to commitments. One that was answered elsewhere meanwhile is left as it is. */
function answerAll(
  pair: Pair,
  notebook: Notebook,
  act: Act,
  said: readonly Said[],
): Change | (Refusal & { about: string }) {
  let all: Change = {};
  for (const each of said) {
    const open = notebook.commitments.some(({ id, state }) => id === each.id && state === 'open');
    if (!open) continue;
    const done = answer(pair, notebook, act, each);
    if (isRefusal(done)) return { ...done, about: each.id };
    all = together(all, done);
  }
  return all;
}

function answer(pair: Pair, notebook: Notebook, act: Act, said: Said): Change | Refusal {
  switch (said.answer) {
    case 'kept':
      return keep(pair, notebook, act, said.id);
    case 'dropped':
      return drop(pair, notebook, act, said.id, '');
    case 'moved':
      return move(pair, notebook, act, said.id, said.to, '');
  }
}

function changedAgenda(pair: Pair, before: Agenda, act: Act, edit: Edit): Agenda | null {
  const expectation = act.by.id === pair.mentee.id ? edit.expectation?.trim() : undefined;
  const after = {
    ...before,
    expectation: expectation ?? before.expectation,
    structureId: edit.structureId === undefined ? before.structureId : edit.structureId,
  };
  const same = after.expectation === before.expectation && after.structureId === before.structureId;
  return same ? null : { ...after, updatedAt: act.now };
}

/** Prompts that do not stand on the agenda already, behind what does. */
function promptsBehind(
  standing: readonly { text: string; position: number }[],
  prompts: Edit['prompts'],
): (Line & { position: number })[] {
  const last = lastPosition(standing);
  return prompts
    .filter(({ text }) => !standing.some((each) => each.text === text))
    .map(({ text, minutes }, index) => ({ text, minutes, state: 'open', position: last + index + 1 }));
}

function lastPosition(items: readonly { position: number }[]): number {
  return Math.max(0, ...items.map(({ position }) => position));
}

function newItem(pair: Pair, act: Act, id: string, line: Line, position: number): AgendaItem {
  const { id: pairingId, cycle } = pair.pairing;
  const { text, minutes, state } = line;
  const times = { createdAt: act.now, updatedAt: act.now };
  return { id, pairingId, cycle, text, minutes, by: act.by.id, position, state, carried: 0, ...times };
}

function cannotHold(pair: Pair, notebook: Notebook, lines: readonly Line[], more: number): Refusal | null {
  if (pair.pairing.state === 'ended') return ENDED;
  const long = lines.find(({ text }) => text.length > ITEM_MAX);
  if (long) {
    const words = `One line takes at most ${ITEM_MAX} characters. Please shorten the one that begins with “${beginning(long.text)}”.`;
    return refuse('line_too_long', words);
  }
  if (more <= 0 || notebook.items.length + more <= ITEMS_MAX) return null;
  return refuse(
    'too_many',
    `An agenda holds at most ${ITEMS_MAX} items. Take some out first: what is not talked about is carried over anyway.`,
  );
}

function beginning(text: string): string {
  return [...text].slice(0, 30).join('');
}
