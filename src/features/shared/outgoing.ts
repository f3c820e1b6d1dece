import { UNREADABLE } from '../../core/briefing.ts';
import type { Deps, Pace } from '../../deps.ts';
import type { Posted } from '../../slack/messenger.ts';

/** Something in hand that goes out: a nudge or a briefing. */
export type Outgoing = {
  id: string;
  kind: string;
  attemptedAt: number | null;
  missingReads: number;
  channel: string | null;
};

const SECOND = 1000;
/** Longer than a post with its time-out and a look into the history take together. */
export const LEASE_MS = 60 * SECOND;
/** Slack's history may lag; a message that is not there yet is looked for once more before it is posted again. */
export const LOOK_AFTER_MS = 30 * SECOND;
/** How long nobody is asked again when Slack refuses the app as such. */
export const REFUSED_PAUSE_MS = 60 * SECOND;
/** How long Slack's history is asked for when it cannot be read. */
const UNREADABLE_MS = 60 * 60 * SECOND;
/** How many looks must have failed by then: after an absence of ours a single one proves nothing. */
const UNREADABLE_LOOKS = 10;
/** Looks that must find nothing before something is posted again. */
const LOOKS = 2;
/** How long before the attempt the history is read from, for clocks that differ. */
const SLACK_CLOCK_SKEW = 60 * SECOND;

/** Writes down what became of what was posted, and finds out where nobody is sure: nothing is lost, and nothing is said twice while Slack's history can be read. */
export function outgoing(deps: Pick<Deps, 'store' | 'messenger' | 'log'>, outbox: 'nudges' | 'briefings', pace: Pace) {
  const { messenger, log } = deps;
  const about = ({ id, kind }: Outgoing) => ({ outgoingId: id, kind });

  /** Writes down what became of a post. `sent` writes where Slack has it. `now` UTC ms. */
  async function record(
    it: Outgoing,
    lease: string,
    posted: Posted,
    now: number,
    sent: (place: { channel: string; ts: string; at: number }) => Promise<unknown>,
  ): Promise<void> {
    switch (posted.outcome) {
      case 'sent':
        await sent({ channel: posted.channel, ts: posted.ts, at: now });
        return;
      case 'later':
        pace.pause(posted.afterMs);
        await deps.store[outbox].again(it.id, lease, { dueAt: now + posted.afterMs, counts: false });
        return log.warn({ ...about(it), afterMs: posted.afterMs }, 'Slack asks to wait');
      case 'unknown':
        await deps.store[outbox].uncertain(it.id, lease, now + LOOK_AFTER_MS);
        return log.warn(about(it), 'nobody knows whether this was posted; looking soon');
      case 'refused':
        if (posted.because === 'workspace') {
          pace.pause(REFUSED_PAUSE_MS);
          await deps.store[outbox].again(it.id, lease, { dueAt: now + REFUSED_PAUSE_MS, counts: false });
          return log.error({ ...about(it), reason: posted.reason }, 'Slack refuses this app');
        }
        await deps.store[outbox].dead(it.id, lease, posted.reason);
        return log.error({ ...about(it), reason: posted.reason }, 'Slack refuses this message');
    }
  }

  /** Looks whether something was posted to somebody (Slack's id) after all, and writes down what is to become of it. `now` UTC ms. */
  async function look(
    it: Outgoing,
    lease: string,
    to: string,
    now: number,
    unreadable: 'post again' | 'let go',
  ): Promise<void> {
    const since = (it.attemptedAt ?? now) - SLACK_CLOCK_SKEW;
    const found = await messenger.findPost(to, it.channel, it.id, since);
    if ('unreadable' in found) {
      log.warn({ ...about(it), reason: found.unreadable }, 'the history could not be read');
      await deps.store[outbox].resolve(it.id, lease, unread(it, now, unreadable));
    } else if (found.found) {
      const { channel, ts } = found;
      await deps.store[outbox].resolve(it.id, lease, { posted: { channel, ts, at: it.attemptedAt ?? now } });
      log.info(about(it), 'it was posted after all');
    } else if (it.missingReads + 1 < LOOKS) {
      await deps.store[outbox].resolve(it.id, lease, { missing: true, checkAt: now + LOOK_AFTER_MS });
    } else {
      await deps.store[outbox].resolve(it.id, lease, { missing: true, dueAt: now });
      log.info(about(it), 'it was not posted; trying again');
    }
  }

  return {
    record,
    look,
    /** Claims whose lease ran out are looked for. */
    async lapse(now: number): Promise<false> {
      await deps.store[outbox].lapse(now, now);
      return false;
    },
  };
}

/** Nobody can find out whether it was posted: look again for an hour, then post it again or let it go. */
function unread({ attemptedAt, missingReads }: Outgoing, now: number, unreadable: 'post again' | 'let go') {
  const soon = now - (attemptedAt ?? now) < UNREADABLE_MS || missingReads + 1 < UNREADABLE_LOOKS;
  if (soon) return { missing: true, checkAt: now + LOOK_AFTER_MS } as const;
  return unreadable === 'post again' ? ({ missing: true, dueAt: now } as const) : { giveUp: UNREADABLE };
}
