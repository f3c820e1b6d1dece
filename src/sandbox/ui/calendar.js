import { html, useEffect, useLayoutEffect, useRef, useState } from './html.js';
import { Icon } from './icons.js';
import { dateText } from './zones.js';

const DAY = 86_400_000;

/**
 * One month to choose a day from. Arrow keys move by day and week, Page Up and Down by month, Home and End within the week.
 * Dates are `YYYY-MM-DD`; `today` marks the sandbox's present.
 */
export function Calendar({ chosen, today, onPick }) {
  const [day, setDay] = useState(chosen ?? today);
  const grid = useRef(null);
  const focusDay = () => grid.current?.querySelector('[tabindex="0"]')?.focus();
  useEffect(focusDay, []);
  useLayoutEffect(focusDay, [day]);

  const at = Date.parse(day);
  const month = new Date(at).getUTCMonth();
  const title = dateText(at, 'UTC', { month: 'long', year: 'numeric' });
  const key = (event) => {
    const to = moved(day, event.key);
    if (!to) return;
    event.preventDefault();
    setDay(to);
  };
  const cell = (instant) => {
    const date = iso(instant);
    const name = `day ${new Date(instant).getUTCMonth() === month ? '' : 'other'} ${date === today ? 'today' : ''}`;
    return html`<td key=${date} role="gridcell" aria-selected=${date === chosen}>
      <button type="button" class=${name} tabindex=${date === day ? 0 : -1} aria-current=${date === today ? 'date' : undefined}
        aria-label=${dateText(instant, 'UTC', { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' })}
        onClick=${() => onPick(date)}>${new Date(instant).getUTCDate()}</button>
    </td>`;
  };
  const turn = (label, to, icon) =>
    html`<button type="button" class="icon-button" aria-label=${label} onClick=${() => setDay(to)}><${Icon} name=${icon} /></button>`;
  return html`<div class="calendar">
    <div class="calendar-head">${turn('Previous month', monthAway(day, -1), 'left')}
      <span aria-live="polite">${title}</span>${turn('Next month', monthAway(day, 1), 'right')}</div>
    <table ref=${grid} role="grid" aria-label=${title} onKeyDown=${key}>
      <thead><tr>${WEEKDAYS.map((name) => html`<th key=${name} scope="col" abbr=${name}>${name.slice(0, 2)}</th>`)}</tr></thead>
      <tbody>${weeksOf(at).map((week) => html`<tr key=${week[0]}>${week.map(cell)}</tr>`)}</tbody>
    </table>
  </div>`;
}

const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

function moved(day, key) {
  const at = Date.parse(day);
  const weekday = (new Date(at).getUTCDay() + 6) % 7;
  const days = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7, Home: -weekday, End: 6 - weekday }[key];
  if (days !== undefined) return iso(at + days * DAY);
  return { PageUp: monthAway(day, -1), PageDown: monthAway(day, 1) }[key];
}

/** The same day of another month, or its last one. */
function monthAway(day, months) {
  const [year, month, date] = day.split('-').map(Number);
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  return iso(Date.UTC(year, month - 1 + months, Math.min(date, last)));
}

function weeksOf(at) {
  const date = new Date(at);
  const first = Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), 1);
  const start = first - ((new Date(first).getUTCDay() + 6) % 7) * DAY;
  return [0, 1, 2, 3, 4, 5].map((week) => [0, 1, 2, 3, 4, 5, 6].map((weekday) => start + (week * 7 + weekday) * DAY));
}

function iso(instant) {
  return new Date(instant).toISOString().slice(0, 10);
}
