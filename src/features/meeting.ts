import { withCarriedItems } from '../core/agenda-rules.ts';
import { timePassed } from '../core/booking.ts';
import type { Deps, Sweep } from '../deps.ts';

/** What time alone changes about meetings and proposals. */
export function passingTime({ store }: Pick<Deps, 'store'>): Sweep {
  return {
    name: 'passing-time',
    one: (now) =>
      store.pairings.changeNextDue(now, (pair, notebook) => withCarriedItems(timePassed(pair, now), notebook, now)),
  };
}
