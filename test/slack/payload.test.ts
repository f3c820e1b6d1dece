import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { carry, fieldOf, peopleIn, readCarried, readFilled, textIn, typedText } from '../../src/slack/payload.ts';

const SLOT = z.object({ p: z.string(), t: z.number() });
const TOO_OLD = {
  refused: 'unreadable',
  words: 'This button belongs to an older message. Open the Home tab of this app for what is true now.',
};

describe('what a button carries', () => {
  test('comes back as it was written', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 500 }), fc.maxSafeInteger(), (p, t) => {
        expect(readCarried(carry({ p, t }), SLOT)).toEqual({ p, t });
      }),
    );
  });

  test('what else it carries is left out', () => {
    expect(readCarried('{"p":"a","t":1,"more":"x"}', SLOT)).toEqual({ p: 'a', t: 1 });
  });

  test.each([
    ['nothing', null],
    ['nothing at all', undefined],
    ['an empty text', ''],
    ['a word', 'hello'],
    ['half of it', '{"p":"a","t"'],
    ['a list', '["a",1]'],
    ['a number', '1'],
    ['null', 'null'],
    ['too little', '{"p":"a"}'],
    ['a time in words', '{"p":"a","t":"tomorrow"}'],
    ['an id that is a number', '{"p":1,"t":1}'],
    ['an endless number', '{"p":"a","t":1e999}'],
    ['something nested', '{"p":"a","t":1,"deep":{"x":1}}'],
    ['a flag', '{"p":"a","t":1,"admin":true}'],
    ['an id of 2,001 characters', JSON.stringify({ p: 'x'.repeat(2_001), t: 1 })],
    ['ten thousand brackets', '['.repeat(10_000)],
    ['a prototype', '{"__proto__":{"p":"a","t":1}}'],
  ])('%s is refused in words', (_what, raw) => {
    expect(readCarried(raw, SLOT)).toEqual(TOO_OLD);
  });

  test('no text whatever is taken for something else, or throws', () => {
    fc.assert(
      fc.property(fc.oneof(fc.json(), fc.string({ unit: 'binary' })), (raw) => {
        const read = readCarried(raw, SLOT);
        if ('refused' in read) expect(read).toEqual(TOO_OLD);
        else expect([typeof read.p, typeof read.t]).toEqual(['string', 'number']);
      }),
    );
  });
});

