import { expect, test } from 'vitest';
import { pageModule } from './page-module.ts';

const { linesOf, pointersIn } = await pageModule<{
  linesOf(value: unknown): { text: string; pointer: string }[];
  pointersIn(answer: unknown): { message: string; pointer: string }[];
}>('inspector/json-lines.js');

test('every line of the JSON knows its pointer, and together they are the JSON', () => {
  const value = { blocks: [{ type: 'section', 'a/b~c': null }], empty: [], text: 'x' };
  const lines = linesOf(value);
  expect(JSON.parse(lines.map(({ text }) => text).join('\n'))).toEqual(value);
  const at = (pointer: string) => lines.find((line) => line.pointer === pointer)?.text.trim();
  expect(at('/blocks/0/type')).toBe('"type": "section",');
  expect(at('/blocks/0/a~1b~0c')).toBe('"a/b~c": null');
  expect(at('/empty')).toBe('"empty": [],');
});

test('pointers are read from both of Slack’s forms of refusal', () => {
  expect(pointersIn({ errors: ['must be less than 3001 characters [json-pointer:/blocks/0/text/text]'] })).toEqual([
    { message: 'must be less than 3001 characters', pointer: '/blocks/0/text/text' },
  ]);
  expect(
    pointersIn({
      response_metadata: {
        messages: ['[ERROR] missing required field: channel', '[ERROR] too long [json-pointer:/view/title]'],
      },
    }),
  ).toEqual([
    { message: 'missing required field: channel', pointer: '' },
    { message: 'too long', pointer: '/view/title' },
  ]);
  expect(pointersIn({ ok: true })).toEqual([]);
});
