import { expect, test } from 'vitest';
import {
  accessory,
  actions,
  bothSides,
  button,
  inMessage,
  inModal,
  input,
  leniently,
  long,
  mrkdwn,
  option,
  plain,
  richSection,
  richText,
  times,
} from './payloads.ts';

/** Elements and their limits: https://docs.slack.dev/reference/block-kit/block-elements */

const options = (count: number) => times(count, (i) => option(`o${i}`));
const groups = (count: number) => times(count, (i) => ({ label: plain(`g${i}`), options: [option(`o${i}`)] }));
const select = (more: object = {}) => input({ type: 'static_select', options: options(2), ...more });
const address = (length: number) => `https://example.com/${long(length - 20)}`;

/** In the accessory of a section of a message. */
const beside = (element: object) => accessory(element);

bothSides('button', inMessage, [
  [
    'text 75',
    actions(button({ text: plain(long(75)) })),
    actions(button({ text: plain(long(76)) })),
    'failed to match all allowed schemas [json-pointer:/blocks/0/elements/0/text]',
    'must be less than 76 characters [json-pointer:/blocks/0/elements/0/text/text]',
  ],
  [
    'text is plain',
    actions(button()),
    actions(button({ text: mrkdwn('Go') })),
    'failed to match all allowed schemas [json-pointer:/blocks/0/elements/0/text]',
    'must be a valid enum value [json-pointer:/blocks/0/elements/0/text/type]',
  ],
  [
    'value 2000',
    actions(button({ value: long(2000) })),
    actions(button({ value: long(2001) })),
    'must be less than 2001 characters [json-pointer:/blocks/0/elements/0/value]',
  ],
  [
    'W: value not empty',
    actions(button({ value: 'a' })),
    actions(button({ value: '' })),
    'must be more than 0 characters [json-pointer:/blocks/0/elements/0/value]',
  ],
  [
    'value is a text',
    actions(button({ value: '7' })),
    actions(button({ value: 7 })),
    'must provide a string [json-pointer:/blocks/0/elements/0/value]',
  ],
  [
    'url 3000',
    actions(button({ url: address(3000) })),
    actions(button({ url: address(3001) })),
    'must be less than 3001 characters [json-pointer:/blocks/0/elements/0/url]',
  ],
  [
    'url is absolute',
    actions(button({ url: 'mailto:ada@example.com' })),
    actions(button({ url: '/reports' })),
    'invalid url [json-pointer:/blocks/0/elements/0/url]',
  ],
  [
    'a known style',
    actions(button({ style: 'danger' })),
    actions(button({ style: 'default' })),
    'must be a valid enum value [json-pointer:/blocks/0/elements/0/style]',
  ],
  [
    'accessibility_label 75',
    actions(button({ accessibility_label: long(75) })),
    actions(button({ accessibility_label: long(76) })),
    'must be less than 76 characters [json-pointer:/blocks/0/elements/0/accessibility_label]',
  ],
  [
    'action_id 255',
    actions(button({ action_id: long(255) })),
    actions(button({ action_id: long(256) })),
    'must be less than 256 characters [json-pointer:/blocks/0/elements/0/action_id]',
  ],
  [
    'text is required',
    actions(button()),
    actions({ type: 'button' }),
    'missing required field: text [json-pointer:/blocks/0/elements/0]',
  ],
  [
    'block_id belongs to the block',
    actions(button()),
    actions(button({ block_id: 'a' })),
    'invalid additional property: block_id [json-pointer:/blocks/0/elements/0]',
  ],
]);

