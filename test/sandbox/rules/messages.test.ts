import { describe, expect, test } from 'vitest';
import { asMessageError, checkMessage, expandedBlocks, type MessageUse } from '../../../src/sandbox/rules/index.ts';
import { bothSides, lines, long, mrkdwn, plain, type Refusals, section, times } from './payloads.ts';

/** Messages: https://docs.slack.dev/reference/methods/chat.postMessage and its neighbours */

const errorOf = (message: unknown, use: MessageUse = 'chat.postMessage'): string | undefined => {
  const found = checkMessage(message, { use });
  return found.length === 0 ? undefined : asMessageError(found).error;
};

const refusals: Refusals = (message, strict = true) => lines(checkMessage(message, { strict }));

bothSides('blocks of a message', refusals, [
  [
    '50 blocks',
    { text: 'a', blocks: times(50, () => section) },
    { text: 'a', blocks: times(51, () => section) },
    'no more than 50 items allowed [json-pointer:/blocks]',
  ],
  [
    '50 blocks after markdown has been expanded',
    { text: 'a', blocks: [{ type: 'markdown', text: '# a\n'.repeat(50) }] },
    { text: 'a', blocks: [{ type: 'markdown', text: '# a\n'.repeat(51) }] },
    'no more than 50 items allowed [json-pointer:/blocks]',
  ],
  [
    '12,000 characters of markdown in all',
    {
      text: 'a',
      blocks: [
        { type: 'markdown', text: long(6_000) },
        { type: 'markdown', text: long(6_000) },
      ],
    },
    {
      text: 'a',
      blocks: [
        { type: 'markdown', text: long(6_000) },
        { type: 'markdown', text: long(6_001) },
      ],
    },
    'must be less than 12001 characters [json-pointer:/blocks/1/text]',
  ],
  [
    'block_ids differ, attachments included',
    { text: 'a', blocks: [{ ...section, block_id: 'a' }], attachments: [{ blocks: [{ ...section, block_id: 'b' }] }] },
    { text: 'a', blocks: [{ ...section, block_id: 'a' }], attachments: [{ blocks: [{ ...section, block_id: 'a' }] }] },
    'Block ID needs to be unique [json-pointer:/attachments/0/blocks/0/block_id]',
  ],
  [
    'W: one plan',
    { text: 'a', blocks: [{ type: 'plan', title: 'a' }] },
    {
      text: 'a',
      blocks: [
        { type: 'plan', title: 'a' },
        { type: 'plan', title: 'b' },
      ],
    },
    'no more than 1 plan blocks allowed [json-pointer:/blocks/1]',
  ],
]);

describe('markdown, as Slack expands it', () => {
  test.each([
    ['plain words', 'one\ntwo\n\nthree', 1],
    ['a heading', '# Title', 1],
    ['a heading, then words', '# Title\nwords\n- a\n- b', 2],
    ['words around a heading', 'before\n## Title\nafter', 3],
    ['a rule between words', 'before\n\n---\n\nafter', 3],
    ['rules of stars and of underscores', '***\n_ _ _', 2],
    ['what looks like a heading inside code', '```\n# no heading\n---\n```', 1],
    ['code closed by a longer fence of its own kind', '~~~\n```\n# no\n~~~~\n# yes', 2],
    ['a hashtag', '#hashtag', 1],
    ['nothing', '', 1],
  ])('%s', (_what, markdown, blocks) => {
    expect(expandedBlocks(markdown)).toBe(blocks);
  });
});

describe('what a message consists of', () => {
  test.each<[string, object, string | undefined, MessageUse?]>([
    ['text', { text: 'Hello' }, undefined],
    ['blocks alone', { blocks: [section] }, undefined],
    ['attachments alone', { attachments: [{ text: 'Hello' }] }, undefined],
    ['markdown_text alone', { markdown_text: '# Hello' }, undefined],
    ['nothing', {}, 'no_text'],
    ['an empty text', { text: '' }, 'no_text'],
    ['an empty text beside blocks', { text: '', blocks: [section] }, undefined],
    ['no blocks, no attachments', { blocks: [], attachments: [] }, 'no_text'],
    ['nothing to say on a response_url', {}, 'no_text', 'response_url'],
    ['a deletion on a response_url', { delete_original: true }, undefined, 'response_url'],
    ['an empty answer to a command', {}, undefined, 'command'],
    ['an update that clears the blocks', { blocks: [] }, undefined, 'chat.update'],
    ['an update with nothing', {}, 'no_text', 'chat.update'],
    ['a scheduled nothing', {}, 'no_text', 'chat.scheduleMessage'],
    ['markdown_text beside text', { markdown_text: 'a', text: 'a' }, 'markdown_text_conflict'],
    ['markdown_text beside blocks', { markdown_text: 'a', blocks: [section] }, 'markdown_text_conflict'],
    ['text that is no text', { text: 7 }, 'invalid_arguments'],
    ['text that is null', { text: null }, 'invalid_arguments'],
    [
      'blocks that are no list (slackapi/node-slack-sdk#1027)',
      { text: 'a', blocks: { blocks: [section] } },
      'invalid_blocks_format',
    ],
    ['attachments that are no list', { text: 'a', attachments: {} }, 'invalid_attachments'],
    [
      'keys that the rules do not know',
      { text: 'a', channel: 'C1', unfurl_links: false, icon_emoji: ':a:' },
      undefined,
    ],
  ])('%s', (_what, message, error, use) => {
    expect(errorOf(message, use)).toBe(error);
  });

  test('is an object', () => {
    expect(asMessageError(checkMessage('Hello'))).toEqual({
      ok: false,
      error: 'invalid_arguments',
      response_metadata: { messages: ['[ERROR] must provide an object [json-pointer:]'] },
    });
  });
});

