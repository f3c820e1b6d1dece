import type { CalendarEvent } from './calendar.ts';
import { oneLine, printable } from './text.ts';

/** Slack's limit for the url of a button: https://docs.slack.dev/reference/block-kit/block-elements/button-element */
const URL_MAX = 3000;

/** "Add to Google Calendar": https://github.com/InteractionDesignFoundation/add-event-to-calendar-docs, services/google.md */
export function googleLink(event: CalendarEvent): string {
  const { start, end } = basicTimes(event);
  return linkWithTexts(`https://calendar.google.com/calendar/render?action=TEMPLATE&dates=${start}/${end}`, [
    { name: 'text', text: oneLine(event.title), encode: encodeURIComponent },
    { name: 'location', text: oneLine(event.place ?? ''), encode: encodeURIComponent },
    {
      name: 'details',
      text: printable(event.description ?? '').trim(),
      encode: (text) => encodeURIComponent(asHtml(text)),
    },
  ]);
}

/** "Add to Outlook": https://github.com/InteractionDesignFoundation/add-event-to-calendar-docs, services/outlook-web.md */
export function outlookLink(event: CalendarEvent): string {
  const { start, end } = extendedTimes(event);
  const times = `startdt=${encodeURIComponent(start)}&enddt=${encodeURIComponent(end)}`;
  const action = 'path=%2Fcalendar%2Faction%2Fcompose&rru=addevent';
  return linkWithTexts(`https://outlook.office.com/calendar/0/deeplink/compose?${action}&${times}`, [
    { name: 'subject', text: oneLine(event.title), encode: encodeURIComponent },
    { name: 'location', text: oneLine(event.place ?? ''), encode: encodeURIComponent },
    {
      name: 'body',
      text: printable(event.description ?? '').trim(),
      encode: (text) => encodeURIComponent(asHtml(text).replaceAll('\n', '<br>')),
    },
  ]);
}

type Times = { start: string; end: string };

/** `2026-03-04T15:00:00Z`. */
function extendedTimes(event: CalendarEvent): Times {
  const utc = (at: number) => new Date(at).toISOString().replace(/\.\d+Z$/, 'Z');
  return { start: utc(event.startsAt), end: utc(event.startsAt + event.minutes * 60_000) };
}

/** `20260304T150000Z`. */
function basicTimes(event: CalendarEvent): Times {
  const { start, end } = extendedTimes(event);
  return { start: start.replace(/[-:]/g, ''), end: end.replace(/[-:]/g, '') };
}

/** Both services read the description as HTML. Text with neither a tag nor an entity in it stays as it is. */
function asHtml(text: string): string {
  if (!/<|&#?\w+;/.test(text)) return text;
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

type TextParameter = { name: string; text: string; encode: (text: string) => string };

/** Adds the texts, shortened until the whole fits: the description first, then the longer of title and place. */
function linkWithTexts(
  base: string,
  [title, place, description]: [TextParameter, TextParameter, TextParameter],
): string {
  const names = `&${title.name}=&${place.name}=&${description.name}=`;
  const room = URL_MAX - base.length - names.length;
  const titleLength = title.encode(title.text).length;
  const placeRoom = Math.max(room - titleLength, Math.floor(room / 2));
  const placeValue = shortened(place, placeRoom);
  const titleValue = shortened(title, room - placeValue.length);
  const descriptionValue = shortened(description, room - placeValue.length - titleValue.length);
  const values: [TextParameter, string][] = [
    [title, titleValue],
    [place, placeValue],
    [description, descriptionValue],
  ];
  return base + values.map(([{ name }, value]) => (value ? `&${name}=${value}` : '')).join('');
}

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** The encoded text, or as many whole characters of it as fit into `room` with an ellipsis behind them. */
function shortened({ text, encode }: TextParameter, room: number): string {
  const whole = encode(text);
  if (whole.length <= room) return whole;
  const ends = Array.from(graphemes.segment(text.slice(0, room)), ({ index }) => index);
  let fits = '';
  for (let low = 0, high = ends.length - 1; low <= high; ) {
    const middle = (low + high) >> 1;
    const candidate = encode(`${text.slice(0, ends[middle]).trimEnd()}…`);
    if (candidate.length <= room) {
      fits = candidate;
      low = middle + 1;
    } else high = middle - 1;
  }
  return fits;
}
