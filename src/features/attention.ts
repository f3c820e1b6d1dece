import { z } from 'zod';
import { can } from '../core/access.ts';
import { type Need, REMIND_AFTER } from '../core/attention.ts';
import { auditLine } from '../core/audit.ts';
import type { Cohort } from '../core/cohort.ts';
import { isRefusal, type Refusal, refuse } from '../core/refusal.ts';
import { toCsv } from '../core/report-csv.ts';
import { localOf } from '../core/time.ts';
import type { Deps } from '../deps.ts';
import type { Ask, ClickAsk, CommandAsk, Feature, Handled } from '../slack/feature.ts';
import { readCarried } from '../slack/payload.ts';
import {
  attentionModal,
  exported,
  exportRows,
  exportWords,
  nothingToExport,
  PAIRS_PER_PAGE,
  pageOf,
} from './attention.view.ts';
import { actorOf } from './shared/pair-of.ts';
import { readCohort } from './shared/report-facts.ts';
import { cohortFor } from './shared/which-cohort.ts';

type Needs = Pick<Deps, 'store' | 'settings' | 'messenger'>;

const NOT_YOURS = refuse('not_coordinator', 'Only the coordinators of a cohort can look after its pairs.');
const WORDS = {
  none: refuse('no_cohort', 'There is no cohort yet, so there is nothing to export. Create one with /cohort new.'),
  notYours: refuse('not_coordinator', 'Only the coordinators of a cohort can export its pairs.'),
  example: '/cohort export <cohort>',
};

/** Names read in one go. */
const NAMES_AT_ONCE = 500;

/** The pairs that need a human: a list to go through, and `/cohort export`. */
export function attention(deps: Needs): {
  feature: Feature;
  exportVerb: (ask: CommandAsk, rest: string) => Handled;
} {
  async function open(ask: ClickAsk): Handled {
    const found = await cohortOf(ask, ask.value);
    return isRefusal(found) ? found : { open: await draw(found.cohort, ask.now, 0) };
  }

  async function turn(ask: ClickAsk): Handled {
    const found = await cohortOf(ask, ask.value);
    return isRefusal(found) ? found : { replace: await draw(found.cohort, ask.now, found.page) };
  }

  async function dismiss(ask: ClickAsk): Handled {
    return lookAfter(ask, null);
  }

  async function remind(ask: ClickAsk): Handled {
    return lookAfter(ask, ask.now + REMIND_AFTER);
  }

  /** What somebody decided about a pair that needs a human. Where it does not any more, because others were faster or it came right, only the list is drawn anew. */
  async function lookAfter(ask: ClickAsk, until: number | null): Handled {
    const found = await cohortOf(ask, ask.carried);
    if (isRefusal(found)) return found;
    const row = readCarried(ask.value, z.object({ p: z.string(), o: z.string().max(200) }));
    if (isRefusal(row)) return row;
    const { userId, now } = ask;
    const pair = await deps.store.pairings.find(ask.workspaceId, row.p, now);
    if (pair?.cohort.id !== found.cohort.id) return NOT_YOURS;
    const { needs } = await readCohort(deps, found.cohort, now);
    const need = needs.find(({ pairingId, occurrence }) => pairingId === row.p && occurrence === row.o);
    if (!need) return { replace: await draw(found.cohort, now, found.page) };
    const looked = { pairingId: row.p, occurrence: row.o, until };
    const action = until === null ? 'need-dismissed' : 'need-put-off';
    const about = { reason: need.reason };
    const entry = { ...auditLine(action, found.cohort, { by: userId, now }, about), pairingId: row.p };
    const isOfCohort = await deps.store.reports.lookAfter(found.cohort, looked, { userId, now }, entry);
    return isOfCohort ? { replace: await draw(found.cohort, now, found.page) } : NOT_YOURS;
  }

  /** The cohort that a button or the modal carries, when the asker runs it, and the page they are on. */
  async function cohortOf(ask: Ask, carried: string): Promise<{ cohort: Cohort; page: number } | Refusal> {
    const about = readCarried(carried, z.object({ c: z.string(), n: z.number().int().optional() }));
    if (isRefusal(about)) return about;
    const cohort = await deps.store.cohorts.find(ask.workspaceId, about.c);
    if (!cohort || !can(await actorOf(deps, ask), 'see the report', { cohort })) return NOT_YOURS;
    return { cohort, page: about.n ?? 0 };
  }

  async function draw(cohort: Cohort, now: number, page: number) {
    const { needs } = await readCohort(deps, cohort, now);
    const from = pageOf(needs, page).at * PAIRS_PER_PAGE;
    return attentionModal(cohort, needs, await namesOf(needs.slice(from, from + PAIRS_PER_PAGE)), page);
  }

  async function exportVerb(ask: CommandAsk, rest: string): Handled {
    const found = await cohortFor(deps, ask, 'see the report', rest, WORDS);
    return 'cohort' in found ? { later: () => sendExport(ask, found.cohort) } : found.instead;
  }

  async function exportOf(ask: ClickAsk): Handled {
    const found = await cohortOf(ask, ask.value);
    return isRefusal(found) ? found : { later: () => sendExport(ask, found.cohort) };
  }

  async function sendExport(ask: Ask, cohort: Cohort): Handled {
    const { needs } = await readCohort(deps, cohort, ask.now);
    if (needs.length === 0) return { say: nothingToExport(cohort) };
    const line = auditLine('pairs-exported', cohort, { by: ask.userId, now: ask.now }, { pairs: needs.length });
    await deps.store.audit.note(ask.workspaceId, line);
    const text = toCsv(exportRows(cohort, needs, await namesOf(needs)));
    const name = `pairs-${localOf(ask.now, cohort.zone).date}.csv`;
    const file = { name, title: 'Pairs that need a human', text };
    await deps.messenger.sendFile(ask.userId, file, exportWords(cohort, needs.length));
    return { say: exported(cohort, needs.length) };
  }

  async function namesOf(needs: readonly Need[]) {
    const ids = needs.flatMap(({ mentorId, menteeId }) => [mentorId, menteeId]);
    const names = new Map<string, { userId: string; name: string }>();
    for (let from = 0; from < ids.length; from += NAMES_AT_ONCE) {
      for (const [id, person] of await deps.store.reports.names(ids.slice(from, from + NAMES_AT_ONCE)))
        names.set(id, person);
    }
    return names;
  }

  const clicks = {
    'attention.open': open,
    'attention.page': turn,
    'attention.dismiss': dismiss,
    'attention.remind': remind,
    'report.export': exportOf,
  };
  return { exportVerb, feature: { name: 'attention', clicks } };
}
