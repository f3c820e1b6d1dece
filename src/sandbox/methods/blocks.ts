import { json } from '../args.ts';
import { refuse, refuseArguments } from '../refusal.ts';
import type { Methods } from './method.ts';

const KINDS = ['blocks', 'message', 'view'] as const;

export const blocks: Methods = {
  'blocks.validate': {
    token: 'none',
    tier: 'hundreds',
    args: { blocks: json('invalid_blocks'), message: json('invalid_message'), view: json('invalid_view') },
    run(world, args) {
      const given = KINDS.filter((kind) => args[kind] !== undefined);
      const kind = given[0];
      if (kind === undefined || given.length > 1) {
        return refuseArguments(['must provide exactly one of `blocks`, `message` or `view`']);
      }
      const { ok, error, ...more } = world.checks.validate(kind, args[kind]);
      return ok === true ? more : refuse(String(error), more);
    },
  },

  'api.test': {
    token: 'none',
    tier: 4,
    args: { error: { type: 'string' } },
    anyArgs: true,
    run(_world, args) {
      if (typeof args.error === 'string' && args.error !== '') refuse(args.error, { args });
      return Object.keys(args).length > 0 ? { args } : {};
    },
  },
};
