import { z } from 'zod';
import { isRefusal } from '../core/refusal.ts';
import type { Deps } from '../deps.ts';
import type { ClickAsk, Feature, Handled } from '../slack/feature.ts';
import { readCarried } from '../slack/payload.ts';
import { CHANGES_PER_PAGE, historyModal } from './history.view.ts';
import { cohortOf } from './shared/cohort-of.ts';

/** Who did what to a cohort: the audit log, for those who run it. */
export function history(deps: Pick<Deps, 'store' | 'settings'>): Feature {
  async function draw(ask: ClickAsk) {
    const found = await cohortOf(deps, ask, 'run the cohort', ask.value);
    if (isRefusal(found)) return found;
    const about = readCarried(ask.value, z.object({ b: z.number().int().optional() }));
    if (isRefusal(about)) return about;
    const before = about.b ?? null;
    const entries = await deps.store.audit.latest(ask.workspaceId, found.cohort.id, {
      before,
      count: CHANGES_PER_PAGE + 1,
    });
    const me = await deps.store.members.find(ask.workspaceId, ask.userId);
    const page = {
      entries: entries.slice(0, CHANGES_PER_PAGE),
      latest: before === null,
      more: entries.length > CHANGES_PER_PAGE,
    };
    return historyModal(found.cohort, page, me?.zone ?? found.cohort.zone);
  }

  async function open(ask: ClickAsk): Handled {
    const view = await draw(ask);
    return isRefusal(view) ? view : { open: view };
  }

  async function turn(ask: ClickAsk): Handled {
    const view = await draw(ask);
    return isRefusal(view) ? view : { replace: view };
  }

  return { name: 'history', clicks: { 'history.open': open, 'history.page': turn } };
}
