import { describe, expect, test } from 'vitest';
import { asViewError, checkView } from '../../../src/sandbox/rules/index.ts';
import {
  accessory,
  actions,
  bothSides,
  button,
  home,
  input,
  lines,
  long,
  modal,
  mrkdwn,
  plain,
  type Refusals,
  section,
  times,
} from './payloads.ts';

/** Views: https://docs.slack.dev/reference/views */

const VIEW = 'failed to match all allowed schemas [json-pointer:/view]';
const refusals: Refusals = (view, strict = true) => lines(checkView(view, { strict }));
const tooLongText = (key: string, max: number): string[] => [
  VIEW,
  `failed to match all allowed schemas [json-pointer:/view/${key}]`,
  `must be less than ${max} characters [json-pointer:/view/${key}/text]`,
];
const one = (more: object = {}) => modal([section], more);
const page = (more: object = {}) => home([section], more);
const typed = { type: 'plain_text_input' };

bothSides('modals', refusals, [
  ['title 24', one({ title: plain(long(24)) }), one({ title: plain(long(25)) }), ...tooLongText('title', 25)],
  ['submit 24', one({ submit: plain(long(24)) }), one({ submit: plain(long(25)) }), ...tooLongText('submit', 25)],
  ['close 24', one({ close: plain(long(24)) }), one({ close: plain(long(25)) }), ...tooLongText('close', 25)],
  [
    'title not empty',
    one(),
    one({ title: plain('') }),
    VIEW,
    'failed to match all allowed schemas [json-pointer:/view/title]',
    'must be more than 0 characters [json-pointer:/view/title/text]',
  ],
  [
    'title is plain text',
    one(),
    one({ title: mrkdwn('a') }),
    VIEW,
    'failed to match all allowed schemas [json-pointer:/view/title]',
    'must be a valid enum value [json-pointer:/view/title/type]',
  ],
  ['title is required', one(), one({ title: undefined }), VIEW, 'missing required field: title [json-pointer:/view]'],
  [
    '100 blocks',
    modal(times(100, () => section)),
    modal(times(101, () => section)),
    VIEW,
    'no more than 100 items allowed [json-pointer:/view/blocks]',
  ],
  ['W: some block', one(), modal([]), VIEW, 'must provide at least 1 items [json-pointer:/view/blocks]'],
  ['blocks are a list', one(), modal(section), VIEW, 'must provide an array [json-pointer:/view/blocks]'],
  [
    'private_metadata 3000',
    one({ private_metadata: long(3000) }),
    one({ private_metadata: long(3001) }),
    VIEW,
    'must be less than 3001 characters [json-pointer:/view/private_metadata]',
  ],
  [
    'callback_id 255',
    one({ callback_id: long(255) }),
    one({ callback_id: long(256) }),
    VIEW,
    'must be less than 256 characters [json-pointer:/view/callback_id]',
  ],
  [
    'external_id 255',
    one({ external_id: long(255) }),
    one({ external_id: long(256) }),
    VIEW,
    'must be less than 256 characters [json-pointer:/view/external_id]',
  ],
  [
    'clear_on_close is a boolean',
    one({ clear_on_close: true }),
    one({ clear_on_close: 'true' }),
    VIEW,
    'must be a boolean [json-pointer:/view/clear_on_close]',
  ],
  [
    'notify_on_close is a boolean',
    one({ notify_on_close: true }),
    one({ notify_on_close: null }),
    VIEW,
    'must be a boolean [json-pointer:/view/notify_on_close]',
  ],
  [
    'nothing that Slack returns',
    one(),
    one({ id: 'V1', hash: '1.a' }),
    VIEW,
    'invalid additional property: id [json-pointer:/view]',
    'invalid additional property: hash [json-pointer:/view]',
  ],
  [
    'input needs submit',
    modal([input(typed)]),
    modal([section, input(typed)], { submit: undefined }),
    'must define `submit` to use an `input` block in modals [json-pointer:/view/blocks/1/input]',
  ],
  ['a known type', one(), one({ type: 'workflow_step' }), VIEW, 'must be a valid enum value [json-pointer:/view/type]'],
]);

bothSides('Home views', refusals, [
  [
    '100 blocks',
    home(times(100, () => section)),
    home(times(101, () => section)),
    VIEW,
    'no more than 100 items allowed [json-pointer:/view/blocks]',
  ],
  [
    'private_metadata 3000',
    page({ private_metadata: long(3000) }),
    page({ private_metadata: long(3001) }),
    VIEW,
    'must be less than 3001 characters [json-pointer:/view/private_metadata]',
  ],
  [
    'callback_id 255',
    page({ callback_id: long(255) }),
    page({ callback_id: long(256) }),
    VIEW,
    'must be less than 256 characters [json-pointer:/view/callback_id]',
  ],
  [
    'external_id 255',
    page({ external_id: long(255) }),
    page({ external_id: long(256) }),
    VIEW,
    'must be less than 256 characters [json-pointer:/view/external_id]',
  ],
  ['no title', page(), page({ title: plain('a') }), VIEW, 'invalid additional property: title [json-pointer:/view]'],
  ['no submit', page(), page({ submit: plain('a') }), VIEW, 'invalid additional property: submit [json-pointer:/view]'],
  ['no close', page(), page({ close: plain('a') }), VIEW, 'invalid additional property: close [json-pointer:/view]'],
  [
    'slackapi/java-slack-sdk#277: nothing about closing',
    page(),
    page({ clear_on_close: false, notify_on_close: false }),
    VIEW,
    'invalid additional property: clear_on_close [json-pointer:/view]',
    'invalid additional property: notify_on_close [json-pointer:/view]',
  ],
  [
    'inputs need no submit',
    home([input(typed)]),
    home([input({ type: 'plain_text' })]),
    VIEW,
    'unsupported type: plain_text [json-pointer:/view/blocks/0/element/type]',
  ],
]);

