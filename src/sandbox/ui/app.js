import { nextRegion } from './focus.js';
import { Guide, wasGuideOpen } from './guide.js';
import { Header } from './header.js';
import { html, render, useEffect, useState } from './html.js';
import { Inspector } from './inspector/inspector.js';
import { Pane } from './pane.js';
import { go, readRoute, SIDES } from './route.js';
import { getState, toast, update, useStore } from './store.js';
import { listen } from './stream.js';
import { applyTheme } from './theme.js';
import { loadDesk, loadWorld } from './world.js';

applyTheme();
start();

async function start() {
  const root = document.getElementById('app');
  try {
    await loadWorld();
    update(() => ({ guideOpen: wasGuideOpen() }));
    await seatPeople(readRoute());
    root.replaceChildren();
    render(html`<${Page} />`, root);
  } catch (error) {
    root.textContent = `The sandbox does not answer: ${error.message} Reload the page once it runs.`;
  }
}

/** Puts people into the panes: those of the address, else those of the guide, else the first two. */
async function seatPeople(route) {
  const { users, about } = getState();
  const everybody = Object.values(users).filter((user) => !user.is_bot && !user.deleted && user.id !== 'USLACKBOT');
  const named = (name) => name && Object.values(users).find((user) => user.id === name || user.name === name);
  const taken = [];
  const panes = {};
  for (const side of SIDES) {
    const user =
      named(route[side].user) ??
      named((about.guide?.stories?.[0] ?? about.guide)?.[side]) ??
      everybody.find(({ id }) => !taken.includes(id)) ??
      everybody[0];
    if (!user) throw new Error('There is nobody in this workspace yet.');
    taken.push(user.id);
    panes[side] = { ...route[side], user: user.id };
  }
  const [seq] = await Promise.all([...new Set(taken)].map(loadDesk));
  // Nobody hears of what those who left their pane are told: they are read anew when they come back.
  update(({ seat: now, desks }) => ({
    panes,
    seat: panes.right.at && !panes.left.at ? 'right' : now,
    desks: Object.fromEntries(taken.map((user) => [user, desks[user]])),
  }));
  listen([...new Set(taken)], getState().inspector.open, seq);
}

/** Lets somebody else take a pane. */
async function seat(side, user) {
  try {
    if (!getState().desks[user]) await loadDesk(user);
    go(side, { user, channel: null, tab: 'messages' });
    const seated = SIDES.map((each) => getState().panes[each].user);
    update(({ desks }) => ({ desks: Object.fromEntries(seated.map((each) => [each, desks[each]])) }));
  } catch (error) {
    toast(error.message, { kind: 'error' });
  }
}

function Page() {
  const isNarrow = useNarrow();
  const seated = useStore((state) => state.seat);
  const left = useStore((state) => state.panes.left.user);
  const right = useStore((state) => state.panes.right.user);
  const isInspecting = useStore((state) => state.inspector.open);

  useEffect(() => listen([...new Set([left, right])], isInspecting), [left, right, isInspecting]);
  useEffect(() => {
    const follow = () => seatPeople(readRoute()).catch((error) => toast(error.message, { kind: 'error' }));
    addEventListener('keydown', nextRegion);
    addEventListener('hashchange', follow);
    return () => {
      removeEventListener('keydown', nextRegion);
      removeEventListener('hashchange', follow);
    };
  }, []);

  const shown = isNarrow ? [seated] : SIDES;
  return html`<div class="page">
    <${Header} isNarrow=${isNarrow} />
    <${Guide} />
    <main class=${`desk ${isNarrow ? 'one' : 'two'}`}>
      ${shown.map((side) => html`<${Pane} key=${side} side=${side} onSeat=${(user) => seat(side, user)} />`)}
    </main>
    <${Inspector} />
    <${Toasts} />
  </div>`;
}

/** What concerns nobody's pane in particular. */
function Toasts() {
  const toasts = useStore((state) => state.toasts);
  return html`<div class="toasts page-toasts" role="status">${toasts.filter(({ user }) => !user).map(({ id, text, kind }) => html`<div key=${id} class=${`toast ${kind}`}>${text}</div>`)}</div>`;
}

function useNarrow() {
  const query = matchMedia('(max-width: 820px)');
  const [isNarrow, setNarrow] = useState(query.matches);
  useEffect(() => {
    const change = () => setNarrow(query.matches);
    query.addEventListener('change', change);
    return () => query.removeEventListener('change', change);
  }, []);
  return isNarrow;
}
