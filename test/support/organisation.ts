import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createApp } from '../../src/app.ts';
import { createLog } from '../../src/log.ts';
import { createClock } from '../../src/sandbox/clock.ts';
import { type Slack, startSlack } from '../../src/sandbox/slack.ts';
import { COHORT, membersOf, PRESENT, writeOrganisation } from './crowd.ts';
import { manifest } from './world.ts';

const FIRST = [
  'Ana',
  'Björn',
  'Chidi',
  'Daniela',
  'Emre',
  'Fatima',
  'Gustav',
  'Hana',
  'Ivo',
  'Jelena',
  'Kwame',
  'Lucía',
];
const LAST = ['Almeida', 'Brandt', 'Costa', 'Dvořák', 'Eze', 'Fischer', 'García', 'Horvat', 'Ito', 'Jensen', 'Kim'];
const TEAM = 'T0ORGANISE';

/** A name for each number, the same every time. */
function nameOf(number: number): string {
  return `${FIRST[number % FIRST.length]} ${LAST[Math.floor(number / FIRST.length) % LAST.length]}`;
}

/**
 * Runs the real bot in a pretend Slack, on a synthetic organisation with a history, at the moment at which that history ends: to look at the report
 * of a large cohort. `seed` decides about everything that happened. Resolves to the
 * pretend Slack, the address of its page, and how to stop it all.
 */
export async function startOrganisation(wanted: {
  pairs: number;
  weeks: number;
  seed: number;
  port: number;
}): Promise<{ slack: Slack; url: string; stop(): Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), 'cairn-organisation-'));
  const db = join(folder, 'cairn.db');
  const { pairs, weeks, seed, port } = wanted;
  await writeOrganisation(db, { pairs, weeks, seed, workspaceId: TEAM, nameOf });
  const people = membersOf(pairs).map(({ userId, number }) => ({
    id: userId,
    name: `person-${number}`,
    real_name: nameOf(number),
    tz: COHORT.zone,
  }));
  const olivia = { name: 'olivia', real_name: 'Olivia Organiser', tz: COHORT.zone, is_admin: true };
  const clock = createClock(PRESENT, false);
  const slack = await startSlack({ manifest, port, clock, team: { id: TEAM }, users: [olivia, ...people] });
  const config = {
    slack: { botToken: slack.botToken, appToken: slack.appToken, apiUrl: slack.apiUrl },
    db,
    admins: [slack.user('olivia').id],
    logLevel: 'warn' as const,
  };
  const app = await createApp(config, { clock: clock.now, log: createLog({ level: 'warn' }) });
  clock.onChange(() => app.tick());
  await app.start();
  return {
    slack,
    url: `${slack.url}/#left=olivia&right=person-2`,
    async stop() {
      await app.stop();
      await slack.stop();
      rmSync(folder, { recursive: true });
    },
  };
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      pairs: { type: 'string', default: '3750' },
      weeks: { type: 'string', default: '52' },
      seed: { type: 'string', default: '1' },
      port: { type: 'string', default: '0' },
    },
  });
  const [pairs, weeks, seed, port] = [values.pairs, values.weeks, values.seed, values.port].map(Number);
  console.log(`Writing ${values.weeks} weeks of ${values.pairs} pairs, seed ${values.seed} …`);
  const { url, stop } = await startOrganisation({
    pairs: pairs ?? 0,
    weeks: weeks ?? 0,
    seed: seed ?? 0,
    port: port ?? 0,
  });
  console.log(`\nOpen this page, and type /cohort report as Olivia:\n\n    ${url}\n\nStop it with Ctrl+C.`);
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => void stop().then(() => process.exit(0)));
}

if (process.argv[1] === import.meta.filename) await main();
