import { toast } from './store.js';

/** Reads from the control API. Throws an Error with the server's words. */
export async function get(path, params = {}) {
  const query = new URLSearchParams(
    Object.entries(params).filter(([, value]) => value !== undefined && value !== null),
  );
  return answerOf(`${path}${query.size > 0 ? `?${query}` : ''}`);
}

export async function post(path, body) {
  const headers = { 'content-type': 'application/json' };
  return answerOf(path, { method: 'POST', headers, body: JSON.stringify(body) });
}

export async function remove(path, params = {}) {
  return answerOf(`${path}?${new URLSearchParams(params)}`, { method: 'DELETE' });
}

/** Acts as a person; what goes wrong is told in their pane. Answers undefined then. */
export async function act(path, body) {
  try {
    return await post(path, body);
  } catch (error) {
    toast(error.message, { user: body.as ?? null, kind: 'error' });
    return undefined;
  }
}

/** Uploads one file for a person and answers Slack's file object. */
export async function upload(as, file) {
  const query = new URLSearchParams({ as, name: file.name });
  const answer = await answerOf(`files?${query}`, { method: 'POST', body: file });
  return answer.file;
}

/** Where this page finds the bytes of a stored file, for somebody who may see it. */
export function fileUrl(id, as) {
  return `/_sandbox/files?${new URLSearchParams({ id, as })}`;
}

async function answerOf(path, request) {
  const response = await fetch(`/_sandbox/${path}`, request).catch(() => {
    throw new Error('The sandbox does not answer. Is it still running?');
  });
  const body = await response.json().catch(() => ({}));
  if (!response.ok) throw new Error(body.error ?? `The sandbox answered ${response.status}.`);
  return body;
}
