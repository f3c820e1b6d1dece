import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Changes } from './changes.ts';
import type { Clock } from './clock.ts';
import type { Carrier, Envelope, Hearing } from './delivery.ts';
import type { Ids } from './ids.ts';
import { isObject, parsed } from './json.ts';
import type { SocketConnection } from './model.ts';

export type DisconnectReason = 'warning' | 'refresh_requested' | 'link_disabled' | 'too_many_websockets';

/** Socket Mode's connections. https://docs.slack.dev/apis/events-api/using-socket-mode */
export interface Sockets extends Carrier {
  readonly connections: readonly SocketConnection[];
  /** A new address to connect to; its ticket is good once. */
  address(host: string, appId: string): string;
  /** Takes over an HTTP upgrade. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  /**
   * Says goodbye as Slack does. `warning` announces the cut, which follows after `cutAfterMs` (Slack: 10 s);
   * the other reasons cut at once. Without `id`: all connections.
   */
  disconnect(reason: DisconnectReason, id?: string, cutAfterMs?: number): void;
  /** Breaks the TCP connection without a word. */
  cut(id?: string): void;
  /** Stays open, answers no pings; gets envelopes only with `swallow`, and loses them. */
  silence(id?: string, swallow?: boolean): void;
  /** Resolves once at least `count` connections are live. @throws Error after `withinMs` of real time */
  connected(count?: number, withinMs?: number): Promise<void>;
  stop(): Promise<void>;
}

interface Link {
  id: string;
  socket: WebSocket;
  openedAt: number;
  silent: boolean;
  swallow: boolean;
}

const MOST_CONNECTIONS = 10;
const TICKET_LIFE_MS = 30_000;
const PING_EVERY_MS = 10_000;
const REFRESH_AFTER_S = 3_600;
const DEBUG_REFRESH_AFTER_S = 360;
const WARNING_MS = 10_000;
const PARTING_MS = 300;
const REMEMBERED_ENVELOPES = 5_000;

