import type { AgendaItem } from '../../src/core/agenda.ts';
import type { Act, Offer } from '../../src/core/booking.ts';
import type { Briefing } from '../../src/core/briefing.ts';
import type { Change } from '../../src/core/change.ts';
import { type Cohort, NEW_COHORT } from '../../src/core/cohort.ts';
import type { Commitment } from '../../src/core/commitment.ts';
import type { Meeting, Proposal } from '../../src/core/meeting.ts';
import { type Member, newMember } from '../../src/core/member.ts';
import type { Notebook } from '../../src/core/notebook.ts';
import type { Nudge, NudgePlan } from '../../src/core/nudge.ts';
import type { Pair, Pairing } from '../../src/core/pairing.ts';
import { isRefusal, type Refusal } from '../../src/core/refusal.ts';

/** An instant written as people read it, `2026-12-01T10:00Z` or with an offset such as `+01:00`, in UTC ms. */
export function at(text: string): number {
  const instant = Date.parse(text);
  if (Number.isNaN(instant)) throw new Error(`"${text}" is no instant`);
  return instant;
}

/** UTC ms as `2026-12-01T10:00`. */
export function utc(instant: number): string {
  return new Date(instant).toISOString().slice(0, 16);
}

/** Monday, 30 November 2026, 10:00 in Vienna: inside the hours of everybody who works there. The 1st of December is a Tuesday. */
export const MONDAY = at('2026-11-30T09:00Z');

/** Somebody in Vienna who works from 09:30 to 16:30, Monday to Friday. `name` gives the id (`ben`) and Slack's (`UBEN`). */
export function makeMember(name: string, over: Partial<Member> = {}): Member {
  const person = { userId: `U${name.toUpperCase()}`, name, zone: 'Europe/Vienna', kind: 'member' as const };
  return { ...newMember(name.toLowerCase(), 'T1', person, MONDAY), ...over };
}

/** Ben mentors Cleo, both in Vienna. */
export const BEN = makeMember('Ben');
export const CLEO = makeMember('Cleo');

/** "Leaders 2027": a meeting of 45 minutes every two weeks. */
export function makeCohort(over: Partial<Cohort> = {}): Cohort {
  return {
    id: 'cohort',
    workspaceId: 'T1',
    name: 'Leaders 2027',
    startsOn: '2026-11-01',
    endsOn: '2027-10-31',
    cadenceWeeks: 2,
    meetingMinutes: 45,
    zone: 'Europe/Vienna',
    ...NEW_COHORT,
    createdBy: 'ada',
    createdAt: MONDAY,
    ...over,
  };
}

