import { Calendar } from '../calendar.js';
import { html, useEffect, useId, useRef, useState } from '../html.js';
import { Icon } from '../icons.js';
import { Popup } from '../popup.js';
import { useZone } from '../reader.js';
import { present } from '../store.js';
import { dateText, localDate } from '../zones.js';
import { dateIn, timeIn } from './typed.js';

/** A date as `YYYY-MM-DD`, typed or chosen from a calendar. `onPick(date | null)`. */
export function DateField({ value, onPick, id, label, describedBy, invalid, placeholder = 'Choose a date' }) {
  const [typed, setTyped] = useState(null);
  const [open, setOpen] = useState(false);
  const box = useRef(null);
  const button = useRef(null);
  const zone = useZone();
  const shown = value
    ? dateText(Date.parse(value), 'UTC', { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' })
    : '';

  const commit = () => {
    if (typed === null) return;
    const date = typed.trim() === '' ? null : dateIn(typed);
    setTyped(null);
    if (date !== undefined && date !== value) onPick(date);
  };
  const key = (event) => {
    if (event.key === 'Enter') {
      if (typed !== null) event.preventDefault();
      commit();
    } else if (event.key === 'ArrowDown') {
      event.preventDefault();
      setOpen(true);
    }
  };
  const focus = ({ target }) => {
    if (value) setTyped(value);
    setTimeout(() => target.select());
  };
  const close = () => {
    setOpen(false);
    button.current?.focus();
  };
  const pick = (date) => {
    close();
    setTyped(null);
    if (date !== value) onPick(date);
  };
  return html`<span ref=${box} class=${`field with-button ${invalid ? 'invalid' : ''}`}>
    <input id=${id} class="bare" type="text" aria-label=${label} aria-describedby=${describedBy} aria-invalid=${invalid || undefined} autocomplete="off"
      placeholder=${placeholder} value=${typed ?? shown} title="A date such as 2026-12-01" onInput=${({ target }) => setTyped(target.value)}
      onFocus=${focus} onBlur=${commit} onKeyDown=${key} />
    <button ref=${button} type="button" class="field-button" aria-label="Open the calendar" aria-haspopup="dialog" aria-expanded=${open}
      onClick=${() => setOpen(!open)}><${Icon} name="calendar" size=${16} /></button>
    ${
      open &&
      html`<${Popup} anchor=${box} name="calendar-popup" onClose=${close} role="dialog" aria-label="Choose a date">
      <${Calendar} chosen=${value} today=${localDate(present(), zone)} onPick=${pick} />
    <//>`
    }
  </span>`;
}

/** `HH:mm`, typed or chosen in steps of half an hour. `onPick(time | null)`. */
export function TimeField({ value, onPick, id, label, describedBy, invalid, placeholder = 'Choose a time' }) {
  const [typed, setTyped] = useState(null);
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(0);
  const box = useRef(null);
  const listId = useId();
  const at = Math.max(0, Math.min(active, TIMES.length - 1));

  useEffect(() => {
    if (open) document.getElementById(`${listId}-${at}`)?.scrollIntoView({ block: 'center' });
  }, [open, at]);

  const show = () => {
    setActive(TIMES.findIndex((time) => time >= (value ?? '09:00')));
    setOpen(true);
  };
  const pick = (time) => {
    setOpen(false);
    setTyped(null);
    if (time !== undefined && time !== value) onPick(time);
  };
  const commit = () => (typed === null ? setOpen(false) : pick(typed.trim() === '' ? null : timeIn(typed)));
  const key = (event) => {
    const move = { ArrowDown: 1, ArrowUp: -1, PageDown: 4, PageUp: -4 }[event.key];
    if (move) {
      event.preventDefault();
      if (open) setActive(at + move);
      else show();
    } else if (event.key === 'Enter' && (open || typed !== null)) {
      event.preventDefault();
      event.stopPropagation();
      if (typed === null) pick(TIMES[at]);
      else commit();
    } else if (event.key === 'Escape' && open) {
      event.preventDefault();
      event.stopPropagation();
      setOpen(false);
      setTyped(null);
    }
  };
  const type = ({ target }) => {
    setTyped(target.value);
    const near = TIMES.findIndex((time) => time >= (timeIn(target.value) ?? '24'));
    if (near >= 0) setActive(near);
  };
  return html`<span ref=${box} class=${`field with-button time-field ${invalid ? 'invalid' : ''}`}>
    <input id=${id} class="bare" type="text" role="combobox" autocomplete="off" aria-label=${label} aria-describedby=${describedBy} aria-expanded=${open}
      aria-controls=${listId} aria-activedescendant=${open ? `${listId}-${at}` : undefined} aria-invalid=${invalid || undefined}
      placeholder=${placeholder} value=${typed ?? value ?? ''} onInput=${type} onClick=${show}
      onFocus=${(event) => event.target.select()} onBlur=${commit} onKeyDown=${key} />
    <span class="field-icon"><${Icon} name="clock" size=${16} /></span>
    ${
      open &&
      html`<${Popup} anchor=${box} name="listbox-popup" matchWidth onClose=${() => setOpen(false)} onMouseDown=${(event) => event.preventDefault()}>
      <div id=${listId} role="listbox" aria-label=${label ?? 'Times'}>
        ${TIMES.map(
          (
            time,
            index,
          ) => html`<div key=${time} id=${`${listId}-${index}`} role="option" class=${`choice ${index === at ? 'active' : ''}`}
            aria-selected=${time === value} onClick=${() => pick(time)}>${time}</div>`,
        )}
      </div>
    <//>`
    }
  </span>`;
}

const TIMES = Array.from(
  { length: 48 },
  (_, half) => `${String(half >> 1).padStart(2, '0')}:${half % 2 ? '30' : '00'}`,
);
