import { addDays, type LocalDate, localOf, resolveLocal, type Weekday, weekdayOf, type Zone } from './time.ts';
import {
  addWorkingDays,
  isAway,
  isWorkingDay,
  usableHours,
  type WorkingHours,
  workingDayBefore,
} from './working-days.ts';

export {
  addWorkingDays,
  areHours,
  DEFAULT_HOURS,
  isWorkingDay,
  usableHours,
  type WorkingHours,
  workingDayBefore,
  workingDaysBetween,
} from './working-days.ts';

/** Somebody's calendar: zone (IANA), hours, and the last local date, inclusive, of an absence. */
export type Person = { zone: Zone; hours: WorkingHours; awayUntil?: LocalDate | null | undefined };

/** UTC ms of the local midnight on which an absence is over; 0 for somebody who is not away. */
export function endOfAbsence({ zone, awayUntil }: Pick<Person, 'zone' | 'awayUntil'>): number {
  return awayUntil ? resolveLocal(addDays(awayUntil, 1), 0, zone) : 0;
}

/** The last working day of somebody's week closes for nudges at 15:00 local. */
export const LAST_DAY_CLOSES = 15 * 60;

/** Nudges that wait for a window spread over at most its first 90 minutes. */
export const WIDEST_SPREAD = 90;

// Room between the latest chosen minute and the end of the window, so that what is due late is not sent after it.
const ROOM_TO_SEND = 30;

// A working day lacks its window only where the clocks skip all of it, so that the search ends within weeks.
const DAYS_SEARCHED = 400;

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
  const first = isAway(today, person.awayUntil) ? addDays(person.awayUntil, 1) : today;
  const days = DAYS_SEARCHED + 7 * (person.hours.off?.length ?? 0);
  for (let ahead = 0; ahead < days; ahead += 1) {
    const opening = spreadOpening(addDays(first, ahead), person, spreadSeed);
    if (opening !== undefined && opening >= instant) return opening;
  }
  throw new RangeError(`no contact window within ${days} days of ${first}`);
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
 * The contact instant n (0 or more) of the person's working days after an instant: the same local time on that day, or when the
 * window next opens. For somebody away the days count from their return, so that they have as long to answer as anybody.
 *
 * @param instant UTC ms.
 * @returns UTC ms, as `nextContactInstant`.
 */
export function afterWorkingDays(instant: number, n: number, person: Person, spreadSeed?: string): number {
  const away = isAway(localOf(instant, person.zone).date, person.awayUntil);
  const start = away ? nextContactInstant(instant, person, spreadSeed) : instant;
  const { date, minute } = localOf(start, person.zone);
  const due = resolveLocal(addWorkingDays(date, n, person.hours), minute, person.zone);
  return nextContactInstant(Math.max(due, start), person, spreadSeed);
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
