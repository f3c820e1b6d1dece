import { get } from './api.js';
import { applyToDesk, deskOf, isNewTo, listKey, withPage } from './desk.js';
import { getState, ticks, toast, update } from './store.js';

const PAGE = 50;
const BIG_PAGE = 200;
const KEPT_ENTRIES = 500;

/** Reads who and what there is: the app, the people, the clock. */
export async function loadWorld() {
  const [about, { users }, { faults }] = await Promise.all([get('about'), get('users'), get('faults')]);
  update(() => ({
    about,
    users: Object.fromEntries(users.map((user) => [user.id, user])),
    clock: clockOf(about.clock),
    connections: about.connections ?? [],
    limits: about.limits ?? 'off',
    faults: faults ?? [],
  }));
}

/** Reads what a person sees, and answers the `seq` from which the event stream goes on. */
export async function loadDesk(user) {
  const viewer = await get('viewer', { as: user });
  update(({ desks }) => ({ desks: { ...desks, [user]: deskOf(viewer, desks[user]) } }));
  return viewer.seq;
}

/** Reads the newest messages of a conversation or thread, if they are not here yet. */
export async function loadList(user, channel, thread) {
  const key = listKey(channel, thread);
  if (getState().desks[user]?.lists[key]) return;
  await readPage(user, channel, thread, {}, false);
}

/** Reads one page more of the past; `before` is called right before it stands in the list. */
export async function loadOlder(user, channel, thread, before) {
  const list = getState().desks[user]?.lists[listKey(channel, thread)];
  if (list?.hasMore) await readPage(user, channel, thread, { before: list.items[0]?.ts, limit: PAGE }, true, before);
}

/** Reads back until a certain message is in the list. */
export async function loadUntil(user, channel, ts) {
  await loadList(user, channel);
  for (;;) {
    const list = getState().desks[user]?.lists[channel];
    if (!list?.hasMore || list.items[0]?.ts <= ts) return;
    await readPage(user, channel, undefined, { before: list.items[0].ts, limit: BIG_PAGE }, true);
  }
}

async function readPage(user, channel, thread, range, older, before) {
  const page = await get('messages', { as: user, channel, thread, limit: PAGE, ...range });
  const key = listKey(channel, thread);
  before?.();
  update(({ desks }) => (desks[user] ? { desks: { ...desks, [user]: withPage(desks[user], key, page, older) } } : {}));
}

/** Applies one change of the event stream to everything on the page. */
export function applyChange(change) {
  update((state) => ({ ...sharedSlices(state, change), ...deskSlice(state, change) }));
  if (change.type === 'notice' && getState().desks[change.notice.user]) {
    toast(change.notice.text, { user: change.notice.user, kind: 'error' });
  }
  for (const desk of Object.values(getState().desks)) {
    if (isNewTo(desk, change)) loadDesk(desk.user);
  }
}

function sharedSlices(state, change) {
  switch (change.type) {
    case 'clock':
      return { clock: clockOf(change) };
    case 'user':
      return { users: { ...state.users, [change.user.id]: change.user } };
    case 'connections':
      return { connections: change.connections };
    case 'faults':
      return { faults: change.faults };
    case 'limits':
      return { limits: change.limits };
    case 'envelope':
    case 'call':
      return { inspector: { ...state.inspector, entries: withEntry(state.inspector.entries, change) } };
    default:
      return {};
  }
}

function deskSlice({ desks }, change) {
  const next = Object.fromEntries(Object.entries(desks).map(([id, desk]) => [id, applyToDesk(desk, change)]));
  return Object.keys(next).every((id) => next[id] === desks[id]) ? {} : { desks: next };
}

/** Adds an entry of the inspector, or puts it in the place of its earlier state. */
export function withEntry(entries, { type, entry }) {
  const next = { type, ...entry };
  const same = (shown) =>
    type === 'call'
      ? shown.seq === entry.seq
      : shown.envelope_id === entry.envelope_id && shown.retry_attempt === entry.retry_attempt;
  const at = entries.findLastIndex((shown) => shown.type === type && same(shown));
  return at < 0 ? [...entries, next].slice(-KEPT_ENTRIES) : entries.with(at, next);
}

/** Reads what the inspector missed while it was closed. */
export async function loadLog() {
  const { envelopes, calls } = await get('log', { after: 0, limit: KEPT_ENTRIES });
  const entries = [
    ...envelopes.map((entry) => ({ type: 'envelope', ...entry })),
    ...calls.map((entry) => ({ type: 'call', ...entry })),
  ];
  entries.sort((one, other) => one.seq - other.seq);
  update(({ inspector }) => ({ inspector: { ...inspector, entries: entries.slice(-KEPT_ENTRIES) } }));
}

function clockOf({ now, frozen }) {
  return { now, frozen: Boolean(frozen), readAt: ticks() };
}
