import { MINUTE } from './time.ts';

/** How many people at least are behind a figure made of feedback. */
export const PEOPLE_BEHIND = 5;

/** An answer counts once it is this old (ms): one that is being written down at this moment must not slip in unseen later. */
export const SETTLES_AFTER = MINUTE;

export const PULSE_FIGURES = ['usefulness', 'structure'] as const;
/** `usefulness`: 1 (not at all) to 5 (very). `structure`: -1 (too little) to 1 (too much), 0 is just right. */
export type PulseFigure = (typeof PULSE_FIGURES)[number];

/** What one member said last. `givenAt` UTC ms. */
export type PulseAnswer = { memberId: string; value: number; givenAt: number };

/** A figure that was shown: a mean with two decimals, of the answers given before `until` (UTC ms). */
export type ShownPulse = { value: number; people: number; until: number };

/**
 * The figure to show, given the one that was shown last in this cohort; null while too few people are behind it.
 *
 * Two figures of one cohort can be subtracted from each other, and so can any two reports. So what was shown stays until at least
 * `PEOPLE_BEHIND` people have answered anew: then whatever is computed from all that was ever shown still has an answer of each of
 * those in it. One person counts once, with their latest answer, in however many pairings they are.
 *
 * @param until answers given before this UTC ms count.
 */
export function pulseToShow(
  answers: readonly PulseAnswer[],
  shown: ShownPulse | null,
  until: number,
): ShownPulse | null {
  const latest = latestOfEach(answers.filter(({ givenAt }) => givenAt < until));
  const fresh = shown ? latest.filter(({ givenAt }) => givenAt >= shown.until) : latest;
  if (fresh.length < PEOPLE_BEHIND) return shown;
  const mean = latest.reduce((sum, { value }) => sum + value, 0) / latest.length;
  return { value: Math.round(mean * 100) / 100, people: latest.length, until };
}

function latestOfEach(answers: readonly PulseAnswer[]): PulseAnswer[] {
  const latest = new Map<string, PulseAnswer>();
  for (const answer of answers) {
    const known = latest.get(answer.memberId);
    if (!known || answer.givenAt > known.givenAt) latest.set(answer.memberId, answer);
  }
  return [...latest.values()];
}