/** A pairing as it begins; its two are `ben` and `cleo`. */
export function makePairing(over: Partial<Pairing> = {}): Pairing {
  return {
    id: 'pairing',
    workspaceId: 'T1',
    cohortId: 'cohort',
    mentorId: 'ben',
    menteeId: 'cleo',
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

/** Ben and Cleo with nothing booked, nothing offered and nothing behind them. */
export function makePair(over: Partial<Omit<Pair, 'pairing'>> & { pairing?: Partial<Pairing> } = {}): Pair {
  const { pairing, ...rest } = over;
  const mentor = rest.mentor ?? BEN;
  const mentee = rest.mentee ?? CLEO;
  return {
    cohort: makeCohort(),
    mentor,
    mentee,
    proposal: null,
    next: null,
    past: [],
    cancelled: null,
    help: [],
    busy: { mentor: [], mentee: [] },
    ...rest,
    pairing: makePairing({ mentorId: mentor.id, menteeId: mentee.id, ...pairing }),
  };
}

/** A meeting on Thursday, 3 December, 10:00 to 10:45 in Vienna, booked by Ben. */
export function makeMeeting(over: Partial<Meeting> = {}): Meeting {
  return {
    id: 'meeting',
    pairingId: 'pairing',
    cycle: 1,
    state: 'booked',
    startsAt: at('2026-12-03T10:00+01:00'),
    minutes: 45,
    place: '',
    sequence: 0,
    bookedBy: 'ben',
    outcome: null,
    outcomeBy: null,
    settleAt: null,
    createdAt: MONDAY,
    updatedAt: MONDAY,
    ...over,
  };
}

/** Cleo offers Ben Thursday, 3 December, 10:00 to 10:45 in Vienna. */
export function makeProposal(over: Partial<Proposal> = {}): Proposal {
  return {
    id: 'proposal',
    pairingId: 'pairing',
    meetingId: null,
    cycle: 1,
    state: 'open',
    startsAt: at('2026-12-03T10:00+01:00'),
    minutes: 45,
    place: '',
    by: 'cleo',
    createdAt: MONDAY,
    updatedAt: MONDAY,
    ...over,
  };
}

/** A nudge to Cleo to book, due since Monday, not tried yet. */
export function makeNudge(over: Partial<Nudge> = {}): Nudge {
  return {
    id: 'nudge',
    workspaceId: 'T1',
    pairingId: 'pairing',
    cycle: 1,
    kind: 'book',
    occurrence: 'book:pairing:1.1:1',
    to: 'cleo',
    dueAt: MONDAY,
    notAfter: at('2026-12-30T09:00Z'),
    about: { rung: 1 },
    state: 'planned',
    attempts: 0,
    attemptedAt: null,
    missingReads: 0,
    channel: null,
    ts: null,
    sentAt: null,
    shown: null,
    reason: null,
    ...over,
  };
}

/** A notebook with nothing in it yet. */
export function makeNotebook(over: Partial<Notebook> = {}): Notebook {
  const agenda = { pairingId: 'pairing', cycle: 1, expectation: '', structureId: null, note: '', updatedAt: 0 };
  return {
    agenda,
    last: null,
    items: [],
    commitments: [],
    structures: [],
    borrowed: null,
    recent: [],
    quoted: [],
    ...over,
  };
}

/** "Budget", raised by Ben on Monday, the first item of the first meeting. */
export function makeItem(over: Partial<AgendaItem> = {}): AgendaItem {
  return {
    id: 'item',
    pairingId: 'pairing',
    cycle: 1,
    text: 'Budget',
    minutes: null,
    by: 'ben',
    position: 1,
    state: 'open',
    carried: 0,
    createdAt: MONDAY,
    updatedAt: MONDAY,
    ...over,
  };
}

/** Cleo's "Write the first page", due on Thursday, 3 December. */
export function makeCommitment(over: Partial<Commitment> = {}): Commitment {
  return {
    ...{ id: 'one', pairingId: 'pairing', cycle: 1, owner: 'cleo', what: 'Write the first page', dueOn: '2026-12-03' },
    ...{
      plan: '',
      state: 'open',
      moves: 0,
      reason: '',
      by: 'cleo',
      createdAt: MONDAY,
      updatedAt: MONDAY,
      closedAt: null,
    },
    ...over,
  };
}

/** What somebody does, on Monday unless said otherwise; what comes of it gets the id `new`. */
export function by(member: Member, over: Partial<Act> = {}): Act {
  return { by: member, now: MONDAY, id: 'new', ...over };
}

/** 45 minutes at a time written as `2026-12-01T10:00+01:00`. */
export function offer(start: string, over: Partial<Offer> = {}): Offer {
  return { startsAt: at(start), minutes: 45, place: '', ...over };
}

/** The change that was decided, where a refusal would be a surprise. */
export function changed(decided: Change | Refusal): Change {
  if (isRefusal(decided)) throw new Error(`refused: ${decided.refused}, ${decided.words}`);
  return decided;
}

/** The words of a refusal, where a change would be a surprise. */
export function refused(decided: Change | Refusal | null): Refusal {
  if (!isRefusal(decided)) throw new Error(`not refused: ${JSON.stringify(decided)}`);
  return decided;
}

/** Plans as lines to read: `book → cleo 2026-11-30T09:00`. */
export function lines(plans: readonly NudgePlan[] = []): string[] {
  return plans.map(({ kind, to, dueAt }) => `${kind} → ${to} ${utc(dueAt)}`);
}

/** What a coordinator is told, due now. */
export function makeBriefing(over: Partial<Briefing> = {}): Briefing {
  return {
    id: 'briefing',
    workspaceId: 'T1',
    cohortId: 'cohort',
    kind: 'help',
    occurrence: 'help:pairing:1:UDORA',
    to: 'UDORA',
    about: {},
    words: null,
    dueAt: MONDAY,
    notAfter: MONDAY + 7 * 86_400_000,
    state: 'planned',
    attempts: 0,
    attemptedAt: null,
    missingReads: 0,
    channel: null,
    ts: null,
    sentAt: null,
    reason: null,
    ...over,
  };
}
