import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Slack } from '../../src/sandbox/slack.ts';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));
export const NODE = join(ROOT, 'node_modules/.bin/node');

/** Longer than a start takes on a busy machine; nothing waits for it to pass. */
const PATIENCE_MS = 30_000;

export type Settings = Record<string, string>;

/** A process that runs, or has run. */
export type Run = {
  /** What it has printed so far. */
  readonly stdout: string;
  readonly stderr: string;
  /** Resolves once its output has so many lines that match; rejects when it ends without. */
  says(words: RegExp, times?: number): Promise<void>;
  signal(name: NodeJS.Signals): void;
  /** Ends it as `kill -9` does. Resolves when it is gone. */
  kill(): Promise<void>;
  /** Resolves when it has ended, with its exit code; null when a signal ended it. */
  ended(): Promise<number | null>;
};

/** What a person has around Cairn: a folder of its own, which is also where `.env` would stand. */
export type Place = {
  folder: string;
  db: string;
  /** Starts `npm start`'s command. */
  start(settings: Settings): Run;
  /** Starts one of the operations, as `npm run cairn -- …` does. */
  operation(settings: Settings, ...args: string[]): Run;
  /** The same, to its end. */
  cairn(settings: Settings, ...args: string[]): Promise<{ code: number | null; stdout: string; stderr: string }>;
  /** Ends whatever still runs, and removes the folder. */
  discard(): Promise<void>;
};

export function makePlace(): Place {
  const folder = mkdtempSync(join(tmpdir(), 'cairn-process-'));
  const runs: Run[] = [];
  const node = (script: string, settings: Settings, args: string[] = []) => {
    const command = ['--require', join(ROOT, 'bin/require-node.cjs'), join(ROOT, script), ...args];
    const run = startProcess(NODE, command, folder, settings);
    runs.push(run);
    return run;
  };
  const operation = (settings: Settings, ...args: string[]) => node('src/cli.ts', settings, args);
  return {
    folder,
    db: join(folder, 'cairn.db'),
    start: (settings) => node('src/main.ts', settings),
    operation,
    async cairn(settings, ...args) {
      const run = operation(settings, ...args);
      const code = await run.ended();
      return { code, stdout: run.stdout, stderr: run.stderr };
    },
    async discard() {
      await Promise.all(runs.map((run) => run.kill()));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The settings that lead to this Slack, with Ada as the admin when there is one. */
export function settingsFor(slack: Slack, place: Place): Settings {
  return {
    SLACK_API_URL: slack.apiUrl,
    SLACK_BOT_TOKEN: slack.botToken,
    SLACK_APP_TOKEN: slack.appToken,
    CAIRN_ADMINS: slack.user('ada').id,
    CAIRN_DB: place.db,
  };
}

/** Starts a process with these settings and nothing else from the environment but what finds programs. */
export function startProcess(command: string, args: string[], folder: string, settings: Settings): Run {
  const env = { PATH: process.env.PATH, HOME: process.env.HOME, ...settings };
  const child = spawn(command, args, { cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'] });
  const printed = { stdout: '', stderr: '' };
  const waiting = new Set<() => void>();
  const hear = (from: 'stdout' | 'stderr') => (chunk: string) => {
    printed[from] += chunk;
    for (const look of waiting) look();
  };
  child.stdout.setEncoding('utf8').on('data', hear('stdout'));
  child.stderr.setEncoding('utf8').on('data', hear('stderr'));
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('close', (code) => resolve(code));
    child.once('error', reject);
  });
  const all = () => `${printed.stdout}${printed.stderr}`;

  return {
    get stdout() {
      return printed.stdout;
    },
    get stderr() {
      return printed.stderr;
    },
    says(words, times = 1) {
      return new Promise((resolve, reject) => {
        const giveUp = (why: string) => reject(new Error(`${why} without saying ${words}, but:\n${all()}`));
        const tooLong = setTimeout(() => giveUp('It went on'), PATIENCE_MS);
        const look = () => {
          if (
            all()
              .split('\n')
              .filter((line) => words.test(line)).length < times
          )
            return;
          waiting.delete(look);
          clearTimeout(tooLong);
          resolve();
        };
        waiting.add(look);
        look();
        void ended.then(() => {
          clearTimeout(tooLong);
          giveUp('It ended');
        });
      });
    },
    signal: (name) => void child.kill(name),
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
    ended: () => ended,
  };
}
