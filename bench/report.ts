import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { isRefusal } from '../src/core/refusal.ts';
import type { Deps } from '../src/deps.ts';
import { report as reportFeature } from '../src/features/report.ts';
import { openSqlite } from '../src/store/sqlite/open.ts';
import { COHORT, PRESENT, writeOrganisation } from '../test/support/crowd.ts';
import { emptySlack, startWatchedBolt } from './apps.ts';
import { type Asked, askForReports, settled } from './asking.ts';
import { type How, memoryRow, type Row, timeRow } from './bench.ts';
import { toDisk } from './crowd.ts';
import { inTurns, median, percentile, timed } from './measure.ts';

const ADMIN = 'UADMIN';
const MOST_MS = 150;
const LONGEST_BLOCK_MS = 20;
const MOST_MEMORY = 200e6;
/** Ten times the people may take so much longer for each of them: larger files have deeper indexes, and fit into no cache. */
const MOST_GROWTH = 1.5;

/**
 * `/cohort report` on a year of history. The real bot in a process of its own, from the command to the message in Slack: its slowest, how late
 * others had their turn at most, and its memory, beside what we allow. And without Slack: beside one statement that reads as much history, and
 * how the cost grows.
 */
export const report = {
  name: 'report',
  async measure(how: How): Promise<Row[]> {
    return [...(await measureBot(how)), ...(await measureGrowth(how))];
  },
};

async function measureBot({ quick, folder }: How): Promise<Row[]> {
  const pairs = quick ? 40 : 3_750;
  const path = join(folder, 'report-bot.db');
  const { first, others, month, year, idle } = await askForReports(folder, path, pairs, quick ? 3 : 100);
  const p99 = (all: Asked[], of: (asked: Asked) => number) => percentile(all.map(of), 0.99);
  const rows = (name: string, wait: string, all: Asked[]) => [
    timeRow(
      name,
      MOST_MS,
      p99(all, ({ ms }) => ms),
      1,
    ),
    timeRow(
      wait,
      LONGEST_BLOCK_MS,
      p99(all, ({ lateMs }) => lateMs),
      1,
    ),
  ];
  const bolt = await idleBolt(folder);
  const most = Math.max(...[first, ...others, ...month, ...year].map(({ peakRss }) => peakRss));
  const people = (2 * pairs).toLocaleString('en');
  return [
    ...rows(`report on ${people} people, p99 beside what we allow`, '  longest wait of others, p99', others),
    ...rows('  on their last 30 days, p99', '  longest wait of others, p99', month),
    ...rows('  on their whole year, p99', '  longest wait of others, p99', year),
    timeRow('  the first after a start', MOST_MS, first.ms, null),
    timeRow('  longest wait of others in it', LONGEST_BLOCK_MS, first.lateMs, null),
    memoryRow(`process RSS while reporting on ${people} people, at most`, MOST_MEMORY, most, 1),
    memoryRow('process RSS of the idle bot beside bare Bolt', bolt, idle, null),
  ];
}

async function idleBolt(folder: string): Promise<number> {
  const slack = await emptySlack();
  const bolt = await startWatchedBolt(slack, folder);
  try {
    await settled();
    return (await bolt.vitals()).rss;
  } finally {
    await bolt.stop();
    await slack.stop();
  }
}

async function measureGrowth({ quick, folder }: How): Promise<Row[]> {
  const [small, middle, large] = quick ? [20, 40, 80] : [375, 3_750, 37_500];
  const times = quick ? 3 : 60;
  const one = await organisation(join(folder, 'report-one.db'), small);
  const ten = await organisation(join(folder, 'report-ten.db'), middle);
  const hundred = await organisation(join(folder, 'report-hundred.db'), large);
  try {
    for (const each of [one, ten, hundred]) await each.report();
    const scan = await inTurns(times, ten.scan, ten.report);
    const perPair = (of: typeof one, pairs: number) => async () => (await of.report()) / pairs;
    const grown = await inTurns(quick ? 3 : 9, perPair(one, small), perPair(ten, middle));
    const grownMore = await inTurns(quick ? 3 : 5, perPair(ten, middle), perPair(hundred, large));
    const people = (pairs: number) => (2 * pairs).toLocaleString('en');
    const growth = (from: number, to: number) => `  cost of 1,000 pairs, ${people(from)} → ${people(to)}`;
    return [
      timeRow('report without Slack beside one scan', median(scan.baseline), median(scan.ours), null),
      timeRow(growth(small, middle), 1_000 * median(grown.baseline), 1_000 * median(grown.ours), MOST_GROWTH),
      timeRow(growth(middle, large), 1_000 * median(grownMore.baseline), 1_000 * median(grownMore.ours), MOST_GROWTH),
    ];
  } finally {
    for (const each of [one, ten, hundred]) await each.close();
  }
}

async function organisation(path: string, pairs: number) {
  await writeOrganisation(path, { pairs, weeks: 52, seed: 1 });
  toDisk(path);
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
  const { verb } = reportFeature(deps, { draw: async () => null });
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
    report: () => timed(ask),
    async close() {
      plain.close();
      await store.close();
    },
  };
}