bothSides('checkboxes, radio buttons and overflow', inMessage, [
  [
    '10 checkboxes',
    beside({ type: 'checkboxes', options: options(10) }),
    beside({ type: 'checkboxes', options: options(11) }),
    'no more than 10 items allowed [json-pointer:/blocks/0/accessory/options]',
  ],
  [
    'at least one checkbox',
    beside({ type: 'checkboxes', options: options(1) }),
    beside({ type: 'checkboxes', options: [] }),
    'must provide at least 1 items [json-pointer:/blocks/0/accessory/options]',
  ],
  [
    'initial checkboxes are listed ones',
    beside({ type: 'checkboxes', options: options(3), initial_options: [option('o0'), option('o2')] }),
    beside({ type: 'checkboxes', options: options(3), initial_options: [option('o0'), option('o3')] }),
    'must be one of the provided options [json-pointer:/blocks/0/accessory/initial_options]',
  ],
  [
    '10 radio buttons',
    beside({ type: 'radio_buttons', options: options(10) }),
    beside({ type: 'radio_buttons', options: options(11) }),
    'no more than 10 items allowed [json-pointer:/blocks/0/accessory/options]',
  ],
  [
    'the initial radio button is a listed one',
    beside({ type: 'radio_buttons', options: options(2), initial_option: option('o1') }),
    beside({ type: 'radio_buttons', options: options(2), initial_option: option('o2') }),
    'must be one of the provided options [json-pointer:/blocks/0/accessory/initial_option]',
  ],
  [
    '5 in an overflow',
    beside({ type: 'overflow', options: options(5) }),
    beside({ type: 'overflow', options: options(6) }),
    'no more than 5 items allowed [json-pointer:/blocks/0/accessory/options]',
  ],
  [
    'at least one in an overflow',
    beside({ type: 'overflow', options: options(1) }),
    beside({ type: 'overflow', options: [] }),
    'must provide at least 1 items [json-pointer:/blocks/0/accessory/options]',
  ],
  [
    'overflow options are plain text',
    beside({ type: 'overflow', options: [option()] }),
    beside({ type: 'overflow', options: [{ text: mrkdwn('a'), value: 'a' }] }),
    'failed to match all allowed schemas [json-pointer:/blocks/0/accessory/options/0/text]',
    'must be a valid enum value [json-pointer:/blocks/0/accessory/options/0/text/type]',
  ],
  [
    'overflow options link with at most 3000',
    beside({ type: 'overflow', options: [{ ...option(), url: address(3000) }] }),
    beside({ type: 'overflow', options: [{ ...option(), url: address(3001) }] }),
    'must be less than 3001 characters [json-pointer:/blocks/0/accessory/options/0/url]',
  ],
]);

bothSides('static selects', inModal, [
  [
    '100 options',
    select({ options: options(100) }),
    select({ options: options(101) }),
    'no more than 100 items allowed [json-pointer:/view/blocks/0/element/options]',
  ],
  [
    '100 groups',
    input({ type: 'static_select', option_groups: groups(100) }),
    input({ type: 'static_select', option_groups: groups(101) }),
    'no more than 100 items allowed [json-pointer:/view/blocks/0/element/option_groups]',
  ],
  [
    'options or groups',
    input({ type: 'static_select', option_groups: groups(1) }),
    input({ type: 'static_select' }),
    'must define either `options` or `option_groups` [json-pointer:/view/blocks/0/element/type]',
  ],
  [
    'not both',
    select(),
    select({ option_groups: groups(1) }),
    'must define either `options` or `option_groups`, not both [json-pointer:/view/blocks/0/element/type]',
  ],
  [
    'the initial option is an exact copy, in whatever order of keys',
    select({ initial_option: { value: 'o1', text: { text: 'o1', type: 'plain_text' } } }),
    select({ initial_option: { text: { ...plain('o1'), emoji: true }, value: 'o1' } }),
    'must be one of the provided options [json-pointer:/view/blocks/0/element/initial_option]',
  ],
  [
    'the initial option may come from a group',
    input({ type: 'static_select', option_groups: groups(2), initial_option: option('o1') }),
    input({ type: 'static_select', option_groups: groups(2), initial_option: option('o2') }),
    'must be one of the provided options [json-pointer:/view/blocks/0/element/initial_option]',
  ],
  [
    'placeholder 150',
    select({ placeholder: plain(long(150)) }),
    select({ placeholder: plain(long(151)) }),
    'failed to match all allowed schemas [json-pointer:/view/blocks/0/element/placeholder]',
    'must be less than 151 characters [json-pointer:/view/blocks/0/element/placeholder/text]',
  ],
  [
    'initial_options of a multi-select are listed ones',
    input({ type: 'multi_static_select', options: options(2), initial_options: options(2) }),
    input({ type: 'multi_static_select', options: options(2), initial_options: options(3) }),
    'must be one of the provided options [json-pointer:/view/blocks/0/element/initial_options]',
  ],
  [
    'at least one selected item',
    input({ type: 'multi_static_select', options: options(2), max_selected_items: 1 }),
    input({ type: 'multi_static_select', options: options(2), max_selected_items: 0 }),
    'must be greater than 1 [json-pointer:/view/blocks/0/element/max_selected_items]',
  ],
  [
    'max_selected_items belongs to multi-selects',
    select(),
    select({ max_selected_items: 1 }),
    'invalid additional property: max_selected_items [json-pointer:/view/blocks/0/element]',
  ],
]);

