import { useLayoutEffect, useState } from './html.js';

/** The one state of the page. Slices are replaced, never changed in place, so that equal means unchanged. */
let state = {
  about: null,
  users: {},
  clock: { now: 0, frozen: false, readAt: 0 },
  connections: [],
  faults: [],
  limits: 'off',
  /** What each viewed person sees, by user id: see desk.js. */
  desks: {},
  /** Who sits where and looks at what: see route.js. */
  panes: { left: null, right: null },
  /** The pane that small screens show. */
  seat: 'left',
  inspector: { open: false, tab: 'traffic', entries: [], after: 0 },
  toasts: [],
  guideOpen: false,
  /** `connecting`, `live` or `lost`. */
  stream: 'connecting',
};
const listeners = new Set();

export function getState() {
  return state;
}

/** @param {(state: typeof state) => Partial<typeof state>} change gives the slices that are new */
export function update(change) {
  const next = { ...state, ...change(state) };
  if (Object.keys(next).every((key) => Object.is(next[key], state[key]))) return;
  state = next;
  for (const listener of [...listeners]) listener();
}

/** The selected part of the state; the component is drawn again when that part is another one. */
export function useStore(select) {
  const [, redraw] = useState(0);
  const selected = select(state);
  useLayoutEffect(() => {
    const check = () => {
      if (!Object.is(select(state), selected)) redraw((count) => count + 1);
    };
    check();
    listeners.add(check);
    return () => listeners.delete(check);
  });
  return selected;
}

/** Milliseconds of real time since the page was loaded. */
export function ticks() {
  return globalThis.performance.now();
}

/** The sandbox's present in UTC ms. */
export function present(clock = state.clock) {
  return clock.frozen ? clock.now : clock.now + (ticks() - clock.readAt);
}

let toastId = 0;

/** Shows a short text in a corner of somebody's pane (or of the page) for some seconds, in the place of one on the same `topic`. */
export function toast(text, { user = null, kind = 'info', topic = null } = {}) {
  const id = ++toastId;
  const others = (toasts) => toasts.filter((shown) => topic === null || shown.topic !== topic);
  update(({ toasts }) => ({ toasts: [...others(toasts), { id, text, user, kind, topic }].slice(-5) }));
  setTimeout(() => dismissToast(id), 8000);
}

export function dismissToast(id) {
  update(({ toasts }) => ({ toasts: toasts.filter((shown) => shown.id !== id) }));
}
