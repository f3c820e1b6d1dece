import { html, useState } from '../html.js';
import { RichText } from '../richtext.js';

/** https://docs.slack.dev/reference/block-kit/blocks/table-block */
export function Table({ block }) {
  const settings = block.column_settings ?? [];
  const [head = [], ...body] = block.rows ?? [];
  const style = (at) => ({
    textAlign: settings[at]?.align ?? 'left',
    whiteSpace: settings[at]?.is_wrapped ? 'normal' : 'nowrap',
  });
  return html`<div class="table-scroll" tabindex="0" role="group" aria-label="Table"><table class="block-table">
    <thead><tr>${head.map((cell, at) => html`<th key=${at} scope="col" style=${style(at)}><${Cell} cell=${cell} /></th>`)}</tr></thead>
    <tbody>${body.map((row, key) => html`<tr key=${key}>${row.map((cell, at) => html`<td key=${at} style=${style(at)}><${Cell} cell=${cell} /></td>`)}</tr>`)}</tbody>
  </table></div>`;
}

/** A table with a caption and pages; a press on a column head sorts. */
export function DataTable({ block }) {
  const [page, setPage] = useState(0);
  const [sort, setSort] = useState(null);
  const [head = [], ...body] = block.rows ?? [];
  const size = block.page_size ?? 5;
  const rowHead = block.row_header_column_index ?? 0;
  const sorted = sort ? [...body].sort((one, other) => sort.way * compare(one[sort.at], other[sort.at])) : body;
  const pages = Math.max(1, Math.ceil(body.length / size));
  const shown = sorted.slice(page * size, page * size + size);

  const sortBy = (at) => setSort((now) => (now?.at !== at ? { at, way: 1 } : now.way === 1 ? { at, way: -1 } : null));
  const order = (at) => (sort?.at !== at ? 'none' : sort.way === 1 ? 'ascending' : 'descending');
  const column = (
    cell,
    at,
  ) => html`<th key=${at} scope="col" aria-sort=${order(at)} class=${body[0]?.[at]?.type === 'raw_number' ? 'number' : ''}>
    <button type="button" class="sort" onClick=${() => sortBy(at)}><${Cell} cell=${cell} /><span aria-hidden="true">${{ ascending: '↑', descending: '↓', none: '' }[order(at)]}</span></button></th>`;
  const cellOf = (cell, at) =>
    at === rowHead
      ? html`<th key=${at} scope="row"><${Cell} cell=${cell} /></th>`
      : html`<td key=${at} class=${cell.type === 'raw_number' ? 'number' : ''}><${Cell} cell=${cell} /></td>`;
  return html`<div class="data-table">
    <div class="table-scroll" tabindex="0" role="group" aria-label=${captionOf(block)}><table class="block-table">
      <caption>${captionOf(block)}</caption>
      <thead><tr>${head.map(column)}</tr></thead>
      <tbody>${shown.map((row, key) => html`<tr key=${key}>${row.map(cellOf)}</tr>`)}</tbody>
    </table></div>
    ${
      pages > 1 &&
      html`<div class="pager" role="group" aria-label="Pages of the table">
      <button type="button" class="button small" disabled=${page === 0} onClick=${() => setPage(page - 1)}>Previous</button>
      <span role="status">${page * size + 1}–${Math.min(body.length, (page + 1) * size)} of ${body.length}</span>
      <button type="button" class="button small" disabled=${page >= pages - 1} onClick=${() => setPage(page + 1)}>Next</button>
    </div>`
    }
  </div>`;
}

function Cell({ cell }) {
  if (!cell) return null;
  if (cell.type === 'rich_text') return html`<${RichText} elements=${cell.elements} />`;
  return cell.text ?? String(cell.value ?? '');
}

function compare(one, other) {
  if (one?.type === 'raw_number' && other?.type === 'raw_number') return one.value - other.value;
  return plain(one).localeCompare(plain(other), 'en', { numeric: true });
}

function plain(cell) {
  if (typeof cell?.text === 'string') return cell.text;
  return (cell?.elements ?? []).map(plain).join('') || String(cell?.value ?? '');
}

function captionOf({ caption }) {
  return typeof caption === 'string' ? caption : (caption?.text ?? 'Table');
}