bothSides('selects that are filled by Slack or the app', inModal, [
  [
    'min_query_length is a number',
    input({ type: 'external_select', min_query_length: 0 }),
    input({ type: 'external_select', min_query_length: '3' }),
    'must provide an integer [json-pointer:/view/blocks/0/element/min_query_length]',
  ],
  [
    'an external select lists nothing',
    input({ type: 'external_select', initial_option: option() }),
    input({ type: 'external_select', options: options(1) }),
    'invalid additional property: options [json-pointer:/view/blocks/0/element]',
  ],
  [
    'initial_user for one',
    input({ type: 'users_select', initial_user: 'U1' }),
    input({ type: 'users_select', initial_users: ['U1'] }),
    'invalid additional property: initial_users [json-pointer:/view/blocks/0/element]',
  ],
  [
    'initial_users for several',
    input({ type: 'multi_users_select', initial_users: ['U1'] }),
    input({ type: 'multi_users_select', initial_users: 'U1' }),
    'must provide an array [json-pointer:/view/blocks/0/element/initial_users]',
  ],
  [
    'channels have no filter',
    input({ type: 'conversations_select', filter: { include: ['public'] } }),
    input({ type: 'channels_select', filter: { include: ['public'] } }),
    'invalid additional property: filter [json-pointer:/view/blocks/0/element]',
  ],
  [
    'response_url_enabled for single selects',
    input({ type: 'conversations_select', response_url_enabled: true, default_to_current_conversation: true }),
    input({ type: 'multi_conversations_select', response_url_enabled: true }),
    'invalid additional property: response_url_enabled [json-pointer:/view/blocks/0/element]',
  ],
  [
    'response_url_enabled inside an input',
    input({ type: 'channels_select', response_url_enabled: true }),
    actions({ type: 'channels_select', response_url_enabled: true }),
    '`response_url_enabled` is only available in `input` blocks of modals [json-pointer:/view/blocks/0/elements/0/response_url_enabled]',
  ],
]);

bothSides('pickers', inModal, [
  [
    'a date',
    input({ type: 'datepicker', initial_date: '2026-02-28' }),
    input({ type: 'datepicker', initial_date: '2026-2-28' }),
    'input must match regex pattern: ^\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])$ [json-pointer:/view/blocks/0/element/initial_date]',
  ],
  [
    'W: a day that exists',
    input({ type: 'datepicker', initial_date: '2028-02-29' }),
    input({ type: 'datepicker', initial_date: '2026-02-29' }),
    'must be a valid date [json-pointer:/view/blocks/0/element/initial_date]',
  ],
  [
    'W: a zone that exists',
    input({ type: 'timepicker', timezone: 'America/Argentina/Ushuaia' }),
    input({ type: 'timepicker', timezone: 'Mars/Olympus' }),
    'must be a valid timezone [json-pointer:/view/blocks/0/element/timezone]',
  ],
  [
    'a time',
    input({ type: 'timepicker', initial_time: '23:59', timezone: 'Europe/Rome' }),
    input({ type: 'timepicker', initial_time: '24:00' }),
    'input must match regex pattern: ^([01]\\d|2[0-3]):[0-5]\\d$ [json-pointer:/view/blocks/0/element/initial_time]',
  ],
  [
    'ten digits',
    input({ type: 'datetimepicker', initial_date_time: 9_999_999_999 }),
    input({ type: 'datetimepicker', initial_date_time: 10_000_000_000 }),
    'must be less than 9999999999 [json-pointer:/view/blocks/0/element/initial_date_time]',
  ],
  [
    'not fewer than ten',
    input({ type: 'datetimepicker', initial_date_time: 1_000_000_000 }),
    input({ type: 'datetimepicker', initial_date_time: 999_999_999 }),
    'must be greater than 1000000000 [json-pointer:/view/blocks/0/element/initial_date_time]',
  ],
  [
    'an instant is a number',
    input({ type: 'datetimepicker', initial_date_time: 1_700_000_000 }),
    input({ type: 'datetimepicker', initial_date_time: '1700000000' }),
    'must provide an integer [json-pointer:/view/blocks/0/element/initial_date_time]',
  ],
  [
    'no placeholder on a datetimepicker',
    input({ type: 'datepicker', placeholder: plain('a') }),
    input({ type: 'datetimepicker', placeholder: plain('a') }),
    'invalid additional property: placeholder [json-pointer:/view/blocks/0/element]',
  ],
]);

