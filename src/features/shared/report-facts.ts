import { setImmediate as breath } from 'node:timers/promises';
import { openNeeds } from '../../core/attention.ts';
import type { Cohort } from '../../core/cohort.ts';
import { chartBegins, tally } from '../../core/report.ts';
import { type Period, spanOf } from '../../core/report-period.ts';
import { type PulseAnswer, type PulseFigure, SETTLES_AFTER } from '../../core/report-pulse.ts';
import type { Deps } from '../../deps.ts';

/** Pairings read in one go: a millisecond or two, in which nobody else is served. Those of a period have more to be read. */
const PAGE = 100;
const PAGE_OF_PERIOD = 50;

/** Lets everybody else who waits have their turn before a long computation goes on. */
export { breath };

/**
 * What is known of a cohort's pairings, added up page by page, with the needs that are open. What happened is that of a period, or of the
 * whole run; answers are always those of the whole run. `now` UTC ms.
 */
export async function readCohort(
  { store }: Pick<Deps, 'store'>,
  cohort: Cohort,
  now: number,
  period: Period | null = null,
) {
  const asked = await store.help.openIn(cohort.id);
  // Of several in one pair the oldest counts; they come in that order.
  const help = new Map(asked.toReversed().map((each) => [each.pairingId, each]));
  const sums = tally(cohort, now, period, help);
  const span = period && spanOf(period, cohort, now);
  const answers: Record<PulseFigure, PulseAnswer[]> = { usefulness: [], structure: [] };
  const lookedAfter = [];
  const answersUntil = now - SETTLES_AFTER;
  const chartSince = chartBegins(cohort, now, period);
  for (let after: string | null = ''; after !== null; ) {
    const count = span ? PAGE_OF_PERIOD : PAGE;
    const page = await store.reports.page(cohort.id, { after, count, now, chartSince, answersUntil, span });
    sums.add(page);
    answers.usefulness.push(...page.answers.usefulness);
    answers.structure.push(...page.answers.structure);
    lookedAfter.push(...page.lookedAfter);
    after = page.next;
    await breath();
  }
  const { needs, ...rest } = sums.sum();
  await breath();
  return { ...rest, answers, answersUntil, needs: openNeeds(needs, lookedAfter, now) };
}
