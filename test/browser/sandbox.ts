import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Locator, Page } from 'playwright-core';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** What `npm run sandbox` runs: the real bot, and its page. */
export type RunningSandbox = { address: string; stop(): Promise<void> };

/** Starts it on a free port, and waits for the address that it prints. */
export async function startSandbox(): Promise<RunningSandbox> {
  const child = spawn(process.execPath, ['src/sandbox/main.ts', '--port', '0'], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return { address: await addressIn(child), stop: () => stop(child) };
}

async function addressIn(child: ChildProcess): Promise<string> {
  for await (const line of createInterface({ input: child.stdout ?? process.stdin })) {
    const found = /http:\/\/\S+/.exec(line);
    if (found) return found[0];
  }
  throw new Error('The sandbox ended before it printed its address');
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  child.kill('SIGTERM');
  await once(child, 'exit');
}

/** One person's half of the page. */
export const half = (page: Page, side: 'left' | 'right') => page.locator(`.pane[data-side=${side}]`);

/** A button in a message by what stands on it: some say more than that to screen readers. */
export const button = (pane: Locator, text: RegExp) => pane.locator('.blocks button').filter({ hasText: text });
