import { type Cohort, NEW_COHORT } from '../../src/core/cohort.ts';
import type { Meeting, Proposal } from '../../src/core/meeting.ts';
import type { Member, Person } from '../../src/core/member.ts';
import type { NudgePlan } from '../../src/core/nudge.ts';
import type { Pair, Pairing } from '../../src/core/pairing.ts';
import { isRefusal } from '../../src/core/refusal.ts';
import type { Store } from '../../src/store/store.ts';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** Monday 2 November 2026, 09:00 UTC: when the stories here begin. */
export const MONDAY = Date.UTC(2026, 10, 2, 9);

export const WORKSPACE = 'T1';

/** Ids of those made here: `Ada-1`, `Ada-2`, … */
let count = 0;
export function freshId(name: string): string {
  count += 1;
  return `${name}-${count}`;
}

/** Somebody as Slack tells of them. */
export function makePerson(name: string, over: Partial<Person> = {}): Person {
  return { userId: `U${name.toUpperCase()}`, name, zone: 'Europe/Vienna', kind: 'member', ...over };
}

/** A member written into the store. */
export function makeMember(
  store: Store,
  name: string,
  over: Partial<Person> = {},
  workspaceId = WORKSPACE,
): Promise<Member> {
  return store.members.meet(freshId(name), workspaceId, makePerson(name, over), MONDAY);
}

/** A cohort to be created by a member. */
export function makeCohort(creator: Member, over: Partial<Cohort> = {}): Cohort {
  return {
    id: freshId('cohort'),
    workspaceId: creator.workspaceId,
    name: 'Leaders 2027',
    startsOn: '2026-11-01',
    endsOn: '2027-10-31',
    cadenceWeeks: 2,
    meetingMinutes: 45,
    zone: 'Europe/Vienna',
    ...NEW_COHORT,
    createdBy: creator.id,
    createdAt: MONDAY,
    ...over,
  };
}

/** A pairing of two members in a cohort. */
export function makePairing(cohort: Cohort, mentor: Member, mentee: Member, over: Partial<Pairing> = {}): Pairing {
  return {
    id: freshId('pairing'),
    workspaceId: cohort.workspaceId,
    cohortId: cohort.id,
    mentorId: mentor.id,
    menteeId: mentee.id,
    state: 'active',
    cycle: 1,
    ladder: 1,
    snoozedUntil: null,
    pausedUntil: null,
    cadenceWeeks: null,
    createdAt: MONDAY,
    endedAt: null,
    ...over,
  };
}

/** A meeting of a pair, tomorrow for 45 minutes, booked by the mentee. */
export function makeMeeting(pair: Pair, over: Partial<Meeting> = {}): Meeting {
  return {
    id: freshId('meeting'),
    pairingId: pair.pairing.id,
    cycle: pair.pairing.cycle,
    state: 'booked',
    startsAt: MONDAY + DAY,
    minutes: 45,
    place: 'Room 4',
    sequence: 0,
    bookedBy: pair.mentee.id,
    outcome: null,
    outcomeBy: null,
    settleAt: null,
    createdAt: MONDAY,
    updatedAt: MONDAY,
    ...over,
  };
}

/** A time on offer, tomorrow for 45 minutes, offered by the mentee. */
export function makeProposal(pair: Pair, over: Partial<Proposal> = {}): Proposal {
  return {
    id: freshId('proposal'),
    pairingId: pair.pairing.id,
    meetingId: null,
    cycle: pair.pairing.cycle,
    state: 'open',
    startsAt: MONDAY + DAY,
    minutes: 45,
    place: 'Room 4',
    by: pair.mentee.id,
    createdAt: MONDAY,
    updatedAt: MONDAY,
    ...over,
  };
}

/** A nudge to the mentee to book, due at once. */
export function makePlan(pair: Pair, over: Partial<NudgePlan> = {}): NudgePlan {
  return {
    kind: 'book',
    occurrence: freshId('occurrence'),
    to: pair.mentee.id,
    dueAt: MONDAY,
    notAfter: MONDAY + 7 * DAY,
    about: {},
    ...over,
  };
}

/** A pair written into the store, without nudges. */
export async function makePair(store: Store, cohort: Cohort, mentor: Member, mentee: Member): Promise<Pair> {
  return accepted(await store.pairings.pair(makePairing(cohort, mentor, mentee), MONDAY, () => ({})));
}

/** Ada mentors Ben, in a cohort that Cleo runs. */
export async function makeCast(
  store: Store,
): Promise<{ ada: Member; ben: Member; cleo: Member; cohort: Cohort; pair: Pair }> {
  const ada = await makeMember(store, 'Ada');
  const ben = await makeMember(store, 'Ben');
  const cleo = await makeMember(store, 'Cleo');
  const cohort = accepted(await store.cohorts.create(makeCohort(cleo)));
  return { ada, ben, cleo, cohort, pair: await makePair(store, cohort, ada, ben) };
}

/** The answer, where neither a refusal nor nothing is one. */
export function accepted<T>(answer: T): Exclude<T, { refused: string } | null | undefined> {
  if (answer === null || answer === undefined || isRefusal(answer))
    throw new Error(`refused: ${JSON.stringify(answer)}`);
  return answer as Exclude<T, { refused: string } | null | undefined>;
}
