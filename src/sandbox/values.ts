import { type Placed, placed } from './blocks.ts';
import { isObject, objects, stringOf } from './json.ts';
import type { Block, Json, StateValue, StateValues } from './model.ts';

/** The key under which `state.values` and `block_actions` report each kind of element. */
const KEY: Record<string, string> = {
  plain_text_input: 'value',
  email_text_input: 'value',
  url_text_input: 'value',
  number_input: 'value',
  rich_text_input: 'rich_text_value',
  static_select: 'selected_option',
  external_select: 'selected_option',
  radio_buttons: 'selected_option',
  overflow: 'selected_option',
  multi_static_select: 'selected_options',
  multi_external_select: 'selected_options',
  checkboxes: 'selected_options',
  users_select: 'selected_user',
  multi_users_select: 'selected_users',
  conversations_select: 'selected_conversation',
  multi_conversations_select: 'selected_conversations',
  channels_select: 'selected_channel',
  multi_channels_select: 'selected_channels',
  datepicker: 'selected_date',
  timepicker: 'selected_time',
  datetimepicker: 'selected_date_time',
  file_input: 'files',
};

const LISTS = new Set(['selected_options', 'selected_users', 'selected_conversations', 'selected_channels', 'files']);

/** What `initial_…` property sets an element's first value. */
const INITIAL: Record<string, string> = {
  value: 'initial_value',
  rich_text_value: 'initial_value',
  selected_option: 'initial_option',
  selected_options: 'initial_options',
  selected_user: 'initial_user',
  selected_users: 'initial_users',
  selected_conversation: 'initial_conversation',
  selected_conversations: 'initial_conversations',
  selected_channel: 'initial_channel',
  selected_channels: 'initial_channels',
  selected_date: 'initial_date',
  selected_time: 'initial_time',
  selected_date_time: 'initial_date_time',
};

/** The property that holds the value of this type of element; undefined for those that hold none, such as buttons. */
export function keyOf(type: string): string | undefined {
  return KEY[type];
}

/** `state.values` of freshly shown blocks. */
export function initialValues(blocks: readonly Block[]): StateValues {
  const values: StateValues = {};
  for (const place of placed(blocks)) {
    if (isStateful(place.element)) put(values, place, initialValue(place.element));
  }
  return values;
}

/** `state.values` after an update: what was filled in stays where block_id, action_id and type are the same. */
export function keptValues(before: StateValues, blocks: readonly Block[]): StateValues {
  const values = initialValues(blocks);
  for (const place of placed(blocks)) {
    const kept = before[place.blockId]?.[place.actionId];
    if (kept && isStateful(place.element) && kept.type === place.element.type) put(values, place, kept);
  }
  return values;
}

/** A copy of `values` with one of them changed. */
export function withValue(values: StateValues, place: Placed, value: StateValue): StateValues {
  return { ...values, [place.blockId]: { ...values[place.blockId], [place.actionId]: value } };
}

/** Is there nothing in it? */
export function isEmpty(value: StateValue | undefined): boolean {
  if (!value) return true;
  const content = value[KEY[value.type] ?? ''];
  if (Array.isArray(content)) return content.length === 0;
  return content === null || content === undefined || content === '';
}

/** The value of an element that nobody touched yet. */
export function initialValue(element: Block): StateValue {
  const key = KEY[element.type] ?? 'value';
  const initial = element[INITIAL[key] ?? ''];
  return stateValue(element, initial ?? (LISTS.has(key) ? [] : null));
}

/** A value in the form that `state.values` has for this element. */
export function stateValue(element: Block, content: unknown): StateValue {
  const key = KEY[element.type] ?? 'value';
  const zone = element.type === 'timepicker' && element.timezone ? { timezone: element.timezone } : {};
  return { type: element.type, [key]: content, ...zone };
}

/** All options of a select, grouped ones included. */
export function optionsOf(element: Json): Json[] {
  const groups = objects(element.option_groups).flatMap((group) => objects(group.options));
  return [...objects(element.options), ...groups];
}

function isStateful(element: Block): boolean {
  return element.type in KEY && element.type !== 'overflow';
}

function put(values: StateValues, place: Placed, value: StateValue): void {
  values[place.blockId] = { ...values[place.blockId], [place.actionId]: value };
}

/** The content of a value, as plain JSON. */
export function contentOf(value: StateValue | undefined): unknown {
  return value?.[KEY[value.type] ?? ''];
}

/** The text inside a rich_text block, without its styles. */
export function plainOf(richText: unknown): string {
  if (!isObject(richText)) return '';
  const own = stringOf(richText.text) ?? '';
  return own + objects(richText.elements).map(plainOf).join('');
}
