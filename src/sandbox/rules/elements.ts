import {
  confirm,
  conversationFilter,
  dispatchActionConfig,
  formattedOption,
  id,
  linkOption,
  option,
  optionGroup,
  url,
} from './composition.ts';
import { imageElement } from './pictures.ts';
import {
  atLeastOneOf,
  initialOption,
  initialOptions,
  inOrder,
  knownZone,
  notBoth,
  realDate,
  urlIn,
} from './relations.ts';
import { richText } from './rich-text.ts';
import {
  anything,
  boolean,
  type Check,
  enumeration,
  integer,
  list,
  type ObjectShape,
  object,
  plainText,
  type Shape,
  string,
} from './shape.ts';

/** Block elements: https://docs.slack.dev/reference/block-kit/block-elements */

type Rules = {
  required?: Record<string, Shape>;
  optional?: Record<string, Shape>;
  also?: Check[];
};

function element(type: string, { required = {}, optional = {}, also = [] }: Rules): ObjectShape {
  return object({
    required: { type: enumeration(type), ...required },
    optional: { action_id: id, ...optional },
    also,
  });
}

const focus = { focus_on_load: boolean };
const placeholder = { placeholder: plainText(150) };
const asked = { confirm };
const dispatch = { dispatch_action_config: dispatchActionConfig };
const several = { max_selected_items: integer({ min: 1 }) };
const answersByUrl = { response_url_enabled: boolean };
const menu = { ...placeholder, ...focus, ...asked };

const label = plainText(75);
const spokenLabel = string({ min: 1, max: 75, empty: 'W' });
const buttonValue = string({ max: 2000, min: 1, empty: 'W' });
const style = enumeration('primary', 'danger');
const someId = string({ min: 1 });

const choices = { options: list(option, { min: 1, max: 100 }), option_groups: list(optionGroup, { min: 1, max: 100 }) };
const oneSetOfChoices = [atLeastOneOf('options', 'option_groups'), notBoth('options', 'option_groups')];

const DATE = '^\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])$';
const TIME = '^([01]\\d|2[0-3]):[0-5]\\d$';
const NUMBER = '^-?\\d+(\\.\\d+)?$';
const TEN_DIGITS = { min: 1_000_000_000, max: 9_999_999_999 };

const feedbackButton = object({
  required: { text: label, value: string({ max: 2000, min: 1 }) },
  optional: { accessibility_label: spokenLabel },
});

