import { z } from 'zod';
import { end } from '../core/course.ts';
import type { Pair } from '../core/pairing.ts';
import { cannotPause, pausePair, resumePair } from '../core/pause.ts';
import { isRefusal, type Refusal, refuse } from '../core/refusal.ts';
import { type LocalDate, localOf, parseDate } from '../core/time.ts';
import type { Deps } from '../deps.ts';
import type { Ask, ClickAsk, CommandAsk, Feature, Handled, SubmitAsk } from '../slack/feature.ts';
import { notice } from '../slack/notice.ts';
import { peopleIn, readCarried, textIn } from '../slack/payload.ts';
import {
  LISTED_PER_PAGE,
  listModal,
  pairChanged,
  pausePairModal,
  pausePersonModal,
  personPaused,
  SEARCH_MAX,
} from './pairs.view.ts';
import { type Absences, absences } from './shared/absences.ts';
import { type ClosedForms, remembered, stillToCome } from './shared/closed-forms.ts';
import { cohortOf } from './shared/cohort-of.ts';
import {
  type Cared,
  caredPair,
  caredPairsOf,
  changeCared,
  NOT_TO_LOOK_AFTER,
  runsAnything,
} from './shared/look-after.ts';
import { type ListPlace, lookModal } from './shared/pair-look.view.ts';
import { namesAsText, withoutGone } from './shared/people-named.ts';

type Needs = Pick<Deps, 'store' | 'settings' | 'wake'>;
type Verb = (ask: CommandAsk, rest: string) => Handled;
type What = 'paused' | 'resumed' | 'ended';

const ENDED = refuse('ended', 'This pairing has ended already.');
const UNREADABLE_DAY = refuse(
  'unreadable_day',
  'I cannot read that day. Please write it like this: /cohort pause @person until 2027-01-15',
);
const NAME_SOMEBODY = refuse(
  'name_somebody',
  'Please name somebody who is back, /cohort resume @person, or a pair that goes on, /cohort resume @mentor @mentee.',
);
const NAME_A_PAIR = refuse('name_a_pair', 'Please name the two whose pairing ends: /cohort end @mentor @mentee');
const TOO_MANY = refuse('too_many', 'Please name one person, or the two of a pair.');

/** What a form is about that asks for the person first. */
const ANYBODY = '';

const place = z.object({ c: z.string(), n: z.number().int().min(0), q: z.string().max(SEARCH_MAX) });

