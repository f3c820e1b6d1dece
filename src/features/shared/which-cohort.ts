import { type Action, can } from '../../core/access.ts';
import type { Cohort } from '../../core/cohort.ts';
import { cohortsNamed } from '../../core/cohort-named.ts';
import type { Refusal } from '../../core/refusal.ts';
import type { Deps } from '../../deps.ts';
import type { Answer, Ask } from '../../slack/feature.ts';
import { typedText } from '../../slack/payload.ts';
import { actorOf } from './pair-of.ts';
import { whichCohort } from './which-cohort.view.ts';

/** What to say when nothing fits: `none` when there is no cohort yet, `notYours` when none in which the asker may do this; `example` is the command as it could be typed. */
export type CohortWords = { none: Refusal; notYours: Refusal; example: string };

/**
 * The cohort that somebody means by what they typed behind a command (escaped by Slack, with or without `in`): the only one, or the one whose name
 * is this or begins with it, among those in which they may do `action`; those in use before those that have ended or are archived. Else a question or a refusal, to be given back as it is.
 */
export async function cohortFor(
  deps: Pick<Deps, 'store' | 'settings'>,
  ask: Ask,
  action: Action,
  typed: string,
  words: CohortWords,
): Promise<{ cohort: Cohort } | { instead: Answer | Refusal }> {
  const actor = await actorOf(deps, ask);
  const all = await deps.store.cohorts.list(ask.workspaceId);
  const mine = all.filter((each) => can(actor, action, { cohort: each }));
  if (mine.length === 0) return { instead: all.length === 0 && actor.isAdmin ? words.none : words.notYours };
  const fitting = inUse(cohortsNamed(mine, typedText(typed)));
  const [only, ...more] = fitting;
  if (only && more.length === 0) return { cohort: only };
  return { instead: { say: whichCohort(only ? fitting : inUse(mine), nameIn(typed), words.example) } };
}

/** What was typed for a name, as it is shown. */
function nameIn(typed: string): string {
  return typedText(typed)
    .replace(/^in\s+/i, '')
    .trim();
}

/** Those that run or are prepared, where there are any; else those that are not archived; else all. */
function inUse(cohorts: Cohort[]): Cohort[] {
  const shown = cohorts.filter(({ archivedAt }) => archivedAt === null);
  const going = shown.filter(({ state }) => state !== 'ended');
  return going.length > 0 ? going : shown.length > 0 ? shown : cohorts;
}
