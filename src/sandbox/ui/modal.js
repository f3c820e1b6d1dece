import { act } from './api.js';
import { Blocks } from './blocks/index.js';
import { problemsIn } from './checks.js';
import { focusable, trapTab, useFocusTrap } from './focus.js';
import { html, useEffect, useRef, useState } from './html.js';
import { Icon } from './icons.js';
import { useStore } from './store.js';
import { Surface, useSurface, wordsOf } from './surface.js';
import { Text } from './text.js';

/** Somebody's stack of modals; the one on top shows. */
export function Modals({ desk, covered }) {
  const top = desk.modals.at(-1);
  return html`<div class="overlay" inert=${covered}><${Modal} key=${top.view.id} open=${top} depth=${desk.modals.length} /></div>`;
}

function Modal({ open, depth }) {
  const { view, user } = open;
  const box = useRef(null);
  const [own, setOwn] = useState({ errors: {}, connection: '' });
  const leaving = useRef(false);
  const [busy, setBusy] = useState(false);
  const app = useStore((state) => state.about.app);
  const surface = useSurface({
    as: user,
    on: useViewPlace(view.id),
    values: open.values,
    errors: { ...open.errors, ...own.errors },
  });
  const connection = own.connection || (open.connectionError ? wordsOf('connection_error') : '');

  // An update that brings another form is another dialog to whoever listens or types: the focus must not stay on what sends it.
  useFocusTrap(box, firstField(view), `${view.id} ${view.callback_id ?? ''}`);
  useEffect(() => setOwn({ errors: {}, connection: '' }), [view.hash]);
  useEffect(() => {
    const wrong = box.current.querySelector('.has-error');
    if (wrong && (box.current.contains(document.activeElement) || document.activeElement === document.body))
      focusable(wrong)[0]?.focus();
  }, [Object.keys(open.errors).join(), Object.keys(own.errors).join()]);

  const submit = async () => {
    if (busy || !view.submit) return;
    const errors = problemsIn(view.blocks, surface.stateOf);
    setOwn({ errors, connection: '' });
    if (Object.keys(errors).length > 0) return;
    setBusy(true);
    const answer = await act('submit', { as: user, view_id: view.id, values: surface.take() });
    setBusy(false);
    const failed = answer?.result?.connectionError ?? answer?.delivered?.error;
    if (!answer || failed) setOwn({ errors: {}, connection: wordsOf('connection_error') });
  };
  const close = async (all) => {
    if (leaving.current) return;
    leaving.current = true;
    await surface.flush();
    await act('close', { as: user, view_id: view.id, ...(all ? { all: true } : {}) });
    leaving.current = false;
  };
  const key = (event) => {
    if (event.key === 'Escape') {
      event.stopPropagation();
      close(depth === 1);
    } else if (
      event.key === 'Enter' &&
      (event.target.matches('input:not([type=checkbox]):not([type=radio])') || event.metaKey || event.ctrlKey) &&
      !event.defaultPrevented
    ) {
      event.preventDefault();
      submit();
    } else trapTab(event, box.current);
  };
  const closeLabel = view.close
    ? html`<${Text} value=${view.close} />`
    : depth > 1
      ? 'Back'
      : view.submit
        ? 'Cancel'
        : 'Close';
  return html`<${Surface.Provider} value=${surface}>
    <div ref=${box} class="modal" role="dialog" data-layer aria-modal="true" aria-labelledby=${`${view.id}-title`} aria-busy=${busy} tabindex="-1" data-view=${view.id} onKeyDown=${key}>
      <div class="modal-head">
        ${depth > 1 && html`<button type="button" class="icon-button" aria-label="Back" onClick=${() => close(false)}><${Icon} name="back" /></button>`}
        <h2 id=${`${view.id}-title`}><${Text} value=${view.title} /></h2><span class="modal-app">${app.name}</span>
        <button type="button" class="icon-button" aria-label="Close everything" title="Close" onClick=${() => close(true)}><${Icon} name="close" /></button>
      </div>
      ${connection && html`<div class="modal-problem" role="alert"><${Icon} name="warning" size=${16} /> ${connection}</div>`}
      <div class="modal-body scroll"><${Blocks} blocks=${view.blocks} /></div>
      ${
        (view.submit || view.close) &&
        html`<div class="modal-foot">
        <button type="button" class="button" onClick=${() => close(false)}>${closeLabel}</button>
        ${view.submit && html`<button type="button" class=${`button primary ${busy ? 'busy' : ''}`} aria-busy=${busy} onClick=${submit}><span class="button-face"><${Text} value=${view.submit} /></span>${busy && html`<span class="spinner"></span>`}</button>`}
      </div>`
      }
    </div>
  <//>`;
}

function useViewPlace(id) {
  const place = useRef({ view_id: id });
  return place.current;
}

/** The field that `focus_on_load` names, else the first one, else the first button below the head. */
function firstField(view) {
  const at = view.blocks.findIndex(({ element }) => element?.focus_on_load);
  return (box) => {
    const blocks = box.querySelectorAll('.modal-body > .blocks > .block');
    const named = at >= 0 && blocks[at] ? focusable(blocks[at])[0] : undefined;
    return (
      named ??
      box.querySelector('.modal-body input, .modal-body textarea, .modal-body [contenteditable=true]') ??
      box.querySelector('.modal-foot .primary') ??
      box
    );
  };
}
