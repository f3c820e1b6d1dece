import { createApp } from '../src/app.ts';
import { loadConfig } from '../src/config.ts';
import { createLog } from '../src/log.ts';

/** Cairn as `src/main.ts` runs it, at an instant that stands still: `bot.ts <UTC ms>`. */
const now = Number(process.argv[2]);
const config = loadConfig();
const app = await createApp(config, { clock: () => now, log: createLog({ level: config.logLevel }) });
process.once('SIGTERM', () => void app.stop().then(() => process.exit(0)));
await app.start();
