import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Change } from './model.ts';
import type { World } from './world.ts';

const KEEP_ALIVE_MS = 15_000;

/** The event stream: server-sent events, one change each. https://html.spec.whatwg.org/multipage/server-sent-events.html */
export function streamChanges(
  world: World,
  query: URLSearchParams,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  const viewers = query.getAll('as').flatMap((as) => world.people.find(as)?.id ?? []);
  const isFor = (change: Change) => isVisible(world, change, viewers, query.get('inspector') === '1');
  const write = (change: Change) => {
    if (isFor(change)) response.write(`id: ${change.seq}\ndata: ${JSON.stringify(change)}\n\n`);
  };

  response.writeHead(200, {
    'content-type': 'text/event-stream',
    'cache-control': 'no-cache',
    connection: 'keep-alive',
  });
  response.write('retry: 500\n\n');
  const after = request.headers['last-event-id'] ?? query.get('after');
  if (after !== null && after !== undefined) {
    const missed = world.changes.since(Number(after));
    if (missed) for (const change of missed) write(change);
    else response.write(`event: reload\ndata: {}\n\n`);
  }
  const stop = world.changes.on(write);
  const alive = setInterval(() => response.write(': still here\n\n'), KEEP_ALIVE_MS);
  alive.unref();
  response.on('close', () => {
    stop();
    clearInterval(alive);
  });
}

/** May one of these people see it? Nobody named: everything. */
function isVisible(world: World, change: Change, viewers: readonly string[], inspector: boolean): boolean {
  if (change.type === 'envelope' || change.type === 'call') return inspector;
  if (viewers.length === 0) return true;
  const isMember = (id: string) => viewers.some((viewer) => world.conversations.find(id)?.members.includes(viewer));
  switch (change.type) {
    case 'message':
    case 'message_deleted':
      return change.to ? change.to.some((user) => viewers.includes(user)) : isMember(change.channel);
    case 'conversation':
      return change.conversation.kind === 'channel' || isMember(change.conversation.id);
    case 'read':
    case 'modals':
    case 'home':
      return viewers.includes(change.user);
    case 'notice':
      return viewers.includes(change.notice.user);
    default:
      return true;
  }
}
