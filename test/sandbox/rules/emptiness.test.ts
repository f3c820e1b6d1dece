import { expect, test } from 'vitest';
import { checkManifest } from '../../../src/sandbox/rules/index.ts';
import {
  accessory,
  actions,
  bothSides,
  button,
  inMessage,
  inModal,
  input,
  lines,
  mrkdwn,
  option,
  plain,
  type Refusals,
  type Row,
  richSection,
  richText,
} from './payloads.ts';

/** Texts and lists that may not be empty: one character or item is enough. */

const row = (limit: string, make: (text: string) => unknown, pointer: string): Row => [
  limit,
  make('a'),
  make(''),
  `must be more than 0 characters [json-pointer:${pointer}]`,
];

const video = (more: object) => ({
  type: 'video',
  alt_text: 'a',
  title: plain('a'),
  thumbnail_url: 'https://a.b',
  video_url: 'https://a.b',
  ...more,
});
const icon = (more: object) => ({
  type: 'context_actions',
  elements: [{ type: 'icon_button', icon: 'trash', text: plain('a'), ...more }],
});
const feedback = (value: string) => ({
  type: 'context_actions',
  elements: [
    {
      type: 'feedback_buttons',
      positive_button: { text: plain('a'), value },
      negative_button: { text: plain('a'), value: 'b' },
    },
  ],
});
const chart = (more: object, axis: object = {}) => ({
  type: 'data_visualization',
  title: 'a',
  chart: {
    type: 'line',
    series: [{ name: 'a', data: [{ label: 'W1', value: -1 }] }],
    axis_config: { categories: ['W1'], ...axis },
    ...more,
  },
});
const leaf = (object: object) => richText(richSection(object));

bothSides('in messages', inMessage, [
  row('W: action_id', (text) => actions(button({ action_id: text })), '/blocks/0/elements/0/action_id'),
  row(
    'W: accessibility_label',
    (text) => actions(button({ accessibility_label: text })),
    '/blocks/0/elements/0/accessibility_label',
  ),
  row('W: value of an icon button', (text) => icon({ value: text }), '/blocks/0/elements/0/value'),
  row(
    'id of somebody who sees an icon button',
    (text) => icon({ visible_to_user_ids: [text] }),
    '/blocks/0/elements/0/visible_to_user_ids/0',
  ),
  row('value of a feedback button', feedback, '/blocks/0/elements/0/positive_button/value'),
  row('alt_text of a video', (text) => video({ alt_text: text }), '/blocks/0/alt_text'),
  row('W: author_name of a video', (text) => video({ author_name: text }), '/blocks/0/author_name'),
  row('W: provider_name of a video', (text) => video({ provider_name: text }), '/blocks/0/provider_name'),
  row(
    'name of a slack_icon',
    (text) => ({ type: 'card', title: mrkdwn('a'), slack_icon: { type: 'icon', name: text } }),
    '/blocks/0/slack_icon/name',
  ),
  row(
    'id of a slack_file',
    (text) => ({ type: 'image', alt_text: 'a', slack_file: { id: text } }),
    '/blocks/0/slack_file/id',
  ),
  row('url of a link in rich text', (text) => leaf({ type: 'link', url: text }), '/blocks/0/elements/0/elements/0/url'),
  row('user_id', (text) => leaf({ type: 'user', user_id: text }), '/blocks/0/elements/0/elements/0/user_id'),
  row('title of a plan', (text) => ({ type: 'plan', title: text }), '/blocks/0/title'),
  row('task_id', (text) => ({ type: 'task_card', task_id: text, title: 'a', status: 'complete' }), '/blocks/0/task_id'),
  row(
    'caption of a data table',
    (text) => ({
      type: 'data_table',
      caption: text,
      rows: [[{ type: 'raw_text', text: 'a' }], [{ type: 'raw_text', text: 'a' }]],
    }),
    '/blocks/0/caption',
  ),
  row('W: x_label', (text) => chart({}, { x_label: text }), '/blocks/0/chart/axis_config/x_label'),
  [
    'W: url of a button',
    actions(button({ url: 'a:' })),
    actions(button({ url: '' })),
    'must be more than 0 characters [json-pointer:/blocks/0/elements/0/url]',
  ],
  [
    'thumbnail_url of a video',
    video({}),
    video({ thumbnail_url: '' }),
    'must be more than 0 characters [json-pointer:/blocks/0/thumbnail_url]',
  ],
  [
    'video_url',
    video({}),
    video({ video_url: '' }),
    'must be more than 0 characters [json-pointer:/blocks/0/video_url]',
  ],
  [
    'W: title_url of a video',
    video({ title_url: 'https://a.b' }),
    video({ title_url: '' }),
    'must be more than 0 characters [json-pointer:/blocks/0/title_url]',
  ],
  [
    'W: provider_icon_url of a video',
    video({ provider_icon_url: 'https://a.b' }),
    video({ provider_icon_url: '' }),
    'must be more than 0 characters [json-pointer:/blocks/0/provider_icon_url]',
  ],
  [
    'W: actions of a card',
    { type: 'card', title: mrkdwn('a'), actions: [button()] },
    { type: 'card', title: mrkdwn('a'), actions: [] },
    'must provide at least 1 items [json-pointer:/blocks/0/actions]',
  ],
  [
    'people who see an icon button',
    icon({ visible_to_user_ids: ['U1'] }),
    icon({ visible_to_user_ids: [] }),
    'must provide at least 1 items [json-pointer:/blocks/0/elements/0/visible_to_user_ids]',
  ],
  ['series', chart({}), chart({ series: [] }), 'must provide at least 1 items [json-pointer:/blocks/0/chart/series]'],
]);

