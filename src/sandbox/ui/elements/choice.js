import { html, useId } from '../html.js';
import { useElement } from '../surface.js';
import { Text } from '../text.js';
import { Failed } from './failed.js';

/** https://docs.slack.dev/reference/block-kit/block-elements/checkboxes-element */
export function Checkboxes({ element, where, field }) {
  const { state, change, failed } = useElement(where, element);
  const chosen = state.selected_options ?? [];
  const toggle = (option) => {
    const without = chosen.filter(({ value }) => value !== option.value);
    const next = without.length === chosen.length ? [...chosen, option] : without;
    const inOrder = element.options.filter(({ value }) => next.some((picked) => picked.value === value));
    change(
      inOrder.map(({ value }) => value),
      { type: element.type, selected_options: inOrder },
    );
  };
  return html`<div role="group" class="choices" ...${groupLabels(field)}>
    ${element.options.map(
      (
        option,
      ) => html`<${Choice} key=${option.value} type="checkbox" option=${option} checked=${chosen.some(({ value }) => value === option.value)}
        focus=${field?.focus} onChange=${() => toggle(option)} />`,
    )}
  </div><${Failed} text=${failed} />`;
}

/** https://docs.slack.dev/reference/block-kit/block-elements/radio-button-group-element */
export function RadioButtons({ element, where, field }) {
  const { state, change, failed } = useElement(where, element);
  const name = useId();
  const choose = (option) => change(option.value, { type: element.type, selected_option: option });
  return html`<div role="radiogroup" class="choices" ...${groupLabels(field)}>
    ${element.options.map(
      (option) => html`<${Choice} key=${option.value} type="radio" name=${name} option=${option}
        checked=${state.selected_option?.value === option.value} onChange=${() => choose(option)} />`,
    )}
  </div><${Failed} text=${failed} />`;
}

function Choice({ type, name, option, checked, onChange }) {
  return html`<label class="choice-line">
    <input type=${type} name=${name} checked=${checked} onChange=${onChange} />
    <span class="choice-text"><${Text} value=${option.text} />
      ${option.description && html`<small><${Text} value=${option.description} /></small>`}</span>
  </label>`;
}

function groupLabels(field) {
  return field
    ? { 'aria-labelledby': field.labelId, 'aria-describedby': field.describedBy, 'data-field': 'group' }
    : { 'aria-label': 'Choices' };
}
