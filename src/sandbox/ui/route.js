import { getState, update } from './store.js';

/**
 * The address behind `#` says who sits left and right, which conversation each looks at, and which message is meant, so that a moment can be
 * shared: `#left=ada&left.in=D1&left.tab=messages&left.at=1764.0001&right=ben`.
 * A pane: `{ user, channel, tab: 'home' | 'messages' | 'about', thread, at }`; `channel` null means the app.
 */
export const SIDES = ['left', 'right'];

/** @returns {{ left: object, right: object }} what the address says, handles not yet resolved */
export function readRoute(hash = globalThis.location.hash) {
  const params = new URLSearchParams(hash.replace(/^#/, ''));
  return Object.fromEntries(
    SIDES.map((side) => [
      side,
      {
        user: params.get(side),
        channel: params.get(`${side}.in`),
        tab: params.get(`${side}.tab`) ?? 'messages',
        thread: params.get(`${side}.thread`),
        at: params.get(`${side}.at`),
      },
    ]),
  );
}

/** The address of the present panes; with `moment` (`{ side, ts }`) that of one message. */
export function routeOf(panes, users, moment) {
  const params = new URLSearchParams();
  for (const side of SIDES) {
    const pane = panes[side];
    if (!pane?.user) continue;
    params.set(side, users[pane.user]?.name ?? pane.user);
    if (pane.channel) params.set(`${side}.in`, pane.channel);
    if (pane.tab !== 'messages') params.set(`${side}.tab`, pane.tab);
    if (pane.thread) params.set(`${side}.thread`, pane.thread);
    const at = moment?.side === side ? moment.ts : pane.at;
    if (at) params.set(`${side}.at`, at);
  }
  return `#${params.toString().replaceAll('%2F', '/')}`;
}

/** Changes what one pane looks at, and the address with it. */
export function go(side, place) {
  update(({ panes }) => ({ panes: { ...panes, [side]: { ...panes[side], thread: null, at: null, ...place } } }));
  const { panes, users } = getState();
  history.replaceState(null, '', routeOf(panes, users));
}

/** The full address of a message as one pane shows it. */
export function permalink(side, ts, place = {}) {
  const { panes, users } = getState();
  const shown = { ...panes, [side]: { ...panes[side], ...place } };
  return `${location.origin}${location.pathname}${routeOf(shown, users, { side, ts })}`;
}
