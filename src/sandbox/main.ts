import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { parse } from 'yaml';
import { createApp } from '../app.ts';
import { createLog } from '../log.ts';
import { runBare } from './bare.ts';
import { CAST, GUIDE } from './cast.ts';
import { createClock } from './clock.ts';
import { presentOf, SEED_STARTS_BEFORE, seed } from './seed.ts';
import { startSlack } from './slack.ts';

const PORT = 4390;
/** Moving the clock by a week lets the week happen, half an hour at a time. */
const STEP_MS = 30 * 60_000;
/** Nobody is rushed by a message here, and nobody wants to wait for one. */
const PER_SECOND = 100;

/** The real bot against an embedded Slack with a cohort that has begun two weeks ago. */
async function runDemonstration(port: number): Promise<void> {
  const present = presentOf(Date.now());
  const manifest = parse(readFileSync(new URL('../../manifest.yml', import.meta.url), 'utf8'));
  const clock = createClock(present - SEED_STARTS_BEFORE, false, STEP_MS);
  const slack = await startSlack({ port, manifest, users: CAST, clock, guide: GUIDE });
  const folder = mkdtempSync(join(tmpdir(), 'cairn-sandbox-'));
  const config = {
    slack: { botToken: slack.botToken, appToken: slack.appToken, apiUrl: slack.apiUrl },
    db: join(folder, 'cairn.db'),
    admins: [slack.user('olivia').id],
    logLevel: 'warn' as const,
  };
  const log = createLog({ level: 'warn' });
  const app = await createApp(config, { clock: clock.now, log, perSecond: PER_SECOND });
  clock.onChange(() => app.tick());
  await app.start();
  await seed(slack, present);
  console.log(
    `\nCairn is running in a pretend Slack. Open this page:\n\n    ${slack.url}\n\nNothing leaves this machine. Stop it with Ctrl+C.`,
  );

  const stop = async () => {
    await app.stop();
    await slack.stop();
    rmSync(folder, { recursive: true, force: true });
    process.exit(0);
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stop());
}

const args = process.argv.slice(2);
if (args.includes('--bare')) {
  await runBare(args);
} else {
  const { values } = parseArgs({ args, options: { port: { type: 'string', default: String(PORT) } } });
  await runDemonstration(Number(values.port));
}
