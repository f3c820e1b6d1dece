import type { Ids } from './ids.ts';
import { isObject, objects, stringOf } from './json.ts';
import type { Block, Json } from './model.ts';
import { storedText } from './text.ts';

/** An element that people act on, with the block it stands in. */
export interface Placed {
  block: Block;
  element: Block;
  blockId: string;
  actionId: string;
  /** Label of the input block around it, if it stands in one. */
  label: string | undefined;
}

const INTERACTIVE = new Set([
  'button',
  'checkboxes',
  'radio_buttons',
  'overflow',
  'static_select',
  'external_select',
  'users_select',
  'conversations_select',
  'channels_select',
  'multi_static_select',
  'multi_external_select',
  'multi_users_select',
  'multi_conversations_select',
  'multi_channels_select',
  'datepicker',
  'timepicker',
  'datetimepicker',
  'plain_text_input',
  'email_text_input',
  'url_text_input',
  'number_input',
  'rich_text_input',
  'file_input',
  'workflow_button',
  'icon_button',
  'feedback_buttons',
]);

/**
 * Blocks as Slack stores and returns them: every block with a block_id, every interactive element with an action_id,
 * text objects with their defaults, text escaped.
 */
export function storedBlocks(blocks: readonly unknown[], ids: Ids): Block[] {
  return blocks.filter(isObject).map((block) => {
    const given = stringOf(block.block_id);
    const stored = storedPart(block, ids) as Block;
    return { ...stored, block_id: given ?? ids.block() };
  });
}

/** Every element that people act on, in the order of reading, those inside of cards and containers too. */
export function placed(blocks: readonly Block[]): Placed[] {
  return blocks.flatMap((block) =>
    elementsOf(block)
      .flatMap(separated)
      .map((element) => placedIn(block, element)),
  );
}

/** The element of a block by its ids. */
export function find(blocks: readonly Block[], blockId: string, actionId: string): Placed | undefined {
  return placed(blocks).find((place) => place.blockId === blockId && place.actionId === actionId);
}

/** The visible text of a text object or of a plain string; `` for anything else. */
export function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  return isObject(value) ? (stringOf(value.text) ?? '') : '';
}

/** Feedback buttons are two buttons under one action_id. */
function separated(element: Block): Block[] {
  if (element.type !== 'feedback_buttons') return [element];
  return [element.positive_button, element.negative_button].filter(isObject).map((button) => ({
    ...button,
    type: 'feedback_buttons',
    action_id: element.action_id,
  }));
}

function placedIn(block: Block, element: Block): Placed {
  return {
    block,
    element,
    blockId: block.block_id ?? '',
    actionId: stringOf(element.action_id) ?? '',
    label: block.type === 'input' ? textOf(block.label) : undefined,
  };
}

function elementsOf(block: Block): Block[] {
  const candidates = [block.element, block.accessory, ...objects(block.elements), ...objects(block.actions)];
  const direct = candidates.filter(isElement);
  const nested = [...objects(block.child_blocks), ...objects(block.elements)].filter(isBlockWithElements);
  return [...direct, ...nested.flatMap(elementsOf)];
}

function isElement(value: unknown): value is Block {
  return isObject(value) && typeof value.type === 'string' && INTERACTIVE.has(value.type);
}

function isBlockWithElements(value: Json): value is Block {
  return typeof value.type === 'string' && ['card', 'actions', 'section', 'input'].includes(value.type);
}

function storedPart(value: unknown, ids: Ids): unknown {
  if (Array.isArray(value)) return value.map((item) => storedPart(item, ids));
  if (!isObject(value)) return value;
  const copy: Json = Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, storedPart(inner, ids)]));
  if (value.type === 'plain_text' && typeof value.text === 'string') return storedPlainText(value);
  if (value.type === 'mrkdwn' && typeof value.text === 'string') return storedMrkdwn(value);
  if (isElement(value) && value.action_id === undefined) copy.action_id = ids.action();
  return copy;
}

function storedPlainText(text: Json): Json {
  return { ...text, text: storedText(textOf(text), false), emoji: text.emoji ?? true };
}

function storedMrkdwn(text: Json): Json {
  return { ...text, text: storedText(textOf(text), text.verbatim !== true), verbatim: text.verbatim ?? false };
}
