import { act, get } from './api.js';
import { Combobox } from './combobox.js';
import { trapTab, useFocusTrap } from './focus.js';
import { html, useEffect, useRef, useState } from './html.js';
import { Avatar, nameOf } from './reader.js';
import { useStore } from './store.js';
import { loadDesk } from './world.js';

const TITLES = { direct: 'New message', channel: 'Create a channel', browse: 'Browse channels', invite: 'Add people' };

/**
 * Starts a direct or group message, makes a channel, joins one, or adds people to one.
 * @param {{ kind: 'direct' | 'channel' | 'browse' | 'invite', channel?: string }} props `channel`: where people are added
 */
export function PlaceDialog({ kind, channel, desk, onClose, onGo }) {
  const box = useRef(null);
  useFocusTrap(box, (element) => element.querySelector('input, button.choice'), kind);
  const key = (event) => {
    if (event.key === 'Escape') {
      event.stopPropagation();
      onClose();
    } else trapTab(event, box.current);
  };
  const make = async (body) => {
    const answer = await act('conversation', { as: desk.user, ...body });
    if (!answer) return;
    await loadDesk(desk.user);
    onGo(answer.conversation.id);
  };
  const form = { direct: Direct, channel: Channel, browse: Browse, invite: Invite }[kind];
  return html`<div class="overlay" onMouseDown=${({ target, currentTarget }) => target === currentTarget && onClose()}>
    <div ref=${box} class="modal small" role="dialog" data-layer aria-modal="true" aria-label=${TITLES[kind]} tabindex="-1" onKeyDown=${key}>
      <div class="modal-head"><h2>${TITLES[kind]}</h2></div>
      <${form} desk=${desk} channel=${channel} onMake=${make} onClose=${onClose} onGo=${onGo} />
    </div>
  </div>`;
}

function Direct({ desk, onMake, onClose }) {
  const [chosen, setChosen] = useState([]);
  return html`<div class="modal-body"><${People} label="To" max=${8} without=${[desk.user]} chosen=${chosen} onChange=${setChosen} /></div>
    <${Foot} label="Start" disabled=${chosen.length === 0} onClose=${onClose} onDo=${() => onMake({ users: chosen.map(({ value }) => value) })} />`;
}

function Invite({ desk, channel, onClose }) {
  const [chosen, setChosen] = useState([]);
  const invite = async () => {
    for (const { value } of chosen) await act('invite', { as: desk.user, channel, user: value });
    await loadDesk(desk.user);
    onClose();
  };
  const members = desk.conversations[channel]?.members ?? [];
  return html`<div class="modal-body"><${People} label="Whom to add" without=${members} chosen=${chosen} onChange=${setChosen} /></div>
    <${Foot} label="Add" disabled=${chosen.length === 0} onClose=${onClose} onDo=${invite} />`;
}

/** Chooses people (and apps), except those in `without`. */
function People({ label, max, without, chosen, onChange }) {
  const users = useStore((state) => state.users);
  const choices = Object.values(users)
    .filter((user) => !user.deleted && !without.includes(user.id))
    .map((user) => ({
      value: user.id,
      label: nameOf(user),
      keywords: user.name,
      face: html`<${Avatar} user=${user} size=${20} /> ${nameOf(user)}`,
    }));
  return html`<${Combobox} label=${label} multi max=${max} placeholder=${label} choices=${choices} chosen=${chosen}
    onPick=${(choice) => onChange([...chosen, choice])} onRemove=${({ value }) => onChange(chosen.filter((one) => one.value !== value))} />`;
}

function Channel({ onMake, onClose }) {
  const [name, setName] = useState('');
  const [isPrivate, setPrivate] = useState(false);
  const type = ({ target }) => setName(target.value.toLowerCase().replace(/[^\p{L}\p{N}_-]+/gu, '-'));
  return html`<div class="modal-body">
      <label class="input-label">Name<input class="field" maxlength="80" value=${name} onInput=${type} /></label>
      <label class="choice-line"><input type="checkbox" checked=${isPrivate} onChange=${() => setPrivate(!isPrivate)} /> Private</label>
    </div>
    <${Foot} label="Create" disabled=${!name} onClose=${onClose} onDo=${() => onMake({ name, private: isPrivate })} />`;
}

function Browse({ desk, onClose, onGo }) {
  const [found, setFound] = useState(null);
  useEffect(() => {
    const isOpen = ({ id, is_archived: archived }) => !archived && !desk.conversations[id];
    get('channels').then(
      ({ conversations }) => setFound(conversations.filter(isOpen)),
      () => setFound([]),
    );
  }, []);
  const enter = async (channel) => {
    if (!(await act('join', { as: desk.user, channel }))) return;
    await loadDesk(desk.user);
    onGo(channel);
  };
  return html`<div class="modal-body">
      ${found?.length === 0 && html`<p class="muted">There is no public channel left to join.</p>`}
      ${found?.map(({ id, name, purpose }) => html`<button key=${id} type="button" class="choice" onClick=${() => enter(id)}># ${name}<small>${purpose}</small></button>`)}
    </div>
    <${Foot} onClose=${onClose} />`;
}

function Foot({ label, disabled, onDo, onClose }) {
  return html`<div class="modal-foot"><button type="button" class="button" onClick=${onClose}>Cancel</button>
    ${label && html`<button type="button" class="button primary" disabled=${disabled} onClick=${onDo}>${label}</button>`}</div>`;
}
