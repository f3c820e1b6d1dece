import type { AgendaItem } from './agenda.ts';

/** An agenda item as it stands in the form: one line, a tick in front once it was discussed, its minutes in brackets behind it. */
export type Line = Pick<AgendaItem, 'text' | 'minutes' | 'state'>;

/** What an item looked like when somebody opened the form: its id, and a mark of its line. */
export type Seen = { id: string; mark: string };

const LONGEST_MEETING = 480;
const TICK = '✓';
/** What people put in front of a line of a list: a bullet, or a box, ticked or not. */
const BULLET = /^[-*•–]\s+|^\[ ?\]\s*/u;
const TICKED = /^(?:✓|✔\uFE0F?|☑\uFE0F?|\[x\])\s*/iu;
const MINUTES = /^(.*\S)\s*\((\d{1,3})\s*(?:min(?:ute)?s?|m|')\)$/iu;

/** Items on one page of the form at most, and characters of their lines: a field holds 3,000, and there has to be room to write. */
const ITEMS_PER_PAGE = 40;
const CHARACTERS_PER_PAGE = 2_400;

/** The line of an item: "Budget talk (10 min)", or "✓ Budget talk (10 min)" once it was discussed. */
export function lineOf({ text, minutes, state }: Omit<Line, 'state'> & Partial<Pick<Line, 'state'>>): string {
  const tick = state === 'discussed' ? `${TICK} ` : '';
  return minutes === null ? `${tick}${text}` : `${tick}${text} (${minutes} min)`;
}

/** Reads a line as somebody typed it; null for an empty one. What `lineOf` wrote is read as what it was. Nothing is cut. */
export function readLine(typed: string): Line | null {
  const { rest, ticked } = withoutFront(tidy(typed));
  if (rest === '') return null;
  const state = ticked ? 'discussed' : 'open';
  const timed = MINUTES.exec(rest);
  const minutes = Number(timed?.[2]);
  if (timed?.[1] && minutes >= 1 && minutes <= LONGEST_MEETING) return { text: timed[1], minutes, state };
  return { text: rest, minutes: null, state };
}

/** The lines of a form, empty ones left out. */
export function readLines(typed: string): Line[] {
  return typed.split(/\r\n|[\n\r\u2028\u2029]/).flatMap((each) => readLine(each) ?? []);
}

/** A short mark by which a line is known again: FNV-1a, 32 bit, in base 36. */
export function markOf(line: Line): string {
  return digest(lineOf(line));
}

/** The marks of items as somebody sees them now. */
export function seenOf(items: readonly AgendaItem[]): Seen[] {
  return items.map((item) => ({ id: item.id, mark: markOf(item) }));
}

/** FNV-1a, 32 bit, in base 36: to notice a difference, not to keep a secret. */
export function digest(text: string): string {
  let hash = 0x811c9dc5;
  for (const character of text) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  return (hash >>> 0).toString(36);
}

/** Items in the pages of the form, in their order; one empty page when there are none. */
export function pagesOf(items: readonly AgendaItem[]): AgendaItem[][] {
  const pages: AgendaItem[][] = [[]];
  let characters = 0;
  for (const item of items) {
    const size = lineOf(item).length + 1;
    const page = pages.at(-1) ?? [];
    if (page.length > 0 && (page.length >= ITEMS_PER_PAGE || characters + size > CHARACTERS_PER_PAGE)) {
      pages.push([item]);
      characters = size;
    } else {
      page.push(item);
      characters += size;
    }
  }
  return pages;
}

/** One line of well-formed text: white space and control characters in a row become one space. */
function tidy(typed: string): string {
  return typed
    .toWellFormed()
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim();
}

function withoutFront(line: string): { rest: string; ticked: boolean } {
  const ticked = TICKED.test(line);
  const rest = line.replace(ticked ? TICKED : BULLET, '');
  if (rest === line) return { rest, ticked };
  const further = withoutFront(rest);
  return { rest: further.rest, ticked: ticked || further.ticked };
}
