import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { App } from '@slack/bolt';
import { afterEach, expect, test } from 'vitest';
import { silent } from './support/client.ts';

const MAIN = fileURLToPath(new URL('../../src/sandbox/main.ts', import.meta.url));

const children: ChildProcess[] = [];

afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
});

/** Runs the sandbox alone in a process of its own, and reads what it prints until it is up or gone. */
async function run(...args: string[]) {
  const child = spawn(process.execPath, [MAIN, '--bare', ...args]);
  children.push(child);
  let output = '';
  await new Promise<void>((resolve) => {
    const read = (chunk: Buffer) => {
      output += String(chunk);
      if (output.includes('The page:')) resolve();
    };
    child.stdout?.on('data', read);
    child.stderr?.on('data', read);
    child.on('exit', () => resolve());
  });
  const environment = Object.fromEntries(
    [...output.matchAll(/^(SLACK_\w+)=(.*)$/gm)].map(([, name, value]) => [name, value]),
  );
  return { child, output, environment };
}

test('alone, it prints what a Bolt app needs, one a line, and serves that app', async () => {
  const { child, environment } = await run('--port', '0');
  expect(Object.keys(environment)).toEqual([
    'SLACK_API_URL',
    'SLACK_BOT_TOKEN',
    'SLACK_APP_TOKEN',
    'SLACK_SIGNING_SECRET',
  ]);
  const { SLACK_API_URL: slackApiUrl = '', SLACK_BOT_TOKEN: token = '', SLACK_APP_TOKEN: appToken = '' } = environment;
  const app = new App({ token, appToken, socketMode: true, logger: silent, clientOptions: { slackApiUrl } });
  app.command('/hello', async ({ ack, body }) => ack(`Hello ${body.user_name}`));
  await app.start();
  const ask = async () => {
    const response = await fetch(new URL('/_sandbox/type', slackApiUrl), {
      method: 'POST',
      body: JSON.stringify({ as: 'ada', text: '/hello' }),
    });
    return (await response.json()) as { ephemeral?: { text: string } };
  };
  let answer = await ask();
  for (let tries = 0; !answer.ephemeral && tries < 50; tries += 1) {
    await new Promise((resolve) => setTimeout(resolve, 50));
    answer = await ask();
  }
  expect(answer.ephemeral?.text).toBe('Hello ada');
  await app.stop();
  const gone = new Promise((resolve) => child.on('exit', resolve));
  child.kill('SIGTERM');
  expect(await gone).toBe(0);
});

test('what is wrong with its arguments is told in words', async () => {
  const attempts = await Promise.all([
    run('--port', 'many'),
    run('--events-url', 'nowhere'),
    run('--colour', 'red'),
    run('--manifest', 'none.yml'),
  ]);
  expect(attempts.map(({ output }) => output.split('\n')[0])).toEqual([
    '--port takes a number up to 65535, not many.',
    '--events-url takes an address, not nowhere.',
    "Unknown option '--colour'.",
    expect.stringContaining('none.yml'),
  ]);
  expect(attempts.map(({ child }) => child.exitCode)).toEqual([2, 2, 2, 1]);
});
