import { type AuditEntry, NOBODY } from './audit.ts';
import { announce, type BriefingPlan } from './briefing.ts';
import type { Change } from './change.ts';
import { type Cohort, endOfCohort } from './cohort.ts';
import { goOn, lookAgainAt } from './going-on.ts';
import { helpOver } from './help.ts';
import { tellEnded, welcome } from './ladder.ts';
import type { Notebook } from './notebook.ts';
import type { Nudge, NudgeKind } from './nudge.ts';
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
  'paused',
  'resumed',
  'left',
];

/** What becomes of a pair, and when to look at it again, UTC ms; null for never. */
export type Followed = { change: Change; lookAt: number | null };

/**
 * What becomes of a pair by the state of its cohort and of the two: in a running cohort it is welcomed, if it never was, and goes on once both
 * are there; when its cohort has ended it ends. Nothing in a draft. `said` are the nudges of its present cycle. `now` UTC ms.
 */
export function follow(pair: Pair, notebook: Notebook, said: readonly Nudge[], now: number): Followed {
  if (pair.pairing.state !== 'active') return { change: {}, lookAt: null };
  if (pair.cohort.state === 'ended') return { change: end(pair, now, 'cohort-ended'), lookAt: null };
  const lookAt = lookAgainAt(pair, now);
  if (pair.pairing.ladder === 0) return { change: begin(pair, now), lookAt };
  return { change: goOn(pair, notebook, said, now), lookAt };
}

/** In a cohort that runs, welcomes the two, each in their contact window, and asks for the first meeting. `now` UTC ms. */
export function begin(pair: Pair, now: number): Change {
  if (pair.cohort.state !== 'running') return {};
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
    ...helpOver(pair.help, 'closed', now),
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
