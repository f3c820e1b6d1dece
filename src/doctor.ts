import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { type Config, configWarnings } from './config.ts';
import { createLog } from './log.ts';
import { tryAppToken } from './slack/links.ts';
import { createMessenger } from './slack/messenger.ts';
import { explain } from './start-problems.ts';
import { StoreError } from './store/error.ts';
import { openSqlite } from './store/sqlite/open.ts';

export type Finding = { ok: boolean; words: string };

/** Looks at everything that Cairn needs, and says in words what it finds. `now` UTC ms. */
export async function doctor(config: Config, now: number): Promise<Finding[]> {
  const warnings = configWarnings(config).map((words) => ({ ok: false, words }));
  return [
    { ok: true, words: 'The settings can be read.' },
    ...warnings,
    await database(config, now),
    await botToken(config),
    await appToken(config),
  ];
}

async function database(config: Config, now: number): Promise<Finding> {
  if (!existsSync(config.db))
    return { ok: true, words: `There is no database at ${config.db} yet: the first start makes it.` };
  try {
    const store = await openSqlite(config.db, { now, newId: randomUUID });
    await store.close();
    return { ok: true, words: `The database ${config.db} is sound and up to date.` };
  } catch (error) {
    if (error instanceof StoreError && error.code === 'in_use')
      return { ok: true, words: 'The database is in use: Cairn is running.' };
    return { ok: false, words: explain(error) };
  }
}

async function botToken(config: Config): Promise<Finding> {
  try {
    const { workspaceId } = await createMessenger(config.slack, silent()).whoAmI();
    return { ok: true, words: `Slack accepts the bot token, for workspace ${workspaceId}.` };
  } catch (error) {
    return { ok: false, words: explain(error) };
  }
}

async function appToken(config: Config): Promise<Finding> {
  try {
    await tryAppToken(config.slack, silent());
    return { ok: true, words: 'Slack accepts the app-level token.' };
  } catch (error) {
    return { ok: false, words: explain(error) };
  }
}

function silent() {
  return createLog({ level: 'silent' });
}
