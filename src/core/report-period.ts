import type { Cohort } from './cohort.ts';
import { type Refusal, refuse } from './refusal.ts';
import { addDays, compareDates, type LocalDate, localOf, parseDate, resolveLocal, weekdayOf } from './time.ts';

/** Local dates in the zone of a cohort, both inclusive. */
export type Period = { from: LocalDate; to: LocalDate };

/** A period as instants, UTC ms: from the first one until before the second. */
export type Span = { from: number; until: number };

/** The whole run of a cohort, in words that `readPeriod` reads. */
export const WHOLE_RUN = 'whole run';

/** Periods that are offered, in words that `readPeriod` reads. */
export const PERIODS = [
  WHOLE_RUN,
  'last 30 days',
  'last 90 days',
  'this month',
  'last month',
  'this quarter',
  'last quarter',
  'this year',
] as const;

/** How periods can be typed, for whoever typed something else. */
export const PERIOD_EXAMPLES = 'last 30 days, this month, since 2027-01-01, 2027-01-01 to 2027-03-31';

const DATE = String.raw`\d{4}-\d{1,2}-\d{1,2}`;
const PHRASE = [
  WHOLE_RUN,
  String.raw`last \d{1,4} (?:day|week|month)s?`,
  '(?:this|last) (?:week|month|quarter|year)',
  `since ${DATE}`,
  `(?:from )?${DATE} (?:to|until|till|-|–|—) ${DATE}`,
].join('|');
const AT_END = new RegExp(`(?:^|\\s)(?:for |in )?(?:the )?(${PHRASE})$`, 'i');
const AT_START = new RegExp(`^(?:the )?(${PHRASE})(?:$|\\s)`, 'i');

/** Reads the period out of what was typed behind a command, at its end or its beginning: its words, and what else was typed; null when there is none. */
export function readPeriod(typed: string): { period: string; rest: string } | null {
  const text = typed.replace(/\s+/g, ' ').trim();
  const found = AT_END.exec(text) ?? AT_START.exec(text);
  const [all = '', period] = found ?? [];
  if (!found || period === undefined) return null;
  const rest = `${text.slice(0, found.index)} ${text.slice(found.index + all.length)}`.trim();
  return { period: period.toLowerCase(), rest };
}

/**
 * The dates that the words of a period mean in a cohort, `null` for its whole run. Refuses what is no period, or lies before the cohort began or
 * ahead of us. `now` UTC ms.
 */
export function periodOf(words: string, cohort: Cohort, now: number): Period | Refusal | null {
  const read = readPeriod(words);
  if (read?.rest !== '') return refuse('no_period', `I can read these periods: ${PERIOD_EXAMPLES}.`);
  if (read.period === WHOLE_RUN) return null;
  const today = localOf(now, cohort.zone).date;
  const period = datesOf(read.period, today);
  if (!period)
    return refuse('no_date', `“${read.period}” names a day that no calendar has. Write dates like 2027-01-31.`);
  if (compareDates(period.from, today) > 0) return refuse('ahead', 'This period has not begun yet.');
  if (compareDates(period.to, period.from) < 0)
    return refuse('backwards', 'This period ends before it begins. Please write the earlier date first.');
  return { ...period, to: compareDates(period.to, today) > 0 ? today : period.to };
}

function datesOf(words: string, today: LocalDate): Period | null {
  const [first = '', second = '', third = ''] = words.split(' ');
  const dates =
    words.match(new RegExp(DATE, 'g'))?.map((date) => parseDate(date.replace(/-(\d)(?!\d)/g, '-0$1'))) ?? [];
  if (dates.some((date) => date === undefined)) return null;
  const [from, to = today] = dates;
  if (from) return { from, to };
  if (third) return { from: lastSome(Number(second), third, today), to: today };
  const begin = beginOf(second, today);
  return first === 'this'
    ? { from: begin, to: today }
    : { from: beginOf(second, addDays(begin, -1)), to: addDays(begin, -1) };
}

/** The first day of so many days, weeks or months that end today; none of them are one day. */
function lastSome(count: number, unit: string, today: LocalDate): LocalDate {
  if (unit.startsWith('month')) return addDays(monthsBefore(today, count), count === 0 ? 0 : 1);
  return addDays(today, 1 - Math.max(1, count * (unit.startsWith('week') ? 7 : 1)));
}

/** The same day so many months earlier, or the last one of that month when it is shorter. */
function monthsBefore(date: LocalDate, count: number): LocalDate {
  const months = Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1 - count;
  const month = `${String(Math.floor(months / 12)).padStart(4, '0')}-${String((months % 12) + 1).padStart(2, '0')}`;
  const days = [date.slice(8), '30', '29', '28'].filter((day) => day <= date.slice(8));
  return days.map((day) => parseDate(`${month}-${day}`)).find((day) => day !== undefined) ?? `${month}-28`;
}

/** The first day of the week, month, quarter or year in which a date lies. */
function beginOf(unit: string, date: LocalDate): LocalDate {
  const [year, month] = [date.slice(0, 4), Number(date.slice(5, 7))];
  if (unit === 'week') return addDays(date, 1 - weekdayOf(date));
  if (unit === 'year') return `${year}-01-01`;
  const first = unit === 'quarter' ? month - ((month - 1) % 3) : month;
  return `${year}-${String(first).padStart(2, '0')}-01`;
}

/** The instants of a period in the zone of a cohort, none of them after `now` (UTC ms). */
export function spanOf({ from, to }: Period, { zone }: Pick<Cohort, 'zone'>, now: number): Span {
  return { from: resolveLocal(from, 0, zone), until: Math.min(now, resolveLocal(addDays(to, 1), 0, zone)) };
}
