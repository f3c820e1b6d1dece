import { describe, expect, test } from 'vitest';
import { checkBlocks, checkMessage, checkView, type Violation } from '../../../src/sandbox/rules/index.ts';

/** A text of exactly `length` characters. */
export const long = (length: number): string => 'x'.repeat(length);

export const plain = (text: string) => ({ type: 'plain_text', text });
export const mrkdwn = (text: string) => ({ type: 'mrkdwn', text });

export const times = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, i) => make(i));

export const section = { type: 'section', text: mrkdwn('Hello') };
export const option = (name = 'a') => ({ text: plain(name), value: name });
export const button = (more: object = {}) => ({ type: 'button', text: plain('Go'), ...more });
export const actions = (...elements: unknown[]) => ({ type: 'actions', elements });
export const input = (element: unknown, more: object = {}) => ({
  type: 'input',
  label: plain('Topic'),
  element,
  ...more,
});
export const accessory = (element: unknown) => ({ ...section, accessory: element });
export const richText = (...elements: unknown[]) => ({ type: 'rich_text', elements });
export const richSection = (...elements: unknown[]) => ({ type: 'rich_text_section', elements });

export const modal = (blocks: unknown, more: object = {}) => ({
  type: 'modal',
  title: plain('Book'),
  submit: plain('Save'),
  blocks,
  ...more,
});
export const home = (blocks: unknown, more: object = {}) => ({ type: 'home', blocks, ...more });

/** Findings as Slack prints them, without the level. */
export const lines = (violations: readonly Violation[]): string[] =>
  violations.map(({ message, pointer }) => `${message} [json-pointer:${pointer}]`);

const VIEW_LINE = 'failed to match all allowed schemas [json-pointer:/view]';

/** What is said about one block in a message, a modal, a Home view; the line about the whole view left out. */
export const inMessage = (block: unknown): string[] => lines(checkMessage({ text: 'Hello', blocks: [block] }));
export const inModal = (block: unknown): string[] =>
  lines(checkView(modal([block]))).filter((line) => line !== VIEW_LINE);
export const inHome = (block: unknown): string[] =>
  lines(checkView(home([block]))).filter((line) => line !== VIEW_LINE);

/** What is said about one block in a message, read with the benefit of the doubt. */
export const leniently = (block: unknown): string[] =>
  lines(checkBlocks([block], 'message', '/blocks', { strict: false }));

/** One row of a table of limits: what just fits, what is just over, and Slack's words about the latter. */
export type Row = readonly [limit: string, fits: unknown, over: unknown, ...says: string[]];

/** Tests every row from both sides. */
export function bothSides(title: string, refusals: (value: unknown) => string[], rows: readonly Row[]): void {
  describe(title, () => {
    test.each(rows)('%s: what fits is accepted', (_limit, fits) => {
      expect(refusals(fits)).toEqual([]);
    });
    test.each(rows)('%s: what is over is refused', (_limit, _fits, over, ...says) => {
      expect(refusals(over)).toEqual(says);
    });
  });
}
