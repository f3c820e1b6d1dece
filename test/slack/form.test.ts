import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkView } from '../../src/sandbox/rules/index.ts';
import {
  channelField,
  checkField,
  dateField,
  form,
  numberField,
  peopleField,
  personField,
  pick,
  radioField,
  refilled,
  selectField,
  textField,
  timeField,
} from '../../src/slack/form.ts';

const choices = (count: number) =>
  Array.from({ length: count }, (_each, index) => ({ label: `Choice ${index}`, value: String(index) }));

const look = { id: 'book', title: 'Book a meeting', submit: 'Suggest it', carried: { p: 'pairing' } };

describe('a form', () => {
  test('carries what it is about, and comes back by its name', () => {
    expect(form(look, [dateField({ name: 'date', label: 'Date' })])).toMatchObject({
      type: 'modal',
      callback_id: 'book',
      private_metadata: '{"p":"pairing"}',
      title: { text: 'Book a meeting' },
      submit: { text: 'Suggest it' },
      close: { text: 'Not now' },
    });
  });

  test('that only shows something has no submit, and closes', () => {
    const shown = form({ id: 'pairing', title: 'Your pairing' }, [pick('which', 'Which?', choices(2), '0')]);
    expect(shown).not.toHaveProperty('submit');
    expect(shown.close).toMatchObject({ text: 'Close' });
    expect(shown.private_metadata).toBe('{}');
  });

  test('with every kind of field is taken by Slack', () => {
    const view = form(look, [
      textField({ name: 'place', label: 'Where?', max: 500, lines: true, placeholder: 'A room', value: 'Room 4' }),
      dateField({ name: 'date', label: 'Date', value: '2026-12-03', hint: 'Soon', optional: true }),
      timeField({ name: 'time', label: 'Time', value: '14:30' }),
      radioField({ name: 'slot', label: 'Which?', choices: choices(10), value: '3' }),
      selectField({ name: 'minutes', label: 'How long?', choices: choices(100), value: '99', reports: true }),
      checkField({ name: 'days', label: 'Days', choices: choices(7), values: ['0', '6'] }),
      numberField({ name: 'limit', label: 'How many?', min: 1, max: 99, value: '3' }),
      peopleField({ name: 'people', label: 'Who?', max: 20, values: ['UADA', 'UBEN'] }),
      channelField({ name: 'channel', label: 'Where?', value: 'CNEWS' }),
      pick('which', 'Which?', choices(3), '1'),
    ]);
    expect(checkView(view)).toEqual([]);
  });

  test('with every kind of field left empty is taken by Slack, too', () => {
    const view = form(look, [
      textField({ name: 'place', label: 'Where?', max: 500 }),
      dateField({ name: 'date', label: 'Date' }),
      numberField({ name: 'limit', label: 'How many?', min: 1, max: 99, value: '' }),
      peopleField({ name: 'people', label: 'Who?', max: 20, values: [] }),
      channelField({ name: 'channel', label: 'Where?', value: '' }),
    ]);
    expect(checkView(view)).toEqual([]);
    expect(JSON.stringify(view)).not.toContain('initial_');
  });

  const hostile = '<!channel> *bold* & :wave: 😀 '.repeat(200);

  test('whose words are far too long is cut to what Slack takes', () => {
    const words = { label: hostile, hint: hostile };
    const long = [{ label: hostile, value: '1' }];
    const view = form({ id: 'book', title: hostile, submit: hostile, close: hostile }, [
      textField({ name: 'a', ...words, max: 100, placeholder: hostile, value: hostile }),
      textField({ name: 'b', ...words, max: 9_000, value: hostile.repeat(2) }),
      dateField({ name: 'c', ...words }),
      timeField({ name: 'd', ...words }),
      radioField({ name: 'e', ...words, choices: long, value: '1' }),
      selectField({ name: 'f', ...words, choices: long, value: '1' }),
      checkField({ name: 'g', ...words, choices: long, values: ['1'] }),
      pick('h', hostile, long, '1'),
    ]);
    expect(checkView(view)).toEqual([]);
  });

  test('a text that is longer than its field shows that it was cut, and is never cut inside a character', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }),
        fc.integer({ min: 1, max: 40 }),
        (value, max) => {
          const block = textField({ name: 'a', label: 'A', max, value });
          const element = (block as { element: { initial_value: string } }).element;
          expect(element.initial_value.length).toBeLessThanOrEqual(max);
          expect(element.initial_value.isWellFormed()).toBe(true);
          if (value.length > max) expect(element.initial_value.endsWith('…')).toBe(true);
          else expect(element.initial_value).toBe(value);
        },
      ),
    );
  });

  test('nothing is chosen beforehand that cannot be chosen', () => {
    const view = form(look, [
      radioField({ name: 'slot', label: 'Which?', choices: choices(3), value: 'gone' }),
      selectField({ name: 'minutes', label: 'How long?', choices: choices(3) }),
      checkField({ name: 'days', label: 'Days', choices: choices(3), values: ['gone'] }),
      pick('which', 'Which?', choices(3), 'gone'),
    ]);
    expect(JSON.stringify(view)).not.toContain('initial_option');
    expect(checkView(view)).toEqual([]);
  });

  test('a field has its name as block_id and action_id; what it depends on stands behind the block_id', () => {
    expect(dateField({ name: 'date', label: 'Date' })).toMatchObject({
      block_id: 'date',
      element: { action_id: 'date' },
    });
    expect(dateField({ name: 'date', label: 'Date', of: 'pair-1' })).toMatchObject({
      block_id: 'date#pair-1',
      element: { action_id: 'date' },
    });
  });

  test('a field must be filled in unless it is optional, and tells each choice at once where it reports', () => {
    expect(dateField({ name: 'date', label: 'Date' })).toMatchObject({ optional: false });
    expect(dateField({ name: 'date', label: 'Date', optional: true })).toMatchObject({ optional: true });
    expect(dateField({ name: 'date', label: 'Date' })).not.toHaveProperty('dispatch_action');
    expect(selectField({ name: 'a', label: 'A', choices: choices(2), reports: true })).toMatchObject({
      dispatch_action: true,
    });
  });
});