bothSides('text inputs', inModal, [
  [
    'max_length 3000',
    input({ type: 'plain_text_input', max_length: 3000 }),
    input({ type: 'plain_text_input', max_length: 3001 }),
    'must be less than 3000 [json-pointer:/view/blocks/0/element/max_length]',
  ],
  [
    'max_length 1',
    input({ type: 'plain_text_input', max_length: 1 }),
    input({ type: 'plain_text_input', max_length: 0 }),
    'must be greater than 1 [json-pointer:/view/blocks/0/element/max_length]',
  ],
  [
    'min_length 3000',
    input({ type: 'plain_text_input', min_length: 3000 }),
    input({ type: 'plain_text_input', min_length: 3001 }),
    'must be less than 3000 [json-pointer:/view/blocks/0/element/min_length]',
  ],
  [
    'min_length 0',
    input({ type: 'plain_text_input', min_length: 0 }),
    input({ type: 'plain_text_input', min_length: -1 }),
    'must be greater than 0 [json-pointer:/view/blocks/0/element/min_length]',
  ],
  [
    'min up to max',
    input({ type: 'plain_text_input', min_length: 5, max_length: 5 }),
    input({ type: 'plain_text_input', min_length: 6, max_length: 5 }),
    '`min_length` must not be greater than `max_length` [json-pointer:/view/blocks/0/element/min_length]',
  ],
  [
    'initial_value may be empty, and holds 3000',
    input({ type: 'plain_text_input', initial_value: '' }),
    input({ type: 'plain_text_input', initial_value: long(3001) }),
    'must be less than 3001 characters [json-pointer:/view/blocks/0/element/initial_value]',
  ],
  [
    'multiline is a boolean',
    input({ type: 'plain_text_input', multiline: true }),
    input({ type: 'plain_text_input', multiline: 1 }),
    'must be a boolean [json-pointer:/view/blocks/0/element/multiline]',
  ],
  [
    'no confirm on an input',
    input({ type: 'plain_text_input' }),
    input({ type: 'plain_text_input', confirm: { text: plain('a') } }),
    'invalid additional property: confirm [json-pointer:/view/blocks/0/element]',
  ],
  [
    'e-mail placeholder 150',
    input({ type: 'email_text_input', placeholder: plain(long(150)) }),
    input({ type: 'email_text_input', placeholder: plain(long(151)) }),
    'failed to match all allowed schemas [json-pointer:/view/blocks/0/element/placeholder]',
    'must be less than 151 characters [json-pointer:/view/blocks/0/element/placeholder/text]',
  ],
  [
    'url initial_value is a text',
    input({ type: 'url_text_input', initial_value: 'https://a' }),
    input({ type: 'url_text_input', initial_value: 7 }),
    'must provide a string [json-pointer:/view/blocks/0/element/initial_value]',
  ],
  [
    'is_decimal_allowed is required',
    input({ type: 'number_input', is_decimal_allowed: true }),
    input({ type: 'number_input' }),
    'missing required field: is_decimal_allowed [json-pointer:/view/blocks/0/element]',
  ],
  [
    'numbers are texts',
    input({ type: 'number_input', is_decimal_allowed: true, min_value: '-1.5' }),
    input({ type: 'number_input', is_decimal_allowed: true, min_value: -1.5 }),
    'must provide a string [json-pointer:/view/blocks/0/element/min_value]',
  ],
  [
    'numbers are compared as numbers',
    input({ type: 'number_input', is_decimal_allowed: false, min_value: '9', max_value: '10' }),
    input({ type: 'number_input', is_decimal_allowed: false, min_value: '11', max_value: '10' }),
    '`min_value` must not be greater than `max_value` [json-pointer:/view/blocks/0/element/min_value]',
  ],
]);

