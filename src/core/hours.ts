import {
  addDays,
  compareDates,
  daysBetween,
  type LocalDate,
  localOf,
  resolveLocal,
  type Weekday,
  weekdayOf,
  type Zone,
} from './time.ts';

/** When somebody works: weekdays, and minutes after local midnight from the first to the end of the last. */
export type WorkingHours = { days: readonly Weekday[]; from: number; to: number };

/** Somebody's calendar: zone (IANA), hours, and the last local date, inclusive, of an absence. */
export type Person = { zone: Zone; hours: WorkingHours; awayUntil?: LocalDate | undefined };

/** 09:30 to 16:30, Monday to Friday. */
export const DEFAULT_HOURS: WorkingHours = { days: [1, 2, 3, 4, 5], from: 9 * 60 + 30, to: 16 * 60 + 30 };

/** The last working day of somebody's week closes for nudges at 15:00 local. */
export const LAST_DAY_CLOSES = 15 * 60;

/** Nudges that wait for a window spread over at most its first 90 minutes. */
export const WIDEST_SPREAD = 90;

// Room between the latest chosen minute and the end of the window, so that what is due late is not sent after it.
const ROOM_TO_SEND = 30;

// The clock change that swallows a whole window comes at most twice a year; no person goes a year of returns without one.
const DAYS_SEARCHED = 400;

/** Whether hours can be worked: a weekday at least, and an end after the start, within one day. */
export function areHours(hours: WorkingHours): boolean {
  return (
    hours.days.length > 0 &&
    hours.days.every((day) => Number.isInteger(day) && day >= 1 && day <= 7) &&
    Number.isInteger(hours.from) &&
    Number.isInteger(hours.to) &&
    0 <= hours.from &&
    hours.from < hours.to &&
    hours.to <= 24 * 60
  );
}

/** The hours themselves, or the default ones in place of hours that nobody can work. */
export function usableHours(hours: WorkingHours): WorkingHours {
  return areHours(hours) ? hours : DEFAULT_HOURS;
}

/** Whether somebody works on a local date; not while away, until `awayUntil` inclusive. */
export function isWorkingDay(date: LocalDate, hours: WorkingHours, awayUntil?: LocalDate): boolean {
  if (awayUntil !== undefined && compareDates(date, awayUntil) <= 0) return false;
  return usableHours(hours).days.includes(weekdayOf(date));
}

/**
 * The n-th working day after a local date, or before it when n is negative; n = 0 is the date itself, working day or not.
 */
export function addWorkingDays(date: LocalDate, n: number, hours: WorkingHours): LocalDate {
  const step = Math.sign(n);
  let day = date;
  for (let left = Math.abs(Math.trunc(n)); left > 0; ) {
    day = addDays(day, step);
    if (isWorkingDay(day, hours)) left -= 1;
  }
  return day;
}

/** The last working day before a local date. */
export function workingDayBefore(date: LocalDate, hours: WorkingHours): LocalDate {
  return addWorkingDays(date, -1, hours);
}

/**
 * Working days after `from` up to and including `to`; 0 when `to` is not after `from`. For n >= 0 the inverse of
 * `addWorkingDays`.
 */
export function workingDaysBetween(from: LocalDate, to: LocalDate, hours: WorkingHours): number {
  const days = Math.max(0, daysBetween(from, to));
  const weeks = Math.floor(days / 7);
  let count = weeks * new Set(usableHours(hours).days).size;
  for (let rest = 1; rest <= days % 7; rest += 1) {
    if (isWorkingDay(addDays(from, weeks * 7 + rest), hours)) count += 1;
  }
  return count;
}

/**
 * The local minutes between which a nudge may arrive on a local date, from `from` until before `to`: the working hours, and on
 * the last working day of the week until 15:00. Somebody whose last day starts at 15:00 or later keeps those hours.
 * Undefined on days off and while away.
 */
export function contactWindow(date: LocalDate, person: Person): { from: number; to: number } | undefined {
  if (!isWorkingDay(date, person.hours, person.awayUntil)) return undefined;
  const { days, from, to } = usableHours(person.hours);
  const closesEarly = weekdayOf(date) === lastDayOfWeek(days) && from < LAST_DAY_CLOSES;
  return { from, to: closesEarly ? Math.min(to, LAST_DAY_CLOSES) : to };
}

/** The working day before the longest run of days off; of equal ones the latest in the ISO week. */
function lastDayOfWeek(days: readonly Weekday[]): Weekday {
  let last: Weekday = 1;
  let longest = -1;
  for (const day of days) {
    const off = daysOffAfter(day, days);
    if (off > longest || (off === longest && day > last)) {
      last = day;
      longest = off;
    }
  }
  return last;
}

