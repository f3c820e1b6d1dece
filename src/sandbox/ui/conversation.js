import { act } from './api.js';
import { Composer } from './composer.js';
import { HomeTab } from './home.js';
import { html, useEffect } from './html.js';
import { Icon } from './icons.js';
import { MenuButton } from './menu.js';
import { Messages } from './messages.js';
import { Avatar, nameOf } from './reader.js';
import { go } from './route.js';
import { useStore } from './store.js';
import { Thread } from './thread.js';
import { loadDesk, loadList, loadUntil } from './world.js';

/** What somebody looks at: a conversation, or the app with its tabs. */
export function Conversation({ desk, pane, side, onDialog }) {
  const about = useStore((state) => state.about);
  const summary = pane.channel
    ? desk.conversations[pane.channel]
    : Object.values(desk.conversations).find((one) => one.is_app_dm);
  const isApp = !pane.channel || summary?.is_app_dm;
  const tab = tabOf(pane, isApp, about);
  const channel = summary?.id;
  const isOpen = tab === 'messages' && Boolean(channel);

  useEffect(() => {
    if (isApp && tab !== 'about') act('open', { as: desk.user, tab });
    else if (channel) act('open', { as: desk.user, channel });
  }, [channel, tab]);
  useEffect(() => {
    if (isOpen) loadList(desk.user, channel);
  }, [isOpen, channel, desk.lists[channel] === undefined]);
  useEffect(() => {
    if (isOpen && pane.at) loadUntil(desk.user, channel, pane.at);
  }, [isOpen, channel, pane.at]);
  useEffect(() => {
    if (isOpen && summary.unread > 0 && !document.hidden) act('read', { as: desk.user, channel });
  }, [isOpen, channel, summary?.unread, summary?.latest]);

  return html`<div class="conversation">
    <${Head} desk=${desk} summary=${summary} isApp=${isApp} side=${side} onDialog=${onDialog} />
    ${isApp && html`<${Tabs} tab=${tab} about=${about} side=${side} onGo=${(next) => go(side, { tab: next })} />`}
    <div class="conversation-main" id=${`${side}-panel`} role=${isApp ? 'tabpanel' : undefined} aria-labelledby=${isApp ? `${side}-tab-${tab}` : undefined}>
      ${tab === 'home' && html`<${HomeTab} desk=${desk} />`}
      ${tab === 'about' && html`<${About} about=${about} />`}
      ${tab === 'messages' && channel && html`<${Messages} key=${channel} desk=${desk} summary=${summary} side=${side} at=${pane.at} />`}
      ${tab === 'messages' && !channel && html`<div class="empty"><p>No conversation with ${about.app.name} yet. Type a command below to begin.</p></div>`}
      ${
        tab === 'messages' &&
        (isApp && about.messages_tab_read_only
          ? html`<div class="read-only">Sending messages to ${about.app.name} is turned off.</div>`
          : html`<${Composer} key=${channel} desk=${desk} channel=${channel} title=${titleOf(summary, about)} />`)
      }
    </div>
    ${pane.thread && channel && html`<${Thread} key=${pane.thread} desk=${desk} summary=${summary} ts=${pane.thread} side=${side} at=${pane.at} />`}
  </div>`;
}

function tabOf(pane, isApp, about) {
  if (!isApp) return 'messages';
  if (pane.tab === 'home' && about.home_tab !== false) return 'home';
  if (pane.tab === 'about') return 'about';
  return about.messages_tab === false ? 'home' : 'messages';
}

function titleOf(summary, about) {
  if (!summary || summary.is_app_dm) return about.app.name;
  return summary.title;
}

function Head({ desk, summary, isApp, side, onDialog }) {
  const about = useStore((state) => state.about);
  const users = useStore((state) => state.users);
  if (isApp) {
    return html`<div class="conversation-head"><${Avatar} user=${{ id: about.app.id, is_bot: true }} name=${about.app.name} size=${24} />
      <h2 data-home-focus tabindex="-1">${about.app.name}</h2><span class="app-tag">APP</span></div>`;
  }
  if (!summary) return html`<div class="conversation-head"><h2 data-home-focus tabindex="-1">Not found</h2></div>`;
  const others = summary.members.filter((id) => id !== desk.user).map((id) => nameOf(users[id]));
  const isChannel = summary.kind === 'channel' || summary.kind === 'private';
  const leave = async () => {
    if (!(await act('leave', { as: desk.user, channel: summary.id }))) return;
    go(side, { channel: null, tab: 'messages' });
    await loadDesk(desk.user);
  };
  const items = [
    { label: 'Add people', icon: 'people', onSelect: () => onDialog({ kind: 'invite', channel: summary.id }) },
    { label: 'Leave', icon: 'back', onSelect: leave },
  ];
  return html`<div class="conversation-head">
    <h2 data-home-focus tabindex="-1">${summary.title}</h2>
    ${summary.topic && html`<span class="muted topic">${summary.topic}</span>`}
    ${summary.kind !== 'im' && html`<span class="members" title=${others.slice(0, 30).join(', ')}><${Icon} name="people" size=${16} /> ${summary.members.length}<span class="visually-hidden"> members</span></span>`}
    ${isChannel && html`<${MenuButton} label=${`Actions for ${summary.title}`} items=${items} />`}
  </div>`;
}

function Tabs({ tab, about, side, onGo }) {
  const tabs = [
    about.home_tab !== false && ['home', 'Home'],
    about.messages_tab !== false && ['messages', 'Messages'],
    ['about', 'About'],
  ].filter(Boolean);
  const key = (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const at = tabs.findIndex(([name]) => name === tab);
    const [next] = tabs[(at + step + tabs.length) % tabs.length];
    onGo(next);
    event.currentTarget.querySelector(`[data-tab=${next}]`)?.focus();
  };
  return html`<div class="tabs" role="tablist" aria-label=${about.app.name} onKeyDown=${key}>
    ${tabs.map(
      ([name, label]) =>
        html`<button key=${name} type="button" role="tab" id=${`${side}-tab-${name}`} aria-controls=${`${side}-panel`} data-tab=${name} aria-selected=${name === tab} tabindex=${name === tab ? 0 : -1} onClick=${() => onGo(name)}>${label}</button>`,
    )}
  </div>`;
}

/** What the app is called, and its commands. */
function About({ about }) {
  return html`<div class="about scroll" tabindex="0" role="region" aria-label=${`About ${about.app.name}`}>
    <h3>Commands</h3>
    <dl>${about.commands.map(
      ({ command, description, usage_hint: hint }) =>
        html`<div key=${command}><dt><code>${command}${hint ? ` ${hint}` : ''}</code></dt><dd>${description}</dd></div>`,
    )}</dl>
    ${
      about.shortcuts.length > 0 &&
      html`<h3>Shortcuts</h3><dl>${about.shortcuts.map(({ name, callback_id: id, description, type }) => html`<div key=${id}><dt>${name} <small>(${type})</small></dt><dd>${description}</dd></div>`)}</dl>`
    }
    <h3>Connect an app</h3>
    <p>Web API: <code>${about.api_url}</code></p>
  </div>`;
}
