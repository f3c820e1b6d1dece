import { describe, expect, test } from 'vitest';
import { checkMessage, checkView, type Violation } from '../../../src/sandbox/rules/index.ts';

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

/** What is refused about a payload; the lenient reading gives the benefit of the doubt. */
export type Refusals = (value: unknown, strict?: boolean) => string[];

const withoutViewLine = (found: string[]): string[] => found.filter((line) => line !== VIEW_LINE);

/** What is said about one block in a message, a modal, a Home view; the line about the whole view left out. */
export const inMessage: Refusals = (block, strict = true) =>
  lines(checkMessage({ text: 'Hello', blocks: [block] }, { strict }));
export const inModal: Refusals = (block, strict = true) =>
  withoutViewLine(lines(checkView(modal([block]), { strict })));
export const inHome: Refusals = (block, strict = true) => withoutViewLine(lines(checkView(home([block]), { strict })));

export const leniently = (block: unknown): string[] => inMessage(block, false);

/**
 * One row of a table of limits: what just fits, what is just over, and Slack's words about the latter. A limit that begins
 * with `W:` is one that sources disagree about, which the lenient reading lets pass.
 */
export type Row = readonly [limit: string, fits: unknown, over: unknown, ...says: string[]];

/** Tests every row from both sides, and the severity of what is refused. */
export function bothSides(title: string, refusals: Refusals, rows: readonly Row[]): void {
  describe(title, () => {
    for (const [limit, fits, over, ...says] of rows) {
      test(`${limit}: what fits is accepted`, () => {
        expect(refusals(fits)).toEqual([]);
      });
      test(`${limit}: what is over is refused`, () => {
        expect(refusals(over)).toEqual(says);
      });
      test(`${limit}: read leniently`, () => {
        expect(refusals(over, false)).toEqual(limit.startsWith('W:') ? [] : says);
      });
    }
  });
}
