import { type AuditEntry, NOBODY } from './audit.ts';
import { announce, type BriefingPlan } from './briefing.ts';
import type { Change } from './change.ts';
import { type Cohort, endOfCohort } from './cohort.ts';
import { tellEnded, welcome } from './ladder.ts';
import type { NudgeKind } from './nudge.ts';
import type { Pair } from './pairing.ts';

/** Everything that may still be planned for a pair when it ends. */
const WHATEVER_WAITS: NudgeKind[] = [
  'welcome',
  'book',
  'next-meeting-due',
  'meeting-check',
  'proposal',
  'proposal-unanswered',
  'reminder',
  'prepare',
  'commitment-due',
];

/**
 * What becomes of a pair by the state of its cohort: in a running one it is welcomed, if it never was; when its cohort has ended it ends.
 * Nothing in a draft. `now` UTC ms.
 */
export function follow(pair: Pair, now: number): Change {
  if (pair.pairing.state !== 'active') return {};
  if (pair.cohort.state === 'ended') return end(pair, now, 'cohort-ended');
  return pair.cohort.state === 'running' && pair.pairing.ladder === 0 ? begin(pair, now) : {};
}

/** Welcomes the two, each in their contact window, and asks for the first meeting. `now` UTC ms. */
export function begin(pair: Pair, now: number): Change {
  const begun: Pair = { ...pair, pairing: { ...pair.pairing, ladder: 1 } };
  return { pairing: { ladder: 1 }, plan: welcome(begun, now) };
}

/** Why a pair ended. */
export type Ending = 'cohort-ended' | 'ended-by-pair' | 'ended-by-coordinator' | 'other-mentor';

/**
 * The pair ends: what it has ahead is called off, nobody is asked for anything any more, and those who were welcomed hear of it, but for
 * the one who did it (`except`, our id). What they wrote down stays theirs. `now` UTC ms.
 */
export function end(pair: Pair, now: number, why: Ending, except?: string): Change {
  const called = pair.next && pair.next.startsAt > now ? [pair.next] : [];
  return {
    pairing: { state: 'ended', endedAt: now },
    meetings: called.map((meeting) => ({
      ...meeting,
      state: 'cancelled' as const,
      sequence: meeting.sequence + 1,
      updatedAt: now,
    })),
    proposals: pair.proposal ? [{ ...pair.proposal, state: 'withdrawn' as const, updatedAt: now }] : [],
    cancel: WHATEVER_WAITS,
    plan: pair.pairing.ladder === 0 ? [] : tellEnded(pair, now, why, except),
  };
}

/** What becomes of a cohort by the passing of time: a running one ends after its last day. `now` UTC ms. */
export function whenOver(
  cohort: Cohort,
  now: number,
): { cohort: Partial<Cohort>; brief: BriefingPlan[]; audit: AuditEntry[] } | null {
  if (cohort.state !== 'running' || endOfCohort(cohort) > now) return null;
  const entry = {
    at: now,
    by: NOBODY,
    action: 'cohort-ended',
    cohortId: cohort.id,
    pairingId: null,
    about: {},
  } as const;
  return { cohort: { state: 'ended' }, brief: [announce(cohort, 'ended', now)], audit: [entry] };
}
