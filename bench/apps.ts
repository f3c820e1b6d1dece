import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { type Slack, startSlack } from '../src/sandbox/slack.ts';
import { WORKSPACE } from './crowd.ts';
import type { Vitals } from './watched.ts';

/** An app in a process of its own, connected to a Slack of its own. */
export type Running = {
  slack: Slack;
  /** How it is now, and since this was last asked. */
  vitals(): Promise<Vitals>;
  stop(): Promise<void>;
};

const PACKAGE = new URL('../package.json', import.meta.url);
const pathOf = (file: string) => fileURLToPath(new URL(file, import.meta.url));
/** What `npm start` hands to Node before the file to run. */
const FLAGS = startScript()
  .split(' ')
  .slice(2, -1)
  .map((flag) => (flag.startsWith('./') ? pathOf(`.${flag}`) : flag));
const CAIRN = [...FLAGS, pathOf('../src/main.ts')];
const WATCHED = ['--import', pathOf('watched.ts')];
const CAIRN_THEN = [...FLAGS, pathOf('bot.ts')];
const BARE_BOLT = [pathOf('bare-bolt.ts')];
const MANIFEST = parse(readFileSync(new URL('../manifest.yml', import.meta.url), 'utf8'));
const PEOPLE = [
  { name: 'ada', real_name: 'Ada Admin', tz: 'Europe/Vienna', is_admin: true },
  { name: 'ben', real_name: 'Ben Mentor', tz: 'Europe/Vienna' },
  { name: 'cleo', real_name: 'Cleo Mentee', tz: 'Europe/London' },
];

/** An embedded Slack with three people, `more` by their handles, and our manifest; its clock is the machine's, or stands still at an instant (UTC ms). */
export function emptySlack(at?: number, more: readonly string[] = []): Promise<Slack> {
  const users = [...PEOPLE, ...more.map((name) => ({ name, real_name: name, tz: 'Europe/Vienna' }))];
  const clock = at === undefined ? {} : { clock: at, frozen: true };
  return startSlack({ manifest: MANIFEST, users, team: { id: WORKSPACE }, ...clock });
}

/** Starts Cairn as it is started in earnest, on the database at `db`; Ada runs the installation. Resolves once Slack has said hello. */
export function startCairn(slack: Slack, folder: string, db: string): Promise<Running> {
  return start(slack, folder, CAIRN, settings(slack, db));
}

/** The same at an instant that stands still, the one of its Slack. */
export function startCairnThen(slack: Slack, folder: string, db: string): Promise<Running> {
  return start(slack, folder, [...CAIRN_THEN, String(slack.clock.now())], settings(slack, db));
}

/** The same, ready to tell how it is. */
export function startWatchedCairn(slack: Slack, folder: string, db: string): Promise<Running> {
  return start(slack, folder, [...WATCHED, ...CAIRN_THEN, String(slack.clock.now())], settings(slack, db));
}

/**
 * Starts the least that Bolt can do; `view` is the path of the modal that its `/book` opens, `next` that of the one with which it answers
 * when the first is sent, `db` that of a database file into which it writes a row before it does. Resolves once Slack has said hello.
 */
export function startBareBolt(slack: Slack, folder: string, view = '', next = '', db = ''): Promise<Running> {
  return start(slack, folder, BARE_BOLT, { BENCH_VIEW: view, BENCH_NEXT: next, BENCH_DB: db });
}

/** The same, ready to tell how it is. */
export function startWatchedBolt(slack: Slack, folder: string): Promise<Running> {
  return start(slack, folder, [...WATCHED, ...BARE_BOLT], {});
}

function settings(slack: Slack, db: string): Record<string, string> {
  return { CAIRN_DB: db, CAIRN_ADMINS: slack.user('ada').id, LOG_LEVEL: 'error' };
}

function startScript(): string {
  const { scripts } = JSON.parse(readFileSync(PACKAGE, 'utf8')) as { scripts: Record<string, string> };
  const script = scripts.start ?? '';
  if (!script.startsWith('exec node ')) throw new Error(`npm start is not a bare Node any more: ${script}`);
  return script;
}

async function start(slack: Slack, folder: string, app: string[], more: Record<string, string>): Promise<Running> {
  mkdirSync(folder, { recursive: true });
  const isWatched = app.includes('--import');
  const child = spawn(process.execPath, app, {
    // A folder of its own, so that no .env is read.
    cwd: mkdtempSync(join(folder, 'app-')),
    env: { SLACK_API_URL: slack.apiUrl, SLACK_BOT_TOKEN: slack.botToken, SLACK_APP_TOKEN: slack.appToken, ...more },
    stdio: isWatched ? ['ignore', 'ignore', 'inherit', 'ipc'] : ['ignore', 'ignore', 'inherit'],
  });
  // However this process ends, it leaves no app behind.
  const kill = () => child.kill('SIGKILL');
  process.once('exit', kill);
  child.once('exit', () => process.off('exit', kill));
  const stop = () => ended(child);
  try {
    await Promise.race([slack.connections.connected(1, 30_000), diedEarly(child, app)]);
  } catch (error) {
    await stop();
    throw error;
  }
  return { slack, vitals: () => ask(child), stop };
}

function ask(child: ChildProcess): Promise<Vitals> {
  return new Promise((resolve, reject) => {
    child.once('message', (vitals) => resolve(vitals as Vitals));
    child.send('How are you?', (error) => error && reject(error));
  });
}

async function diedEarly(child: ChildProcess, app: string[]): Promise<never> {
  await new Promise((resolve) => child.once('exit', resolve));
  throw new Error(`${app.at(-1)} ended before it was connected`);
}

function ended(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve();
    child.once('exit', () => resolve());
    child.kill('SIGTERM');
  });
}
