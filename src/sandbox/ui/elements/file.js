import { upload } from '../api.js';
import { html, useRef, useState } from '../html.js';
import { Icon } from '../icons.js';
import { toast } from '../store.js';
import { useElement } from '../surface.js';

/** https://docs.slack.dev/reference/block-kit/block-elements/file-input-element */
export function FileInput({ element, where, field }) {
  const { state, change, surface } = useElement(where, element);
  const [busy, setBusy] = useState(false);
  const input = useRef(null);
  const files = state.files ?? [];
  const most = element.max_files ?? 10;

  const report = (next) =>
    change(
      next.map(({ id }) => id),
      { type: element.type, files: next },
    );
  const add = async (picked) => {
    const chosen = [...picked].filter((file) => isAllowed(file, element.filetypes));
    if (chosen.length < picked.length)
      toast(`Only these kinds of files: ${element.filetypes.join(', ')}`, { user: surface.as, kind: 'error' });
    const room = chosen.slice(0, most - files.length);
    if (room.length < chosen.length)
      toast(`At most ${most} ${most === 1 ? 'file' : 'files'}`, { user: surface.as, kind: 'error' });
    setBusy(true);
    try {
      report([...files, ...(await Promise.all(room.map((file) => upload(surface.as, file))))]);
    } catch (error) {
      toast(error.message, { user: surface.as, kind: 'error' });
    }
    setBusy(false);
    if (input.current) input.current.value = '';
  };
  const drop = (event) => {
    event.preventDefault();
    add(event.dataTransfer.files);
  };
  return html`<div class=${`file-input ${field?.invalid ? 'invalid' : ''}`} role="group" aria-labelledby=${field?.labelId} aria-describedby=${field?.describedBy}
      onDragOver=${(event) => event.preventDefault()} onDrop=${drop}>
    ${files.map(
      (file) => html`<span key=${file.id} class="token"><${Icon} name="file" size=${14} />${file.name ?? file.id}
        <button type="button" aria-label=${`Remove ${file.name ?? file.id}`} onClick=${() => report(files.filter(({ id }) => id !== file.id))}><${Icon} name="close" size=${12} /></button></span>`,
    )}
    ${
      files.length < most &&
      html`<label class="file-drop"><input ref=${input} id=${field?.id} type="file" class="visually-hidden" multiple=${most > 1} accept=${acceptOf(element)} disabled=${busy}
        aria-label="Add files" onChange=${({ target }) => add(target.files)} />
      <${Icon} name="clip" size=${16} /> ${busy ? 'Uploading…' : 'Choose a file, or drop it here'}</label>`
    }
  </div>`;
}

function acceptOf({ filetypes }) {
  return filetypes?.map((type) => `.${type}`).join();
}

function isAllowed(file, types) {
  return !types?.length || types.some((type) => file.name.toLowerCase().endsWith(`.${type.toLowerCase()}`));
}
