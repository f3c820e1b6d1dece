import type { Clock } from './clock.ts';

/** Things due at an instant of the moved clock: retries of events, scheduled messages, late deliveries. */
export interface Alarms {
  /** Runs `ring` once when the clock reaches `instant` (UTC ms). Answers how to call it off. */
  at(instant: number, ring: () => void | Promise<void>): () => void;
  stop(): void;
}

const LONGEST_TIMEOUT = 2 ** 31 - 1;

export function createAlarms(clock: Clock): Alarms {
  const waiting = new Set<{ instant: number; ring: () => void | Promise<void> }>();
  let timer: NodeJS.Timeout | undefined;
  let next = Number.POSITIVE_INFINITY;
  const unfollow = clock.onChange(ringDue);

  async function ringDue(): Promise<void> {
    const due = [...waiting].filter((alarm) => alarm.instant <= clock.now()).sort((a, b) => a.instant - b.instant);
    for (const alarm of due) {
      if (waiting.delete(alarm)) await alarm.ring();
    }
    next = Number.POSITIVE_INFINITY;
    for (const alarm of waiting) next = Math.min(next, alarm.instant);
    wait();
  }

  /** Waits in real time for `next`; a clock that stands still has to be moved, except to what is due already. */
  function wait(): void {
    clearTimeout(timer);
    if (next === Number.POSITIVE_INFINITY || (clock.frozen && next > clock.now())) return;
    timer = setTimeout(() => void ringDue(), Math.min(Math.max(next - clock.now(), 0), LONGEST_TIMEOUT));
    timer.unref();
  }

  return {
    at(instant, ring) {
      const alarm = { instant, ring };
      waiting.add(alarm);
      if (instant < next) {
        next = instant;
        wait();
      }
      return () => {
        waiting.delete(alarm);
      };
    },
    stop() {
      clearTimeout(timer);
      waiting.clear();
      unfollow();
    },
  };
}
