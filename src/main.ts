import { createApp } from './app.ts';
import { configWarnings, loadConfig } from './config.ts';
import { createLog } from './log.ts';
import { explain } from './start-problems.ts';

/** Starts the bot and stops it on a signal. Problems are told in words, without a stack trace. */
async function main(): Promise<void> {
  const config = loadConfig();
  const log = createLog({ level: config.logLevel });
  for (const warning of configWarnings(config)) console.warn(warning);
  const app = await createApp(config, {
    log,
    lost: (reason) => {
      log.fatal({ reason }, 'Slack refuses this app for good; stopping');
      void shutDown(1);
    },
  });
  let stopping: Promise<void> | undefined;
  async function shutDown(code: number): Promise<void> {
    stopping ??= app.stop();
    await stopping.catch((err) => log.error({ err }, 'stopping failed'));
    process.exit(code);
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void shutDown(0));
  process.on('unhandledRejection', (err) => {
    log.fatal({ err }, 'something went wrong that nobody looked after; stopping');
    void shutDown(1);
  });
  await app.start();
  console.log('Cairn is running. Stop it with Ctrl+C.');
}

try {
  await main();
} catch (error) {
  console.error(explain(error));
  process.exit(1);
}
