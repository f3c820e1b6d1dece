/** The sandbox's present. It runs with real time plus an offset, or stands still; moving it wakes whoever follows it. */
export interface Clock {
  /** UTC ms. */
  now(): number;
  readonly frozen: boolean;
  /** The longest step (ms) that it makes forward before everybody catches up. */
  stepMs: number;
  /** Moves to an instant: UTC ms, ISO 8601 or Date. Resolves when every follower has caught up. */
  set(instant: number | string | Date): Promise<void>;
  /** Moves by so many ms (negative: back). Resolves when every follower has caught up. */
  advance(ms: number): Promise<void>;
  /** Stops (true) or lets it run on from where it is (false). */
  freeze(stop: boolean): Promise<void>;
  /** Calls `follow` after each move, one follower after the other in the order they came. Answers how to stop. */
  onChange(follow: (now: number) => void | Promise<void>): () => void;
}

/** A long way is made in so many steps at the most: a week in steps of five minutes. */
const MOST_STEPS = 2016;

/**
 * A clock that starts at `start` (UTC ms, ISO 8601 or Date; default: the real present), running unless `frozen`. With `firstStepMs`, its `stepMs` to begin with, it moves forward
 * in steps of that length, and whoever follows it catches up at each: what was to happen on the way happens on the way.
 * @throws RangeError for something that is no instant.
 */
export function createClock(
  start?: number | string | Date,
  frozen = false,
  firstStepMs = Number.POSITIVE_INFINITY,
): Clock {
  const followers: ((now: number) => void | Promise<void>)[] = [];
  let stepMs = firstStepMs;
  let offset = start === undefined ? 0 : instantOf(start) - Date.now();
  let standingAt = frozen ? Date.now() + offset : undefined;
  let moving: Promise<void> = Promise.resolve();

  const now = () => standingAt ?? Date.now() + offset;

  const moveTo = (instant: number) => {
    offset = instant - Date.now();
    if (standingAt !== undefined) standingAt = instant;
  };

  const wake = () => {
    moving = moving
      .catch(() => {})
      .then(async () => {
        for (const follow of [...followers]) await follow(now());
      });
    return moving;
  };

  const travel = async (target: number) => {
    const step = Math.max(stepMs, Math.ceil((target - now()) / MOST_STEPS));
    for (let next = now() + step; next < target; next = now() + step) {
      moveTo(next);
      await wake();
    }
    moveTo(target);
    await wake();
  };

  return {
    now,
    get frozen() {
      return standingAt !== undefined;
    },
    get stepMs() {
      return stepMs;
    },
    set stepMs(ms) {
      stepMs = ms;
    },
    set(instant) {
      return travel(instantOf(instant));
    },
    advance(ms) {
      return travel(now() + ms);
    },
    freeze(stop) {
      const present = now();
      standingAt = stop ? present : undefined;
      offset = present - Date.now();
      return wake();
    },
    onChange(follow) {
      followers.push(follow);
      return () => {
        const at = followers.indexOf(follow);
        if (at >= 0) followers.splice(at, 1);
      };
    },
  };
}

function instantOf(instant: number | string | Date): number {
  const ms = typeof instant === 'number' ? instant : new Date(instant).getTime();
  if (!Number.isFinite(ms)) throw new RangeError(`Not an instant: ${String(instant)}`);
  return ms;
}
