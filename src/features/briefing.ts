import { briefingReadiness, mustArrive } from '../core/briefing.ts';
import type { Deps, Pace, Sweep } from '../deps.ts';
import type { DrawBriefing } from '../slack/feature.ts';
import { LEASE_MS, outgoing } from './shared/outgoing.ts';

type Needs = Pick<Deps, 'store' | 'messenger' | 'newId' | 'log' | 'settings'>;

/**
 * The outbox of what those who run a cohort hear, and its channel: as durable as that of the nudges, and at the same pace. They are few, so
 * they go before a flood of nudges.
 */
export function briefing(deps: Needs, draw: DrawBriefing, pace: Pace): Sweep[] {
  const { store, messenger, settings } = deps;
  const post = outgoing(deps, 'briefings', pace);

  async function sendOne(now: number): Promise<boolean | number> {
    const wait = pace.wait();
    if (wait > 0) return wait;
    const lease = { id: deps.newId(), ms: LEASE_MS };
    const taken = await store.briefings.take(now, lease, (briefing, audience) =>
      briefingReadiness(briefing, audience, settings.admins, now),
    );
    if (taken === null) return false;
    if (taken === 'settled') return true;
    const { briefing, cohort } = taken;
    const message = await draw(briefing, cohort, now);
    pace.spend();
    const posted = await messenger.post(briefing.to, message, briefing.id);
    await post.record(briefing, lease.id, posted, now, (place) => store.briefings.sent(briefing.id, lease.id, place));
    return true;
  }

  async function lookOne(now: number): Promise<boolean> {
    const lease = { id: deps.newId(), ms: LEASE_MS };
    const taken = await store.briefings.takeUncertain(now, lease);
    if (!taken) return false;
    const { briefing } = taken;
    await post.look(briefing, lease.id, briefing.to, now, mustArrive(briefing.kind) ? 'post again' : 'let go');
    return true;
  }

  return [
    { name: 'lapsed-briefings', one: post.lapse },
    { name: 'uncertain-briefings', one: lookOne },
    { name: 'due-briefings', one: sendOne },
  ];
}
