import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { answerControl } from './control/index.ts';
import { jsonReply, type Reply, readBody, send, textReply } from './http.ts';
import { answerResponseUrl } from './response-url.ts';
import type { Slack } from './slack.ts';
import type { Sockets } from './socket.ts';
import { staticFile } from './static.ts';
import { streamChanges } from './stream.ts';
import { callMethod } from './web-api.ts';
import type { World } from './world.ts';

export interface Listening {
  port: number;
  stop(): Promise<void>;
}

/** Serves everything there is on one port of this machine (0: any free one). @throws Error when the port is taken */
export async function listen(
  world: World,
  sockets: Sockets,
  slack: () => Slack,
  port: number,
  staticDir: string,
): Promise<Listening> {
  const server = createServer((request, response) => void answer(request, response));
  server.keepAliveTimeout = 60_000;
  server.on('upgrade', (request, socket, head) => {
    if (request.url?.startsWith('/link/')) sockets.upgrade(request, socket, head);
    else socket.destroy();
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve());
  });
  return { port: (server.address() as AddressInfo).port, stop: () => stop(server) };

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      const url = new URL(request.url ?? '/', 'http://sandbox');
      if (url.pathname === '/_sandbox/events') return streamChanges(world, url.searchParams, request, response);
      send(response, await replyTo(url, request));
    } catch (problem) {
      if (!response.headersSent)
        send(response, jsonReply(500, { ok: false, error: 'internal_error', detail: String(problem) }));
      else response.destroy();
    }
  }

  async function replyTo(url: URL, request: IncomingMessage): Promise<Reply> {
    const { pathname, searchParams } = url;
    if (pathname.startsWith('/api/')) return callMethod(world, pathname.slice('/api/'.length), request, searchParams);
    if (pathname.startsWith('/_sandbox/'))
      return answerControl(slack(), pathname.slice('/_sandbox/'.length), request, searchParams);
    if (/^\/(commands|actions|app)\//.test(pathname)) return answerResponseUrl(world, pathname, request);
    if (pathname.startsWith('/upload/v1/')) return upload(world, pathname.slice('/upload/v1/'.length), request);
    if (pathname.startsWith('/files-pri/')) return download(world, pathname, request);
    return staticFile(staticDir, pathname);
  }
}

/** The second step of an upload: raw bytes, or a form with one file in it. */
async function upload(world: World, ticket: string, request: IncomingMessage): Promise<Reply> {
  const fault = world.faults.forCall('upload', {});
  const body = await readBody(request);
  if (fault && 'drop' in fault) return 'drop';
  if (fault && 'status' in fault) return textReply(fault.status, fault.body ?? '');
  const type = request.headers['content-type'] ?? '';
  const content = type.startsWith('multipart/form-data') ? await fileIn(body, type) : new Uint8Array(body);
  if (!content || !world.files.receive(ticket, content)) return textReply(404, 'upload not found');
  return textReply(200, `OK - ${content.length}`);
}

async function fileIn(body: Buffer, type: string): Promise<Uint8Array | undefined> {
  const form = await new Response(new Uint8Array(body), { headers: { 'content-type': type } }).formData();
  const file = [...form.values()].find((value) => typeof value !== 'string');
  return file && new Uint8Array(await file.arrayBuffer());
}

/** `url_private`: for the app with its token and `files:read`; anybody else is sent to sign in (OpenRouterLabs/spawn#2316). */
function download(world: World, path: string, request: IncomingMessage): Reply {
  const id = /^\/files-pri\/[^-]+-([^/]+)\//.exec(path)?.[1] ?? '';
  const file = world.files.find(id);
  const content = world.files.content(id);
  const token = /^Bearer\s+(.*)$/i.exec(request.headers.authorization ?? '')?.[1];
  const caller = token === undefined ? undefined : world.tokens.check(token);
  if (!caller || 'error' in caller || !caller.scopes.includes('files:read')) return signIn(path);
  if (!file || !content) return textReply(404, 'file not found');
  const headers: Record<string, string> = { 'content-type': file.mimetype };
  if (path.includes('/download/')) {
    headers['content-disposition'] = `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`;
  }
  return { status: 200, headers, body: content };
}

function signIn(path: string): Reply {
  const headers = { location: `/?redir=${encodeURIComponent(path)}`, 'content-type': 'text/html; charset=utf-8' };
  return { status: 302, headers, body: '<!DOCTYPE html><html lang="en-US"><title>Sign in</title></html>' };
}

function stop(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