bothSides('rich text and file inputs', inModal, [
  [
    'min_lines 100, up to max_lines',
    input({ type: 'rich_text_input', action_id: 'a', min_lines: 100, max_lines: 100 }),
    input({ type: 'rich_text_input', action_id: 'a', min_lines: 9, max_lines: 8 }),
    '`min_lines` must not be greater than `max_lines` [json-pointer:/view/blocks/0/element/min_lines]',
  ],
  [
    'min_lines at most 100',
    input({ type: 'rich_text_input', action_id: 'a', min_lines: 1, max_lines: 1 }),
    input({ type: 'rich_text_input', action_id: 'a', min_lines: 101 }),
    'must be less than 100 [json-pointer:/view/blocks/0/element/min_lines]',
  ],
  [
    'initial_value is rich text',
    input({ type: 'rich_text_input', action_id: 'a', initial_value: richText(richSection()) }),
    input({ type: 'rich_text_input', action_id: 'a', initial_value: 'a' }),
    'must provide an object [json-pointer:/view/blocks/0/element/initial_value]',
  ],
  [
    'max_lines 100',
    input({ type: 'rich_text_input', action_id: 'a', max_lines: 100 }),
    input({ type: 'rich_text_input', action_id: 'a', max_lines: 101 }),
    'must be less than 100 [json-pointer:/view/blocks/0/element/max_lines]',
  ],
  [
    'min_lines 1',
    input({ type: 'rich_text_input', action_id: 'a', min_lines: 1 }),
    input({ type: 'rich_text_input', action_id: 'a', min_lines: 0 }),
    'must be greater than 1 [json-pointer:/view/blocks/0/element/min_lines]',
  ],
  [
    'W: an action_id, some say',
    input({ type: 'rich_text_input', action_id: 'a' }),
    input({ type: 'rich_text_input' }),
    'missing required field: action_id [json-pointer:/view/blocks/0/element]',
  ],
  [
    '10 files',
    input({ type: 'file_input', max_files: 10, filetypes: ['csv'] }),
    input({ type: 'file_input', max_files: 11 }),
    'must be less than 10 [json-pointer:/view/blocks/0/element/max_files]',
  ],
  [
    '1 file',
    input({ type: 'file_input', max_files: 1 }),
    input({ type: 'file_input', max_files: 0 }),
    'must be greater than 1 [json-pointer:/view/blocks/0/element/max_files]',
  ],
  [
    'filetypes are a list',
    input({ type: 'file_input', filetypes: ['csv'] }),
    input({ type: 'file_input', filetypes: 'csv' }),
    'must provide an array [json-pointer:/view/blocks/0/element/filetypes]',
  ],
]);

const contextActions = (element: object) => ({ type: 'context_actions', elements: [element] });
const feedback = (positive: object) =>
  contextActions({
    type: 'feedback_buttons',
    positive_button: { text: plain('Good'), value: 'good', ...positive },
    negative_button: { text: plain('Bad'), value: 'bad' },
  });
const icon = (more: object) => contextActions({ type: 'icon_button', icon: 'trash', text: plain('Delete'), ...more });
const workflow = (more: object) =>
  actions({
    type: 'workflow_button',
    text: plain('Start'),
    workflow: { trigger: { url: 'https://example.com' } },
    ...more,
  });

