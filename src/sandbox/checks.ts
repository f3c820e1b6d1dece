import type { Json, Violation } from './model.ts';
import { refuse } from './refusal.ts';
import {
  asMessageError,
  asValidateAnswer,
  asViewError,
  checkMessage,
  checkPayload,
  checkSuggestions,
  checkView,
  type MessageUse,
  type ValidateKind,
} from './rules/index.ts';

/** Where the rules for payloads meet everything that takes one. */
export interface Checks {
  readonly strict: boolean;
  /** What Slack would refuse about a message; empty when it is accepted. */
  message(message: Json, use: MessageUse): Violation[];
  view(view: unknown, surface: 'modal' | 'home'): Violation[];
  suggestions(answer: unknown): Violation[];
  /** @throws Refusal with Slack's own words */
  refuseBadMessage(message: Json, use: MessageUse): void;
  /** @throws Refusal with Slack's own words */
  refuseBadView(view: unknown, surface: 'modal' | 'home'): void;
  validate(kind: ValidateKind, payload: unknown): Json;
}

/** `strict` refuses also what sources do not agree on. */
export function createChecks(strict: boolean): Checks {
  const options = { strict };
  return {
    strict,
    message: (message, use) => checkMessage(message, { ...options, use }),
    view: (view, surface) => checkView(view, { ...options, surface }),
    suggestions: (answer) => checkSuggestions(answer, options),
    refuseBadMessage(message, use) {
      const found = checkMessage(message, { ...options, use });
      if (found.length === 0) return;
      const { ok: _ok, error, ...more } = asMessageError(found);
      refuse(error, more, found);
    },
    refuseBadView(view, surface) {
      const found = checkView(view, { ...options, surface });
      if (found.length === 0) return;
      const { ok: _ok, error, ...more } = asViewError(found);
      refuse(error, more, found);
    },
    validate: (kind, payload) => asValidateAnswer(kind, checkPayload(kind, payload, options)),
  };
}
