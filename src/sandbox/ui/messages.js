import { dayTitle, tsMs } from './dates.js';
import { html, useEffect, useLayoutEffect, useRef, useState } from './html.js';
import { Message } from './message.js';
import { plainOf } from './plain.js';
import { useReader, useZone } from './reader.js';
import { getState, present, useStore } from './store.js';
import { loadOlder } from './world.js';
import { localDate } from './zones.js';

const WINDOW = 120;
const STEP = 60;
const TOGETHER_MS = 5 * 60_000;

/**
 * A conversation's messages, oldest on top. However many there are, at most two windows of them are in the document; scrolling moves
 * the window and reads older pages.
 */
export function Messages({ desk, summary, side, at, thread }) {
  const key = thread ? `${summary.id}/${thread}` : summary.id;
  const list = desk.lists[key];
  const items = list?.items ?? [];
  const box = useRef(null);
  const [end, setEnd] = useState(null);
  const [firstUnread] = useState(summary.last_read);
  const pinned = useRef(true);
  const anchor = useRef(null);
  const loading = useRef(false);

  const to = end === null ? items.length : Math.min(end, items.length);
  const from = Math.max(0, to - WINDOW);
  const shown = items.slice(from, to);

  useLayoutEffect(() => {
    const element = box.current;
    if (anchor.current) {
      const row = element.querySelector(`[data-ts="${anchor.current.ts}"]`);
      if (row) element.scrollTop += row.getBoundingClientRect().top - anchor.current.top;
      anchor.current = null;
    } else if (pinned.current && end === null) element.scrollTop = element.scrollHeight;
  }, [items, from, to]);

  useEffect(() => {
    const watcher = new ResizeObserver(() => {
      if (pinned.current && end === null && box.current) box.current.scrollTop = box.current.scrollHeight;
    });
    watcher.observe(box.current);
    if (box.current.firstElementChild) watcher.observe(box.current.firstElementChild);
    return () => watcher.disconnect();
  }, [end, Boolean(list)]);

  const target = items.findIndex(({ ts }) => ts === at);
  useEffect(() => {
    if (!at || target < 0) return;
    pinned.current = false;
    setEnd(Math.min(items.length, target + WINDOW / 2));
  }, [at, target >= 0]);
  useEffect(() => {
    if (!at || target < from || target >= to) return;
    const row = box.current.querySelector(`[data-ts="${at}"]`);
    row?.scrollIntoView({ block: 'center' });
    row?.focus({ preventScroll: true });
  }, [at, target >= from && target < to]);

  const remember = () => {
    const top = box.current.getBoundingClientRect().top;
    const row = [...box.current.querySelectorAll('[data-ts]')].find(
      (element) => element.getBoundingClientRect().bottom > top,
    );
    if (row) anchor.current = { ts: row.dataset.ts, top: row.getBoundingClientRect().top };
  };
  const older = async () => {
    if (from > 0) {
      remember();
      setEnd(Math.max(Math.min(WINDOW, items.length), to - STEP));
    } else if (list?.hasMore && !loading.current) {
      loading.current = true;
      remember();
      const before = items.length;
      setEnd(to);
      await loadOlder(desk.user, summary.id, thread);
      remember();
      setEnd((now) => (now === null ? null : now + (lengthNow(desk.user, key) - before)));
      loading.current = false;
    }
  };
  const newer = () => {
    if (to >= items.length) return setEnd(null);
    remember();
    const next = to + STEP;
    setEnd(next >= items.length ? null : next);
  };
  const scrolled = () => {
    const element = box.current;
    const below = element.scrollHeight - element.scrollTop - element.clientHeight;
    pinned.current = below < 40;
    if (element.scrollTop < 300 && !loading.current) older();
    else if (below < 300 && end !== null) newer();
  };
  const toNewest = () => {
    pinned.current = true;
    setEnd(null);
    requestAnimationFrame(() => {
      if (box.current) box.current.scrollTop = box.current.scrollHeight;
    });
  };
  const step = (event) => {
    const rows = [...box.current.querySelectorAll('.message')];
    const now = rows.indexOf(document.activeElement);
    const way = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (now < 0 || !way) return;
    event.preventDefault();
    rows[Math.max(0, Math.min(rows.length - 1, now + way))].focus();
  };
  return html`<div class="messages-around">
    <div ref=${box} class="messages scroll" role="region" aria-label=${thread ? 'Thread' : `Messages in ${summary.title}`} tabindex="0" onScroll=${scrolled} onKeyDown=${step}>
      <div class="messages-inner">
        ${!list && html`<div class="empty"><span class="spinner"></span></div>`}
        ${list && !list.hasMore && from === 0 && !thread && html`<${Beginning} summary=${summary} isEmpty=${items.length === 0} />`}
        <${Rows} messages=${shown} before=${items[from - 1]} desk=${desk} side=${side} at=${at} thread=${thread} unreadFrom=${firstUnread} />
      </div>
    </div>
    ${end !== null && html`<button type="button" class="to-newest" onClick=${toNewest}>Newest messages ↓</button>`}
    <${Announcer} newest=${items.at(-1)} />
  </div>`;
}

function lengthNow(user, key) {
  return getState().desks[user]?.lists[key]?.items.length ?? 0;
}

function Rows({ messages, before, desk, side, at, thread, unreadFrom }) {
  const zone = useZone();
  const clock = useStore((state) => state.clock);
  const now = present(clock);
  let last = before;
  return messages.map((message) => {
    const day = localDate(tsMs(message.ts), zone);
    const isNewDay = !last || localDate(tsMs(last.ts), zone) !== day;
    const isNew =
      !thread &&
      unreadFrom !== '0' &&
      message.ts > unreadFrom &&
      last &&
      last.ts <= unreadFrom &&
      message.user !== desk.user;
    const follows = !isNewDay && !isNew && last && continues(last, message);
    last = message;
    return html`${isNewDay && html`<div key=${`day-${day}`} class="day"><span>${dayTitle(tsMs(message.ts), zone, now)}</span></div>`}
      ${isNew && html`<div key="new" class="new-mark"><span>New</span></div>`}
      <${Message} key=${message.ts} message=${message} follows=${follows} desk=${desk} side=${side} isTarget=${message.ts === at} thread=${thread} />`;
  });
}

function continues(last, message) {
  const same = last.user === message.user && last.username === message.username && last.ephemeral === message.ephemeral;
  return same && !message.ephemeral && tsMs(message.ts) - tsMs(last.ts) < TOGETHER_MS && !last.reply_count;
}

function Beginning({ summary, isEmpty }) {
  const text =
    summary.kind === 'im'
      ? 'This is the very beginning of your direct messages'
      : `This is the very beginning of ${summary.title}`;
  return html`<div class="beginning"><strong>${summary.title}</strong><p class="muted">${isEmpty ? `${text}. Say hello below.` : `${text}.`}</p></div>`;
}

/** Reads new messages out to screen readers. */
function Announcer({ newest }) {
  const reader = useReader();
  const users = useStore((state) => state.users);
  const [text, setText] = useState('');
  const seen = useRef(undefined);
  useEffect(() => {
    const isNew = newest && seen.current !== undefined && newest.ts > seen.current;
    if (isNew && newest.user !== reader?.id) setText(plainOf(newest, users));
    seen.current = newest?.ts ?? '0';
  }, [newest?.ts]);
  return html`<div class="visually-hidden" role="log" aria-live="polite">${text}</div>`;
}