bothSides('what must differ within a view', refusals, [
  [
    'block_id',
    modal([
      { ...section, block_id: 'a' },
      { ...section, block_id: 'b' },
    ]),
    modal([
      { ...section, block_id: 'a' },
      { ...section, block_id: 'a' },
    ]),
    'Block ID needs to be unique [json-pointer:/view/blocks/1/block_id]',
  ],
  [
    'one focus_on_load',
    modal([input({ ...typed, focus_on_load: true }), input({ ...typed, focus_on_load: false })]),
    modal([
      input({ ...typed, focus_on_load: true }),
      accessory({ type: 'datepicker', focus_on_load: true }),
      actions({ type: 'timepicker', focus_on_load: true }),
    ]),
    'only one element in a view can have `focus_on_load` [json-pointer:/view/blocks/1/accessory/focus_on_load]',
    'only one element in a view can have `focus_on_load` [json-pointer:/view/blocks/2/elements/0/focus_on_load]',
  ],
]);

test('slack-go/slack#823: several empty block_ids clash, and none is a proper one', () => {
  const twice = modal([input(typed, { block_id: '' }), input(typed, { block_id: '' })]);
  expect(refusals(twice)).toEqual([
    VIEW,
    'must be more than 0 characters [json-pointer:/view/blocks/0/block_id]',
    'must be more than 0 characters [json-pointer:/view/blocks/1/block_id]',
    'Block ID needs to be unique [json-pointer:/view/blocks/1/block_id]',
  ]);
  expect(refusals(twice, false)).toEqual(['Block ID needs to be unique [json-pointer:/view/blocks/1/block_id]']);
});

describe('the size of a view', () => {
  /** A modal of a hundred sections that is exactly so many bytes of JSON. */
  const sized = (bytes: number) => {
    const filled = (length: (index: number) => number) =>
      modal(times(100, (i) => ({ type: 'section', text: mrkdwn(long(length(i))) })));
    const missing = bytes - Buffer.byteLength(JSON.stringify(filled(() => 0)));
    return filled((i) => Math.floor(missing / 100) + (i < missing % 100 ? 1 : 0));
  };

  test('250 kB pass', () => {
    expect(Buffer.byteLength(JSON.stringify(sized(250_000)))).toBe(250_000);
    expect(refusals(sized(250_000))).toEqual([]);
  });

  test('one byte more is too large', () => {
    expect(asViewError(checkView(sized(250_001)))).toEqual({ ok: false, error: 'view_too_large' });
  });

  test('the lenient reading allows 256,000 bytes', () => {
    expect(checkView(sized(256_000), { strict: false })).toEqual([]);
    expect(checkView(sized(256_001), { strict: false }).map(({ error }) => error)).toEqual(['view_too_large']);
  });

  test('characters of several bytes count as such', () => {
    const blocks = times(90, () => ({ type: 'section', text: mrkdwn('é'.repeat(2_900)) }));
    expect(checkView(modal(blocks)).map(({ error }) => error)).toEqual(['view_too_large']);
  });
});

test('what a method takes: no Home view in views.open, no modal in views.publish', () => {
  expect(lines(checkView(page(), { surface: 'modal' }))).toEqual([
    VIEW,
    'must be a valid enum value [json-pointer:/view/type]',
  ]);
  expect(lines(checkView(one(), { surface: 'home' }))).toEqual([
    VIEW,
    'must be a valid enum value [json-pointer:/view/type]',
  ]);
  expect(checkView(one(), { surface: 'modal' })).toEqual([]);
  expect(checkView(page(), { surface: 'home' })).toEqual([]);
});

test.each([undefined, null, 'modal', []])('%j is no view', (view) => {
  expect(refusals(view)).toEqual([VIEW, 'must provide an object [json-pointer:/view]']);
});

test('everything wrong with a view is said at once', () => {
  expect(
    refusals(
      modal([{ type: 'sectoin' }, actions(button({ disabled: true })), input(typed)], {
        title: plain(long(25)),
        submit: undefined,
        colour: 'red',
      }),
    ),
  ).toEqual([
    ...tooLongText('title', 25),
    'unsupported type: sectoin [json-pointer:/view/blocks/0/type]',
    'invalid additional property: disabled [json-pointer:/view/blocks/1/elements/0]',
    'invalid additional property: colour [json-pointer:/view]',
    'must define `submit` to use an `input` block in modals [json-pointer:/view/blocks/2/input]',
  ]);
});
