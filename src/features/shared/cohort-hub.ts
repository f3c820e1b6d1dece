import { can } from '../../core/access.ts';
import type { Cohort } from '../../core/cohort.ts';
import type { Deps } from '../../deps.ts';
import type { Ask } from '../../slack/feature.ts';
import type { ModalView } from '../../slack/kit.ts';
import { COHORTS_PER_PAGE, hubModal } from './cohort-hub.view.ts';
import { actorOf } from './pair-of.ts';

/** Which part of the hub is seen: a page, counted from 0, of those in use or of the archived; or the page on which one cohort stands. */
export type HubPlace = { n?: number | undefined; a?: number | undefined; c?: string | undefined };

export type Hub = {
  /** The hub for somebody, with what happened last at its top; null for somebody who runs nothing. */
  draw(ask: Ask, place: HubPlace, said?: string): Promise<ModalView | null>;
};

/** What somebody runs, and what they may do with it. `offered` are the clicks that somebody listens to (action ids). */
export function cohortHub(deps: Pick<Deps, 'store' | 'settings'>, offered: () => ReadonlySet<string>): Hub {
  return {
    async draw(ask, place, said) {
      const actor = await actorOf(deps, ask);
      const all = await deps.store.cohorts.list(ask.workspaceId);
      const mine = all.filter((cohort) => can(actor, 'run the cohort', { cohort }));
      if (mine.length === 0 && !actor.isAdmin) return null;
      const sought = mine.find(({ id }) => id === place.c);
      const archived = sought ? sought.archivedAt !== null : place.a === 1;
      const listed = inOrder(mine.filter((cohort) => (cohort.archivedAt !== null) === archived));
      const at = sought ? Math.floor(listed.indexOf(sought) / COHORTS_PER_PAGE) : (place.n ?? 0);
      const last = Math.max(0, Math.ceil(listed.length / COHORTS_PER_PAGE) - 1);
      const page = Math.min(Math.max(0, at), last);
      const shown = listed.slice(page * COHORTS_PER_PAGE, (page + 1) * COHORTS_PER_PAGE);
      const rows = shown.map(async (cohort) => ({ cohort, pairs: await deps.store.cohorts.pairCounts(cohort.id) }));
      return hubModal({
        rows: await Promise.all(rows),
        page,
        last,
        archived,
        elsewhere: mine.length - listed.length,
        isAdmin: actor.isAdmin,
        now: ask.now,
        offered: offered(),
        said: said ?? '',
      });
    },
  };
}

const STATES: Cohort['state'][] = ['running', 'draft', 'ended'];

/** Those that run first, then the drafts, then those that have ended; of each the newest first, as they came. */
function inOrder(cohorts: Cohort[]): Cohort[] {
  return STATES.flatMap((state) => cohorts.filter((cohort) => cohort.state === state));
}
