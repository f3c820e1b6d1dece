import { describe, expect, test } from 'vitest';
import {
  asMessageError,
  asValidateAnswer,
  asViewError,
  checkBlocks,
  checkMessage,
  checkPayload,
  checkSuggestions,
  checkView,
} from '../../../src/sandbox/rules/index.ts';
import { bothSides, home, lines, long, modal, mrkdwn, option, plain, section, times } from './payloads.ts';

/** The answers around the findings, and the checks that have no surface of their own. */

describe('the answer to a refused message', () => {
  test('names the whole message problem and nothing else', () => {
    expect(asMessageError(checkMessage({}))).toEqual({ ok: false, error: 'no_text' });
    expect(asMessageError(checkMessage({ text: 'a', markdown_text: 'b', blocks: [{ type: 'sectoin' }] }))).toEqual({
      ok: false,
      error: 'markdown_text_conflict',
    });
  });

  test('lists a wrong argument without an errors key', () => {
    expect(asMessageError(checkMessage({ text: null }))).toEqual({
      ok: false,
      error: 'invalid_arguments',
      response_metadata: { messages: ['[ERROR] must provide a string [json-pointer:/text]'] },
    });
  });

  test('cannot be made of nothing', () => {
    expect(() => asMessageError([])).toThrow('nothing was refused');
    expect(() => asViewError([])).toThrow('nothing was refused');
  });
});

describe('blocks.validate', () => {
  test('accepts', () => {
    expect(asValidateAnswer('blocks', checkPayload('blocks', [section]))).toEqual({ ok: true });
    expect(asValidateAnswer('message', checkPayload('message', { blocks: [section] }))).toEqual({ ok: true });
    expect(asValidateAnswer('view', checkPayload('view', modal([section])))).toEqual({ ok: true });
  });

  test('slackapi/java-slack-sdk#1622: names code and constraint, and points from the payload', () => {
    expect(
      asValidateAnswer('blocks', checkPayload('blocks', [{ type: 'section', text: { type: 'invalid', text: 'a' } }])),
    ).toEqual({
      ok: false,
      error: 'invalid_blocks',
      errors: [
        {
          pointer: '/0/text',
          code: 'failed_constraint',
          message: 'failed to match all allowed schemas',
          constraint: { type: 'all_of' },
        },
        {
          pointer: '/0/text/type',
          code: 'failed_constraint',
          message: 'unsupported type: invalid',
          constraint: { type: 'enum', expected: ['plain_text', 'mrkdwn'], got: 'invalid' },
        },
      ],
    });
  });

  test.each<[string, unknown, object]>([
    [
      'a missing field',
      { type: 'header' },
      { pointer: '/0', code: 'missing_field', message: 'missing required field: text' },
    ],
    [
      'a wrong type',
      { type: 'divider', block_id: 7 },
      { pointer: '/0/block_id', code: 'invalid_type', message: 'must provide a string' },
    ],
    [
      'max_length',
      { type: 'divider', block_id: long(300) },
      {
        pointer: '/0/block_id',
        code: 'failed_constraint',
        message: 'must be less than 256 characters',
        constraint: { type: 'max_length', expected: 255, got: 300 },
      },
    ],
    [
      'min_length',
      { type: 'markdown', text: '' },
      {
        pointer: '/0/text',
        code: 'failed_constraint',
        message: 'must be more than 0 characters',
        constraint: { type: 'min_length', expected: 1, got: 0 },
      },
    ],
    [
      'max_items',
      { type: 'context', elements: times(11, () => mrkdwn('a')) },
      {
        pointer: '/0/elements',
        code: 'failed_constraint',
        message: 'no more than 10 items allowed',
        constraint: { type: 'max_items', expected: 10, got: 11 },
      },
    ],
    [
      'min_items',
      { type: 'context', elements: [] },
      {
        pointer: '/0/elements',
        code: 'failed_constraint',
        message: 'must provide at least 1 items',
        constraint: { type: 'min_items', expected: 1, got: 0 },
      },
    ],
    [
      'an unknown key',
      { type: 'divider', colour: 'red' },
      {
        pointer: '/0',
        code: 'failed_constraint',
        message: 'invalid additional property: colour',
        constraint: { type: 'additional_properties', got: 'colour' },
      },
    ],
    [
      'a relation',
      { type: 'section' },
      { pointer: '/0/type', code: 'failed_constraint', message: 'must define either `text` or `fields`' },
    ],
  ])('%s', (_what, block, error) => {
    expect(asValidateAnswer('blocks', checkPayload('blocks', [block]))).toEqual({
      ok: false,
      error: 'invalid_blocks',
      errors: [error],
    });
  });

  test('a message is blocks and attachments: slackapi/node-slack-sdk#2659', () => {
    expect(asValidateAnswer('message', checkPayload('message', { text: 'a', blocks: [section] }))).toEqual({
      ok: false,
      error: 'invalid_message',
      errors: [
        {
          pointer: '',
          code: 'failed_constraint',
          message: 'invalid additional property: text',
          constraint: { type: 'additional_properties', got: 'text' },
        },
      ],
    });
    expect(checkPayload('message', {})).toEqual([]);
    expect(asValidateAnswer('message', checkPayload('message', []))).toEqual({
      ok: false,
      error: 'invalid_message',
      errors: [{ pointer: '', code: 'invalid_type', message: 'must provide an object' }],
    });
  });

  test('a view', () => {
    const answer = asValidateAnswer('view', checkPayload('view', home([section], { title: plain('a') })));
    expect(answer).toMatchObject({
      error: 'invalid_view',
      errors: [{ pointer: '' }, { pointer: '', message: 'invalid additional property: title' }],
    });
  });

  test('the constraint of a number', () => {
    const found = checkView(
      modal([{ type: 'input', label: plain('a'), element: { type: 'plain_text_input', max_length: 3001 } }]),
    );
    expect(found.at(-1)).toMatchObject({
      code: 'failed_constraint',
      constraint: { type: 'maximum', expected: 3000, got: 3001 },
    });
  });
});

