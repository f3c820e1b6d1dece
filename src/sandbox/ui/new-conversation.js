import { act } from './api.js';
import { Combobox } from './combobox.js';
import { trapTab, useFocusTrap } from './focus.js';
import { html, useEffect, useRef, useState } from './html.js';
import { Avatar, nameOf } from './reader.js';
import { join, joinable } from './sidebar.js';
import { useStore } from './store.js';
import { loadDesk } from './world.js';

const TITLES = { direct: 'New message', channel: 'Create a channel', browse: 'Browse channels' };

/** Starts a direct or group message, makes a channel, or joins one. */
export function NewConversation({ kind, desk, onClose, onMade }) {
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
    onMade(answer.conversation.id);
  };
  const form = { direct: Direct, channel: Channel, browse: Browse }[kind];
  return html`<div class="overlay" onMouseDown=${({ target, currentTarget }) => target === currentTarget && onClose()}>
    <div ref=${box} class="modal small" role="dialog" data-layer aria-modal="true" aria-label=${TITLES[kind]} tabindex="-1" onKeyDown=${key}>
      <div class="modal-head"><h2>${TITLES[kind]}</h2></div>
      <${form} desk=${desk} onMake=${make} onClose=${onClose} onMade=${onMade} />
    </div>
  </div>`;
}

function Direct({ desk, onMake, onClose }) {
  const users = useStore((state) => state.users);
  const [chosen, setChosen] = useState([]);
  const choices = Object.values(users)
    .filter((user) => !user.deleted && user.id !== desk.user)
    .map((user) => ({
      value: user.id,
      label: nameOf(user),
      keywords: user.name,
      face: html`<${Avatar} user=${user} size=${20} /> ${nameOf(user)}`,
    }));
  return html`<div class="modal-body"><${Combobox} label="To" multi max=${8} placeholder="Whom to write to" choices=${choices} chosen=${chosen}
      onPick=${(choice) => setChosen([...chosen, choice])} onRemove=${({ value }) => setChosen(chosen.filter((one) => one.value !== value))} /></div>
    <${Foot} label="Start" disabled=${chosen.length === 0} onClose=${onClose} onDo=${() => onMake({ users: chosen.map(({ value }) => value) })} />`;
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

function Browse({ desk, onClose, onMade }) {
  const [found, setFound] = useState(null);
  useEffect(() => {
    joinable(desk).then(setFound, () => setFound([]));
  }, []);
  const enter = async (channel) => (await join(desk.user, channel)) && onMade(channel);
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
