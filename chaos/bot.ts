import { createApp } from '../src/app.ts';
import { loadConfig } from '../src/config.ts';
import { createLog } from '../src/log.ts';

/**
 * Cairn as `src/main.ts` runs it, but with the clock of whoever started it: `bot.ts <UTC ms>`. It is told of each move of the clock, and
 * answers once it has looked at what is due then.
 */
export type Told = { number: number; now: number; look: boolean };
export type Answered = { ready: true } | { number: number };

/** So many messages a second as weeks in a minute need. */
const PER_SECOND = 50;

let now = Number(process.argv[2]);
const config = loadConfig();
const log = createLog({ level: config.logLevel });
const answer = (answered: Answered) => process.send?.(answered);
const app = await createApp(config, {
  clock: () => now,
  log,
  perSecond: PER_SECOND,
  lost: (reason) => {
    log.fatal({ reason }, 'Slack refuses this app for good; stopping');
    void stop(1);
  },
});

async function stop(code: number): Promise<void> {
  await app.stop();
  process.exit(code);
}

process.once('SIGTERM', () => void stop(0));
process.once('disconnect', () => process.exit(0));
process.on('unhandledRejection', (err) => {
  log.fatal({ err }, 'something went wrong that nobody looked after; stopping');
  void stop(1);
});
process.on('message', async (told: Told) => {
  now = told.now;
  if (told.look) await app.tick(now);
  answer({ number: told.number });
});

await app.start();
answer({ ready: true });
