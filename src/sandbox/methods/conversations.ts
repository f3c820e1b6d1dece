import { flag, list, needed, number, text } from '../args.ts';
import { stringOf } from '../json.ts';
import type { Conversation, Json, SeenMessage, User } from '../model.ts';
import { plain } from '../posting.ts';
import { refuse } from '../refusal.ts';
import type { World } from '../world.ts';
import { conversationPart, ofTypes } from './conversation-part.ts';
import { type Methods, needScope, page } from './method.ts';
import { historyOf, knownConversation, readableConversation } from './places.ts';

const READ = ['channels:read', 'groups:read', 'im:read', 'mpim:read'];
const HISTORY = ['channels:history', 'groups:history', 'im:history', 'mpim:history'];
const WRITE = ['channels:manage', 'groups:write', 'im:write', 'mpim:write'];
const PAGE = { cursor: text, limit: number };
const SPAN = { latest: text, oldest: text, inclusive: flag, include_all_metadata: flag };

export const conversations: Methods = {
  'conversations.open': {
    scopes: ['im:write', 'mpim:write'],
    tier: 3,
    args: { users: list, channel: text, return_im: flag, prevent_creation: flag },
    run(world, args, caller) {
      if (args.channel !== undefined) {
        const known = knownConversation(world, args.channel);
        if (known.kind !== 'im' && known.kind !== 'mpim') refuse('method_not_supported_for_channel_type');
        return { channel: opened(world, known, args), no_op: true, already_open: true };
      }
      const people = wantedPeople(world, (args.users ?? []) as string[]);
      needScope(caller, people.length > 1 ? 'mpim:write' : 'im:write');
      const members = [...people.map((user) => user.id), world.app.botUserId];
      const known = world.conversations.findDirect(members);
      if (!known && args.prevent_creation === true) return refuse('channel_not_found');
      const conversation = world.conversations.direct(members);
      return { channel: opened(world, conversation, args), ...(known ? { no_op: true, already_open: true } : {}) };
    },
  },

  'conversations.info': {
    scopes: READ,
    tier: 3,
    args: { channel: needed, include_locale: flag, include_num_members: flag },
    run(world, args, caller) {
      const conversation = readableConversation(world, caller, args.channel);
      const { num_members, ...facts } = conversationPart(world, conversation);
      return { channel: args.include_num_members === true ? { ...facts, num_members } : facts };
    },
  },

  'conversations.members': {
    scopes: READ,
    tier: 4,
    args: { channel: needed, ...PAGE },
    run(world, args, caller) {
      const { members } = readableConversation(world, caller, args.channel);
      const { items, next } = page(members, args, 100, 1000);
      return { members: items, response_metadata: { next_cursor: next } };
    },
  },

  'conversations.list': {
    scopes: READ,
    tier: 2,
    args: { types: text, exclude_archived: flag, ...PAGE },
    run(world, args, caller) {
      const visible = world.conversations
        .all()
        .filter((one) => one.kind === 'channel' || one.members.includes(world.app.botUserId))
        .filter((one) => args.exclude_archived !== true || !one.is_archived);
      const { items, next } = page(ofTypes(visible, args.types, caller), args, 100, 1000);
      return { channels: items.map((one) => conversationPart(world, one)), response_metadata: { next_cursor: next } };
    },
  },

  'conversations.history': {
    scopes: HISTORY,
    tier: 3,
    args: { channel: needed, ...PAGE, ...SPAN },
    run(world, args, caller) {
      const conversation = historyOf(world, caller, args.channel);
      const all = world.messages
        .seen(conversation.id, undefined)
        .filter(
          (message) =>
            message.thread_ts === undefined ||
            message.thread_ts === message.ts ||
            message.subtype === 'thread_broadcast',
        )
        .filter(within(args))
        .filter(notLagging(world, args))
        .reverse();
      const { items, next } = page(all, args, 100, 999);
      return {
        messages: items.map((message) => listed(message, args)),
        has_more: next !== '',
        pin_count: 0,
        ...(next === '' ? {} : { response_metadata: { next_cursor: next } }),
      };
    },
  },

  'conversations.replies': {
    scopes: HISTORY,
    tier: 3,
    args: { channel: needed, ts: needed, ...PAGE, ...SPAN },
    run(world, args, caller) {
      const conversation = historyOf(world, caller, args.channel);
      const asked = world.messages.find(conversation.id, stringOf(args.ts) ?? '');
      if (!asked || asked.ephemeral) return refuse('thread_not_found');
      const root = asked.thread_ts ?? asked.ts;
      const all = world.messages
        .seen(conversation.id, undefined)
        .filter((message) => message.ts === root || message.thread_ts === root)
        .filter((message) => message.ts === root || within(args)(message))
        .filter(notLagging(world, args));
      const { items, next } = page(all, args, 1000, 1000);
      return {
        messages: items.map((message) => listed(message, args)),
        has_more: next !== '',
        ...(next === '' ? {} : { response_metadata: { next_cursor: next } }),
      };
    },
  },

  'conversations.close': {
    scopes: ['im:write', 'mpim:write'],
    tier: 2,
    args: { channel: needed },
    run(world, args) {
      const { kind } = knownConversation(world, args.channel);
      return kind === 'im' || kind === 'mpim' ? {} : refuse('method_not_supported_for_channel_type');
    },
  },

  'conversations.mark': {
    scopes: WRITE,
    tier: 3,
    args: { channel: needed, ts: needed },
    run(world, args) {
      const conversation = knownConversation(world, args.channel);
      if (!/^\d+(\.\d+)?$/.test(stringOf(args.ts) ?? '')) refuse('invalid_timestamp');
      world.messages.read(conversation.id, world.app.botUserId, stringOf(args.ts) ?? '0');
      return {};
    },
  },
};

