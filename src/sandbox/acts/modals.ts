import { placed } from '../blocks.ts';
import { isObject, stringOf } from '../json.ts';
import type { Json, OpenModal, User } from '../model.ts';
import { closedPayload, submissionPayload } from '../payloads.ts';
import { contentOf } from '../values.ts';
import type { World } from '../world.ts';
import { clientErrors } from './client-checks.ts';
import { impossible, NOTHING_SENT, type Outcome, outcomeOf, told } from './outcome.ts';
import { personOf } from './people.ts';

/** What became of a submission. `errors` by block_id. */
export interface Submission extends Outcome {
  closed?: true;
  cleared?: true;
  updated?: true;
  pushed?: true;
  errors?: Record<string, string>;
  connectionError?: string;
}

/** Presses the submit button of the modal on top. @throws Impossible */
export async function submit(world: World, as: string, viewId: string): Promise<Submission> {
  const user = personOf(world, as);
  const open = openModal(world, user, viewId);
  if (!isObject(open.view.submit)) impossible('This modal has no submit button');
  const errors = clientErrors(open.view.blocks, open.values);
  if (Object.keys(errors).length > 0) {
    world.views.complain(viewId, errors);
    return { entry: undefined, errors };
  }
  world.views.complain(viewId, {});
  const payload = submissionPayload(world, user, open, responseUrls(world, user, open));
  const label = `view_submission ${open.view.callback_id}`.trim();
  const delivery = await world.deliveries.send('interactive', label, payload);
  const about = { user: user.id, view_id: viewId };
  if (delivery.failure !== undefined) {
    const outcome = outcomeOf(world, delivery, about);
    return disconnected(world, viewId, { entry: outcome.entry, error: 'connection_error' });
  }
  return answered(world, user, open, delivery.answer, delivery.entry);
}

/** The close button takes this view away; `all` (the ×) the whole stack. @throws Impossible */
export async function close(world: World, as: string, viewId: string, all = false): Promise<Outcome> {
  const user = personOf(world, as);
  const open = openModal(world, user, viewId);
  const root = world.views.stack(user.id)[0] ?? open;
  const clears = all || open.view.clear_on_close;
  const reported = all ? root : open;
  if (clears) world.views.clear(user.id);
  else world.views.close(viewId);
  if (!reported.view.notify_on_close) return NOTHING_SENT;
  const payload = closedPayload(world, user, reported, clears);
  const label = `view_closed ${reported.view.callback_id}`.trim();
  const delivery = await world.deliveries.send('interactive', label, payload);
  return outcomeOf(world, delivery, { user: user.id });
}

function openModal(world: World, user: User, viewId: string): OpenModal {
  const stack = world.views.stack(user.id);
  const open = stack.at(-1);
  if (!open) return impossible(`@${user.name} has no modal open`);
  return open.view.id === viewId ? open : impossible(`The modal ${viewId} is not the one on top`);
}

/** Carries out the app's answer. https://docs.slack.dev/surfaces/modals#response_actions */
function answered(world: World, user: User, open: OpenModal, answer: unknown, entry: Outcome['entry']): Submission {
  const viewId = open.view.id;
  const action = isObject(answer) ? answer.response_action : undefined;
  const failed = () =>
    disconnected(world, viewId, { entry, ...told(world, 'connection_error', { user: user.id, view_id: viewId }) });
  if (!isObject(answer) || Object.keys(answer).length === 0) {
    world.views.close(viewId);
    return { entry, closed: true };
  }
  if (action === 'clear') {
    world.views.clear(user.id);
    return { entry, cleared: true };
  }
  if (action === 'errors') return complaints(world, open, answer.errors, entry) ?? failed();
  if (action !== 'update' && action !== 'push') return failed();
  const violations = world.checks.view(answer.view, 'modal');
  if (violations.length > 0 || !isObject(answer.view)) {
    if (entry) {
      entry.violations = violations;
      world.log.changed(entry);
    }
    return failed();
  }
  const shown = action === 'push' ? world.views.push(user.id, answer.view) : world.views.update(viewId, answer.view);
  if ('error' in shown) return failed();
  return action === 'push' ? { entry, pushed: true } : { entry, updated: true };
}

/** Texts under fields; undefined when a key is no input block of this view. */
function complaints(world: World, open: OpenModal, errors: unknown, entry: Outcome['entry']): Submission | undefined {
  const inputs = open.view.blocks.filter((block) => block.type === 'input').map((block) => block.block_id);
  const given = Object.entries(isObject(errors) ? errors : {});
  if (given.length === 0 || given.some(([key, text]) => !inputs.includes(key) || typeof text !== 'string'))
    return undefined;
  const texts = Object.fromEntries(given.map(([key, text]) => [key, String(text)]));
  world.views.complain(open.view.id, texts);
  return { entry, errors: texts };
}

function disconnected(world: World, viewId: string, outcome: Outcome): Submission {
  const words = 'We had some trouble connecting. Try again?';
  world.views.complain(viewId, {}, words);
  return { ...outcome, connectionError: words };
}

/** A conversation chosen in an input with `response_url_enabled` can be answered to. */
function responseUrls(world: World, user: User, open: OpenModal): Json[] {
  return placed(open.view.blocks).flatMap(({ block, element, blockId, actionId }) => {
    const channel = stringOf(contentOf(open.values[blockId]?.[actionId]));
    if (block.type !== 'input' || element.response_url_enabled !== true || channel === undefined) return [];
    const response_url = world.responses.create('app', { channel, user: user.id });
    return [{ block_id: blockId, action_id: actionId, channel_id: channel, response_url }];
  });
}
