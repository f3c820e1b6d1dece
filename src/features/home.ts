import { areHours } from '../core/hours.ts';
import type { Member } from '../core/member.ts';
import type { Pair } from '../core/pairing.ts';
import { isRefusal, type Refusal } from '../core/refusal.ts';
import { addDays, compareDates, isZone, localOf, parseDate, parseTime } from '../core/time.ts';
import type { Deps, Sweep } from '../deps.ts';
import type { Ask, ClickAsk, Feature, Handled, SubmitAsk } from '../slack/feature.ts';
import { textIn } from '../slack/payload.ts';
import {
  awayModal,
  daysIn,
  homeAfterTheEnd,
  homeOfNobody,
  home as homeView,
  hoursModal,
  type Noted,
  pageOf,
} from './home.view.ts';
import { type ClosedForms, remembered, stillToCome } from './shared/closed-forms.ts';
import type { Runs } from './shared/cohorts-run.view.ts';
import { NO_PAIRING } from './shared/pair-of.ts';
import { zonesFor } from './shared/zones.ts';

type Needs = Pick<Deps, 'store' | 'settings' | 'messenger' | 'calendar' | 'wake' | 'log'>;

const LONGEST_ABSENCE_DAYS = 366;
/** What a form is about that is about whoever fills it in. */
const OWN = '';
const HALF_A_YEAR = 183 * 24 * 60 * 60_000;

