import { html, useRef } from '../html.js';
import { useElement } from '../surface.js';
import { stringOf } from '../text.js';
import { Failed } from './failed.js';

const TYPES = {
  email_text_input: { type: 'email', inputmode: 'email' },
  url_text_input: { type: 'url', inputmode: 'url' },
  number_input: { type: 'text' },
  plain_text_input: { type: 'text' },
};
const DISPATCH_AFTER = 300;

/** Plain text, e-mail, URL and number inputs. https://docs.slack.dev/reference/block-kit/block-elements */
export function TextInput({ element, where, field }) {
  const { state, change, type, failed } = useElement(where, element);
  const timer = useRef(0);
  const triggers = element.dispatch_action_config?.trigger_actions_on ?? ['on_enter_pressed'];
  const text = state.value ?? '';

  const report = (value) => change(value === '' ? null : value, stateOf(element, value));
  const typed = ({ target: { value } }) => {
    type(value === '' ? null : value, stateOf(element, value));
    clearTimeout(timer.current);
    if (where.dispatch && triggers.includes('on_character_entered'))
      timer.current = setTimeout(() => report(value), DISPATCH_AFTER);
  };
  const key = (event) => {
    if (event.key !== 'Enter' || event.isComposing) return;
    if (where.dispatch && triggers.includes('on_enter_pressed') && !(element.multiline && event.shiftKey)) {
      event.preventDefault();
      event.stopPropagation();
      clearTimeout(timer.current);
      report(text);
    } else if (element.multiline && !event.metaKey && !event.ctrlKey) event.stopPropagation();
  };

  const shared = {
    id: field?.id,
    class: `field ${field?.invalid ? 'invalid' : ''}`,
    'aria-label': field ? undefined : stringOf(element.placeholder) || 'Text',
    'aria-describedby': field?.describedBy,
    'aria-invalid': field?.invalid || undefined,
    'aria-required': field?.required || undefined,
    placeholder: stringOf(element.placeholder),
    value: text,
    onInput: typed,
    onKeyDown: key,
  };
  const input = element.multiline
    ? html`<textarea rows="4" ...${shared}></textarea>`
    : html`<input ...${TYPES[element.type]} inputmode=${modeOf(element)} ...${shared} />`;
  return html`${input}<${Remaining} text=${text} most=${element.max_length} /><${Failed} text=${failed} />`;
}

function stateOf(element, value) {
  return { type: element.type, value: value === '' ? null : value };
}

function modeOf(element) {
  if (element.type !== 'number_input') return TYPES[element.type].inputmode;
  return element.is_decimal_allowed ? 'decimal' : 'numeric';
}

/** How many characters are left, once it matters. */
function Remaining({ text, most }) {
  if (!most) return null;
  const left = most - text.length;
  if (left > Math.max(10, most / 10)) return null;
  return html`<span class=${`remaining ${left < 0 ? 'over' : ''}`} role="status">${left < 0 ? `${-left} too many` : `${left} left`}</span>`;
}
