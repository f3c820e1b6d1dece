import { placed as elementsIn, type Placed } from '../blocks.ts';
import { isObject } from '../json.ts';
import type { Json, StateValue, User } from '../model.ts';
import { actionPart, blockActionsPayload, type Place, suggestionPayload } from '../payloads.ts';
import { withValue } from '../values.ts';
import type { World } from '../world.ts';
import { type Entry, type First, offeredOptions, valueFor } from './entries.ts';
import { NOTHING_SENT, type Outcome, outcomeOf, told } from './outcome.ts';
import { personOf } from './people.ts';
import { blocksOf, elementIn, isButton, keepValues, type On, placeOf, valuesOf, type Which } from './surface.ts';

/** What an entry tells the app: `typing` without Enter, `finished` with it, `nothing` as part of a submission. */
export type Tells = 'typing' | 'finished' | 'nothing';

/** Presses a button. `confirm: false` turns its confirmation dialog down. @throws Impossible */
export async function click(world: World, as: string, on: On, which: Which, confirm = true): Promise<Outcome> {
  const user = personOf(world, as);
  const place = placeOf(world, user, on);
  const target = elementIn(world, blocksOf(place), which, ({ element }) => isButton(element));
  if (target.element.confirm !== undefined && !confirm) return NOTHING_SENT;
  if (target.element.type === 'workflow_button') return NOTHING_SENT;
  return act(world, user, place, target, undefined);
}

/** Chooses in an element that is not a button, and tells the app where the element reports at once. @throws Impossible */
export async function choose(
  world: World,
  as: string,
  on: On,
  which: Which,
  entry: Entry,
  { confirm = true, first = 'text' }: { confirm?: boolean; first?: First } = {},
): Promise<Outcome> {
  const user = personOf(world, as);
  const place = placeOf(world, user, on);
  const thumb = thumbIn(place, which, entry);
  if (thumb) return act(world, user, place, thumb, undefined);
  const target = elementIn(world, blocksOf(place), which, ({ element }) => !isButton(element));
  if (target.element.confirm !== undefined && !confirm) return NOTHING_SENT;
  const value = await valueFor(
    world,
    user,
    target,
    entry,
    (typed) => offeredBy(world, user, place, target, typed),
    first,
  );
  return enter(world, user, place, target, value, 'finished');
}

/**
 * Fills in several inputs, as `state.values` would name them or by what is written beside them.
 * What must be dispatched is, one after the other. @throws Impossible
 */
export async function fill(
  world: World,
  as: string,
  on: On,
  entries: readonly { which: Which; entry: Entry }[],
  { first = 'text', tells = 'typing' }: { first?: First; tells?: Tells } = {},
): Promise<Outcome[]> {
  const user = personOf(world, as);
  const outcomes: Outcome[] = [];
  for (const { which, entry } of entries) {
    const place = placeOf(world, user, on);
    const target = elementIn(
      world,
      blocksOf(place),
      which,
      ({ element }) => !isButton(element) && element.type !== 'overflow',
    );
    const value = await valueFor(
      world,
      user,
      target,
      entry,
      (typed) => offeredBy(world, user, place, target, typed),
      first,
    );
    outcomes.push(await enter(world, user, place, target, value, tells));
  }
  return outcomes;
}

/** Asks the app what an external select offers for what is typed. @throws Impossible */
export async function suggest(
  world: World,
  as: string,
  on: On,
  which: Which,
  typed: string,
): Promise<Outcome & { answer: Json }> {
  const user = personOf(world, as);
  const place = placeOf(world, user, on);
  const target = elementIn(world, blocksOf(place), which, ({ element }) => element.type.endsWith('external_select'));
  return asked(world, user, place, target, typed);
}

/** Of two feedback buttons under the same ids the value tells which one is meant. */
function thumbIn(place: Place, which: Which, entry: Entry): Placed | undefined {
  return elementsIn(blocksOf(place)).find(
    ({ element, blockId, actionId }) =>
      element.type === 'feedback_buttons' &&
      element.value === entry &&
      'block_id' in which &&
      which.block_id === blockId &&
      which.action_id === actionId,
  );
}

async function offeredBy(world: World, user: User, place: Place, target: Placed, typed: string): Promise<Json[]> {
  return offeredOptions((await asked(world, user, place, target, typed)).answer);
}

async function asked(
  world: World,
  user: User,
  place: Place,
  target: Placed,
  typed: string,
): Promise<Outcome & { answer: Json }> {
  const least = typeof target.element.min_query_length === 'number' ? target.element.min_query_length : 3;
  if ([...typed].length < least) return { entry: undefined, answer: { options: [] } };
  const payload = suggestionPayload(world, user, place, target, typed);
  const delivery = await world.deliveries.send('interactive', `block_suggestion ${target.actionId}`, payload);
  const outcome = outcomeOf(world, delivery, aboutOf(user, place));
  if (outcome.error !== undefined) return { ...outcome, answer: { options: [] } };
  const violations = world.checks.suggestions(delivery.answer);
  if (violations.length === 0 && isObject(delivery.answer)) return { ...outcome, answer: delivery.answer };
  delivery.entry.violations = violations;
  world.log.changed(delivery.entry);
  return { ...outcome, ...told(world, 'connection_error', aboutOf(user, place)), answer: { options: [] } };
}

/** Keeps a value and sends it where the element reports by itself. */
async function enter(
  world: World,
  user: User,
  place: Place,
  target: Placed,
  value: StateValue,
  tells: Tells,
): Promise<Outcome> {
  const isOverflow = target.element.type === 'overflow';
  const values = isOverflow ? valuesOf(place) : withValue(valuesOf(place), target, value);
  const kept = isOverflow ? place : keepValues(world, user, place, values);
  return reportsAtOnce(target, tells) ? act(world, user, kept, target, value) : NOTHING_SENT;
}

/** Elements inside of `input` blocks report only with `dispatch_action`; text fields then on Enter or on every character. */
function reportsAtOnce({ block, element }: Placed, tells: Tells): boolean {
  const isText = /(_text_input|number_input)$/.test(element.type);
  if (tells === 'nothing' || (block.type === 'input' && block.dispatch_action !== true)) return false;
  if (!isText) return true;
  const config = isObject(element.dispatch_action_config)
    ? element.dispatch_action_config.trigger_actions_on
    : undefined;
  const triggers = Array.isArray(config) ? config : ['on_enter_pressed'];
  return triggers.includes('on_character_entered') || (tells === 'finished' && triggers.includes('on_enter_pressed'));
}

async function act(
  world: World,
  user: User,
  place: Place,
  target: Placed,
  value: StateValue | undefined,
): Promise<Outcome> {
  const about = aboutOf(user, place);
  if (!world.settings.interactivity) return { entry: undefined, ...told(world, 'not_interactive', about) };
  const payload = blockActionsPayload(world, user, place, actionPart(world, target, value));
  const delivery = await world.deliveries.send('interactive', `block_actions ${target.actionId}`, payload);
  return outcomeOf(world, delivery, about);
}

function aboutOf(user: User, place: Place) {
  if (place.kind === 'modal') return { user: user.id, view_id: place.open.view.id };
  if (place.kind === 'home') return { user: user.id, view_id: place.view.id };
  return { user: user.id, channel: place.message.channel, ts: place.message.ts };
}