/** The Home tab: what to do now, the pairs, one's own settings. */
export function home(deps: Needs, unsent: ClosedForms) {
  const links = { google: deps.calendar.googleLink, outlook: deps.calendar.outlookLink };

  /** The page that somebody has turned to since they opened the tab. */
  const pages = new Map<string, number>();

  /** Draws the Home tab of whoever opened it. */
  async function opened(ask: Ask): Promise<void> {
    pages.delete(ask.userId);
    // Noted first: what changes while it is being drawn has it drawn once more.
    await deps.store.members.homeOpened(ask.workspaceId, ask.userId, ask.now);
    await publish(ask);
  }

  async function publish({ workspaceId, userId, now }: Ask): Promise<void> {
    const me = await deps.store.members.find(workspaceId, userId);
    const pairs = me ? await deps.store.pairings.ofMember(me.id, now) : [];
    const page = pages.get(userId) ?? 0;
    const runs = await runsOf(userId, me);
    const view =
      me && pairs.length > 0
        ? homeView(me, pairs, page, now, links, { ...(await known(me, pairs, page, now)), runs })
        : await withoutPair(me, now, runs);
    await deps.messenger.publishHome(userId, view);
  }

  async function withoutPair(me: Member | null, now: number, runs: Runs) {
    const ended = me && (await deps.store.pairings.lastEnded(me.id, now));
    return me && ended ? homeAfterTheEnd(me, ended, now, links, runs) : homeOfNobody(runs);
  }

  async function known(me: Member, pairs: Pair[], page: number, now: number) {
    const due = await deps.store.notebooks.promisesDue(me.id, localOf(now, me.zone).date);
    return { noted: await noted(pageOf(pairs, page).shown, now), due };
  }

  async function runsOf(userId: string, me: Member | null): Promise<Runs> {
    if (deps.settings.admins.includes(userId)) return 'all';
    return me && (await deps.store.cohorts.coordinatedBy(me.id)).length > 0 ? 'some' : 'none';
  }

  /** What the pairs on a page wrote down, by the id of the pairing. */
  async function noted(pairs: Pair[], now: number): Promise<Map<string, Noted>> {
    const { notebooks } = deps.store;
    const entries = pairs.map(async ({ pairing: { id } }): Promise<[string, Noted]> => {
      const [notebook, closed] = [await notebooks.find(id), await notebooks.closedSince(id, now - HALF_A_YEAR)];
      return [id, { notebook, closed, notes: await notebooks.notes(id) }];
    });
    return new Map(await Promise.all(entries));
  }

  async function turn(ask: ClickAsk): Handled {
    const page = Number(ask.value);
    pages.set(ask.userId, Number.isSafeInteger(page) && page >= 0 ? page : 0);
    return {
      later: async () => {
        await publish(ask);
        return {};
      },
    };
  }

  async function saveAway(ask: SubmitAsk): Handled {
    const until = parseDate(textIn(ask.filled, 'until'));
    if (!until) return { errors: { until: 'Pick your last day away.' } };
    return save(ask, 'until', (me) => {
      const today = localOf(ask.now, me.zone).date;
      if (compareDates(until, today) < 0)
        return { refused: 'past', words: 'That day has passed. Pick today or a later one.' };
      if (compareDates(until, addDays(today, LONGEST_ABSENCE_DAYS)) > 0)
        return { refused: 'too_far', words: 'Please pick a day within a year.' };
      return { ...me, awayUntil: until };
    });
  }

  async function saveHours(ask: SubmitAsk): Handled {
    const days = daysIn(Array.isArray(ask.filled.days) ? ask.filled.days : []);
    const from = parseTime(textIn(ask.filled, 'from'));
    const to = parseTime(textIn(ask.filled, 'to'));
    const zone = textIn(ask.filled, 'zone');
    if (days.length === 0) return { errors: { days: 'Tick at least one day.' } };
    if (from === undefined || to === undefined) return { errors: { from: 'Pick a time.' } };
    if (!isZone(zone)) return { errors: { zone: 'Pick a time zone from the list.' } };
    const hours = { days, from, to };
    if (!areHours(hours) || to - from < 60)
      return { errors: { to: 'The end has to be at least an hour after the start.' } };
    return save(ask, 'from', (me) => ({
      ...me,
      hours,
      ownHours: true,
      ...(zone === me.zone ? {} : { zone, zoneFrom: 'own' as const }),
    }));
  }

  async function save(ask: Ask, field: string | null, decide: (me: Member) => Member | Refusal): Handled {
    const done = await deps.store.members.change(ask.workspaceId, ask.userId, ask.now, decide);
    if (done === null) return NO_PAIRING;
    if (isRefusal(done)) return field ? { errors: { [field]: done.words } } : done;
    deps.wake();
    return {};
  }

  async function openAway(ask: ClickAsk): Handled {
    const me = await deps.store.members.find(ask.workspaceId, ask.userId);
    if (!me) return NO_PAIRING;
    const left = stillToCome(unsent.of(ask.userId, 'home-away', OWN), localOf(ask.now, me.zone).date);
    return { open: unsent.offer(ask.userId, OWN, awayModal(), left) };
  }

  async function openHours(ask: ClickAsk): Handled {
    const me = await deps.store.members.find(ask.workspaceId, ask.userId);
    return me ? { open: unsent.offer(ask.userId, OWN, hoursModal(me, zonesFor(me.zone))) } : NO_PAIRING;
  }

  const awayForm = remembered(unsent, async () => OWN, saveAway);
  const hoursForm = remembered(unsent, async () => OWN, saveHours);
  const feature: Feature = {
    name: 'home',
    clicks: {
      'home.page': turn,
      'home.away': openAway,
      'prepare.off': (ask) => save(ask, null, (me) => ({ ...me, wantsPrep: false })),
      'home.prepare': (ask) => save(ask, null, (me) => ({ ...me, wantsPrep: !me.wantsPrep })),
      'home.back': (ask) => save(ask, null, (me) => ({ ...me, awayUntil: null })),
      'home.hours': openHours,
    },
    submits: { 'home-away': awayForm.submit, 'home-hours': hoursForm.submit },
    closings: { 'home-away': awayForm.closed, 'home-hours': hoursForm.closed },
  };

  /** Home tabs that somebody has open and that no longer show what is true. */
  const sweep: Sweep = {
    name: 'stale-homes',
    one: async (now) => {
      const stale = await deps.store.members.takeStaleHome(now);
      if (!stale) return false;
      const { member, mark } = stale;
      try {
        // Slack refuses to draw for an account that is deactivated.
        if (member.active) await publish({ workspaceId: member.workspaceId, userId: member.userId, now });
      } catch (error) {
        // It is drawn anyway when they open it the next time.
        deps.log.warn({ err: error }, 'a Home tab could not be drawn anew');
      }
      await deps.store.members.homeDrawn(member.id, mark);
      return true;
    },
  };

  return { feature, sweep, opened };
}