bothSides('in modals', inModal, [
  row(
    'W: value of an option',
    (text) => input({ type: 'static_select', options: [{ text: plain('a'), value: text }] }),
    '/view/blocks/0/element/options/0/value',
  ),
  row(
    'initial_user',
    (text) => input({ type: 'users_select', initial_user: text }),
    '/view/blocks/0/element/initial_user',
  ),
  row('a file type', (text) => input({ type: 'file_input', filetypes: [text] }), '/view/blocks/0/element/filetypes/0'),
  [
    'initial_options of an external select',
    input({ type: 'multi_external_select', initial_options: [option()], min_query_length: 0 }),
    input({ type: 'multi_external_select', initial_options: [], min_query_length: 0 }),
    'must provide at least 1 items [json-pointer:/view/blocks/0/element/initial_options]',
  ],
]);

const refusals: Refusals = (manifest, strict = true) => lines(checkManifest(manifest, { strict }));
const name = { display_information: { name: 'a' } };
const command = (more: object) => ({
  ...name,
  features: { slash_commands: [{ command: '/a', description: 'a', ...more }] },
});
const shortcut = (more: object) => ({
  ...name,
  features: { shortcuts: [{ name: 'a', type: 'global', callback_id: 'a', description: 'a', ...more }] },
});
const events = (more: object) => ({ ...name, settings: { event_subscriptions: more } });

bothSides('in manifests', refusals, [
  row(
    'description',
    (text) => ({ display_information: { name: 'a', description: text } }),
    '/display_information/description',
  ),
  row('description of a command', (text) => command({ description: text }), '/features/slash_commands/0/description'),
  row('usage_hint', (text) => command({ usage_hint: text }), '/features/slash_commands/0/usage_hint'),
  row('url of a command', (text) => command({ url: text }), '/features/slash_commands/0/url'),
  row('name of a shortcut', (text) => shortcut({ name: text }), '/features/shortcuts/0/name'),
  row('callback_id of a shortcut', (text) => shortcut({ callback_id: text }), '/features/shortcuts/0/callback_id'),
  row('description of a shortcut', (text) => shortcut({ description: text }), '/features/shortcuts/0/description'),
  row(
    'display_name',
    (text) => ({ ...name, features: { bot_user: { display_name: text } } }),
    '/features/bot_user/display_name',
  ),
  row('a redirect', (text) => ({ ...name, oauth_config: { redirect_urls: [text] } }), '/oauth_config/redirect_urls/0'),
  row('an unfurl domain', (text) => ({ ...name, features: { unfurl_domains: [text] } }), '/features/unfurl_domains/0'),
  row('request_url', (text) => events({ request_url: text }), '/settings/event_subscriptions/request_url'),
  row('an event', (text) => events({ bot_events: [text] }), '/settings/event_subscriptions/bot_events/0'),
  row(
    'app_id of a metadata subscription',
    (text) => events({ metadata_subscriptions: [{ app_id: text, event_type: 'a' }] }),
    '/settings/event_subscriptions/metadata_subscriptions/0/app_id',
  ),
  [
    'unfurl domains',
    { ...name, features: { unfurl_domains: ['a.b'] } },
    { ...name, features: { unfurl_domains: [] } },
    'must provide at least 1 items [json-pointer:/features/unfurl_domains]',
  ],
  [
    'address ranges',
    { ...name, settings: { allowed_ip_address_ranges: ['10.0.0.1'] } },
    { ...name, settings: { allowed_ip_address_ranges: [] } },
    'must provide at least 1 items [json-pointer:/settings/allowed_ip_address_ranges]',
  ],
]);

test('what may well be empty: the words a person has typed, and what an app notes for itself', () => {
  expect(inModal(input({ type: 'plain_text_input', initial_value: '' }))).toEqual([]);
  expect(inModal(input({ type: 'multi_users_select', initial_users: [] }))).toEqual([]);
  expect(inMessage(accessory({ type: 'multi_channels_select', initial_channels: [] }))).toEqual([]);
});
