import { act } from './api.js';
import { emojiOf } from './emoji.js';
import { html } from './html.js';
import { Icon } from './icons.js';
import { MenuButton } from './menu.js';
import { nameOf } from './reader.js';
import { go, permalink } from './route.js';
import { toast, useStore } from './store.js';

const QUICK = ['white_check_mark', 'eyes', 'raised_hands', '+1', 'heart', 'tada', 'thinking_face', 'pray'];

/** What hovers over a message: reactions, reply, and the menu with the app's message shortcuts. */
export function MessageTools({ message, as, side, inThread, onEdit }) {
  const shortcuts = useStore((state) => state.about.shortcuts);
  const { channel, ts } = message;
  const isOwn = message.user === as && !message.subtype;
  const react = (name) => act('react', { as, channel, ts, name });
  const copy = async () => {
    const address = permalink(side, ts);
    try {
      await navigator.clipboard.writeText(address);
      toast('Link copied', { user: as });
    } catch {
      toast(address, { user: as });
    }
  };
  const own = [
    { label: 'Edit message', icon: 'edit', onSelect: onEdit },
    {
      label: 'Delete message',
      icon: 'trash',
      danger: true,
      onSelect: () => act('message/delete', { as, channel, ts }),
    },
  ];
  const offered = shortcuts
    .filter(({ type }) => type === 'message')
    .map(({ name, callback_id: id, description }) => ({
      label: name,
      description,
      icon: 'bolt',
      onSelect: () => act('shortcut', { as, callback_id: id, channel, ts }),
    }));
  const items = [
    { label: 'Copy link to this moment', icon: 'link', onSelect: copy },
    ...(message.ephemeral ? [] : offered),
    ...(isOwn ? own : []),
  ];
  const emoji = QUICK.map((name) => ({
    label: `${emojiOf(name)}  ${name.replaceAll('_', ' ')}`,
    onSelect: () => react(name),
  }));
  return html`<div class="message-tools" role="group" aria-label="Message actions">
    ${!message.ephemeral && html`<${MenuButton} label="Add a reaction" icon="smile" items=${emoji} />`}
    ${!message.ephemeral && !inThread && html`<button type="button" class="icon-button" aria-label="Reply in thread" title="Reply in thread" onClick=${() => go(side, { thread: message.thread_ts ?? ts })}><${Icon} name="thread" /></button>`}
    <${MenuButton} label="More message actions" items=${items} />
  </div>`;
}

export function Reactions({ message, as }) {
  const users = useStore((state) => state.users);
  if (!message.reactions?.length) return null;
  return html`<div class="reactions">
    ${message.reactions.map(({ name, users: by, count }) => {
      const mine = by.includes(as);
      const toggle = () =>
        act('react', {
          as,
          channel: message.channel,
          ts: message.ts,
          name,
          ...(mine ? { remove: true } : {}),
        });
      const label = `${name.replaceAll('_', ' ')}: ${by.map((id) => nameOf(users[id])).join(', ')}`;
      return html`<button key=${name} type="button" class="reaction" aria-pressed=${mine} aria-label=${label} title=${label} onClick=${toggle}>${emojiOf(name) ?? `:${name}:`} ${count}</button>`;
    })}
  </div>`;
}
