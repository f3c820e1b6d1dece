import type { KnownBlock, ModalView } from '@slack/types';
import { cut, option, words } from './kit.ts';
import { type Carried, carry, type Filled, fieldOf } from './payload.ts';

/** Characters that a field of text takes at most: docs.slack.dev/reference/block-kit/block-elements/plain-text-input-element */
const TEXT_MAX = 3_000;

type InputBlock = Extract<KnownBlock, { type: 'input' }>;
type Element = InputBlock['element'];
export type Choice = { label: string; value: string };
type Field = {
  name: string;
  label: string;
  hint?: string | undefined;
  optional?: boolean;
  /** What the field depends on. When that changes, the field begins afresh: Slack keeps what is filled in as long as block_id and action_id stay. */
  of?: string;
};

/**
 * A modal with a form. `title`, `submit` and `close` take at most 24 characters each. `carried` comes back on submission.
 * `reportsClosing` has Slack tell when it is closed without being submitted.
 */
export function form(
  look: { id: string; title: string; submit?: string; close?: string; carried?: Carried; reportsClosing?: boolean },
  blocks: KnownBlock[],
): ModalView {
  return {
    type: 'modal',
    callback_id: look.id,
    title: words(look.title, 24),
    ...(look.submit && { submit: words(look.submit, 24) }),
    close: words(look.close ?? (look.submit ? 'Not now' : 'Close'), 24),
    private_metadata: carry(look.carried ?? {}),
    ...(look.reportsClosing && { notify_on_close: true }),
    blocks,
  };
}

/** A field: its block_id and the action_id of its element are `name`, the block_id with `#` and what it depends on behind it. */
function input({ name, label, hint, optional, of }: Field, element: Element, dispatches = false): KnownBlock {
  return {
    type: 'input',
    block_id: of === undefined ? name : `${name}#${of}`,
    label: words(label, 2000),
    ...(hint && { hint: words(hint, 2000) }),
    optional: optional ?? false,
    ...(dispatches && { dispatch_action: true }),
    element,
  };
}

/**
 * One line of text, or several lines, of at most `max` characters. A longer `value` is shown cut, for Slack would refuse the modal; one that is
 * to be `whole`, because the person has it nowhere else, makes the field as long as it needs, up to Slack's 3,000.
 */
export function textField(
  field: Field & { value?: string; max: number; whole?: boolean; lines?: boolean; placeholder?: string },
): KnownBlock {
  const max = Math.min(field.whole ? Math.max(field.max, field.value?.length ?? 0) : field.max, TEXT_MAX);
  return input(field, {
    type: 'plain_text_input',
    action_id: field.name,
    max_length: max,
    ...(field.lines && { multiline: true }),
    ...(field.value && { initial_value: cut(field.value, max) }),
    ...(field.placeholder && { placeholder: words(field.placeholder, 150) }),
  });
}

/** A whole number from `min` to `max`; comes back as text. */
export function numberField(field: Field & { value?: string; min: number; max: number }): KnownBlock {
  return input(field, {
    type: 'number_input',
    action_id: field.name,
    is_decimal_allowed: false,
    min_value: String(field.min),
    max_value: String(field.max),
    ...(field.value && { initial_value: field.value }),
  });
}

/** A file with one of these endings; what is filled in is a list of Slack's ids, of one at most. At most 10 MB: docs.slack.dev/reference/block-kit/block-elements/file-input-element */
export function fileField(field: Field & { endings: string[] }): KnownBlock {
  return input(field, { type: 'file_input', action_id: field.name, filetypes: field.endings, max_files: 1 });
}

/** A date without a time, `YYYY-MM-DD`. */
export function dateField(field: Field & { value?: string | undefined }): KnownBlock {
  return input(field, { type: 'datepicker', action_id: field.name, ...(field.value && { initial_date: field.value }) });
}

/** A time of day, `HH:mm`, 24 hours. */
export function timeField(field: Field & { value?: string | undefined }): KnownBlock {
  return input(field, { type: 'timepicker', action_id: field.name, ...(field.value && { initial_time: field.value }) });
}

/** One of a few, all in view. At most ten. */
export function radioField(field: Field & { choices: Choice[]; value?: string }): KnownBlock {
  return input(field, { type: 'radio_buttons', action_id: field.name, ...choices(field) });
}

