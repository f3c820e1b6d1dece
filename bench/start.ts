import { join } from 'node:path';
import { emptySlack, type Running, startBareBolt, startCairn } from './apps.ts';
import { type How, type Row, timeRow } from './bench.ts';
import { inTurns, median } from './measure.ts';

const GOAL = 1.5;

/** From the start of the process to Slack's hello, on a database that is there already: Cairn beside a bare Bolt app. */
export const start = {
  name: 'start',
  async measure({ quick, folder }: How): Promise<Row[]> {
    const slack = await emptySlack();
    const db = join(folder, 'start.db');
    const baseline = () => startToHello(() => startBareBolt(slack, folder));
    const ours = () => startToHello(() => startCairn(slack, folder, db));
    try {
      await inTurns(1, baseline, ours);
      const both = await inTurns(quick ? 2 : 15, baseline, ours);
      return [timeRow('start to connected', median(both.baseline), median(both.ours), GOAL)];
    } finally {
      await slack.stop();
    }
  },
};

async function startToHello(begin: () => Promise<Running>): Promise<number> {
  const from = performance.now();
  const { slack, stop } = await begin();
  const ms = performance.now() - from;
  await stop();
  // The next one must not find this one's connections.
  while (slack.connections.connections.length > 0) await new Promise((resolve) => setTimeout(resolve, 5));
  return ms;
}