function daysOffAfter(day: Weekday, days: readonly Weekday[]): number {
  let off = 0;
  while (off < 6 && !days.includes((((day + off) % 7) + 1) as Weekday)) off += 1;
  return off;
}

/** Whether a nudge may arrive at an instant (UTC ms). */
export function inContactWindow(instant: number, person: Person): boolean {
  const { date, minute } = localOf(instant, person.zone);
  const window = contactWindow(date, person);
  return window !== undefined && window.from <= minute && minute < window.to;
}

/**
 * When a nudge that is due at an instant may arrive: then, inside the contact window; else when it next opens, later by a share of
 * the spread that the seed decides, so that not everybody's come at once. The spread takes at most half of a short window.
 *
 * @param instant UTC ms.
 * @param spreadSeed any text, such as an id; without one, the very opening.
 * @returns UTC ms, never before `instant`, always inside the person's window.
 */
export function nextContactInstant(instant: number, person: Person, spreadSeed?: string): number {
  if (inContactWindow(instant, person)) return instant;
  const today = localOf(instant, person.zone).date;
  const first = person.awayUntil !== undefined && person.awayUntil > today ? addDays(person.awayUntil, 1) : today;
  for (let ahead = 0; ahead < DAYS_SEARCHED; ahead += 1) {
    const opening = spreadOpening(addDays(first, ahead), person, spreadSeed);
    if (opening !== undefined && opening >= instant) return opening;
  }
  throw new RangeError(`no contact window within ${DAYS_SEARCHED} days of ${first}`);
}

function spreadOpening(date: LocalDate, person: Person, spreadSeed: string | undefined): number | undefined {
  const window = contactWindow(date, person);
  if (!window) return undefined;
  const seconds = Math.min(WIDEST_SPREAD, (window.to - window.from) / 2) * 60;
  const share = spreadSeed === undefined ? 0 : fnv1a(spreadSeed) % seconds;
  const instant = resolveLocal(date, window.from + Math.floor(share / 60), person.zone) + (share % 60) * 1_000;
  // Where the clocks skip the window, the day has none.
  return inContactWindow(instant, person) ? instant : undefined;
}

/** 32-bit FNV-1a over UTF-16 code units, http://www.isthe.com/chongo/tech/comp/fnv/. */
function fnv1a(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}

/**
 * The contact instant n of the person's working days after an instant: the same local time on that day, or when the window next
 * opens. Days away do not count, so that somebody who comes back gets the same time to answer as everybody else.
 *
 * @param instant UTC ms.
 * @returns UTC ms, as `nextContactInstant`.
 */
export function afterWorkingDays(instant: number, n: number, person: Person, spreadSeed?: string): number {
  const { date, minute } = localOf(instant, person.zone);
  const from = person.awayUntil !== undefined && person.awayUntil > date ? person.awayUntil : date;
  const due = resolveLocal(addWorkingDays(from, n, person.hours), minute, person.zone);
  return nextContactInstant(Math.max(due, instant), person, spreadSeed);
}

/**
 * When the reminder before a meeting goes out: in the contact window of the person's working day before the meeting's local day;
 * where an absence leaves none, when the window opens on the day itself, if that is before the meeting.
 *
 * @param instant the meeting's start, UTC ms.
 * @param preferredMinute local minutes after midnight at which to send, moved into the window; the meeting's own by default.
 * @returns UTC ms, possibly in the past for a meeting booked late; undefined when no window lies before the meeting.
 */
export function oneWorkingDayBefore(instant: number, person: Person, preferredMinute?: number): number | undefined {
  const { date, minute } = localOf(instant, person.zone);
  const dayBefore = sendOn(workingDayBefore(date, person.hours), person, preferredMinute ?? minute);
  if (dayBefore !== undefined) return dayBefore;
  const sameDay = spreadOpening(date, person, undefined);
  return sameDay !== undefined && sameDay < instant ? sameDay : undefined;
}

function sendOn(date: LocalDate, person: Person, preferredMinute: number): number | undefined {
  const window = contactWindow(date, person);
  if (!window) return undefined;
  const latest = Math.max(window.from, window.to - ROOM_TO_SEND);
  const instant = resolveLocal(date, Math.min(Math.max(preferredMinute, window.from), latest), person.zone);
  return inContactWindow(instant, person) ? instant : undefined;
}
