import { Element } from '../elements/index.js';
import { html, useRef } from '../html.js';
import { Icon } from '../icons.js';
import { Text } from '../text.js';
import { Picture } from './media.js';

export function Card({ block }) {
  return html`<article class="card">
    ${block.hero_image && html`<${Picture} image=${block.hero_image} size="hero" />`}
    <div class="card-main">
      <div class="card-head">
        ${block.icon && html`<${Picture} image=${block.icon} size="small" />`}
        <div>
          ${block.title && html`<div class="card-title"><${Text} value=${asMrkdwn(block.title)} /></div>`}
          ${block.subtitle && html`<div class="card-subtitle"><${Text} value=${asMrkdwn(block.subtitle)} /></div>`}
        </div>
      </div>
      ${block.body && html`<div class="card-body"><${Text} value=${asMrkdwn(block.body)} /></div>`}
      ${block.subtext && html`<div class="card-subtext"><${Text} value=${asMrkdwn(block.subtext)} /></div>`}
      ${block.actions && html`<div class="actions">${block.actions.map((element, at) => html`<${Element} key=${at} element=${element} where=${{ blockId: block.block_id ?? '' }} />`)}</div>`}
    </div>
  </article>`;
}

/** Cards side by side; arrows scroll by one card. */
export function Carousel({ block }) {
  const strip = useRef(null);
  const move = (way) => strip.current.scrollBy({ left: way * 260, behavior: 'smooth' });
  return html`<div class="carousel" role="group" aria-roledescription="carousel" aria-label=${`${block.elements.length} cards`}>
    <div ref=${strip} class="carousel-strip" tabindex="0" role="list" aria-label="Cards">
      ${block.elements.map((card, at) => html`<div key=${at} role="listitem" class="carousel-item"><${Card} block=${{ ...card, block_id: card.block_id ?? '' }} /></div>`)}
    </div>
    ${
      block.elements.length > 1 &&
      html`<div class="carousel-move">
      <button type="button" class="icon-button outlined" aria-label="Previous card" onClick=${() => move(-1)}><${Icon} name="left" /></button>
      <button type="button" class="icon-button outlined" aria-label="Next card" onClick=${() => move(1)}><${Icon} name="right" /></button>
    </div>`
    }
  </div>`;
}

function asMrkdwn(text) {
  return typeof text === 'string' ? { type: 'mrkdwn', text } : text;
}
