import { html, useId, useState } from '../html.js';
import { numberText, Pie, Plot } from './plot.js';

/** The `data_visualization` block: bar, line, area and pie charts, always with their numbers as a table. */
export function Chart({ block }) {
  const [asTable, setAsTable] = useState(false);
  const id = useId();
  const title = typeof block.title === 'string' ? block.title : (block.title?.text ?? 'Chart');
  const { chart = {} } = block;
  const series = chart.type === 'pie' ? [] : (chart.series ?? []);
  return html`<figure class="chart" aria-labelledby=${id}>
    <figcaption id=${id}><strong>${title}</strong>
      <button type="button" class="link-button" aria-pressed=${asTable} onClick=${() => setAsTable(!asTable)}>${asTable ? 'Show chart' : 'Show numbers'}</button>
    </figcaption>
    ${
      asTable
        ? html`<${Numbers} chart=${chart} title=${title} />`
        : html`${chart.type === 'pie' ? html`<${Pie} segments=${chart.segments ?? []} label=${spoken(title, chart)} />` : html`<${Plot} chart=${chart} label=${spoken(title, chart)} />`}
          ${series.length > 1 && html`<ul class="legend">${series.map(({ name }, at) => html`<li key=${name} data-series=${at % 6}>${name}</li>`)}</ul>`}`
    }
  </figure>`;
}

function Numbers({ chart, title }) {
  if (chart.type === 'pie') {
    return html`<table class="block-table"><caption class="visually-hidden">${title}</caption>
      <tbody>${(chart.segments ?? []).map(({ label, value }) => html`<tr key=${label}><th scope="row">${label}</th><td class="number">${numberText(value)}</td></tr>`)}</tbody></table>`;
  }
  const series = chart.series ?? [];
  return html`<div class="table-scroll" tabindex="0" role="group" aria-label=${title}><table class="block-table"><caption class="visually-hidden">${title}</caption>
    <thead><tr><th scope="col">${chart.axis_config?.x_label ?? ''}</th>${series.map(({ name }) => html`<th key=${name} scope="col" class="number">${name}</th>`)}</tr></thead>
    <tbody>${categoriesOf(chart).map(
      (category, at) => html`<tr key=${category}><th scope="row">${category}</th>
        ${series.map(({ name, data }) => html`<td key=${name} class="number">${numberText(data?.[at]?.value)}</td>`)}</tr>`,
    )}</tbody></table></div>`;
}

/** The whole chart in one sentence per series: what a screen reader reads. */
function spoken(title, chart) {
  if (chart.type === 'pie') {
    return `${title}. Pie chart. ${(chart.segments ?? []).map(({ label, value }) => `${label}: ${numberText(value)}`).join('; ')}.`;
  }
  const parts = (chart.series ?? []).map(
    ({ name, data }) =>
      `${name}: ${(data ?? []).map((point) => `${point.label} ${numberText(point.value)}`).join(', ')}`,
  );
  return `${title}. ${chart.type} chart. ${parts.join('. ')}.`;
}

/** The names along the x axis. */
export function categoriesOf(chart) {
  return chart.axis_config?.categories ?? (chart.series?.[0]?.data ?? []).map(({ label }) => label);
}
