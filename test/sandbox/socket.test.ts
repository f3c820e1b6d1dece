import { SocketModeClient } from '@slack/socket-mode';
import { LogLevel } from '@slack/web-api';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { type Slack, startSlack } from '../../src/sandbox/slack.ts';
import { clientOf, refusalOf } from './support/client.ts';

let slack: Slack;
const open: WebSocket[] = [];

beforeEach(async () => {
  slack = await startSlack();
});

afterEach(async () => {
  for (const socket of open.splice(0)) socket.terminate();
  await slack.stop();
});

type Frame = Record<string, unknown> & { envelope_id?: string; type: string };

/** A plain WebSocket with everything that came, and a way to wait for the next frame. */
async function connect(more = '') {
  const { url } = (await clientOf(slack, {}, slack.appToken).apps.connections.open({})) as { url: string };
  const socket = new WebSocket(`${url}${more}`);
  open.push(socket);
  const frames: Frame[] = [];
  const waiting: ((frame: Frame) => void)[] = [];
  socket.on('message', (data) => {
    const frame = JSON.parse(String(data)) as Frame;
    const next = waiting.shift();
    if (next) next(frame);
    else frames.push(frame);
  });
  const closed = new Promise<number>((resolve) => socket.on('close', (code) => resolve(code)));
  const next = () =>
    new Promise<Frame>((resolve) => (frames.length > 0 ? resolve(frames.shift() as Frame) : waiting.push(resolve)));
  const ack = (frame: Frame, payload?: unknown) =>
    socket.send(JSON.stringify({ envelope_id: frame.envelope_id, ...(payload === undefined ? {} : { payload }) }));
  return { socket, frames, next, ack, closed };
}

describe('a connection', () => {
  test('is greeted with hello', async () => {
    const first = await connect();
    expect(await first.next()).toEqual({
      type: 'hello',
      num_connections: 1,
      connection_info: { app_id: slack.world.app.id },
      debug_info: { host: 'sandbox', started: expect.any(String), build_number: 1, approximate_connection_time: 3600 },
    });
    const second = await connect('&debug_reconnects=true');
    expect(await second.next()).toMatchObject({ num_connections: 2, debug_info: { approximate_connection_time: 360 } });
  });

  test('needs a ticket, which is good once', async () => {
    const { url } = (await clientOf(slack, {}, slack.appToken).apps.connections.open({})) as { url: string };
    const status = (address: string) =>
      new Promise<number>((resolve) => {
        const socket = new WebSocket(address);
        open.push(socket);
        socket.on('open', () => resolve(101));
        socket.on('error', () => {});
        socket.on('unexpected-response', (_request, response) => resolve(response.statusCode ?? 0));
      });
    expect(await status(url)).toBe(101);
    expect(await status(url)).toBe(401);
    expect((await refusalOf(clientOf(slack).apiCall('apps.connections.open'))).error).toBe('not_allowed_token_type');
  });

  test('the eleventh is one too many', async () => {
    for (let n = 0; n < 10; n += 1) await (await connect()).next();
    const eleventh = await connect();
    expect(await eleventh.next()).toMatchObject({ type: 'disconnect', reason: 'too_many_websockets' });
    await eleventh.closed;
    expect(slack.connections.connections).toHaveLength(10);
  });
});

