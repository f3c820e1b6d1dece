import { execFile } from 'node:child_process';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

const MAIN = fileURLToPath(new URL('../../src/sandbox/main.ts', import.meta.url));
const A_STACK_TRACE = /^\s+at /m;

let other: Server;
let taken = 0;
beforeEach(async () => {
  other = createServer();
  await new Promise<void>((listening) => other.listen(0, '127.0.0.1', listening));
  taken = (other.address() as AddressInfo).port;
});
afterEach(() => new Promise((closed) => other.close(closed)));

/** Starts what `npm run sandbox -- <args>` starts, to its end. */
function start(...args: string[]): Promise<{ code: number | null; words: string; said: string }> {
  return new Promise((resolve) => {
    const child = execFile(process.execPath, [MAIN, ...args], (_error, said, words) =>
      resolve({ code: child.exitCode, words, said }),
    );
  });
}

describe('somebody starts the sandbox in a way that cannot work', () => {
  test.each([[[]], [['--bare']]])('on a port that is taken, with %j: one plain sentence', async (more) => {
    expect(await start(...more, '--port', String(taken))).toMatchObject({
      code: 1,
      words: `Port ${taken} is taken. Choose another one with --port.\n`,
    });
  });

  test.each([
    [['--colour', 'red'], "Unknown option '--colour'."],
    [['bare'], "Unexpected argument 'bare'."],
    [['--port'], "Option '--port <value>' argument missing."],
    [['--port', '70000'], '--port takes a number up to 65535, not 70000.'],
    [['--port', ''], '--port takes a number up to 65535, not nothing.'],
    [['--manifest', 'manifest.yml'], '--events-url and --manifest are for the pretend Slack alone: add --bare.'],
  ])('with %j: a sentence, and how it is done', async (args, sentence) => {
    const { code, words } = await start(...args);
    expect(code).toBe(2);
    const [first, second] = words.split('\n');
    expect(first).toBe(sentence);
    expect(second).toBe('Usage: npm run sandbox -- [--port 4390]');
    expect(words).not.toMatch(A_STACK_TRACE);
  });

  test('with --help it says how it is done, and that is all', async () => {
    const { code, words, said } = await start('--help');
    expect({ code, words }).toEqual({ code: 0, words: '' });
    expect(said).toMatch(/^Usage: npm run sandbox -- \[--port 4390\]\n/);
  });
});
