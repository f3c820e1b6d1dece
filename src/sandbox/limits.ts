import type { Changes } from './changes.ts';
import type { Clock } from './clock.ts';

/** How often a method may be called: Slack's tier, or what its page says. https://docs.slack.dev/apis/web-api/rate-limits */
export type Tier = 1 | 2 | 3 | 4 | 'post' | 'hundreds' | 'none';

export type LimitMode = 'off' | 'real' | number;

export interface Limits {
  mode: LimitMode;
  /** Counts a call; answers the seconds to wait when it is one too many. `place` is the channel posted to. */
  count(method: string, tier: Tier, place?: string): number | undefined;
}

/** Calls a minute for each tier; the smallest number Slack promises. */
const A_MINUTE: Record<Exclude<Tier, 'none'>, number> = { 1: 1, 2: 20, 3: 50, 4: 100, post: 300, hundreds: 600 };
/** Slack tolerates bursts without naming a size: this many more are let pass in a window. */
const BURST = 2;
const WINDOW_MS = 60_000;
/** One post a second and channel, with short bursts. https://docs.slack.dev/apis/web-api/rate-limits#posting-messages */
const CHANNEL_WINDOW_MS = 5_000;
const CHANNEL_POSTS = 5;

/** Windows run on real time (times the scale, when the mode is a number) and on every move of the clock. */
export function createLimits(clock: Clock, changes: Changes, first: LimitMode): Limits {
  const windows = new Map<string, number[]>();
  let mode = first;

  const scale = () => (typeof mode === 'number' ? mode : 1);

  /** Seconds to wait, or undefined after counting this one. */
  const take = (key: string, most: number, windowMs: number): number | undefined => {
    const length = windowMs / scale();
    const recent = (windows.get(key) ?? []).filter((at) => at > clock.now() - length && at <= clock.now());
    windows.set(key, recent);
    const oldest = recent[0];
    if (recent.length >= most && oldest !== undefined)
      return Math.max(1, Math.ceil((oldest + length - clock.now()) / 1000));
    recent.push(clock.now());
    return undefined;
  };

  return {
    get mode() {
      return mode;
    },
    set mode(next) {
      mode = next;
      windows.clear();
      changes.tell({ type: 'limits', limits: next });
    },
    count(method, tier, place) {
      if (mode === 'off' || tier === 'none') return undefined;
      if (tier === 'post' && place !== undefined) {
        const wait = take(`${method} ${place}`, CHANNEL_POSTS, CHANNEL_WINDOW_MS);
        if (wait !== undefined) return wait;
      }
      return take(method, A_MINUTE[tier] + (tier === 'post' ? 0 : BURST), WINDOW_MS);
    },
  };
}
