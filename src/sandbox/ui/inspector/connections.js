import { act, get } from '../api.js';
import { fullTime } from '../dates.js';
import { html, useEffect } from '../html.js';
import { update, useStore } from '../store.js';

const REASONS = ['warning', 'refresh_requested', 'link_disabled', 'too_many_websockets'];

/** The app's sockets, and the ways in which Slack or the network end them. */
export function Connections() {
  const connections = useStore((state) => state.connections);
  useEffect(() => {
    get('connections').then(
      ({ connections: now }) => update(() => ({ connections: now })),
      () => {},
    );
  }, []);
  return html`<div class="settings scroll" tabindex="0" role="group" aria-label="Connections">
    ${connections.length === 0 && html`<p class="muted">No app is connected.</p>`}
    ${connections.map(
      ({
        id,
        openedAt,
        silent,
      }) => html`<div key=${id} class="connection" role="group" aria-label=${`Connection ${id}`}>
        <div><code>${id}</code>${silent && html` <span class="tag bad">silent</span>`}<small>open since ${fullTime(openedAt, 'UTC')}</small></div>
        <div class="setting-buttons">
          ${REASONS.map((reason) => html`<button key=${reason} type="button" class="button small" onClick=${() => act('connections/disconnect', { reason, id })}>${reason.replaceAll('_', ' ')}</button>`)}
          <button type="button" class="button small" onClick=${() => act('connections/silence', { id })}>go silent</button>
          <button type="button" class="button small danger" onClick=${() => act('connections/cut', { id })}>cut the wire</button>
        </div>
      </div>`,
    )}
  </div>`;
}
