import type { Pair } from '../core/pairing.ts';
import { isRefusal, type Refusal, refuse } from '../core/refusal.ts';
import { type LocalDate, localOf, parseDate } from '../core/time.ts';
import type { Deps } from '../deps.ts';
import type { Ask, CommandAsk, Feature, Handled, SubmitAsk } from '../slack/feature.ts';
import { notice } from '../slack/notice.ts';
import { peopleIn, textIn } from '../slack/payload.ts';
import { pairChanged, pausePersonModal, personPaused } from './pairs-typed.view.ts';
import { absences } from './shared/absences.ts';
import { type ClosedForms, remembered, stillToCome } from './shared/closed-forms.ts';
import { type Cared, caredPairsOf, NOT_TO_LOOK_AFTER, runsAnything } from './shared/look-after.ts';
import { pairCare } from './shared/pair-care.ts';
import { namesAsText, withoutGone } from './shared/people-named.ts';

type Verb = (ask: CommandAsk, rest: string) => Handled;
type What = 'paused' | 'resumed' | 'ended';

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

/** `/cohort pause`, `resume` and `end`: looking after pairs and people by their names. */
export function pairsTyped(
  deps: Pick<Deps, 'store' | 'settings' | 'wake'>,
  unsent: ClosedForms,
): { feature: Feature; verbs: Record<'pause' | 'resume' | 'end', Verb> } {
  const away = absences(deps);
  const { pauseOne, resumeOne, endOne } = pairCare(deps);

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

  async function aboutAnybody(ask: Ask) {
    return (await runsAnything(deps, ask)) ? ANYBODY : NOT_TO_LOOK_AFTER;
  }

  const personPause = remembered(unsent, aboutAnybody, submitPerson);
  const submits = { 'person-pause': personPause.submit };
  const closings = { 'person-pause': personPause.closed };
  return {
    feature: { name: 'pairs-typed', submits, closings },
    verbs: { pause: pauseVerb, resume: resumeVerb, end: endVerb },
  };
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
