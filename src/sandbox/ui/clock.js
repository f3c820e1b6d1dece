import { act } from './api.js';
import { clockTime, headDate } from './dates.js';
import { html, useEffect, useRef, useState } from './html.js';
import { Icon } from './icons.js';
import { Popup } from './popup.js';
import { present, ticks, toast, update, useStore } from './store.js';
import { instantOf, localDate, localTime, zoneCity, zoneName } from './zones.js';

const HOUR = 3_600_000;
const WEEK = 168 * HOUR;

/** The sandbox's present in UTC ms, fresh every second. */
export function useNow() {
  const clock = useStore((state) => state.clock);
  const [, tick] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => tick((count) => count + 1), 1000);
    return () => clearInterval(timer);
  }, []);
  return present(clock);
}

/** The clock, always in view, and the ways to move it. It shows the zone of the person on the left. */
export function ClockControls() {
  const now = useNow();
  const zone = useStore((state) => state.users[state.panes.left.user]?.tz ?? 'UTC');
  const isFrozen = useStore((state) => state.clock.frozen);
  const [busy, setBusy] = useState(false);
  const [asks, setAsks] = useState(false);
  const setter = useRef(null);

  const move = async (body) => {
    setBusy(true);
    const answer = await act('clock', body);
    setBusy(false);
    if (!answer) return;
    update(() => ({ clock: { now: answer.now, frozen: Boolean(answer.frozen), readAt: ticks() } }));
    toast(`It is now ${headDate(answer.now, zone)}, ${clockTime(answer.now, zone)} ${zoneName(answer.now, zone)}.`, {
      topic: 'clock',
    });
  };
  const close = () => {
    setAsks(false);
    setter.current?.focus();
  };
  const setTo = (set) => {
    close();
    move({ set });
  };
  const button = (label, body, title, short = label) =>
    html`<button type="button" class="clock-button" disabled=${busy} title=${title} onClick=${() => move(body)}>${short === label ? label : html`<span class="long">${label}</span><span class="short">${short}</span>`}</button>`;
  return html`<div class="clock" role="group" aria-label="Sandbox clock">
    <div class="clock-face" aria-busy=${busy}>
      ${busy ? html`<span class="spinner"></span>` : html`<${Icon} name="clock" />`}
      <time datetime=${new Date(now).toISOString()}><span class="clock-date">${headDate(now, zone)}</span> <span class="clock-time">${clockTime(now, zone)}</span></time>
      <span class="clock-zone" title=${zone}>${zoneCity(zone)} · ${zoneName(now, zone)}${isFrozen ? ' · stands still' : ''}</span>
    </div>
    <div class="clock-moves">
      ${button('Now', { set: Date.now() }, 'Back to the real present')}
      ${button('+1 hour', { advance: HOUR })}
      ${button('Next working day', { to: 'next_working_day', tz: zone }, `09:30 of the next Monday to Friday in ${zoneCity(zone)}`, 'Next day')}
      ${button('+1 week', { advance: WEEK })}
      <button ref=${setter} type="button" class="clock-button" disabled=${busy} aria-haspopup="dialog" aria-expanded=${asks} onClick=${() => setAsks(!asks)}>Set…</button>
      ${asks && html`<${AnyInstant} anchor=${setter} now=${now} zone=${zone} onClose=${close} onSet=${setTo} />`}
    </div>
  </div>`;
}

function AnyInstant({ anchor, now, zone, onClose, onSet }) {
  const [value, setValue] = useState(`${localDate(now, zone)}T${localTime(now, zone)}`);
  const input = useRef(null);
  useEffect(() => input.current?.focus(), []);
  const submit = (event) => {
    event.preventDefault();
    const [date, time] = value.split('T');
    if (date && time) onSet(instantOf(date, time.slice(0, 5), zone));
  };
  return html`<${Popup} anchor=${anchor} align="end" name="instant" onClose=${onClose} role="dialog" aria-label="Move the clock to any moment">
    <form onSubmit=${submit}>
      <label>Date and time in ${zoneCity(zone)} (${zoneName(now, zone)})
        <input ref=${input} class="field" type="datetime-local" value=${value} onInput=${({ target }) => setValue(target.value)} /></label>
      <button type="submit" class="button primary">Move the clock</button>
    </form>
  <//>`;
}
