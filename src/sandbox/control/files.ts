import type { IncomingMessage } from 'node:http';
import { personOf } from '../acts/people.ts';
import { jsonReply, type Reply, readBody } from '../http.ts';
import type { SlackFile } from '../model.ts';
import type { Slack } from '../slack.ts';
import type { World } from '../world.ts';

/** `POST files?as=ada&name=a.txt`: the raw bytes become a file of that person. */
export async function storeFile({ world }: Slack, request: IncomingMessage, query: URLSearchParams): Promise<Reply> {
  const content = new Uint8Array(await readBody(request));
  const user = world.people.find(query.get('as') ?? '');
  const name = query.get('name') ?? '';
  if (!user) return jsonReply(400, { error: '«as» is missing' });
  if (name === '' || content.length === 0) return jsonReply(400, { error: 'A file needs a name and content' });
  return jsonReply(200, { file: world.files.add({ name, user: user.id, content }) });
}

/** `GET files?as=ada&id=F1`: the bytes, for somebody who may see the file. */
export function fileOf({ world }: Slack, query: URLSearchParams): Reply {
  const file = world.files.find(query.get('id') ?? '');
  const content = file && world.files.content(file.id);
  if (!file || !content) return jsonReply(404, { error: 'There is no such file' });
  const user = personOf(world, query.get('as') ?? '');
  if (!maySee(world, file, user.id)) return jsonReply(403, { error: `@${user.name} may not see that file` });
  return {
    status: 200,
    headers: { 'content-type': file.mimetype, 'x-content-type-options': 'nosniff' },
    body: content,
  };
}

function maySee(world: World, file: SlackFile, user: string): boolean {
  const isMember = (id: string) => world.conversations.find(id)?.members.includes(user) === true;
  return file.user === user || file.is_public || [...file.channels, ...file.groups, ...file.ims].some(isMember);
}
