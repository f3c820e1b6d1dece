import { fileUrl } from '../api.js';
import { html, useContext } from '../html.js';
import { Icon } from '../icons.js';
import { Reader } from '../reader.js';
import { Link, stringOf, Text } from '../text.js';

/** https://docs.slack.dev/reference/block-kit/blocks/image-block */
export function ImageBlock({ block }) {
  return html`<figure class="image-block">
    ${block.title && html`<figcaption><${Text} value=${block.title} /></figcaption>`}
    <${Picture} image=${block} />
  </figure>`;
}

/** A picture of this machine; one from elsewhere is shown as its alternative text, since nothing is fetched from outside. */
export function Picture({ image, size = 'large' }) {
  const { user } = useContext(Reader);
  const alt = image.alt_text ?? '';
  const source = localSource(image, user);
  if (source) return html`<img class=${`picture ${size}`} src=${source} alt=${alt} loading="lazy" />`;
  if (size === 'tiny')
    return html`<span class="picture-tiny" role="img" aria-label=${alt} title=${alt}><${Icon} name="file" size=${12} /></span>`;
  return html`<span class=${`image-placeholder ${size}`} role="img" aria-label=${alt} title="Pictures from outside are not loaded in the sandbox">
    <${Icon} name="eye" size=${16} /><span>${alt || 'Picture'}</span>
  </span>`;
}

function localSource(image, user) {
  const id =
    image.slack_file?.id ??
    /\/files-pri\/[^/]*-(F[A-Z0-9]+)\//.exec(image.slack_file?.url ?? image.image_url ?? '')?.[1];
  return id ? fileUrl(id, user) : undefined;
}

export function Video({ block }) {
  return html`<div class="video" role="group" aria-label=${`Video: ${stringOf(block.title)}`}>
    <div class="video-text">
      ${block.provider_name && html`<small>${block.provider_name}</small>`}
      <strong>${block.title_url ? html`<${Link} url=${block.title_url}><${Text} value=${block.title} /><//>` : html`<${Text} value=${block.title} />`}</strong>
      ${block.author_name && html`<small>${block.author_name}</small>`}
      ${block.description && html`<div><${Text} value=${block.description} /></div>`}
    </div>
    <div class="video-still" role="img" aria-label=${block.alt_text}><${Icon} name="play" size=${28} /><span>Videos are not played in the sandbox</span></div>
  </div>`;
}

export function FileBlock({ block }) {
  return html`<div class="file-card"><${Icon} name="file" size=${24} /><span>Remote file ${block.external_id}</span></div>`;
}

/** A file shared in a message. */
export function FileCard({ file }) {
  const { user } = useContext(Reader);
  const source = fileUrl(file.id, user);
  const isPicture = /^image\/(?:png|jpe?g|gif|webp)$/.test(file.mimetype ?? '');
  if (isPicture) {
    return html`<figure class="image-block"><figcaption>${file.title || file.name}</figcaption>
      <img class="picture large" src=${source} alt=${file.alt_txt || file.title || file.name} loading="lazy" /></figure>`;
  }
  return html`<a class="file-card" href=${source} download=${file.name}><${Icon} name="file" size=${24} />
    <span class="file-text"><strong>${file.title || file.name}</strong><small>${file.pretty_type || file.filetype} · ${sizeOf(file.size)}</small></span></a>`;
}

function sizeOf(bytes) {
  if (!(bytes >= 1024)) return `${bytes ?? 0} bytes`;
  return bytes < 1024 * 1024 ? `${Math.round(bytes / 1024)} kB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}
