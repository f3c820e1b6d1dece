import { clockTime } from '../dates.js';
import { isRefusal } from '../header.js';
import { html, useRef, useState } from '../html.js';
import { update, useStore } from '../store.js';
import { formatOf } from '../zones.js';
import { Detail } from './detail.js';

const SHOWN = 200;

/** Every delivery to the app and every call of the app, newest on top. */
export function Traffic() {
  const entries = useStore((state) => state.inspector.entries);
  const [wanted, setWanted] = useState('');
  const [onlyRefusals, setOnlyRefusals] = useState(false);
  const [open, setOpen] = useState(null);
  const list = useRef(null);

  const matching = entries.filter(
    (entry) => (!onlyRefusals || isRefusal(entry)) && titleOf(entry).toLowerCase().includes(wanted.toLowerCase()),
  );
  const shown = matching.slice(-SHOWN).reverse();
  const chosen = entries.find((entry) => keyOf(entry) === open);
  const clear = () => update(({ inspector }) => ({ inspector: { ...inspector, entries: [] } }));
  const key = (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const rows = [...list.current.querySelectorAll('button')];
    const at = rows.indexOf(document.activeElement);
    if (!step || at < 0) return;
    event.preventDefault();
    rows[Math.max(0, Math.min(rows.length - 1, at + step))].focus();
  };
  return html`<div class=${`traffic ${chosen ? 'with-detail' : ''}`}>
    <div class="traffic-list">
      <div class="traffic-tools">
        <input class="field" type="search" placeholder="Filter" aria-label="Filter the traffic" value=${wanted} onInput=${({ target }) => setWanted(target.value)} />
        <label class="choice-line"><input type="checkbox" checked=${onlyRefusals} onChange=${() => setOnlyRefusals(!onlyRefusals)} /> Only what went wrong</label>
        <button type="button" class="link-button" onClick=${clear}>Clear</button>
      </div>
      <div ref=${list} class="traffic-rows scroll" role="list" aria-label="Traffic, newest first" tabindex="0" onKeyDown=${key}>
        ${shown.length === 0 && html`<p class="muted empty-note" role="listitem">Nothing yet. Press a button, type a command or open Home.</p>`}
        ${shown.map((entry) => html`<div key=${keyOf(entry)} role="listitem"><${Row} entry=${entry} isOpen=${keyOf(entry) === open} onOpen=${() => setOpen(keyOf(entry) === open ? null : keyOf(entry))} /></div>`)}
      </div>
    </div>
    ${chosen && html`<${Detail} key=${keyOf(chosen)} entry=${chosen} onClose=${() => setOpen(null)} />`}
  </div>`;
}

function Row({ entry, isOpen, onOpen }) {
  const toApp = entry.type === 'envelope';
  const at = toApp ? entry.sentAt : entry.at;
  const bad = isRefusal(entry);
  return html`<button type="button" class=${`traffic-row ${bad ? 'bad' : ''}`} aria-expanded=${isOpen} onClick=${onOpen}>
    <span class="traffic-time">${formatOf('UTC', { hour: '2-digit', minute: '2-digit', second: '2-digit' }).format(at)}</span>
    <span class=${`direction ${toApp ? 'to-app' : 'from-app'}`} title=${toApp ? 'Slack to the app' : 'The app to Slack'}>${toApp ? '→ app' : '← app'}</span>
    <span class="traffic-title">${titleOf(entry)}</span>
    ${entry.retry_attempt > 0 && html`<span class="tag">retry ${entry.retry_attempt}</span>`}
    ${entry.fault && html`<span class="tag fault">fault: ${entry.fault}</span>`}
    <span class=${`tag ${bad ? 'bad' : 'ok'}`}>${outcomeOf(entry)}</span>
  </button>`;
}

/** What happened to an entry, with how long it took. */
export function outcomeOf(entry) {
  if (entry.type === 'call') {
    if (entry.status === 0) return 'cut off';
    const error = entry.answer?.error ?? (entry.status >= 400 ? entry.status : undefined);
    return `${error ?? 'ok'} · ${Math.round(entry.ms)} ms`;
  }
  const [ack] = entry.acks;
  const many = entry.acks.length > 1 ? ` ×${entry.acks.length}` : '';
  return ack ? `${entry.outcome}${many} · ${Math.round(ack.afterMs)} ms` : entry.outcome;
}

export function titleOf(entry) {
  return entry.type === 'call' ? entry.method : entry.label;
}

export function timeOf(entry) {
  return clockTime(entry.type === 'call' ? entry.at : entry.sentAt, 'UTC');
}

function keyOf(entry) {
  return entry.type === 'call' ? `call ${entry.seq}` : `envelope ${entry.envelope_id} ${entry.retry_attempt}`;
}
