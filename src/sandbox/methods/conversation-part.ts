import { stringOf } from '../json.ts';
import type { Conversation, Json } from '../model.ts';
import { refuse } from '../refusal.ts';
import type { Caller } from '../tokens.ts';
import type { World } from '../world.ts';
import { needScope } from './method.ts';
import { others } from './places.ts';

const KIND = { public_channel: 'channel', private_channel: 'private', im: 'im', mpim: 'mpim' } as const;
const SCOPE = { public_channel: 'channels:read', private_channel: 'groups:read', im: 'im:read', mpim: 'mpim:read' };

/** A conversation as the API returns it. https://docs.slack.dev/reference/objects/conversation-object */
export function conversationPart(world: World, conversation: Conversation): Json {
  const { id, kind, name, created, creator, is_archived, members } = conversation;
  const common = { id, created, is_archived, context_team_id: world.team.id, updated: created * 1000 };
  const isMember = members.includes(world.app.botUserId);
  if (kind === 'im') {
    return {
      ...common,
      is_im: true,
      is_org_shared: false,
      user: others(world, conversation)[0],
      is_user_deleted: false,
      priority: 0,
    };
  }
  const text = (value: string) => ({ value, creator: value ? creator : '', last_set: value ? created : 0 });
  return {
    ...common,
    name,
    name_normalized: name,
    creator,
    is_channel: kind === 'channel',
    is_group: kind === 'private',
    is_im: false,
    is_mpim: kind === 'mpim',
    is_private: kind !== 'channel',
    is_general: name === 'general',
    is_shared: false,
    is_ext_shared: false,
    is_org_shared: false,
    is_member: isMember,
    unlinked: 0,
    topic: text(conversation.topic),
    purpose: text(conversation.purpose),
    previous_names: [],
    num_members: members.length,
  };
}

/** Those of the wanted `types` (comma separated, default public channels). @throws Refusal `invalid_types`, `missing_scope` */
export function ofTypes(all: readonly Conversation[], types: unknown, caller: Caller): Conversation[] {
  const wanted = (stringOf(types) || 'public_channel').split(',').map((type) => type.trim());
  const kinds = wanted.map((type) => {
    if (!(type in KIND)) return refuse('invalid_types');
    needScope(caller, SCOPE[type as keyof typeof KIND]);
    return KIND[type as keyof typeof KIND];
  });
  return all.filter((conversation) => kinds.some((kind) => kind === conversation.kind));
}
