import { addDays, compareDates, daysBetween, type LocalDate, type Weekday, weekdayOf } from './time.ts';

/**
 * When somebody works: weekdays, and minutes after local midnight from the first to the end of the last; `off` are local dates on which
 * nobody does, such as holidays.
 */
export type WorkingHours = { days: readonly Weekday[]; from: number; to: number; off?: readonly LocalDate[] };

/** 09:30 to 16:30, Monday to Friday. */
export const DEFAULT_HOURS: WorkingHours = { days: [1, 2, 3, 4, 5], from: 9 * 60 + 30, to: 16 * 60 + 30 };

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
export function isWorkingDay(date: LocalDate, hours: WorkingHours, awayUntil?: LocalDate | null): boolean {
  return !isAway(date, awayUntil) && usableHours(hours).days.includes(weekdayOf(date)) && !hours.off?.includes(date);
}

/** Whether a local date lies in an absence that ends with `awayUntil`. */
export function isAway(date: LocalDate, awayUntil: LocalDate | null | undefined): awayUntil is LocalDate {
  return !!awayUntil && compareDates(date, awayUntil) <= 0;
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
  const usual = usableHours(hours).days;
  let count = weeks * new Set(usual).size;
  for (let rest = 1; rest <= days % 7; rest += 1) {
    if (usual.includes(weekdayOf(addDays(from, weeks * 7 + rest)))) count += 1;
  }
  const isLost = (date: LocalDate) =>
    compareDates(date, from) > 0 && compareDates(date, to) <= 0 && usual.includes(weekdayOf(date));
  return count - new Set(hours.off?.filter(isLost)).size;
}
