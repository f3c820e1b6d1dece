import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { isRefusal } from '../src/core/refusal.ts';
import type { Deps } from '../src/deps.ts';
import { report as reportFeature } from '../src/features/report.ts';
import { openSqlite } from '../src/store/sqlite/open.ts';
import { COHORT, PRESENT, writeOrganisation } from '../test/support/crowd.ts';
import { type How, type Row, timeRow } from './bench.ts';
import { inTurns, median, percentile, timed } from './measure.ts';

const ADMIN = 'UADMIN';
const MOST_MS = 150;
const LONGEST_BLOCK_MS = 20;
/** Ten times the people may take so much longer for each of them: larger files have deeper indexes, and fit into no cache. */
const MOST_GROWTH = 1.5;

/**
 * `/cohort report` from the command to the finished message, without the network, on a year of history: beside one statement that reads as much
 * history; its slowest runs and its longest block of the event loop beside what we allow; and how the cost grows.
 */
export const report = {
  name: 'report',
  async measure({ quick, folder }: How): Promise<Row[]> {
    const [small, middle, large] = quick ? [20, 40, 80] : [375, 3_750, 37_500];
    const times = quick ? 3 : 60;
    const one = await organisation(join(folder, 'report-one.db'), small);
    const ten = await organisation(join(folder, 'report-ten.db'), middle);
    const hundred = await organisation(join(folder, 'report-hundred.db'), large);
    try {
      for (const each of [one, ten, hundred]) await each.report();
      const scan = await inTurns(times, ten.scan, async () => (await ten.report()).ms);
      const runs: { ms: number; block: number }[] = [];
      for (let run = 0; run < times; run += 1) runs.push(await ten.report());
      const perPair = (of: typeof one, pairs: number) => async () => (await of.report()).ms / pairs;
      const grown = await inTurns(quick ? 3 : 9, perPair(one, small), perPair(ten, middle));
      const grownMore = await inTurns(quick ? 3 : 5, perPair(ten, middle), perPair(hundred, large));
      const people = (pairs: number) => (2 * pairs).toLocaleString('en');
      const slowest = percentile(
        runs.map(({ ms }) => ms),
        0.99,
      );
      const longest = percentile(
        runs.map(({ block }) => block),
        0.99,
      );
      const growth = (from: number, to: number) => `  cost of 1,000 pairs, ${people(from)} → ${people(to)}`;
      return [
        timeRow(`report on ${people(middle)} people beside one scan`, median(scan.baseline), median(scan.ours), null),
        timeRow(`  p99 beside what we allow`, MOST_MS, slowest, 1),
        timeRow(`  longest block of others, p99`, LONGEST_BLOCK_MS, longest, 1),
        timeRow(growth(small, middle), 1_000 * median(grown.baseline), 1_000 * median(grown.ours), MOST_GROWTH),
        timeRow(growth(middle, large), 1_000 * median(grownMore.baseline), 1_000 * median(grownMore.ours), MOST_GROWTH),
      ];
    } finally {
      for (const each of [one, ten, hundred]) await each.close();
    }
  },
};

async function organisation(path: string, pairs: number) {
  await writeOrganisation(path, { pairs, weeks: 52, seed: 1 });
  const store = await openSqlite(path, { now: PRESENT, newId: randomUUID });
  const plain = new Database(path, { readonly: true });
  // As much history as a report counts, without an index that fits.
  const scan = plain.prepare(`
    SELECT (SELECT COUNT(*) FROM meetings WHERE outcome = 'held' AND minutes > 0),
      (SELECT COUNT(*) FROM commitments WHERE state = 'kept' AND moves >= 0),
      (SELECT AVG(usefulness) FROM pulses WHERE workspace_id <> ''),
      (SELECT COUNT(*) FROM nudges WHERE kind = 'book' AND planned_at > 0)`);
  const deps = {
    store,
    newId: randomUUID,
    settings: { workspaceId: COHORT.workspaceId, botUserId: 'UBOT', admins: [ADMIN] },
    messenger: { postRich: async () => ({ outcome: 'sent', channel: 'D1', ts: '1.2' }) },
  } as unknown as Deps;
  const { verb } = reportFeature(deps);
  let asked = PRESENT;

  async function ask(): Promise<void> {
    asked += 1_000;
    const command = { now: asked, workspaceId: COHORT.workspaceId, userId: ADMIN, command: '/cohort', text: '' };
    const answer = await verb(command, '');
    const done = isRefusal(answer) || !answer.later ? answer : await answer.later();
    if (isRefusal(done) || !('say' in done)) throw new Error(`no report: ${JSON.stringify(done)}`);
  }

  return {
    scan: () => timed(async () => scan.get()),
    report: async () => {
      const { stop } = watch();
      const ms = await timed(ask);
      return { ms, block: await stop() };
    },
    async close() {
      plain.close();
      await store.close();
    },
  };
}

/** Measures how long others have to wait for their turn at most, until `stop`. */
function watch(): { stop(): Promise<number> } {
  let longest = 0;
  let watching = true;
  const done = (async () => {
    for (let last = performance.now(); watching; ) {
      await turn();
      const now = performance.now();
      longest = Math.max(longest, now - last);
      last = now;
    }
  })();
  return {
    async stop() {
      watching = false;
      await done;
      return longest;
    },
  };
}
