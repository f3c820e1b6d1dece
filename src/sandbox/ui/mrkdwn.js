import { emojiOf } from './emoji.js';

/**
 * Slack's mrkdwn as a tree, never as HTML. https://docs.slack.dev/messaging/formatting-message-text
 * @typedef {{ type: string, text?: string, children?: MrkdwnNode[], url?: string, id?: string, label?: string, range?: string,
 *   seconds?: number, format?: string, fallback?: string, name?: string }} MrkdwnNode
 * Block nodes: `line` (children), `quote` (children: lines), `pre` (text). Inline nodes: `text`, `bold`, `italic`, `strike`, `code`,
 * `link`, `user`, `channel`, `group`, `broadcast`, `date`, `emoji`.
 */

const STYLES = { '*': 'bold', _: 'italic', '~': 'strike' };
const CONTROL = /<([^<>\n]+)>/y;
const CODE = /`([^`\n]+)`/y;
const EMOJI = /:([a-z0-9_+'-]+)(?:::skin-tone-([2-6]))?:/y;
const ADDRESS = /https?:\/\/[^\s<>|"'`*~]*[^\s<>|"'`*~_.,;:!?)\]}]/y;
const SAFE_URL = /^(?:https?|mailto|tel|slack):/i;
const QUOTE = /^(?:>|&gt;) ?/;
const QUOTE_REST = /^(?:>>>|&gt;&gt;&gt;)\s?/;

/**
 * @param {string} text as Slack stores it
 * @returns {MrkdwnNode[]} block nodes, one per line except in quotes and preformatted text
 */
export function parseMrkdwn(text) {
  const nodes = [];
  const parts = String(text).split(/```\n?([\s\S]+?)\n?```/);
  parts.forEach((part, index) => {
    if (index % 2 === 1) nodes.push({ type: 'pre', text: decodeEntities(withoutControls(part)) });
    else nodes.push(...parseLines(trimAround(part, index, parts.length)));
  });
  return nodes;
}

/** Plain text with its emoji: `text` and `emoji` nodes. Entities are decoded once. */
export function parsePlain(text) {
  return mergeText(parseEmoji(String(text)));
}

/** `&amp;`, `&lt;` and `&gt;` as the characters, once: `&amp;lt;` is shown as `&lt;`. */
export function decodeEntities(text) {
  return text.replace(/&(amp|lt|gt);/g, (_, name) => ({ amp: '&', lt: '<', gt: '>' })[name]);
}

/** Is this an address that a page may link to? */
export function isSafeUrl(url) {
  return SAFE_URL.test(url);
}

function trimAround(part, index, count) {
  let text = part;
  if (index > 0) text = text.replace(/^\n/, '');
  if (index < count - 1) text = text.replace(/\n$/, '');
  return index > 0 || index < count - 1 ? text || null : text;
}

function parseLines(text) {
  if (text === null) return [];
  const nodes = [];
  const lines = text.split('\n');
  for (let at = 0; at < lines.length; at++) {
    if (QUOTE_REST.test(lines[at])) {
      const rest = [lines[at].replace(QUOTE_REST, ''), ...lines.slice(at + 1)];
      nodes.push({ type: 'quote', children: rest.map(lineOf) });
      break;
    }
    if (!QUOTE.test(lines[at])) {
      nodes.push(lineOf(lines[at]));
      continue;
    }
    const quoted = lineOf(lines[at].replace(QUOTE, ''));
    const last = nodes.at(-1);
    if (last?.type === 'quote') last.children.push(quoted);
    else nodes.push({ type: 'quote', children: [quoted] });
  }
  return nodes;
}

function lineOf(text) {
  return { type: 'line', children: parseInline(text) };
}

/** @returns {MrkdwnNode[]} inline nodes of one line */
export function parseInline(text) {
  const nodes = [];
  let at = 0;
  while (at < text.length) {
    const found =
      controlAt(text, at) ?? codeAt(text, at) ?? emojiAt(text, at) ?? styledAt(text, at) ?? addressAt(text, at);
    if (found) {
      nodes.push(found.node);
      at = found.end;
    } else {
      nodes.push({ type: 'text', text: text[at] });
      at++;
    }
  }
  return mergeText(nodes);
}

function controlAt(text, at) {
  const match = matchAt(CONTROL, text, at);
  const node = match && controlNode(match[1]);
  return node && { node, end: at + match[0].length };
}

function controlNode(inside) {
  const bar = inside.indexOf('|');
  const target = bar < 0 ? inside : inside.slice(0, bar);
  const label = bar < 0 ? '' : decodeEntities(inside.slice(bar + 1));
  if (target.startsWith('@')) return { type: 'user', id: target.slice(1), label };
  if (target.startsWith('#')) return { type: 'channel', id: target.slice(1), label };
  if (target.startsWith('!date^')) return dateNode(target, label) ?? { type: 'text', text: inside.slice(bar + 1) };
  if (target.startsWith('!subteam^')) return { type: 'group', id: target.slice('!subteam^'.length), label };
  if (/^!(?:here|channel|everyone|group)$/.test(target)) return { type: 'broadcast', range: target.slice(1) };
  if (target.startsWith('!')) return { type: 'text', text: bar < 0 ? `<${inside}>` : inside.slice(bar + 1) };
  const url = decodeEntities(target);
  if (!isSafeUrl(url)) return undefined;
  return { type: 'link', url, label: label || url.replace(/^mailto:/, '') };
}

function dateNode(target, fallback) {
  const [, seconds, format = '{date}', url] = target.split('^');
  if (!/^\d+$/.test(seconds)) return undefined;
  const node = { type: 'date', seconds: Number(seconds), format: decodeEntities(format), fallback };
  return url && isSafeUrl(url) ? { ...node, url: decodeEntities(url) } : node;
}

function codeAt(text, at) {
  const match = matchAt(CODE, text, at);
  return (
    match && { node: { type: 'code', text: decodeEntities(withoutControls(match[1])) }, end: at + match[0].length }
  );
}

function emojiAt(text, at) {
  const match = matchAt(EMOJI, text, at);
  return match && emojiOf(match[1])
    ? { node: { type: 'emoji', name: match[1] }, end: at + match[0].length }
    : undefined;
}

function styledAt(text, at) {
  const mark = text[at];
  const type = STYLES[mark];
  if (!type || isWord(before(text, at)) || !text[at + 1] || /\s/.test(text[at + 1])) return undefined;
  for (let end = at + 1; end < text.length; end++) {
    const skip = matchAt(CONTROL, text, end) ?? matchAt(CODE, text, end);
    if (skip) end += skip[0].length - 1;
    else if (text[end] === mark && end > at + 1 && !/\s/.test(text[end - 1]) && !isWord(after(text, end))) {
      return { node: { type, children: parseInline(text.slice(at + 1, end)) }, end: end + 1 };
    }
  }
  return undefined;
}

function addressAt(text, at) {
  if (isWord(before(text, at))) return undefined;
  const match = matchAt(ADDRESS, text, at);
  if (!match) return undefined;
  const url = decodeEntities(match[0]);
  return { node: { type: 'link', url, label: url }, end: at + match[0].length };
}

function parseEmoji(text) {
  const nodes = [];
  let at = 0;
  while (at < text.length) {
    const found = emojiAt(text, at);
    nodes.push(found?.node ?? { type: 'text', text: text[at] });
    at = found?.end ?? at + 1;
  }
  return nodes;
}

/** Joins neighbouring texts and decodes their entities. */
function mergeText(nodes) {
  const merged = [];
  let raw = '';
  const flush = () => {
    if (raw) merged.push({ type: 'text', text: decodeEntities(raw) });
    raw = '';
  };
  for (const node of nodes) {
    if (node.type === 'text') raw += node.text;
    else {
      flush();
      merged.push(node);
    }
  }
  flush();
  return merged;
}

/** In code, Slack shows what a `<…>` stands for, without a link. */
function withoutControls(text) {
  return text.replace(/<((?:https?|mailto):[^<>|\n]+)(?:\|([^<>\n]*))?>/g, (_, url, label) => label || url);
}

function matchAt(pattern, text, at) {
  pattern.lastIndex = at;
  return pattern.exec(text) ?? undefined;
}

function before(text, at) {
  return at > 0 ? text[at - 1] : '';
}

function after(text, at) {
  return text[at + 1] ?? '';
}

function isWord(character) {
  return /[\p{L}\p{N}]/u.test(character);
}
