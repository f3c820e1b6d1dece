import { Composer } from './composer.js';
import { html, useEffect, useRef } from './html.js';
import { Icon } from './icons.js';
import { Messages } from './messages.js';
import { go } from './route.js';
import { loadList } from './world.js';

/** A thread, beside the conversation where there is room, else over it. */
export function Thread({ desk, summary, ts, side, at }) {
  const close = useRef(null);
  useEffect(() => {
    loadList(desk.user, summary.id, ts);
    close.current?.focus();
  }, [ts]);
  const leave = () => go(side, { thread: null });
  const key = (event) => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    leave();
  };
  return html`<aside class="thread" aria-label=${`Thread in ${summary.title}`} onKeyDown=${key}>
    <div class="thread-head"><h3>Thread</h3><span class="muted">${summary.title}</span>
      <button ref=${close} type="button" class="icon-button" aria-label="Close the thread" onClick=${leave}><${Icon} name="close" /></button></div>
    <${Messages} desk=${desk} summary=${summary} side=${side} thread=${ts} at=${at} />
    <${Composer} desk=${desk} channel=${summary.id} thread=${ts} title="thread" />
  </aside>`;
}
