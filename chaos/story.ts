import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parse } from 'yaml';
import { startSlack } from '../src/sandbox/slack.ts';
import { readBooks } from './books.ts';
import { takeInHand } from './cairn.ts';
import type { Chance } from './chance.ts';
import { createCrashes } from './crashes.ts';
import { judge, type Verdict } from './judge.ts';
import { createMishaps } from './mishaps.ts';
import { type Deed, EVERYBODY, gather, keyOfDeed } from './people.ts';
import { holdToPromises } from './promises.ts';
import { watch } from './witness.ts';

/** How long it goes on: until so many crashes, or until so many real minutes have passed, whichever comes first. */
export type Length = { crashes: number; minutes: number; slow: number };

/** What happened and what came of it. */
export type Outcome = Verdict & {
  crashes: number;
  kills: ReadonlyMap<string, number>;
  mishaps: ReadonlyMap<string, number>;
  complaints: ReadonlyMap<string, number>;
  falls: number;
  /** Starts that failed: Slack did not answer. */
  failedStarts: number;
  deeds: number;
  posts: number;
  /** Moved time, ms. */
  span: number;
  states: ReadonlyMap<string, number>;
  historyOf(key: string): string[];
  /** Where the database and the whole history are, when something was found; else it is gone. */
  folder: string | undefined;
};

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const BEGIN = Date.parse('2026-12-01T09:00:00Z');
const MANIFEST = parse(readFileSync(new URL('../manifest.yml', import.meta.url), 'utf8'));
/** Starts in a row that may fail before this is no mishap any more. */
const MOST_STARTS = 10;

