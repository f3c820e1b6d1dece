import { flag, needed } from '../args.ts';
import { stringOf } from '../json.ts';
import type { Conversation, Json } from '../model.ts';
import { refuse } from '../refusal.ts';
import { tellJoined } from '../workspace.ts';
import type { World } from '../world.ts';
import { conversationPart } from './conversation-part.ts';
import type { Methods } from './method.ts';
import { knownConversation } from './places.ts';

const MANAGE = ['channels:manage', 'groups:write'];

/** What an app does to channels: joins, makes and changes them. */
export const channels: Methods = {
  'conversations.join': {
    scopes: ['channels:join'],
    tier: 3,
    args: { channel: needed },
    run(world, args) {
      const conversation = knownConversation(world, args.channel);
      if (conversation.kind !== 'channel') refuse('method_not_supported_for_channel_type');
      if (conversation.is_archived) refuse('is_archived');
      const joined = world.conversations.join(conversation.id, world.app.botUserId);
      if (joined) tellJoined(world, conversation.id, world.app.botUserId);
      const now = world.conversations.find(conversation.id) ?? conversation;
      return { channel: conversationPart(world, now), ...(joined ? {} : { warning: 'already_in_channel' }) };
    },
  },

  'conversations.leave': {
    scopes: [...MANAGE, 'im:write', 'mpim:write'],
    tier: 3,
    args: { channel: needed },
    run(world, args) {
      const conversation = channelOnly(knownConversation(world, args.channel));
      return world.conversations.leave(conversation.id, world.app.botUserId) ? {} : { not_in_channel: true };
    },
  },

  'conversations.create': {
    scopes: MANAGE,
    tier: 2,
    args: { name: needed, is_private: flag },
    run(world, args) {
      const name = stringOf(args.name) ?? '';
      if (!/^[\p{Ll}\p{Lo}\p{N}_-]+$/u.test(name))
        refuse(name === '' ? 'invalid_name_required' : 'invalid_name_specials');
      if (name.length > 80) refuse('invalid_name_maxlength');
      if (world.conversations.find(name)) refuse('name_taken');
      const options = { private: args.is_private === true, members: [world.app.botUserId] };
      return {
        channel: conversationPart(world, world.conversations.createChannel(name, world.app.botUserId, options)),
      };
    },
  },

  'conversations.invite': {
    scopes: ['channels:manage', 'channels:write.invites', 'groups:write', 'groups:write.invites'],
    tier: 3,
    args: { channel: needed, users: { type: 'list', required: true }, force: flag },
    run(world, args) {
      const conversation = channelOnly(knownConversation(world, args.channel));
      if (!conversation.members.includes(world.app.botUserId)) refuse('not_in_channel');
      if (conversation.is_archived) refuse('is_archived');
      for (const id of args.users as string[]) {
        const user = world.people.find(id);
        if (!user || user.id !== id || user.deleted) return refuse('user_not_found');
        if (id === world.app.botUserId) refuse('cant_invite_self');
        if (!world.conversations.join(conversation.id, id)) refuse('already_in_channel');
        tellJoined(world, conversation.id, id, world.app.botUserId);
      }
      return { channel: conversationPart(world, world.conversations.find(conversation.id) ?? conversation) };
    },
  },

  'conversations.kick': {
    scopes: MANAGE,
    tier: 3,
    args: { channel: needed, user: needed },
    run(world, args) {
      const conversation = channelOnly(knownConversation(world, args.channel));
      if (args.user === world.app.botUserId) refuse('cant_kick_self');
      return world.conversations.leave(conversation.id, stringOf(args.user) ?? '') ? {} : refuse('not_in_channel');
    },
  },

  'conversations.setTopic': {
    scopes: [
      'channels:manage',
      'channels:write.topic',
      'groups:write',
      'groups:write.topic',
      'im:write.topic',
      'mpim:write.topic',
    ],
    tier: 2,
    args: { channel: needed, topic: { type: 'string', required: true } },
    run: (world, args) => changed(world, args, { topic: stringOf(args.topic) ?? '' }),
  },

  'conversations.setPurpose': {
    scopes: ['channels:manage', 'channels:write.topic', 'groups:write', 'groups:write.topic'],
    tier: 2,
    args: { channel: needed, purpose: { type: 'string', required: true } },
    run: (world, args) => changed(world, args, { purpose: stringOf(args.purpose) ?? '' }),
  },

  'conversations.rename': {
    scopes: MANAGE,
    tier: 2,
    args: { channel: needed, name: needed },
    run(world, args) {
      if (world.conversations.find(stringOf(args.name) ?? '')) refuse('name_taken');
      return changed(world, args, { name: stringOf(args.name) ?? '' });
    },
  },

  'conversations.archive': {
    scopes: MANAGE,
    tier: 2,
    args: { channel: needed },
    run(world, args) {
      const conversation = channelOnly(knownConversation(world, args.channel));
      if (conversation.is_archived) refuse('already_archived');
      world.conversations.change(conversation.id, { is_archived: true });
      return {};
    },
  },
};

function channelOnly(conversation: Conversation): Conversation {
  if (conversation.kind === 'im' || conversation.kind === 'mpim') refuse('method_not_supported_for_channel_type');
  return conversation;
}

function changed(world: World, args: Json, fields: Partial<Pick<Conversation, 'name' | 'topic' | 'purpose'>>): Json {
  const conversation = channelOnly(knownConversation(world, args.channel));
  if (!conversation.members.includes(world.app.botUserId)) refuse('not_in_channel');
  if (conversation.is_archived) refuse('is_archived');
  return { channel: conversationPart(world, world.conversations.change(conversation.id, fields)) };
}
