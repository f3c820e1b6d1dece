import type { Args } from '../args.ts';
import type { Tier } from '../limits.ts';
import type { Json } from '../model.ts';
import { refuse } from '../refusal.ts';
import type { Caller } from '../tokens.ts';
import type { World } from '../world.ts';

/** One Web API method as Slack documents it. */
export interface Method {
  /** Which token it takes; default `bot`. */
  token?: 'bot' | 'app' | 'none';
  /** It needs one of these. */
  scopes?: readonly string[];
  tier: Tier;
  args: Args;
  /** Takes arguments of any name. */
  anyArgs?: true;
  /** Answers everything but `ok`. @throws Refusal */
  run(world: World, args: Json, caller: Caller): Json | Promise<Json>;
}

export type Methods = Record<string, Method>;

/** @throws Refusal `missing_scope` when the caller has none of these scopes */
export function needScope(caller: Caller, ...anyOf: string[]): void {
  if (anyOf.length === 0 || anyOf.some((scope) => caller.scopes.includes(scope))) return;
  refuse('missing_scope', { needed: anyOf.join(','), provided: caller.scopes.join(',') });
}

/**
 * One page of a list and the cursor to the next, `` at the end.
 * @throws Refusal `invalid_cursor`, or `invalid_limit` outside of 1 to `most`
 */
export function page<T>(items: readonly T[], args: Json, usual: number, most: number): { items: T[]; next: string } {
  const limit = typeof args.limit === 'number' && args.limit !== 0 ? args.limit : usual;
  if (limit < 0 || limit > most || !Number.isInteger(limit)) refuse('invalid_limit');
  const from = typeof args.cursor === 'string' && args.cursor !== '' ? positionOf(args.cursor) : 0;
  if (from > items.length) refuse('invalid_cursor');
  const end = from + limit;
  return { items: items.slice(from, end), next: end < items.length ? cursorOf(end) : '' };
}

function cursorOf(position: number): string {
  return Buffer.from(`next:${position}`).toString('base64');
}

function positionOf(cursor: string): number {
  const match = /^next:(\d+)$/.exec(Buffer.from(cursor, 'base64').toString('utf8'));
  return match ? Number(match[1]) : refuse('invalid_cursor');
}
