import type { AgendaItem } from '../../core/agenda.ts';
import { lineOf, type Seen } from '../../core/agenda-lines.ts';
import type { Member } from '../../core/member.ts';
import type { Notebook } from '../../core/notebook.ts';
import { type Pair, partnerOf, roleOf } from '../../core/pairing.ts';
import type { Structure } from '../../core/structure.ts';
import { STRUCTURES } from '../../core/structures.ts';
import { formatSlot } from '../../core/time.ts';
import {
  actions,
  bold,
  button,
  context,
  type KnownBlock,
  type Mrkdwn,
  mention,
  mrkdwn,
  section,
  typed,
  typedContext,
} from '../../slack/kit.ts';
import { carry } from '../../slack/payload.ts';

/** What was typed into the form and is to be shown again, with what the items looked like when it was opened. */
export type Typed = {
  seen: readonly Seen[];
  lines: string;
  expectation?: string | undefined;
  structureId?: string | undefined;
  /** Answers to commitments, by their ids. */
  said?: ReadonlyMap<string, { answer: string; date: string }>;
};

/** The choice of no structure. */
export const NO_STRUCTURE = 'none';

/** Items on one page of what is shown; the form has pages of its own. */
const PAGE = 10;
/** Items that stand on the Home tab; each takes at most some 370 characters of the 3,000 that a paragraph holds. */
const IN_SHORT = 5;
/** Characters of one paragraph; Slack takes 3,000. */
const PARAGRAPH = 2_900;

/**
 * The agenda of the next meeting: who raised what, what the mentee expects, and the structure that was picked. `from` is the first
 * item shown, counted from 0; buttons turn the pages.
 */
export function agendaBlocks(pair: Pair, notebook: Notebook, viewer: Member, from = 0): KnownBlock[] {
  const { items } = notebook;
  const shown = items.slice(from, from + PAGE);
  return [
    ...(items.length === 0 ? [context(mrkdwn`The agenda is empty so far.`)] : [section(mrkdwn`On the agenda:`)]),
    ...itemBlocks(pair, shown, viewer),
    ...turn(pair, from, items.length),
    ...expectation(pair, notebook, viewer),
    ...structure(notebook),
  ];
}

/** The buttons below an agenda: to change it, and to tick off what was talked about. */
export function agendaButtons(pair: Pair, notebook: Notebook): KnownBlock[] {
  if (pair.pairing.state === 'ended') return [];
  const value = carry({ p: pair.pairing.id });
  const empty = notebook.items.length === 0;
  return [
    actions(
      button('agenda.edit', empty ? 'Add an item' : 'Edit the agenda', { value }),
      ...(empty ? [] : [button('agenda.ticks', 'Tick off', { value, says: 'Tick off what you have talked about' })]),
    ),
  ];
}

/** The agenda in two blocks, for the Home tab: its first items, and the way to all of them. */
export function agendaInShort(pair: Pair, notebook: Notebook, viewer: Member): KnownBlock[] {
  const { items } = notebook;
  if (pair.pairing.state === 'ended') return [];
  if (items.length === 0)
    return [context(mrkdwn`The agenda of your next meeting is empty so far.`), ...agendaButtons(pair, notebook)];
  const lines = items.slice(0, IN_SHORT).map((item) => itemLine(pair, item, viewer));
  const value = carry({ p: pair.pairing.id });
  return [
    typed(['On the agenda of your next meeting:', ...lines].join('\n')),
    actions(
      button('agenda.edit', 'Edit the agenda', { value }),
      button('agenda.ticks', 'Tick off', { value, says: 'Tick off what you have talked about' }),
      ...(items.length > IN_SHORT ? [button('agenda.more', `All ${items.length} items`, { value })] : []),
    ),
  ];
}

/** What a reminder says of the agenda: what stands on it, or a question for one item when nothing does. */
export function agendaReminder(pair: Pair, notebook: Notebook, viewer: Member): KnownBlock[] {
  if (notebook.items.length > 0) return [...agendaBlocks(pair, notebook, viewer), ...agendaButtons(pair, notebook)];
  return [
    section(mrkdwn`The agenda is empty so far. What is the one thing that you would like to talk about?`),
    ...expectation(pair, notebook, viewer),
    ...structure(notebook),
    ...agendaButtons(pair, notebook),
  ];
}

/** Items with who raised them, letter by letter, several in one paragraph. */
export function itemBlocks(pair: Pair, items: readonly AgendaItem[], viewer: Member): KnownBlock[] {
  const paragraphs: string[] = [];
  for (const item of items) {
    const line = itemLine(pair, item, viewer);
    const last = paragraphs.at(-1);
    if (last !== undefined && last.length + line.length < PARAGRAPH)
      paragraphs[paragraphs.length - 1] = `${last}\n${line}`;
    else paragraphs.push(line);
  }
  return paragraphs.map(typed);
}

/** The structure of an agenda: the pair's own, one that comes with Cairn, or one of the gallery; null for none. */
export function structureOf({
  agenda,
  structures,
  borrowed,
}: Pick<Notebook, 'agenda' | 'structures' | 'borrowed'>): Structure | null {
  return [...structures, ...STRUCTURES].find(({ id }) => id === agenda.structureId) ?? borrowed;
}

/** For which meeting an agenda is. */
export function forWhen(pair: Pair, viewer: Member): Mrkdwn {
  const partner = mention(partnerOf(pair, viewer.id).userId);
  return pair.next
    ? mrkdwn`For your meeting with ${partner} on ${bold(formatSlot(pair.next.startsAt, viewer.zone))}. Both of you can edit this.`
    : mrkdwn`For your next meeting with ${partner}, which is not booked yet. Both of you can edit this.`;
}

function itemLine(pair: Pair, item: AgendaItem, viewer: Member): string {
  const by = item.by === viewer.id ? 'you' : partnerOf(pair, viewer.id).name;
  const carried =
    item.carried === 0 ? '' : item.carried === 1 ? ', from last time' : `, carried over ${item.carried} times`;
  return `${item.state === 'discussed' ? '' : '• '}${lineOf(item)} · ${by}${carried}`;
}

function expectation(pair: Pair, { agenda }: Notebook, viewer: Member): KnownBlock[] {
  if (agenda.expectation === '') return [];
  const whose = roleOf(pair, viewer.id) === 'mentee' ? 'What you expect' : `What ${pair.mentee.name} expects`;
  return [typedContext(`${whose}: ${agenda.expectation}`)];
}

function structure(notebook: Notebook): KnownBlock[] {
  const picked = structureOf(notebook);
  return picked ? [typedContext(`Structure: ${picked.name}, ${picked.minutes} minutes`)] : [];
}

function turn(pair: Pair, from: number, count: number): KnownBlock[] {
  const to = (at: number) => carry({ p: pair.pairing.id, f: at });
  const left = count - from - PAGE;
  const buttons = [
    ...(from > 0 ? [button('agenda.more#back', 'Back', { value: to(Math.max(0, from - PAGE)) })] : []),
    ...(left > 0
      ? [button('agenda.more', `${left} more ${left === 1 ? 'item' : 'items'}`, { value: to(from + PAGE) })]
      : []),
  ];
  return buttons.length > 0 ? [actions(...buttons)] : [];
}
