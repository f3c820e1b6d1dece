import { can } from '../core/access.ts';
import { type Cohort, type CohortDraft, draftProblems } from '../core/cohort.ts';
import { welcome } from '../core/ladder.ts';
import { cannotPair, type Member } from '../core/member.ts';
import { isRefusal, type Refusal, refuse } from '../core/refusal.ts';
import { localOf, parseDate } from '../core/time.ts';
import type { Deps } from '../deps.ts';
import type { Answer, Ask, CommandAsk, Feature, Handled, SubmitAsk } from '../slack/feature.ts';
import { peopleIn, textIn, typedText } from '../slack/payload.ts';
import { cohortCreated, cohortHelp, newCohortModal, paired, whichCohort } from './cohort.view.ts';
import { actorOf } from './shared/pair-of.ts';

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
const NAME_TWO = refuse('name_two', 'Please name a mentor and a mentee, in this order: /cohort pair @mentor @mentee');

/** Setting up a cohort and pairing people in it. */
export function cohort(deps: Needs): Feature {
  async function command(ask: CommandAsk): Handled {
    const [verb = '', ...words] = ask.text.split(/\s+/);
    const rest = words.join(' ');
    switch (verb.toLowerCase()) {
      case 'new':
        return openNew(ask, typedText(rest));
      case 'pair':
        return pair(ask, rest);
      case '':
      case 'help':
        return help(ask);
      default:
        return help(ask, typedText(verb));
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
    if (!mentorUserId || !menteeUserId || more.length > 0) return NAME_TWO;
    const wanted = typedText(rest)
      .replace(/^in\s+/i, '')
      .trim();
    const cohort = await cohortFor(ask, wanted);
    if (isRefusal(cohort) || !('id' in cohort)) return cohort;
    if (mentorUserId === menteeUserId)
      return refuse('same_person', 'Nobody can mentor themselves. Please name two different people.');
    return { later: () => pairIn(ask, cohort, mentorUserId, menteeUserId) };
  }

  async function cohortFor(ask: Ask, wanted: string): Promise<Cohort | Answer | Refusal> {
    const actor = await actorOf(deps, ask);
    const all = await deps.store.cohorts.list(ask.workspaceId);
    const mine = all.filter((each) => can(actor, 'pair people', { cohort: each }));
    if (mine.length === 0) return all.length === 0 && actor.isAdmin ? NO_COHORT : NOT_COORDINATOR;
    const name = wanted.toLowerCase();
    const exact = mine.filter((each) => each.name.toLowerCase() === name);
    const fitting = exact.length > 0 ? exact : mine.filter((each) => each.name.toLowerCase().startsWith(name));
    const [only, ...more] = fitting;
    if (only && more.length === 0) return only;
    return { say: whichCohort(only ? fitting : mine, wanted) };
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

  async function help(ask: Ask, unknownVerb?: string): Handled {
    const actor = await actorOf(deps, ask);
    const cohorts = await deps.store.cohorts.list(ask.workspaceId);
    const mine = cohorts.filter((each) => can(actor, 'pair people', { cohort: each }));
    return { say: cohortHelp(actor.isAdmin, mine, unknownVerb) };
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
