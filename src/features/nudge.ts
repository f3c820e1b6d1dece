import { createHash } from 'node:crypto';
import { type Nudge, passesOn } from '../core/nudge.ts';
import { memberAs, type Pair, roleOf } from '../core/pairing.ts';
import { readiness } from '../core/readiness.ts';
import type { Deps, Pace, Sweep } from '../deps.ts';
import type { DrawNudge, Drawn } from '../slack/feature.ts';
import type { Message } from '../slack/kit.ts';
import type { Posted } from '../slack/messenger.ts';

type Needs = Pick<Deps, 'store' | 'messenger' | 'clock' | 'newId' | 'log' | 'settings'>;

/** How fast messages are posted, and how fast they are drawn anew. */
export type Paces = { post: Pace; redraw: Pace };

const SECOND = 1000;
/** Longer than a post with its time-out and a look into the history take together. */
const LEASE_MS = 60 * SECOND;
/** Slack's history may lag; a message that is not there yet is looked for once more before it is posted again. */
const LOOK_AFTER_MS = 30 * SECOND;
/** How long Slack's history is asked for when it cannot be read. */
const UNREADABLE_MS = 60 * 60 * SECOND;
/** How many looks must have failed by then: after an absence of ours a single one proves nothing. */
const UNREADABLE_LOOKS = 10;
/** Looks that must find nothing before a nudge is posted again. */
const LOOKS = 2;
/** How long before the attempt the history is read from, for clocks that differ. */
const SLACK_CLOCK_SKEW = 60 * SECOND;

/**
 * The outbox: sends what is due, finds out about what nobody is sure of, and keeps what was sent true. Nothing is lost, and nothing is said twice
 * while Slack's history can be read.
 */
export function nudging(deps: Needs, draw: DrawNudge, paces: Paces): Sweep[] {
  const { store, messenger, log } = deps;

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
    await record(nudge, lease.id, posted, drawn, now);
    return true;
  }

  async function record(nudge: Nudge, lease: string, posted: Posted, drawn: Drawn, now: number): Promise<void> {
    const about = { nudgeId: nudge.id, kind: nudge.kind };
    switch (posted.outcome) {
      case 'sent': {
        const { channel, ts } = posted;
        await store.nudges.sent(nudge.id, lease, {
          channel,
          ts,
          at: now,
          shown: fingerprint(drawn.message),
          trueUntil: drawn.trueUntil,
        });
        return;
      }
      case 'later':
        paces.post.pause(posted.afterMs);
        await store.nudges.again(nudge.id, lease, { dueAt: now + posted.afterMs, counts: false });
        return log.warn({ ...about, afterMs: posted.afterMs }, 'Slack asks to wait');
      case 'unknown':
        await store.nudges.uncertain(nudge.id, lease, now + LOOK_AFTER_MS);
        return log.warn(about, 'nobody knows whether this was posted; looking soon');
      case 'refused':
        if (posted.because === 'workspace') {
          paces.post.pause(60 * SECOND);
          await store.nudges.again(nudge.id, lease, { dueAt: now + 60 * SECOND, counts: false });
          return log.error({ ...about, reason: posted.reason }, 'Slack refuses this app');
        }
        await store.nudges.dead(nudge.id, lease, posted.reason);
        return log.error({ ...about, reason: posted.reason }, 'Slack refuses this message');
    }
  }

  async function lookOne(now: number): Promise<boolean> {
    const lease = { id: deps.newId(), ms: LEASE_MS };
    const taken = await store.nudges.takeUncertain(now, lease);
    if (!taken) return false;
    const { nudge, pair } = taken;
    const since = (nudge.attemptedAt ?? now) - SLACK_CLOCK_SKEW;
    const found = await messenger.findPost(receiverOf(nudge, pair).userId, nudge.channel, nudge.id, since);
    const about = { nudgeId: nudge.id, kind: nudge.kind };
    if ('unreadable' in found) {
      log.warn({ ...about, reason: found.unreadable }, 'the history could not be read');
      await store.nudges.resolve(nudge.id, lease.id, unread(nudge, now));
    } else if (found.found) {
      const { channel, ts } = found;
      await store.nudges.resolve(nudge.id, lease.id, { posted: { channel, ts, at: nudge.attemptedAt ?? now } });
      log.info(about, 'it was posted after all');
    } else if (nudge.missingReads + 1 < LOOKS) {
      await store.nudges.resolve(nudge.id, lease.id, { missing: true, checkAt: now + LOOK_AFTER_MS });
    } else {
      await store.nudges.resolve(nudge.id, lease.id, { missing: true, dueAt: now });
      log.info(about, 'it was not posted; trying again');
    }
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
        await store.nudges.redrawLater(nudge.id, mark, now + LOOK_AFTER_MS);
        return true;
      }
      if (done.outcome === 'refused') {
        log.warn({ nudgeId: nudge.id, reason: done.reason }, 'a message can no longer be changed');
        await store.nudges.redrawLater(nudge.id, mark, done.because === 'workspace' ? now + 60 * SECOND : null);
        return true;
      }
    }
    await store.nudges.redrawn(nudge.id, mark, { shown, final, trueUntil });
    return true;
  }

  return [
    {
      name: 'lapsed-claims',
      one: async (now) => {
        await store.nudges.lapse(now, now);
        return false;
      },
    },
    { name: 'uncertain-posts', one: lookOne },
    { name: 'due-nudges', one: sendOne },
    { name: 'stale-messages', one: redrawOne },
  ];
}

/**
 * Nobody can find out whether it was posted: look again for an hour. After that, news of what the partner did are better told twice than
 * never; a question or a reminder is let go, and the next one comes on its own day.
 */
function unread(nudge: Nudge, now: number) {
  const soon = now - (nudge.attemptedAt ?? now) < UNREADABLE_MS || nudge.missingReads + 1 < UNREADABLE_LOOKS;
  if (soon) return { missing: true, checkAt: now + LOOK_AFTER_MS } as const;
  return passesOn(nudge.kind) ? ({ missing: true, dueAt: now } as const) : { giveUp: 'history unreadable' };
}

function receiverOf(nudge: Nudge, pair: Pair) {
  return memberAs(pair, roleOf(pair, nudge.to) ?? 'mentee');
}

/** Tells two drawings of a message apart. */
function fingerprint(message: Message): string {
  return createHash('sha256').update(JSON.stringify(message)).digest('base64url').slice(0, 22);
}
