import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const CHILD = fileURLToPath(new URL('child.ts', import.meta.url));

export type Child = {
  process: ChildProcess;
  /** What it has said so far, line by line. */
  lines: string[];
  /** Resolves once it has said this line; rejects when it ends without. */
  said(line: string): Promise<void>;
  /** Ends it as `kill -9` does, and waits until it is gone. */
  kill(): Promise<void>;
  /** Waits until it ends by itself. */
  ended(): Promise<void>;
};

/** Starts `child.ts` in a process of its own; `before` is put before the command, such as `unshare …`. */
export function startChild(args: string[], options: SpawnOptions = {}, before: string[] = []): Child {
  const [command = '', ...rest] = [...before, process.execPath, CHILD, ...args];
  const child = spawn(command, rest, { ...options, stdio: ['ignore', 'pipe', 'inherit'] });
  const lines: string[] = [];
  const waiting = new Set<() => void>();
  const wake = () => {
    for (const each of waiting) each();
  };
  const closed = new Promise<void>((resolve) => child.once('close', () => resolve()));
  if (child.stdout) {
    createInterface({ input: child.stdout }).on('line', (line) => {
      lines.push(line);
      wake();
    });
  }

  return {
    process: child,
    lines,
    said(line) {
      return new Promise((resolve, reject) => {
        const look = () => {
          if (!lines.includes(line)) return;
          waiting.delete(look);
          resolve();
        };
        waiting.add(look);
        look();
        closed.then(() => reject(new Error(`it ended without saying "${line}", but: ${lines.join(' / ')}`)));
      });
    },
    async kill() {
      child.kill('SIGKILL');
      await closed;
    },
    ended: () => closed,
  };
}
