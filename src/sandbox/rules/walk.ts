import {
  type Context,
  type Fields,
  isFields,
  type Limit,
  type ListShape,
  type NumberShape,
  type ObjectShape,
  type Shape,
  type StringShape,
  type TextShape,
  type UnionShape,
} from './shape.ts';
import {
  gravest,
  missingField,
  noPatternMatch,
  noSchemaMatch,
  notInEnum,
  type Severity,
  tooBig,
  tooFew,
  tooLong,
  tooMany,
  tooShort,
  tooSmall,
  unknownKey,
  unsupportedType,
  type Violation,
  wrongType,
} from './violation.ts';

/**
 * Everything wrong with `value` measured against `shape`, in reading order.
 *
 * @param at JSON pointer of `value`
 */
export function walk(shape: Shape, value: unknown, at: string, context: Context): Violation[] {
  switch (shape.is) {
    case 'anything':
      return [];
    case 'boolean':
      return typeof value === 'boolean' ? [] : [wrongType(at, 'boolean')];
    case 'string':
      return walkString(shape, value, at, context);
    case 'number':
    case 'integer':
      return walkNumber(shape, value, at, context);
    case 'nullable':
      return value === null ? [] : walk(shape.of, value, at, context);
    case 'list':
      return walkList(shape, value, at, context);
    case 'object':
      return walkObject(shape, value, at, context);
    case 'union':
      return walkUnion(shape, value, at, context);
    case 'text':
      return walkText(shape, value, at, context);
  }
}

function walkString(shape: StringShape, value: unknown, at: string, context: Context): Violation[] {
  if (typeof value !== 'string') return [wrongType(at, 'string')];
  if (shape.oneOf && !shape.oneOf.includes(value)) return [notInEnum(at, shape.oneOf, value)];
  const length = context.count(value);
  if (shape.min !== undefined && length < shape.min) return [tooShort(at, shape.min, length, shape.empty)];
  const over = beyond(shape.max, length, context.strict);
  if (over) return [tooLong(at, over.max, length, { severity: over.severity })];
  if (shape.pattern && !new RegExp(shape.pattern, 'u').test(value)) return [noPatternMatch(at, shape.pattern, value)];
  return [];
}

function walkNumber(shape: NumberShape, value: unknown, at: string, context: Context): Violation[] {
  if (typeof value !== 'number') return [wrongType(at, shape.is)];
  if (shape.is === 'integer' && !Number.isInteger(value)) return [wrongType(at, 'integer')];
  if (shape.min !== undefined && value < shape.min) return [tooSmall(at, shape.min, value)];
  const over = beyond(shape.max, value, context.strict);
  return over ? [tooBig(at, over.max, value, over.severity)] : [];
}

function walkList(shape: ListShape, value: unknown, at: string, context: Context): Violation[] {
  if (!Array.isArray(value)) return [wrongType(at, 'list')];
  const found: Violation[] = [];
  const over = beyond(shape.max, value.length, context.strict);
  if (over) found.push(tooMany(at, over.max, value.length, { severity: over.severity }));
  if (shape.min !== undefined && value.length < shape.min) {
    found.push(tooFew(at, shape.min, value.length, shape.emptyIs));
  }
  value.forEach((item, index) => {
    found.push(...walk(shape.of, item, `${at}/${index}`, context));
  });
  return found;
}

function walkObject(shape: ObjectShape, value: unknown, at: string, context: Context): Violation[] {
  if (!isFields(value)) return [wrongType(at, 'object')];
  const wanted = shape.wanted ?? {};
  const known = { ...shape.required, ...wanted, ...shape.optional };
  const present = presentKeys(value);
  return [
    ...Object.keys(shape.required).flatMap((key) => (present.includes(key) ? [] : [missingField(at, key)])),
    ...Object.keys(wanted).flatMap((key) => (present.includes(key) ? [] : [missingField(at, key, 'W')])),
    ...Object.entries(known).flatMap(([key, child]) =>
      present.includes(key) ? walk(child, value[key], `${at}/${encode(key)}`, context) : [],
    ),
    ...present.flatMap((key) => (Object.hasOwn(known, key) ? [] : unknownKeys(shape, at, key))),
    ...(shape.also ?? []).flatMap((check) => check(value, at, context)),
  ];
}

function unknownKeys(shape: ObjectShape, at: string, key: string): Violation[] {
  if (shape.open) return [];
  return [unknownKey(at, key, shape.disputed?.includes(key) ? 'W' : 'R')];
}

function walkUnion(shape: UnionShape, value: unknown, at: string, context: Context): Violation[] {
  if (!isFields(value)) return [wrongType(at, 'object')];
  const type = value.type;
  if (type === undefined) return [missingField(at, 'type')];
  if (typeof type !== 'string') return [wrongType(`${at}/type`, 'string')];
  const types = Object.keys(shape.types);
  const chosen = Object.hasOwn(shape.types, type) ? shape.types[type] : undefined;
  const refusal = shape.refusedOn?.[type]?.[context.surface];
  if (!chosen || refusal === 'R') return [unsupportedType(at, types, type)];
  const doubts = [
    ...(refusal === 'W' ? [unsupportedType(at, types, type, 'W')] : []),
    ...(shape.disputed?.includes(type) ? [notInEnum(`${at}/type`, undisputed(shape), type, 'W')] : []),
  ];
  return [...doubts, ...walkObject(chosen, value, at, context)];
}

const undisputed = ({ types, disputed = [] }: UnionShape): string[] =>
  Object.keys(types).filter((type) => !disputed.includes(type));

function walkText(shape: TextShape, value: unknown, at: string, context: Context): Violation[] {
  // The general text object and its refinement each say so, as the answer to `submit: null` shows.
  if (!isFields(value)) return [noSchemaMatch(at, 'R'), wrongType(at, 'object'), wrongType(at, 'object')];
  const found = walk(shape.of, value, at, context);
  return found.length > 0 ? [noSchemaMatch(at, gravest(found)), ...found] : [];
}

/** The bound that `value` is over, or nothing. Lenient readings know only the wide bound. */
export function beyond(
  limit: Limit | undefined,
  value: number,
  strict: boolean,
): { max: number; severity: Severity } | undefined {
  if (limit === undefined) return undefined;
  const { narrow, wide } = typeof limit === 'number' ? { narrow: limit, wide: limit } : limit;
  const max = strict ? narrow : wide;
  return value > max ? { max, severity: value > wide ? 'R' : 'W' } : undefined;
}

/** JSON drops `undefined`, so a key that holds it never reaches Slack. */
export const presentKeys = (value: Fields): string[] => Object.keys(value).filter((key) => value[key] !== undefined);

/** Escapes a key for a JSON pointer (RFC 6901). */
export const encode = (key: string): string => key.replaceAll('~', '~0').replaceAll('/', '~1');
