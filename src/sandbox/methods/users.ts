import { flag, needed, number, text } from '../args.ts';
import { stringOf } from '../json.ts';
import type { Json, User } from '../model.ts';
import { refuse } from '../refusal.ts';
import { userPart } from '../user-part.ts';
import type { World } from '../world.ts';
import { conversationPart, ofTypes } from './conversation-part.ts';
import { type Methods, page } from './method.ts';

export const users: Methods = {
  'users.info': {
    scopes: ['users:read'],
    tier: 4,
    args: { user: needed, include_locale: flag },
    run: (world, args, caller) => ({
      user: userPart(known(world, args.user), caller.scopes, args.include_locale === true),
    }),
  },

  'users.list': {
    scopes: ['users:read'],
    tier: 2,
    args: { cursor: text, limit: number, include_locale: flag },
    run(world, args, caller) {
      const all = world.people.all();
      // "Specify a limit value under 1000": https://docs.slack.dev/reference/methods/users.list
      const { items, next } = page(all, args, all.length || 1, 999);
      return {
        members: items.map((user) => userPart(user, caller.scopes, args.include_locale === true)),
        cache_ts: Math.floor(world.clock.now() / 1000),
        response_metadata: { next_cursor: next },
      };
    },
  },

  'users.lookupByEmail': {
    scopes: ['users:read.email'],
    tier: 3,
    args: { email: needed },
    run(world, args, caller) {
      const email = (stringOf(args.email) ?? '').toLowerCase();
      const user = world.people.all().find((one) => one.profile.email?.toLowerCase() === email && !one.deleted);
      return user ? { user: userPart(user, caller.scopes, false) } : refuse('users_not_found');
    },
  },

  'users.getPresence': {
    scopes: ['users:read'],
    tier: 3,
    args: { user: text },
    run: (world, args) => ({
      presence: world.people.availability(known(world, args.user ?? world.app.botUserId).id).presence,
    }),
  },

  'users.profile.get': {
    scopes: ['users.profile:read'],
    tier: 4,
    args: { user: text, include_labels: flag },
    run: (world, args, caller) => ({
      profile: userPart(known(world, args.user ?? world.app.botUserId), caller.scopes, false).profile as Json,
    }),
  },

  'users.conversations': {
    scopes: ['channels:read', 'groups:read', 'im:read', 'mpim:read'],
    tier: 2,
    args: { user: text, types: text, exclude_archived: flag, cursor: text, limit: number },
    run(world, args, caller) {
      const user = known(world, args.user ?? world.app.botUserId);
      const shared = world.conversations
        .of(user.id)
        .filter((one) => one.kind === 'channel' || one.members.includes(world.app.botUserId));
      const wanted = ofTypes(shared, args.types, caller).filter(
        (one) => args.exclude_archived !== true || !one.is_archived,
      );
      const { items, next } = page(wanted, args, 100, 999);
      return {
        channels: items.map((one) => conversationPart(world, one)),
        response_metadata: { next_cursor: next },
      };
    },
  },
};

/** @throws Refusal `user_not_found`, also for somebody of another workspace whom nobody here can see */
function known(world: World, id: unknown): User {
  const user = world.people.find(stringOf(id) ?? '');
  return user && user.id === id ? user : refuse('user_not_found');
}
