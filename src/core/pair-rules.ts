import type { Change } from './change.ts';
import { type Cohort, closedToPairs, mentorFull } from './cohort.ts';
import type { Doing } from './cohort-rules.ts';
import { begin } from './course.ts';
import type { Pair, Pairing } from './pairing.ts';
import type { Refusal } from './refusal.ts';

/** A pairing as it begins, its two not welcomed yet. `now` UTC ms; ids are ours. */
export function newPairing(
  id: string,
  { id: cohortId, workspaceId }: Pick<Cohort, 'id' | 'workspaceId'>,
  two: Pick<Pairing, 'mentorId' | 'menteeId'>,
  now: number,
): Pairing {
  const untouched = { snoozedUntil: null, pausedUntil: null, cadenceWeeks: null, endedAt: null };
  return { id, workspaceId, cohortId, ...two, ...untouched, state: 'active', cycle: 1, ladder: 0, createdAt: now };
}

/**
 * Pairs two people: they are welcomed at once in a cohort that runs, and once it starts in a draft. Refuses in a cohort that takes no more pairs,
 * and a mentor who has as many mentees as one may have; `mentees` are those they have in it already.
 */
export function makePair(pair: Pair, mentees: number, { by, now }: Doing): Change | Refusal {
  const { cohort, pairing, mentor, mentee } = pair;
  const closed = closedToPairs(cohort);
  if (closed) return closed;
  if (cohort.mentorLimit !== null && mentees >= cohort.mentorLimit)
    return mentorFull(mentor, cohort, cohort.mentorLimit);
  const about = { mentor: mentor.userId, mentee: mentee.userId };
  const made = { at: now, by, action: 'pair-made' as const, cohortId: cohort.id, pairingId: pairing.id, about };
  return { ...begin(pair, now), audit: [made] };
}