describe('lengths', () => {
  test.each<[string, object, object, MessageUse, string]>([
    ['text of an update: 4,000', { text: long(4_000) }, { text: long(4_001) }, 'chat.update', 'msg_too_long'],
    [
      'text of an ephemeral message: 4,000 bytes',
      { text: 'é'.repeat(2_000) },
      { text: 'é'.repeat(2_001) },
      'chat.postEphemeral',
      'msg_too_long',
    ],
    [
      'markdown_text: 12,000',
      { markdown_text: long(12_000) },
      { markdown_text: long(12_001) },
      'chat.postMessage',
      'msg_too_long',
    ],
    [
      'attachments: 100',
      { attachments: times(100, () => ({ text: 'a' })) },
      { attachments: times(101, () => ({ text: 'a' })) },
      'chat.postMessage',
      'too_many_attachments',
    ],
    [
      'footer of an attachment: 300',
      { attachments: [{ footer: long(300) }] },
      { attachments: [{ footer: long(301) }] },
      'chat.postMessage',
      'invalid_attachments',
    ],
  ])('%s', (_what, fits, over, use, error) => {
    expect(errorOf(fits, use)).toBeUndefined();
    expect(errorOf(over, use)).toBe(error);
  });

  test('a posted text is never too long: Slack cuts it off', () => {
    expect(errorOf({ text: long(40_001) })).toBeUndefined();
  });

  test('the lenient reading lets long ephemeral texts pass', () => {
    expect(checkMessage({ text: long(4_001) }, { use: 'chat.postEphemeral', strict: false })).toEqual([]);
  });
});

describe('attachments', () => {
  test('their blocks are checked like any other, under another name', () => {
    const refused = checkMessage({
      text: 'a',
      attachments: [{ text: 'a' }, { blocks: [{ type: 'header', text: plain(long(151)) }] }],
    });
    expect(asMessageError(refused)).toEqual({
      ok: false,
      error: 'invalid_attachments',
      errors: [
        'failed to match all allowed schemas [json-pointer:/attachments/1/blocks/0/text]',
        'must be less than 151 characters [json-pointer:/attachments/1/blocks/0/text/text]',
      ],
      response_metadata: {
        messages: [
          '[ERROR] failed to match all allowed schemas [json-pointer:/attachments/1/blocks/0/text]',
          '[ERROR] must be less than 151 characters [json-pointer:/attachments/1/blocks/0/text/text]',
        ],
      },
    });
  });

  test('old-style keys pass', () => {
    expect(
      errorOf({ attachments: [{ color: '#36a64f', fields: [{ title: 'a', value: 'b' }], ts: 123 }] }),
    ).toBeUndefined();
  });
});

describe('metadata', () => {
  test.each<[string, unknown, string | undefined]>([
    [
      'an event with flat values',
      { event_type: 'nudge', event_payload: { key: 'a', n: 1, ok: true, one: { a: 1 }, all: [{ a: 'b' }] } },
      undefined,
    ],
    ['the empty object that removes it', {}, undefined],
    ['entities without an event', { entities: [{ entity_type: 'slack#/entities/task' }] }, undefined],
    ['no event_payload', { event_type: 'nudge' }, 'invalid_metadata_format'],
    ['no event_type', { event_payload: {} }, 'invalid_metadata_format'],
    ['a text', 'nudge', 'invalid_metadata_format'],
    ['a nested object', { event_type: 'nudge', event_payload: { a: { b: { c: 1 } } } }, 'invalid_metadata_format'],
    ['a null', { event_type: 'nudge', event_payload: { a: null } }, 'invalid_metadata_format'],
    ['a list of texts', { event_type: 'nudge', event_payload: { a: ['b'] } }, 'invalid_metadata_format'],
  ])('%s', (_what, metadata, error) => {
    expect(errorOf({ text: 'a', metadata })).toBe(error);
  });
});

test('what is missing in metadata is named', () => {
  expect(lines(checkMessage({ text: 'a', metadata: { event_type: 'nudge' } }))).toEqual([
    'missing required field: event_payload [json-pointer:/metadata]',
  ]);
});

test('a markdown block without words is wrong once', () => {
  expect(lines(checkMessage({ text: 'a', blocks: [{ type: 'markdown', text: 7 }] }))).toEqual([
    'must provide a string [json-pointer:/blocks/0/text]',
  ]);
});

describe('counting', () => {
  const cairns = (count: number) => ({ text: 'a', blocks: [{ type: 'header', text: plain('🪨'.repeat(count)) }] });

  test('strictly, an emoji outside the basic plane is two characters', () => {
    expect(checkMessage(cairns(75))).toEqual([]);
    expect(lines(checkMessage(cairns(76)))).toContain(
      'must be less than 151 characters [json-pointer:/blocks/0/text/text]',
    );
  });

  test('leniently, it is one', () => {
    expect(checkMessage(cairns(150), { strict: false })).toEqual([]);
    expect(lines(checkMessage(cairns(151), { strict: false }))).toContain(
      'must be less than 151 characters [json-pointer:/blocks/0/text/text]',
    );
  });

  test('escapes count as they are written', () => {
    const escaped = (count: number) => ({ blocks: [{ type: 'section', text: mrkdwn('&amp;'.repeat(count)) }] });
    expect(checkMessage(escaped(600))).toEqual([]);
    expect(lines(checkMessage(escaped(601)))).toContain(
      'must be less than 3001 characters [json-pointer:/blocks/0/text/text]',
    );
  });
});
