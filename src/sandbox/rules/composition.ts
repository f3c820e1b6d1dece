import { atLeastOneOf, notBoth, urlIn } from './relations.ts';
import {
  anyText,
  boolean,
  enumeration,
  list,
  mostly,
  type ObjectShape,
  object,
  plainText,
  type StringShape,
  string,
  type TextShape,
} from './shape.ts';

/** Composition objects: https://docs.slack.dev/reference/block-kit/composition-objects */

/** `block_id`, `action_id`: up to 255; that one empty id passes where several clash is known of `block_id` only. */
export const id: StringShape = string({ max: 255, min: 1, empty: 'W' });

export const url: StringShape = string({ max: 3000, min: 1, empty: 'W' });

const OPTION_TEXT = 75;

/** The doc comment in `@slack/types` says 75, the documentation and three validators 150: 150 it is. */
const OPTION_VALUE = 150;

function optionWith(text: TextShape, more: ObjectShape['optional'] = {}): ObjectShape {
  return object({
    required: { text, value: string({ max: OPTION_VALUE, min: 1, empty: 'W' }) },
    optional: { description: plainText(OPTION_TEXT), ...more },
  });
}

/** In selects. */
export const option: ObjectShape = optionWith(plainText(OPTION_TEXT));

/** In checkboxes and radio buttons, which show mrkdwn too; in the description the documentation wants plain text. */
export const formattedOption: ObjectShape = {
  ...optionWith(anyText(OPTION_TEXT)),
  optional: { description: mostly('plain_text', OPTION_TEXT) },
};

/** In overflow menus, the only place where an option may link. */
export const linkOption: ObjectShape = { ...optionWith(plainText(OPTION_TEXT), { url }), also: [urlIn('url')] };

export const optionGroup: ObjectShape = object({
  required: { label: plainText(75), options: list(option, { min: 1, max: 100 }) },
});

/** The documentation requires all four, the types only `text`. */
export const confirm: ObjectShape = object({
  required: { text: anyText(300) },
  wanted: { title: plainText(100), confirm: plainText(30), deny: plainText(30) },
  optional: { style: enumeration('primary', 'danger') },
});

export const dispatchActionConfig: ObjectShape = object({
  optional: {
    trigger_actions_on: list(enumeration('on_enter_pressed', 'on_character_entered'), { min: 1, max: 2 }),
  },
});

export const conversationFilter: ObjectShape = object({
  optional: {
    include: list(enumeration('im', 'mpim', 'private', 'public'), { min: 1, max: 4 }),
    exclude_external_shared_channels: boolean,
    exclude_bot_users: boolean,
  },
  also: [atLeastOneOf('include', 'exclude_external_shared_channels', 'exclude_bot_users')],
});

export const slackFile: ObjectShape = object({
  optional: { id: string({ min: 1 }), url },
  also: [atLeastOneOf('id', 'url'), notBoth('id', 'url'), urlIn('url')],
});
