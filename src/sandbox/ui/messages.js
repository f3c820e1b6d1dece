import { dayTitle, tsMs } from './dates.js';
import { html, useEffect, useLayoutEffect, useRef, useState } from './html.js';
import { Message } from './message.js';
import { plainOf } from './plain.js';
import { useReader, useZone } from './reader.js';
import { present, useStore } from './store.js';
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
  /** ts of the last message in the window; null follows the newest. */
  const [end, setEnd] = useState(null);
  const [firstUnread] = useState(summary.last_read);
  const pinned = useRef(true);
  const anchor = useRef(null);
  const loading = useRef(false);

  const to = end === null ? items.length : indexAfter(items, end);
  const from = Math.max(0, to - WINDOW);
  const shown = items.slice(from, to);

  useLayoutEffect(() => {
    const element = box.current;
    // The tab may have changed between the drawing and this effect.
    if (!element) return;
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
    setEnd(items[Math.min(items.length, target + WINDOW / 2) - 1].ts);
  }, [at, target >= 0]);
  useEffect(() => {
    if (!at || target < from || target >= to) return;
    const row = box.current?.querySelector(`[data-ts="${at}"]`);
    row?.scrollIntoView({ block: 'center' });
    row?.focus({ preventScroll: true });
  }, [at, target >= from && target < to]);

  const remember = () => {
    if (!box.current) return;
    const top = box.current.getBoundingClientRect().top;
    const row = [...box.current.querySelectorAll('[data-ts]')].find(
      (element) => element.getBoundingClientRect().bottom > top,
    );
    if (row) anchor.current = { ts: row.dataset.ts, top: row.getBoundingClientRect().top };
  };
  /** Moves a full window up, so that what is read now gets a place in it. */
  const makeRoom = () => {
    remember();
    if (to - from >= WINDOW) setEnd(items[to - STEP - 1].ts);
  };
  const older = async () => {
    if (from > 0) {
      remember();
      setEnd(items[Math.max(Math.min(WINDOW, items.length), to - STEP) - 1].ts);
    } else if (list?.hasMore) {
      loading.current = true;
      await loadOlder(desk.user, summary.id, thread, makeRoom);
      loading.current = false;
    }
  };
  const newer = () => {
    if (to >= items.length) return setEnd(null);
    remember();
    return setEnd(to + STEP >= items.length ? null : items[to + STEP - 1].ts);
  };
  const scrolled = () => {
    const element = box.current;
    const below = element.scrollHeight - element.scrollTop - element.clientHeight;
    pinned.current = below < 40;
    if (element.scrollTop < 300 && !loading.current) older();
    else if (end !== null && below < (to < items.length ? 300 : 40)) newer();
    else if (end === null && !pinned.current && items.length > 0) setEnd(items.at(-1).ts);
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
        <${Rows} messages=${shown} before=${items[from - 1]} as=${desk.user} side=${side} at=${at} thread=${thread} unreadFrom=${firstUnread} />
      </div>
    </div>
    ${to < items.length && html`<button type="button" class="to-newest" onClick=${toNewest}>Newest messages ↓</button>`}
    <${Announcer} isRead=${Boolean(list)} newest=${items.at(-1)} />
  </div>`;
}

/** How many items stand up to and with the one of this ts. */
function indexAfter(items, ts) {
  const at = items.findLastIndex((message) => message.ts <= ts);
  return at + 1;
}

function Rows({ messages, before, as, side, at, thread, unreadFrom }) {
  const zone = useZone();
  const clock = useStore((state) => state.clock);
  const drawn = useRef(new Map());
  const now = present(clock);
  const kept = new Map();
  let last = before;
  const rows = messages.map((message) => {
    const day = localDate(tsMs(message.ts), zone);
    const isNewDay = !last || localDate(tsMs(last.ts), zone) !== day;
    const isNew =
      !thread && unreadFrom !== '0' && message.ts > unreadFrom && last && last.ts <= unreadFrom && message.user !== as;
    const follows = Boolean(!isNewDay && !isNew && last && continues(last, message));
    last = message;
    const row = rowOf(drawn.current, { message, follows, as, side, isTarget: message.ts === at, thread });
    kept.set(message.ts, row);
    return html`${isNewDay && html`<div key=${`day-${day}`} class="day"><span>${dayTitle(tsMs(message.ts), zone, now)}</span></div>`}
      ${isNew && html`<div key="new" class="new-mark"><span>New</span></div>`}
      ${row.node}`;
  });
  drawn.current = kept;
  return rows;
}

/** A message's node: the very same one while nothing about it changed, so that a new message costs one drawing, not all of them. */
function rowOf(drawn, props) {
  const before = drawn.get(props.message.ts);
  const isSame = before && Object.keys(props).every((name) => Object.is(before.props[name], props[name]));
  return isSame ? before : { props, node: html`<${Message} key=${props.message.ts} ...${props} />` };
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

/** Reads out to screen readers what comes once the conversation is here (`isRead`), and not what stood in it. */
function Announcer({ isRead, newest }) {
  const reader = useReader();
  const users = useStore((state) => state.users);
  const [text, setText] = useState('');
  const seen = useRef(undefined);
  useEffect(() => {
    if (!isRead) return;
    const isNew = newest && seen.current !== undefined && newest.ts > seen.current;
    if (isNew && newest.user !== reader?.id) setText(plainOf(newest, users));
    seen.current = newest?.ts ?? '0';
  }, [isRead, newest?.ts]);
  return html`<div class="visually-hidden" role="log" aria-live="polite">${text}</div>`;
}
