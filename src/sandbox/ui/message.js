import { act } from './api.js';
import { Attachment } from './blocks/attachment.js';
import { Blocks } from './blocks/index.js';
import { FileCard } from './blocks/media.js';
import { clockTime, fullTime, tsMs } from './dates.js';
import { html, useMemo, useState } from './html.js';
import { Icon } from './icons.js';
import { MessageTools, Reactions } from './message-tools.js';
import { Avatar, nameOf, useZone } from './reader.js';
import { go } from './route.js';
import { useStore } from './store.js';
import { Surface, useSurface } from './surface.js';
import { Mrkdwn } from './text.js';

/** One message as one person sees it. */
export function Message({ message, follows, as, side, isTarget, thread }) {
  const zone = useZone();
  const author = useStore((state) => state.users[message.user]);
  const on = useMemo(() => ({ channel: message.channel, ts: message.ts }), [message.channel, message.ts]);
  const surface = useSurface({ as, on });
  const [editing, setEditing] = useState(false);
  const sentAt = tsMs(message.ts);
  const name = message.username ?? (author ? nameOf(author) : (message.bot_profile?.name ?? 'Somebody'));
  const isApp = Boolean(message.bot_id) || author?.is_bot;
  const names = ['message', follows && 'follows', message.ephemeral && 'ephemeral', isTarget && 'target']
    .filter(Boolean)
    .join(' ');
  const time = html`<time class="when" datetime=${new Date(sentAt).toISOString()} title=${fullTime(sentAt, zone)}>${clockTime(sentAt, zone)}</time>`;

  return html`<article class=${names} data-ts=${message.ts} tabindex="-1" aria-label=${`${name}, ${clockTime(sentAt, zone)}${message.ephemeral ? ', only visible to you' : ''}`}>
    <div class="gutter">${follows ? time : html`<${Avatar} user=${author} name=${name} app=${isApp} />`}</div>
    <div class="message-main">
      ${message.ephemeral && html`<div class="only-you"><${Icon} name="eye" size=${14} /> Only visible to you</div>`}
      ${!follows && html`<div class="message-head"><strong class="author">${name}</strong>${isApp && html`<span class="app-tag">APP</span>`}${time}</div>`}
      ${
        editing
          ? html`<${Editor} message=${message} as=${as} onClose=${() => setEditing(false)} />`
          : html`<${Surface.Provider} value=${surface}><${Content} message=${message} /><//>`
      }
      <${Reactions} message=${message} as=${as} />
      ${message.reply_count > 0 && !thread && html`<${ThreadLine} message=${message} side=${side} zone=${zone} />`}
    </div>
    ${!editing && html`<${MessageTools} message=${message} as=${as} side=${side} inThread=${Boolean(thread)} onEdit=${() => setEditing(true)} />`}
  </article>`;
}

function Content({ message }) {
  const edited = message.edited && html`<span class="edited" title="Edited">(edited)</span>`;
  const notice = ['channel_join', 'channel_leave', 'group_join', 'group_leave'].includes(message.subtype);
  return html`<div class=${`message-body ${notice ? 'notice' : ''}`}>
    ${
      message.blocks?.length > 0 && !isTyped(message)
        ? html`<${Blocks} blocks=${message.blocks} />${edited}`
        : message.text && html`<div class="message-text"><${Mrkdwn} text=${message.text} /> ${edited}</div>`
    }
    ${message.attachments?.map((attachment, at) => html`<${Attachment} key=${attachment.id ?? at} attachment=${attachment} />`)}
    ${message.files?.map((file) => html`<${FileCard} key=${file.id} file=${file} />`)}
  </div>`;
}

/** What a person typed: its text says more than the plain block that comes with it, such as whom it mentions. */
function isTyped({ bot_id: bot, blocks, text }) {
  return !bot && Boolean(text) && blocks.length === 1 && blocks[0].type === 'rich_text';
}

function ThreadLine({ message, side, zone }) {
  const users = useStore((state) => state.users);
  const count = message.reply_count;
  return html`<button type="button" class="thread-line" onClick=${() => go(side, { thread: message.ts })}>
    ${(message.reply_users ?? []).slice(0, 4).map((id) => html`<${Avatar} key=${id} user=${users[id]} size=${20} />`)}
    <strong>${count} ${count === 1 ? 'reply' : 'replies'}</strong>
    ${message.latest_reply && html`<span class="muted">last at ${clockTime(tsMs(message.latest_reply), zone)}</span>`}
  </button>`;
}

function Editor({ message, as, onClose }) {
  const [text, setText] = useState(message.text);
  const save = async () => {
    await act('message/edit', { as, channel: message.channel, ts: message.ts, text });
    onClose();
  };
  const key = (event) => {
    if (event.key === 'Escape') {
      event.stopPropagation();
      onClose();
    } else if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault();
      save();
    }
  };
  return html`<div class="editor"><textarea class="field" aria-label="Edit message" value=${text} onInput=${({ target }) => setText(target.value)} onKeyDown=${key} ref=${(element) => element && document.activeElement !== element && element.focus()}></textarea>
    <div class="editor-foot"><button type="button" class="button small" onClick=${onClose}>Cancel</button><button type="button" class="button small primary" onClick=${save}>Save</button></div></div>`;
}
