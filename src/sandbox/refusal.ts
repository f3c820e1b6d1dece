import type { Json, Violation } from './model.ts';

/** An answer with `ok: false`. */
export class Refusal extends Error {
  readonly answer: Json;
  readonly violations: readonly Violation[];

  constructor(error: string, more: Json = {}, violations: readonly Violation[] = []) {
    super(error);
    this.answer = { ok: false, error, ...more };
    this.violations = violations;
  }
}

/** Ends a method with `ok: false` and Slack's error name. */
export function refuse(error: string, more?: Json, violations?: readonly Violation[]): never {
  throw new Refusal(error, more, violations);
}

/** `invalid_arguments` with the messages that Slack lists. */
export function refuseArguments(messages: readonly string[]): never {
  throw new Refusal(
    'invalid_arguments',
    { response_metadata: { messages: messages.map((message) => `[ERROR] ${message}`) } },
    messages.map((message) => ({
      pointer: /\[json-pointer:(.*)\]$/.exec(message)?.[1] ?? '',
      message: message.replace(/ \[json-pointer:.*\]$/, ''),
      severity: 'R',
    })),
  );
}
