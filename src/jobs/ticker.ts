import { setImmediate as othersTurn, setTimeout as sleep } from 'node:timers/promises';
import cron from 'node-cron';
import type { Clock, Sweep } from '../deps.ts';
import type { Log } from '../log.ts';

export type Ticker = {
  /** Looks now and every minute from now on. */
  start(): void;
  /** Looks at everything due at `now` (UTC ms), until every sweep is idle. Resolves then. */
  run(now: number): Promise<void>;
  /** Looks on from `now` (UTC ms) until nothing that was due is held back by the pace of messages, or by Slack asking to wait. */
  catchUp(now: number): Promise<void>;
  /** Looks soon. Returns at once. */
  wake(): void;
  /** Stops looking; resolves when the look in hand is over. */
  stop(): Promise<void>;
  /** UTC ms of the last look that went through; null before the first. */
  lastTickAt(): number | null;
};

/** After so long others have their turn: the store answers at once, and a row of its answers would hold up whoever waits for Slack's three seconds. */
const LONGEST_STRETCH_MS = 2;
/** Things handled by one sweep in one look; what is left waits for the next one, so that no sweep starves the others. */
const MOST_PER_LOOK = 500;
/** A wait longer than the pace of messages makes: Slack asked for it. */
const LONG_WAIT_MS = 2_000;
/** Nobody who catches up sits through a longer one, nor through many of them. */
const LONGEST_WAIT_MS = 60_000;
const LONG_WAITS = 5;

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

  async function run(now: number): Promise<void> {
    wakeAt(await lookInTurn(() => now));
  }

  async function catchUp(now: number): Promise<void> {
    const began = performance.now();
    const present = () => now + Math.round(performance.now() - began);
    let at = await lookInTurn(() => now);
    for (let long = 0; at !== null && !stopped; at = await lookInTurn(present)) {
      const wait = Math.max(0, at - performance.now());
      if (wait > LONG_WAIT_MS) long += 1;
      if (wait > LONGEST_WAIT_MS || long > LONG_WAITS)
        return log.warn({ afterMs: wait }, 'too long a wait; the rest is left');
      await sleep(wait);
    }
  }

  /** One look after the others. Gives the soonest moment (monotonic ms) at which a sweep wants to be asked again; null for none. */
  function lookInTurn(instant: () => number): Promise<number | null> {
    const looked = looking.then(() => (stopped ? null : look(instant())));
    looking = looked.then(() => {});
    return looked;
  }

  async function look(now: number): Promise<number | null> {
    const moments: number[] = [];
    const pause = givingWay();
    for (const sweep of sweeps) {
      const wait = await sweepUntilIdle(sweep, now, pause);
      if (wait !== null) moments.push(performance.now() + wait);
    }
    lastTickAt = clock();
    return moments.length > 0 ? Math.min(...moments) : null;
  }

  async function sweepUntilIdle(sweep: Sweep, now: number, pause: () => Promise<void>): Promise<number | null> {
    try {
      for (let handled = 0; handled < MOST_PER_LOOK && !stopped; handled += 1) {
        const more = await sweep.one(now);
        if (typeof more === 'number') return more;
        if (!more) return null;
        await pause();
      }
      return 0;
    } catch (error) {
      log.error({ err: error, sweep: sweep.name, reference: newId().slice(-8) }, 'a sweep failed');
      return null;
    }
  }

  /** A look that was woken and has not begun yet sees everything that is due by then: it reads the clock when its turn comes. */
  function wake(): void {
    if (woken) return;
    woken = true;
    // First of all whoever woke us gets their answer.
    const answered = othersTurn();
    looking = looking.then(() => answered);
    const woke = lookInTurn(() => {
      woken = false;
      return clock();
    });
    void woke.then(wakeAt);
  }

  /** The soonest of those who want to be asked again counts; the others are asked along with it. */
  function wakeAt(at: number | null): void {
    if (at === null || (again && again.at <= at)) return;
    clearTimeout(again?.timer);
    const timer = setTimeout(
      () => {
        again = null;
        wake();
      },
      Math.max(0, at - performance.now()),
    );
    timer.unref();
    again = { at, timer };
  }

  return {
    start() {
      task.start();
      wake();
    },
    run,
    catchUp,
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

/** Lets others have their turn whenever the last one that they had is long ago. */
function givingWay(): () => Promise<void> {
  let began = performance.now();
  return async () => {
    if (performance.now() - began <= LONGEST_STRETCH_MS) return;
    await othersTurn();
    began = performance.now();
  };
}
