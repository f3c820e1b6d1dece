import type { Change } from './change.ts';
import { together } from './change.ts';
import { newLadder } from './going-on.ts';
import { tellPause } from './ladder.ts';
import { isPaused, type Pair } from './pairing.ts';
import { type Refusal, refuse } from './refusal.ts';
import { addDays, compareDates, DAY, type LocalDate, localOf, resolveLocal, type Zone } from './time.ts';

/** The last day of a pause or an absence lies at most so many days ahead. */
export const LONGEST_PAUSE_DAYS = 366;

/** Who pauses, ends a pause or ends a pair: one of the two (our id), or whoever runs the cohort (null). */
export type Decider = { by: string | null; now: number };

/**
 * Nobody is asked for anything about the pair up to and including `last`, a local date of `zone`. A booked meeting stays. The others hear of
 * it. When it is over the questions go on by themselves.
 */
export function pausePair(pair: Pair, { by, now }: Decider, last: LocalDate, zone: Zone): Change | Refusal {
  const problem = cannotPause(pair) ?? lastDayProblem(last, localOf(now, zone).date);
  if (problem) return problem;
  const pausedUntil = resolveLocal(addDays(last, 1), 0, zone);
  if (isPaused(pair.pairing, now) && pair.pairing.pausedUntil === pausedUntil)
    return refuse('paused_already', 'This pairing pauses until that day already.');
  const told: Change = {
    pairing: { pausedUntil },
    cancel: ['paused', 'resumed'],
    plan: tellPause(pair, 'paused', by, now),
  };
  return together(told, newLadder(pair, pausedUntil));
}

/** The pause is over: from tomorrow on the pair is asked again. The others hear of it. */
export function resumePair(pair: Pair, { by, now }: Decider): Change | Refusal {
  const problem = cannotPause(pair);
  if (problem) return problem;
  if (!isPaused(pair.pairing, now)) return refuse('not_paused', 'This pairing does not pause right now.');
  const told: Change = {
    pairing: { pausedUntil: now },
    cancel: ['paused', 'resumed'],
    plan: tellPause(pair, 'resumed', by, now),
  };
  return together(told, newLadder(pair, now + DAY));
}

/**
 * The last day of a pause until an instant (UTC ms), as somebody in a zone calls it: the day to whose end the pause comes closest. It ends at
 * midnight where it was decided, which is some hours off elsewhere.
 */
export function lastDayOfPause(pausedUntil: number, zone: Zone): LocalDate {
  return localOf(pausedUntil - DAY / 2, zone).date;
}

/** Why a pair can neither pause nor go on; null when it can. */
export function cannotPause({ pairing, cohort }: Pair): Refusal | null {
  if (pairing.state !== 'active') return refuse('ended', 'This pairing has ended, so there is nothing to pause.');
  if (cohort.state !== 'draft') return null;
  return refuse('draft', `${cohort.name} has not started, so nobody is asked for anything yet.`);
}

/** What is wrong with the last day of a pause or an absence; null when it will do. `today` is the local date. */
export function lastDayProblem(last: LocalDate, today: LocalDate): Refusal | null {
  if (compareDates(last, today) < 0) return refuse('past', 'That day has passed. Pick today or a later one.');
  if (compareDates(last, addDays(today, LONGEST_PAUSE_DAYS)) > 0)
    return refuse('too_far', 'Please pick a day within a year. It can be made longer later.');
  return null;
}
