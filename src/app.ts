import { createCalendar } from './calendar/index.ts';
import type { Config } from './config.ts';
import type { Clock, Deps, Sweep } from './deps.ts';
import { features } from './features/index.ts';
import { createIds } from './ids.ts';
import { takingOver } from './jobs/journal.ts';
import { createPace, createWindow } from './jobs/pace.ts';
import { createTicker } from './jobs/ticker.ts';
import { createLog, type Log } from './log.ts';
import { createDirectory, type LookUpPaces } from './slack/directory.ts';
import { createLinks } from './slack/links.ts';
import { listen } from './slack/listen.ts';
import { createMessenger } from './slack/messenger.ts';
import { openSqlite } from './store/sqlite/open.ts';
import { systemClock } from './system-clock.ts';

/**
 * What may be put in place of the real thing: a clock that moves, who hears that Slack refuses for good, how many messages a second, and the clock
 * on which calls are paced (`monotonic`, ms).
 */
export type Overrides = {
  clock?: Clock;
  log?: Log;
  lost?: (reason: string) => void;
  perSecond?: number;
  monotonic?: () => number;
};

export type Cairn = {
  /** Connects to Slack and begins to look at what is due. */
  start(): Promise<void>;
  /** Stops looking, lets go of Slack when what is in hand is done, closes the file. */
  stop(): Promise<void>;
  /** Looks at everything due at this UTC ms (default: now). What the pace of messages holds back stays for the next look. */
  tick(at?: number): Promise<void>;
  /** Looks from this UTC ms on, until what the pace of messages held back is out as well. */
  catchUp(at: number): Promise<void>;
};

/** Two connections: while Slack refreshes one, the other one listens. */
const CONNECTIONS = 2;
/** Deliveries are remembered well beyond Slack's last retry, which comes after five minutes or, delayed, within a day. */
const DELIVERIES_KEPT_MS = 48 * 60 * 60_000;

/**
 * Puts the bot together. Opens the file and asks Slack whose token this is; connects only on `start`.
 *
 * @throws StoreError when the file cannot be used, an SDK error when Slack refuses the token.
 */
export async function createApp(config: Config, overrides: Overrides = {}): Promise<Cairn> {
  const clock = overrides.clock ?? systemClock;
  const log = overrides.log ?? createLog({ level: config.logLevel });
  const newId = createIds(clock);
  const store = await openSqlite(config.db, { now: clock(), newId });
  try {
    // The file is ours alone: whatever is claimed was claimed by somebody who is no more.
    for (const outbox of [store.nudges, store.briefings]) await outbox.lapse(Number.MAX_SAFE_INTEGER, clock());
    const messenger = createMessenger(config.slack, log);
    const { workspaceId, botUserId, botId } = await messenger.whoAmI();
    const settings = { workspaceId, botUserId, admins: config.admins };
    let wake = () => {};
    const monotonic = overrides.monotonic ?? (() => performance.now());
    const deps: Deps = {
      store,
      messenger,
      directory: createDirectory(config.slack, log, lookUpPaces(monotonic)),
      calendar: createCalendar(),
      clock,
      newId,
      log,
      settings,
      wake: () => wake(),
    };
    const paces = {
      post: createPace({ perSecond: overrides.perSecond ?? 1, burst: 20 }, monotonic),
      sameDm: createPace({ perSecond: overrides.perSecond ?? 0.9, burst: 2 }, monotonic),
      redraw: overrides.perSecond
        ? createPace({ perSecond: overrides.perSecond, burst: 30 }, monotonic)
        : createWindow({ calls: 50, ms: 61_000 }, monotonic),
    };
    const all = features(deps, paces);
    const ticker = createTicker([...all.sweeps, forgetDeliveries(deps), takingOver(deps)], clock, log, newId);
    wake = ticker.wake;
    const receiver = createLinks(config.slack, CONNECTIONS, log, overrides.lost ?? (() => {}));
    const slack = { botToken: config.slack.botToken, botId, apiUrl: config.slack.apiUrl };
    const listener = listen({ ...deps, slack, receiver, features: all.features, events: all.events });
    return {
      async start() {
        await listener.start();
        ticker.start();
      },
      async stop() {
        await ticker.stop();
        await listener.stop();
        await store.close();
      },
      tick: (at = clock()) => ticker.run(at),
      catchUp: ticker.catchUp,
    };
  } catch (error) {
    await store.close();
    throw error;
  }
}

/**
 * What Slack's tiers allow in a minute: https://docs.slack.dev/apis/web-api/rate-limits says them, and the page of each method names its own. A
 * little less of those that others call as well; a second more than a minute, because calls take different times to arrive.
 */
export function lookUpPaces(monotonic: () => number): LookUpPaces {
  const aMinute = (calls: number) => createWindow({ calls, ms: 61_000 }, monotonic);
  return { page: aMinute(20), byEmail: aMinute(50), byId: aMinute(80), file: aMinute(80) };
}

function forgetDeliveries({ store }: Pick<Deps, 'store'>): Sweep {
  let next = 0;
  return {
    name: 'old-deliveries',
    one: async (now) => {
      if (now < next) return false;
      next = now + 60 * 60_000;
      await store.deliveries.forget(now - DELIVERIES_KEPT_MS);
      return false;
    },
  };
}