describe('blocks on their own', () => {
  test('point from where they are told to', () => {
    expect(lines(checkBlocks([section, { type: 'header' }], 'home', '/view/blocks'))).toEqual([
      'missing required field: text [json-pointer:/view/blocks/1]',
    ]);
    expect(lines(checkBlocks('a', 'message', '/blocks'))).toEqual(['must provide an array [json-pointer:/blocks]']);
  });

  test('share what a message may hold once', () => {
    const table = { type: 'table', rows: [[{ type: 'raw_text', text: 'a' }]] };
    expect(lines(checkBlocks([table, table], 'message', '/blocks'))).toEqual([
      'only_one_table_allowed [json-pointer:/blocks/1]',
    ]);
  });

  test('keys are escaped in pointers', () => {
    const found = checkMessage({ text: 'a', metadata: { event_type: 'a', event_payload: { 'a/b~c': null } } });
    expect(found.map(({ pointer }) => pointer)).toEqual(['/metadata/event_payload/a~1b~0c']);
  });

  test('names inherited by every object are no block types and no keys', () => {
    expect(lines(checkBlocks([{ type: 'constructor' }], 'message', '/blocks'))).toEqual([
      'unsupported type: constructor [json-pointer:/blocks/0/type]',
    ]);
    expect(lines(checkBlocks([{ type: 'divider', toString: 'a' }], 'message', '/blocks'))).toEqual([
      'invalid additional property: toString [json-pointer:/blocks/0]',
    ]);
  });
});

const group = (options: unknown[]) => ({ label: plain('a'), options });

bothSides('answers to block_suggestion', (answer, strict = true) => lines(checkSuggestions(answer, { strict })), [
  [
    '100 options',
    { options: times(100, (i) => option(`o${i}`)) },
    { options: times(101, (i) => option(`o${i}`)) },
    'no more than 100 items allowed [json-pointer:/options]',
  ],
  [
    '100 groups',
    { option_groups: times(100, () => group([option()])) },
    { option_groups: times(101, () => group([option()])) },
    'no more than 100 items allowed [json-pointer:/option_groups]',
  ],
  ['none found', { options: [] }, {}, 'must define either `options` or `option_groups` [json-pointer:]'],
  [
    'one of both',
    { option_groups: [] },
    { options: [], option_groups: [] },
    'must define either `options` or `option_groups`, not both [json-pointer:]',
  ],
  [
    'text 75',
    { options: [{ text: plain(long(75)), value: 'a' }] },
    { options: [{ text: plain(long(76)), value: 'a' }] },
    'failed to match all allowed schemas [json-pointer:/options/0/text]',
    'must be less than 76 characters [json-pointer:/options/0/text/text]',
  ],
  ['an object', { options: [option()] }, [option()], 'must provide an object [json-pointer:]'],
]);
