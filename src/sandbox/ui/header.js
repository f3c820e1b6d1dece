import { ClockControls } from './clock.js';
import { showGuide } from './guide.js';
import { html, useState } from './html.js';
import { Icon } from './icons.js';
import { AppMark, nameOf } from './reader.js';
import { SIDES } from './route.js';
import { update, useStore } from './store.js';
import { toggleTheme } from './theme.js';

export function Header({ isNarrow }) {
  const team = useStore((state) => state.about.team.name);
  const stream = useStore((state) => state.stream);
  const inspector = useStore((state) => state.inspector);
  const isGuided = useStore((state) => state.guideOpen);
  const refusals = inspector.entries.filter(isRefusal).length;
  const toggle = () => update((state) => ({ inspector: { ...state.inspector, open: !state.inspector.open } }));
  return html`<header class="top" data-region tabindex="-1">
    <div class="brand"><span class="brand-mark"><${AppMark} /></span><h1>${team}<small>embedded Slack</small></h1></div>
    <${ClockControls} />
    <div class="top-tools">
      ${stream === 'lost' && html`<span class="lost" role="status"><${Icon} name="warning" size=${16} /> Connection lost, trying again…</span>`}
      <button type="button" class="tool-button" aria-pressed=${inspector.open} aria-controls="inspector" onClick=${toggle} title="What goes between Slack and the app">
        <${Icon} name="inspect" /><span class="wide-only">Inspector</span>${refusals > 0 && html`<span class="badge bad" aria-label=${`${refusals} refusals`}>${refusals}</span>`}
      </button>
      <button type="button" class="icon-button" aria-label="Show me around" title="Show me around" aria-pressed=${isGuided} onClick=${() => showGuide(!isGuided)}><${Icon} name="help" /></button>
      <${ThemeButton} />
    </div>
    ${isNarrow && html`<${SeatSwitch} />`}
  </header>`;
}

/** Did Slack refuse it, or the app not answer as it should? */
export function isRefusal(entry) {
  if (entry.type === 'call') return entry.answer?.ok === false || entry.status === 0 || entry.status >= 400;
  return ['late', 'missing', 'refused', 'undeliverable'].includes(entry.outcome) || entry.violations?.length > 0;
}

function ThemeButton() {
  const [theme, setTheme] = useState(document.documentElement.dataset.theme);
  const label = theme === 'dark' ? 'Switch to light' : 'Switch to dark';
  return html`<button type="button" class="icon-button" aria-label=${label} title=${label} onClick=${() => setTheme(toggleTheme())}>
    <${Icon} name=${theme === 'dark' ? 'sun' : 'moon'} /></button>`;
}

/** On small screens: whose pane shows. */
function SeatSwitch() {
  const seat = useStore((state) => state.seat);
  const panes = useStore((state) => state.panes);
  const users = useStore((state) => state.users);
  const desks = useStore((state) => state.desks);
  const unread = (id) =>
    Object.values(desks[id]?.conversations ?? {}).reduce((sum, summary) => sum + summary.unread, 0);
  return html`<div class="seat-switch" role="group" aria-label="Whose Slack to show">
    ${SIDES.map((side) => {
      const count = side === seat ? 0 : unread(panes[side].user);
      return html`<button key=${side} type="button" aria-pressed=${side === seat} onClick=${() => update(() => ({ seat: side }))}>
        ${nameOf(users[panes[side].user])}${count > 0 && html`<span class="badge">${count}<span class="visually-hidden"> unread</span></span>`}</button>`;
    })}
  </div>`;
}
