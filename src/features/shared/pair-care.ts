import { end } from '../../core/course.ts';
import type { Pair } from '../../core/pairing.ts';
import { pausePair, resumePair } from '../../core/pause.ts';
import { isRefusal, type Refusal, refuse } from '../../core/refusal.ts';
import type { LocalDate } from '../../core/time.ts';
import type { Deps } from '../../deps.ts';
import type { Ask } from '../../slack/feature.ts';
import { type Cared, changeCared } from './look-after.ts';

const ENDED = refuse('ended', 'This pairing has ended already.');

/** What whoever runs a cohort decides about one of its pairs; each is noted. */
export function pairCare(deps: Pick<Deps, 'store' | 'settings'>) {
  function pauseOne(ask: Ask, cared: Cared, last: LocalDate): Promise<Pair | Refusal> {
    return changeCared(deps, ask, cared, 'pair-paused', (pair, by) => {
      const change = pausePair(pair, { by, now: ask.now }, last, pair.cohort.zone);
      return isRefusal(change) ? change : { change, about: { until: last } };
    });
  }

  function resumeOne(ask: Ask, cared: Cared): Promise<Pair | Refusal> {
    return changeCared(deps, ask, cared, 'pair-resumed', (pair, by) => {
      const change = resumePair(pair, { by, now: ask.now });
      return isRefusal(change) ? change : { change, about: {} };
    });
  }

  function endOne(ask: Ask, cared: Cared): Promise<Pair | Refusal> {
    return changeCared(deps, ask, cared, 'pair-ended', (pair, by) => {
      if (pair.pairing.state === 'ended') return ENDED;
      return { change: end(pair, ask.now, 'ended-by-coordinator', by ?? undefined), about: {} };
    });
  }

  return { pauseOne, resumeOne, endOne };
}
