const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** The first instant of 2026 and the last of 2036, UTC ms. */
export const YEARS = { from: Date.UTC(2026, 0, 1), to: Date.UTC(2037, 0, 1) - 1 };

export const ZONES: readonly string[] = Intl.supportedValuesOf('timeZone');

/** A change of clocks: its instant (UTC ms), and the minutes ahead of UTC before and from then on. */
export type ClockChange = { zone: string; at: number; before: number; after: number };

const readers = new Map<string, Intl.DateTimeFormat>();

/** The wall in a zone as text, `2026-12-01 14:30`, straight from the platform: an opinion independent of the code under test. */
export function wallIn(zone: string, instant: number): string {
  let reader = readers.get(zone);
  if (!reader) {
    // The Swedish format is ISO 8601 but for the T.
    reader = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' });
    readers.set(zone, reader);
  }
  return reader.format(instant);
}

/** The wall in a zone, as a day and minutes since midnight. */
export function wallOf(zone: string, instant: number): { date: string; minute: number; weekday: number } {
  const [date = '', time = ''] = wallIn(zone, instant).split(' ');
  const weekday = new Date(`${date}T12:00:00Z`).getUTCDay() || 7;
  return { date, minute: Number(time.slice(0, 2)) * 60 + Number(time.slice(3)), weekday };
}

export function offsetIn(zone: string, instant: number): number {
  const minute = Math.floor(instant / MINUTE) * MINUTE;
  return (Date.parse(`${wallIn(zone, minute).replace(' ', 'T')}:00Z`) - minute) / MINUTE;
}

/** Every change of clocks from 2026 to 2036 in a zone, found by comparing every fourth day and halving between. */
export function clockChangesOf(zone: string): ClockChange[] {
  const changes: ClockChange[] = [];
  for (let start = YEARS.from; start < YEARS.to; start += 4 * DAY) {
    const [before, after] = [offsetIn(zone, start), offsetIn(zone, start + 4 * DAY)];
    if (before === after) continue;
    let [low, high] = [start, start + 4 * DAY];
    while (high - low > MINUTE) {
      const middle = low + Math.floor((high - low) / MINUTE / 2) * MINUTE;
      if (offsetIn(zone, middle) === before) low = middle;
      else high = middle;
    }
    changes.push({ zone, at: high, before, after });
  }
  return changes;
}
