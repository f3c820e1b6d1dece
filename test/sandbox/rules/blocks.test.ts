import { expect, test } from 'vitest';
import {
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
  type Row,
  richSection,
  richText,
  section,
  times,
} from './payloads.ts';

/** Blocks and their limits: https://docs.slack.dev/reference/block-kit/blocks */

const video = (more: object = {}) => ({
  type: 'video',
  alt_text: 'How to',
  title: plain('How to'),
  thumbnail_url: 'https://example.com/a.png',
  video_url: 'https://example.com/embed/a',
  ...more,
});
const image = (more: object = {}) => ({
  type: 'image',
  alt_text: 'A cairn',
  image_url: 'https://example.com/a.png',
  ...more,
});
const card = (more: object = {}) => ({ type: 'card', title: mrkdwn('Lake'), ...more });
const container = (more: object = {}) => ({
  type: 'container',
  title: plain('More'),
  child_blocks: [section],
  ...more,
});
const task = (more: object = {}) => ({
  type: 'task_card',
  task_id: 't1',
  title: 'Read',
  status: 'in_progress',
  ...more,
});
const webAddress = (length: number) => `https://example.com/${long(length - 20)}`;
const buttons = (count: number) => times(count, (i) => button({ action_id: `b${i}` }));

bothSides('any block', inMessage, [
  [
    'block_id 255',
    { ...section, block_id: long(255) },
    { ...section, block_id: long(256) },
    'must be less than 256 characters [json-pointer:/blocks/0/block_id]',
  ],
  [
    'W: block_id not empty',
    { ...section, block_id: 'a' },
    { ...section, block_id: '' },
    'must be more than 0 characters [json-pointer:/blocks/0/block_id]',
  ],
  ['type', { type: 'divider' }, {}, 'missing required field: type [json-pointer:/blocks/0]'],
  ['type is a text', { type: 'divider' }, { type: 7 }, 'must provide a string [json-pointer:/blocks/0/type]'],
  ['an object', { type: 'divider' }, 'divider', 'must provide an object [json-pointer:/blocks/0]'],
  [
    'nothing null',
    { type: 'divider' },
    { type: 'divider', block_id: null },
    'must provide a string [json-pointer:/blocks/0/block_id]',
  ],
  [
    'nothing unknown',
    { type: 'divider', block_id: undefined },
    { type: 'divider', text: 'x' },
    'invalid additional property: text [json-pointer:/blocks/0]',
  ],
]);

bothSides('section', inMessage, [
  [
    'text 3000',
    { type: 'section', text: mrkdwn(long(3000)) },
    { type: 'section', text: mrkdwn(long(3001)) },
    'failed to match all allowed schemas [json-pointer:/blocks/0/text]',
    'must be less than 3001 characters [json-pointer:/blocks/0/text/text]',
  ],
  [
    'text not empty',
    { type: 'section', text: plain('a') },
    { type: 'section', text: plain('') },
    'failed to match all allowed schemas [json-pointer:/blocks/0/text]',
    'must be more than 0 characters [json-pointer:/blocks/0/text/text]',
  ],
  [
    'text is an object',
    { type: 'section', text: plain('a') },
    { type: 'section', text: 'a' },
    'failed to match all allowed schemas [json-pointer:/blocks/0/text]',
    'must provide an object [json-pointer:/blocks/0/text]',
    'must provide an object [json-pointer:/blocks/0/text]',
  ],
  [
    'text of a known type',
    { type: 'section', text: plain('a') },
    { type: 'section', text: { type: 'invalid', text: 'a' } },
    'failed to match all allowed schemas [json-pointer:/blocks/0/text]',
    'unsupported type: invalid [json-pointer:/blocks/0/text/type]',
  ],
  [
    '10 fields',
    { type: 'section', fields: times(10, () => mrkdwn('a')) },
    { type: 'section', fields: times(11, () => mrkdwn('a')) },
    'no more than 10 items allowed [json-pointer:/blocks/0/fields]',
  ],
  [
    'at least one field',
    { type: 'section', fields: [mrkdwn('a')] },
    { type: 'section', fields: [] },
    'must provide at least 1 items [json-pointer:/blocks/0/fields]',
  ],
  [
    'field text 2000',
    { type: 'section', fields: [mrkdwn(long(2000))] },
    { type: 'section', fields: [mrkdwn(long(2001))] },
    'failed to match all allowed schemas [json-pointer:/blocks/0/fields/0]',
    'must be less than 2001 characters [json-pointer:/blocks/0/fields/0/text]',
  ],
  [
    'text or fields',
    { type: 'section', fields: [mrkdwn('a')] },
    { type: 'section', accessory: button() },
    'must define either `text` or `fields` [json-pointer:/blocks/0/type]',
  ],
  [
    'expand is a boolean',
    { ...section, expand: true },
    { ...section, expand: 'true' },
    'must be a boolean [json-pointer:/blocks/0/expand]',
  ],
]);