describe('what was filled in', () => {
  const values = (block: object) => ({ field: { any_action: block } });

  test.each([
    ['a text', { type: 'plain_text_input', value: 'Room 4' }, 'Room 4'],
    ['an empty text field', { type: 'plain_text_input', value: null }, null],
    ['a chosen option', { type: 'static_select', selected_option: { text: {}, value: '45' } }, '45'],
    ['no option', { type: 'static_select', selected_option: null }, null],
    ['a radio button', { type: 'radio_buttons', selected_option: { value: 'own' } }, 'own'],
    ['ticked boxes', { type: 'checkboxes', selected_options: [{ value: '1' }, { value: '5' }] }, ['1', '5']],
    ['no box ticked', { type: 'checkboxes', selected_options: [] }, []],
    ['a date', { type: 'datepicker', selected_date: '2026-12-03' }, '2026-12-03'],
    ['no date', { type: 'datepicker', selected_date: null }, null],
    ['a time', { type: 'timepicker', selected_time: '14:30' }, '14:30'],
    ['a moment', { type: 'datetimepicker', selected_date_time: 1_796_290_200 }, 1_796_290_200],
    ['a person', { type: 'users_select', selected_user: 'UBEN' }, 'UBEN'],
    ['people', { type: 'multi_users_select', selected_users: ['UBEN', 'UCLEO'] }, ['UBEN', 'UCLEO']],
    ['a channel', { type: 'channels_select', selected_channel: 'C1' }, 'C1'],
    ['a conversation', { type: 'conversations_select', selected_conversation: 'D1' }, 'D1'],
    ['files', { type: 'file_input', files: [{ id: 'F1', name: 'x' }] }, ['F1']],
    ['something that we do not know', { type: 'time_machine', dial: 7 }, null],
  ])('%s', (_what, element, expected) => {
    expect(readFilled(values(element))).toEqual({ field: expected });
  });

  test('a field is found by its name, whatever it depends on', () => {
    expect(readFilled({ 'date#pair-1': { date: { selected_date: '2026-12-03' } } })).toEqual({ date: '2026-12-03' });
    expect(['date#pair-1', 'date', '#', 'a#b#c'].map(fieldOf)).toEqual(['date', 'date', '', 'a']);
  });

  test.each([
    ['nothing', undefined],
    ['null', null],
    ['a list', []],
    ['a text', 'x'],
    ['numbers in place of texts', { field: { a: { value: 1 } } }],
    ['texts in place of elements', { field: 'x' }],
  ])('%s reads as nothing filled in', (_what, raw) => {
    expect(readFilled(raw)).toEqual({});
  });

  test('what does not apply may be there as null', () => {
    const nothing = { selected_option: null, selected_options: null, selected_users: null, files: null, value: null };
    expect(readFilled(values({ ...nothing, type: 'datepicker', selected_date: '2026-12-03' }))).toEqual({
      field: '2026-12-03',
    });
    expect(readFilled(values({ ...nothing, type: 'checkboxes' }))).toEqual({ field: null });
  });

  test('a field that nobody can read leaves the others as they are', () => {
    const place = { place: { type: 'plain_text_input', value: 'Room 4' } };
    const odd = { dial: { dial: { type: 'time_machine', value: 7 } }, gone: null, word: 'x' };
    expect(readFilled({ ...odd, place })).toEqual({ place: 'Room 4' });
  });

  test('a block without an element reads as empty', () => {
    expect(readFilled({ field: {} })).toEqual({ field: null });
  });

  test('the spaces around a text are left out, and what is no text is none', () => {
    const filled = { a: '  Room 4 \n', b: null, c: ['x'], d: 4 };
    expect(['a', 'b', 'c', 'd', 'missing', 'constructor', '__proto__'].map((name) => textIn(filled, name))).toEqual([
      'Room 4',
      '',
      '',
      '',
      '',
      '',
      '',
    ]);
  });
});

describe('the text of a command', () => {
  const rows: [string, string[], string][] = [
    ['<@UBEN|ben> <@UCLEO|cleo>', ['UBEN', 'UCLEO'], ''],
    ['<@UBEN> <@WCLEO>', ['UBEN', 'WCLEO'], ''],
    ['<@UBEN|ben> <@UCLEO|cleo> in Leaders 2027', ['UBEN', 'UCLEO'], 'in Leaders 2027'],
    ['in <@UBEN>Leaders<@UCLEO> 2027', ['UBEN', 'UCLEO'], 'in Leaders 2027'],
    ['<@UBEN|ben><@UBEN|ben>', ['UBEN', 'UBEN'], ''],
    ['<@UBEN|a strange | name> x', ['UBEN'], 'x'],
    ['@ben @cleo', [], '@ben @cleo'],
    ['<!channel> <#C1|general> <@C1>', [], '<!channel> <#C1|general> <@C1>'],
    ['&lt;@UBEN&gt;', [], '&lt;@UBEN&gt;'],
    ['<@uben>', [], '<@uben>'],
    ['', [], ''],
    ['   ', [], ''],
  ];
  test.each(rows)('"%s" names people and leaves the rest', (typedIn, userIds, rest) => {
    expect(peopleIn(typedIn)).toEqual({ userIds, rest });
  });

  test.each([
    ['R&amp;D', 'R&D'],
    ['&lt;!channel&gt;', '<!channel>'],
    ['&amp;lt;', '&lt;'],
    ['&amp;amp;', '&amp;'],
    ['nothing special', 'nothing special'],
  ])('"%s" is what Slack made of "%s"', (escaped, typedIn) => {
    expect(typedText(escaped)).toBe(typedIn);
  });

  test('whatever was typed comes back as it was typed', () => {
    const slackEscapes = (text: string) =>
      text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('&', '<', '>', 'l', 't', 'g', ';', 'amp', 'x') }), (typedIn) => {
        expect(typedText(slackEscapes(typedIn))).toBe(typedIn);
      }),
    );
  });
});
