import { trapTab, useFocusTrap } from './focus.js';
import { html, useRef } from './html.js';
import { Text } from './text.js';

/** A confirmation dialog. https://docs.slack.dev/reference/block-kit/composition-objects/confirmation-dialog-object */
export function ConfirmDialog({ object, onAnswer }) {
  const box = useRef(null);
  useFocusTrap(box, (element) => element.querySelector('.modal-foot .button:last-child'), object);
  const key = (event) => {
    if (event.key === 'Escape') {
      event.stopPropagation();
      onAnswer(false);
    } else trapTab(event, box.current);
  };
  return html`<div class="overlay over-modal">
    <div ref=${box} class="modal small" role="alertdialog" aria-modal="true" aria-labelledby="confirm-title" aria-describedby="confirm-text" tabindex="-1" onKeyDown=${key}>
      <div class="modal-head"><h2 id="confirm-title">${object.title ? html`<${Text} value=${object.title} />` : 'Are you sure?'}</h2></div>
      <div class="modal-body" id="confirm-text"><${Text} value=${object.text} /></div>
      <div class="modal-foot">
        <button type="button" class="button" onClick=${() => onAnswer(false)}>${object.deny ? html`<${Text} value=${object.deny} />` : 'Cancel'}</button>
        <button type="button" class=${`button ${object.style ?? 'primary'}`} onClick=${() => onAnswer(true)}>${object.confirm ? html`<${Text} value=${object.confirm} />` : 'Yes'}</button>
      </div>
    </div>
  </div>`;
}
