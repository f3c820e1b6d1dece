import { stringOf } from '../json.ts';
import type { Conversation, ConversationKind, SeenMessage } from '../model.ts';
import { refuse } from '../refusal.ts';
import type { Caller } from '../tokens.ts';
import type { World } from '../world.ts';
import { needScope } from './method.ts';

const HISTORY: Record<ConversationKind, string> = {
  im: 'im:history',
  mpim: 'mpim:history',
  channel: 'channels:history',
  private: 'groups:history',
};
const READ: Record<ConversationKind, string> = {
  im: 'im:read',
  mpim: 'mpim:read',
  channel: 'channels:read',
  private: 'groups:read',
};

/** A conversation that the app can know of. @throws Refusal `channel_not_found` */
export function knownConversation(world: World, id: unknown): Conversation {
  const conversation = world.conversations.find(stringOf(id) ?? '');
  if (!conversation || conversation.id !== id) return refuse('channel_not_found');
  const isMember = conversation.members.includes(world.app.botUserId);
  return conversation.kind === 'channel' || isMember ? conversation : refuse('channel_not_found');
}

/** A conversation whose facts the app may read. @throws Refusal */
export function readableConversation(world: World, caller: Caller, id: unknown): Conversation {
  const conversation = knownConversation(world, id);
  needScope(caller, READ[conversation.kind]);
  return conversation;
}

/** A conversation whose messages the app may read. @throws Refusal `not_in_channel`, … */
export function historyOf(world: World, caller: Caller, id: unknown): Conversation {
  const conversation = knownConversation(world, id);
  needScope(caller, HISTORY[conversation.kind]);
  if (!conversation.members.includes(world.app.botUserId)) refuse('not_in_channel');
  return conversation;
}

/**
 * Where a post goes: a conversation id, a channel name, or a user id, whose direct message is opened.
 * @throws Refusal `channel_not_found`, `not_in_channel`, `is_archived`, `messages_tab_disabled`
 */
export function postableConversation(world: World, caller: Caller, target: unknown, custom = false): Conversation {
  const name = stringOf(target) ?? '';
  const user = /^[UW]/.test(name) ? world.people.find(name) : undefined;
  const conversation = user ? directMessage(world, user.id, custom) : world.conversations.find(name);
  if (!conversation) return refuse('channel_not_found');
  const isMember = conversation.members.includes(world.app.botUserId) || (custom && user !== undefined);
  if (!isMember && conversation.kind !== 'channel') refuse('channel_not_found');
  if (conversation.is_archived) refuse('is_archived');
  if (!isMember && !caller.scopes.includes('chat:write.public')) refuse('not_in_channel');
  if (conversation.kind === 'im') refuseClosedDirectMessage(world, conversation);
  return conversation;
}

/** Everybody else in a conversation. */
export function others(world: World, conversation: Conversation): string[] {
  return conversation.members.filter((member) => member !== world.app.botUserId);
}

/** A message of the app itself. @throws Refusal `message_not_found`, `cant_update_message` (or the given error) */
export function ownMessage(world: World, conversation: Conversation, ts: unknown, foreign: string): SeenMessage {
  const message = world.messages.find(conversation.id, stringOf(ts) ?? '');
  if (!message || message.ephemeral) return refuse('message_not_found');
  return message.bot_id === world.app.botId ? message : refuse(foreign);
}

/** Posts under a name of one's own do not come from the app's user: they arrive with Slackbot. */
function directMessage(world: World, user: string, custom: boolean): Conversation {
  return world.conversations.direct([user, custom ? 'USLACKBOT' : world.app.botUserId]);
}

function refuseClosedDirectMessage(world: World, conversation: Conversation): void {
  const person = world.people.find(others(world, conversation)[0] ?? '');
  if (!person || person.deleted || person.is_bot) refuse('channel_not_found');
  if (!world.settings.messagesTab) refuse('messages_tab_disabled');
}