/** Looking after the pairs of a cohort: a list of them, one of them, and the pauses and the end that whoever runs it decides about. */
export function pairs(
  deps: Needs,
  unsent: ClosedForms,
): { feature: Feature; verbs: Record<'pause' | 'resume' | 'end', Verb> } {
  const away: Absences = absences(deps);

  async function list(ask: ClickAsk): Handled {
    const found = await cohortOf(deps, ask, 'run the cohort', ask.value);
    if (isRefusal(found)) return found;
    const back = readCarried(ask.value, place.extend({ b: z.number() }));
    if (isRefusal(back)) return { open: await drawList(ask, { c: found.cohort.id, n: 0, q: '' }) };
    return { replace: await drawList(ask, back) };
  }

  async function turn(ask: ClickAsk): Handled {
    const wanted = readCarried(ask.value, place);
    return isRefusal(wanted) ? wanted : listAt(ask, wanted);
  }

  async function search(ask: SubmitAsk): Handled {
    const about = readCarried(ask.carried, z.object({ c: z.string() }));
    if (isRefusal(about)) return about;
    return listAt(ask, { c: about.c, n: 0, q: textIn(ask.filled, 'words').slice(0, SEARCH_MAX) });
  }

  async function listAt(ask: Ask, wanted: ListPlace): Handled {
    const found = await cohortOf(deps, ask, 'run the cohort', JSON.stringify(wanted));
    return isRefusal(found) ? found : { replace: await drawList(ask, wanted) };
  }

  /** The page that was asked for, or the last one where there are fewer. */
  async function drawList({ workspaceId, now }: Ask, { c, n, q }: ListPlace) {
    const cohort = await deps.store.cohorts.find(workspaceId, c);
    if (!cohort) throw new Error('A cohort that was just found is gone.');
    const page = (at: number) =>
      deps.store.pairings.listed(c, { words: q, from: at * LISTED_PER_PAGE, count: LISTED_PER_PAGE });
    const first = await page(n);
    const last = Math.max(0, Math.ceil(first.total / LISTED_PER_PAGE) - 1);
    const at = Math.min(n, last);
    return listModal(cohort, at === n ? first : await page(at), { c, n: at, q }, now);
  }

  async function look(ask: ClickAsk): Handled {
    const cared = await caredPair(deps, ask, ask.value);
    if (isRefusal(cared)) return cared;
    const from = placeIn(ask.value);
    const view = lookModal(cared.pair, from, ask.now);
    return from && ask.on === 'modal' ? { replace: view } : { open: view };
  }

  async function openPause(ask: ClickAsk): Handled {
    const cared = await caredPair(deps, ask, ask.value);
    if (isRefusal(cared)) return cared;
    const { pairing, cohort } = cared.pair;
    const left = stillToCome(unsent.of(ask.userId, 'pairs-pause', pairing.id), localOf(ask.now, cohort.zone).date);
    const form = pausePairModal(cared.pair, placeIn(ask.value), ask.now);
    return cannotPause(cared.pair) ?? { replace: unsent.offer(ask.userId, pairing.id, form, left) };
  }

  async function submitPause(ask: SubmitAsk): Handled {
    const cared = await caredPair(deps, ask, ask.carried);
    if (isRefusal(cared)) return cared;
    const last = parseDate(textIn(ask.filled, 'until'));
    if (!last) return { errors: { until: 'Pick the last day of the pause.' } };
    const who = textIn(ask.filled, 'who');
    const done =
      who === 'mentor' || who === 'mentee'
        ? await away.until(ask, cared.pair[who].userId, [cared.pair], last)
        : await pauseOne(ask, cared, last);
    if (isRefusal(done)) return { errors: { until: done.words } };
    deps.wake();
    return { replace: await lookAgain(ask, cared.pair, placeIn(ask.carried)) };
  }

  async function resume(ask: ClickAsk): Handled {
    return decided(ask, (cared) => resumeOne(ask, cared));
  }

  async function endPair(ask: ClickAsk): Handled {
    return decided(ask, (cared) => endOne(ask, cared));
  }

  async function isBack(ask: ClickAsk): Handled {
    const about = readCarried(ask.value, z.object({ r: z.enum(['mentor', 'mentee']) }));
    if (isRefusal(about)) return about;
    return decided(ask, ({ pair }) => away.until(ask, pair[about.r].userId, [pair], null));
  }

  async function decided(ask: ClickAsk, decide: (cared: Cared) => Promise<unknown>): Handled {
    const cared = await caredPair(deps, ask, ask.value);
    if (isRefusal(cared)) return cared;
    const done = await decide(cared);
    deps.wake();
    if (isRefusal(done)) return done;
    return { replace: await lookAgain(ask, cared.pair, placeIn(ask.carried)) };
  }

  async function lookAgain({ workspaceId, now }: Ask, { pairing }: Pair, from: ListPlace | null) {
    const pair = await deps.store.pairings.find(workspaceId, pairing.id, now);
    if (!pair) throw new Error('A pair that was just changed is gone.');
    return lookModal(pair, from, now);
  }

  function pauseOne(ask: Ask, cared: Cared, last: LocalDate): Promise<Pair | Refusal> {
    return changeCared(deps, ask, cared, 'pair-paused', (pair, by) => {
      const change = pausePair(pair, { by, now: ask.now }, last, pair.cohort.zone);
      return isRefusal(change) ? change : { change, about: { until: last } };
    });
  }

  function resumeOne(ask: Ask, cared: Cared): Promise<Pair | Refusal> {
    return changeCared(deps, ask, cared, 'pair-resumed', (pair, by) => {
      const change = resumePair(pair, { by, now: ask.now });
      return isRefusal(change) ? change : { change, about: {} };
    });
  }

  function endOne(ask: Ask, cared: Cared): Promise<Pair | Refusal> {
    return changeCared(deps, ask, cared, 'pair-ended', (pair, by) => {
      if (pair.pairing.state === 'ended') return ENDED;
      return { change: end(pair, ask.now, 'ended-by-coordinator', by ?? undefined), about: {} };
    });
  }

  async function pauseVerb(ask: CommandAsk, text: string): Handled {
    if (!(await runsAnything(deps, ask))) return NOT_TO_LOOK_AFTER;
    const { userIds, rest } = peopleIn(text);
    const { day, cohort } = dayIn(rest);
    const [one, other] = userIds;
    if (userIds.length > 2) return TOO_MANY;
    if (!one) return namesAsText(rest) ?? { open: await personForm(ask) };
    if (day === 'unreadable') return UNREADABLE_DAY;
    if (!other) return day ? personUntil(ask, one, cohort, day) : { open: await personForm(ask, one) };
    return forPair(ask, one, other, cohort, 'paused', async (cared) =>
      day
        ? pauseOne(ask, cared, day)
        : refuse('no_day', 'Until when? Like this: /cohort pause @mentor @mentee until 2027-01-15'),
    );
  }

  /** The form about a person whom the command named or did not, with what stood in it when it was closed. */
  async function personForm(ask: Ask, userId?: string) {
    const form = pausePersonModal(userId);
    if (unsent.begin(ask.userId, 'person-pause', ANYBODY, { person: userId ?? null })) return form;
    const me = await deps.store.members.find(ask.workspaceId, ask.userId);
    const left = stillToCome(unsent.of(ask.userId, 'person-pause', ANYBODY), localOf(ask.now, me?.zone ?? 'UTC').date);
    return unsent.offer(ask.userId, ANYBODY, form, left && (await withoutGone(deps, ask, left, ['person'])));
  }

  async function resumeVerb(ask: CommandAsk, text: string): Handled {
    if (!(await runsAnything(deps, ask))) return NOT_TO_LOOK_AFTER;
    const { userIds, rest } = peopleIn(text);
    const [one, other] = userIds;
    if (userIds.length > 2) return TOO_MANY;
    if (!one) return namesAsText(rest) ?? NAME_SOMEBODY;
    if (!other) return personUntil(ask, one, rest, null);
    return forPair(ask, one, other, rest, 'resumed', (cared) => resumeOne(ask, cared));
  }

  async function endVerb(ask: CommandAsk, text: string): Handled {
    if (!(await runsAnything(deps, ask))) return NOT_TO_LOOK_AFTER;
    const { userIds, rest } = peopleIn(text);
    const [one, other, ...more] = userIds;
    if (!one || !other || more.length > 0) return namesAsText(rest) ?? NAME_A_PAIR;
    return forPair(ask, one, other, rest, 'ended', (cared) => endOne(ask, cared));
  }

  /** Somebody is away up to and including a day, or back with null. */
  async function personUntil(ask: Ask, userId: string, cohort: string, last: LocalDate | null): Handled {
    const done = await personAway(ask, userId, cohort, last);
    return isRefusal(done) ? done : { say: personPaused(userId, last) };
  }

  async function personAway(ask: Ask, userId: string, cohort: string, last: LocalDate | null): Promise<Refusal | null> {
    const { member, pairs } = await caredPairsOf(deps, ask, userId, cohort);
    if (!member || pairs.length === 0) return inNoPair(member?.name);
    const done = await away.until(ask, userId, pairs, last);
    deps.wake();
    return isRefusal(done) ? done : null;
  }

  async function submitPerson(ask: SubmitAsk): Handled {
    if (!(await runsAnything(deps, ask))) return NOT_TO_LOOK_AFTER;
    const userId = textIn(ask.filled, 'person');
    const last = parseDate(textIn(ask.filled, 'until'));
    if (!userId) return { errors: { person: 'Pick a person.' } };
    if (!last) return { errors: { until: 'Pick the last day of the pause.' } };
    const done = await personAway(ask, userId, '', last);
    if (done) return { errors: { [done.refused === 'in_no_pair' ? 'person' : 'until']: done.words } };
    return { replace: notice('Done', personPaused(userId, last)) };
  }

  async function forPair(
    ask: Ask,
    one: string,
    other: string,
    cohort: string,
    what: What,
    decide: (cared: Cared) => Promise<Pair | Refusal>,
  ): Handled {
    const { pairs, actor } = await caredPairsOf(deps, ask, one, cohort);
    const [pair, ...more] = pairs.filter(
      ({ mentor, mentee }) => [mentor.userId, mentee.userId].includes(other) && one !== other,
    );
    if (!pair)
      return refuse(
        'no_pair',
        'These two are no pair in a cohort that you run. /cohort, and then Pairs, lists who is.',
      );
    if (more.length > 0) return whichOf([pair, ...more]);
    const done = await decide({ pair, actor });
    deps.wake();
    return isRefusal(done) ? done : { say: pairChanged(done, what) };
  }

  async function aboutPair(ask: Ask & { carried: string }) {
    const cared = await caredPair(deps, ask, ask.carried);
    return isRefusal(cared) ? cared : cared.pair.pairing.id;
  }

  async function aboutAnybody(ask: Ask) {
    return (await runsAnything(deps, ask)) ? ANYBODY : NOT_TO_LOOK_AFTER;
  }

  const clicks = {
    'pairs.list': list,
    'pairs.page': turn,
    'pairs.look': look,
    'pairs.pause': openPause,
    'pairs.resume': resume,
    'pairs.end': endPair,
    'pairs.back': isBack,
  };
  const pairPause = remembered(unsent, aboutPair, submitPause);
  const personPause = remembered(unsent, aboutAnybody, submitPerson);
  const submits = {
    'pairs-list': search,
    'pairs-pause': pairPause.submit,
    'person-pause': personPause.submit,
  };
  const closings = { 'pairs-pause': pairPause.closed, 'person-pause': personPause.closed };
  return {
    feature: { name: 'pairs', clicks, submits, closings },
    verbs: { pause: pauseVerb, resume: resumeVerb, end: endVerb },
  };
}

/** The list that a value came from; null when it came from elsewhere. */
function placeIn(value: string): ListPlace | null {
  const from = readCarried(value, place);
  return isRefusal(from) ? null : from;
}

/** The day behind `until`, and what else was typed: the cohort. */
function dayIn(rest: string): { day: LocalDate | 'unreadable' | null; cohort: string } {
  const said = /\buntil\b\s*(\S*)/i.exec(rest);
  if (!said) return { day: null, cohort: rest };
  return {
    day: parseDate(said[1] ?? '') ?? 'unreadable',
    cohort: rest.replace(said[0], ' ').replace(/\s+/g, ' ').trim(),
  };
}

function inNoPair(name = 'This person'): Refusal {
  return refuse('in_no_pair', `${name} is in no pair of a cohort that you run. /cohort, and then Pairs, lists who is.`);
}

function whichOf(pairs: readonly Pair[]): Refusal {
  const names = pairs.map(({ cohort }) => `“${cohort.name}”`).join(' and ');
  return refuse('several', `They are a pair in ${names}. Please add the cohort: … in <cohort>`);
}
