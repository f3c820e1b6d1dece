import { tzOffset } from '@date-fns/tz';
import { remembered } from './remembered.ts';

/** IANA name of a time zone, such as `Europe/Vienna`. */
export type Zone = string;

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

// English has no one locale that knows every region's abbreviations: American English says EST, British CET, Australian AEST.
const LABEL_LOCALES = ['en-US', 'en-GB', 'en-AU'] as const;

const offsetsByDay = new Map<Zone, Map<number, number>>();
const labelsByDay = new Map<Zone, Map<number, string | null>>();
const labelFormats = new Map<string, Intl.DateTimeFormat>();

/**
 * Minutes that a zone's clocks are ahead of UTC at an instant.
 *
 * @param instant UTC ms.
 * @param zone IANA name.
 * @throws RangeError for a name that is no zone, or an instant that is no time.
 */
export function offsetAt(instant: number, zone: Zone): number {
  const day = Math.floor(instant / DAY);
  const offset = remembered(offsetsOf(zone), day, () => offsetThroughout(day, zone));
  return Number.isNaN(offset) ? readOffset(instant, zone) : offset;
}

function offsetsOf(zone: Zone): Map<number, number> {
  const known = offsetsByDay.get(zone);
  if (known) return known;
  if (!isZone(zone)) throw new RangeError(`"${zone}" is not a time zone`);
  const fresh = new Map<number, number>();
  offsetsByDay.set(zone, fresh);
  return fresh;
}

/** The one offset of a whole UTC day, or NaN for a day on which the clocks change. */
function offsetThroughout(day: number, zone: Zone): number {
  const atStart = readOffset(day * DAY, zone);
  return atStart === readOffset((day + 1) * DAY - 1, zone) ? atStart : Number.NaN;
}

function readOffset(instant: number, zone: Zone): number {
  const offset = tzOffset(zone, new Date(instant));
  if (Number.isNaN(offset)) throw new RangeError(`${instant} is not an instant`);
  return offset;
}

/** Whether a name is an IANA time zone that this machine knows. Bare offsets such as `+02:00` are not. */
export function isZone(name: string): boolean {
  if (offsetsByDay.has(name)) return true;
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    new Intl.DateTimeFormat('en-US', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

/** The zone named, or `fallback` when there is no name or it is unknown. */
export function zoneOr(name: string | undefined, fallback: Zone): Zone {
  return name !== undefined && isZone(name) ? name : fallback;
}

/**
 * Short English name of a zone at an instant, as people in it write it: `CET`, `EST`, `AEDT`; `GMT+5:30` where English has no
 * abbreviation. From Unicode CLDR, https://unicode.org/reports/tr35/tr35-dates.html#Time_Zone_Names.
 *
 * @param instant UTC ms.
 * @param zone IANA name.
 */
export function zoneLabel(instant: number, zone: Zone): string {
  const days = labelsByDay.get(zone) ?? new Map<number, string | null>();
  labelsByDay.set(zone, days);
  const day = Math.floor(instant / DAY);
  return remembered(days, day, () => labelThroughout(day, zone)) ?? readLabel(instant, zone);
}

/** The one label of a whole UTC day, or null for a day on which it changes. */
function labelThroughout(day: number, zone: Zone): string | null {
  const atStart = readLabel(day * DAY, zone);
  return atStart === readLabel((day + 1) * DAY - 1, zone) ? atStart : null;
}

function readLabel(instant: number, zone: Zone): string {
  const labels = LABEL_LOCALES.map((locale) => labelIn(locale, instant, zone));
  return labels.find((label) => !/^GMT[+-]/.test(label)) ?? labels[0] ?? zone;
}

function labelIn(locale: string, instant: number, zone: Zone): string {
  const key = `${locale} ${zone}`;
  let format = labelFormats.get(key);
  if (!format) {
    format = new Intl.DateTimeFormat(locale, { timeZone: zone, timeZoneName: 'short' });
    labelFormats.set(key, format);
  }
  return format.formatToParts(instant).find((part) => part.type === 'timeZoneName')?.value ?? zone;
}
