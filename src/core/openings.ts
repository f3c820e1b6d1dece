import { addWorkingDays, isWorkingDay, type Person, usableHours, type WorkingHours } from './hours.ts';
import { addDays, compareDates, type LocalDate, localOf, MINUTE, resolveLocal } from './time.ts';

/** A stretch of time, UTC ms; `to` is not part of it. */
export type Interval = { from: number; to: number };

/** What a start looks like to one person: local date, and minutes after local midnight. */
export type LocalStart = { date: LocalDate; minute: number };

/** An instant (UTC ms) at which a meeting can start, and what the clocks of the two people show then. */
export type Start = { at: number; local: readonly [LocalStart, LocalStart] };

/** One person's working hours of one day as an interval; date and minute are what the wall shows at its start. */
export type Shift = Interval & LocalStart;

const QUARTER_HOUR = 15 * MINUTE;
const EARLIEST = 8 * 60;
const LATEST = 18 * 60 + 30;

/** Hours that start and end so many minutes earlier and later; not before 08:00 or after 18:30, unless they did already. */
export function widen(hours: WorkingHours, minutes: number): WorkingHours {
  const usable = usableHours(hours);
  const { from, to } = usable;
  return {
    ...usable,
    from: Math.min(from, Math.max(EARLIEST, from - minutes)),
    to: Math.max(to, Math.min(LATEST, to + minutes)),
  };
}

/**
 * Somebody's working hours from the local day of `now` (UTC ms) to the n-th working day after it, whether away or not.
 * A day on which the clocks change within the hours is left out: nobody agrees what "half past two" means on it.
 */
export function shifts(now: number, workingDays: number, { zone, hours }: Person): Shift[] {
  const { from, to } = usableHours(hours);
  const today = localOf(now, zone).date;
  const last = addWorkingDays(today, workingDays, hours);
  const found: Shift[] = [];
  for (let date = today; compareDates(date, last) <= 0; date = addDays(date, 1)) {
    if (!isWorkingDay(date, hours)) continue;
    const opening = resolveLocal(date, from, zone);
    const closing = resolveLocal(date, to, zone);
    if (closing - opening === (to - from) * MINUTE) found.push({ from: opening, to: closing, date, minute: from });
  }
  return found;
}

/** The quarter-hour starts of meetings so many minutes long that lie whole within a shift of each of the two. */
export function sharedStarts(ones: readonly Shift[], others: readonly Shift[], minutes: number): Start[] {
  const starts: Start[] = [];
  for (const one of ones) {
    for (const other of others) {
      const first = Math.max(one.from, other.from);
      const last = Math.min(one.to, other.to) - minutes * MINUTE;
      for (let at = Math.ceil(first / QUARTER_HOUR) * QUARTER_HOUR; at <= last; at += QUARTER_HOUR) {
        starts.push({ at, local: [localStart(at, one), localStart(at, other)] });
      }
    }
  }
  return starts;
}

function localStart(at: number, shift: Shift): LocalStart {
  return { date: shift.date, minute: shift.minute + (at - shift.from) / MINUTE };
}
