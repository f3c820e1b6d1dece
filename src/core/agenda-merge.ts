import type { AgendaItem } from './agenda.ts';
import { type Line, markOf, type Seen } from './agenda-lines.ts';

/** What an edited form comes to. */
export type Merged = {
  /** Items that differ from what is stored: rewritten, ticked, moved or removed. */
  items: AgendaItem[];
  added: (Line & { position: number })[];
  /** Items whose lines the editor changed or took out while somebody else changed them too: they stand as they are. */
  kept: AgendaItem[];
};

/** What came of the items that somebody saw, until they saved. */
export type Meanwhile = { added: AgendaItem[]; changed: AgendaItem[]; removed: number };

/** A line of the form, with what it was when the form was opened; null for a new one. */
type Matched = { line: Line; before: Seen | null };

/** How much of the shorter of two texts stands in the other for them to be the same item, rewritten. */
const ALIKE = 0.6;

/**
 * Puts an edited form (`lines`, what the editor left of what was `seen`) and all `items` of the agenda as they are by now together, so
 * that neither of two people who edit at once loses a line. Lines that the editor left alone keep what became of them meanwhile;
 * new ones are added; a line taken out or rewritten counts, unless it was changed meanwhile: then both versions stand. Items that the
 * form did not show (another page, or added meanwhile) keep their place.
 *
 * @param now UTC ms, for the items that change.
 */
export function mergeLines(
  seen: readonly Seen[],
  lines: readonly Line[],
  items: readonly AgendaItem[],
  now: number,
): Merged {
  const current = new Map(items.map((item) => [item.id, item]));
  const matched = match(seen, lines, current);
  const kept: AgendaItem[] = [];
  const order: (AgendaItem | Line)[] = [];
  for (const { line, before } of matched) {
    const item = before && current.get(before.id);
    const changes = !before || markOf(line) !== before.mark;
    if (!item) {
      // A line that the editor left alone and that somebody took out meanwhile stays out.
      if (changes) order.push(line);
    } else if (!changes || markOf(line) === markOf(item)) order.push(item);
    else if (markOf(item) === before.mark) order.push({ ...item, ...line, updatedAt: now });
    else {
      kept.push(item);
      order.push(item, line);
    }
  }
  const spoken = new Set(matched.map(({ before }) => before?.id));
  const dropped = seen.filter(({ id }) => !spoken.has(id)).flatMap((before) => leftOut(before, current));
  const removed = dropped.filter(({ untouched }) => untouched).map(({ item }) => item);
  kept.push(...dropped.filter(({ untouched }) => !untouched).map(({ item }) => item));
  const whole = weave(order, items, new Set(removed.map(({ id }) => id)), new Set(seen.map(({ id }) => id)));
  const { moved, added } = place(whole, current, now);
  return {
    items: [...moved, ...removed.map((item) => ({ ...item, state: 'removed' as const, updatedAt: now }))],
    added,
    kept,
  };
}

/** What somebody else did since a form was opened (UTC ms) that showed what was `seen` of the `items`. */
export function meanwhile(seen: readonly Seen[], openedAt: number, items: readonly AgendaItem[]): Meanwhile {
  const current = new Map(items.map((item) => [item.id, item]));
  const known = new Set(seen.map(({ id }) => id));
  return {
    added: items.filter(({ id, createdAt }) => !known.has(id) && createdAt >= openedAt),
    changed: seen.flatMap(({ id, mark }) => {
      const item = current.get(id);
      return item && markOf(item) !== mark ? [item] : [];
    }),
    removed: seen.filter(({ id }) => !current.has(id)).length,
  };
}

/** Finds for each line what it was: the very same line, else the one that resembles it most. */
function match(seen: readonly Seen[], lines: readonly Line[], current: Map<string, AgendaItem>): Matched[] {
  const free = [...seen];
  const matched = lines.map((line): Matched => {
    const mark = markOf(line);
    const at = free.findIndex((each) => each.mark === mark);
    return { line, before: at === -1 ? null : (free.splice(at, 1)[0] ?? null) };
  });
  const likely = matched
    .filter(({ before }) => before === null)
    .flatMap((each) => free.map((before) => ({ each, before, score: alike(each.line.text, current.get(before.id)) })))
    .filter(({ score }) => score >= ALIKE)
    .sort((one, other) => other.score - one.score);
  for (const { each, before } of likely) {
    if (each.before !== null || !free.includes(before)) continue;
    each.before = before;
    free.splice(free.indexOf(before), 1);
  }
  return matched;
}

/** How much of the shorter text stands in the longer one, 0 to 1, by pairs of characters; 2 for the same text. */
function alike(text: string, item: AgendaItem | undefined): number {
  if (!item) return 0;
  if (item.text === text) return 2;
  const [one, other] = [pairsIn(text), pairsIn(item.text)];
  const smaller = Math.min(one.size, other.size);
  if (smaller === 0) return 0;
  return [...one].filter((pair) => other.has(pair)).length / smaller;
}

function pairsIn(text: string): Set<string> {
  const characters = [...text.toLowerCase()];
  return new Set(characters.slice(1).map((character, index) => `${characters[index]}${character}`));
}

function leftOut(before: Seen, current: Map<string, AgendaItem>): { item: AgendaItem; untouched: boolean }[] {
  const item = current.get(before.id);
  return item ? [{ item, untouched: markOf(item) === before.mark }] : [];
}

/** Puts what the form did not speak of where it was: before it, behind it, or after the item that it followed. */
function weave(
  order: readonly (AgendaItem | Line)[],
  items: readonly AgendaItem[],
  removed: ReadonlySet<string>,
  seen: ReadonlySet<string>,
): (AgendaItem | Line)[] {
  const placed = new Set(order.flatMap((each) => idOf(each) ?? []));
  const firstSeen = items.findIndex(({ id }) => seen.has(id));
  const lastSeen = items.findLastIndex(({ id }) => seen.has(id));
  const head: AgendaItem[] = [];
  const tail: AgendaItem[] = [];
  const after = new Map<string, AgendaItem[]>();
  let anchor: string | null = null;
  items.forEach((item, index) => {
    if (placed.has(item.id)) anchor = item.id;
    else if (removed.has(item.id)) return;
    else if (firstSeen !== -1 && index > lastSeen) tail.push(item);
    else if (index < firstSeen || anchor === null) head.push(item);
    else after.set(anchor, [...(after.get(anchor) ?? []), item]);
  });
  return [...head, ...order.flatMap((each) => [each, ...(after.get(idOf(each) ?? '') ?? [])]), ...tail];
}

function idOf(each: AgendaItem | Line): string | undefined {
  return 'id' in each ? each.id : undefined;
}

/** Gives everything its place, counted from 1, and keeps only the items that differ from what is stored. */
function place(whole: readonly (AgendaItem | Line)[], current: Map<string, AgendaItem>, now: number) {
  const moved: AgendaItem[] = [];
  const added: Merged['added'] = [];
  whole.forEach((each, index) => {
    const position = index + 1;
    if (!('id' in each)) added.push({ ...each, position });
    else if (each.position !== position || each !== current.get(each.id))
      moved.push({ ...each, position, updatedAt: now });
  });
  return { moved, added };
}
