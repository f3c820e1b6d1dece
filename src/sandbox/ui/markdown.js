import { emojiOf } from './emoji.js';
import { html, useEffect, useState } from './html.js';
import { isSafeUrl } from './mrkdwn.js';
import { Link } from './text.js';

let lexer;

/**
 * The `markdown` block: standard Markdown. Only the lexer is the library's, fetched with the first such block; HTML in the text stays text.
 */
export function Markdown({ text = '' }) {
  const [isReady, setReady] = useState(Boolean(lexer));
  useEffect(() => {
    if (!isReady) loadLexer().then(() => setReady(true));
  }, []);
  return html`<div class="markdown">${isReady ? tokens(lexer(text)) : html`<p class="plain">${text}</p>`}</div>`;
}

async function loadLexer() {
  const { marked } = await import('/vendor/marked.js');
  lexer = marked.lexer;
}

const DRAW = {
  space: () => null,
  heading: ({ depth, tokens: inside }) =>
    html`<p class="md-heading" role="heading" aria-level=${Math.min(depth + 2, 6)} data-depth=${depth}>${tokens(inside)}</p>`,
  paragraph: ({ tokens: inside }) => html`<p>${tokens(inside)}</p>`,
  text: ({ tokens: inside, text }) => (inside ? tokens(inside) : withEmoji(plainEntities(text))),
  strong: ({ tokens: inside }) => html`<strong>${tokens(inside)}</strong>`,
  em: ({ tokens: inside }) => html`<em>${tokens(inside)}</em>`,
  del: ({ tokens: inside }) => html`<s>${tokens(inside)}</s>`,
  codespan: ({ text }) => html`<code>${text}</code>`,
  code: ({ text, lang }) => html`<pre tabindex="0" data-language=${lang || undefined}>${text}</pre>`,
  blockquote: ({ tokens: inside }) => html`<blockquote>${tokens(inside)}</blockquote>`,
  hr: () => html`<hr />`,
  br: () => html`<br />`,
  escape: ({ text }) => text,
  html: ({ raw }) => raw,
  link: ({ href, tokens: inside }) =>
    isSafeUrl(href) ? html`<${Link} url=${href}>${tokens(inside)}<//>` : tokens(inside),
  image: ({ text, href }) => html`<span class="image-placeholder">Image: ${text || href}</span>`,
  checkbox: () => null,
  list: drawList,
  table: drawTable,
};

function tokens(list = []) {
  return list.map((token, at) => {
    const draw = DRAW[token.type];
    return html`<${Token} key=${at} draw=${draw} token=${token} />`;
  });
}

function Token({ draw, token }) {
  return draw ? draw(token) : (token.raw ?? null);
}

function drawList({ ordered, start, items }) {
  const tag = ordered ? 'ol' : 'ul';
  const rows = items.map(
    (item, at) => html`<li key=${at} class=${item.task ? 'md-task' : ''}>
      ${item.task && html`<input type="checkbox" checked=${item.checked} disabled aria-label=${item.checked ? 'done' : 'open'} />`}
      ${tokens(item.tokens)}
    </li>`,
  );
  return html`<${tag} start=${ordered && start !== 1 ? start : undefined}>${rows}<//>`;
}

function drawTable({ header, rows, align }) {
  const cell = (tag) => (column, at) =>
    html`<${tag} key=${at} style=${{ textAlign: align[at] ?? 'left' }}>${tokens(column.tokens)}<//>`;
  return html`<div class="table-scroll" tabindex="0" role="group" aria-label="Table"><table>
    <thead><tr>${header.map(cell('th'))}</tr></thead>
    <tbody>${rows.map((row, at) => html`<tr key=${at}>${row.map(cell('td'))}</tr>`)}</tbody>
  </table></div>`;
}

function withEmoji(text) {
  return text.replace(/:([a-z0-9_+-]+):/g, (whole, name) => emojiOf(name) ?? whole);
}

function plainEntities(text) {
  const named = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };
  return text.replace(/&(amp|lt|gt|quot|#39);/g, (_, name) => named[name]);
}
