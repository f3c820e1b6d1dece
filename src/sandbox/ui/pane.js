import { useNow } from './clock.js';
import { Combobox } from './combobox.js';
import { ConfirmDialog } from './confirm.js';
import { Conversation } from './conversation.js';
import { clockTime, headDate } from './dates.js';
import { html, useCallback, useMemo, useState } from './html.js';
import { Icon } from './icons.js';
import { Modals } from './modal.js';
import { PlaceDialog } from './place-dialog.js';
import { Avatar, nameOf, Reader } from './reader.js';
import { go } from './route.js';
import { Sidebar } from './sidebar.js';
import { dismissToast, useStore } from './store.js';
import { Confirm } from './surface.js';
import { zoneCity, zoneName } from './zones.js';

/** One person's Slack: who they are, their sidebar, what they look at, and what lies over it. */
export function Pane({ side, onSeat }) {
  const pane = useStore((state) => state.panes[side]);
  const user = useStore((state) => state.users[pane.user]);
  const desk = useStore((state) => state.desks[pane.user]);
  const [asked, setAsked] = useState(null);
  const [dialog, setDialog] = useState(null);
  const [drawer, setDrawer] = useState(false);
  const reader = useMemo(() => ({ user: pane.user, side }), [pane.user, side]);

  const confirm = useCallback((object) => new Promise((resolve) => setAsked({ object, resolve })), []);
  const answer = (yes) => {
    asked.resolve(yes);
    setAsked(null);
  };
  if (!user || !desk) return html`<section class="pane" aria-busy="true"></section>`;
  const hasModal = desk.modals.length > 0;
  const choose = (place) => {
    setDrawer(false);
    setDialog(null);
    go(side, place);
  };
  const isCovered = hasModal || asked !== null || dialog !== null;
  return html`<${Reader.Provider} value=${reader}><${Confirm.Provider} value=${confirm}>
    <section class="pane" data-region data-side=${side} tabindex="-1" aria-label=${`${nameOf(user)}’s Slack`}>
      <div class="pane-inner" inert=${isCovered}>
        <${PaneHead} user=${user} side=${side} onSeat=${onSeat} onDrawer=${() => setDrawer(!drawer)} isOpen=${drawer} />
        <div class=${`pane-body ${drawer ? 'drawer-open' : ''}`}>
          <${Sidebar} key=${user.id} desk=${desk} pane=${pane} onGo=${choose} onDialog=${setDialog} />
          ${drawer && html`<div class="drawer-shade" onClick=${() => setDrawer(false)}></div>`}
          <${Conversation} key=${`${user.id} ${pane.channel}`} desk=${desk} pane=${pane} side=${side} onDialog=${setDialog} />
        </div>
      </div>
      ${dialog && html`<${PlaceDialog} key=${dialog.kind} ...${dialog} desk=${desk} onClose=${() => setDialog(null)} onGo=${(channel) => choose({ channel, tab: 'messages' })} />`}
      ${hasModal && html`<${Modals} desk=${desk} covered=${asked !== null} />`}
      ${asked && html`<${ConfirmDialog} object=${asked.object} onAnswer=${answer} />`}
      <${PaneToasts} user=${user.id} />
    </section>
  <//><//>`;
}

function PaneHead({ user, side, onSeat, onDrawer, isOpen }) {
  const users = useStore((state) => state.users);
  const choices = useMemo(() => seats(users), [users]);
  return html`<div class="pane-head">
    <button type="button" class="icon-button drawer-button" aria-label="Conversations" aria-expanded=${isOpen} onClick=${onDrawer}><${Icon} name="menu" /></button>
    <${Avatar} user=${user} size=${30} />
    <div class="act-as"><${Combobox} label=${`Act as, on the ${side}`} choices=${choices} chosen=${[choiceOf(user)]} onPick=${({ value }) => value !== user.id && onSeat(value)} /></div>
    <${LocalTime} zone=${user.tz} />
  </div>`;
}

function LocalTime({ zone }) {
  const now = useNow();
  return html`<span class="local-time" title=${zone ?? 'UTC (no time zone set)'}>
    <span class="local-date">${headDate(now, zone).replace(/ \d{4}$/, '')}</span> <strong>${clockTime(now, zone)}</strong> <span class="local-city">${zoneCity(zone)} · </span><span class="local-zone">${zoneName(now, zone)}</span>
  </span>`;
}

/** Everybody whose place one can take. */
function seats(users) {
  return Object.values(users)
    .filter((other) => !other.is_bot && other.id !== 'USLACKBOT')
    .map(choiceOf)
    .sort((one, other) => one.label.localeCompare(other.label));
}

function choiceOf(user) {
  const role = user.deleted
    ? 'deactivated'
    : user.is_restricted || user.is_ultra_restricted
      ? 'guest'
      : user.is_admin
        ? 'admin'
        : '';
  return {
    value: user.id,
    label: nameOf(user),
    face: html`<${Avatar} user=${user} size=${20} /> ${nameOf(user)}`,
    description: [user.real_name === nameOf(user) ? `@${user.name}` : user.real_name, role, zoneCity(user.tz)]
      .filter(Boolean)
      .join(' · '),
    keywords: `${user.name} ${user.real_name} ${user.tz} ${role}`,
  };
}

function PaneToasts({ user }) {
  const toasts = useStore((state) => state.toasts);
  return html`<div class="toasts" role="status">
    ${toasts
      .filter((shown) => shown.user === user)
      .map(
        ({
          id,
          text,
          kind,
        }) => html`<div key=${id} class=${`toast ${kind}`}><${Icon} name=${kind === 'error' ? 'warning' : 'info'} size=${16} /><span>${text}</span>
          <button type="button" class="icon-button" aria-label="Dismiss" onClick=${() => dismissToast(id)}><${Icon} name="close" size=${14} /></button></div>`,
      )}
  </div>`;
}
