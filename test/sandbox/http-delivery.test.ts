import { createHmac } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { App, HTTPReceiver, LogLevel } from '@slack/bolt';
import { afterEach, describe, expect, test } from 'vitest';
import { type Slack, startSlack } from '../../src/sandbox/slack.ts';
import { clientOf, silent } from './support/client.ts';

let slack: Slack | undefined;
const servers: Server[] = [];

afterEach(async () => {
  await slack?.stop();
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
});

interface Received {
  headers: IncomingHttpHeaders;
  body: string;
}

/** An app that is nothing but an address: keeps what comes, answers what it is told. */
async function listenBare(answer: (response: ServerResponse, request: Received) => void) {
  const received: Received[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const one = { headers: request.headers, body: Buffer.concat(chunks).toString('utf8') };
    received.push(one);
    answer(response, one);
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  return { received, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/slack/events` };
}

const ok = (response: ServerResponse) => response.writeHead(200).end();

/** A Bolt app with its own HTTP receiver, and a Slack that delivers to it. */
async function boltOverHttp(prepare: (app: App) => void) {
  const signingSecret = 'it-is-the-same-on-both-sides';
  const receiver = new HTTPReceiver({ signingSecret, logger: silent });
  const server = (await receiver.start(0)) as Server;
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/slack/events`;
  slack = await startSlack({ eventsUrl: url, signingSecret });
  const app = new App({
    token: slack.botToken,
    receiver,
    logLevel: LogLevel.ERROR,
    clientOptions: { slackApiUrl: slack.apiUrl },
  });
  prepare(app);
  servers.push(server);
  return slack;
}

describe('a Bolt app over HTTP', () => {
  test('answers commands, buttons, modals and events with its own signature check', async () => {
    const opened: string[] = [];
    const running = await boltOverHttp((app) => {
      app.command('/ask', async ({ ack, body, client }) => {
        await ack('A moment');
        await client.views.open({
          trigger_id: body.trigger_id,
          view: {
            type: 'modal',
            callback_id: 'ask',
            title: { type: 'plain_text', text: 'Ask' },
            submit: { type: 'plain_text', text: 'Go' },
            blocks: [{ type: 'divider' }],
          },
        });
      });
      app.view('ask', async ({ ack }) => ack({ response_action: 'clear' }));
      app.action('go', async ({ ack, respond }) => {
        await ack();
        await respond({ text: 'Went', replace_original: true });
      });
      app.event('app_home_opened', async ({ event }) => {
        opened.push(event.tab ?? '');
      });
    });
    const ada = running.as('ada');
    expect((await ada.types('/ask')).ephemeral?.text).toBe('A moment');
    expect(await (await ada.modal()).submit()).toMatchObject({ cleared: true });
    await clientOf(running).chat.postMessage({
      channel: ada.id,
      text: 'Go?',
      blocks: [
        { type: 'actions', elements: [{ type: 'button', action_id: 'go', text: { type: 'plain_text', text: 'Go' } }] },
      ],
    });
    const message = await ada.inbox.next(undefined);
    expect(await message.click('Go')).toMatchObject({ outcome: 'acked' });
    expect((await message.edited()).text).toBe('Went');
    expect(await ada.opensMessages()).toMatchObject({ outcome: 'acked' });
    expect(opened).toEqual(['messages']);
    expect(running.log.envelopes.map((entry) => entry.via)).toContain('http');
  });

  test('passes both checks of its address', async () => {
    const running = await boltOverHttp(() => {});
    expect(await running.web?.verify()).toEqual({ ok: true, status: 200 });
    expect(await running.web?.sslCheck()).toBe(200);
  });

  test('a command without listener is a 404 after three seconds, which is too late', async () => {
    const running = await boltOverHttp(() => {});
    expect(await running.as('ada').types('/nothing')).toMatchObject({ outcome: 'missing', error: 'operation_timeout' });
  });
});

describe('what goes over the wire', () => {
  test('a command is a form with exactly that content type, signed over its raw body', async () => {
    const app = await listenBare(ok);
    slack = await startSlack({ eventsUrl: app.url });
    await slack.as('ada').types('/ask ö & co');
    const [{ headers, body }] = app.received as [Received];
    expect(headers['content-type']).toBe('application/x-www-form-urlencoded');
    expect(new URLSearchParams(body).get('text')).toBe('ö & co');
    expect(new URLSearchParams(body).get('is_enterprise_install')).toBe('false');
    const base = `v0:${headers['x-slack-request-timestamp']}:${body}`;
    expect(headers['x-slack-signature']).toBe(
      `v0=${createHmac('sha256', slack.signingSecret).update(base).digest('hex')}`,
    );
    expect(Math.abs(Number(headers['x-slack-request-timestamp']) - Date.now() / 1000)).toBeLessThan(30);
  });

  test('an interaction is one form field with JSON, an event is JSON', async () => {
    const app = await listenBare(ok);
    slack = await startSlack({ eventsUrl: app.url });
    await slack.as('ada').shortcut('log_it');
    await slack.as('ada').opensMessages();
    const [shortcut, event] = app.received as [Received, Received];
    expect(shortcut.headers['content-type']).toBe('application/x-www-form-urlencoded');
    expect(JSON.parse(new URLSearchParams(shortcut.body).get('payload') ?? '')).toMatchObject({
      type: 'shortcut',
      callback_id: 'log_it',
    });
    expect(event.headers['content-type']).toBe('application/json');
    expect(JSON.parse(event.body)).toMatchObject({ type: 'event_callback', event: { type: 'app_home_opened' } });
    expect(event.headers).not.toHaveProperty('x-slack-retry-num');
  });

  test('the answer may be plain text or JSON', async () => {
    const answers = [
      { type: 'text/plain', body: 'plain' },
      { type: 'application/json', body: '{"text":"json"}' },
    ];
    const app = await listenBare((response) => {
      const answer = answers.shift();
      response.writeHead(200, { 'content-type': answer?.type ?? 'text/plain' }).end(answer?.body);
    });
    slack = await startSlack({ eventsUrl: app.url });
    expect((await slack.as('ada').types('/one')).ephemeral?.text).toBe('plain');
    expect((await slack.as('ada').types('/two')).ephemeral?.text).toBe('json');
  });

  test('an error status is an error for the person', async () => {
    const app = await listenBare((response) => response.writeHead(500).end());
    slack = await startSlack({ eventsUrl: app.url });
    expect(await slack.as('ada').types('/ask')).toMatchObject({ outcome: 'refused', error: 'http_service_error' });
  });
});

const refusalsAre = (count: number) =>
  slack?.world.changes.until(
    () => (slack?.log.envelopes.filter((entry) => entry.outcome === 'refused').length === count ? true : undefined),
    2_000,
    () => `there were ${slack?.log.envelopes.length} deliveries`,
  );

describe('events over HTTP', () => {
  test('are repeated with number and reason in the headers', async () => {
    const app = await listenBare((response) => response.writeHead(500).end());
    slack = await startSlack({ eventsUrl: app.url, frozen: true });
    await slack.as('ada').opensMessages();
    await refusalsAre(2);
    await slack.clock.advance(60_000);
    await refusalsAre(3);
    const headers = app.received.map(({ headers }) => [headers['x-slack-retry-num'], headers['x-slack-retry-reason']]);
    expect(headers).toEqual([
      [undefined, undefined],
      ['1', 'http_error'],
      ['2', 'http_error'],
    ]);
  });

  test('are not repeated when the app forbids it', async () => {
    const app = await listenBare((response) => response.writeHead(500, { 'x-slack-no-retry': '1' }).end());
    slack = await startSlack({ eventsUrl: app.url, frozen: true });
    await slack.as('ada').opensMessages();
    await slack.clock.advance(3_600_000);
    expect(app.received).toHaveLength(1);
  });

  test('follow two redirects and no third', async () => {
    let redirects = 2;
    const app = await listenBare((response) => {
      if (redirects === 0) return void ok(response);
      redirects -= 1;
      response.writeHead(307, { location: '/slack/events' }).end();
    });
    slack = await startSlack({ eventsUrl: app.url, frozen: true });
    expect(await slack.as('ada').opensMessages()).toMatchObject({ outcome: 'acked' });
    redirects = 3;
    expect(await slack.as('ada').opensMessages()).toMatchObject({ outcome: 'refused' });
    await slack.world.changes.until(
      () => (slack?.log.envelopes.length === 3 ? true : undefined),
      2_000,
      () => 'no retry',
    );
    expect(slack.log.envelopes[2]).toMatchObject({ retry_attempt: 1, retry_reason: 'too_many_redirects' });
  });

  test('fail as unconnected when nobody listens, and the address check says so', async () => {
    slack = await startSlack({ eventsUrl: 'http://127.0.0.1:9/slack/events', frozen: true });
    await slack.as('ada').opensMessages();
    expect(slack.log.envelopes[1]).toMatchObject({ retry_reason: 'connection_failed' });
    expect(await slack.web?.verify()).toEqual({ ok: false, status: 0, error: 'connection_failed' });
  });

  test('an address that does not know the challenge is not verified', async () => {
    const app = await listenBare(ok);
    slack = await startSlack({ eventsUrl: app.url });
    expect(await slack.web?.verify()).toEqual({ ok: false, status: 200, error: 'challenge_failed' });
  });
});

describe('the signature check of Bolt', () => {
  const vectors: [string, (secret: string, body: string) => Record<string, string>, number][] = [
    ['a good one', (secret, body) => sign(secret, body), 200],
    ['one byte changed', (secret, body) => sign(secret, `${body}x`), 401],
    ['301 seconds old', (secret, body) => sign(secret, body, 301), 401],
    [
      'another version',
      (secret, body) => ({
        ...sign(secret, body),
        'x-slack-signature': sign(secret, body)['x-slack-signature']?.replace('v0=', 'v1=') ?? '',
      }),
      401,
    ],
    ['none', () => ({}), 401],
    [
      'a time that is no number',
      (secret, body) => ({ ...sign(secret, body), 'x-slack-request-timestamp': 'noon' }),
      401,
    ],
  ];

  test.each(vectors)('%s', async (_what, headersFor, status) => {
    const running = await boltOverHttp(() => {});
    const body = JSON.stringify({ type: 'url_verification', challenge: 'c', token: 't' });
    const headers = { ...headersFor(running.signingSecret, body), 'content-type': 'application/json' };
    const response = await fetch(running.web?.url ?? '', { method: 'POST', body, headers });
    expect(response.status).toBe(status);
  });
});

/** Signed by hand as the documentation says, so many seconds ago. */
function sign(secret: string, body: string, age = 0): Record<string, string> {
  const at = Math.floor(Date.now() / 1000) - age;
  const hash = createHmac('sha256', secret).update(`v0:${at}:${body}`).digest('hex');
  return { 'x-slack-signature': `v0=${hash}`, 'x-slack-request-timestamp': String(at) };
}
