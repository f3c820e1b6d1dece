/**
 * What Slack says when it refuses a payload. Slack validates with the open-source generator `slackhq/hack-json-schema`,
 * so the wording, the codes and the constraint names here are the ones its constraints throw; public logs confirm them.
 */

/** `R`: Slack refuses it. `W`: sources conflict or the rule is a guideline; refused in strict mode only. */
export type Severity = 'R' | 'W';

export type ViolationCode = 'missing_field' | 'invalid_type' | 'failed_constraint';

export type Constraint = { type: string; expected?: unknown; got?: unknown };

export type Violation = {
  /** JSON pointer to the offending place, from the root of the method's arguments: `/blocks/0/text/text`, `/view/title`. */
  pointer: string;
  /** Slack's wording without the pointer. */
  message: string;
  code: ViolationCode;
  severity: Severity;
  constraint?: Constraint;
  /** The error name of the answer, where it is not the usual `invalid_blocks` or `invalid_arguments`. */
  error?: string;
  /** Found after the schema had passed: such findings do not bring `failed to match all allowed schemas` along. */
  afterSchema?: 'slash' | 'bare';
};

type Extra = { severity?: Severity; error?: string };

const failed = (pointer: string, message: string, constraint: Constraint, extra: Extra = {}): Violation => ({
  pointer,
  message,
  code: 'failed_constraint',
  severity: 'R',
  constraint,
  ...extra,
});

export const missingField = (at: string, field: string, severity: Severity = 'R'): Violation => ({
  pointer: at,
  message: `missing required field: ${field}`,
  code: 'missing_field',
  severity,
});

const TYPE_WORDING = {
  string: 'must provide a string',
  object: 'must provide an object',
  list: 'must provide an array',
  boolean: 'must be a boolean',
  number: 'must provide a number',
  integer: 'must provide an integer',
} as const;

export const wrongType = (at: string, wanted: keyof typeof TYPE_WORDING): Violation => ({
  pointer: at,
  message: TYPE_WORDING[wanted],
  code: 'invalid_type',
  severity: 'R',
});

export const unknownKey = (at: string, key: string, severity: Severity = 'R'): Violation =>
  failed(at, `invalid additional property: ${key}`, { type: 'additional_properties', got: key }, { severity });

export const unsupportedType = (at: string, expected: string[], got: string, severity: Severity = 'R'): Violation =>
  failed(`${at}/type`, `unsupported type: ${got}`, { type: 'enum', expected, got }, { severity });

export const notInEnum = (
  at: string,
  expected: readonly unknown[],
  got: unknown,
  severity: Severity = 'R',
): Violation => failed(at, 'must be a valid enum value', { type: 'enum', expected: [...expected], got }, { severity });

export const noPatternMatch = (at: string, pattern: string, got: string): Violation =>
  failed(at, `input must match regex pattern: ${pattern}`, { type: 'pattern', expected: pattern, got });

export const tooLong = (at: string, max: number, got: number, extra: Extra = {}): Violation =>
  failed(at, `must be less than ${max + 1} characters`, { type: 'max_length', expected: max, got }, extra);

export const tooShort = (at: string, min: number, got: number, severity: Severity = 'R'): Violation =>
  failed(at, `must be more than ${min - 1} characters`, { type: 'min_length', expected: min, got }, { severity });

export const tooMany = (at: string, max: number, got: number, extra: Extra = {}): Violation =>
  failed(at, `no more than ${max} items allowed`, { type: 'max_items', expected: max, got }, extra);

export const tooFew = (at: string, min: number, got: number, severity: Severity = 'R'): Violation =>
  failed(at, `must provide at least ${min} items`, { type: 'min_items', expected: min, got }, { severity });

/** The bound is inclusive, the wording is Slack's. */
export const tooBig = (at: string, max: number, got: number, severity: Severity): Violation =>
  failed(at, `must be less than ${max}`, { type: 'maximum', expected: max, got }, { severity });

/** The bound is inclusive, the wording is Slack's. */
export const tooSmall = (at: string, min: number, got: number): Violation =>
  failed(at, `must be greater than ${min}`, { type: 'minimum', expected: min, got });

/** The line Slack puts before the findings of a schema that refines another one (text objects with a limit, views). */
export const noSchemaMatch = (at: string, severity: Severity): Violation =>
  failed(at, 'failed to match all allowed schemas', { type: 'all_of' }, { severity });

/**
 * A rule no schema can state: relations between fields or blocks. `printed: 'bare'` is for the findings whose pointer
 * Slack prints without its leading slash in views (MacPaw/together-app#4).
 */
export const relation = (
  at: string,
  message: string,
  { severity = 'R', error, printed = 'slash' }: Extra & { printed?: 'slash' | 'bare' } = {},
): Violation => ({
  pointer: at,
  message,
  code: 'failed_constraint',
  severity,
  afterSchema: printed,
  ...(error === undefined ? {} : { error }),
});

/** The gravest of some findings: `R` as soon as one is. */
export const gravest = (violations: readonly Violation[]): Severity =>
  violations.some((violation) => violation.severity === 'R') ? 'R' : 'W';