bothSides('feedback, icon and workflow buttons', inMessage, [
  [
    'feedback text 75',
    feedback({ text: plain(long(75)) }),
    feedback({ text: plain(long(76)) }),
    'failed to match all allowed schemas [json-pointer:/blocks/0/elements/0/positive_button/text]',
    'must be less than 76 characters [json-pointer:/blocks/0/elements/0/positive_button/text/text]',
  ],
  [
    'feedback value 2000',
    feedback({ value: long(2000) }),
    feedback({ value: long(2001) }),
    'must be less than 2001 characters [json-pointer:/blocks/0/elements/0/positive_button/value]',
  ],
  [
    'feedback value is required',
    feedback({}),
    feedback({ value: undefined }),
    'missing required field: value [json-pointer:/blocks/0/elements/0/positive_button]',
  ],
  [
    'feedback label 75',
    feedback({ accessibility_label: long(75) }),
    feedback({ accessibility_label: long(76) }),
    'must be less than 76 characters [json-pointer:/blocks/0/elements/0/positive_button/accessibility_label]',
  ],
  [
    'the trash is the only icon',
    icon({}),
    icon({ icon: 'rocket' }),
    'must be a valid enum value [json-pointer:/blocks/0/elements/0/icon]',
  ],
  [
    'icon text 75',
    icon({ text: plain(long(75)) }),
    icon({ text: plain(long(76)) }),
    'failed to match all allowed schemas [json-pointer:/blocks/0/elements/0/text]',
    'must be less than 76 characters [json-pointer:/blocks/0/elements/0/text/text]',
  ],
  [
    'icon value 2000',
    icon({ value: long(2000) }),
    icon({ value: long(2001) }),
    'must be less than 2001 characters [json-pointer:/blocks/0/elements/0/value]',
  ],
  [
    'visible to 10',
    icon({ visible_to_user_ids: times(10, (i) => `U${i}`) }),
    icon({ visible_to_user_ids: times(11, (i) => `U${i}`) }),
    'no more than 10 items allowed [json-pointer:/blocks/0/elements/0/visible_to_user_ids]',
  ],
  [
    'workflow text 75',
    workflow({ text: plain(long(75)) }),
    workflow({ text: plain(long(76)) }),
    'failed to match all allowed schemas [json-pointer:/blocks/0/elements/0/text]',
    'must be less than 76 characters [json-pointer:/blocks/0/elements/0/text/text]',
  ],
  [
    'workflow trigger is required',
    workflow({}),
    workflow({ workflow: {} }),
    'missing required field: trigger [json-pointer:/blocks/0/elements/0/workflow]',
  ],
]);

const picture = (more: object) =>
  beside({ type: 'image', alt_text: 'a', image_url: 'https://example.com/a.png', ...more });
const source = (more: object) => ({
  type: 'task_card',
  task_id: 'a',
  title: 'a',
  status: 'complete',
  sources: [{ type: 'url', url: 'https://example.com', text: 'a', ...more }],
});

bothSides('links', inMessage, [
  [
    'of an overflow option',
    beside({ type: 'overflow', options: [{ ...option(), url: 'https://example.com' }] }),
    beside({ type: 'overflow', options: [{ ...option(), url: 'example' }] }),
    'invalid url [json-pointer:/blocks/0/accessory/options/0/url]',
  ],
  ['of a source', source({}), source({ url: 'example' }), 'invalid url [json-pointer:/blocks/0/sources/0/url]'],
]);

bothSides('image and url elements', inMessage, [
  [
    'alt_text 2000',
    picture({ alt_text: long(2000) }),
    picture({ alt_text: long(2001) }),
    'must be less than 2001 characters [json-pointer:/blocks/0/accessory/alt_text]',
  ],
  [
    'an image element has no title',
    picture({}),
    picture({ title: plain('a') }),
    'invalid additional property: title [json-pointer:/blocks/0/accessory]',
  ],
  [
    'source url 3000',
    source({ url: address(3000) }),
    source({ url: address(3001) }),
    'must be less than 3001 characters [json-pointer:/blocks/0/sources/0/url]',
  ],
  [
    'source url not empty',
    source({}),
    source({ url: '' }),
    'must be more than 0 characters [json-pointer:/blocks/0/sources/0/url]',
  ],
]);

test('a single initial checkbox is enough', () => {
  expect(inMessage(beside({ type: 'checkboxes', options: options(2), initial_options: [option('o1')] }))).toEqual([]);
});

test('response_url_enabled is for modals, even inside an input', () => {
  const select = input({ type: 'channels_select', response_url_enabled: true });
  expect(inMessage(select)).toEqual([
    '`response_url_enabled` is only available in `input` blocks of modals [json-pointer:/blocks/0/element/response_url_enabled]',
  ]);
  expect(inMessage(input({ type: 'channels_select', response_url_enabled: false }))).toEqual([]);
});

test('the same action_id in two blocks is fine: rows of a list share one', () => {
  expect(inMessage(actions(button({ action_id: 'done', value: '1' })))).toEqual([]);
});

test('the lenient reading lets multi-selects stand in the actions of a message', () => {
  const block = actions({ type: 'multi_users_select' });
  expect(inMessage(block)).toEqual(['unsupported element: multiselect [json-pointer:/blocks/0]']);
  expect(leniently(block)).toEqual([]);
});
