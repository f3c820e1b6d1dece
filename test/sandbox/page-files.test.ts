import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Slack, startSlack } from '../../src/sandbox/slack.ts';

let slack: Slack;
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'page-'));
  mkdirSync(join(folder, 'ui/parts'), { recursive: true });
  writeFileSync(join(folder, 'ui/index.html'), '<h1>Page</h1>');
  writeFileSync(join(folder, 'ui/parts/a.js'), 'export {};');
  writeFileSync(join(folder, 'secret.txt'), 'not for you');
  slack = await startSlack({ staticDir: join(folder, 'ui') });
});

afterAll(async () => {
  await slack.stop();
  rmSync(folder, { recursive: true });
});

const get = async (path: string) => {
  const response = await fetch(`${slack.url}${path}`);
  return {
    status: response.status,
    type: response.headers.get('content-type'),
    policy: response.headers.get('content-security-policy'),
    body: await response.text(),
  };
};

describe('the files of the page', () => {
  test('come with their types, and forbid asking any other machine', async () => {
    expect(await get('/')).toMatchObject({
      status: 200,
      type: 'text/html; charset=utf-8',
      body: '<h1>Page</h1>',
      policy: expect.stringContaining("default-src 'self'"),
    });
    expect(await get('/parts/a.js')).toMatchObject({ status: 200, type: 'text/javascript; charset=utf-8' });
  });

  test('are those of its folder only', async () => {
    expect((await get('/none.js')).status).toBe(404);
    expect((await get('/..%2fsecret.txt')).status).toBe(404);
    expect((await get('/%2e%2e/secret.txt')).status).toBe(404);
    expect((await get('/%E0%A4%A')).status).toBe(404);
  });

  test('bring their libraries along, which import nothing from elsewhere', async () => {
    for (const path of ['/vendor/preact.js', '/vendor/preact-hooks.js', '/vendor/htm.js']) {
      const { status, type, body } = await get(path);
      expect([status, type]).toEqual([200, 'text/javascript; charset=utf-8']);
      expect(body).toContain('export');
      for (const [, from] of body.matchAll(/from\s*["']([^"']+)["']/g)) expect(from).toBe('/vendor/preact.js');
    }
  });
});
