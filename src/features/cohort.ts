import { can } from '../core/access.ts';
import { type Cohort, type CohortDraft, draftProblems, NEW_COHORT } from '../core/cohort.ts';
import { welcome } from '../core/ladder.ts';
import { cannotPair, type Member } from '../core/member.ts';
import { isRefusal, type Refusal, refuse } from '../core/refusal.ts';
import { localOf, parseDate } from '../core/time.ts';
import type { Deps } from '../deps.ts';
import type { Ask, CommandAsk, Feature, Handled, Message, SubmitAsk } from '../slack/feature.ts';
import { peopleIn, textIn, typedText } from '../slack/payload.ts';
import { cohortCreated, cohortHelp, newCohortModal, paired, withFigures } from './cohort.view.ts';
import { actorOf } from './shared/pair-of.ts';
import { cohortFor } from './shared/which-cohort.ts';

type Needs = Pick<Deps, 'store' | 'settings' | 'newId' | 'wake' | 'messenger'>;

const NOT_ADMIN = refuse(
  'not_admin',
  'Only the people who run this installation can create a cohort. Ask one of them, or your IT team.',
);
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
const NAMES_AS_TEXT = refuse(
  'names_as_text',
  'Slack passed these names on as plain text, so I cannot tell who is meant. Please pick each person from the list that appears after @. If there is no list, the app’s command lacks the setting "Escape channels, users, and links".',
);
const NAME_TWO = refuse('name_two', 'Please name a mentor and a mentee, in this order: /cohort pair @mentor @mentee');

/** A sub-command of `/cohort`; `rest` is what was typed behind it, as Slack escaped it. */
export type Verb = (ask: CommandAsk, rest: string) => Handled;

/** Setting up a cohort and pairing people in it. `more` are the sub-commands that other features bring, by their names. */
export function cohort(deps: Needs, more: Record<string, Verb> = {}): Feature {
  const verbs = new Map(Object.entries(more));

  async function command(ask: CommandAsk): Handled {
    const [verb = '', ...words] = ask.text.split(/\s+/);
    const rest = words.join(' ');
    switch (verb.toLowerCase()) {
      case 'new':
        return openNew(ask, typedText(rest));
      case 'pair':
        return pair(ask, rest);
      case '':
        return { say: await list(ask) };
      case 'help':
        return { say: await help(ask) };
      default:
        return verbs.get(verb.toLowerCase())?.(ask, rest) ?? { say: await list(ask, typedText(verb)) };
    }
  }

  async function openNew(ask: Ask, name: string): Handled {
    const actor = await actorOf(deps, ask);
    if (!can(actor, 'create a cohort', 'installation')) return NOT_ADMIN;
    // While the form is filled in there is time to ask Slack who this is; the submission must be answered in three seconds.
    return {
      open: newCohortModal(name.trim()),
      later: async () => {
        await meet(ask, ask.userId);
        return {};
      },
    };
  }

  async function create(ask: SubmitAsk): Handled {
    const actor = await actorOf(deps, ask);
    if (!can(actor, 'create a cohort', 'installation')) return NOT_ADMIN;
    const draft = readDraft(ask);
    const me = (await deps.store.members.find(ask.workspaceId, ask.userId)) ?? (await meet(ask, ask.userId));
    if (isRefusal(me)) return me;
    const errors = draftProblems(draft, localOf(ask.now, me.zone).date);
    if (Object.keys(errors).length > 0) return { errors };
    const { workspaceId, now: createdAt } = ask;
    const made = await deps.store.cohorts.create({
      ...draft,
      ...NEW_COHORT,
      id: deps.newId(),
      workspaceId,
      zone: me.zone,
      createdBy: me.id,
      createdAt,
    });
    if (isRefusal(made)) return { errors: { name: made.words } };
    return { replace: cohortCreated(made) };
  }

  async function pair(ask: CommandAsk, text: string): Handled {
    const { userIds, rest } = peopleIn(text);
    const [mentorUserId, menteeUserId, ...more] = userIds;
    if (!mentorUserId || !menteeUserId || more.length > 0) return /(^|\s)@\S/.test(rest) ? NAMES_AS_TEXT : NAME_TWO;
    const found = await cohortFor(deps, ask, 'pair people', rest, WHERE_TO_PAIR);
    if (!('cohort' in found)) return found.instead;
    if (mentorUserId === menteeUserId)
      return refuse('same_person', 'Nobody can mentor themselves. Please name two different people.');
    return { later: () => pairIn(ask, found.cohort, mentorUserId, menteeUserId) };
  }

  async function pairIn(ask: Ask, cohort: Cohort, mentorUserId: string, menteeUserId: string): Handled {
    const [mentor, mentee] = await Promise.all([meet(ask, mentorUserId), meet(ask, menteeUserId)]);
    if (isRefusal(mentor)) return mentor;
    if (isRefusal(mentee)) return mentee;
    const pairing = {
      id: deps.newId(),
      workspaceId: ask.workspaceId,
      cohortId: cohort.id,
      mentorId: mentor.id,
      menteeId: mentee.id,
      state: 'active' as const,
      cycle: 1,
      ladder: 1,
      snoozedUntil: null,
      pausedUntil: null,
      cadenceWeeks: null,
      createdAt: ask.now,
      endedAt: null,
    };
    const made = await deps.store.pairings.pair(pairing, ask.now, (pair) => ({ plan: welcome(pair, ask.now) }));
    if (isRefusal(made)) return made;
    deps.wake();
    return { say: paired(cohort, mentorUserId, menteeUserId) };
  }

  /** Asks Slack who somebody is and writes it down; refuses whoever cannot be in a programme. */
  async function meet(ask: Ask, userId: string): Promise<Member | Refusal> {
    const person = await deps.messenger.person(userId);
    const refusal = cannotPair(person);
    if (refusal || !person) return refusal ?? NAME_TWO;
    return deps.store.members.meet(deps.newId(), ask.workspaceId, person, ask.now);
  }

  async function help(ask: Ask): Promise<Message> {
    const actor = await actorOf(deps, ask);
    return actor.isAdmin || actor.coordinates.length > 0 ? withFigures(await list(ask)) : list(ask);
  }

  async function list(ask: Ask, unknownVerb?: string): Promise<Message> {
    const actor = await actorOf(deps, ask);
    const cohorts = await deps.store.cohorts.list(ask.workspaceId);
    const mine = cohorts.filter((each) => can(actor, 'pair people', { cohort: each }));
    return cohortHelp(actor.isAdmin, mine, unknownVerb);
  }

  return { name: 'cohort', commands: { '/cohort': command }, submits: { 'cohort-new': create } };
}

function readDraft({ filled }: SubmitAsk): CohortDraft {
  return {
    name: textIn(filled, 'name'),
    startsOn: parseDate(textIn(filled, 'startsOn')) ?? '',
    endsOn: parseDate(textIn(filled, 'endsOn')) ?? '',
    cadenceWeeks: Number(textIn(filled, 'cadenceWeeks')),
    meetingMinutes: Number(textIn(filled, 'meetingMinutes')),
  };
}
