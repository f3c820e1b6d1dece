import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { App } from '@slack/bolt';
import { afterEach, expect, test } from 'vitest';
import { WebSocketServer } from 'ws';
import { createLog } from '../../src/log.ts';
import { createLinks } from '../../src/slack/links.ts';

const closers: (() => Promise<unknown> | unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

/** A Slack that says hello on each connection and ends it at once. */
async function startImpatientSlack(): Promise<string> {
  const server = createServer((_request, response) => {
    const { port } = server.address() as AddressInfo;
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ ok: true, url: `ws://127.0.0.1:${port}/link` }));
  });
  const sockets = new WebSocketServer({ server });
  sockets.on('connection', (socket) => {
    socket.send('{"type":"hello","num_connections":1}');
    setTimeout(() => socket.close(), 20);
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  closers.push(() => {
    for (const socket of sockets.clients) socket.terminate();
    server.closeAllConnections();
    return new Promise((closed) => server.close(closed));
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/`;
}

test('a Slack that ends each connection at once is left longer and longer alone', async () => {
  const apiUrl = await startImpatientSlack();
  const rests: number[] = [];
  let rested = () => {};
  const threeTimes = new Promise<void>((resolve) => {
    rested = resolve;
  });
  const write = (line: string) => {
    const { msg, pause } = JSON.parse(line);
    if (msg === 'resting before the next connection to Slack') rests.push(pause);
    if (rests.length === 3) rested();
  };
  const links = createLinks(
    { appToken: 'xapp-1', apiUrl },
    1,
    createLog({ level: 'debug', stream: { write } }),
    () => {},
  );
  const app = new App({ receiver: links, authorize: async () => ({ botToken: 'xoxb-1' }), convoStore: false });
  closers.push(() => app.stop());
  await app.start();
  await threeTimes;
  expect(rests).toEqual([500, 1_000, 2_000]);
});
