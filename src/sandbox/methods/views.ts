import { needed, neededJson, text } from '../args.ts';
import { placed } from '../blocks.ts';
import { isObject, stringOf } from '../json.ts';
import type { Json, View } from '../model.ts';
import { refuse, refuseArguments } from '../refusal.ts';
import { stateValue, withValue } from '../values.ts';
import type { Refusal } from '../views.ts';
import type { World } from '../world.ts';
import type { Methods } from './method.ts';

const VIEW = neededJson('invalid_arguments');

export const views: Methods = {
  'views.open': {
    tier: 4,
    args: { view: VIEW, trigger_id: text, interactivity_pointer: text },
    run: (world, args) => exchanged(world, args, (user, view) => world.views.open(user, view)),
  },

  'views.push': {
    tier: 4,
    args: { view: VIEW, trigger_id: text, interactivity_pointer: text },
    run: (world, args) => exchanged(world, args, (user, view) => world.views.push(user, view)),
  },

  'views.update': {
    tier: 4,
    args: { view: VIEW, view_id: text, external_id: text, hash: text },
    run(world, args) {
      if (args.view_id === undefined && args.external_id === undefined) {
        refuseArguments(['missing required field: view_id']);
      }
      const external = stringOf(args.external_id);
      const id = stringOf(args.view_id) ?? (external ? world.views.byExternalId(external)?.id : undefined) ?? '';
      const isHome = isObject(args.view) && args.view.type === 'home';
      world.checks.refuseBadView(args.view, isHome ? 'home' : 'modal');
      return shown(world.views.update(id, args.view as Json, stringOf(args.hash)));
    },
  },

  'views.publish': {
    tier: 4,
    args: { view: VIEW, user_id: needed, hash: text },
    run(world, args) {
      if (!world.settings.homeTab) refuse('not_enabled');
      const user = world.people.find(stringOf(args.user_id) ?? '');
      if (!user || user.id !== args.user_id || user.deleted || user.is_bot) {
        return refuseArguments(['invalid `user_id` [json-pointer:/user_id]']);
      }
      world.checks.refuseBadView(args.view, 'home');
      return shown(world.views.publish(user.id, args.view as Json, stringOf(args.hash)));
    },
  },
};

/** Gives the pass for a view. A view that is refused does not use the pass up. */
function exchanged(world: World, args: Json, show: (user: string, view: Json) => View | Refusal): Json {
  const trigger = stringOf(args.trigger_id) ?? stringOf(args.interactivity_pointer);
  if (trigger === undefined) return refuseArguments(['missing required field: trigger_id']);
  const pass = world.triggers.check(trigger);
  if ('error' in pass) return refuse(pass.error);
  world.checks.refuseBadView(args.view, 'modal');
  const view = show(pass.user, args.view as Json);
  if ('error' in view) return refuse(view.error);
  world.triggers.use(trigger);
  if (pass.channel !== undefined) chooseCurrentConversation(world, view, pass.channel);
  return { view };
}

/**
 * `default_to_current_conversation`: an explicit initial value wins in the single select, the flag in the multi-select.
 * https://docs.slack.dev/reference/block-kit/block-elements/select-menu-element#conversations_select
 */
function chooseCurrentConversation(world: World, view: View, channel: string): void {
  const open = world.views.modal(view.id);
  if (!open) return;
  let { values } = open;
  for (const place of placed(view.blocks)) {
    const { element } = place;
    if (element.default_to_current_conversation !== true) continue;
    const isMulti = element.type === 'multi_conversations_select';
    if (!isMulti && element.initial_conversation !== undefined) continue;
    values = withValue(values, place, stateValue(element, isMulti ? [channel] : channel));
  }
  if (values !== open.values) world.views.fill(view.id, values);
}

function shown(view: View | Refusal): Json {
  return 'error' in view ? refuse(view.error) : { view };
}
