const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** Hours and minutes of a day in UTC, such as `10:30`. */
export type TimeOfDay = `${number}:${number}`;

/** Working days seen from the day of `present` (UTC ms, Monday to Friday): 0 is that day, -1 the working day before. */
export function workingDays(present: number) {
  const midnight = Math.floor(present / DAY) * DAY;

  /** UTC ms of a time on such a day. */
  function at(day: number, time: TimeOfDay): number {
    const [hours = 0, minutes = 0] = time.split(':').map(Number);
    return dayAt(day) + (hours * 60 + minutes) * MINUTE;
  }

  function dayAt(day: number): number {
    let found = midnight;
    for (let left = Math.abs(day); left > 0; left -= isWorkingDay(found) ? 1 : 0) found += Math.sign(day) * DAY;
    return found;
  }

  return { at, date: (day: number) => new Date(dayAt(day)).toISOString().slice(0, 10) };
}

function isWorkingDay(instant: number): boolean {
  return ![0, 6].includes(new Date(instant).getUTCDay());
}

/** `YYYY-MM-DD` and `HH:mm` of an instant (UTC ms) in a zone (IANA), as they stand in pickers. */
export function onTheClock(instant: number, zone: string): { date: string; time: string } {
  const text = new Date(instant).toLocaleString('sv-SE', { timeZone: zone });
  return { date: text.slice(0, 10), time: text.slice(11, 16) };
}
