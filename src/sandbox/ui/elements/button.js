import { html } from '../html.js';
import { Icon } from '../icons.js';
import { MenuButton } from '../menu.js';
import { isSafeUrl } from '../mrkdwn.js';
import { useElement } from '../surface.js';
import { stringOf, Text } from '../text.js';
import { Failed } from './failed.js';

/** https://docs.slack.dev/reference/block-kit/block-elements/button-element */
export function Button({ element, where }) {
  const { press, busy, failed } = useElement(where, element);
  const name = `button ${element.style ?? ''} ${busy ? 'busy' : ''}`;
  const label = element.accessibility_label;
  const face = html`<span class="button-face"><${Text} value=${element.text} /></span>${busy && html`<span class="spinner"></span>`}`;
  const button =
    element.url && isSafeUrl(element.url)
      ? html`<a class=${name} href=${element.url} target="_blank" rel="noopener noreferrer" aria-label=${label} onClick=${press}>${face}</a>`
      : html`<button type="button" class=${name} aria-label=${label} aria-busy=${busy} onClick=${() => !busy && press()}>${face}</button>`;
  return html`${button}<${Failed} text=${failed} />`;
}

export function WorkflowButton({ element, where }) {
  return html`<${Button} element=${{ ...element, url: undefined }} where=${where} />`;
}

export function IconButton({ element, where }) {
  const { press, busy, failed, surface } = useElement(where, element);
  const visibleTo = element.visible_to_user_ids;
  if (visibleTo && !visibleTo.includes(surface.as)) return null;
  const label = element.accessibility_label ?? stringOf(element.text);
  return html`<button type="button" class="icon-button" aria-label=${label} title=${label} aria-busy=${busy} onClick=${() => !busy && press()}>
      <${Icon} name=${element.icon === 'trash' ? 'trash' : 'bolt'} />
    </button><${Failed} text=${failed} />`;
}

export function FeedbackButtons({ element, where }) {
  const { change, busy, state, failed } = useElement(where, element);
  const given = state.value ?? null;
  const thumb = (button, emoji) => {
    const label = button.accessibility_label ?? stringOf(button.text);
    return html`<button type="button" class="icon-button feedback" aria-label=${label} title=${stringOf(button.text)} aria-busy=${busy}
      aria-pressed=${given === button.value} onClick=${() => !busy && change(button.value, { type: element.type, value: button.value })}>${emoji}</button>`;
  };
  return html`<span class="feedback-pair" role="group" aria-label="Feedback">
    ${thumb(element.positive_button, '👍')}${thumb(element.negative_button, '👎')}
  </span><${Failed} text=${failed} />`;
}

/** The … menu. https://docs.slack.dev/reference/block-kit/block-elements/overflow-menu-element */
export function Overflow({ element, where }) {
  const { change, busy, failed } = useElement(where, element);
  const items = element.options.map((option) => ({
    label: html`<${Text} value=${option.text} />`,
    description: option.description && html`<${Text} value=${option.description} />`,
    href: option.url && isSafeUrl(option.url) ? option.url : undefined,
    onSelect: () => !busy && change(option.value ?? stringOf(option.text)),
  }));
  return html`<${MenuButton} label="More actions" items=${items} name=${`icon-button outlined ${busy ? 'busy' : ''}`} />
    <${Failed} text=${failed} />`;
}
