import { Element, isGroup } from '../elements/index.js';
import { html, useContext, useId } from '../html.js';
import { Surface } from '../surface.js';
import { Text } from '../text.js';

/** https://docs.slack.dev/reference/block-kit/blocks/input-block */
export function Input({ block }) {
  const { errors } = useContext(Surface);
  const id = useId();
  const blockId = block.block_id ?? '';
  const error = errors[blockId];
  const describedBy = [block.hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ') || undefined;
  const field = { id, labelId: `${id}-label`, describedBy, invalid: Boolean(error), required: !block.optional };
  const where = { blockId, input: true, dispatch: Boolean(block.dispatch_action), optional: Boolean(block.optional) };
  const label = html`<${Text} value=${block.label} />${block.optional && html` <span class="optional">(optional)</span>`}`;
  return html`<div class=${`input-block ${error ? 'has-error' : ''}`} data-block-id=${blockId}>
    ${
      isGroup(block.element)
        ? html`<div class="input-label" id=${`${id}-label`}>${label}</div>`
        : html`<label class="input-label" id=${`${id}-label`} for=${id}>${label}</label>`
    }
    <${Element} element=${block.element} where=${where} field=${field} />
    ${error && html`<div class="input-error" id=${`${id}-error`} role="alert">${error}</div>`}
    ${block.hint && html`<div class="input-hint" id=${`${id}-hint`}><${Text} value=${block.hint} /></div>`}
  </div>`;
}
