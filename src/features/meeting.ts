import { timePassed } from '../core/booking.ts';
import type { Deps, Sweep } from '../deps.ts';

/** What time alone changes about meetings and proposals. */
export function passingTime({ store }: Pick<Deps, 'store'>): Sweep {
  return {
    name: 'passing-time',
    one: (now) => store.pairings.changeNextDue(now, (pair) => timePassed(pair, now)),
  };
}
