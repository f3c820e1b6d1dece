import { html } from '../html.js';
import { Icon } from '../icons.js';

/** The warning sign beside an element whose action did not reach the app. */
export function Failed({ text }) {
  if (!text) return null;
  return html`<span class="failed" role="alert" title=${text}><${Icon} name="warning" size=${16} /><span class="failed-text">${text}</span></span>`;
}
