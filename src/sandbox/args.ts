import { parsed } from './json.ts';
import type { Json } from './model.ts';
import { refuse, refuseArguments } from './refusal.ts';

/** One argument of a Web API method. */
export interface Arg {
  type: 'string' | 'number' | 'boolean' | 'json' | 'list';
  required?: true;
  /** Slack's error when the JSON text cannot be read. */
  unreadable?: string;
}

export type Args = Record<string, Arg>;

export const text: Arg = { type: 'string' };
export const needed: Arg = { type: 'string', required: true };
export const number: Arg = { type: 'number' };
export const flag: Arg = { type: 'boolean' };
export const list: Arg = { type: 'list' };
export const json = (unreadable: string): Arg => ({ type: 'json', unreadable });
export const neededJson = (unreadable: string): Arg => ({ type: 'json', unreadable, required: true });

/** Arguments that every method takes. */
const COMMON = ['token', 'team_id', 'pretty'];

/**
 * Arguments in their own types, whichever way they came: form fields are texts, JSON bodies carry types.
 * Everything that is wrong is listed at once.
 * @throws Refusal `invalid_arg_name` (only `strict`), `invalid_arguments`, or the argument's own error
 */
export function readArgs(declared: Args, given: Json, strict: boolean): Json {
  const unknown = Object.keys(given).filter((name) => !(name in declared) && !COMMON.includes(name));
  if (unknown.some((name) => strict || !/^\w{1,100}$/.test(name))) {
    refuse(
      'invalid_arg_name',
      {},
      unknown.map((name) => ({ pointer: `/${name}`, message: `unknown argument: ${name}`, severity: 'W' })),
    );
  }
  const problems: string[] = [];
  const args: Json = {};
  for (const [name, arg] of Object.entries(declared)) {
    const value = given[name];
    if (value === undefined || (value === '' && arg.required)) {
      if (arg.required) problems.push(`missing required field: ${name}`);
    } else args[name] = typed(name, arg, value, problems);
  }
  if (problems.length > 0) refuseArguments(problems);
  return args;
}

function typed(name: string, arg: Arg, value: unknown, problems: string[]): unknown {
  const wrong = (words: string) => void problems.push(`${words} [json-pointer:/${name}]`);
  switch (arg.type) {
    case 'string':
      if (typeof value === 'string') return value;
      if (typeof value === 'number') return String(value);
      return wrong('must provide a string');
    case 'number':
      if (value === '' || !Number.isFinite(Number(value))) return wrong('must provide a number');
      return Number(value);
    case 'boolean':
      if (value === true || value === 'true' || value === '1' || value === 1) return true;
      if (value === false || value === 'false' || value === '0' || value === 0 || value === '') return false;
      return wrong('must be a boolean');
    case 'list':
      if (Array.isArray(value)) return value.map(String);
      if (typeof value !== 'string') return wrong('must provide an array');
      return (Array.isArray(parsed(value)) ? (parsed(value) as unknown[]).map(String) : value.split(','))
        .map((item) => item.trim())
        .filter(Boolean);
    case 'json':
      return unwrapped(arg, value);
  }
}

/** JSON arguments come as text in forms, and as text or value in JSON bodies. */
function unwrapped(arg: Arg, value: unknown): unknown {
  if (typeof value !== 'string') return value;
  const object = parsed(value);
  if (object === undefined) refuse(arg.unreadable ?? 'invalid_arguments');
  return object;
}
