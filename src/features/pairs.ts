import { z } from 'zod';
import type { Pair } from '../core/pairing.ts';
import { cannotPause } from '../core/pause.ts';
import { isRefusal } from '../core/refusal.ts';
import { localOf, parseDate } from '../core/time.ts';
import type { Deps } from '../deps.ts';
import type { Ask, ClickAsk, Feature, Handled, SubmitAsk } from '../slack/feature.ts';
import { readCarried, textIn } from '../slack/payload.ts';
import { LISTED_PER_PAGE, listModal, pausePairModal, SEARCH_MAX } from './pairs.view.ts';
import { type Absences, absences } from './shared/absences.ts';
import { type ClosedForms, remembered, stillToCome } from './shared/closed-forms.ts';
import { cohortOf } from './shared/cohort-of.ts';
import { type Cared, caredPair } from './shared/look-after.ts';
import { pairCare } from './shared/pair-care.ts';
import { type ListPlace, lookModal } from './shared/pair-look.view.ts';

type Needs = Pick<Deps, 'store' | 'settings' | 'wake'>;

const place = z.object({ c: z.string(), n: z.number().int().min(0), q: z.string().max(SEARCH_MAX) });

/** Looking after the pairs of a cohort: a list of them, one of them, and the pauses and the end that whoever runs it decides about. */
export function pairs(deps: Needs, unsent: ClosedForms): Feature {
  const { pauseOne, resumeOne, endOne } = pairCare(deps);
  const away: Absences = absences(deps);

  async function list(ask: ClickAsk): Handled {
    const found = await cohortOf(deps, ask, 'run the cohort', ask.value);
    if (isRefusal(found)) return found;
    const back = readCarried(ask.value, place.extend({ b: z.number() }));
    if (isRefusal(back)) return { open: await drawList(ask, { c: found.cohort.id, n: 0, q: '' }) };
    return { replace: await drawList(ask, back) };
  }

  async function turn(ask: ClickAsk): Handled {
    const wanted = readCarried(ask.value, place);
    return isRefusal(wanted) ? wanted : listAt(ask, wanted);
  }

  async function search(ask: SubmitAsk): Handled {
    const about = readCarried(ask.carried, z.object({ c: z.string() }));
    if (isRefusal(about)) return about;
    return listAt(ask, { c: about.c, n: 0, q: textIn(ask.filled, 'words').slice(0, SEARCH_MAX) });
  }

  async function listAt(ask: Ask, wanted: ListPlace): Handled {
    const found = await cohortOf(deps, ask, 'run the cohort', JSON.stringify(wanted));
    return isRefusal(found) ? found : { replace: await drawList(ask, wanted) };
  }

  /** The page that was asked for, or the last one where there are fewer. */
  async function drawList({ workspaceId, now }: Ask, { c, n, q }: ListPlace) {
    const cohort = await deps.store.cohorts.find(workspaceId, c);
    if (!cohort) throw new Error('A cohort that was just found is gone.');
    const page = (at: number) =>
      deps.store.pairings.listed(c, { words: q, from: at * LISTED_PER_PAGE, count: LISTED_PER_PAGE });
    const first = await page(n);
    const last = Math.max(0, Math.ceil(first.total / LISTED_PER_PAGE) - 1);
    const at = Math.min(n, last);
    return listModal(cohort, at === n ? first : await page(at), { c, n: at, q }, now);
  }

  async function look(ask: ClickAsk): Handled {
    const cared = await caredPair(deps, ask, ask.value);
    if (isRefusal(cared)) return cared;
    const from = placeIn(ask.value);
    const view = lookModal(cared.pair, from, ask.now);
    return from && ask.on === 'modal' ? { replace: view } : { open: view };
  }

  async function openPause(ask: ClickAsk): Handled {
    const cared = await caredPair(deps, ask, ask.value);
    if (isRefusal(cared)) return cared;
    const { pairing, cohort } = cared.pair;
    const left = stillToCome(unsent.of(ask.userId, 'pairs-pause', pairing.id), localOf(ask.now, cohort.zone).date);
    const form = pausePairModal(cared.pair, placeIn(ask.value), ask.now);
    return cannotPause(cared.pair) ?? { replace: unsent.offer(ask.userId, pairing.id, form, left) };
  }

  async function submitPause(ask: SubmitAsk): Handled {
    const cared = await caredPair(deps, ask, ask.carried);
    if (isRefusal(cared)) return cared;
    const last = parseDate(textIn(ask.filled, 'until'));
    if (!last) return { errors: { until: 'Pick the last day of the pause.' } };
    const who = textIn(ask.filled, 'who');
    const done =
      who === 'mentor' || who === 'mentee'
        ? await away.until(ask, cared.pair[who].userId, [cared.pair], last)
        : await pauseOne(ask, cared, last);
    if (isRefusal(done)) return { errors: { until: done.words } };
    deps.wake();
    return { replace: await lookAgain(ask, cared.pair, placeIn(ask.carried)) };
  }

  async function resume(ask: ClickAsk): Handled {
    return decided(ask, (cared) => resumeOne(ask, cared));
  }

  async function endPair(ask: ClickAsk): Handled {
    return decided(ask, (cared) => endOne(ask, cared));
  }

  async function isBack(ask: ClickAsk): Handled {
    const about = readCarried(ask.value, z.object({ r: z.enum(['mentor', 'mentee']) }));
    if (isRefusal(about)) return about;
    return decided(ask, ({ pair }) => away.until(ask, pair[about.r].userId, [pair], null));
  }

  async function decided(ask: ClickAsk, decide: (cared: Cared) => Promise<unknown>): Handled {
    const cared = await caredPair(deps, ask, ask.value);
    if (isRefusal(cared)) return cared;
    const done = await decide(cared);
    deps.wake();
    if (isRefusal(done)) return done;
    return { replace: await lookAgain(ask, cared.pair, placeIn(ask.carried)) };
  }

  async function lookAgain({ workspaceId, now }: Ask, { pairing }: Pair, from: ListPlace | null) {
    const pair = await deps.store.pairings.find(workspaceId, pairing.id, now);
    if (!pair) throw new Error('A pair that was just changed is gone.');
    return lookModal(pair, from, now);
  }

  async function aboutPair(ask: Ask & { carried: string }) {
    const cared = await caredPair(deps, ask, ask.carried);
    return isRefusal(cared) ? cared : cared.pair.pairing.id;
  }

  const clicks = {
    'pairs.list': list,
    'pairs.page': turn,
    'pairs.look': look,
    'pairs.pause': openPause,
    'pairs.resume': resume,
    'pairs.end': endPair,
    'pairs.back': isBack,
  };
  const pairPause = remembered(unsent, aboutPair, submitPause);
  const submits = {
    'pairs-list': search,
    'pairs-pause': pairPause.submit,
  };
  const closings = { 'pairs-pause': pairPause.closed };
  return { name: 'pairs', clicks, submits, closings };
}

/** The list that a value came from; null when it came from elsewhere. */
function placeIn(value: string): ListPlace | null {
  const from = readCarried(value, place);
  return isRefusal(from) ? null : from;
}
