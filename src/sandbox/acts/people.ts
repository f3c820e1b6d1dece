import type { Conversation, SeenMessage, User } from '../model.ts';
import type { World } from '../world.ts';
import { impossible } from './outcome.ts';

/** The person who acts, by id or handle. @throws Impossible */
export function personOf(world: World, as: string): User {
  const user = world.people.find(as);
  if (!user) return impossible(`There is nobody called ${as}`);
  if (user.deleted) return impossible(`@${user.name} is deactivated and cannot sign in`);
  return user;
}

/** A person's direct message with the app. */
export function appDirectMessage(world: World, user: string): Conversation {
  return world.conversations.direct([user, world.app.botUserId]);
}

/** A conversation that the person is in. @throws Impossible */
export function conversationOf(world: World, user: User, channel: string): Conversation {
  const conversation = world.conversations.find(channel);
  if (!conversation) return impossible(`There is no conversation ${channel}`);
  if (!conversation.members.includes(user.id))
    return impossible(`@${user.name} is not in ${conversation.name || conversation.id}`);
  return conversation;
}

/** A message as this person sees it, in an older version when asked for. @throws Impossible */
export function messageFor(world: World, user: User, channel: string, ts: string, version?: number): SeenMessage {
  const conversation = conversationOf(world, user, channel);
  const message =
    version === undefined
      ? world.messages.find(conversation.id, ts)
      : world.messages.version(conversation.id, ts, version);
  const audience = world.messages.audience(conversation.id, ts);
  if (!message || (audience !== undefined && audience !== user.id))
    return impossible(`@${user.name} sees no message ${ts} in ${channel}`);
  return message;
}
