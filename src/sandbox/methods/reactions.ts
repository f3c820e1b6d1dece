import { flag, needed, text } from '../args.ts';
import { stringOf } from '../json.ts';
import type { Json, Message, SeenMessage } from '../model.ts';
import { plain } from '../posting.ts';
import { refuse } from '../refusal.ts';
import { presentTs, type World } from '../world.ts';
import type { Methods } from './method.ts';
import { knownConversation } from './places.ts';

export const reactions: Methods = {
  'reactions.add': {
    scopes: ['reactions:write'],
    tier: 3,
    args: { channel: needed, timestamp: needed, name: needed },
    run(world, args) {
      if (!react(world, reactedTo(world, args), world.app.botUserId, nameOf(args), true)) refuse('already_reacted');
      return {};
    },
  },

  'reactions.remove': {
    scopes: ['reactions:write'],
    tier: 2,
    args: { name: needed, channel: text, timestamp: text, file: text, file_comment: text },
    run(world, args) {
      if (!react(world, reactedTo(world, args), world.app.botUserId, nameOf(args), false)) refuse('no_reaction');
      return {};
    },
  },

  'reactions.get': {
    scopes: ['reactions:read'],
    tier: 3,
    args: { channel: text, timestamp: text, file: text, file_comment: text, full: flag },
    run(world, args) {
      const message = reactedTo(world, args);
      return { type: 'message', channel: message.channel, message: plain(message) };
    },
  },
};

/** Adds or takes away a reaction and tells the app. Answers false when nothing changed. */
export function react(world: World, message: SeenMessage, user: string, name: string, add: boolean): boolean {
  const known = message.reactions?.find((one) => one.name === name)?.users ?? [];
  if (known.includes(user) === add) return false;
  world.messages.touch(message.channel, message.ts, (before) => {
    const users = add ? [...known, user] : known.filter((one) => one !== user);
    return withReaction(before, name, users);
  });
  const event = {
    type: add ? 'reaction_added' : 'reaction_removed',
    user,
    reaction: name,
    item: { type: 'message', channel: message.channel, ts: message.ts },
    item_user: message.user,
    event_ts: presentTs(world),
  };
  const isMember = world.conversations.find(message.channel)?.members.includes(world.app.botUserId);
  if (isMember) void world.events.send(event, event.type, ['reactions:read']);
  return true;
}

function withReaction(message: Message, name: string, users: string[]): Message {
  const others = (message.reactions ?? []).filter((one) => one.name !== name);
  const all = users.length > 0 ? [...others, { name, users, count: users.length }] : others;
  const { reactions: _reactions, ...rest } = message;
  return all.length > 0 ? { ...rest, reactions: all } : rest;
}

function reactedTo(world: World, args: Json): SeenMessage {
  if (args.channel === undefined || args.timestamp === undefined) return refuse('no_item_specified');
  const conversation = knownConversation(world, args.channel);
  const message = world.messages.find(conversation.id, stringOf(args.timestamp) ?? '');
  return message && !message.ephemeral ? message : refuse('message_not_found');
}

function nameOf(args: Json): string {
  const name = stringOf(args.name) ?? '';
  return /^[\w+'-]+(::skin-tone-[2-6])?$/.test(name) ? name : refuse('invalid_name');
}
