import { createHash } from 'node:crypto';
import { type Nudge, passesOn } from '../core/nudge.ts';
import { memberAs, type Pair, roleOf } from '../core/pairing.ts';
import { readiness } from '../core/readiness.ts';
import type { Deps, Pace, Sweep } from '../deps.ts';
import type { DrawNudge } from '../slack/feature.ts';
import type { Message } from '../slack/kit.ts';
import { LEASE_MS, LOOK_AFTER_MS, outgoing, REFUSED_PAUSE_MS } from './shared/outgoing.ts';

type Needs = Pick<Deps, 'store' | 'messenger' | 'clock' | 'newId' | 'log' | 'settings'>;

/** How fast messages are posted, how fast several follow each other to one person, and how fast messages are drawn anew. */
export type Paces = { post: Pace; sameDm: Pace; redraw: Pace };

/**
 * The outbox: sends what is due, finds out about what nobody is sure of, and keeps what was sent true. Nothing is lost, and nothing is said twice
 * while Slack's history can be read.
 */
export function nudging(deps: Needs, draw: DrawNudge, paces: Paces): Sweep[] {
  const { store, messenger, log } = deps;
  const post = outgoing(deps, 'nudges', paces.post);

  async function sendOne(now: number): Promise<boolean | number> {
    const wait = paces.post.wait();
    if (wait > 0) return wait;
    const lease = { id: deps.newId(), ms: LEASE_MS };
    const taken = await store.nudges.take(now, lease, (nudge, pair, heard, notebook) =>
      readiness(nudge, pair, heard, now, notebook),
    );
    if (taken === null) return false;
    if (taken === 'settled') return true;
    const { nudge, pair, notebook } = taken;
    const viewer = receiverOf(nudge, pair);
    const drawn = draw({ nudge, pair, notebook, viewer, newest: true }, now);
    paces.post.spend();
    const posted = await messenger.post(viewer.userId, drawn.message, nudge.id);
    const shown = { shown: fingerprint(drawn.message), trueUntil: drawn.trueUntil };
    await post.record(nudge, lease.id, posted, now, (place) =>
      store.nudges.sent(nudge.id, lease.id, { ...place, ...shown }),
    );
    return true;
  }

  async function lookOne(now: number): Promise<boolean> {
    const lease = { id: deps.newId(), ms: LEASE_MS };
    const taken = await store.nudges.takeUncertain(now, lease);
    if (!taken) return false;
    const { nudge, pair } = taken;
    // News of what the partner did are better told twice than never; after a question or a reminder the next one comes on its own day.
    const unreadable = passesOn(nudge.kind) ? 'post again' : 'let go';
    await post.look(nudge, lease.id, receiverOf(nudge, pair).userId, now, unreadable);
    return true;
  }

  async function redrawOne(now: number): Promise<boolean | number> {
    const wait = paces.redraw.wait();
    if (wait > 0) return wait;
    const stale = await store.nudges.takeStale(now);
    if (!stale) return false;
    const { mark, ...card } = stale;
    const { nudge } = card;
    const { message, final, trueUntil } = draw({ ...card, viewer: receiverOf(nudge, card.pair) }, now);
    const shown = fingerprint(message);
    if (shown !== nudge.shown && nudge.channel && nudge.ts) {
      paces.redraw.spend();
      const done = await messenger.redraw(nudge.channel, nudge.ts, message);
      if (done.outcome === 'later') paces.redraw.pause(done.afterMs);
      if (done.outcome === 'later' || done.outcome === 'unknown') {
        const pause = done.outcome === 'later' ? done.afterMs : LOOK_AFTER_MS;
        await store.nudges.redrawLater(nudge.id, mark, now + pause);
        return true;
      }
      if (done.outcome === 'refused') {
        log.warn({ nudgeId: nudge.id, reason: done.reason }, 'a message can no longer be changed');
        await store.nudges.redrawLater(nudge.id, mark, done.because === 'workspace' ? now + REFUSED_PAUSE_MS : null);
        return true;
      }
    }
    await store.nudges.redrawn(nudge.id, mark, { shown, final, trueUntil });
    return true;
  }

  return [
    { name: 'lapsed-claims', one: post.lapse },
    { name: 'uncertain-posts', one: lookOne },
    { name: 'due-nudges', one: sendOne },
    { name: 'stale-messages', one: redrawOne },
  ];
}

function receiverOf(nudge: Nudge, pair: Pair) {
  return memberAs(pair, roleOf(pair, nudge.to) ?? 'mentee');
}

/** Tells two drawings of a message apart. */
function fingerprint(message: Message): string {
  return createHash('sha256').update(JSON.stringify(message)).digest('base64url').slice(0, 22);
}
