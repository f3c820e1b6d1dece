import { html, useId, useState } from '../html.js';
import { Icon } from '../icons.js';
import { RichText } from '../richtext.js';
import { Text } from '../text.js';
import { Picture } from './media.js';

/** A frame with a title around other blocks, which may fold. `draw` draws the blocks inside. */
export function Container({ block, draw }) {
  const [open, setOpen] = useState(!(block.is_collapsible && block.default_collapsed));
  const id = useId();
  const title = block.rich_text_title
    ? html`<${RichText} elements=${block.rich_text_title.elements} />`
    : html`<strong><${Text} value=${block.title} /></strong>`;
  const head = html`${block.icon && html`<${Picture} image=${block.icon} size="tiny" />`}
    <span class="container-title">${title}${block.subtitle && html`<small><${Text} value=${block.subtitle} /></small>`}</span>`;
  return html`<section class=${`container width-${block.width ?? 'standard'} ${block.has_header_divider ? 'ruled' : ''}`}>
    ${
      block.is_collapsible
        ? html`<button type="button" class="container-head" aria-expanded=${open} aria-controls=${id} onClick=${() => setOpen(!open)}>${head}<${Icon} name=${open ? 'down' : 'right'} /></button>`
        : html`<div class="container-head">${head}</div>`
    }
    <div id=${id} class="container-body" hidden=${!open}><${draw} blocks=${block.child_blocks} /></div>
  </section>`;
}
