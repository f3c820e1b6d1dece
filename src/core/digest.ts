import type { Need } from './attention.ts';
import type { Cohort } from './cohort.ts';
import type { Week } from './report.ts';
import { addDays, type LocalDate } from './time.ts';

/** How a cohort does at the beginning of a week, in a few figures. */
export type Digest = {
  cohort: Cohort;
  /** The local Monday of the week in which it is told. */
  week: LocalDate;
  pairs: number;
  booked: number;
  /** Meetings held in the week before this one, and in the one before that; null for a week in which the cohort had not begun. */
  lastWeek: number | null;
  weekBefore: number | null;
  /** The pairs that need a human, the worst first. */
  needs: readonly Need[];
};

/**
 * Picks out of what a report knows of a cohort what a digest tells. `week` is the Monday of the week in which it is told, where its receiver is;
 * meetings are counted in the weeks of the cohort's zone.
 */
export function digestOf(
  cohort: Cohort,
  week: LocalDate,
  known: { figures: { pairs: number; booked: number }; weeks: readonly Week[]; needs: readonly Need[] },
): Digest {
  const heldIn = (monday: LocalDate) => known.weeks.find(({ from }) => from === monday)?.held ?? null;
  const { pairs, booked } = known.figures;
  const [lastWeek, weekBefore] = [heldIn(addDays(week, -7)), heldIn(addDays(week, -14))];
  return { cohort, week, pairs, booked, lastWeek, weekBefore, needs: known.needs };
}
