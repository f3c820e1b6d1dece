import { emojiLike } from './emoji.js';
import { html, useEffect } from './html.js';
import { Popup } from './popup.js';
import { Avatar, nameOf } from './reader.js';

const MOST = 8;

/**
 * What to suggest for the word at the caret: commands after `/`, people after `@`, channels after `#`, emoji after `:`.
 * @returns {{ from: number, items: { insert: string, face: unknown, note?: string }[], isComplete: boolean } | null} `isComplete`: Enter should send
 */
export function suggestionsFor(text, caret, { users, about, conversations, inThread }) {
  const before = text.slice(0, caret);
  const command = /^\/([\w-]*)$/.exec(before);
  if (command && !inThread)
    return listOf(
      0,
      commandItems(about.commands, command[1]),
      about.commands.some(({ command: name }) => name === before),
    );
  const word = /(?:^|\s)([@#:])([\w.+-]*)$/.exec(before);
  if (!word) return null;
  const [, mark, typed] = word;
  const from = caret - typed.length - 1;
  if (mark === '@') return listOf(from, peopleItems(users, typed.toLowerCase()), false);
  if (mark === '#') return listOf(from, channelItems(conversations, typed.toLowerCase()), false);
  return typed.length >= 2 ? listOf(from, emojiItems(typed.toLowerCase()), false) : null;
}

function listOf(from, items, isComplete) {
  return items.length > 0 ? { from, items, isComplete } : null;
}

function commandItems(commands, typed) {
  return commands
    .filter(({ command }) => command.slice(1).startsWith(typed))
    .map(({ command, description, usage_hint: hint }) => ({
      insert: `${command} `,
      face: html`<strong>${command}</strong> <span class="hint">${hint}</span>`,
      note: description,
    }));
}

function peopleItems(users, typed) {
  return Object.values(users)
    .filter(
      (user) =>
        !user.deleted &&
        `${user.name} ${nameOf(user)} ${user.real_name}`
          .toLowerCase()
          .split(/[\s.]+/)
          .some((part) => part.startsWith(typed)),
    )
    .slice(0, MOST)
    .map((user) => ({
      insert: `@${user.name} `,
      face: html`<${Avatar} user=${user} size=${20} /> <strong>${nameOf(user)}</strong>`,
      note: `@${user.name}`,
    }));
}

function channelItems(conversations, typed) {
  return Object.values(conversations)
    .filter(({ kind, name }) => (kind === 'channel' || kind === 'private') && name.startsWith(typed))
    .slice(0, MOST)
    .map(({ name }) => ({ insert: `#${name} `, face: html`<strong># ${name}</strong>` }));
}

function emojiItems(typed) {
  return emojiLike(typed, MOST).map(([name, character]) => ({
    insert: `${character} `,
    face: html`${character} <span>:${name}:</span>`,
  }));
}

export function Suggestions({ id, anchor, found, active, onTake, onClose }) {
  useEffect(() => document.getElementById(`${id}-${active}`)?.scrollIntoView({ block: 'nearest' }), [active]);
  return html`<${Popup} anchor=${anchor} name="listbox-popup suggestions" matchWidth onClose=${onClose} onMouseDown=${(event) => event.preventDefault()}>
    <div id=${id} role="listbox" aria-label="Suggestions">
      ${found.items.map(
        (
          item,
          at,
        ) => html`<div key=${item.insert} id=${`${id}-${at}`} role="option" aria-selected=${at === active} class=${`choice ${at === active ? 'active' : ''}`} onClick=${() => onTake(item)}>
          <span class="choice-face">${item.face}</span>${item.note && html`<small>${item.note}</small>`}</div>`,
      )}
    </div>
  <//>`;
}
