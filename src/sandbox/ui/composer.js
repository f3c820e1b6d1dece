import { act, upload } from './api.js';
import { html, useId, useLayoutEffect, useRef, useState } from './html.js';
import { Icon } from './icons.js';
import { MenuButton } from './menu.js';
import { toast, useStore } from './store.js';
import { Suggestions, suggestionsFor } from './suggestions.js';

/** Where people type: messages, slash commands, mentions, emoji, files. Enter sends, Shift+Enter makes a new line. */
export function Composer({ desk, channel, title, thread }) {
  const [text, setText] = useState('');
  const [files, setFiles] = useState([]);
  const [busy, setBusy] = useState(false);
  const [caret, setCaret] = useState(0);
  const [active, setActive] = useState(0);
  const [closedAt, setClosedAt] = useState('');
  const area = useRef(null);
  const picker = useRef(null);
  const listId = useId();
  const users = useStore((state) => state.users);
  const about = useStore((state) => state.about);

  const found =
    closedAt === text
      ? null
      : suggestionsFor(text, caret, { users, about, conversations: desk.conversations, inThread: Boolean(thread) });
  const at = found ? Math.min(active, found.items.length - 1) : 0;

  useLayoutEffect(() => {
    if (!area.current) return;
    area.current.style.height = 'auto';
    area.current.style.height = `${Math.min(area.current.scrollHeight, 180)}px`;
  }, [text]);

  const type = ({ target }) => {
    setText(target.value);
    setCaret(target.selectionStart);
    setActive(0);
  };
  const take = (item) => {
    const next = text.slice(0, found.from) + item.insert + text.slice(caret);
    const end = found.from + item.insert.length;
    setText(next);
    setCaret(end);
    setClosedAt(next);
    requestAnimationFrame(() => {
      area.current?.focus();
      area.current?.setSelectionRange(end, end);
    });
  };
  const send = async () => {
    const typed = text.trim();
    if ((!typed && files.length === 0) || busy) return;
    setBusy(true);
    setText('');
    setFiles([]);
    const isCommand = typed.startsWith('/');
    const answer = await act('type', {
      as: desk.user,
      text: typed,
      ...(channel ? { channel } : {}),
      ...(thread ? { thread_ts: thread } : {}),
      ...(files.length > 0 ? { files: files.map(({ id }) => id) } : {}),
    });
    setBusy(false);
    if (!answer || (isCommand && answer.delivered?.error)) {
      setText((now) => now || typed);
      if (answer) toast(commandFailed(typed, answer.delivered.error), { user: desk.user, kind: 'error' });
    }
  };
  const attach = async ({ target }) => {
    try {
      const added = await Promise.all([...target.files].map((file) => upload(desk.user, file)));
      setFiles((all) => [...all, ...added]);
    } catch (error) {
      toast(error.message, { user: desk.user, kind: 'error' });
    }
    target.value = '';
  };
  const key = (event) => {
    if (event.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (found && step) {
      event.preventDefault();
      setActive((at + step + found.items.length) % found.items.length);
    } else if (found && (event.key === 'Tab' || (event.key === 'Enter' && !found.isComplete))) {
      event.preventDefault();
      take(found.items[at]);
    } else if (found && event.key === 'Escape') {
      event.preventDefault();
      event.stopPropagation();
      setClosedAt(text);
    } else if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault();
      send();
    }
  };
  const begin = (command) => {
    setText(`${command} `);
    area.current.focus();
  };
  const label = thread ? 'Reply in thread' : `Message ${title}`;
  return html`<div class=${`composer ${busy ? 'busy' : ''}`}>
    ${
      files.length > 0 &&
      html`<div class="composer-files">${files.map(
        (file) =>
          html`<span key=${file.id} class="token"><${Icon} name="file" size=${14} />${file.name}<button type="button" aria-label=${`Remove ${file.name}`} onClick=${() => setFiles(files.filter(({ id }) => id !== file.id))}><${Icon} name="close" size=${12} /></button></span>`,
      )}</div>`
    }
    <div class="composer-row">
      <input ref=${picker} type="file" multiple class="visually-hidden" tabindex="-1" aria-hidden="true" onChange=${attach} />
      <${MenuButton} label="Files, commands and shortcuts" icon="plus" align="start" items=${plusItems(
        about,
        desk,
        Boolean(thread),
        () => picker.current.click(),
        begin,
      )} />
      <textarea ref=${area} rows="1" aria-label=${label} placeholder=${label} value=${text} role="combobox" aria-autocomplete="list" aria-haspopup="listbox" aria-expanded=${Boolean(found)} aria-controls=${listId}
        aria-activedescendant=${found ? `${listId}-${at}` : undefined} aria-busy=${busy} onInput=${type} onKeyDown=${key} onSelect=${({ target }) => setCaret(target.selectionStart)}></textarea>
      <button type="button" class="send" aria-label="Send" title="Send" disabled=${!text.trim() && files.length === 0} onClick=${send}>${busy ? html`<span class="spinner"></span>` : html`<${Icon} name="send" />`}</button>
    </div>
    ${found && html`<${Suggestions} id=${listId} anchor=${area} found=${found} active=${at} onTake=${take} onClose=${() => setClosedAt(text)} />`}
  </div>`;
}

function commandFailed(typed, error) {
  const [command] = typed.split(/\s/);
  return `${command} failed with the error “${error}”`;
}

function plusItems(about, desk, inThread, onFile, onCommand) {
  const shortcuts = about.shortcuts
    .filter(({ type }) => type === 'global')
    .map(({ name, description, callback_id: id }) => ({
      label: name,
      description,
      icon: 'bolt',
      onSelect: () => act('shortcut', { as: desk.user, callback_id: id }),
    }));
  const commands = about.commands.map(({ command, description }) => ({
    label: command,
    description,
    onSelect: () => onCommand(command),
  }));
  return [{ label: 'Upload a file', icon: 'clip', onSelect: onFile }, ...shortcuts, ...(inThread ? [] : commands)];
}
