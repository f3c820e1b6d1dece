import type { Pace } from '../deps.ts';

/**
 * A token bucket on a monotonic clock (`monotonic` in ms). Slack asks for about one message per second over the workspace, and
 * tolerates short bursts (docs.slack.dev/apis/web-api/rate-limits).
 */
export function createPace(limit: { perSecond: number; burst: number }, monotonic: () => number): Pace {
  let tokens = limit.burst;
  let seen = monotonic();
  let closedUntil = 0;

  function refill(now: number): void {
    if (now <= seen) return;
    tokens = Math.min(limit.burst, tokens + ((now - seen) / 1000) * limit.perSecond);
    seen = now;
  }

  return {
    wait() {
      const now = monotonic();
      refill(now);
      if (now < closedUntil) return Math.ceil(closedUntil - now);
      if (tokens < 1) return Math.ceil(((1 - tokens) / limit.perSecond) * 1000);
      return 0;
    },
    spend() {
      tokens -= 1;
    },
    pause(ms) {
      closedUntil = Math.max(closedUntil, monotonic() + ms);
      // A burst is what was turned away just now: afterwards one goes first, and the rest at the long-run rate.
      tokens = Math.min(1, limit.burst);
      seen = closedUntil;
    },
  };
}

/**
 * So many calls in any stretch of `ms`, as fast as they come, on a monotonic clock (`monotonic` in ms). This is how Slack counts the calls of a
 * method: in windows of a minute (docs.slack.dev/apis/web-api/rate-limits).
 */
export function createWindow(limit: { calls: number; ms: number }, monotonic: () => number): Pace {
  let spent: number[] = [];
  let closedUntil = 0;

  return {
    wait() {
      const now = monotonic();
      if (now < closedUntil) return Math.ceil(closedUntil - now);
      spent = spent.filter((at) => at > now - limit.ms);
      const oldest = spent[spent.length - limit.calls];
      return oldest === undefined ? 0 : Math.ceil(oldest + limit.ms - now);
    },
    spend() {
      spent.push(monotonic());
    },
    pause(ms) {
      closedUntil = Math.max(closedUntil, monotonic() + ms);
    },
  };
}