bothSides('header', inMessage, [
  [
    'text 150',
    { type: 'header', text: plain(long(150)) },
    { type: 'header', text: plain(long(151)) },
    'failed to match all allowed schemas [json-pointer:/blocks/0/text]',
    'must be less than 151 characters [json-pointer:/blocks/0/text/text]',
  ],
  [
    'plain text only',
    { type: 'header', text: plain('a') },
    { type: 'header', text: mrkdwn('a') },
    'failed to match all allowed schemas [json-pointer:/blocks/0/text]',
    'must be a valid enum value [json-pointer:/blocks/0/text/type]',
  ],
  [
    'text is required',
    { type: 'header', text: plain('a') },
    { type: 'header' },
    'missing required field: text [json-pointer:/blocks/0]',
  ],
  [
    'W: level is too new to rely on',
    { type: 'header', text: plain('a') },
    { type: 'header', text: plain('a'), level: 2 },
    'invalid additional property: level [json-pointer:/blocks/0]',
  ],
]);

bothSides('divider, context and actions', inMessage, [
  [
    'a divider holds nothing',
    { type: 'divider', block_id: 'line' },
    { type: 'divider', elements: [] },
    'invalid additional property: elements [json-pointer:/blocks/0]',
  ],
  [
    '10 in a context',
    { type: 'context', elements: times(10, () => mrkdwn('a')) },
    { type: 'context', elements: times(11, () => mrkdwn('a')) },
    'no more than 10 items allowed [json-pointer:/blocks/0/elements]',
  ],
  [
    'at least one in a context',
    { type: 'context', elements: [plain('a')] },
    { type: 'context', elements: [] },
    'must provide at least 1 items [json-pointer:/blocks/0/elements]',
  ],
  [
    'context text 3000',
    { type: 'context', elements: [mrkdwn(long(3000))] },
    { type: 'context', elements: [mrkdwn(long(3001))] },
    'must be less than 3001 characters [json-pointer:/blocks/0/elements/0/text]',
  ],
  [
    '25 in actions',
    actions(...buttons(25)),
    actions(...buttons(26)),
    'no more than 25 items allowed [json-pointer:/blocks/0/elements]',
  ],
  [
    'at least one in actions',
    actions(button()),
    actions(),
    'must provide at least 1 items [json-pointer:/blocks/0/elements]',
  ],
  [
    'action_ids differ inside a block',
    actions(button({ action_id: 'a' }), button({ action_id: 'b' })),
    actions(button({ action_id: 'a' }), button({ action_id: 'b' }), button({ action_id: 'a' })),
    '`action_id` "a" already exists [json-pointer:/blocks/0/elements/2/action_id]',
  ],
  [
    'elements are a list',
    actions(button()),
    { type: 'actions', elements: button() },
    'must provide an array [json-pointer:/blocks/0/elements]',
  ],
]);

