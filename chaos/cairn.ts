import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Slack } from '../src/sandbox/slack.ts';
import type { Answered, Told } from './bot.ts';
import type { Witness } from './witness.ts';

/** The bot, in a process of its own that can be killed at any moment. */
export type Cairn = {
  readonly db: string;
  readonly isUp: boolean;
  /** Starts it; false when it ended before it was ready. */
  start(): Promise<boolean>;
  /** Tells it the time; with `look` it resolves once it has looked at what is due. False when it ended meanwhile. */
  tell(now: number, look: boolean): Promise<boolean>;
  /** Ends it at once, as `kill -9` does. */
  kill(because: string, key?: string): void;
  /** Ends it as a deployment does, and waits. */
  stop(): Promise<void>;
  /** How often it was killed, by why; and how often it ended without being told to. */
  readonly kills: ReadonlyMap<string, number>;
  readonly falls: number;
};

const pathOf = (file: string) => fileURLToPath(new URL(file, import.meta.url));
const BOT = ['--require', pathOf('../bin/require-node.cjs'), pathOf('bot.ts')];

/** Takes the bot in hand; it keeps its database in `folder`. Nothing is started yet. */
export function takeInHand(slack: Slack, folder: string, admin: string, witness: Witness): Cairn {
  const db = join(folder, 'cairn.db');
  const cwd = join(folder, 'empty');
  mkdirSync(cwd, { recursive: true });
  const env = {
    SLACK_API_URL: slack.apiUrl,
    SLACK_BOT_TOKEN: slack.botToken,
    SLACK_APP_TOKEN: slack.appToken,
    CAIRN_DB: db,
    CAIRN_ADMINS: admin,
    LOG_LEVEL: 'info',
  };
  const kills = new Map<string, number>();
  const waiting = new Map<number, (done: boolean) => void>();
  let child: ChildProcess | undefined;
  let ready = false;
  let expected = false;
  let falls = 0;
  let told = 0;
  let over: Promise<unknown> = Promise.resolve();

  function ended(of: ChildProcess, code: number | null): void {
    if (child !== of) return;
    if (!expected && ready) {
      falls += 1;
      witness.note(`the bot ended by itself, with code ${code}`);
    }
    child = undefined;
    ready = false;
    for (const done of waiting.values()) done(false);
    waiting.clear();
  }

  return {
    db,
    get isUp() {
      return ready;
    },
    kills,
    get falls() {
      return falls;
    },
    async start() {
      // The database is the dying one's until it is dead.
      await over;
      const started = spawn(process.execPath, [...BOT, String(slack.clock.now())], {
        cwd,
        env,
        stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      });
      child = started;
      expected = false;
      for (const stream of [started.stdout, started.stderr])
        if (stream) createInterface({ input: stream }).on('line', (line) => witness.heard(line));
      const gone = new Promise<boolean>((resolve) =>
        started.once('exit', (code) => {
          ended(started, code);
          resolve(false);
        }),
      );
      over = gone;
      const up = new Promise<boolean>((resolve) =>
        started.on('message', (answered: Answered) => {
          if ('ready' in answered) return resolve(true);
          waiting.get(answered.number)?.(true);
          waiting.delete(answered.number);
        }),
      );
      ready = await Promise.race([up, gone]);
      if (ready) witness.note('the bot is up');
      return ready;
    },
    tell(now, look) {
      const to = child;
      if (!to || !ready) return Promise.resolve(false);
      told += 1;
      const number = told;
      return new Promise((resolve) => {
        waiting.set(number, resolve);
        to.send({ number, now, look } satisfies Told, (error) => {
          if (!error) return;
          waiting.delete(number);
          resolve(false);
        });
      });
    },
    kill(because, key) {
      const of = child;
      if (!of) return;
      expected = true;
      of.kill('SIGKILL');
      kills.set(because, (kills.get(because) ?? 0) + 1);
      witness.note(`killed: ${because}`, key);
      ended(of, null);
    },
    async stop() {
      const of = child;
      if (!of) return;
      expected = true;
      const gone = new Promise((resolve) => of.once('exit', resolve));
      of.kill('SIGTERM');
      await gone;
      witness.note('the bot was stopped');
    },
  };
}
