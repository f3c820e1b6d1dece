import { html, useState } from '../html.js';
import { isSafeUrl } from '../mrkdwn.js';
import { RichText } from '../richtext.js';
import { Link } from '../text.js';

const STATUS = {
  pending: ['○', 'Pending'],
  in_progress: ['◔', 'In progress'],
  complete: ['✓', 'Complete'],
  error: ['!', 'Failed'],
};

/** A plan: a title and its tasks. */
export function Plan({ block }) {
  const title = typeof block.title === 'string' ? block.title : block.title?.text;
  return html`<section class="plan" aria-label=${`Plan: ${title}`}>
    <strong class="plan-title">${title}</strong>
    ${(block.tasks ?? []).map((task) => html`<${TaskCard} key=${task.task_id} block=${task} />`)}
  </section>`;
}

export function TaskCard({ block }) {
  const [open, setOpen] = useState(false);
  const [mark, spoken] = STATUS[block.status] ?? STATUS.pending;
  const hasMore = block.details || block.output || block.sources?.length > 0;
  const title = html`<span class=${`task-mark task-${block.status}`} role="img" aria-label=${spoken}>${mark}</span><span>${block.title}</span>`;
  return html`<div class="task">
    ${hasMore ? html`<button type="button" class="task-head" aria-expanded=${open} onClick=${() => setOpen(!open)}>${title}</button>` : html`<div class="task-head">${title}</div>`}
    ${
      open &&
      html`<div class="task-body">
      ${block.details && html`<${RichText} elements=${block.details.elements} />`}
      ${block.output && html`<${RichText} elements=${block.output.elements} />`}
      ${
        block.sources?.length > 0 &&
        html`<ul class="sources">${block.sources.map(({ url, text }) => html`<li key=${url}>${isSafeUrl(url) ? html`<${Link} url=${url}>${text}<//>` : text}</li>`)}</ul>`
      }
    </div>`
    }
  </div>`;
}
