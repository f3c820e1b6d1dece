import { remembered } from './remembered.ts';
import { DAY, HOUR, MINUTE, offsetAt, type Zone, zoneLabel } from './zones.ts';

export { DAY, HOUR, isZone, MINUTE, type Zone, zoneLabel, zoneOr } from './zones.ts';

/** A day on somebody's calendar, `YYYY-MM-DD`, in a zone that the context gives. */
export type LocalDate = string;

/** ISO 8601: 1 is Monday, 7 is Sunday. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

/** What a clock and a calendar on the wall show; `minute` counts from local midnight, whole minutes. */
export type LocalTime = { date: LocalDate; minute: number; weekday: Weekday };

// The same few hundred days come up again and again.
const midnights = new Map<LocalDate, number>();
const datesByDay = new Map<number, LocalDate>();

const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'] as const;
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;

/**
 * The instant at which clocks in a zone show a time: the one function that turns local time into an instant.
 * A time that comes twice (clocks go back) is the earlier of the two; one that never comes (clocks go forward) is the first
 * instant after the gap.
 *
 * @param date local date.
 * @param minute minutes after local midnight; 1440 is the next day's midnight.
 * @param zone IANA name.
 * @returns UTC ms.
 * @throws RangeError for a date that is no date or a name that is no zone.
 */
export function resolveLocal(date: LocalDate, minute: number, zone: Zone): number {
  const wall = asIfUtc(date) + minute * MINUTE;
  // Offsets lie between -12 and +14 hours, so the instant sought lies between these two.
  const before = offsetAt(wall - 14 * HOUR, zone);
  const after = offsetAt(wall + 12 * HOUR, zone);
  const beforeChange = wall - before * MINUTE;
  if (before === after || offsetAt(beforeChange, zone) === before) return beforeChange;
  const afterChange = wall - after * MINUTE;
  if (offsetAt(afterChange, zone) === after) return afterChange;
  return changeBetween(afterChange, beforeChange, zone);
}

/** The first instant of the new offset, after `early` and no later than `late` (UTC ms); clocks change on whole minutes. */
function changeBetween(early: number, late: number, zone: Zone): number {
  const oldOffset = offsetAt(early, zone);
  let before = Math.floor(early / MINUTE);
  let after = Math.ceil(late / MINUTE);
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (offsetAt(middle * MINUTE, zone) === oldOffset) before = middle;
    else after = middle;
  }
  return after * MINUTE;
}

/**
 * What clocks and calendars in a zone show at an instant.
 *
 * @param instant UTC ms.
 * @param zone IANA name.
 */
export function localOf(instant: number, zone: Zone): LocalTime {
  const wall = instant + offsetAt(instant, zone) * MINUTE;
  const day = Math.floor(wall / DAY);
  return { date: dateOf(day), minute: Math.floor((wall - day * DAY) / MINUTE), weekday: weekdayOfDay(day) };
}

/** The weekday of a local date. */
export function weekdayOf(date: LocalDate): Weekday {
  return weekdayOfDay(asIfUtc(date) / DAY);
}

/** Of a day counted from 1970-01-01, which was a Thursday. */
function weekdayOfDay(day: number): Weekday {
  return (((((day + 3) % 7) + 7) % 7) + 1) as Weekday;
}

/**
 * The local date `days` days later (earlier when negative).
 *
 * @throws RangeError outside the years 0100 to 9999.
 */
export function addDays(date: LocalDate, days: number): LocalDate {
  const text = dateOf(asIfUtc(date) / DAY + days);
  if (text.length !== 10) throw new RangeError(`${days} days from ${date} is outside the calendar`);
  return text;
}

/** The date of a day counted from 1970-01-01. */
function dateOf(day: number): LocalDate {
  return remembered(datesByDay, day, () => new Date(day * DAY).toISOString().split('T')[0] ?? '');
}

/** Days from `from` to `to`: negative when `to` is the earlier. */
export function daysBetween(from: LocalDate, to: LocalDate): number {
  return (asIfUtc(to) - asIfUtc(from)) / DAY;
}

/** Orders local dates: negative when `a` is the earlier, positive when `b` is, 0 when they are one day. */
export function compareDates(a: LocalDate, b: LocalDate): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Midnight of a local date as UTC ms, as if its zone were UTC. */
function asIfUtc(date: LocalDate): number {
  const midnight = remembered(midnights, date, () => utcMidnight(date));
  if (Number.isNaN(midnight)) throw new RangeError(`"${date}" is not a date`);
  return midnight;
}

function utcMidnight(text: string): number {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return Number.NaN;
  const [year, month, day] = [Number(text.slice(0, 4)), Number(text.slice(5, 7)), Number(text.slice(8))];
  // Date.UTC takes the year 26 for 1926, and 30 February for 2 March.
  if (year < 100 || month < 1 || month > 12 || day < 1) return Number.NaN;
  const midnight = Date.UTC(year, month - 1, day);
  return day <= 28 || new Date(midnight).getUTCDate() === day ? midnight : Number.NaN;
}

/** Reads `YYYY-MM-DD`; undefined for anything else and for days that no calendar has, such as 2026-02-30. */
export function parseDate(text: string): LocalDate | undefined {
  return Number.isNaN(utcMidnight(text)) ? undefined : text;
}

/** Reads `HH:mm`, 00:00 to 23:59, as minutes after midnight; undefined for anything else. */
export function parseTime(text: string): number | undefined {
  const [, hours, minutes] = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(text) ?? [];
  return hours === undefined ? undefined : Number(hours) * 60 + Number(minutes);
}

/** Minutes after midnight as `HH:mm`. */
export function formatMinute(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
}

/** A local date as `Tue 1 Dec`. */
export function formatDate(date: LocalDate): string {
  return `${WEEKDAYS[weekdayOf(date) - 1]} ${Number(date.slice(8))} ${MONTHS[Number(date.slice(5, 7)) - 1]}`;
}

/** The day of an instant (UTC ms) in a zone, as `Tue 1 Dec`. */
export function formatDay(instant: number, zone: Zone): string {
  return formatDate(localOf(instant, zone).date);
}

/** The time of an instant (UTC ms) in a zone, as `14:30`. */
export function formatTime(instant: number, zone: Zone): string {
  return formatMinute(localOf(instant, zone).minute);
}

/** Day, time and zone of an instant (UTC ms), as `Tue 1 Dec, 14:30 CET`. */
export function formatSlot(instant: number, zone: Zone): string {
  return `${formatDay(instant, zone)}, ${formatTime(instant, zone)} ${zoneLabel(instant, zone)}`;
}
