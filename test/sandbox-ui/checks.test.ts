import { describe, expect, test } from 'vitest';
import { pageModule } from './page-module.ts';

const { problemsIn } = await pageModule<{
  problemsIn(blocks: unknown[], stateOf: (blockId: string) => unknown): Record<string, string>;
}>('checks.js');

function problem(element: object, state: object, optional = false): string | undefined {
  const block = { type: 'input', block_id: 'b', optional, element };
  return problemsIn([block], () => ({ type: (element as { type: string }).type, ...state })).b;
}

const number = { type: 'number_input', is_decimal_allowed: false, min_value: '1', max_value: '9' };

describe('what a client refuses to send', () => {
  test.each([
    [
      'nothing in a required text',
      { type: 'plain_text_input' },
      { value: null },
      'Please complete this required field.',
    ],
    ['only spaces', { type: 'plain_text_input' }, { value: '   ' }, 'Please complete this required field.'],
    ['an empty choice', { type: 'checkboxes' }, { selected_options: [] }, 'Please complete this required field.'],
    [
      'no time although a zone is named',
      { type: 'timepicker' },
      { selected_time: null, timezone: 'UTC' },
      'Please complete this required field.',
    ],
    ['too short', { type: 'plain_text_input', min_length: 3 }, { value: 'ab' }, 'Please enter at least 3 characters.'],
    ['too long', { type: 'plain_text_input', max_length: 3 }, { value: 'abcd' }, 'Please enter at most 3 characters.'],
    ['no address', { type: 'email_text_input' }, { value: 'ada@' }, 'Please enter a valid email address.'],
    ['no link', { type: 'url_text_input' }, { value: 'javascript:x' }, 'Please enter a valid URL.'],
    ['too small', number, { value: '0' }, 'Please enter 1 or more.'],
    ['too large', number, { value: '10' }, 'Please enter 9 or less.'],
    ['a fraction', number, { value: '2.5' }, 'Please enter a whole number.'],
    ['no number', { ...number, is_decimal_allowed: true }, { value: 'two' }, 'Please enter a number.'],
  ])('%s', (_, element, state, expected) => expect(problem(element, state)).toBe(expected));

  test.each([
    ['exactly long enough', { type: 'plain_text_input', min_length: 3, max_length: 3 }, { value: 'abc' }],
    ['the least number', number, { value: '1' }],
    ['the most', number, { value: '9' }],
    ['a decimal where they are allowed', { ...number, is_decimal_allowed: true }, { value: '2.5' }],
    ['an address', { type: 'email_text_input' }, { value: 'ada@example.com' }],
    ['a link', { type: 'url_text_input' }, { value: 'https://example.com' }],
    ['one option', { type: 'static_select' }, { selected_option: { value: 'a' } }],
    ['a moment', { type: 'datetimepicker' }, { selected_date_time: 1_795_555_800 }],
  ])('but not %s', (_, element, state) => expect(problem(element, state)).toBeUndefined());

  test('an optional field may be empty, yet not wrong', () => {
    expect(problem({ type: 'email_text_input' }, { value: null }, true)).toBeUndefined();
    expect(problem({ type: 'email_text_input' }, { value: 'x' }, true)).toBe('Please enter a valid email address.');
  });
});
