import { auth } from './auth.ts';
import { blocks } from './blocks.ts';
import { channels } from './channels.ts';
import { chat } from './chat.ts';
import { conversations } from './conversations.ts';
import { dnd } from './dnd.ts';
import { files } from './files.ts';
import type { Methods } from './method.ts';
import { reactions } from './reactions.ts';
import { users } from './users.ts';
import { views } from './views.ts';

/** Every Web API method there is; any other name is `unknown_method`. */
export const methods: Methods = {
  ...auth,
  ...blocks,
  ...channels,
  ...chat,
  ...conversations,
  ...dnd,
  ...files,
  ...reactions,
  ...users,
  ...views,
};

/** Every scope that a method asks for: what an app without a manifest has. */
export function everyScope(): string[] {
  const asked = Object.values(methods).flatMap((method) => method.scopes ?? []);
  const more = [
    'chat:write.public',
    'chat:write.customize',
    'commands',
    'app_mentions:read',
    'users:read.email',
    'links.embed:write',
  ];
  return [...new Set([...asked, ...more])].filter((scope) => scope !== 'connections:write').sort();
}
