/** Local time in IANA zones. Instants are UTC ms unless a name says seconds. */

const formats = new Map();

/** A cached `Intl.DateTimeFormat`; an unknown or missing zone counts as UTC. */
export function formatOf(zone, options, locale = 'en-GB') {
  const key = `${locale}|${zone}|${JSON.stringify(options)}`;
  let format = formats.get(key);
  if (!format) {
    format = new Intl.DateTimeFormat(locale, { ...options, timeZone: knownZone(zone) });
    formats.set(key, format);
  }
  return format;
}

/** A date in words, without the commas that browsers put at different places. */
export function dateText(at, zone, options) {
  return formatOf(zone, options).format(at).replaceAll(',', '');
}

/** The zone itself when the browser knows it, else `UTC`. */
export function knownZone(zone) {
  try {
    return zone ? new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone : 'UTC';
  } catch {
    return 'UTC';
  }
}

/** The wall clock in a zone at an instant: `{ year, month (1–12), day, hour, minute, second }`. */
export function wallTime(instant, zone) {
  const parts = formatOf(zone, {
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(instant);
  return Object.fromEntries(
    parts.filter(({ type }) => type !== 'literal').map(({ type, value }) => [type, Number(value)]),
  );
}

/** `YYYY-MM-DD` of an instant in a zone. */
export function localDate(instant, zone) {
  const { year, month, day } = wallTime(instant, zone);
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`;
}

/** `HH:mm` of an instant in a zone. */
export function localTime(instant, zone) {
  const { hour, minute } = wallTime(instant, zone);
  return `${two(hour)}:${two(minute)}`;
}

/**
 * The instant (UTC ms) of a local date `YYYY-MM-DD` and time `HH:mm`. Twice on the clock: the earlier one; skipped by a
 * change of the clocks: as far after the gap as it was into it.
 */
export function instantOf(date, time, zone) {
  const wall = Date.parse(`${date}T${time}:00Z`);
  const before = wall - offsetAt(wall - 86_400_000, zone);
  const after = wall - offsetAt(wall + 86_400_000, zone);
  const fits = [before, after].filter((instant) => instant + offsetAt(instant, zone) === wall);
  return fits.length > 0 ? Math.min(...fits) : before;
}

/** ms that the zone is ahead of UTC at an instant. */
export function offsetAt(instant, zone) {
  const { year, month, day, hour, minute, second } = wallTime(instant, zone);
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(instant / 1000) * 1000;
}

/** A zone's short name at an instant, such as `GMT`, `CET` or `GMT+5:30`. */
export function zoneName(instant, zone) {
  const parts = formatOf(zone, { timeZoneName: 'short' }).formatToParts(instant);
  return parts.find(({ type }) => type === 'timeZoneName')?.value ?? 'UTC';
}

/** The city of a zone: `New York` of `America/New_York`. */
export function zoneCity(zone) {
  return (zone ?? 'UTC').split('/').at(-1).replaceAll('_', ' ');
}

function two(number) {
  return String(number).padStart(2, '0');
}
