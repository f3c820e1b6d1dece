import type { IncomingMessage } from 'node:http';
import { Impossible } from '../acts/outcome.ts';
import { jsonReply, type Reply, readBody } from '../http.ts';
import { isObject, parsed } from '../json.ts';
import type { Slack } from '../slack.ts';
import { acting } from './acting.ts';
import { faultRoutes } from './faults.ts';
import { fileOf, storeFile } from './files.ts';
import { reading } from './reading.ts';
import type { Routes } from './request.ts';
import { theWorld } from './the-world.ts';

const ROUTES: Routes = { ...reading, ...acting, ...theWorld, ...faultRoutes };

/** The control API under `/_sandbox/`: see the README. Other web origins are turned away. */
export async function answerControl(
  slack: Slack,
  path: string,
  request: IncomingMessage,
  query: URLSearchParams,
): Promise<Reply> {
  if (!isFromHere(slack, request)) return jsonReply(403, { error: 'Only the page of this sandbox may ask that' });
  if (path === 'files') return request.method === 'POST' ? storeFile(slack, request, query) : fileOf(slack, query);
  const route = ROUTES[`${request.method} ${path}`];
  if (!route) return jsonReply(404, { error: `There is no ${request.method} /_sandbox/${path}` });
  try {
    const text = (await readBody(request)).toString('utf8');
    const body = text === '' ? {} : parsed(text);
    if (!isObject(body)) return jsonReply(400, { error: 'The body must be a JSON object' });
    return jsonReply(200, await route(slack, { ...Object.fromEntries(query), ...body }));
  } catch (problem) {
    const words = problem instanceof Error ? problem.message : String(problem);
    return jsonReply(problem instanceof Impossible ? 409 : 400, { error: words });
  }
}

/** A page of another origin could otherwise steer the sandbox from the browser. */
function isFromHere(slack: Slack, request: IncomingMessage): boolean {
  const { origin, host } = request.headers;
  const port = new URL(slack.url).port;
  const own = [`127.0.0.1:${port}`, `localhost:${port}`, `[::1]:${port}`];
  if (host === undefined || !own.includes(host)) return false;
  return origin === undefined || own.some((name) => origin === `http://${name}`);
}