bothSides('input', inModal, [
  [
    'label 2000',
    input({ type: 'plain_text_input' }, { label: plain(long(2000)) }),
    input({ type: 'plain_text_input' }, { label: plain(long(2001)) }),
    'failed to match all allowed schemas [json-pointer:/view/blocks/0/label]',
    'must be less than 2001 characters [json-pointer:/view/blocks/0/label/text]',
  ],
  [
    'label is plain text',
    input({ type: 'plain_text_input' }),
    input({ type: 'plain_text_input' }, { label: mrkdwn('a') }),
    'failed to match all allowed schemas [json-pointer:/view/blocks/0/label]',
    'must be a valid enum value [json-pointer:/view/blocks/0/label/type]',
  ],
  [
    'hint 2000',
    input({ type: 'plain_text_input' }, { hint: plain(long(2000)) }),
    input({ type: 'plain_text_input' }, { hint: plain(long(2001)) }),
    'failed to match all allowed schemas [json-pointer:/view/blocks/0/hint]',
    'must be less than 2001 characters [json-pointer:/view/blocks/0/hint/text]',
  ],
  [
    'label and element are required',
    input({ type: 'plain_text_input' }, { optional: true, dispatch_action: true }),
    { type: 'input' },
    'missing required field: label [json-pointer:/view/blocks/0]',
    'missing required field: element [json-pointer:/view/blocks/0]',
  ],
  [
    'files dispatch nothing',
    input({ type: 'file_input' }),
    input({ type: 'file_input' }, { dispatch_action: true }),
    'unsupported type: file_input [json-pointer:/view/blocks/0/element/type]',
  ],
]);

bothSides('image', inMessage, [
  [
    'alt_text 2000',
    image({ alt_text: long(2000) }),
    image({ alt_text: long(2001) }),
    'must be less than 2001 characters [json-pointer:/blocks/0/alt_text]',
  ],
  [
    'alt_text not empty',
    image(),
    image({ alt_text: '' }),
    'must be more than 0 characters [json-pointer:/blocks/0/alt_text]',
  ],
  [
    'alt_text is required',
    image(),
    image({ alt_text: undefined }),
    'missing required field: alt_text [json-pointer:/blocks/0]',
  ],
  [
    'title 2000',
    image({ title: plain(long(2000)) }),
    image({ title: plain(long(2001)) }),
    'failed to match all allowed schemas [json-pointer:/blocks/0/title]',
    'must be less than 2001 characters [json-pointer:/blocks/0/title/text]',
  ],
  [
    'image_url 3000',
    image({ image_url: webAddress(3000) }),
    image({ image_url: webAddress(3001) }),
    'must be less than 3001 characters [json-pointer:/blocks/0/image_url]',
  ],
  [
    'image_url is an address',
    image(),
    image({ image_url: '/a.png' }),
    'invalid url [json-pointer:/blocks/0/image_url]',
  ],
  [
    'some source',
    image({ image_url: undefined, slack_file: { id: 'F1' } }),
    image({ image_url: undefined }),
    'missing required field: image_url [json-pointer:/blocks/0]',
  ],
  [
    'one source',
    image(),
    image({ slack_file: { id: 'F1' } }),
    'must define either `image_url` or `slack_file`, not both [json-pointer:/blocks/0/type]',
  ],
]);

bothSides('markdown', inMessage, [
  [
    '12,000 characters',
    { type: 'markdown', text: long(12_000) },
    { type: 'markdown', text: long(12_001) },
    'must be less than 12001 characters [json-pointer:/blocks/0/text]',
  ],
  [
    'not empty',
    { type: 'markdown', text: 'a' },
    { type: 'markdown', text: '' },
    'must be more than 0 characters [json-pointer:/blocks/0/text]',
  ],
]);

bothSides('alert', inModal, [
  [
    'text 200',
    { type: 'alert', text: mrkdwn(long(200)) },
    { type: 'alert', text: mrkdwn(long(201)) },
    'failed to match all allowed schemas [json-pointer:/view/blocks/0/text]',
    'must be less than 201 characters [json-pointer:/view/blocks/0/text/text]',
  ],
  [
    'a known level',
    { type: 'alert', text: plain('a'), level: 'success' },
    { type: 'alert', text: plain('a'), level: 'fatal' },
    'must be a valid enum value [json-pointer:/view/blocks/0/level]',
  ],
]);

