import { html } from '../html.js';

const WIDTH = 520;
const HEIGHT = 220;
const BOTTOM = 42;
const TOP = 12;

/** A number as people read it. */
export function numberText(value) {
  return typeof value === 'number' ? new Intl.NumberFormat('en', { maximumFractionDigits: 2 }).format(value) : '';
}

/** Bars, lines or areas over categories. */
export function Plot({ chart, label }) {
  const series = chart.series ?? [];
  const categories = chart.axis_config?.categories ?? (series[0]?.data ?? []).map((point) => point.label);
  const values = series.flatMap(({ data }) => (data ?? []).map(({ value }) => value));
  const ticks = ticksFor(Math.min(0, ...values), Math.max(0, ...values));
  const [low, high] = [ticks[0], ticks.at(-1)];
  const left = 28 + 10 * Math.max(...ticks.map((tick) => numberText(tick).length));
  const y = (value) => TOP + ((high - value) / (high - low || 1)) * (HEIGHT - TOP - BOTTOM);
  const step = (WIDTH - left - 8) / Math.max(1, categories.length);
  const x = (at) => left + step * (at + 0.5);
  const every = Math.ceil((categories.length * 76) / (WIDTH - left));
  const draw = chart.type === 'bar' ? bars : lines;
  return html`<svg class="plot" viewBox=${`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label=${label}>
    ${ticks.map(
      (tick) => html`<g key=${tick}><line class="grid" x1=${left} x2=${WIDTH - 8} y1=${y(tick)} y2=${y(tick)} />
        <text class="tick" x=${left - 6} y=${y(tick) + 3.5} text-anchor="end">${numberText(tick)}</text></g>`,
    )}
    ${draw({ series, categories, x, y, step, isArea: chart.type === 'area' })}
    ${categories.map((category, at) => at % every === 0 && html`<text key=${category} class="tick" x=${x(at)} y=${HEIGHT - BOTTOM + 16} text-anchor="middle">${category}</text>`)}
    ${chart.axis_config?.x_label && html`<text class="axis" x=${(WIDTH + left) / 2} y=${HEIGHT - 6} text-anchor="middle">${chart.axis_config.x_label}</text>`}
    ${chart.axis_config?.y_label && html`<text class="axis" transform=${`translate(14 ${(HEIGHT - BOTTOM) / 2}) rotate(-90)`} text-anchor="middle">${chart.axis_config.y_label}</text>`}
  </svg>`;
}

function bars({ series, x, y, step }) {
  const width = Math.min(34, (step * 0.72) / Math.max(1, series.length));
  return series.map(({ name, data }, nth) =>
    (data ?? []).map(({ label, value }, at) => {
      const from = x(at) + (nth - series.length / 2) * width;
      return html`<rect key=${`${name}-${label}`} class="bar" data-series=${nth % 6} x=${from + 1} width=${Math.max(1, width - 2)} y=${Math.min(y(value), y(0))}
        height=${Math.max(1, Math.abs(y(0) - y(value)))} rx="3"><title>${`${name}, ${label}: ${numberText(value)}`}</title></rect>`;
    }),
  );
}

function lines({ series, x, y, isArea }) {
  return series.map(({ name, data = [] }, nth) => {
    const points = data.map(({ value }, at) => `${x(at)},${y(value)}`);
    const under = `${x(0)},${y(0)} ${points.join(' ')} ${x(data.length - 1)},${y(0)}`;
    return html`<g key=${name} data-series=${nth % 6}>
      ${isArea && html`<polygon class="area" points=${under} />`}
      <polyline class="line" points=${points.join(' ')} />
      ${data.map(({ label, value }, at) => html`<circle key=${label} class="dot" cx=${x(at)} cy=${y(value)} r="3.5"><title>${`${name}, ${label}: ${numberText(value)}`}</title></circle>`)}
    </g>`;
  });
}

export function Pie({ segments, label }) {
  const total = segments.reduce((sum, { value }) => sum + value, 0) || 1;
  let from = 0;
  const slices = segments.map(({ label: name, value }, at) => {
    const slice = html`<path key=${name} class="slice" data-series=${at % 6} d=${arc(from / total, (from + value) / total)}><title>${`${name}: ${numberText(value)}`}</title></path>`;
    from += value;
    return slice;
  });
  return html`<div class="pie"><svg viewBox="-104 -104 208 208" role="img" aria-label=${label}>${slices}</svg>
    <ul class="legend">${segments.map(
      ({ label: name, value }, at) =>
        html`<li key=${name} data-series=${at % 6}>${name} <span class="legend-value">${numberText(value)} · ${Math.round((value / total) * 100)}%</span></li>`,
    )}</ul></div>`;
}

function arc(from, to) {
  const end = Math.min(to, from + 0.99999);
  const point = (turn, radius) => `${radius * Math.sin(turn * 2 * Math.PI)} ${-radius * Math.cos(turn * 2 * Math.PI)}`;
  const large = end - from > 0.5 ? 1 : 0;
  return `M ${point(from, 100)} A 100 100 0 ${large} 1 ${point(end, 100)} L ${point(end, 52)} A 52 52 0 ${large} 0 ${point(from, 52)} Z`;
}

/** Round numbers that cover a range, four or five of them. */
export function ticksFor(low, high) {
  const range = high - low || 1;
  const rough = range / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((size) => size >= rough);
  const first = Math.floor(low / step);
  const last = Math.ceil((high || 1) / step);
  return Array.from({ length: last - first + 1 }, (_, at) => Number(((first + at) * step).toPrecision(12)));
}
