import { act, remove } from '../api.js';
import { html, useState } from '../html.js';
import { toast, useStore } from '../store.js';

/** Faults one can set off with a press: what matches, and what happens to it. */
const READY = [
  ['Lose the answer of the next post', { on: { method: 'chat.postMessage' }, do: { drop: 'after' } }],
  ['Refuse the next call with 429, try again in 7 s', { on: { method: '*' }, do: { retry_after: '7' } }],
  ['Answer the next call with 503, nothing done', { on: { method: '*' }, do: { status: 503, when: 'before' } }],
  ['Answer the next call with 500, although done', { on: { method: '*' }, do: { status: 500, when: 'after' } }],
  ['Cut off the JSON of the next answer', { on: { method: '*' }, do: { truncate: 20 } }],
  ['Slow every call down by 2 s', { on: { method: '*' }, do: { delay: 2000 }, times: 0 }],
  [
    'internal_error for the next post',
    { on: { method: 'chat.postMessage' }, do: { error: 'internal_error', when: 'before' } },
  ],
  ['Deliver the next thing twice, on both sockets', { on: { delivery: '*' }, do: { duplicate: 'both' } }],
  ['Deliver the next thing 4 s late', { on: { delivery: '*' }, do: { late: 4000 } }],
  ['Lose the next delivery', { on: { delivery: '*' }, do: { lose: true } }],
  ['Repeat the next event as a retry', { on: { delivery: 'events_api' }, do: { retry: 1 } }],
  ['Swap the next two deliveries', { on: { delivery: '*' }, do: { reorder: true } }],
];

export function Faults() {
  const faults = useStore((state) => state.faults);
  const limits = useStore((state) => state.limits);
  const choose = (value) => act('limits', { limits: value === 'off' || value === 'real' ? value : Number(value) });
  return html`<div class="settings scroll" tabindex="0" role="group" aria-label="Faults and limits">
    <section><h4>Rate limits</h4>
      <div class="choices row" role="radiogroup" aria-label="Rate limits">
        ${[
          ['off', 'Off'],
          ['real', 'As Slack’s'],
          ['60', '60 times shorter'],
        ].map(
          ([value, label]) =>
            html`<label key=${value} class="choice-line"><input type="radio" name="limits" checked=${String(limits) === value} onChange=${() => choose(value)} /> ${label}</label>`,
        )}
      </div>
    </section>
    <section><h4>Waiting to happen</h4>
      ${faults.length === 0 && html`<p class="muted">Nothing. Choose below what should go wrong.</p>`}
      <ul class="fault-list">${faults.map(
        (fault) => html`<li key=${fault.id}><code>${describe(fault)}</code>
        <button type="button" class="button small" onClick=${() => drop(fault.id)}>Remove</button></li>`,
      )}</ul>
      ${faults.length > 1 && html`<button type="button" class="button small" onClick=${() => drop()}>Remove all</button>`}
    </section>
    <section><h4>Make it go wrong</h4>
      <div class="fault-grid">${READY.map(([label, fault]) => html`<button key=${label} type="button" class="button small" onClick=${() => act('faults', fault)}>${label}</button>`)}</div>
    </section>
    <${OwnFault} />
  </div>`;
}

/** Any fault at all, as JSON. */
function OwnFault() {
  const [text, setText] = useState('{ "on": { "method": "views.open" }, "do": { "delay": 4000 }, "times": 1 }');
  const add = (event) => {
    event.preventDefault();
    try {
      act('faults', JSON.parse(text));
    } catch {
      toast('That is not JSON.', { kind: 'error' });
    }
  };
  return html`<form class="own-fault" onSubmit=${add}><label>Or any fault, as JSON<textarea class="field" rows="2" spellcheck=${false} value=${text} onInput=${({ target }) => setText(target.value)}></textarea></label>
    <button type="submit" class="button small">Add</button></form>`;
}

function drop(id) {
  remove('faults', id === undefined ? {} : { id }).catch((error) => toast(error.message, { kind: 'error' }));
}

function describe({ on, do: effect, times, left, after }) {
  const often = times === 0 ? 'always' : `${left ?? times ?? 1}×`;
  return `${JSON.stringify(on)} ⇒ ${JSON.stringify(effect)} ${often}${after ? ` after ${after}` : ''}`;
}
