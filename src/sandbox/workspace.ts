import type { Json, User } from './model.ts';
import type { PersonOptions } from './people.ts';
import { userPart } from './user-part.ts';
import { presentTs, type World } from './world.ts';

/** Somebody joins: the app hears `team_join`. */
export function addPerson(world: World, options: PersonOptions): User {
  const user = world.people.add(options);
  world.conversations.direct([user.id, world.app.botUserId]);
  const general = world.conversations.find('general');
  if (general) world.conversations.join(general.id, user.id);
  void world.events.send(
    { type: 'team_join', user: shown(world, user), cache_ts: seconds(world), event_ts: presentTs(world) },
    'team_join',
    ['users:read'],
  );
  return user;
}

/** Somebody's facts change: the app hears `user_change` and, where it fits, the narrower events. */
export function changePerson(world: World, before: User, fields: Partial<PersonOptions>): User {
  const user = world.people.change(before.id, fields);
  const times = { cache_ts: seconds(world), event_ts: presentTs(world) };
  const seen = shown(world, user);
  const { presence: _presence, dnd, ...facts } = fields;
  if (Object.keys(facts).length > 0)
    void world.events.send({ type: 'user_change', user: seen, ...times }, 'user_change', ['users:read']);
  if (Object.keys(facts.profile ?? {}).some((key) => key.startsWith('status_'))) {
    void world.events.send({ type: 'user_status_changed', user: seen, ...times }, 'user_status_changed', [
      'users:read',
    ]);
  }
  if (dnd) {
    const dnd_status = world.people.availability(user.id).dnd;
    const event = { type: 'dnd_updated_user', user: user.id, dnd_status, event_ts: times.event_ts };
    void world.events.send(event, 'dnd_updated_user', ['dnd:read']);
  }
  return user;
}

/** Somebody comes to a channel: the app hears it where it is a member. */
export function tellJoined(world: World, channel: string, user: string, inviter?: string): void {
  const conversation = world.conversations.find(channel);
  if (!conversation?.members.includes(world.app.botUserId)) return;
  const isPublic = conversation.kind === 'channel';
  const event = {
    type: 'member_joined_channel',
    user,
    channel,
    channel_type: isPublic ? 'C' : 'G',
    team: world.team.id,
    ...(inviter === undefined ? {} : { inviter }),
    event_ts: presentTs(world),
  };
  void world.events.send(event, event.type, [isPublic ? 'channels:read' : 'groups:read']);
}

function shown(world: World, user: User): Json {
  return userPart(user, world.settings.botScopes ?? ['users:read.email'], true);
}

function seconds(world: World): number {
  return Math.floor(world.clock.now() / 1000);
}
