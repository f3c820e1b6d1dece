import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const MAIN = fileURLToPath(new URL('../chaos/main.ts', import.meta.url));

let folder: string;
let running: ChildProcess | undefined;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cairn-chaos-test-'));
});
afterEach(() => {
  running?.kill('SIGKILL');
  rmSync(folder, { recursive: true });
});

function chaos(...args: string[]): Promise<{ status: number | null; lines: string[]; stderr: string }> {
  const child = spawn(process.execPath, [MAIN, ...args], { env: { ...process.env, TMPDIR: folder } });
  running = child;
  const heard = { stdout: '', stderr: '' };
  child.stdout.on('data', (chunk) => {
    heard.stdout += chunk;
  });
  child.stderr.on('data', (chunk) => {
    heard.stderr += chunk;
  });
  return new Promise((resolve) =>
    child.once('close', (status) =>
      resolve({ status, lines: heard.stdout.trimEnd().split('\n'), stderr: heard.stderr }),
    ),
  );
}

describe('the run in which everything goes wrong', () => {
  it('kills the bot as often as it is told, and ends with what was lost and repeated', async () => {
    const { status, lines, stderr } = await chaos('--crashes', '2', '--seed', '7');
    expect(stderr).toBe('');
    expect(lines[0]).toBe('seed 7');
    expect(lines.at(-1)).toMatch(/^[2-9] crashes: 0 lost, 0 repeated$/);
    expect(status).toBe(0);
    expect(readdirSync(folder)).toEqual([]);
  }, 120_000);

  it('refuses a number that is none, and says what there is to choose', async () => {
    const { status, stderr } = await chaos('--crashes', 'many');
    expect(status).toBe(1);
    expect(stderr).toContain('--crashes takes a number, and many is none.');
    expect(stderr).toContain('npm run chaos [-- --crashes <n>] [--seed <n>] [--minutes <n>]');
  });
});
