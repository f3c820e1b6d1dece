import { html } from './html.js';
import { decodeEntities, isSafeUrl } from './mrkdwn.js';
import { ChannelMention, DateText, Emoji, Link, UserMention } from './text.js';

/** The `rich_text` block. https://docs.slack.dev/reference/block-kit/blocks/rich-text-block */
export function RichText({ elements = [] }) {
  return html`<div class="rich">${groupLists(elements).map((element, at) => html`<${Part} key=${at} element=${element} />`)}</div>`;
}

function Part({ element }) {
  switch (element.type) {
    case 'rich_text_section':
      return html`<p class="rich-section"><${Leaves} elements=${element.elements} /></p>`;
    case 'rich_text_quote':
      return html`<blockquote><p class="rich-section"><${Leaves} elements=${element.elements} /></p></blockquote>`;
    case 'rich_text_preformatted':
      return html`<pre tabindex="0" data-language=${element.language}><${Leaves} elements=${element.elements} /></pre>`;
    case 'lists':
      return html`<${List} items=${element.items} />`;
    default:
      return null;
  }
}

/** Neighbouring lists of deeper indent belong inside the item before them. */
function groupLists(elements) {
  const grouped = [];
  for (const element of elements) {
    if (element.type !== 'rich_text_list') {
      grouped.push(element);
      continue;
    }
    const last = grouped.at(-1);
    if (last?.type === 'lists' && continues(last, element)) nest(last.items, element, 0);
    else grouped.push({ type: 'lists', style: element.style, items: [element], indent: element.indent ?? 0 });
  }
  return grouped;
}

function continues(group, list) {
  return (list.indent ?? 0) > group.indent || list.style === group.style;
}

function nest(lists, list, depth) {
  const last = lists.at(-1);
  if (depth < 8 && (list.indent ?? 0) > (last.indent ?? 0)) {
    last.inner ??= [];
    if (last.inner.length === 0) lists[lists.length - 1] = { ...last, inner: [list] };
    else nest(last.inner, list, depth + 1);
  } else lists.push(list);
}

function List({ items }) {
  return items.map((list, at) => {
    const tag = list.style === 'ordered' ? 'ol' : 'ul';
    const start = list.style === 'ordered' ? (list.offset ?? countBefore(items, at)) + 1 : undefined;
    const last = (list.elements?.length ?? 0) - 1;
    const rows = (list.elements ?? []).map(
      (section, row) => html`<li key=${row}>
        <${Leaves} elements=${section.elements} />${row === last && list.inner && html`<${List} items=${list.inner} />`}
      </li>`,
    );
    const indent = Math.min(list.indent ?? 0, 8);
    return html`<${tag} key=${at} start=${start} data-depth=${indent % 3} class=${list.border ? 'bordered' : ''}>${rows}<//>`;
  });
}

/** A numbered list that goes on after a nested one goes on counting. */
function countBefore(items, at) {
  return items
    .slice(0, at)
    .reduce((sum, list) => sum + (list.style === 'ordered' ? (list.elements?.length ?? 0) : 0), 0);
}

export function Leaves({ elements = [] }) {
  return elements.map((leaf, at) => html`<${Leaf} key=${at} leaf=${leaf} />`);
}

function Leaf({ leaf }) {
  const draw = LEAVES[leaf.type];
  return draw ? styled(leaf.style, draw(leaf)) : null;
}

const LEAVES = {
  text: ({ text }) => decodeEntities(text ?? ''),
  link: ({ url, text }) => (isSafeUrl(url) ? html`<${Link} url=${url}>${text || url}<//>` : text || url),
  user: ({ user_id }) => html`<${UserMention} id=${user_id} />`,
  usergroup: ({ usergroup_id }) => html`<span class="mention">@${usergroup_id}</span>`,
  team: ({ team_id }) => html`<span class="mention">@${team_id}</span>`,
  channel: ({ channel_id }) => html`<${ChannelMention} id=${channel_id} />`,
  emoji: ({ name }) => html`<${Emoji} name=${name} />`,
  broadcast: ({ range }) =>
    html`<span class="mention mention-broadcast" title="Would notify everybody here; in the sandbox it notifies nobody">@${range}</span>`,
  color: ({ value }) =>
    html`<span class="color-leaf"><span class="color-chip" style=${{ background: colorOf(value) }}></span>${value}</span>`,
  date: ({ timestamp, format, url, fallback }) =>
    html`<${DateText} seconds=${timestamp} format=${format} url=${url && isSafeUrl(url) ? url : undefined} fallback=${fallback} />`,
};

function colorOf(value) {
  return /^#[0-9a-f]{3,8}$/i.test(value ?? '') ? value : 'transparent';
}

function styled(style, inside) {
  if (!style) return inside;
  let node = inside;
  if (style.code) node = html`<code>${node}</code>`;
  if (style.strike) node = html`<s>${node}</s>`;
  if (style.underline) node = html`<u>${node}</u>`;
  if (style.italic) node = html`<em>${node}</em>`;
  if (style.bold) node = html`<strong>${node}</strong>`;
  return node;
}