/** Weeks of a small programme in which everything goes wrong, and then the reckoning. `tell` hears how it goes. */
export async function play(chance: Chance, length: Length, tell: (words: string) => void): Promise<Outcome> {
  const slack = await startSlack({ manifest: MANIFEST, users: EVERYBODY, clock: BEGIN, frozen: true });
  const folder = mkdtempSync(join(tmpdir(), 'cairn-chaos-'));
  const witness = watch(slack);
  const cairn = takeInHand(slack, folder, slack.user('ada').id, witness);
  const books = readBooks(cairn.db);
  const promises = holdToPromises(books);
  const mishaps = createMishaps(slack, chance, length.slow);
  const crashes = createCrashes(slack, cairn, chance);
  const people = gather(slack, chance, witness, (deed) => promises.check(deed));
  const doing = new Set<Promise<void>>();
  const quiet: number[] = [];
  const until = performance.now() + length.minutes * MINUTE;
  let looking: Promise<unknown> | undefined;
  let failedStarts = 0;
  const killed = () => [...cairn.kills.values()].reduce((sum, count) => sum + count, 0);

  async function up(): Promise<void> {
    for (let attempt = 1; !cairn.isUp; attempt += 1) {
      if (attempt > MOST_STARTS) throw new Error(`the bot did not start ${MOST_STARTS} times in a row`);
      const starting = cairn.start();
      if (!ending && chance.happens(0.12)) {
        await Promise.race([starting, sleep(chance.between(30, 500))]);
        cairn.kill('starting');
      }
      if (!(await starting) && !ending) failedStarts += 1;
    }
    await slack.connections.connected(1, 15_000);
  }

  function act(): void {
    const acting = people.act().finally(() => doing.delete(acting));
    doing.add(acting);
  }

  /** Lets the bot look at what is due. While it waits for a slow Slack, life goes on, but not the clock: real time has hardly passed. */
  async function look(): Promise<void> {
    const now = slack.clock.now();
    const through = cairn.tell(now, true).then((done) => {
      looking = undefined;
      const { due, underWay } = books.unsettled(now);
      if (done && due + underWay === 0) quiet.push(now);
    });
    looking = through;
    await Promise.race([through, sleep(400)]);
  }

  async function moveOn(): Promise<void> {
    if (looking || mishaps.holdsBack) return void (await sleep(50));
    const step = chance.weighed<() => number>([
      [25, () => 31 * SECOND],
      [15, () => chance.between(2, 10) * MINUTE],
      [30, () => chance.between(20, 70) * MINUTE],
      [20, () => chance.between(2, 5) * HOUR],
      [10, () => untilMorning(slack.clock.now()) + chance.between(0, 300) * MINUTE],
    ])();
    await slack.clock.advance(step);
    await look();
  }

  let ending = false;
  try {
    await up();
    await people.begin();
    await look();
    let told = 0;
    while (killed() < length.crashes && performance.now() < until) {
      if (chance.happens(0.55)) mishaps.strike();
      if (!crashes.isPlanned && chance.happens(0.5)) crashes.plan();
      act();
      await Promise.race([Promise.allSettled(doing), sleep(300)]);
      await moveOn();
      if (!cairn.isUp) {
        // The bot may be away for a while, and people go on.
        if (chance.happens(0.2)) {
          act();
          if (!mishaps.holdsBack) await slack.clock.advance(chance.between(1, 600) * MINUTE);
        }
        await up();
        await look();
      }
      if (killed() >= told + 10) {
        told = killed();
        tell(
          `${told} crashes; it is ${new Date(slack.clock.now()).toISOString()}, and ${slack.log.posts.length} messages were accepted`,
        );
      }
    }

    ending = true;
    const crashed = killed();
    mishaps.end();
    crashes.end();
    await Promise.race([Promise.allSettled(doing), sleep(15 * SECOND)]);
    await settle();
    const posted = slack.log.posts.length;
    await cairn.stop();
    await up();
    await look();
    await looking;
    const saidAnew = slack.log.posts.slice(posted);
    await settle();
    await cairn.stop();
    const verdict = reckon();
    for (const { text } of saidAnew)
      verdict.repeated.push({
        key: undefined,
        words: `said after a restart in which nothing had changed: ${text.split('\n')[0]}`,
      });
    const found = verdict.lost.length + verdict.repeated.length + cairn.falls > 0;
    const states = new Map<string, number>();
    for (const { state } of books.nudges()) states.set(state, (states.get(state) ?? 0) + 1);
    if (found) writeFileSync(join(folder, 'history.log'), witness.history().join('\n'));
    else rmSync(folder, { recursive: true });
    return {
      ...verdict,
      crashes: crashed,
      kills: cairn.kills,
      mishaps: mishaps.played,
      complaints: witness.complaints,
      falls: cairn.falls,
      failedStarts,
      deeds: people.deeds.length,
      posts: slack.log.posts.length,
      span: slack.clock.now() - BEGIN,
      states,
      historyOf: witness.historyOf,
      folder: found ? folder : undefined,
    };
  } finally {
    if (cairn.isUp) cairn.kill('at the end');
    await slack.stop();
  }

  /** Nothing goes wrong any more: time passes until nothing is left to do. */
  async function settle(): Promise<void> {
    for (let still = 0, rounds = 0; still < 3 && rounds < 200; rounds += 1) {
      await up();
      while (mishaps.holdsBack) await sleep(50);
      await slack.clock.advance(31 * SECOND);
      await look();
      await looking;
      await sleep(20);
      const { due, underWay, stale } = books.unsettled(slack.clock.now());
      still = due + underWay + stale === 0 ? still + 1 : 0;
    }
  }

  function reckon(): Verdict {
    const kills = killed();
    const verdict = judge({
      books,
      posts: slack.log.posts,
      deeds: people.deeds as readonly Deed[],
      quiet,
      now: slack.clock.now(),
      struck: (key) => witness.struck(key) + kills,
    });
    const broken = promises.checkAll().map(({ deed, words }) => ({
      key: keyOfDeed(deed),
      words: `@${slack.user(deed.who).name}, ${deed.what}${deed.place ? ` (${deed.place})` : ''}, ${new Date(deed.from).toISOString()}: ${words}`,
    }));
    return { lost: [...verdict.lost, ...broken], repeated: verdict.repeated };
  }
}

/** Ms until the next working day, 07:00 UTC. */
function untilMorning(now: number): number {
  const day = new Date(now);
  day.setUTCHours(7, 0, 0, 0);
  do day.setUTCDate(day.getUTCDate() + 1);
  while ([0, 6].includes(day.getUTCDay()));
  return day.getTime() - now;
}
