import type { Violation } from './violation.ts';

/** Slack's answers to what it refuses: https://docs.slack.dev/reference/methods/chat.postMessage#errors */

export type MessageError = {
  ok: false;
  error: string;
  errors?: string[];
  response_metadata?: { messages: string[] };
};

export type ViewError = { ok: false; error: string; response_metadata?: { messages: string[] } };

/** Answers that carry a list of findings; all others are the bare error name. */
const EXPLAINED = ['invalid_blocks', 'invalid_attachments', 'invalid_arguments'];

/** The answer of `chat.*` to a refused message. Throws when nothing was refused. */
export function asMessageError(violations: readonly Violation[]): MessageError {
  const error = firstOf(violations).error ?? 'invalid_blocks';
  const explained = violations.filter((violation) => EXPLAINED.includes(violation.error ?? 'invalid_blocks'));
  if (!EXPLAINED.includes(error)) return { ok: false, error };
  const errors = explained.map((violation) => `${violation.message} [json-pointer:${violation.pointer}]`);
  return {
    ok: false,
    error,
    ...(error === 'invalid_arguments' ? {} : { errors }),
    response_metadata: { messages: errors.map((line) => `[ERROR] ${line}`) },
  };
}

/** The answer of `views.*` to a refused view. Throws when nothing was refused. */
export function asViewError(violations: readonly Violation[]): ViewError {
  const named = violations.find((violation) => violation.error !== undefined)?.error;
  if (named !== undefined) return { ok: false, error: named };
  firstOf(violations);
  return {
    ok: false,
    error: 'invalid_arguments',
    response_metadata: {
      messages: violations.map((found) => `[ERROR] ${found.message} [json-pointer:${printed(found)}]`),
    },
  };
}

/** https://github.com/MacPaw/together-app/issues/4: `view/blocks/1/accessory/url`, without the slash. */
const printed = ({ pointer, afterSchema }: Violation): string => (afterSchema === 'bare' ? pointer.slice(1) : pointer);

function firstOf(violations: readonly Violation[]): Violation {
  const [first] = violations;
  if (!first) throw new Error('nothing was refused');
  return first;
}
