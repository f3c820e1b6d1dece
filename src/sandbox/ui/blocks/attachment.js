import { html, useState } from '../html.js';
import { isSafeUrl } from '../mrkdwn.js';
import { Link, Mrkdwn, Plain } from '../text.js';
import { Blocks } from './index.js';
import { Picture } from './media.js';

const FOLD_CHARACTERS = 700;
const FOLD_LINES = 5;
const NAMED = { good: 'var(--ok)', warning: 'var(--warn)', danger: 'var(--bad)' };

/** A secondary attachment, with blocks or in the old form. https://docs.slack.dev/messaging/formatting-message-text#attachments */
export function Attachment({ attachment }) {
  const [open, setOpen] = useState(false);
  const {
    pretext,
    title,
    title_link: link,
    text = '',
    fields,
    footer,
    author_name: author,
    image_url: image,
    thumb_url: thumb,
  } = attachment;
  const isLong = text.length > FOLD_CHARACTERS || text.split('\n').length > FOLD_LINES;
  return html`<div class="attachment-around">
    ${pretext && html`<div class="attachment-pretext"><${Mrkdwn} text=${pretext} /></div>`}
    <div class="attachment" style=${{ '--stripe': stripeOf(attachment.color) }}>
      ${attachment.blocks && html`<${Blocks} blocks=${attachment.blocks} />`}
      ${author && html`<small class="attachment-author">${author}</small>`}
      ${title && html`<strong class="attachment-title">${link && isSafeUrl(link) ? html`<${Link} url=${link}>${title}<//>` : html`<${Plain} text=${title} />`}</strong>`}
      ${text && html`<div class=${`attachment-text ${isLong && !open ? 'folded' : ''}`}><${Mrkdwn} text=${text} /></div>`}
      ${isLong && html`<button type="button" class="link-button" aria-expanded=${open} onClick=${() => setOpen(!open)}>${open ? 'Show less' : 'See more'}</button>`}
      ${
        fields &&
        html`<dl class="attachment-fields">${fields.map((field, at) => html`<div key=${at} class=${field.short ? 'short' : ''}><dt>${field.title}</dt><dd><${Mrkdwn} text=${field.value ?? ''} /></dd></div>`)}</dl>`
      }
      ${(image || thumb) && html`<${Picture} image=${{ image_url: image ?? thumb, alt_text: attachment.fallback ?? title ?? 'Picture' }} />`}
      ${footer && html`<small class="attachment-footer">${footer}</small>`}
    </div>
  </div>`;
}

function stripeOf(color) {
  if (!color) return 'var(--line-strong)';
  return NAMED[color] ?? (/^#?[0-9a-f]{3,8}$/i.test(color) ? `#${color.replace('#', '')}` : 'var(--line-strong)');
}