export function createSockets(appId: string, clock: Clock, ids: Ids, changes: Changes): Sockets {
  const server = new WebSocketServer({ noServer: true, autoPong: false });
  const tickets = new Map<string, number>();
  const links: Link[] = [];
  const hearings = new Map<string, Hearing>();
  const timers = new Set<NodeJS.Timeout>();
  let enabled = true;

  const tell = () => changes.tell({ type: 'connections', connections: known() });
  const known = () => links.map(({ id, openedAt, silent }) => ({ id, openedAt, silent }));
  const chosen = (id: string | undefined) => links.filter((link) => id === undefined || link.id === id);

  const welcome = (socket: WebSocket, refreshAfterSeconds: number) => {
    const link: Link = { id: ids.next('S'), socket, openedAt: clock.now(), silent: false, swallow: false };
    socket.on('ping', (data) => {
      if (!link.silent) socket.pong(data);
    });
    socket.on('message', (data) => {
      if (!link.silent) hear(link, String(data));
    });
    socket.on('error', () => socket.terminate());
    socket.on('close', () => {
      const at = links.indexOf(link);
      if (at >= 0) links.splice(at, 1);
      tell();
    });
    if (links.length >= MOST_CONNECTIONS) return sayGoodbye(socket, 'too_many_websockets', 0);
    if (!enabled) return sayGoodbye(socket, 'link_disabled', 0);
    links.push(link);
    socket.send(JSON.stringify(hello(refreshAfterSeconds)));
    later(refreshAfterSeconds * 1000 - WARNING_MS, () => disconnect('warning', link.id));
    tell();
  };

  const hello = (refreshAfterSeconds: number) => ({
    type: 'hello',
    num_connections: links.length,
    connection_info: { app_id: appId },
    debug_info: {
      host: 'sandbox',
      started: new Date(clock.now()).toISOString(),
      build_number: 1,
      approximate_connection_time: refreshAfterSeconds,
    },
  });

  const hear = (link: Link, text: string) => {
    const frame = parsed(text);
    if (!isObject(frame) || typeof frame.envelope_id !== 'string') return;
    hearings.get(frame.envelope_id)?.acked(frame.payload, link.id);
  };

  const remember = (envelopeId: string, hearing: Hearing) => {
    hearings.set(envelopeId, hearing);
    const oldest = hearings.keys().next().value;
    if (hearings.size > REMEMBERED_ENVELOPES && oldest !== undefined) hearings.delete(oldest);
  };

  const disconnect: Sockets['disconnect'] = (reason, id, cutAfterMs = reason === 'warning' ? WARNING_MS : 0) => {
    if (reason === 'link_disabled') enabled = false;
    for (const { socket } of chosen(id)) sayGoodbye(socket, reason, cutAfterMs);
  };

  const sayGoodbye = (socket: WebSocket, reason: DisconnectReason, cutAfterMs: number) => {
    socket.send(JSON.stringify({ type: 'disconnect', reason, debug_info: { host: 'sandbox' } }));
    if (cutAfterMs > 0) later(cutAfterMs, () => socket.close(1000));
    else socket.close(1000);
  };

  const later = (ms: number, then: () => void) => {
    const timer = setTimeout(() => {
      timers.delete(timer);
      then();
    }, ms);
    timer.unref();
    timers.add(timer);
  };

  const pinging = setInterval(() => {
    for (const { socket, silent } of links) if (!silent) socket.ping();
  }, PING_EVERY_MS);
  pinging.unref();

  return {
    via: 'socket',
    disconnect,
    get connections() {
      return known();
    },
    address(host, app) {
      enabled = true;
      const ticket = ids.secret();
      tickets.set(ticket, performance.now());
      return `ws://${host}/link/?ticket=${ticket}&app_id=${app}`;
    },
    upgrade(request, socket, head) {
      const query = new URL(request.url ?? '/', 'http://sandbox').searchParams;
      const ticket = query.get('ticket') ?? '';
      const made = tickets.get(ticket);
      tickets.delete(ticket);
      if (made === undefined || performance.now() - made > TICKET_LIFE_MS) {
        socket.end('HTTP/1.1 401 Unauthorized\r\nconnection: close\r\n\r\n');
        return;
      }
      const refreshAfter = query.get('debug_reconnects') === 'true' ? DEBUG_REFRESH_AFTER_S : REFRESH_AFTER_S;
      server.handleUpgrade(request, socket, head, (open) => welcome(open, refreshAfter));
    },
    carry(envelope, hearing, copies) {
      const live = links.filter(
        (link) => link.socket.readyState === link.socket.OPEN && (!link.silent || link.swallow),
      );
      const first = live[Math.floor(Math.random() * live.length)];
      if (!first) return [];
      remember(envelope.envelope_id, hearing);
      const others = live.filter((link) => link !== first);
      const repeats = Array.from({ length: copies?.times ?? 0 }, (_, at) =>
        copies?.where === 'both' ? (others[at % Math.max(others.length, 1)] ?? first) : first,
      );
      const receivers = [first, ...repeats];
      for (const link of receivers) if (!link.silent) link.socket.send(JSON.stringify(frameOf(envelope)));
      return receivers.map((link) => link.id);
    },
    cut(id) {
      for (const { socket } of chosen(id)) socket.terminate();
    },
    silence(id, swallow = false) {
      for (const link of chosen(id)) Object.assign(link, { silent: true, swallow });
      tell();
    },
    async connected(count = 1, withinMs = 10_000) {
      await changes.until(
        () => (links.filter((link) => !link.silent).length >= count ? true : undefined),
        withinMs,
        () => `Waited for ${count} Socket Mode connection(s), there are ${links.length}`,
      );
    },
    async stop() {
      clearInterval(pinging);
      for (const timer of timers) clearTimeout(timer);
      await Promise.all(links.map(({ socket }) => closed(socket)));
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
      });
    },
  };
}

/** Closes politely; a peer that does not answer is cut off. */
function closed(socket: WebSocket): Promise<void> {
  return new Promise((resolve) => {
    const cutOff = setTimeout(() => socket.terminate(), PARTING_MS);
    socket.once('close', () => {
      clearTimeout(cutOff);
      resolve();
    });
    socket.close(1001);
  });
}

function frameOf({ envelope_id, kind, payload, retry_attempt, retry_reason }: Envelope) {
  const frame = { envelope_id, type: kind, payload, accepts_response_payload: kind !== 'events_api' };
  return kind === 'events_api' ? { ...frame, retry_attempt, retry_reason } : frame;
}
