import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createPace } from '../../src/jobs/pace.ts';
import { createLog } from '../../src/log.ts';
import { createDirectory, type Directory } from '../../src/slack/directory.ts';

type Answer = { status?: number; headers?: Record<string, string>; body: unknown };

/** A server that answers each path as it is told to, and notes what it was asked. */
async function startServer(answers: Record<string, (body: URLSearchParams) => Answer>) {
  const asked: { path: string; token: string | undefined; body: URLSearchParams }[] = [];
  const server: Server = createServer((request: IncomingMessage, response: ServerResponse) => {
    let text = '';
    request.on('data', (part: Buffer) => {
      text += part.toString();
    });
    request.on('end', () => {
      const path = new URL(request.url ?? '/', 'http://here').pathname;
      const body = new URLSearchParams(text);
      asked.push({ path, token: request.headers.authorization, body });
      const { status = 200, headers = {}, body: answer } = answers[path]?.(body) ?? { status: 404, body: '' };
      const isText = typeof answer === 'string';
      response.writeHead(status, { 'content-type': isText ? 'text/csv' : 'application/json', ...headers });
      response.end(isText ? answer : JSON.stringify(answer));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const stop = () => new Promise<void>((resolve) => server.close(() => resolve()));
  return { url, asked, stop };
}

const servers: Awaited<ReturnType<typeof startServer>>[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map(({ stop }) => stop()));
});

async function serve(answers: Record<string, (body: URLSearchParams) => Answer>) {
  const server = await startServer(answers);
  servers.push(server);
  return server;
}

let now: number;
beforeEach(() => {
  now = 0;
});

function directoryAt(url: string): Directory {
  const pace = () => createPace({ perSecond: 1, burst: 3 }, () => now);
  const paces = { page: pace(), byEmail: pace(), byId: pace(), file: pace() };
  return createDirectory({ botToken: 'xoxb-secret', apiUrl: `${url}/api/` }, createLog({ level: 'silent' }), paces);
}

const CSV = 'mentor,mentee\nben@example.com,cleo@example.com\n';

describe('a file that somebody brought', () => {
  /** A Slack that says the file of Ada is at this address, and what stands there. */
  async function slackWith(answer: Answer, more: Record<string, unknown> = {}) {
    const slack = await serve({
      '/api/files.info': () => ({
        body: {
          ok: true,
          file: {
            name: 'pairs.csv',
            size: CSV.length,
            user: 'UADA',
            url_private_download: `${slack.url}/files-pri/1`,
            ...more,
          },
        },
      }),
      '/files-pri/1': () => answer,
    });
    return slack;
  }
  const read = (url: string, most = 1_000) => directoryAt(url).file('F1', 'UADA', most);

  test('is read with the token', async () => {
    const slack = await slackWith({ body: CSV });
    expect(await read(slack.url)).toEqual({
      outcome: 'read',
      name: 'pairs.csv',
      bytes: new Uint8Array(Buffer.from(CSV)),
    });
    expect(slack.asked.at(-1)).toMatchObject({ path: '/files-pri/1', token: 'Bearer xoxb-secret' });
  });

  test('somewhere else than at Slack is not asked for: the token stays here', async () => {
    const elsewhere = await serve({ '/steal': () => ({ body: CSV }) });
    for (const address of [`${elsewhere.url}/steal`, 'https://files.slack.com.example.org/x', 'no address', '']) {
      const slack = await slackWith({ body: '' }, { url_private_download: address });
      expect(await read(slack.url)).toEqual({ outcome: 'refused', reason: 'file_elsewhere' });
    }
    expect(elsewhere.asked).toEqual([]);
  });

  test('at an address that sends us on is not followed', async () => {
    const elsewhere = await serve({ '/steal': () => ({ body: CSV }) });
    const slack = await slackWith({ status: 302, headers: { location: `${elsewhere.url}/steal` }, body: '' });
    expect(await read(slack.url)).toEqual({ outcome: 'refused', reason: 'missing_scope' });
    expect(elsewhere.asked).toEqual([]);
  });

  test('in whose place the page comes where people sign in: a scope is missing', async () => {
    const slack = await slackWith({ headers: { 'content-type': 'text/html; charset=utf-8' }, body: '<!DOCTYPE html>' });
    expect(await read(slack.url)).toEqual({ outcome: 'refused', reason: 'missing_scope' });
  });

  test('of somebody else is not read', async () => {
    const slack = await slackWith({ body: CSV }, { user: 'UEVE' });
    expect(await read(slack.url)).toEqual({ outcome: 'refused', reason: 'file_not_found' });
    expect(slack.asked.map(({ path }) => path)).toEqual(['/api/files.info']);
  });

  test('that is too large is not fetched, nor read on when Slack said it was small', async () => {
    const large = await slackWith({ body: CSV }, { size: 1_001 });
    expect(await read(large.url)).toEqual({ outcome: 'too-large', name: 'pairs.csv' });
    expect(large.asked).toHaveLength(1);
    const lying = await slackWith({ body: 'x'.repeat(2_000) });
    expect(await read(lying.url)).toMatchObject({ outcome: 'too-large' });
  });

  test.each<[Answer, object]>([
    [
      { status: 404, body: '' },
      { outcome: 'refused', reason: 'file_not_found' },
    ],
    [
      { status: 503, body: '' },
      { outcome: 'later', afterMs: 10_000 },
    ],
    [
      { status: 429, headers: { 'retry-after': '7' }, body: '' },
      { outcome: 'later', afterMs: 7_000 },
    ],
  ])('answered with %j', async (answer, expected) => {
    expect(await read((await slackWith(answer)).url)).toEqual(expected);
  });
});

describe('people', () => {
  const USER = {
    id: 'UBEN',
    name: 'ben',
    tz: 'Europe/Vienna',
    profile: { email: 'Ben@Example.com', display_name: 'Ben' },
  };
  const BEN = {
    person: { userId: 'UBEN', name: 'Ben', zone: 'Europe/Vienna', kind: 'member' },
    email: 'ben@example.com',
  };

  test('come in pages of 999, each asked for once', async () => {
    const slack = await serve({
      '/api/users.list': (body) => ({
        body: { ok: true, members: [USER], response_metadata: { next_cursor: body.has('cursor') ? '' : 'page two' } },
      }),
    });
    const directory = directoryAt(slack.url);
    expect(await directory.peoplePage(null)).toEqual({ outcome: 'found', people: [BEN], cursor: 'page two' });
    expect(await directory.peoplePage('page two')).toEqual({ outcome: 'found', people: [BEN], cursor: null });
    expect(slack.asked.map(({ body }) => [body.get('limit'), body.get('cursor')])).toEqual([
      ['999', null],
      ['999', 'page two'],
    ]);
  });

  test('come in shorter pages once a long one did not come', async () => {
    let fails = true;
    const slack = await serve({
      '/api/users.list': () => (fails ? { status: 500, body: '' } : { body: { ok: true, members: [] } }),
    });
    const directory = directoryAt(slack.url);
    expect(await directory.peoplePage(null)).toMatchObject({ outcome: 'later', afterMs: 10_000 });
    fails = false;
    await directory.peoplePage(null);
    expect(slack.asked.map(({ body }) => body.get('limit'))).toEqual(['999', '200']);
  });

  test('are found one by one, by address or id; who is not there is nobody', async () => {
    const slack = await serve({
      '/api/users.lookupByEmail': (body) => ({
        body:
          body.get('email') === 'ben@example.com' ? { ok: true, user: USER } : { ok: false, error: 'users_not_found' },
      }),
      '/api/users.info': () => ({ body: { ok: false, error: 'user_not_found' } }),
    });
    const directory = directoryAt(slack.url);
    expect(await directory.personNamed({ email: 'ben@example.com' })).toEqual({ outcome: 'found', found: BEN });
    expect(await directory.personNamed({ email: 'x@example.com' })).toEqual({ outcome: 'found', found: null });
    expect(await directory.personNamed({ userId: 'U404' })).toEqual({ outcome: 'found', found: null });
  });

  test('whom Slack will not tell of are refused with its word', async () => {
    const slack = await serve({ '/api/users.list': () => ({ body: { ok: false, error: 'missing_scope' } }) });
    expect(await directoryAt(slack.url).peoplePage(null)).toEqual({ outcome: 'refused', reason: 'missing_scope' });
  });

  test('are not asked for before their time, and not while Slack asks to wait', async () => {
    let limited = false;
    const slack = await serve({
      '/api/users.info': () =>
        limited
          ? { status: 429, headers: { 'retry-after': '30' }, body: { ok: false, error: 'ratelimited' } }
          : { body: { ok: true, user: USER } },
    });
    const directory = directoryAt(slack.url);
    const ask = () => directory.personNamed({ userId: 'UBEN' });
    for (let call = 0; call < 3; call += 1) expect(await ask()).toMatchObject({ outcome: 'found' });
    expect(await ask()).toEqual({ outcome: 'later', afterMs: 1_000 });
    expect(slack.asked).toHaveLength(3);
    now += 1_000;
    limited = true;
    expect(await ask()).toEqual({ outcome: 'later', afterMs: 30_000 });
    now += 29_000;
    expect(await ask()).toEqual({ outcome: 'later', afterMs: 1_000 });
    expect(slack.asked).toHaveLength(4);
  });
});
