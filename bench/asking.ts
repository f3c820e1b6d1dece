import { setTimeout as sleep } from 'node:timers/promises';
import type { Slack } from '../src/sandbox/slack.ts';
import { COHORT, PRESENT, writeOrganisation } from '../test/support/crowd.ts';
import { emptySlack, type Running, startWatchedCairn } from './apps.ts';
import { toDisk } from './crowd.ts';
import { timed } from './measure.ts';

/** One `/cohort report`: how long it took, how long others had to wait for their turn meanwhile at most, and the memory at its worst, in bytes. */
export type Asked = { ms: number; lateMs: number; peakRss: number };

/**
 * What happened from the start of the bot on: the first report, others on the whole run, and those on its last month and on its whole first year
 * as a period. `idle` is the memory before anybody asked.
 */
export type Asking = { first: Asked; others: Asked[]; month: Asked[]; year: Asked[]; idle: number };

/**
 * `/cohort report` from the command to the message, through the embedded Slack, in an organisation of `pairs` pairs with a year of history:
 * the first one after the start, and then `times` of each kind.
 */
export async function askForReports(folder: string, path: string, pairs: number, times: number): Promise<Asking> {
  const slack = await emptySlack(PRESENT);
  await writeOrganisation(path, { pairs, weeks: 52, seed: 1 });
  toDisk(path);
  const cairn = await startWatchedCairn(slack, folder, path);
  try {
    await settled();
    const { rss: idle } = await cairn.vitals();
    const first = await ask(cairn);
    const many = async (period?: string) => {
      const all: Asked[] = [];
      for (let time = 0; time < times; time += 1) all.push(await ask(cairn, period));
      return all;
    };
    const others = await many();
    const month = await many('last 30 days');
    return { first, others, month, year: await many(`since ${COHORT.startsOn}`), idle };
  } finally {
    await cairn.stop();
    await slack.stop();
  }
}

/** Resolves once what the start of an app brings with it is over. */
export function settled(): Promise<void> {
  return sleep(1_000);
}

async function ask({ slack, vitals }: Running, period = ''): Promise<Asked> {
  const ada = slack.as('ada');
  await vitals();
  const ms = await timed(async () => {
    const sent = reportIn(slack, ada.dm);
    await ada.types(`/cohort report ${period}`.trim());
    await sent;
  });
  await ada.inbox.next(/I have sent you the report/);
  return { ms, ...(await vitals()) };
}

function reportIn(slack: Slack, channel: string): Promise<void> {
  return new Promise((resolve) => {
    const off = slack.world.changes.on((change) => {
      if (change.type !== 'message' || change.channel !== channel || !change.message.text.startsWith(COHORT.name))
        return;
      off();
      resolve();
    });
  });
}