bothSides('card and carousel', inMessage, [
  [
    'title 150',
    card({ title: mrkdwn(long(150)) }),
    card({ title: mrkdwn(long(151)) }),
    'failed to match all allowed schemas [json-pointer:/blocks/0/title]',
    'must be less than 151 characters [json-pointer:/blocks/0/title/text]',
  ],
  [
    'subtitle 150',
    card({ subtitle: mrkdwn(long(150)) }),
    card({ subtitle: mrkdwn(long(151)) }),
    'failed to match all allowed schemas [json-pointer:/blocks/0/subtitle]',
    'must be less than 151 characters [json-pointer:/blocks/0/subtitle/text]',
  ],
  [
    'body 200',
    card({ body: mrkdwn(long(200)) }),
    card({ body: mrkdwn(long(201)) }),
    'failed to match all allowed schemas [json-pointer:/blocks/0/body]',
    'must be less than 201 characters [json-pointer:/blocks/0/body/text]',
  ],
  [
    'subtext 200',
    card({ subtext: mrkdwn(long(200)) }),
    card({ subtext: mrkdwn(long(201)) }),
    'failed to match all allowed schemas [json-pointer:/blocks/0/subtext]',
    'must be less than 201 characters [json-pointer:/blocks/0/subtext/text]',
  ],
  [
    'W: mrkdwn, some say',
    card({ title: mrkdwn('a') }),
    card({ title: plain('a') }),
    'failed to match all allowed schemas [json-pointer:/blocks/0/title]',
    'must be a valid enum value [json-pointer:/blocks/0/title/type]',
  ],
  [
    'W: 2 buttons, some say 3',
    card({ actions: buttons(2) }),
    card({ actions: buttons(3) }),
    'no more than 2 items allowed [json-pointer:/blocks/0/actions]',
  ],
  [
    'something to show',
    { type: 'card', actions: [button()] },
    { type: 'card', subtitle: mrkdwn('a') },
    'must define either `hero_image` or `title` or `actions` or `body` [json-pointer:/blocks/0/type]',
  ],
  [
    'one icon',
    card({ slack_icon: { type: 'icon', name: 'rocket' } }),
    card({ slack_icon: { type: 'icon', name: 'rocket' }, icon: image() }),
    'must define either `icon` or `slack_icon`, not both [json-pointer:/blocks/0/type]',
  ],
  [
    'slack_icon has a name',
    card({ slack_icon: { type: 'icon', name: 'rocket' } }),
    card({ slack_icon: { type: 'icon' } }),
    'missing required field: name [json-pointer:/blocks/0/slack_icon]',
  ],
  [
    '10 cards',
    { type: 'carousel', elements: times(10, () => card()) },
    { type: 'carousel', elements: times(11, () => card()) },
    'no more than 10 items allowed [json-pointer:/blocks/0/elements]',
  ],
  [
    'at least one card',
    { type: 'carousel', elements: [card()] },
    { type: 'carousel', elements: [] },
    'must provide at least 1 items [json-pointer:/blocks/0/elements]',
  ],
]);

bothSides('container', inMessage, [
  [
    'title 150',
    container({ title: plain(long(150)) }),
    container({ title: plain(long(151)) }),
    'failed to match all allowed schemas [json-pointer:/blocks/0/title]',
    'must be less than 151 characters [json-pointer:/blocks/0/title/text]',
  ],
  [
    'title is an object',
    container(),
    container({ title: 'More' }),
    'failed to match all allowed schemas [json-pointer:/blocks/0/title]',
    'must provide an object [json-pointer:/blocks/0/title]',
    'must provide an object [json-pointer:/blocks/0/title]',
  ],
  [
    'some title',
    container({ title: undefined, rich_text_title: richText(richSection({ type: 'text', text: 'a' })) }),
    container({ title: undefined }),
    'must define either `title` or `rich_text_title` [json-pointer:/blocks/0/type]',
  ],
  [
    'subtitle 150',
    container({ subtitle: mrkdwn(long(150)) }),
    container({ subtitle: mrkdwn(long(151)) }),
    'failed to match all allowed schemas [json-pointer:/blocks/0/subtitle]',
    'must be less than 151 characters [json-pointer:/blocks/0/subtitle/text]',
  ],
  [
    '10 children',
    container({ child_blocks: times(10, () => section) }),
    container({ child_blocks: times(11, () => section) }),
    'no more than 10 items allowed [json-pointer:/blocks/0/child_blocks]',
  ],
  [
    'at least one child',
    container(),
    container({ child_blocks: [] }),
    'must provide at least 1 items [json-pointer:/blocks/0/child_blocks]',
  ],
  [
    'a known width',
    container({ width: 'full' }),
    container({ width: 'huge' }),
    'must be a valid enum value [json-pointer:/blocks/0/width]',
  ],
  [
    'collapsed only when it can collapse',
    container({ is_collapsible: true, default_collapsed: true }),
    container({ default_collapsed: true }),
    '`default_collapsed` needs `is_collapsible` to be true [json-pointer:/blocks/0/default_collapsed]',
  ],
  [
    'a header line only when it cannot',
    container({ has_header_divider: true }),
    container({ has_header_divider: true, is_collapsible: true }),
    '`has_header_divider` needs `is_collapsible` to be false [json-pointer:/blocks/0/has_header_divider]',
  ],
]);

