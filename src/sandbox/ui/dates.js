import { dateText, formatOf, localDate, zoneName } from './zones.js';

/** What each `{token}` of a `<!date^…>` or a rich-text date stands for. https://docs.slack.dev/messaging/formatting-message-text */
const TOKENS = {
  date_num: (at, zone) => localDate(at, zone),
  date_slash: (at, zone) => localDate(at, zone).replaceAll('-', '/'),
  date_long: (at, zone) => longDate(at, zone),
  date_long_full: (at, zone) => longDate(at, zone),
  date_long_pretty: (at, zone, now) => nearby(at, zone, now) ?? longDate(at, zone),
  date: (at, zone) => midDate(at, zone),
  date_pretty: (at, zone, now) => nearby(at, zone, now) ?? midDate(at, zone),
  date_short: (at, zone) => shortDate(at, zone),
  date_short_pretty: (at, zone, now) => nearby(at, zone, now) ?? shortDate(at, zone),
  time: (at, zone) => clockTime(at, zone),
  time_secs: (at, zone) => formatOf(zone, { hour: '2-digit', minute: '2-digit', second: '2-digit' }).format(at),
  ago: (at, _zone, now) => ago(at, now),
  day_divider_pretty: (at, zone, now) => dayTitle(at, zone, now),
};

/** A date in the reader's zone. `seconds` Unix; `format` text with `{tokens}`; `now` UTC ms. Unknown tokens stay as they are. */
export function formatDate(seconds, format, zone, now) {
  const at = seconds * 1000;
  const text = format.replace(/\{(\w+)\}/g, (whole, token) => TOKENS[token]?.(at, zone, now) ?? whole);
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** `09:30` in the reader's zone. */
export function clockTime(at, zone) {
  return formatOf(zone, { hour: '2-digit', minute: '2-digit' }).format(at);
}

/** `Tuesday 24 November 2026 at 09:30 GMT`: for tooltips and accessible names. */
export function fullTime(at, zone) {
  return `${longDate(at, zone)} at ${clockTime(at, zone)} ${zoneName(at, zone)}`;
}

/** `Tue 24 Nov 2026`. */
export function headDate(at, zone) {
  return dateText(at, zone, { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' });
}

/** Title of a day in the message list: `Today`, `Yesterday`, `Tuesday 24 November` (with the year when it is not this one). */
export function dayTitle(at, zone, now) {
  const sameYear = localDate(at, zone).slice(0, 4) === localDate(now, zone).slice(0, 4);
  const near = nearby(at, zone, now);
  if (near) return near.charAt(0).toUpperCase() + near.slice(1);
  const options = { weekday: 'long', day: 'numeric', month: 'long', ...(sameYear ? {} : { year: 'numeric' }) };
  return dateText(at, zone, options);
}

/** `5 minutes ago`, `in 3 hours`, `just now`. */
export function ago(at, now) {
  const seconds = Math.round((at - now) / 1000);
  const units = [
    ['year', 31_536_000],
    ['month', 2_592_000],
    ['day', 86_400],
    ['hour', 3_600],
    ['minute', 60],
  ];
  const [unit, size] = units.find(([, length]) => Math.abs(seconds) >= length) ?? [];
  if (!unit) return 'just now';
  return new Intl.RelativeTimeFormat('en').format(Math.trunc(seconds / size), unit);
}

/** Milliseconds of a message's `ts`. */
export function tsMs(ts) {
  return Math.round(Number(ts) * 1000);
}

function nearby(at, zone, now) {
  const days = dayNumber(at, zone) - dayNumber(now, zone);
  return { '-1': 'yesterday', 0: 'today', 1: 'tomorrow' }[days];
}

function dayNumber(at, zone) {
  return Date.parse(localDate(at, zone)) / 86_400_000;
}

function longDate(at, zone) {
  return dateText(at, zone, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });
}

function midDate(at, zone) {
  return dateText(at, zone, { day: 'numeric', month: 'long', year: 'numeric' });
}

function shortDate(at, zone) {
  return dateText(at, zone, { day: 'numeric', month: 'short', year: 'numeric' });
}
