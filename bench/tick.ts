import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { createCalendar } from '../src/calendar/index.ts';
import type { Deps, Pace } from '../src/deps.ts';
import { features } from '../src/features/index.ts';
import { createTicker } from '../src/jobs/ticker.ts';
import { createLog } from '../src/log.ts';
import type { Messenger } from '../src/slack/messenger.ts';
import { openSqlite } from '../src/store/sqlite/open.ts';
import type { Store } from '../src/store/store.ts';
import { type How, type Row, timeRow } from './bench.ts';
import { makeCrowd, TUESDAY, WORKSPACE } from './crowd.ts';
import { inTurns, median, timed } from './measure.ts';

const GOAL = 1.2;
const DUE = 100;
/** So many times 100 of the 1,000 pairings, a minute apart; the first one warms up. */
const ROUNDS = 9;
const MINUTE = 60_000;

/** One look at 100 due nudges in a small file and in a large one: the whole tick without the network, and what the store has of it. */
export const tick = {
  name: 'tick',
  async measure({ quick, folder }: How): Promise<Row[]> {
    const size = { small: 1_000, large: quick ? 5_000 : 1_000_000 };
    const large = join(folder, 'large.db');
    await makeCrowd(large, size.large, DUE, 2 * ROUNDS);
    const compare = async (name: string, rounds: typeof ticks, largeFrom: number): Promise<Row> => {
      const small = join(folder, `small-${largeFrom}.db`);
      await makeCrowd(small, size.small, DUE, ROUNDS);
      const [few, many] = [await rounds(small, TUESDAY), await rounds(large, largeFrom)];
      await inTurns(1, few.next, many.next);
      const both = await inTurns(ROUNDS - 1, few.next, many.next);
      await few.close();
      await many.close();
      const sizes = Object.values(size).map((count) => count.toLocaleString('en'));
      return timeRow(`${name}, ${sizes.join(' → ')} pairings`, median(both.baseline), median(both.ours), GOAL);
    };
    return [
      await compare(`tick with ${DUE} due`, ticks, TUESDAY),
      await compare('  of it the store', takes, TUESDAY + ROUNDS * MINUTE),
    ];
  },
};

/** The daily look at accounts comes to its end at once. */
const KNOWS_NOBODY: Deps['directory'] = {
  peoplePage: async () => ({ outcome: 'found', people: [], cursor: null }),
  personNamed: async () => ({ outcome: 'found', found: null }),
  file: async () => ({ outcome: 'refused', reason: 'file_not_found' }),
};

type Rounds = { next(): Promise<number>; close(): Promise<void> };

/** Looks as the ticker does, with Slack answering at once: at `from` (UTC ms), and a minute later in each further round. */
async function ticks(path: string, from: number): Promise<Rounds> {
  const store = await open(path);
  const slack = { posts: 0 };
  let now = from - MINUTE;
  const clock = () => now;
  const log = createLog({ level: 'error' });
  const deps = {
    store,
    messenger: answeringAtOnce(slack),
    directory: KNOWS_NOBODY,
    calendar: createCalendar(),
    clock,
    newId: randomUUID,
    log,
    settings: { workspaceId: WORKSPACE, botUserId: 'U0', admins: [] },
    wake: () => {},
  };
  const { sweeps } = features(deps, { post: unlimited, sameDm: unlimited, redraw: unlimited });
  const ticker = createTicker(sweeps, clock, log, randomUUID);
  return {
    async next() {
      now += MINUTE;
      const before = slack.posts;
      const ms = await timed(() => ticker.run(now));
      if (slack.posts - before !== DUE) throw new Error(`${slack.posts - before} were sent in place of ${DUE}`);
      return ms;
    },
    async close() {
      await ticker.stop();
      await store.close();
    },
  };
}

/** Takes and records the nudges of a minute, and nothing else. */
async function takes(path: string, from: number): Promise<Rounds> {
  const store = await open(path);
  let now = from - MINUTE;
  return {
    async next() {
      now += MINUTE;
      let sent = 0;
      const ms = await timed(async () => {
        while (await takeOne(store, now)) sent += 1;
      });
      if (sent !== DUE) throw new Error(`${sent} were taken in place of ${DUE}`);
      return ms;
    },
    close: () => store.close(),
  };
}

async function takeOne(store: Store, now: number): Promise<boolean> {
  const lease = { id: randomUUID(), ms: MINUTE };
  const taken = await store.nudges.take(now, lease, () => ({ send: true }));
  if (taken === null || taken === 'settled') return false;
  const { id } = taken.nudge;
  return store.nudges.sent(id, lease.id, { channel: 'D1', ts: String(now / 1000), at: now, shown: 'shown' });
}

function open(path: string): Promise<Store> {
  return openSqlite(path, { now: TUESDAY, newId: randomUUID });
}

const unlimited: Pace = { wait: () => 0, spend: () => {}, pause: () => {} };

function answeringAtOnce(slack: { posts: number }): Messenger {
  const notAsked = async () => {
    throw new Error('a tick does not ask Slack for this');
  };
  return {
    post: async (userId) => {
      slack.posts += 1;
      return { outcome: 'sent', channel: `D${userId}`, ts: `${slack.posts}.000100` };
    },
    redraw: async (channel, ts) => ({ outcome: 'sent', channel, ts }),
    publishHome: async () => {},
    findPost: notAsked,
    open: notAsked,
    push: notAsked,
    replace: notAsked,
    answer: notAsked,
    postRich: notAsked,
    sendFile: notAsked,
    person: notAsked,
    whoAmI: notAsked,
  };
}
