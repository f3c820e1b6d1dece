import { html, useRef } from './html.js';
import { Icon } from './icons.js';
import { MenuButton } from './menu.js';
import { Avatar, nameOf } from './reader.js';
import { useStore } from './store.js';

/** The list of a person's conversations, with unread marks. Arrow keys move in it. */
export function Sidebar({ desk, pane, onGo, onDialog }) {
  const list = useRef(null);
  const app = useStore((state) => state.about.app);
  const all = Object.values(desk.conversations).filter(({ is_archived: archived }) => !archived);
  const appDm = all.find(({ is_app_dm: isApp }) => isApp);
  const byLatest = (one, other) =>
    (other.latest ?? '0').localeCompare(one.latest ?? '0') || one.title.localeCompare(other.title);
  const channels = all
    .filter(({ kind }) => kind === 'channel' || kind === 'private')
    .sort((one, other) => one.title.localeCompare(other.title));
  const directs = all
    .filter((summary) => (summary.kind === 'im' || summary.kind === 'mpim') && !summary.is_app_dm)
    .sort(byLatest);
  const current = pane.channel ?? appDm?.id ?? null;

  const key = (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    const rows = [...list.current.querySelectorAll('.side-row')];
    const at = rows.indexOf(document.activeElement);
    if (at < 0) return;
    event.preventDefault();
    rows[(at + step + rows.length) % rows.length].focus();
  };
  const row = (
    summary,
  ) => html`<${Row} key=${summary.id} summary=${summary} desk=${desk} isCurrent=${summary.id === current}
    onGo=${() => onGo({ channel: summary.is_app_dm ? null : summary.id, tab: 'messages' })} />`;
  const addChannel = [
    { label: 'Browse channels', icon: 'search', onSelect: () => onDialog({ kind: 'browse' }) },
    { label: 'Create a channel', icon: 'plus', onSelect: () => onDialog({ kind: 'channel' }) },
  ];
  return html`<nav class="sidebar" aria-label="Conversations" ref=${list} onKeyDown=${key}>
    <h2 class="side-title">Apps</h2>
    ${
      appDm
        ? row(appDm)
        : html`<button type="button" class=${`side-row ${pane.channel ? '' : 'current'}`} aria-current=${pane.channel ? undefined : 'page'} onClick=${() => onGo({ channel: null, tab: 'messages' })}>
          <${Avatar} user=${{ id: app.id, is_bot: true }} name=${app.name} size=${20} /><span class="side-name">${app.name}</span></button>`
    }
    <h2 class="side-title">Channels <${MenuButton} label="Add channels" icon="plus" items=${addChannel} align="start" /></h2>
    ${channels.map(row)}
    <h2 class="side-title">Direct messages
      <button type="button" class="icon-button" aria-label="New message" title="New message" onClick=${() => onDialog({ kind: 'direct' })}><${Icon} name="plus" /></button></h2>
    ${directs.map(row)}
  </nav>`;
}

function Row({ summary, desk, isCurrent, onGo }) {
  const users = useStore((state) => state.users);
  const other = users[summary.members.find((id) => id !== desk.user) ?? desk.user];
  const mark = {
    channel: html`<${Icon} name="hash" size=${16} />`,
    private: html`<${Icon} name="lock" size=${16} />`,
    mpim: html`<${Icon} name="people" size=${16} />`,
    im: html`<${Avatar} user=${other} size=${20} />`,
  }[summary.kind];
  const name =
    summary.kind === 'im' ? (summary.is_app_dm ? nameOf(other) : summary.title) : summary.title.replace(/^#/, '');
  const label = summary.unread > 0 ? `${name}, ${summary.unread} unread` : name;
  return html`<button type="button" class=${`side-row ${isCurrent ? 'current' : ''} ${summary.unread > 0 ? 'unread' : ''}`}
      aria-current=${isCurrent ? 'page' : undefined} aria-label=${label} title=${name} onClick=${onGo}>
    ${mark}<span class="side-name">${name}</span>
    ${summary.unread > 0 && html`<span class="badge" aria-hidden="true">${summary.unread > 99 ? '99+' : summary.unread}</span>`}
  </button>`;
}
