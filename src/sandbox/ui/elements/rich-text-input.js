import { html, useEffect, useRef } from '../html.js';
import { fillFrom, richTextOf } from '../richtext-dom.js';
import { useElement } from '../surface.js';
import { stringOf } from '../text.js';
import { Failed } from './failed.js';

const TOOLS = [
  ['bold', 'Bold', html`<b>B</b>`],
  ['italic', 'Italic', html`<i>I</i>`],
  ['strikeThrough', 'Strikethrough', html`<s>S</s>`],
  ['insertUnorderedList', 'Bulleted list', '•'],
  ['insertOrderedList', 'Numbered list', '1.'],
];

/** https://docs.slack.dev/reference/block-kit/block-elements/rich-text-input-element */
export function RichTextInput({ element, where, field }) {
  const { state, change, type, failed } = useElement(where, element);
  const box = useRef(null);
  const shown = useRef(undefined);
  const content = state.rich_text_value ?? null;

  useEffect(() => {
    // While somebody types, what comes back from the sandbox must not move the caret.
    if (shown.current === JSON.stringify(content) || document.activeElement === box.current) return;
    shown.current = JSON.stringify(content);
    fillFrom(box.current, content);
  }, [content]);

  const valueNow = () => {
    const value = richTextOf(box.current);
    shown.current = JSON.stringify(value);
    return [value, { type: element.type, rich_text_value: value }];
  };
  const typed = () => where.input && type(...valueNow());
  const leave = () => {
    if (!where.input || where.dispatch) change(...valueNow());
  };
  const apply = (command) => {
    box.current.focus();
    document.execCommand(command);
    typed();
  };
  const paste = (event) => {
    event.preventDefault();
    document.execCommand('insertText', false, event.clipboardData.getData('text/plain'));
  };
  const key = (event) => {
    if (event.key === 'Enter' && !event.metaKey && !event.ctrlKey) event.stopPropagation();
  };
  const lines = { '--least': String(element.min_lines ?? 3), '--most': String(element.max_lines ?? 8) };
  return html`<div class=${`field rich-input ${field?.invalid ? 'invalid' : ''}`}>
    <div class="rich-tools" role="toolbar" aria-label="Formatting">
      ${TOOLS.map(
        ([
          command,
          name,
          face,
        ]) => html`<button key=${command} type="button" class="tool" aria-label=${name} title=${name}
          onMouseDown=${(event) => event.preventDefault()} onClick=${() => apply(command)}>${face}</button>`,
      )}
    </div>
    <div ref=${box} id=${field?.id} class="rich-edit" style=${lines} contenteditable="true" role="textbox" aria-multiline="true" tabindex="0"
      aria-labelledby=${field?.labelId} aria-label=${field ? undefined : 'Text'} aria-describedby=${field?.describedBy} aria-invalid=${field?.invalid || undefined}
      data-placeholder=${content ? '' : stringOf(element.placeholder)} onInput=${typed} onBlur=${leave} onPaste=${paste} onKeyDown=${key}></div>
  </div><${Failed} text=${failed} />`;
}
