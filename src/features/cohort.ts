import { can } from '../core/access.ts';
import { type Cohort, closedToPairs } from '../core/cohort.ts';
import { makePair, newPairing } from '../core/pair-rules.ts';
import { isRefusal, refuse } from '../core/refusal.ts';
import type { Deps } from '../deps.ts';
import type { Ask, CommandAsk, Feature, Handled, Message } from '../slack/feature.ts';
import { peopleIn, typedText } from '../slack/payload.ts';
import { cohortHelp, paired, withFigures } from './cohort.view.ts';
import { actorOf } from './shared/pair-of.ts';
import { meetPerson, namesAsText } from './shared/people-named.ts';
import { cohortFor } from './shared/which-cohort.ts';

type Needs = Pick<Deps, 'store' | 'settings' | 'newId' | 'wake' | 'messenger'>;

const NOT_COORDINATOR = refuse(
  'not_coordinator',
  'Only the coordinators of a cohort can pair people in it. Ask one of them to do it.',
);
const NO_COHORT = refuse(
  'no_cohort',
  'There is no cohort yet. Create one with /cohort new, and then pair people in it.',
);
const WHERE_TO_PAIR = {
  none: NO_COHORT,
  notYours: NOT_COORDINATOR,
  example: '/cohort pair @mentor @mentee in <cohort>',
};
const NAME_TWO = refuse('name_two', 'Please name a mentor and a mentee, in this order: /cohort pair @mentor @mentee');

/** A sub-command of `/cohort`; `rest` is what was typed behind it, as Slack escaped it. */
export type Verb = (ask: CommandAsk, rest: string) => Handled;

/**
 * `/cohort`: pairs people, and passes on to whoever brings a sub-command. `more` are those, by their names; `bare` answers the command by itself, or has
 * `otherwise` answer somebody who runs nothing.
 */
export function cohort(
  deps: Needs,
  bare: (ask: CommandAsk, otherwise: () => Handled) => Handled,
  more: Record<string, Verb> = {},
): Feature {
  const verbs = new Map(Object.entries(more));

  async function command(ask: CommandAsk): Handled {
    const [verb = '', ...words] = ask.text.split(/\s+/);
    const rest = words.join(' ');
    switch (verb.toLowerCase()) {
      case 'pair':
        return pair(ask, rest);
      case '':
        return bare(ask, async () => ({ say: await list(ask) }));
      case 'help':
        return { say: await help(ask) };
      default:
        return verbs.get(verb.toLowerCase())?.(ask, rest) ?? { say: await list(ask, typedText(verb)) };
    }
  }

  async function pair(ask: CommandAsk, text: string): Handled {
    const { userIds, rest } = peopleIn(text);
    const [mentorUserId, menteeUserId, ...more] = userIds;
    if (!mentorUserId || !menteeUserId || more.length > 0) return namesAsText(rest) ?? NAME_TWO;
    const found = await cohortFor(deps, ask, 'pair people', rest, WHERE_TO_PAIR);
    if (!('cohort' in found)) return found.instead;
    const closed = closedToPairs(found.cohort);
    if (closed) return closed;
    if (mentorUserId === menteeUserId)
      return refuse('same_person', 'Nobody can mentor themselves. Please name two different people.');
    return { later: () => pairIn(ask, found.cohort, mentorUserId, menteeUserId) };
  }

  async function pairIn(ask: Ask, cohort: Cohort, mentorUserId: string, menteeUserId: string): Handled {
    const [mentor, mentee] = await Promise.all([
      meetPerson(deps, ask, mentorUserId),
      meetPerson(deps, ask, menteeUserId),
    ]);
    if (isRefusal(mentor)) return mentor;
    if (isRefusal(mentee)) return mentee;
    // Slack may have taken its time to tell who they are.
    if (!can(await actorOf(deps, ask), 'pair people', { cohort })) return NOT_COORDINATOR;
    const { now, userId: by } = ask;
    const pairing = newPairing(deps.newId(), cohort, { mentorId: mentor.id, menteeId: mentee.id }, now);
    const made = await deps.store.pairings.pair(pairing, now, (pair, mentees) => makePair(pair, mentees, { by, now }));
    if (isRefusal(made)) return made;
    deps.wake();
    return { say: paired(made.cohort, mentorUserId, menteeUserId) };
  }

  async function help(ask: Ask): Promise<Message> {
    const actor = await actorOf(deps, ask);
    return actor.isAdmin || actor.coordinates.length > 0 ? withFigures(await list(ask)) : list(ask);
  }

  async function list(ask: Ask, unknownVerb?: string): Promise<Message> {
    const actor = await actorOf(deps, ask);
    const cohorts = await deps.store.cohorts.list(ask.workspaceId);
    const mine = cohorts.filter((each) => can(actor, 'pair people', { cohort: each }));
    return cohortHelp(actor.isAdmin, mine, [...verbs.keys()], unknownVerb);
  }

  return { name: 'cohort', commands: { '/cohort': command } };
}
