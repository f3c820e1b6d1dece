import { list, text } from '../args.ts';
import { stringOf } from '../json.ts';
import { refuse } from '../refusal.ts';
import type { Methods } from './method.ts';

export const dnd: Methods = {
  'dnd.info': {
    scopes: ['dnd:read'],
    tier: 3,
    args: { user: text },
    run(world, args) {
      const user = world.people.find(stringOf(args.user) ?? world.app.botUserId);
      return user ? { ...world.people.availability(user.id).dnd } : refuse('user_not_found');
    },
  },

  'dnd.teamInfo': {
    scopes: ['dnd:read'],
    tier: 2,
    args: { users: list },
    run(world, args) {
      const ids = (args.users ?? []) as string[];
      if (ids.length > 50) refuse('too_many_users');
      const known = ids.filter((id) => world.people.find(id)?.id === id);
      return { users: Object.fromEntries(known.map((id) => [id, world.people.availability(id).dnd])) };
    },
  },
};
