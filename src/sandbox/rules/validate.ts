import { checkBlocks, type Options } from './block-list.ts';
import { checkMessage } from './messages.ts';
import { isFields } from './shape.ts';
import { checkView } from './views.ts';
import { type Constraint, unknownKey, type Violation, type ViolationCode, wrongType } from './violation.ts';

/** `blocks.validate`: https://docs.slack.dev/reference/methods/blocks.validate */

export type ValidateKind = 'blocks' | 'message' | 'view';

export type ValidateAnswer =
  | { ok: true }
  | {
      ok: false;
      error: `invalid_${ValidateKind}`;
      errors: { pointer: string; code: ViolationCode; message: string; constraint?: Constraint }[];
    };

/**
 * Everything `blocks.validate` would say about a payload: as for a message or view, except that a message consists of
 * `blocks` and `attachments` only, and nobody asks for a `text`
 * (https://github.com/slackapi/node-slack-sdk/pull/2659).
 */
export function checkPayload(kind: ValidateKind, payload: unknown, options: Options = {}): Violation[] {
  switch (kind) {
    case 'blocks':
      return checkBlocks(payload, 'message', '/blocks', options);
    case 'view':
      return checkView(payload, options);
    case 'message':
      if (!isFields(payload)) return [wrongType('/message', 'object')];
      return [
        ...Object.keys(payload)
          .filter((key) => key !== 'blocks' && key !== 'attachments')
          .map((key) => unknownKey('', key)),
        ...checkMessage({ blocks: payload.blocks, attachments: payload.attachments }, options).filter(
          ({ error }) => error !== 'no_text',
        ),
      ];
  }
}

/**
 * The answer of `blocks.validate`. Its pointers start at the payload, not at the argument's name: `/0/text/type` for the
 * first of `blocks`.
 */
export function asValidateAnswer(kind: ValidateKind, violations: readonly Violation[]): ValidateAnswer {
  if (violations.length === 0) return { ok: true };
  return {
    ok: false,
    error: `invalid_${kind}`,
    errors: violations.map(({ pointer, code, message, constraint }) => ({
      pointer: within(kind, pointer),
      code,
      message,
      ...(constraint === undefined ? {} : { constraint }),
    })),
  };
}

function within(kind: ValidateKind, pointer: string): string {
  const prefix = `/${kind}`;
  return pointer.startsWith(prefix) ? pointer.slice(prefix.length) : pointer;
}
