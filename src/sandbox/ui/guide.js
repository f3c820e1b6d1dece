import { html, useState } from './html.js';
import { Icon } from './icons.js';
import { MenuButton } from './menu.js';
import { nameOf } from './reader.js';
import { SIDES } from './route.js';
import { update, useStore } from './store.js';
import { Mrkdwn } from './text.js';

const KEY = 'sandbox-guide';

/**
 * What to do here, in a strip that stays away once it is closed. Its words come with the seed, if there is one: a story for each of several
 * pairs of people, or just one. Where there is little room, one step shows at a time.
 */
export function Guide() {
  const guide = useStore((state) => state.about.guide);
  const users = useStore((state) => state.users);
  const panes = useStore((state) => state.panes);
  const isOpen = useStore((state) => state.guideOpen);
  const [chosen, setChosen] = useState(null);
  const [step, setStep] = useState(0);
  if (!isOpen) return null;
  const stories = storiesOf(guide);
  const seated = SIDES.map((side) => users[panes[side].user]);
  const story = stories.find((each) => each === chosen) ?? stories.find((each) => isOf(each, seated)) ?? stories[0];
  const steps = story?.steps ?? genericSteps(...seated.map(nameOf));
  const begin = (next) => {
    setChosen(next);
    setStep(0);
    location.hash = `left=${next.left}&right=${next.right}`;
  };
  const turn = (label, to, icon) =>
    html`<button type="button" class="icon-button" aria-label=${label} disabled=${!steps[to]} onClick=${() => setStep(to)}><${Icon} name=${icon} size=${16} /></button>`;
  return html`<aside class="guide" aria-label="What to do here">
    ${stories.length > 1 ? html`<${StoryMenu} stories=${stories} story=${story} users=${users} onBegin=${begin} />` : html`<strong class="guide-title">${story?.title ?? 'A Slack of your own'}</strong>`}
    <ol>${steps.map((text, at) => html`<li key=${text} data-step=${at + 1} class=${at === step ? 'current' : ''}><${Mrkdwn} text=${text} /></li>`)}</ol>
    <div class="guide-turn" role="group" aria-label="Steps">${turn('Previous step', step - 1, 'left')}${turn('Next step', step + 1, 'right')}</div>
    <button type="button" class="icon-button" aria-label="Close the guide" onClick=${() => showGuide(false)}><${Icon} name="close" size=${16} /></button>
  </aside>`;
}

/** What there is to try, each with the two people who then take the panes. */
function StoryMenu({ stories, story, users, onBegin }) {
  const named = (handle) => nameOf(Object.values(users).find(({ name }) => name === handle));
  const items = stories.map((each) => ({
    label: each.title,
    description: `${named(each.left)} and ${named(each.right)}`,
    onSelect: () => onBegin(each),
  }));
  const face = html`<strong class="guide-title">${story.title}</strong> <${Icon} name="down" size=${14} />`;
  return html`<${MenuButton} label=${`What to try: ${story.title}`} items=${items} face=${face} name="guide-stories" align="start" />`;
}

function storiesOf(guide) {
  return guide?.stories ?? (guide?.steps ? [guide] : []);
}

function isOf(story, [left, right]) {
  return story.left === left?.name && story.right === right?.name;
}

/** Opens or closes the strip, and remembers it in this browser. */
export function showGuide(isOpen) {
  update(() => ({ guideOpen: isOpen }));
  try {
    localStorage.setItem(KEY, isOpen ? 'open' : 'closed');
  } catch {
    // A browser that keeps nothing shows it again next time.
  }
}

function genericSteps(left, right) {
  return [
    `You are *${left}* on the left and *${right}* on the right; change either by their name.`,
    'Open the app under *Apps*, read its *Messages* and *Home*, and press its buttons.',
    'Type */* to see its commands. Move the *clock* above to see what happens later.',
  ];
}

/** Was it left open last time? */
export function wasGuideOpen() {
  try {
    return localStorage.getItem(KEY) !== 'closed';
  } catch {
    return true;
  }
}
