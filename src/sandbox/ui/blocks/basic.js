import { Element } from '../elements/index.js';
import { html, useState } from '../html.js';
import { stringOf, Text } from '../text.js';
import { Picture } from './media.js';

const FOLD_CHARACTERS = 700;
const FOLD_LINES = 12;

/** https://docs.slack.dev/reference/block-kit/blocks/section-block */
export function Section({ block }) {
  const { text, fields, accessory } = block;
  return html`<div class="section">
    <div class="section-main">
      ${text && html`<${Folding} text=${text} expand=${block.expand} />`}
      ${fields && html`<div class="section-fields">${fields.map((field, at) => html`<div key=${at} class="section-field"><${Text} value=${field} /></div>`)}</div>`}
    </div>
    ${
      accessory &&
      html`<div class=${`section-accessory accessory-${accessory.type}`}>
      ${
        accessory.type === 'image'
          ? html`<${Picture} image=${accessory} size="small" />`
          : html`<${Element} element=${accessory} where=${{ blockId: block.block_id ?? '' }} />`
      }
    </div>`
    }
  </div>`;
}

/** Long texts are folded as in Slack, unless the block says `expand`. */
function Folding({ text, expand }) {
  const [open, setOpen] = useState(false);
  const { length } = text.text;
  const isLong = !expand && (length > FOLD_CHARACTERS || text.text.split('\n').length > FOLD_LINES);
  if (!isLong) return html`<div class="section-text"><${Text} value=${text} /></div>`;
  return html`<div class=${`section-text ${open ? '' : 'folded'}`}><${Text} value=${text} /></div>
    <button type="button" class="link-button" aria-expanded=${open} onClick=${() => setOpen(!open)}>${open ? 'Show less' : 'See more'}</button>`;
}

/** https://docs.slack.dev/reference/block-kit/blocks/context-block */
export function Context({ block }) {
  return html`<div class="context">
    ${block.elements.map((element, at) =>
      element.type === 'image'
        ? html`<${Picture} key=${at} image=${element} size="tiny" />`
        : html`<span key=${at} class="context-text"><${Text} value=${element} /></span>`,
    )}
  </div>`;
}

/** https://docs.slack.dev/reference/block-kit/blocks/actions-block */
export function Actions({ block }) {
  const name = block.elements.map((element) => stringOf(element.text)).filter(Boolean);
  return html`<div class="actions" role="group" aria-label=${name.length > 1 ? `Actions: ${name.join(', ')}` : 'Actions'}>
    ${block.elements.map(
      (element, at) =>
        html`<div key=${element.action_id ?? at} class="action"><${Element} element=${element} where=${{ blockId: block.block_id ?? '' }} /></div>`,
    )}
  </div>`;
}

export function ContextActions({ block }) {
  return html`<div class="context-actions" role="group" aria-label="Actions">
    ${block.elements.map((element, at) => html`<${Element} key=${element.action_id ?? at} element=${element} where=${{ blockId: block.block_id ?? '' }} />`)}
  </div>`;
}
