import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  asMessageError,
  asValidateAnswer,
  asViewError,
  checkBlocks,
  checkManifest,
  checkMessage,
  checkPayload,
  checkSuggestions,
  checkView,
  type Violation,
} from '../../../src/sandbox/rules/index.ts';

/** Whatever an app sends, the rules give an answer. */

const KEYS = [
  'type',
  'text',
  'blocks',
  'elements',
  'element',
  'accessory',
  'options',
  'option_groups',
  'initial_option',
  'initial_options',
  'label',
  'fields',
  'rows',
  'child_blocks',
  'chart',
  'series',
  'axis_config',
  'segments',
  'attachments',
  'metadata',
  'event_payload',
  'event_type',
  'title',
  'submit',
  'tasks',
  'confirm',
  'block_id',
  'action_id',
  'url',
  'initial_date',
  'timezone',
  'toString',
  'constructor',
  'features',
  'slash_commands',
  'settings',
];
const WORDS = [
  'section',
  'actions',
  'input',
  'context',
  'rich_text',
  'table',
  'data_table',
  'data_visualization',
  'card',
  'container',
  'plan',
  'image',
  'markdown',
  'button',
  'static_select',
  'checkboxes',
  'datepicker',
  'timepicker',
  'plain_text',
  'mrkdwn',
  'modal',
  'home',
  'bar',
  'pie',
  '',
  'a',
];

/** JSON in the vocabulary of Block Kit, put together without sense. */
const { json } = fc.letrec((tie) => ({
  json: fc.oneof(
    { depthSize: 'medium', withCrossShrink: true },
    fc.constantFrom(...WORDS),
    fc.constantFrom<unknown>(null, true, 0, -1, 1.5, undefined),
    fc.array(tie('json'), { maxLength: 4 }),
    fc.dictionary(fc.constantFrom(...KEYS), tie('json'), { maxKeys: 6 }),
  ),
}));

const CHECKS: Record<string, (payload: unknown, strict: boolean) => Violation[]> = {
  'a message': (payload, strict) => checkMessage(payload, { strict }),
  'the blocks of a message': (payload, strict) => checkMessage({ text: 'a', blocks: [payload] }, { strict }),
  'a view': (payload, strict) => checkView(payload, { strict }),
  'the blocks of a modal': (payload, strict) => checkView({ type: 'modal', blocks: [payload] }, { strict }),
  blocks: (payload, strict) => checkBlocks(payload, 'home', '/view/blocks', { strict }),
  'an answer to block_suggestion': (payload, strict) => checkSuggestions(payload, { strict }),
  'a manifest': (payload, strict) => checkManifest(payload, { strict }),
  'blocks.validate': (payload, strict) => checkPayload('message', payload, { strict }),
};

describe.each(Object.entries(CHECKS))('%s', (_name, check) => {
  test('never makes the rules fail, and a strict acceptance is a lenient one', () => {
    fc.assert(
      fc.property(json, (payload) => {
        const strict = check(payload, true);
        const lenient = check(payload, false);
        expect(lenient.every(({ severity }) => severity === 'R')).toBe(true);
        if (strict.length === 0) expect(lenient).toEqual([]);
        for (const { pointer, message } of strict) {
          expect(pointer).toMatch(/^(\/|$)/);
          expect(message).not.toBe('');
        }
      }),
      { numRuns: 400 },
    );
  });

  test('is not changed by being looked at', () => {
    fc.assert(
      fc.property(json, (payload) => {
        const before = structuredClone(payload);
        check(payload, true);
        expect(payload).toEqual(before);
      }),
      { numRuns: 100 },
    );
  });
});

test('what is refused can always be answered', () => {
  fc.assert(
    fc.property(json, (payload) => {
      const message = checkMessage({ text: 'a', blocks: [payload], metadata: payload });
      if (message.length > 0)
        expect(asMessageError(message)).toMatchObject({ ok: false, error: expect.stringMatching(/^\w+$/) });
      const view = checkView(payload);
      if (view.length > 0)
        expect(asViewError(view)).toMatchObject({ ok: false, error: expect.stringMatching(/^\w+$/) });
      expect(asValidateAnswer('view', view).ok).toBe(view.length === 0);
    }),
  );
});
