import { isRefusal } from '../core/refusal.ts';
import type { Deps } from '../deps.ts';
import type { Ask, Feature, Handled } from '../slack/feature.ts';
import { glance } from './shared/glance.view.ts';
import { pairOf } from './shared/pair-of.ts';

/** The pair at a glance. */
export function pairing(deps: Pick<Deps, 'store' | 'settings' | 'calendar'>): Feature {
  const links = { google: deps.calendar.googleLink, outlook: deps.calendar.outlookLink };

  async function look(ask: Ask, carried: string | null, how: 'open' | 'replace'): Handled {
    const seat = await pairOf(deps, ask, 'see the pair', carried);
    if (isRefusal(seat)) return seat;
    return { [how]: glance(seat.pair, seat.me, seat.others, ask.now, links) };
  }

  return {
    name: 'pairing',
    commands: { '/pairing': (ask) => look(ask, null, 'open') },
    clicks: { 'pairing.which': (ask) => look(ask, JSON.stringify({ p: ask.value }), 'replace') },
  };
}