describe('an envelope', () => {
  test('carries command fields and takes an answer', async () => {
    const app = await connect();
    await app.next();
    const typing = slack.as('ada').types('/hello');
    const envelope = await app.next();
    expect(envelope).toEqual({
      envelope_id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      type: 'slash_commands',
      accepts_response_payload: true,
      payload: expect.objectContaining({ command: '/hello' }),
    });
    app.ack(envelope, { text: 'Hi' });
    expect((await typing).ephemeral?.text).toBe('Hi');
  });

  test('is acknowledged without a payload as well as with an empty one', async () => {
    const app = await connect();
    await app.next();
    for (const payload of [undefined, {}]) {
      const typing = slack.as('ada').types('/hello');
      app.ack(await app.next(), payload);
      expect(await typing).toMatchObject({ outcome: 'acked' });
    }
  });

  test('acknowledged twice is recorded twice, and the second answer is not shown', async () => {
    const app = await connect();
    await app.next();
    const typing = slack.as('ada').types('/hello');
    const envelope = await app.next();
    app.ack(envelope, { text: 'one' });
    app.ack(envelope, { text: 'two' });
    const typed = await typing;
    await slack.world.changes.until(
      () => (typed.acks === 2 ? true : undefined),
      1_000,
      () => `there were ${typed.acks} acks`,
    );
    expect(typed).toMatchObject({ outcome: 'acked', ephemeral: { text: 'one' } });
    expect(slack.as('ada').inbox.all()).toHaveLength(1);
  });

  test('with an event says that it takes no answer and which attempt it is', async () => {
    const app = await connect();
    await app.next();
    const opening = slack.as('ada').opensMessages();
    const envelope = await app.next();
    expect(envelope).toMatchObject({
      type: 'events_api',
      accepts_response_payload: false,
      retry_attempt: 0,
      retry_reason: '',
    });
    app.ack(envelope);
    expect(await opening).toMatchObject({ outcome: 'acked' });
  });

  test('goes to any of several connections, and to no other than the live ones', async () => {
    const connections = [await connect(), await connect()];
    const counts = [0, 0];
    connections.forEach((connection, at) => {
      connection.socket.on('message', (data) => {
        const frame = JSON.parse(String(data)) as Frame;
        if (frame.type !== 'slash_commands') return;
        counts[at] = (counts[at] ?? 0) + 1;
        connection.ack(frame);
      });
    });
    await slack.connections.connected(2);
    for (let n = 0; n < 60; n += 1) await slack.as('ada').types('/x');
    expect(counts[0] ?? 0).toBeGreaterThan(5);
    expect(counts[1] ?? 0).toBeGreaterThan(5);
    slack.connections.cut(slack.connections.connections[0]?.id);
    await connections[0]?.closed;
    const before = counts[0];
    for (let n = 0; n < 10; n += 1) expect(await slack.as('ada').types('/x')).toMatchObject({ outcome: 'acked' });
    expect(counts[0]).toBe(before);
  });

  test('can be doubled on one socket or on both', async () => {
    const one = await connect();
    const two = await connect();
    await Promise.all([one.next(), two.next()]);
    slack.faults.add({ on: { delivery: 'slash_commands' }, do: { duplicate: 'both' } });
    const typing = slack.as('ada').types('/x');
    const [first, second] = await Promise.all([one.next(), two.next()]);
    expect(first.envelope_id).toBe(second.envelope_id);
    one.ack(first);
    two.ack(second);
    const typed = await typing;
    await slack.world.changes.until(
      () => (typed.acks === 2 ? true : undefined),
      1_000,
      () => 'one ack only',
    );
    expect(typed.envelope?.connections).toHaveLength(2);
    slack.connections.cut(slack.connections.connections[1]?.id);
    await two.closed;
    slack.faults.add({ on: { delivery: '*' }, do: { duplicate: 'same' } });
    const again = slack.as('ada').types('/y');
    const copies = [await one.next(), await one.next()];
    expect(copies[0]).toEqual(copies[1]);
    one.ack(copies[0] as Frame);
    await again;
  });
});

describe('goodbye', () => {
  test('a warning comes before the cut, other reasons with it', async () => {
    const app = await connect();
    await app.next();
    slack.connections.disconnect('warning', undefined, 100);
    expect(await app.next()).toEqual({ type: 'disconnect', reason: 'warning', debug_info: { host: 'sandbox' } });
    expect(app.socket.readyState).toBe(WebSocket.OPEN);
    await app.closed;
    const other = await connect();
    await other.next();
    slack.connections.disconnect('refresh_requested');
    expect(await other.next()).toMatchObject({ reason: 'refresh_requested' });
    await other.closed;
  });

  test('switched off, Socket Mode takes nobody until it is asked for again', async () => {
    const app = await connect();
    await app.next();
    const { url } = (await clientOf(slack, {}, slack.appToken).apps.connections.open({})) as { url: string };
    slack.connections.disconnect('link_disabled');
    expect(await app.next()).toMatchObject({ reason: 'link_disabled' });
    await app.closed;
    const late = new WebSocket(url);
    open.push(late);
    const frame = await new Promise((resolve) => late.on('message', (data) => resolve(JSON.parse(String(data)))));
    expect(frame).toMatchObject({ type: 'disconnect', reason: 'link_disabled' });
    expect(await (await connect()).next()).toMatchObject({ type: 'hello' });
  });

  test('a cut breaks without a word', async () => {
    const app = await connect();
    await app.next();
    slack.connections.cut();
    expect(await app.closed).toBe(1006);
    expect(app.frames).toEqual([]);
  });

  test('a silent socket answers no ping and gets nothing; with swallow it gets what is lost', async () => {
    const app = await connect();
    await app.next();
    let pongs = 0;
    app.socket.on('pong', () => {
      pongs += 1;
    });
    const pinged = () => new Promise((resolve) => setTimeout(resolve, 60, app.socket.ping()));
    await pinged();
    expect(pongs).toBe(1);
    slack.connections.silence();
    await pinged();
    expect(pongs).toBe(1);
    expect(await slack.as('ada').types('/x')).toMatchObject({ outcome: 'undeliverable' });
    slack.connections.silence(undefined, true);
    expect(await slack.as('ada').types('/x')).toMatchObject({ outcome: 'missing', error: 'operation_timeout' });
  });
});

describe('the official client', () => {
  test('connects, answers, and comes back after a refresh', async () => {
    const client = new SocketModeClient({
      appToken: slack.appToken,
      logLevel: LogLevel.ERROR,
      clientPingTimeout: 100,
      clientOptions: { slackApiUrl: slack.apiUrl },
    });
    client.on('slash_commands', async ({ ack, body }) => ack({ text: `${body.command} heard` }));
    await client.start();
    await slack.connections.connected();
    expect((await slack.as('ada').types('/first')).ephemeral?.text).toBe('/first heard');
    const before = slack.connections.connections[0]?.id;
    slack.connections.disconnect('refresh_requested');
    await slack.world.changes.until(
      () => (slack.connections.connections.some((one) => one.id !== before) ? true : undefined),
      5_000,
      () => 'it did not come back',
    );
    expect((await slack.as('ada').types('/second')).ephemeral?.text).toBe('/second heard');
    await client.disconnect();
  });
});