bothSides('plan, task card and context actions', inMessage, [
  [
    'plan has a title',
    { type: 'plan', title: 'a' },
    { type: 'plan' },
    'missing required field: title [json-pointer:/blocks/0]',
  ],
  [
    'the title is a text',
    { type: 'plan', title: 'a' },
    { type: 'plan', title: plain('a') },
    'must provide a string [json-pointer:/blocks/0/title]',
  ],
  [
    'a plan holds task cards',
    { type: 'plan', title: 'a', tasks: [task()] },
    { type: 'plan', title: 'a', tasks: [task({ type: 'section' })] },
    'must be a valid enum value [json-pointer:/blocks/0/tasks/0/type]',
  ],
  [
    'its tasks need no type, as in the documentation, but a title',
    { type: 'plan', title: 'a', tasks: [task({ type: undefined })] },
    { type: 'plan', title: 'a', tasks: [task({ type: undefined, title: undefined })] },
    'missing required field: title [json-pointer:/blocks/0/tasks/0]',
  ],
  [
    'W: a task waits in a plan only',
    { type: 'plan', title: 'a', tasks: [task({ status: 'pending' })] },
    task({ status: 'pending' }),
    'must be a valid enum value [json-pointer:/blocks/0/status]',
  ],
  [
    'W: a status, the types say',
    task(),
    task({ status: undefined }),
    'missing required field: status [json-pointer:/blocks/0]',
  ],
  [
    'W: no status of the plan itself is documented',
    { type: 'plan', title: 'a' },
    { type: 'plan', title: 'a', status: 'complete' },
    'invalid additional property: status [json-pointer:/blocks/0]',
  ],
  [
    'output is not empty',
    { type: 'plan', title: 'a', tasks: [task(), task({ output: richText(richSection({ type: 'text', text: 'a' })) })] },
    { type: 'plan', title: 'a', tasks: [task(), task({ output: richText(richSection()) })] },
    'must be more than 0 characters [json-pointer:/blocks/0/tasks/1/output]',
  ],
  [
    'a known status',
    task({ status: 'error' }),
    task({ status: 'done' }),
    'must be a valid enum value [json-pointer:/blocks/0/status]',
  ],
  [
    'task_id is required',
    task(),
    task({ task_id: undefined }),
    'missing required field: task_id [json-pointer:/blocks/0]',
  ],
  [
    'sources are url elements',
    task({ sources: [{ type: 'url', url: 'https://example.com', text: 'a' }] }),
    task({ sources: [{ type: 'url', url: 'https://example.com' }] }),
    'missing required field: text [json-pointer:/blocks/0/sources/0]',
  ],
  [
    '5 in context_actions',
    {
      type: 'context_actions',
      elements: times(5, (i) => ({ type: 'icon_button', icon: 'trash', text: plain('a'), action_id: `a${i}` })),
    },
    {
      type: 'context_actions',
      elements: times(6, (i) => ({ type: 'icon_button', icon: 'trash', text: plain('a'), action_id: `a${i}` })),
    },
    'no more than 5 items allowed [json-pointer:/blocks/0/elements]',
  ],
]);

