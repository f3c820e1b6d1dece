import { html, useEffect, useRef, useState } from '../html.js';
import { Icon } from '../icons.js';
import { linesOf, pointersIn } from './json-lines.js';
import { titleOf } from './traffic.js';

/** One entry in full. A press on a violation shows the spot in the JSON. */
export function Detail({ entry, onClose }) {
  const problems = entry.violations?.length > 0 ? entry.violations : pointersIn(entry.answer);
  const [spot, setSpot] = useState(deepest(problems));
  const key = (event) => event.key === 'Escape' && onClose();
  return html`<div class="detail" role="region" aria-label=${`Details of ${titleOf(entry)}`} onKeyDown=${key}>
    <div class="detail-head"><strong>${titleOf(entry)}</strong><button type="button" class="icon-button" aria-label="Close the details" onClick=${onClose}><${Icon} name="close" size=${16} /></button></div>
    ${
      problems.length > 0 &&
      html`<ul class="violations scroll">${problems.map(
        (
          { pointer, message, severity },
          at,
        ) => html`<li key=${at}><button type="button" class="violation" aria-pressed=${spot === pointer} onClick=${() => setSpot(pointer)}>
          <code>${pointer || '/'}</code> ${message}${severity === 'W' && html` <span class="tag">sources conflict</span>`}</button></li>`,
      )}</ul>`
    }
    <div class="detail-body scroll" tabindex="0" role="group" aria-label="Payloads">
      ${partsOf(entry).map(({ name, value, marks }) => html`<div key=${name} class="detail-part"><h4>${name}</h4><${Json} value=${value} spot=${marks ? spot : null} /></div>`)}
    </div>
  </div>`;
}

/** The pointer that says most precisely where it is; null when nothing is wrong. */
function deepest(problems) {
  const pointers = problems
    .map(({ pointer }) => pointer)
    .sort((one, other) => other.split('/').length - one.split('/').length);
  return pointers[0] ?? null;
}

function partsOf(entry) {
  if (entry.type === 'call') {
    return [
      { name: 'Arguments', value: parsed(entry.args), marks: true },
      { name: `Answer (HTTP ${entry.status || 'cut off'})`, value: entry.answer },
    ];
  }
  return [
    ...entry.acks.map((ack, at) => ({
      name: `Answer${at > 0 ? ` ${at + 1}` : ''} after ${Math.round(ack.afterMs)} ms, by ${ack.by}`,
      value: ack.payload ?? {},
      marks: true,
    })),
    { name: `Payload over ${entry.via}`, value: entry.payload },
  ];
}

/** Arguments that arrived as JSON text, as what they say. */
function parsed(args) {
  const read = (value) => {
    if (typeof value !== 'string' || !/^[[{]/.test(value)) return value;
    try {
      return JSON.parse(value);
    } catch {
      return value;
    }
  };
  return Object.fromEntries(Object.entries(args ?? {}).map(([name, value]) => [name, read(value)]));
}

function Json({ value, spot }) {
  const lines = linesOf(value);
  const marked = useRef(null);
  const target = spot === null ? null : nearest(lines, spot);
  useEffect(() => marked.current?.scrollIntoView({ block: 'center' }), [spot]);
  let first = true;
  return html`<pre class="json" tabindex="0">${lines.map(({ text, pointer }, at) => {
    const isSpot = target !== null && (pointer === target || pointer.startsWith(`${target}/`));
    const ref = isSpot && first ? marked : undefined;
    if (isSpot) first = false;
    return html`<span key=${at} ref=${ref} class=${isSpot ? 'spot' : ''}>${text}${'\n'}</span>`;
  })}</pre>`;
}

/** The pointer itself, or the closest thing around it that is there: a missing field has no line of its own. */
function nearest(lines, pointer) {
  const known = new Set(lines.map((line) => line.pointer));
  let at = pointer;
  while (at && !known.has(at)) at = at.slice(0, at.lastIndexOf('/'));
  return known.has(at) && at !== '' ? at : null;
}
