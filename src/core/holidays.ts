import { addDays, compareDates, daysBetween, type LocalDate, parseDate } from './time.ts';

/** Days on which nobody works, in order, and what those are called that have a name. */
export type Holidays = { holidays: LocalDate[]; holidayNames: Record<LocalDate, string> };

/** As much as one field of Slack's forms takes. */
export const HOLIDAYS_TEXT_MAX = 3000;
const DAYS_IN_A_ROW_MAX = 60;
const DAYS_MAX = 366;
const NAME_MAX = 60;

const LINE = /^(\d{4}-\d\d-\d\d)(?:\s*(?:to|until|-|–|—)\s*(\d{4}-\d\d-\d\d))?(?:[\s,;:]+(.*))?$/i;

/**
 * Reads holidays as people type them: one date or one range to a line, `2026-12-24` or `2026-12-24 to 2027-01-01`, with a name behind it or
 * without. Where lines overlap, the later one counts.
 *
 * @returns the days, or a problem in words that names the line.
 */
export function readHolidays(text: string): Holidays | { problem: string } {
  const named = new Map<LocalDate, string>();
  for (const [index, raw] of text.split(/\r\n|\r|\n/).entries()) {
    const line = raw.trim();
    if (line === '') continue;
    const read = readLine(line);
    if ('problem' in read) return { problem: `Line ${index + 1}, "${shown(line)}": ${read.problem}` };
    for (const date of read.dates) named.set(date, read.name);
  }
  if (named.size > DAYS_MAX) return { problem: `These are ${named.size} days; ${DAYS_MAX} at most fit.` };
  const holidays = [...named.keys()].sort(compareDates);
  const holidayNames = Object.fromEntries(
    holidays.flatMap((date): [LocalDate, string][] => (named.get(date) ? [[date, named.get(date) ?? '']] : [])),
  );
  const read = { holidays, holidayNames };
  return holidaysText(read).length > HOLIDAYS_TEXT_MAX
    ? { problem: 'This is too much text. Please use shorter names.' }
    : read;
}

function readLine(line: string): { dates: LocalDate[]; name: string } | { problem: string } {
  const [, from = '', to = from, name = ''] = LINE.exec(line) ?? [];
  if (!from) return { problem: 'write a date such as 2026-12-24, or two such as 2026-12-24 to 2027-01-01.' };
  const missing = [from, to].find((date) => parseDate(date) === undefined);
  if (missing) return { problem: `no calendar has the day ${missing}.` };
  const days = daysBetween(from, to);
  if (days < 0) return { problem: 'the second date comes before the first.' };
  if (days >= DAYS_IN_A_ROW_MAX) return { problem: `these are more than ${DAYS_IN_A_ROW_MAX} days in a row.` };
  const called = name.trim();
  if (called.length > NAME_MAX) return { problem: `please keep the name within ${NAME_MAX} characters.` };
  return { dates: Array.from({ length: days + 1 }, (_each, day) => addDays(from, day)), name: called };
}

function shown(line: string): string {
  return line.length > 40 ? `${line.slice(0, 39).toWellFormed()}…` : line;
}

/** The lines that `readHolidays` reads as these days: days in a row of one name as a range. */
export function holidaysText({
  holidays,
  holidayNames,
}: {
  holidays: readonly LocalDate[];
  holidayNames: Readonly<Record<LocalDate, string>>;
}): string {
  const ranges: { from: LocalDate; to: LocalDate; name: string }[] = [];
  for (const date of holidays) {
    const last = ranges.at(-1);
    const name = holidayNames[date] ?? '';
    const goesOn =
      last && addDays(last.to, 1) === date && last.name === name && daysBetween(last.from, date) < DAYS_IN_A_ROW_MAX;
    if (goesOn) last.to = date;
    else ranges.push({ from: date, to: date, name });
  }
  return ranges
    .map(({ from, to, name }) => `${from === to ? from : `${from} to ${to}`}${name ? ` ${name}` : ''}`)
    .join('\n');
}
