import { formatDate, fullTime } from './dates.js';
import { emojiOf } from './emoji.js';
import { html } from './html.js';
import { parseMrkdwn, parsePlain } from './mrkdwn.js';
import { nameOf, useReader, useZone } from './reader.js';
import { present, useStore } from './store.js';

/** A text object (`plain_text` or `mrkdwn`), a plain string counting as plain text. */
export function Text({ value }) {
  if (value === undefined || value === null) return null;
  if (typeof value === 'string') return html`<${Plain} text=${value} />`;
  return value.type === 'mrkdwn' ? html`<${Mrkdwn} text=${value.text} />` : html`<${Plain} text=${value.text} />`;
}

export function Mrkdwn({ text }) {
  const nodes = parseMrkdwn(text);
  const lines = [];
  nodes.forEach((node, index) => {
    lines.push(html`<${Node} key=${index} node=${node} />`);
    if (node.type === 'line' && nodes[index + 1]?.type === 'line') lines.push('\n');
  });
  return html`<span class="mrkdwn">${lines}</span>`;
}

export function Plain({ text }) {
  return html`<span class="plain">${parsePlain(text).map((node, index) => html`<${Node} key=${index} node=${node} />`)}</span>`;
}

/** A text object as one string, for places that hold no markup: field values, accessible names. */
export function stringOf(value) {
  const text = typeof value === 'string' ? value : (value?.text ?? '');
  return parsePlain(text)
    .map((node) => (node.type === 'emoji' ? emojiOf(node.name) : node.text))
    .join('');
}

/** One node of a mrkdwn or rich-text tree. */
export function Node({ node }) {
  const draw = NODES[node.type];
  return draw ? html`<${draw} ...${node} />` : null;
}

const NODES = {
  text: ({ text }) => text,
  line: ({ children }) => nodes(children),
  bold: ({ children }) => html`<strong>${nodes(children)}</strong>`,
  italic: ({ children }) => html`<em>${nodes(children)}</em>`,
  strike: ({ children }) => html`<s>${nodes(children)}</s>`,
  code: ({ text }) => html`<code>${text}</code>`,
  pre: ({ text }) => html`<pre tabindex="0">${text}</pre>`,
  quote: ({ children }) =>
    html`<blockquote>${children.map((line, at) => html`<div key=${at} class="quoted"><${Node} node=${line} /></div>`)}</blockquote>`,
  link: ({ url, label }) => html`<${Link} url=${url}>${label}<//>`,
  user: UserMention,
  channel: ChannelMention,
  group: ({ id, label }) => html`<span class="mention">@${(label || id).replace(/^@/, '')}</span>`,
  broadcast: ({ range }) =>
    html`<span class="mention mention-broadcast" title="Would notify everybody here; in the sandbox it notifies nobody">@${range}</span>`,
  date: DateText,
  emoji: Emoji,
};

function nodes(children) {
  return children.map((node, index) => html`<${Node} key=${index} node=${node} />`);
}

/** Opens in a new tab; only when somebody follows it does anything leave the machine. */
export function Link({ url, children }) {
  return html`<a href=${url} target="_blank" rel="noopener noreferrer">${children}</a>`;
}

export function Emoji({ name }) {
  const character = emojiOf(name);
  return character
    ? html`<span class="emoji" role="img" aria-label=${name.replaceAll('_', ' ')} title=${`:${name}:`}>${character}</span>`
    : `:${name}:`;
}

export function UserMention({ id, label }) {
  const user = useStore((state) => state.users[id]);
  const self = useReader()?.id === id;
  const name = user ? nameOf(user) : label || 'unknown user';
  return html`<span class=${`mention ${self ? 'mention-self' : ''}`} title=${user?.real_name ?? id}>@${name}</span>`;
}

export function ChannelMention({ id, label }) {
  const reader = useReader();
  const name = useStore((state) => state.desks[reader?.id]?.conversations[id]?.name);
  return html`<span class="mention">#${name || label || 'private channel'}</span>`;
}

export function DateText({ seconds, format, url, fallback }) {
  const zone = useZone();
  const clock = useStore((state) => state.clock);
  const text = formatDate(seconds, format, zone, present(clock));
  const title = fallback ? `${fullTime(seconds * 1000, zone)} · fallback: ${fallback}` : fullTime(seconds * 1000, zone);
  const time = html`<time datetime=${new Date(seconds * 1000).toISOString()} title=${title}>${text}</time>`;
  return url ? html`<${Link} url=${url}>${time}<//>` : time;
}
