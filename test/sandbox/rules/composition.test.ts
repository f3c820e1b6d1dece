import {
  accessory,
  actions,
  bothSides,
  button,
  inMessage,
  inModal,
  input,
  long,
  mrkdwn,
  option,
  plain,
  times,
} from './payloads.ts';

/** Composition objects: https://docs.slack.dev/reference/block-kit/composition-objects */

const text = (object: unknown) => ({ type: 'context', elements: [object] });

bothSides('text objects', inMessage, [
  [
    'plain_text 3000',
    text(plain(long(3000))),
    text(plain(long(3001))),
    'must be less than 3001 characters [json-pointer:/blocks/0/elements/0/text]',
  ],
  [
    'plain_text not empty',
    text(plain('a')),
    text(plain('')),
    'must be more than 0 characters [json-pointer:/blocks/0/elements/0/text]',
  ],
  [
    'mrkdwn 3000',
    text(mrkdwn(long(3000))),
    text(mrkdwn(long(3001))),
    'must be less than 3001 characters [json-pointer:/blocks/0/elements/0/text]',
  ],
  [
    'mrkdwn not empty',
    text(mrkdwn('a')),
    text(mrkdwn('')),
    'must be more than 0 characters [json-pointer:/blocks/0/elements/0/text]',
  ],
  [
    'emoji belongs to plain_text',
    text({ ...plain('a'), emoji: false }),
    text({ ...mrkdwn('a'), emoji: false }),
    'invalid additional property: emoji [json-pointer:/blocks/0/elements/0]',
  ],
  [
    'verbatim belongs to mrkdwn',
    text({ ...mrkdwn('a'), verbatim: true }),
    text({ ...plain('a'), verbatim: true }),
    'invalid additional property: verbatim [json-pointer:/blocks/0/elements/0]',
  ],
  [
    'text is a text',
    text(plain('7')),
    text({ type: 'plain_text', text: 7 }),
    'must provide a string [json-pointer:/blocks/0/elements/0/text]',
  ],
  [
    'text is required',
    text(plain('a')),
    text({ type: 'plain_text' }),
    'missing required field: text [json-pointer:/blocks/0/elements/0]',
  ],
]);

const select = (one: object) => input({ type: 'static_select', options: [{ ...option(), ...one }] });
const boxes = (one: object) => input({ type: 'checkboxes', options: [{ ...option(), ...one }] });
const at = '/view/blocks/0/element/options/0';

bothSides('options', inModal, [
  [
    'text 75',
    select({ text: plain(long(75)) }),
    select({ text: plain(long(76)) }),
    `failed to match all allowed schemas [json-pointer:${at}/text]`,
    `must be less than 76 characters [json-pointer:${at}/text/text]`,
  ],
  [
    'value 150',
    select({ value: long(150) }),
    select({ value: long(151) }),
    `must be less than 151 characters [json-pointer:${at}/value]`,
  ],
  [
    'W: value not empty',
    select({ value: 'a' }),
    select({ value: '' }),
    `must be more than 0 characters [json-pointer:${at}/value]`,
  ],
  [
    'value is required',
    select({ value: 'a' }),
    select({ value: undefined }),
    `missing required field: value [json-pointer:${at}]`,
  ],
  [
    'description 75',
    select({ description: plain(long(75)) }),
    select({ description: plain(long(76)) }),
    `failed to match all allowed schemas [json-pointer:${at}/description]`,
    `must be less than 76 characters [json-pointer:${at}/description/text]`,
  ],
  [
    'plain text in selects',
    select({ text: plain('a') }),
    select({ text: mrkdwn('a') }),
    `failed to match all allowed schemas [json-pointer:${at}/text]`,
    `must be a valid enum value [json-pointer:${at}/text/type]`,
  ],
  [
    'mrkdwn in checkboxes, up to 75',
    boxes({ text: mrkdwn(long(75)) }),
    boxes({ text: mrkdwn(long(76)) }),
    `failed to match all allowed schemas [json-pointer:${at}/text]`,
    `must be less than 76 characters [json-pointer:${at}/text/text]`,
  ],
  [
    'W: descriptions are plain text, says the documentation',
    boxes({ description: plain('a') }),
    boxes({ description: mrkdwn('a') }),
    `failed to match all allowed schemas [json-pointer:${at}/description]`,
    `must be a valid enum value [json-pointer:${at}/description/type]`,
  ],
  [
    'no link outside overflow menus',
    boxes({}),
    boxes({ url: 'https://example.com' }),
    `invalid additional property: url [json-pointer:${at}]`,
  ],
  ['no type', select({}), select({ type: 'option' }), `invalid additional property: type [json-pointer:${at}]`],
]);

const grouped = (group: object) =>
  input({ type: 'static_select', option_groups: [{ label: plain('a'), options: [option()], ...group }] });
const group = '/view/blocks/0/element/option_groups/0';

bothSides('option groups', inModal, [
  [
    'label 75',
    grouped({ label: plain(long(75)) }),
    grouped({ label: plain(long(76)) }),
    `failed to match all allowed schemas [json-pointer:${group}/label]`,
    `must be less than 76 characters [json-pointer:${group}/label/text]`,
  ],
  [
    '100 options',
    grouped({ options: times(100, (i) => option(`o${i}`)) }),
    grouped({ options: times(101, (i) => option(`o${i}`)) }),
    `no more than 100 items allowed [json-pointer:${group}/options]`,
  ],
  [
    'at least one option',
    grouped({}),
    grouped({ options: [] }),
    `must provide at least 1 items [json-pointer:${group}/options]`,
  ],
  [
    'label is required',
    grouped({}),
    grouped({ label: undefined }),
    `missing required field: label [json-pointer:${group}]`,
  ],
]);

