import { setImmediate as othersTurn } from 'node:timers/promises';
import cron from 'node-cron';
import type { Clock, Sweep } from '../deps.ts';
import type { Log } from '../log.ts';

export type Ticker = {
  /** Looks now and every minute from now on. */
  start(): void;
  /** Looks at everything due at `now` (UTC ms), until every sweep is idle. Resolves then. */
  run(now: number): Promise<void>;
  /** Looks soon. Returns at once. */
  wake(): void;
  /** Stops looking; resolves when the look in hand is over. */
  stop(): Promise<void>;
  /** UTC ms of the last look that went through; null before the first. */
  lastTickAt(): number | null;
};

/** After so long others have their turn: the store answers at once, and a row of its answers would hold up whoever waits for Slack's three seconds. */
const LONGEST_STRETCH_MS = 10;
/** Things handled by one sweep in one look; what is left waits for the next one, so that no sweep starves the others. */
const MOST_PER_LOOK = 500;

/**
 * Looks at the table of sweeps. Cron carries no meaning here: it only says "look", every minute, in UTC. What is due, and when, stands in
 * the database, so a look that is missed or doubled makes no difference. Looks never overlap.
 */
export function createTicker(sweeps: Sweep[], clock: Clock, log: Log, newId: () => string): Ticker {
  let looking: Promise<void> = Promise.resolve();
  let woken = false;
  let stopped = false;
  let lastTickAt: number | null = null;
  let again: { at: number; timer: NodeJS.Timeout } | null = null;
  const task = cron.createTask('* * * * *', () => wake(), { timezone: 'UTC', noOverlap: true });

  function run(now: number): Promise<void> {
    looking = looking.then(async () => {
      if (!stopped) await look(now);
    });
    return looking;
  }

  async function look(now: number): Promise<void> {
    for (const sweep of sweeps) await sweepUntilIdle(sweep, now);
    lastTickAt = clock();
  }

  async function sweepUntilIdle(sweep: Sweep, now: number): Promise<void> {
    let began = performance.now();
    try {
      for (let handled = 0; handled < MOST_PER_LOOK && !stopped; handled += 1) {
        const more = await sweep.one(now);
        if (typeof more === 'number') return wakeIn(more);
        if (!more) return;
        if (performance.now() - began > LONGEST_STRETCH_MS) {
          await othersTurn();
          began = performance.now();
        }
      }
      wakeIn(0);
    } catch (error) {
      log.error({ err: error, sweep: sweep.name, reference: newId().slice(-8) }, 'a sweep failed');
    }
  }

  /** A look that was woken and has not begun yet sees everything that is due by then: it reads the clock when its turn comes. */
  function wake(): void {
    if (woken) return;
    woken = true;
    looking = looking.then(async () => {
      woken = false;
      if (!stopped) await look(clock());
    });
  }

  /** The soonest of those who want to be asked again counts; the others are asked along with it. */
  function wakeIn(ms: number): void {
    const at = performance.now() + ms;
    if (again && again.at <= at) return;
    clearTimeout(again?.timer);
    const timer = setTimeout(() => {
      again = null;
      wake();
    }, ms);
    timer.unref();
    again = { at, timer };
  }

  return {
    start() {
      task.start();
      wake();
    },
    run,
    wake,
    async stop() {
      stopped = true;
      clearTimeout(again?.timer);
      await task.destroy();
      await looking;
    },
    lastTickAt: () => lastTickAt,
  };
}
