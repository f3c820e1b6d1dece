import type { Delivered, Modal, Person, SeenByPerson, Submitted, Surface } from '../src/sandbox/driver.ts';
import type { Slack } from '../src/sandbox/slack.ts';
import type { Chance } from './chance.ts';
import type { Witness } from './witness.ts';

/** One thing that somebody did and that reached the bot, or may have. Instants in UTC ms of the moved clock. */
export type Deed = {
  who: string;
  from: number;
  to: number;
  /** What is written on the button, or the title of the form. */
  what: string;
  acked: boolean;
  /** What the button brought along: ids of a pairing, a proposal, a meeting; a time. */
  carried: { p?: string; o?: string; m?: string; t?: number };
  /** The place that was typed into a form about a meeting: no two forms have the same. */
  place: string | undefined;
};

/** People who do what people do: tap, fill in, change their minds, tap on what is old, try again. */
export type People = {
  /** Ada makes a cohort and pairs them all; nothing may go wrong meanwhile. */
  begin(): Promise<void>;
  /** Some of them do something, at the same moment. Resolves when they are through, or gave up waiting. */
  act(): Promise<void>;
  readonly deeds: readonly Deed[];
};

export const EVERYBODY = [
  { name: 'ada', real_name: 'Ada Admin', tz: 'Europe/Vienna', is_admin: true },
  { name: 'ben', real_name: 'Ben Mentor', tz: 'Europe/Vienna' },
  { name: 'dan', real_name: 'Dan Mentor', tz: 'Europe/Berlin' },
  { name: 'eva', real_name: 'Eva Mentor', tz: 'America/New_York' },
  { name: 'cleo', real_name: 'Cleo Mentee', tz: 'Europe/London' },
  { name: 'finn', real_name: 'Finn Mentee', tz: 'Europe/Helsinki' },
  { name: 'gita', real_name: 'Gita Mentee', tz: 'Asia/Kolkata' },
  { name: 'hana', real_name: 'Hana Mentee', tz: 'America/Sao_Paulo' },
  { name: 'ivo', real_name: 'Ivo Mentee', tz: 'Europe/Berlin' },
] as const;

const PAIRS = ['ben cleo', 'ben finn', 'dan gita', 'dan ivo', 'eva hana', 'eva dan'].map((two) => two.split(' '));
const DAY = 24 * 60 * 60_000;
/** Real ms that somebody waits for a form before they do something else. */
const PATIENCE = 400;

