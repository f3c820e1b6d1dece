import type { IncomingMessage, ServerResponse } from 'node:http';
import { isObject, parsed } from './json.ts';
import type { Json } from './model.ts';

/** What is sent back; `drop` breaks the connection without a word. */
export type Reply = { status: number; headers: Record<string, string>; body: string | Uint8Array } | 'drop';

const BIGGEST_BODY = 60 * 1024 * 1024;

/** The whole body. @throws Error beyond 60 MB */
export async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += (chunk as Buffer).length;
    if (size > BIGGEST_BODY) throw new Error('The body is too large');
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks);
}

export function jsonReply(status: number, body: unknown, headers: Record<string, string> = {}): Reply {
  return {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
    body: JSON.stringify(body),
  };
}

export function textReply(status: number, body: string): Reply {
  return { status, headers: { 'content-type': 'text/plain; charset=utf-8' }, body };
}

export function send(response: ServerResponse, reply: Reply): void {
  if (reply === 'drop') {
    response.socket?.destroy();
    return;
  }
  const body = typeof reply.body === 'string' ? Buffer.from(reply.body) : reply.body;
  response.writeHead(reply.status, { ...reply.headers, 'content-length': String(body.length) });
  response.end(body);
}

/**
 * The fields of a request: of its query, and of its body in any of the forms that Slack takes.
 * `error` is Slack's name for a body that it cannot read.
 */
export async function fieldsOf(
  request: IncomingMessage,
  query: URLSearchParams,
): Promise<{ fields: Json; isJson: boolean; error?: string }> {
  const body = await readBody(request);
  const type = request.headers['content-type'] ?? '';
  const fields: Json = Object.fromEntries(query);
  if (body.length === 0) return { fields, isJson: false };
  if (type.startsWith('application/json')) {
    const json = parsed(body.toString('utf8'));
    if (json === undefined) return { fields, isJson: true, error: 'invalid_json' };
    return isObject(json)
      ? { fields: { ...fields, ...json }, isJson: true }
      : { fields, isJson: true, error: 'json_not_object' };
  }
  if (type.startsWith('application/x-www-form-urlencoded')) {
    return { fields: { ...fields, ...Object.fromEntries(new URLSearchParams(body.toString('utf8'))) }, isJson: false };
  }
  if (type.startsWith('multipart/form-data')) {
    const form = await new Response(new Uint8Array(body), { headers: { 'content-type': type } })
      .formData()
      .catch(() => undefined);
    if (!form) return { fields, isJson: false, error: 'invalid_form_data' };
    const texts = [...form.entries()].filter(([, value]) => typeof value === 'string');
    return { fields: { ...fields, ...Object.fromEntries(texts) }, isJson: false };
  }
  return { fields, isJson: false, error: type === '' ? 'missing_post_type' : 'invalid_post_type' };
}
