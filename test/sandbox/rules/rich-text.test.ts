import { expect, test } from 'vitest';
import { bothSides, inMessage, richSection, richText } from './payloads.ts';

/** Rich text: https://docs.slack.dev/reference/block-kit/blocks/rich-text-block */

const leaf = (object: object) => richText(richSection(object));
const list = (more: object) =>
  richText({ type: 'rich_text_list', style: 'bullet', elements: [richSection()], ...more });
const at = '/blocks/0/elements/0/elements/0';
const part = '/blocks/0/elements/0';

bothSides('leaves', inMessage, [
  [
    'text not empty',
    leaf({ type: 'text', text: 'a' }),
    leaf({ type: 'text', text: '' }),
    `must be more than 0 characters [json-pointer:${at}/text]`,
  ],
  [
    'text is required',
    leaf({ type: 'text', text: 'a' }),
    leaf({ type: 'text' }),
    `missing required field: text [json-pointer:${at}]`,
  ],
  [
    'link has a url',
    leaf({ type: 'link', url: 'https://example.com' }),
    leaf({ type: 'link', text: 'a' }),
    `missing required field: url [json-pointer:${at}]`,
  ],
  [
    'slack-go/slack#1412: the text of a link is not empty',
    leaf({ type: 'link', url: 'https://a.b', text: 'a' }),
    leaf({ type: 'link', url: 'https://a.b', text: '' }),
    `must be more than 0 characters [json-pointer:${at}/text]`,
  ],
  [
    'user',
    leaf({ type: 'user', user_id: 'U1' }),
    leaf({ type: 'user', id: 'U1' }),
    `missing required field: user_id [json-pointer:${at}]`,
    `invalid additional property: id [json-pointer:${at}]`,
  ],
  [
    'usergroup',
    leaf({ type: 'usergroup', usergroup_id: 'S1' }),
    leaf({ type: 'usergroup' }),
    `missing required field: usergroup_id [json-pointer:${at}]`,
  ],
  [
    'channel',
    leaf({ type: 'channel', channel_id: 'C1' }),
    leaf({ type: 'channel' }),
    `missing required field: channel_id [json-pointer:${at}]`,
  ],
  [
    'team',
    leaf({ type: 'team', team_id: 'T1' }),
    leaf({ type: 'team' }),
    `missing required field: team_id [json-pointer:${at}]`,
  ],
  [
    'emoji',
    leaf({ type: 'emoji', name: 'tada' }),
    leaf({ type: 'emoji' }),
    `missing required field: name [json-pointer:${at}]`,
  ],
  [
    'broadcast',
    leaf({ type: 'broadcast', range: 'everyone' }),
    leaf({ type: 'broadcast', range: 'all' }),
    `must be a valid enum value [json-pointer:${at}/range]`,
  ],
  [
    'color',
    leaf({ type: 'color', value: '#F405B3' }),
    leaf({ type: 'color', value: 'red' }),
    `input must match regex pattern: ^#[0-9a-fA-F]{6}$ [json-pointer:${at}/value]`,
  ],
  [
    'date',
    leaf({ type: 'date', timestamp: 1_720_710_212, format: '{date_num}', fallback: 'a' }),
    leaf({ type: 'date', timestamp: '1720710212', format: '{date_num}' }),
    `must provide an integer [json-pointer:${at}/timestamp]`,
  ],
  [
    'style',
    leaf({ type: 'text', text: 'a', style: { bold: true, italic: true, strike: true, code: true, underline: true } }),
    leaf({ type: 'text', text: 'a', style: { blink: true } }),
    `invalid additional property: blink [json-pointer:${at}/style]`,
  ],
  [
    'a known leaf',
    leaf({ type: 'text', text: 'a' }),
    leaf({ type: 'image' }),
    `unsupported type: image [json-pointer:${at}/type]`,
  ],
]);

bothSides('lists, quotes and preformatted text', inMessage, [
  [
    'border 0',
    list({ border: 0, offset: 0 }),
    list({ border: -1, offset: -1 }),
    `must be greater than 0 [json-pointer:${part}/offset]`,
    `must be greater than 0 [json-pointer:${part}/border]`,
  ],
  ['indent 8', list({ indent: 8 }), list({ indent: 9 }), `must be less than 8 [json-pointer:${part}/indent]`],
  ['indent 0', list({ indent: 0 }), list({ indent: -1 }), `must be greater than 0 [json-pointer:${part}/indent]`],
  ['list border 1', list({ border: 1 }), list({ border: 2 }), `must be less than 1 [json-pointer:${part}/border]`],
  [
    'a known style',
    list({ style: 'ordered' }),
    list({ style: 'dashed' }),
    `must be a valid enum value [json-pointer:${part}/style]`,
  ],
  ['a style', list({}), list({ style: undefined }), `missing required field: style [json-pointer:${part}]`],
  ['offset', list({ offset: 3 }), list({ offset: 'c' }), `must provide an integer [json-pointer:${part}/offset]`],
  [
    'lists hold sections',
    list({}),
    list({ elements: [{ type: 'text', text: 'a' }] }),
    `missing required field: elements [json-pointer:${at}]`,
    `must be a valid enum value [json-pointer:${at}/type]`,
    `invalid additional property: text [json-pointer:${at}]`,
  ],
  [
    'quote border 1',
    richText({ type: 'rich_text_quote', elements: [], border: 1 }),
    richText({ type: 'rich_text_quote', elements: [], border: true }),
    `must provide an integer [json-pointer:${part}/border]`,
  ],
  [
    'preformatted text holds texts and links',
    richText({ type: 'rich_text_preformatted', elements: [{ type: 'link', url: 'https://a.b' }], language: 'ts' }),
    richText({ type: 'rich_text_preformatted', elements: [{ type: 'emoji', name: 'tada' }] }),
    `unsupported type: emoji [json-pointer:${at}/type]`,
  ],
  [
    'parts only',
    richText(richSection()),
    richText({ type: 'text', text: 'a' }),
    `unsupported type: text [json-pointer:${part}/type]`,
  ],
  [
    'elements are a list',
    richText(),
    { type: 'rich_text', elements: richSection() },
    'must provide an array [json-pointer:/blocks/0/elements]',
  ],
]);

test('slackapi/python-slack-sdk#1576: sections may be empty', () => {
  expect(inMessage(richText(richSection(), list({ elements: [] }).elements[0]))).toEqual([]);
});
