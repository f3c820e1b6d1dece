import { getState, update } from './store.js';
import { applyChange, loadDesk, loadLog, loadWorld } from './world.js';

let source = null;
let listening = '';
let seen = 0;

/** Listens to what the viewed people (and the open inspector) may see; called again whenever that changes. */
export function listen(users, withInspector, from = seen) {
  const wanted = `${[...users].sort().join()} ${withInspector}`;
  if (source && wanted === listening) return;
  source?.close();
  listening = wanted;
  seen = Math.max(seen, from);
  const query = new URLSearchParams(users.map((user) => ['as', user]));
  query.set('after', String(seen));
  if (withInspector) query.set('inspector', '1');
  source = new EventSource(`/_sandbox/events?${query}`);
  source.onopen = () => update(() => ({ stream: 'live' }));
  source.onerror = () => update(() => ({ stream: 'lost' }));
  source.onmessage = ({ data }) => receive(JSON.parse(data));
  source.addEventListener('reload', () => reloadAll().catch(() => location.reload()));
}

function receive(change) {
  seen = Math.max(seen, change.seq);
  applyChange(change);
}

/** Too much was missed, or the sandbox is a new one: everything is read anew. */
async function reloadAll() {
  const users = Object.keys(getState().desks);
  update(({ desks }) => ({
    desks: Object.fromEntries(Object.entries(desks).map(([id, desk]) => [id, { ...desk, lists: {} }])),
  }));
  await loadWorld();
  const [seq] = await Promise.all(users.map(loadDesk));
  seen = seq;
  if (getState().inspector.open) await loadLog();
}