/** `done` hears of every deed as soon as it is over. */
export function gather(slack: Slack, chance: Chance, witness: Witness, done: (deed: Deed) => void): People {
  const deeds: Deed[] = [];
  const busy = new Set<string>();
  const seenBefore = new Map<string, SeenByPerson[]>();
  const placeOfForm = new Map<string, string>();
  const troubled = new Set<string>();
  let places = 0;

  const names = [...new Set(PAIRS.flat())];

  async function begin(): Promise<void> {
    const ada = slack.as('ada');
    await ada.types('/cohort new Leaders');
    const form = await ada.modal();
    const day = (ahead: number) => new Date(slack.clock.now() + ahead * DAY).toISOString().slice(0, 10);
    await form.fill({ 'Starts on': day(1), 'Ends on': day(360), 'How often should pairs meet?': 'Every week' });
    await form.submit();
    await (await ada.modal(/Cohort created/)).dismiss();
    for (const [mentor, mentee] of PAIRS) {
      await ada.types(`/cohort pair @${mentor} @${mentee}`);
      await ada.inbox.next(new RegExp(`@${mentor} now mentors @${mentee}`));
    }
  }

  async function act(): Promise<void> {
    const free = names.filter((name) => !busy.has(name));
    const some = new Set(Array.from({ length: chance.between(1, 3) }, () => (free.length > 0 ? chance.one(free) : '')));
    // Two of a pair often do something at the same moment.
    const [one, other] = chance.one(PAIRS);
    if (chance.happens(0.3)) for (const name of [one, other]) if (name && !busy.has(name)) some.add(name);
    await Promise.all([...some].filter(Boolean).map((name) => actAs(name)));
  }

  async function actAs(name: string): Promise<void> {
    busy.add(name);
    try {
      await doSomething(slack.as(name));
    } catch (error) {
      // What they meant to tap is gone, or the form never came: people shrug.
      if (!(error instanceof Error) || error instanceof TypeError || error instanceof RangeError) throw error;
    } finally {
      busy.delete(name);
    }
  }

  async function doSomething(me: Person): Promise<void> {
    if (me.hasModal()) {
      const form = await me.modal();
      if (troubled.delete(form.id) && chance.happens(0.8)) await submit(me, form);
      return putAway(me);
    }
    await chance.weighed<() => Promise<unknown>>([
      [46, () => tapNewest(me)],
      [10, () => tapOld(me)],
      [16, () => command(me, '/book')],
      [6, () => command(me, '/pairing')],
      [8, () => tapHome(me)],
      [3, () => deed(me, 'hello', () => me.types('hello'))],
    ])();
  }

  async function tapNewest(me: Person): Promise<void> {
    const newest = me.inbox
      .all()
      .filter(({ buttons }) => buttons.length > 0)
      .slice(-4);
    if (newest.length === 0) return;
    seenBefore.set(me.handle, [...(seenBefore.get(me.handle) ?? []), ...newest].slice(-20));
    const message = chance.one(newest);
    await tap(me, message, (button) => message.click(button));
  }

  async function tapOld(me: Person): Promise<void> {
    const old = seenBefore.get(me.handle) ?? [];
    if (old.length === 0) return;
    const message = chance.one(old);
    await tap(me, message, (button) => message.clickStale(button));
  }

  async function tapHome(me: Person): Promise<void> {
    const home = await me.opensHome();
    await tap(me, home, (button) => home.click(button));
  }

  async function command(me: Person, line: string): Promise<void> {
    await deed(me, line, () => me.types(line));
    const modal = await me.modal(undefined, PATIENCE);
    if (modal.submitLabel) await fillIn(me, modal);
    else await tap(me, modal, (button) => modal.click(button));
    await putAway(me);
  }

  /** Taps one of the buttons, and fills in what opens. */
  async function tap(me: Person, surface: Surface, click: (button: string) => Promise<Delivered>): Promise<void> {
    if (surface.buttons.length === 0) return;
    const button = chance.weighed(surface.buttons.map((label) => [weightOf(label), label] as const));
    await deed(me, button, () => click(button));
    // The same button twice, as impatient people do.
    if (chance.happens(0.1)) await deed(me, button, () => click(button));
    if (!FORMS.has(button) && !me.hasModal()) return;
    const modal = await me.modal(undefined, PATIENCE);
    if (modal.submitLabel) await fillIn(me, modal);
    await putAway(me);
  }

  async function fillIn(me: Person, modal: Modal): Promise<void> {
    const later = new Date(slack.clock.now() + chance.between(1, 12) * DAY).toISOString().slice(0, 10);
    const time = `${String(chance.between(8, 17)).padStart(2, '0')}:${String(chance.between(0, 59)).padStart(2, '0')}`;
    const ownTime = !modal.labels.includes('Which time?') || chance.happens(0.5);
    const entries: Record<string, string> = {};
    for (const label of modal.labels) {
      if (label.startsWith('Date') && ownTime) entries[label] = later;
      if (label === 'Time' && ownTime) entries[label] = time;
      if (label === 'Where?') entries[label] = placeOn(modal);
      if (label === 'Until when?' || label === 'Which time?')
        entries[label] = chance.one((await modal.options(label)).filter((option) => option !== 'Another time'));
    }
    await modal.fill(entries);
    await submit(me, modal);
  }

  function placeOn(modal: Modal): string {
    places += 1;
    const place = `place ${places}`;
    placeOfForm.set(modal.id, place);
    return place;
  }

  async function submit(me: Person, modal: Modal): Promise<void> {
    await deed(me, modal.title, () => modal.submit(), placeOfForm.get(modal.id));
  }

  /** A form that did not go through stays open, to be sent again. */
  async function putAway(me: Person): Promise<void> {
    if (!me.hasModal()) return;
    const modal = await me.modal();
    if (!troubled.has(modal.id)) await modal.dismiss();
  }

  /** Does it and writes it down. */
  async function deed(
    me: Person,
    what: string,
    run: () => Promise<Delivered & Pick<Submitted, 'errors' | 'connectionError'>>,
    place?: string,
  ): Promise<void> {
    const deed: Deed = { who: me.id, from: slack.clock.now(), to: Infinity, what, acked: false, carried: {}, place };
    deeds.push(deed);
    const key = keyOfDeed(deed);
    witness.note(`@${me.handle} begins: ${what}`, key);
    try {
      const came = await run();
      const told = came.errors ? JSON.stringify(came.errors) : (came.connectionError ?? came.error ?? '');
      witness.note(`@${me.handle}, ${what}: ${came.outcome}${told ? `, told ${told}` : ''}`, key);
      deed.carried = carriedBy(came);
      deed.acked = came.outcome === 'acked' && !came.errors;
      if (came.connectionError && me.hasModal()) troubled.add((await me.modal()).id);
    } finally {
      deed.to = slack.clock.now();
      done(deed);
    }
  }

  return { begin, act, deeds };
}

/** Under which the witness keeps a deed: all attempts to send one form together, and all other deeds of a person. */
export function keyOfDeed({ who, place }: Pick<Deed, 'who' | 'place'>): string {
  return place ?? `deeds of ${who}`;
}

/** Buttons behind which there is a form. */
const FORMS = new Set(['Another time', 'Already booked', 'Snooze', 'Suggest a time', 'Move']);

function weightOf(label: string): number {
  if (label === 'Accept') return 12;
  // A slot: "Tue 1 Dec, 14:30 CET".
  if (/^\w{3} \d{1,2} \w{3}, \d\d:\d\d/.test(label)) return 4;
  return FORMS.has(label) ? 2 : 1;
}

/** The ids and times in the value of the button that was tapped. */
function carriedBy({ envelope }: Delivered): Deed['carried'] {
  const actions = envelope?.payload.actions;
  const value = Array.isArray(actions) ? (actions[0] as { value?: unknown } | undefined)?.value : undefined;
  if (typeof value !== 'string') return {};
  try {
    const carried: unknown = JSON.parse(value);
    return typeof carried === 'object' && carried !== null ? (carried as Deed['carried']) : {};
  } catch {
    return {};
  }
}
