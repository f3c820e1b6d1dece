import { type AgendaItem, ITEM_MAX } from './agenda.ts';

/** An agenda item as it stands in the form: one line, its minutes in brackets behind it. */
export type Line = { text: string; minutes: number | null };

/** What an item looked like when somebody opened the form: its id, and a mark of its line. */
export type Seen = { id: string; mark: string };

/** What an edited form comes to. `kept` are items whose lines the editor changed or removed while the partner changed them too. */
export type Merged = { items: AgendaItem[]; added: (Line & { position: number })[]; kept: AgendaItem[] };

const LONGEST_MEETING = 480;

/** The line of an item: "Budget talk (10 min)". */
export function lineOf({ text, minutes }: Line): string {
  return minutes === null ? text : `${text} (${minutes} min)`;
}

/** Reads a line as somebody typed it; null for an empty one. A bullet in front and minutes in brackets behind are understood. */
export function readLine(typed: string): Line | null {
  const line = typed.trim().replace(/^[-*•]\s+/, '');
  if (line === '') return null;
  const timed = /^(.*\S)\s*\((\d{1,3})\s*(?:min(?:utes?)?|m|')\)$/i.exec(line);
  const minutes = timed ? Number(timed[2]) : null;
  if (timed?.[1] && minutes && minutes <= LONGEST_MEETING) return { text: timed[1].slice(0, ITEM_MAX), minutes };
  return { text: line.slice(0, ITEM_MAX), minutes: null };
}

/** A short mark by which a line is known again: FNV-1a, 32 bit, in base 36. */
export function markOf(line: Line): string {
  let hash = 0x811c9dc5;
  for (const unit of lineOf(line)) hash = Math.imul(hash ^ (unit.codePointAt(0) ?? 0), 0x01000193);
  return (hash >>> 0).toString(36);
}

/**
 * Puts an edited form (`lines`, what the editor left of what was `seen`) and the items as they are by now together, so that neither
 * of two people who edit at once loses a line: lines that the editor left alone keep what the partner made of them; new ones are added;
 * a line taken out or rewritten counts, unless the partner rewrote it meanwhile: then both versions stand.
 *
 * @param now UTC ms, for the items that change.
 */
export function mergeLines(seen: Seen[], lines: Line[], items: AgendaItem[], now: number): Merged {
  const free = new Map<string, Seen[]>();
  for (const each of seen) free.set(each.mark, [...(free.get(each.mark) ?? []), each]);
  const matched = lines.map((line) => ({ line, seen: free.get(markOf(line))?.shift() ?? null }));
  const gone = [...free.values()].flat().sort((a, b) => seen.indexOf(a) - seen.indexOf(b));
  const rewritten = pairUp(matched, gone);

  const merged: Merged = { items: [], added: [], kept: [] };
  const current = new Map(items.map((item) => [item.id, item]));
  const order: (AgendaItem | Line)[] = [];
  for (const { line, seen: before } of rewritten) {
    const item = before && current.get(before.id);
    if (!before || !item) {
      order.push(line);
      continue;
    }
    const touched = markOf(item) !== before.mark;
    const changes = markOf(line) !== before.mark;
    if (touched && changes) {
      merged.kept.push(item);
      order.push(item, line);
    } else order.push(changes ? { ...item, ...line, updatedAt: now } : item);
  }
  const spoken = new Set(rewritten.flatMap(({ seen: before }) => (before ? [before.id] : [])));
  for (const before of seen.filter(({ id }) => !spoken.has(id))) {
    const item = current.get(before.id);
    if (!item) continue;
    if (markOf(item) === before.mark) merged.items.push({ ...item, state: 'removed', updatedAt: now });
    else {
      merged.kept.push(item);
      order.push(item);
    }
  }
  const known = new Set(seen.map(({ id }) => id));
  order.push(...items.filter(({ id }) => !known.has(id)));
  place(order, merged, now);
  return merged;
}

/** Lines that match nothing are taken for rewritings of what is gone, as long as they stand between the same neighbours. */
function pairUp(matched: { line: Line; seen: Seen | null }[], gone: Seen[]): { line: Line; seen: Seen | null }[] {
  const unmatched = matched.filter(({ seen }) => !seen).length;
  if (unmatched !== gone.length) return matched;
  const left = [...gone];
  return matched.map((each) => (each.seen ? each : { ...each, seen: left.shift() ?? null }));
}

/** Gives everything its place, and keeps only the items that differ from what is stored. */
function place(order: (AgendaItem | Line)[], merged: Merged, now: number): void {
  order.forEach((each, index) => {
    const position = index + 1;
    if (!('id' in each)) merged.added.push({ ...each, position });
    else if (each.position !== position || each.updatedAt === now)
      merged.items.push({ ...each, position, updatedAt: now });
  });
}
