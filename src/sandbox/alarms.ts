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
  const unfollow = clock.onChange(ringDue);

  async function ringDue(): Promise<void> {
    const due = [...waiting].filter((alarm) => alarm.instant <= clock.now()).sort((a, b) => a.instant - b.instant);
    for (const alarm of due) {
      if (waiting.delete(alarm)) await alarm.ring();
    }
    wait();
  }

  function wait(): void {
    clearTimeout(timer);
    const next = Math.min(...[...waiting].map((alarm) => alarm.instant));
    const isDue = next <= clock.now();
    if (waiting.size === 0 || (clock.frozen && !isDue)) return;
    timer = setTimeout(() => void ringDue(), Math.min(Math.max(next - clock.now(), 0), LONGEST_TIMEOUT));
    timer.unref();
  }

  return {
    at(instant, ring) {
      const alarm = { instant, ring };
      waiting.add(alarm);
      wait();
      return () => {
        waiting.delete(alarm);
        wait();
      };
    },
    stop() {
      clearTimeout(timer);
      waiting.clear();
      unfollow();
    },
  };
}