bothSides('addresses of a video', inMessage, [
  ...['thumbnail_url', 'video_url', 'title_url', 'provider_icon_url'].map(
    (key): Row => [
      `${key} 3000`,
      video({ [key]: webAddress(3000) }),
      video({ [key]: webAddress(3001) }),
      `must be less than 3001 characters [json-pointer:/blocks/0/${key}]`,
    ],
  ),
]);

test('read leniently, a video has 200 characters of description and 2000 of alt_text', () => {
  expect(leniently(video({ description: plain(long(200)), alt_text: long(2000) }))).toEqual([]);
  expect(leniently(video({ description: plain(long(201)) }))).toContain(
    'must be less than 201 characters [json-pointer:/blocks/0/description/text]',
  );
  expect(leniently(video({ alt_text: long(2001) }))).toEqual([
    'must be less than 2001 characters [json-pointer:/blocks/0/alt_text]',
  ]);
});

test('action_ids differ in context_actions too', () => {
  const twin = { type: 'icon_button', icon: 'trash', text: plain('a'), action_id: 'a' };
  expect(inMessage({ type: 'context_actions', elements: [twin, twin] })).toEqual([
    '`action_id` "a" already exists [json-pointer:/blocks/0/elements/1/action_id]',
  ]);
});

bothSides('video', inMessage, [
  [
    'title below 200',
    video({ title: plain(long(199)) }),
    video({ title: plain(long(200)) }),
    'failed to match all allowed schemas [json-pointer:/blocks/0/title]',
    'must be less than 200 characters [json-pointer:/blocks/0/title/text]',
  ],
  [
    'author below 50',
    video({ author_name: long(49) }),
    video({ author_name: long(50) }),
    'must be less than 50 characters [json-pointer:/blocks/0/author_name]',
  ],
  [
    'W: description below 200, some say up to it',
    video({ description: plain(long(199)) }),
    video({ description: plain(long(200)) }),
    'failed to match all allowed schemas [json-pointer:/blocks/0/description]',
    'must be less than 200 characters [json-pointer:/blocks/0/description/text]',
  ],
  [
    'W: alt_text 200',
    video({ alt_text: long(200) }),
    video({ alt_text: long(201) }),
    'must be less than 201 characters [json-pointer:/blocks/0/alt_text]',
  ],
  [
    'provider 50',
    video({ provider_name: long(50) }),
    video({ provider_name: long(51) }),
    'must be less than 51 characters [json-pointer:/blocks/0/provider_name]',
  ],
  ['HTTPS', video(), video({ video_url: 'http://example.com/a' }), 'invalid url [json-pointer:/blocks/0/video_url]'],
  [
    'thumbnail is required',
    video(),
    video({ thumbnail_url: undefined }),
    'missing required field: thumbnail_url [json-pointer:/blocks/0]',
  ],
]);

test('an application cannot send a file block', () => {
  expect(inMessage({ type: 'file', external_id: 'a', source: 'remote' })).toEqual([
    'unsupported type: file [json-pointer:/blocks/0/type]',
  ]);
});

test('everything wrong is said at once', () => {
  expect(
    inMessage({
      type: 'actions',
      block_id: '',
      elements: [{ type: 'button', text: mrkdwn('a'), style: 'loud', colour: 1 }, option()],
    }),
  ).toEqual([
    'failed to match all allowed schemas [json-pointer:/blocks/0/elements/0/text]',
    'must be a valid enum value [json-pointer:/blocks/0/elements/0/text/type]',
    'must be a valid enum value [json-pointer:/blocks/0/elements/0/style]',
    'invalid additional property: colour [json-pointer:/blocks/0/elements/0]',
    'missing required field: type [json-pointer:/blocks/0/elements/1]',
    'must be more than 0 characters [json-pointer:/blocks/0/block_id]',
  ]);
});

test('the lenient reading still refuses a card with four buttons', () => {
  expect(leniently(card({ actions: buttons(4) }))).toEqual([
    'no more than 3 items allowed [json-pointer:/blocks/0/actions]',
  ]);
});
