import type { Severity, Violation } from './violation.ts';

/** Where blocks are shown. */
export type Surface = 'message' | 'modal' | 'home';

/**
 * A bound. Two numbers where sources conflict: beyond `narrow` is a `W`, beyond `wide` an `R`.
 */
export type Limit = number | { narrow: number; wide: number };

export type Fields = Record<string, unknown>;

export type Context = {
  surface: Surface;
  strict: boolean;
  /** Length of a text in characters: UTF-16 units when strict, code points otherwise. */
  count: (text: string) => number;
};

/** A rule between the fields of one object; `at` is the object's pointer. */
export type Check = (value: Fields, at: string, context: Context) => Violation[];

export type StringShape = {
  is: 'string';
  max?: Limit;
  min?: number;
  /** How grave an empty text is. */
  empty?: Severity;
  oneOf?: readonly string[];
  pattern?: string;
};
export type NumberShape = { is: 'number' | 'integer'; min?: number; max?: Limit };
export type BooleanShape = { is: 'boolean' };
export type AnythingShape = { is: 'anything' };
export type ListShape = { is: 'list'; of: Shape; min?: number; max?: Limit; emptyIs?: Severity };
export type NullableShape = { is: 'nullable'; of: Shape };
export type ObjectShape = {
  is: 'object';
  required: Record<string, Shape>;
  /** Required by some sources only: a `W` when missing. */
  wanted?: Record<string, Shape>;
  optional: Record<string, Shape>;
  /** Known to some sources only: a `W` when present. */
  disputed?: readonly string[];
  /** Keys outside the lists above are let through. */
  open?: true;
  also?: readonly Check[];
};
/** Several objects told apart by their `type`. */
export type UnionShape = {
  is: 'union';
  types: Record<string, ObjectShape>;
  /** Types that only some sources know: a `W`. */
  disputed?: readonly string[];
  /** Types that some surfaces refuse. */
  refusedOn?: Record<string, Partial<Record<Surface, Severity>>>;
};
/** A text object with a limit of its own. It refines the general text object, which shows in the answer. */
export type TextShape = { is: 'text'; of: ObjectShape | UnionShape };
export type TextType = 'plain_text' | 'mrkdwn';

export type Shape =
  | StringShape
  | NumberShape
  | BooleanShape
  | AnythingShape
  | ListShape
  | NullableShape
  | ObjectShape
  | UnionShape
  | TextShape;

export const string = (rules: Omit<StringShape, 'is'> = {}): StringShape => ({ is: 'string', ...rules });
export const enumeration = (...oneOf: string[]): StringShape => ({ is: 'string', oneOf });
export const integer = (rules: Omit<NumberShape, 'is'> = {}): NumberShape => ({ is: 'integer', ...rules });
export const number = (rules: Omit<NumberShape, 'is'> = {}): NumberShape => ({ is: 'number', ...rules });
export const boolean: BooleanShape = { is: 'boolean' };
export const anything: AnythingShape = { is: 'anything' };
export const nullable = (of: Shape): NullableShape => ({ is: 'nullable', of });
export const list = (of: Shape, rules: Omit<ListShape, 'is' | 'of'> = {}): ListShape => ({ is: 'list', of, ...rules });
export const object = (rules: Partial<Omit<ObjectShape, 'is'>>): ObjectShape => ({
  is: 'object',
  required: {},
  optional: {},
  ...rules,
});
export const union = (types: Record<string, ObjectShape>, refusedOn?: UnionShape['refusedOn']): UnionShape => ({
  is: 'union',
  types,
  ...(refusedOn === undefined ? {} : { refusedOn }),
});
export const plainText = (max: Limit): TextShape => ({ is: 'text', of: textObject('plain_text', max) });

/** Plain text or mrkdwn. */
export const anyText = (max: Limit): TextShape => ({ is: 'text', of: textObjects(max) });

/** One type of text for certain, the other according to some sources only. */
export const mostly = (type: TextType, max: Limit): TextShape => ({
  is: 'text',
  of: { ...textObjects(max), disputed: [type === 'mrkdwn' ? 'plain_text' : 'mrkdwn'] },
});

const textObjects = (max: Limit): UnionShape =>
  union({ plain_text: textObject('plain_text', max), mrkdwn: textObject('mrkdwn', max) });

/** The object behind a text: `emoji` belongs to one type, `verbatim` to the other. */
export const textObject = (type: TextType, max: Limit): ObjectShape =>
  object({
    required: { type: enumeration(type), text: string({ min: 1, max }) },
    optional: type === 'plain_text' ? { emoji: boolean } : { verbatim: boolean },
  });

export const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The items of a list, or none. */
export const itemsOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