/** @throws Refusal for lists that are empty, too long, or name somebody who cannot be written to */
function wantedPeople(world: World, ids: readonly string[]): User[] {
  const wanted = ids.filter((id) => id !== world.app.botUserId);
  if (ids.length === 0) refuse('users_list_not_supplied');
  if (wanted.length === 0) refuse('not_enough_users');
  if (wanted.length > 8) refuse('too_many_users');
  return wanted.map((id) => {
    const user = world.people.find(id);
    if (!user || user.id !== id) return refuse('user_not_found');
    if (user.is_stranger || user.team_id !== world.team.id) refuse('user_not_visible');
    if (user.deleted) refuse('user_disabled');
    return user.is_bot || user.id === 'USLACKBOT' ? refuse('cannot_dm_bot') : user;
  });
}

function opened(world: World, conversation: Conversation, args: Json): Json {
  return args.return_im === true ? conversationPart(world, conversation) : { id: conversation.id };
}

/** `oldest` and `latest` leave their own instant out unless `inclusive`. */
function within(args: Json): (message: SeenMessage) => boolean {
  for (const edge of [args.oldest, args.latest]) {
    if (edge !== undefined && !/^\d+(\.\d+)?$/.test(String(edge)))
      refuse(edge === args.oldest ? 'invalid_ts_oldest' : 'invalid_ts_latest');
  }
  const oldest = padded(args.oldest ?? '0');
  const latest = args.latest === undefined || args.latest === '' ? undefined : padded(args.latest);
  return ({ ts }) => {
    if (args.inclusive === true) return ts >= oldest && (latest === undefined || ts <= latest);
    return ts > oldest && (latest === undefined || ts < latest);
  };
}

/** `123` and `123.4` as `0000000123.400000`, so that texts compare as numbers. */
function padded(ts: unknown): string {
  const [seconds = '0', fraction = ''] = String(ts).split('.');
  return `${seconds.padStart(10, '0')}.${fraction.padEnd(6, '0')}`;
}

/** A fault can let the newest messages come late to the history. */
function notLagging(world: World, args: Json): (message: SeenMessage) => boolean {
  const lag = typeof args.lag_ms === 'number' ? args.lag_ms : 0;
  const edge = (world.clock.now() - lag) / 1000;
  return lag === 0 ? () => true : ({ ts }) => Number(ts) <= edge;
}

function listed(message: SeenMessage, args: Json): Json {
  const { metadata, ...rest } = plain(message);
  return args.include_all_metadata === true && metadata ? { ...rest, metadata } : rest;
}