const ELEMENTS = {
  button: element('button', {
    required: { text: label },
    optional: { value: buttonValue, url, style, accessibility_label: spokenLabel, ...asked },
    also: [urlIn('url')],
  }),
  checkboxes: element('checkboxes', {
    required: { options: list(formattedOption, { min: 1, max: 10 }) },
    optional: { initial_options: list(formattedOption), ...focus, ...asked },
    also: [initialOptions],
  }),
  radio_buttons: element('radio_buttons', {
    required: { options: list(formattedOption, { min: 1, max: 10 }) },
    optional: { initial_option: formattedOption, ...focus, ...asked },
    also: [initialOption],
  }),
  overflow: element('overflow', {
    required: { options: list(linkOption, { min: 1, max: 5 }) },
    optional: { ...asked },
  }),
  static_select: element('static_select', {
    optional: { ...choices, initial_option: option, ...menu },
    also: [...oneSetOfChoices, initialOption],
  }),
  multi_static_select: element('multi_static_select', {
    optional: { ...choices, initial_options: list(option), ...several, ...menu },
    also: [...oneSetOfChoices, initialOptions],
  }),
  external_select: element('external_select', {
    optional: { initial_option: option, min_query_length: integer({ min: 0 }), ...menu },
  }),
  multi_external_select: element('multi_external_select', {
    optional: { initial_options: list(option, { min: 1 }), min_query_length: integer({ min: 0 }), ...several, ...menu },
  }),
  users_select: element('users_select', { optional: { initial_user: someId, ...menu } }),
  multi_users_select: element('multi_users_select', {
    optional: { initial_users: list(someId), ...several, ...menu },
  }),
  conversations_select: element('conversations_select', {
    optional: {
      initial_conversation: someId,
      default_to_current_conversation: boolean,
      filter: conversationFilter,
      ...answersByUrl,
      ...menu,
    },
  }),
  multi_conversations_select: element('multi_conversations_select', {
    optional: {
      initial_conversations: list(someId),
      default_to_current_conversation: boolean,
      filter: conversationFilter,
      ...several,
      ...menu,
    },
  }),
  channels_select: element('channels_select', { optional: { initial_channel: someId, ...answersByUrl, ...menu } }),
  multi_channels_select: element('multi_channels_select', {
    optional: { initial_channels: list(someId), ...several, ...menu },
  }),
  datepicker: element('datepicker', {
    optional: { initial_date: string({ pattern: DATE }), ...menu },
    also: [realDate('initial_date')],
  }),
  timepicker: element('timepicker', {
    optional: { initial_time: string({ pattern: TIME }), timezone: someId, ...menu },
    also: [knownZone('timezone')],
  }),
  datetimepicker: element('datetimepicker', {
    optional: { initial_date_time: integer(TEN_DIGITS), ...focus, ...asked },
  }),
  plain_text_input: element('plain_text_input', {
    optional: {
      initial_value: string({ max: 3000 }),
      multiline: boolean,
      min_length: integer({ min: 0, max: 3000 }),
      max_length: integer({ min: 1, max: 3000 }),
      ...dispatch,
      ...focus,
      ...placeholder,
    },
    also: [inOrder('min_length', 'max_length')],
  }),
  email_text_input: element('email_text_input', {
    optional: { initial_value: string(), ...dispatch, ...focus, ...placeholder },
  }),
  url_text_input: element('url_text_input', {
    optional: { initial_value: string(), ...dispatch, ...focus, ...placeholder },
  }),
  number_input: element('number_input', {
    required: { is_decimal_allowed: boolean },
    optional: {
      initial_value: string({ pattern: NUMBER }),
      min_value: string({ pattern: NUMBER }),
      max_value: string({ pattern: NUMBER }),
      ...dispatch,
      ...focus,
      ...placeholder,
    },
    also: [inOrder('min_value', 'max_value')],
  }),
  rich_text_input: {
    ...element('rich_text_input', {
      optional: {
        initial_value: richText,
        min_lines: integer({ min: 1, max: 100 }),
        max_lines: integer({ min: 1, max: 100 }),
        ...dispatch,
        ...focus,
        ...placeholder,
      },
      also: [inOrder('min_lines', 'max_lines')],
    }),
    wanted: { action_id: id },
  },
  file_input: element('file_input', {
    optional: { filetypes: list(someId, { min: 1 }), max_files: integer({ min: 1, max: 10 }) },
  }),
  feedback_buttons: element('feedback_buttons', {
    required: { positive_button: feedbackButton, negative_button: feedbackButton },
  }),
  icon_button: element('icon_button', {
    required: { icon: enumeration('trash'), text: label },
    optional: {
      value: buttonValue,
      accessibility_label: spokenLabel,
      visible_to_user_ids: list(someId, { min: 1, max: 10 }),
      ...asked,
    },
  }),
  workflow_button: element('workflow_button', {
    required: {
      text: label,
      workflow: object({
        required: {
          trigger: object({
            required: { url },
            optional: {
              customizable_input_parameters: list(object({ required: { name: someId, value: anything } })),
            },
          }),
        },
      }),
    },
    optional: { style, accessibility_label: spokenLabel, ...asked },
  }),
  image: imageElement,
} satisfies Record<string, ObjectShape>;

export type ElementName = keyof typeof ELEMENTS;

/** The chosen elements, for the union of a container. */
export const pick = (...names: ElementName[]): Record<string, ObjectShape> =>
  Object.fromEntries(names.map((name) => [name, ELEMENTS[name]]));

export const BUTTON: ObjectShape = ELEMENTS.button;

export const SELECTS = [
  'static_select',
  'external_select',
  'users_select',
  'conversations_select',
  'channels_select',
] as const satisfies ElementName[];

export const MULTI_SELECTS = [
  'multi_static_select',
  'multi_external_select',
  'multi_users_select',
  'multi_conversations_select',
  'multi_channels_select',
] as const satisfies ElementName[];

/** The `url` element of a task's sources. */
export const sourceElement: ObjectShape = object({
  required: { type: enumeration('url'), url: string({ min: 1, max: 3000 }), text: string({ min: 1 }) },
  also: [urlIn('url')],
});