describe('a form that is filled in once more', () => {
  const view = form(look, [
    textField({ name: 'place', of: 'x', label: 'Where?', max: 10, value: 'Room 4' }),
    dateField({ name: 'date', label: 'Date', value: '2026-12-03' }),
    timeField({ name: 'time', label: 'Time' }),
    radioField({ name: 'slot', label: 'Which?', choices: choices(3), value: '0' }),
    selectField({ name: 'minutes', label: 'How long?', choices: choices(5), value: '1' }),
    checkField({ name: 'days', label: 'Days', choices: choices(7), values: ['0', '6'] }),
    pick('which', 'Which?', choices(3), '1'),
    numberField({ name: 'limit', label: 'At most', min: 1, max: 9, value: '2' }),
    personField({ name: 'who', label: 'Who?', value: 'U1' }),
    peopleField({ name: 'people', label: 'Who else?', values: ['U1'], max: 2 }),
    channelField({ name: 'channel', label: 'Where?' }),
  ]);
  const elementsOf = (filled: Parameters<typeof refilled>[1]) =>
    refilled(view, filled).blocks.map((block) => ('element' in block ? block.element : block));

  test('begins with what was typed and chosen', () => {
    const filled = { place: 'A walk', date: '2026-12-10', time: '14:30', slot: '2', minutes: '4', days: ['3'] };
    const again = refilled(view, filled);
    expect(checkView(again)).toEqual([]);
    expect(again.blocks).toMatchObject([
      { block_id: 'place#x', element: { initial_value: 'A walk' } },
      { element: { initial_date: '2026-12-10' } },
      { element: { initial_time: '14:30' } },
      { element: { initial_option: { value: '2' } } },
      { element: { initial_option: { value: '4' } } },
      { element: { initial_options: [{ value: '3' }] } },
      view.blocks[6],
      { element: { initial_value: '2' } },
      { element: { initial_user: 'U1' } },
      { element: { initial_users: ['U1'] } },
      view.blocks[10],
    ]);
  });

  test('begins with the number, the people and the channel that were picked, and with no more people than it takes', () => {
    const again = refilled(view, { limit: '3', who: 'U2', people: ['U2', 'U3', 'U4'], channel: 'C1' });
    expect(checkView(again)).toEqual([]);
    expect(again.blocks.slice(7)).toMatchObject([
      { element: { initial_value: '3' } },
      { element: { initial_user: 'U2' } },
      { element: { initial_users: ['U2', 'U3'] } },
      { element: { initial_conversation: 'C1' } },
    ]);
  });

  test('keeps what nobody touched, and what it does not offer any more', () => {
    expect(refilled(view, {})).toEqual(view);
    expect(refilled(view, { place: null, date: '', slot: '9', elsewhere: 'x' })).toEqual(view);
  });

  test('boxes that were emptied stay empty: nobody shows their name because a form forgot', () => {
    expect(elementsOf({ days: [] })[5]).not.toHaveProperty('initial_options');
    expect(elementsOf({ days: ['9'] })[5]).not.toHaveProperty('initial_options');
  });

  test('a text that is too long for its field is there whole, up to the 3,000 characters that Slack takes', () => {
    const longer = refilled(view, { place: 'x'.repeat(11) });
    expect(checkView(longer)).toEqual([]);
    expect(JSON.stringify(longer)).toContain('"initial_value":"xxxxxxxxxxx"');
    expect(checkView(refilled(view, { place: 'x'.repeat(3_001) }))).toEqual([]);
  });
});
