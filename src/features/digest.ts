import { weeklyDigest } from '../core/briefing.ts';
import { digestOf } from '../core/digest.ts';
import { isRefusal, refuse } from '../core/refusal.ts';
import { localOf } from '../core/time.ts';
import type { Deps, Sweep } from '../deps.ts';
import type { ClickAsk, DrawBriefing, Feature, Handled } from '../slack/feature.ts';
import { digestMessage, digestTurned, NEEDS_SHOWN } from './digest.view.ts';
import { cohortOf } from './shared/cohort-of.ts';
import { readCohort } from './shared/report-facts.ts';

type Needs = Pick<Deps, 'store' | 'settings'>;

const NOT_COORDINATOR = refuse(
  'not_coordinator',
  'The weekly digest goes to those who coordinate a cohort, and you do not coordinate this one.',
);

/** The weekly digest of each coordinator: when it is planned, what it says, and how it is turned off and on. */
export function digest(deps: Needs): { feature: Feature; sweep: Sweep; draw: DrawBriefing } {
  const { store } = deps;

  const draw: DrawBriefing = async ({ about }, cohort, now) => {
    const digest = digestOf(cohort, about.week ?? localOf(now, cohort.zone).date, await readCohort(deps, cohort, now));
    const shown = digest.needs.slice(0, NEEDS_SHOWN);
    const names = await store.reports.names(shown.flatMap(({ mentorId, menteeId }) => [mentorId, menteeId]));
    return digestMessage(digest, names);
  };

  async function turn(ask: ClickAsk, on: boolean): Handled {
    const found = await cohortOf(deps, ask, 'run the cohort', ask.value);
    if (isRefusal(found)) return found;
    const { cohort, actor } = found;
    const done = actor.memberId !== null && (await store.briefings.wantDigest(cohort.id, actor.memberId, on));
    return done ? { say: digestTurned(cohort, on) } : NOT_COORDINATOR;
  }

  return {
    draw,
    sweep: {
      name: 'weekly-digests',
      one: (now) =>
        store.briefings.planNextDigest(now, (cohort, coordinator, isNew) =>
          weeklyDigest(cohort, coordinator, isNew, now),
        ),
    },
    feature: {
      name: 'digest',
      clicks: { 'digest.off': (ask) => turn(ask, false), 'digest.on': (ask) => turn(ask, true) },
    },
  };
}
