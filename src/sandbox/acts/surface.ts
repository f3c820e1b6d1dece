import { find, type Placed, placed, textOf } from '../blocks.ts';
import { isObject, objects } from '../json.ts';
import type { Block, StateValues, User } from '../model.ts';
import type { Place } from '../payloads.ts';
import { readableText } from '../text.ts';
import { initialValues } from '../values.ts';
import type { World } from '../world.ts';
import { impossible } from './outcome.ts';
import { messageFor } from './people.ts';

const BUTTONS = new Set(['button', 'workflow_button', 'icon_button', 'feedback_buttons']);

/** Where somebody acts. */
export type On = { channel: string; ts: string; version?: number } | { view_id: string } | { home: true };

/** Which element: by its ids, by its action_id alone, or by what is written on it. */
export type Which = { block_id: string; action_id: string } | { action_id: string; value?: string } | { label: string };

export function placeOf(world: World, user: User, on: On): Place {
  if ('view_id' in on) {
    const open = world.views.modal(on.view_id);
    if (open?.user === user.id) return { kind: 'modal', open };
    const home = world.views.home(user.id);
    if (home?.view.id === on.view_id) return { kind: 'home', view: home.view, values: home.values };
    return impossible(`@${user.name} has no modal ${on.view_id} open`);
  }
  if ('home' in on) {
    const home = world.views.home(user.id);
    if (!home) return impossible(`The Home tab of @${user.name} is empty`);
    return { kind: 'home', view: home.view, values: home.values };
  }
  const message = messageFor(world, user, on.channel, on.ts, on.version);
  const blocks = blocksOfMessage(message);
  const values = world.drafts.of(user.id, message.channel, message.ts) ?? initialValues(blocks);
  return { kind: 'message', message, values };
}

/** The blocks of a place, those of a message's attachments too. */
export function blocksOf(place: Place): Block[] {
  if (place.kind === 'modal') return place.open.view.blocks;
  return place.kind === 'home' ? place.view.blocks : blocksOfMessage(place.message);
}

export function blocksOfMessage(message: { blocks?: Block[]; attachments?: unknown[] }): Block[] {
  const attached = objects(message.attachments).flatMap((attachment) => objects(attachment.blocks) as Block[]);
  return [...(message.blocks ?? []), ...attached];
}

export function valuesOf(place: Place): StateValues {
  return place.kind === 'modal' ? place.open.values : place.values;
}

/** Remembers what is chosen and typed there. */
export function keepValues(world: World, user: User, place: Place, values: StateValues): Place {
  if (place.kind === 'message') {
    world.drafts.keep(user.id, place.message.channel, place.message.ts, values);
    return { ...place, values };
  }
  const id = place.kind === 'modal' ? place.open.view.id : place.view.id;
  world.views.fill(id, values);
  if (place.kind === 'home') return { ...place, values };
  return { kind: 'modal', open: world.views.modal(id) ?? place.open };
}

/** The element that is meant. @throws Impossible, naming what there is instead */
export function elementIn(
  world: World,
  blocks: readonly Block[],
  which: Which,
  wanted: (place: Placed) => boolean,
): Placed {
  const candidates = placed(blocks).filter(wanted);
  const found =
    'block_id' in which
      ? find(blocks, which.block_id, which.action_id)
      : candidates.filter((place) => isMeant(world, place, which))[0];
  if (found) return found;
  const name = 'label' in which ? which.label : which.action_id;
  const there = candidates.map((place) => `«${labelOf(world, place)}»`).join(', ') || 'none';
  return impossible(`Nothing here is called «${name}». There is: ${there}`);
}

/** What is written on a button, beside a field, or in an empty select. */
export function labelOf(world: World, place: Placed): string {
  const { element, block } = place;
  if (isButton(element)) return readable(world, element.text);
  if (place.label !== undefined) return readable(world, block.label);
  return readable(world, element.placeholder) || readable(world, block.text) || place.actionId;
}

export function isButton(element: Block): boolean {
  return BUTTONS.has(element.type);
}

export function readable(world: World, text: unknown): string {
  const words = textOf(text);
  return isObject(text) && text.type === 'plain_text' ? unescaped(words) : readableText(words, world.names);
}

function unescaped(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}

function isMeant(world: World, place: Placed, which: Exclude<Which, { block_id: string }>): boolean {
  if ('label' in which) {
    const { element } = place;
    return (
      labelOf(world, place) === which.label ||
      (!isButton(element) && readable(world, element.placeholder) === which.label)
    );
  }
  return place.actionId === which.action_id && (which.value === undefined || place.element.value === which.value);
}
