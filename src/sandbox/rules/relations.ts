import { type Check, type Fields, isFields, itemsOf } from './shape.ts';
import { relation } from './violation.ts';

/** Rules between the fields of one object, to be listed in a shape's `also`. */

const has = (value: Fields, key: string): boolean => value[key] !== undefined;

/** Where Slack points to when something about the whole object is wrong: its `type`, or the object itself. */
const whole = (value: Fields, at: string): string => (has(value, 'type') ? `${at}/type` : at);

const quoted = (keys: string[]): string => keys.map((key) => `\`${key}\``).join(' or ');

export const atLeastOneOf =
  (...keys: string[]): Check =>
  (value, at) =>
    keys.some((key) => has(value, key)) ? [] : [relation(whole(value, at), `must define either ${quoted(keys)}`)];

export const notBoth =
  (one: string, other: string): Check =>
  (value, at) =>
    has(value, one) && has(value, other)
      ? [relation(whole(value, at), `must define either ${quoted([one, other])}, not both`)]
      : [];

export const onlyWith =
  (key: string, companion: string, wanted: boolean): Check =>
  (value, at) =>
    value[key] === true && (value[companion] === true) !== wanted
      ? [relation(`${at}/${key}`, `\`${key}\` needs \`${companion}\` to be ${wanted}`)]
      : [];

/** `lower` may not exceed `upper`; numbers written as text are compared as numbers. */
export const inOrder =
  (lower: string, upper: string): Check =>
  (value, at) => {
    const [low, high] = [amount(value[lower]), amount(value[upper])];
    return low !== undefined && high !== undefined && low > high
      ? [relation(`${at}/${lower}`, `\`${lower}\` must not be greater than \`${upper}\``)]
      : [];
  };

const amount = (value: unknown): number | undefined => {
  if (typeof value !== 'number' && typeof value !== 'string') return undefined;
  const read = Number(value);
  return value === '' || Number.isNaN(read) ? undefined : read;
};

/** Slack follows links: what is no absolute URL is refused after the schema has passed. */
export const urlIn =
  (key: string, { schemes }: { schemes?: readonly string[] } = {}): Check =>
  (value, at) => {
    const url = value[key];
    if (typeof url !== 'string' || isUrl(url, schemes)) return [];
    // An empty text is a matter of taste between the sources; the length rule has already named it.
    return url === '' ? [] : [relation(`${at}/${key}`, 'invalid url', { printed: 'bare' })];
  };

function isUrl(text: string, schemes?: readonly string[]): boolean {
  try {
    const scheme = new URL(text).protocol.slice(0, -1);
    return schemes === undefined || schemes.includes(scheme);
  } catch {
    return false;
  }
}

/** What is chosen from the start must be an exact copy of a listed option. */
export const initialOption: Check = (value, at) => {
  const listed = offered(value);
  const chosen = value.initial_option;
  return !isFields(chosen) || listed === undefined || listed.has(canonical(chosen))
    ? []
    : [relation(`${at}/initial_option`, 'must be one of the provided options', { printed: 'bare' })];
};

/** As `initialOption`, for several; an empty list is refused with the same words. */
export const initialOptions: Check = (value, at) => {
  const listed = offered(value);
  const chosen = value.initial_options;
  if (!Array.isArray(chosen) || listed === undefined) return [];
  return chosen.length > 0 && chosen.every((option) => listed.has(canonical(option)))
    ? []
    : [relation(`${at}/initial_options`, 'must be one of the provided options', { printed: 'bare' })];
};

function offered(value: Fields): Set<string> | undefined {
  if (!has(value, 'options') && !has(value, 'option_groups')) return undefined;
  const grouped = itemsOf(value.option_groups).flatMap((group) => itemsOf(isFields(group) ? group.options : []));
  return new Set([...itemsOf(value.options), ...grouped].map(canonical));
}

/** One spelling for equal values, whatever the order of their keys. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'undefined';
  const entries = Object.entries(value).filter(([, inner]) => inner !== undefined);
  return `{${entries
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, inner]) => `${JSON.stringify(key)}:${canonical(inner)}`)
    .join()}}`;
}

/** `2026-02-30` has the form of a date and is none. */
export const realDate =
  (key: string): Check =>
  (value, at) => {
    const date = value[key];
    if (typeof date !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(date)) return [];
    const read = new Date(`${date}T00:00:00Z`);
    const exists = !Number.isNaN(read.getTime()) && read.toISOString().startsWith(date);
    return exists ? [] : [relation(`${at}/${key}`, 'must be a valid date', { severity: 'W' })];
  };

/** Zones are named as in the IANA database: `Europe/Rome`. */
export const knownZone =
  (key: string): Check =>
  (value, at) => {
    const zone = value[key];
    return typeof zone !== 'string' || isZone(zone)
      ? []
      : [relation(`${at}/${key}`, 'must be a valid timezone', { severity: 'W' })];
  };

function isZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }) !== undefined;
  } catch {
    return false;
  }
}