/** One of several. At most a hundred. `reports` sends each choice at once as a click on `name`. */
export function selectField(field: Field & { choices: Choice[]; value?: string; reports?: boolean }): KnownBlock {
  return input(field, { type: 'static_select', action_id: field.name, ...choices(field) }, field.reports);
}

/** A select that stands alone, outside a form, and reports each choice as a click on `id`. */
export function pick(id: string, placeholder: string, offered: Choice[], value: string): KnownBlock {
  const element = { type: 'static_select' as const, action_id: id, placeholder: words(placeholder, 150) };
  return { type: 'actions', elements: [{ ...element, ...choices({ choices: offered, value }) }] };
}

/** Several of a few, all in view. At most ten. */
export function checkField(field: Field & { choices: Choice[]; values?: string[] }): KnownBlock {
  const options = field.choices.map((each) => option(each.label, each.value));
  const initial = options.filter((each) => field.values?.includes(each.value ?? ''));
  return input(field, {
    type: 'checkboxes',
    action_id: field.name,
    options,
    ...(initial.length > 0 && { initial_options: initial }),
  });
}

/** One person; `value` is a Slack user id. */
export function personField(field: Field & { value?: string | undefined }): KnownBlock {
  return input(field, {
    type: 'users_select',
    action_id: field.name,
    ...(field.value && { initial_user: field.value }),
  });
}

/** Several people, at most `max`; `values` are Slack user ids. */
export function peopleField(field: Field & { values: string[]; max: number }): KnownBlock {
  return input(field, {
    type: 'multi_users_select',
    action_id: field.name,
    max_selected_items: field.max,
    ...(field.values.length > 0 && { initial_users: field.values }),
  });
}

/** A channel of this workspace, public or private; `value` is its Slack id. */
export function channelField(field: Field & { value?: string }): KnownBlock {
  return input(field, {
    type: 'conversations_select',
    action_id: field.name,
    filter: { include: ['public', 'private'], exclude_external_shared_channels: true, exclude_bot_users: true },
    ...(field.value && { initial_conversation: field.value }),
  });
}

/** A form as it is drawn, with its fields filled in once more, as far as it still has them and offers what was chosen; texts as they are, up to Slack's 3,000. */
export function refilled(view: ModalView, filled: Filled): ModalView {
  return { ...view, blocks: view.blocks.map((block) => (isInput(block) ? refill(block, filled) : block)) };
}

function isInput(block: ModalView['blocks'][number]): block is InputBlock {
  return block.type === 'input';
}

function refill(block: InputBlock, filled: Filled): KnownBlock {
  const value = filled[fieldOf(block.block_id ?? '')];
  if (value === undefined || value === null || value === '') return block;
  const { initial_options: _ticked, ...element } = block.element as Element & { initial_options?: unknown };
  return { ...block, element: { ...element, ...initial(block.element, value) } as Element };
}

function initial(element: Element, value: string | number | string[]): object {
  switch (element.type) {
    case 'plain_text_input': {
      const whole = cut(String(value), TEXT_MAX);
      return { initial_value: whole, max_length: Math.max(element.max_length ?? TEXT_MAX, whole.length) };
    }
    case 'number_input':
      return { initial_value: String(value) };
    case 'users_select':
      return { initial_user: value };
    case 'multi_users_select':
      return Array.isArray(value) ? { initial_users: value.slice(0, element.max_selected_items) } : {};
    case 'conversations_select':
      return { initial_conversation: value };
    case 'datepicker':
      return { initial_date: value };
    case 'timepicker':
      return { initial_time: value };
    case 'radio_buttons':
    case 'static_select': {
      const chosen = element.options?.find((each) => each.value === value);
      return chosen ? { initial_option: chosen } : {};
    }
    case 'checkboxes': {
      const ticked = element.options.filter((each) => Array.isArray(value) && value.includes(each.value ?? ''));
      return ticked.length > 0 ? { initial_options: ticked } : {};
    }
    default:
      return {};
  }
}

function choices(field: { choices: Choice[]; value?: string }) {
  const options = field.choices.map((each) => option(each.label, each.value));
  const initial = options.find((each) => each.value === field.value);
  return { options, ...(initial && { initial_option: initial }) };
}
