import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { type Slack, startSlack } from '../src/sandbox/slack.ts';

/** An app in a process of its own, connected to a Slack of its own. */
export type Running = { slack: Slack; stop(): Promise<void> };

const pathOf = (file: string) => fileURLToPath(new URL(file, import.meta.url));
/** As `npm start` does. */
const CAIRN = ['--require', pathOf('../bin/require-node.cjs'), pathOf('../src/main.ts')];
const BARE_BOLT = [pathOf('bare-bolt.ts')];
const MANIFEST = parse(readFileSync(new URL('../manifest.yml', import.meta.url), 'utf8'));
const PEOPLE = [
  { name: 'ada', real_name: 'Ada Admin', tz: 'Europe/Vienna', is_admin: true },
  { name: 'ben', real_name: 'Ben Mentor', tz: 'Europe/Vienna' },
  { name: 'cleo', real_name: 'Cleo Mentee', tz: 'Europe/London' },
];

/** An embedded Slack with three people and our manifest; its clock is the machine's. */
export function emptySlack(): Promise<Slack> {
  return startSlack({ manifest: MANIFEST, users: PEOPLE });
}

/** Starts Cairn as it is started in earnest, on the database at `db`; Ada runs the installation. Resolves once Slack has said hello. */
export function startCairn(slack: Slack, folder: string, db: string): Promise<Running> {
  return start(slack, folder, CAIRN, { CAIRN_DB: db, CAIRN_ADMINS: slack.user('ada').id, LOG_LEVEL: 'error' });
}

/** Starts the least that Bolt can do; `view` is the path of the modal that its `/book` opens. Resolves once Slack has said hello. */
export function startBareBolt(slack: Slack, folder: string, view?: string): Promise<Running> {
  return start(slack, folder, BARE_BOLT, view ? { BENCH_VIEW: view } : {});
}

async function start(slack: Slack, folder: string, app: string[], more: Record<string, string>): Promise<Running> {
  mkdirSync(folder, { recursive: true });
  const child = spawn(process.execPath, app, {
    // A folder of its own, so that no .env is read.
    cwd: mkdtempSync(join(folder, 'app-')),
    env: { SLACK_API_URL: slack.apiUrl, SLACK_BOT_TOKEN: slack.botToken, SLACK_APP_TOKEN: slack.appToken, ...more },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const stop = () => ended(child);
  try {
    await Promise.race([slack.connections.connected(1, 30_000), diedEarly(child, app)]);
  } catch (error) {
    await stop();
    throw error;
  }
  return { slack, stop };
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
