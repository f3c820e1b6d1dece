import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { createApp } from '../app.ts';
import { createLog } from '../log.ts';
import { CAST } from './cast.ts';
import { createClock } from './clock.ts';
import { GUIDE } from './guide.ts';
import { presentOf, SEED_STARTS_BEFORE, seed } from './seed.ts';
import { type Slack, startSlack } from './slack.ts';

const MINUTE = 60_000;
/** The weeks before the present pass by the hour. */
const PAST_STEP_MS = 60 * MINUTE;
/** Whoever moves the clock by a day or a week lets it happen: nothing that is true for ten minutes only is left out. */
const STEP_MS = 5 * MINUTE;
/** Nobody is rushed by a message here, and nobody wants to wait for one. */
const PER_SECOND = 100;

export type Demonstration = { slack: Slack; stop(): Promise<void> };

/**
 * Starts the real bot against an embedded Slack with a cohort that has begun six weeks before. `port` 0 takes any free one; the clock starts
 * on the working day at or after `real` (UTC ms).
 *
 * @throws Error with the code `EADDRINUSE` when the port is taken
 */
export async function startDemonstration(port: number, real: number): Promise<Demonstration> {
  const present = presentOf(real);
  const manifest = parse(readFileSync(new URL('../../manifest.yml', import.meta.url), 'utf8'));
  const clock = createClock(present - SEED_STARTS_BEFORE, false, PAST_STEP_MS);
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
  clock.stepMs = STEP_MS;
  return {
    slack,
    async stop() {
      await app.stop();
      await slack.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