const asking = (confirm: object) =>
  actions(
    button({ confirm: { title: plain('a'), text: mrkdwn('a'), confirm: plain('a'), deny: plain('a'), ...confirm } }),
  );
const dialog = '/blocks/0/elements/0/confirm';

bothSides('confirm dialogs', inMessage, [
  [
    'title 100',
    asking({ title: plain(long(100)) }),
    asking({ title: plain(long(101)) }),
    `failed to match all allowed schemas [json-pointer:${dialog}/title]`,
    `must be less than 101 characters [json-pointer:${dialog}/title/text]`,
  ],
  [
    'text 300',
    asking({ text: plain(long(300)) }),
    asking({ text: plain(long(301)) }),
    `failed to match all allowed schemas [json-pointer:${dialog}/text]`,
    `must be less than 301 characters [json-pointer:${dialog}/text/text]`,
  ],
  [
    'confirm 30',
    asking({ confirm: plain(long(30)) }),
    asking({ confirm: plain(long(31)) }),
    `failed to match all allowed schemas [json-pointer:${dialog}/confirm]`,
    `must be less than 31 characters [json-pointer:${dialog}/confirm/text]`,
  ],
  [
    'deny 30',
    asking({ deny: plain(long(30)) }),
    asking({ deny: plain(long(31)) }),
    `failed to match all allowed schemas [json-pointer:${dialog}/deny]`,
    `must be less than 31 characters [json-pointer:${dialog}/deny/text]`,
  ],
  [
    'text is required',
    asking({}),
    asking({ text: undefined }),
    `missing required field: text [json-pointer:${dialog}]`,
  ],
  [
    'W: title and buttons are required, says the documentation',
    asking({}),
    asking({ title: undefined, deny: undefined }),
    `missing required field: title [json-pointer:${dialog}]`,
    `missing required field: deny [json-pointer:${dialog}]`,
  ],
  [
    'title is plain text',
    asking({}),
    asking({ title: mrkdwn('a') }),
    `failed to match all allowed schemas [json-pointer:${dialog}/title]`,
    `must be a valid enum value [json-pointer:${dialog}/title/type]`,
  ],
  [
    'a known style',
    asking({ style: 'danger' }),
    asking({ style: 'warning' }),
    `must be a valid enum value [json-pointer:${dialog}/style]`,
  ],
]);

const dispatching = (on: unknown) =>
  input({ type: 'plain_text_input', dispatch_action_config: { trigger_actions_on: on } });
const conversations = (filter: unknown) => input({ type: 'conversations_select', filter });
const element = '/view/blocks/0/element';

bothSides('dispatch configuration and conversation filters', inModal, [
  [
    'both triggers',
    dispatching(['on_enter_pressed', 'on_character_entered']),
    dispatching([]),
    `must provide at least 1 items [json-pointer:${element}/dispatch_action_config/trigger_actions_on]`,
  ],
  [
    'two triggers at most',
    dispatching(['on_enter_pressed', 'on_character_entered']),
    dispatching(['on_enter_pressed', 'on_character_entered', 'on_enter_pressed']),
    `no more than 2 items allowed [json-pointer:${element}/dispatch_action_config/trigger_actions_on]`,
  ],
  [
    'known triggers',
    dispatching(['on_enter_pressed']),
    dispatching(['on_blur']),
    `must be a valid enum value [json-pointer:${element}/dispatch_action_config/trigger_actions_on/0]`,
  ],
  [
    'a filter filters something',
    conversations({ exclude_bot_users: true }),
    conversations({}),
    `must define either \`include\` or \`exclude_external_shared_channels\` or \`exclude_bot_users\` [json-pointer:${element}/filter]`,
  ],
  [
    'include is not empty',
    conversations({ include: ['im', 'mpim', 'private', 'public'] }),
    conversations({ include: [] }),
    `must provide at least 1 items [json-pointer:${element}/filter/include]`,
  ],
  [
    'four kinds at most',
    conversations({ include: ['im', 'mpim', 'private', 'public'] }),
    conversations({ include: ['im', 'mpim', 'private', 'public', 'im'] }),
    `no more than 4 items allowed [json-pointer:${element}/filter/include]`,
  ],
  [
    'known kinds',
    conversations({ include: ['im'] }),
    conversations({ include: ['dm'] }),
    `must be a valid enum value [json-pointer:${element}/filter/include/0]`,
  ],
]);

const picture = (file: unknown) => accessory({ type: 'image', alt_text: 'a', slack_file: file });

bothSides('slack_file', inMessage, [
  [
    'id or url',
    picture({ id: 'F1' }),
    picture({}),
    'must define either `id` or `url` [json-pointer:/blocks/0/accessory/slack_file]',
  ],
  [
    'not both',
    picture({ url: 'https://files.slack.com/a.png' }),
    picture({ id: 'F1', url: 'https://files.slack.com/a.png' }),
    'must define either `id` or `url`, not both [json-pointer:/blocks/0/accessory/slack_file]',
  ],
]);
