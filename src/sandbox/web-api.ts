import type { IncomingMessage } from 'node:http';
import { readArgs } from './args.ts';
import type { CallFault } from './faults.ts';
import { fieldsOf, jsonReply, type Reply, textReply } from './http.ts';
import { stringOf } from './json.ts';
import { methods } from './methods/index.ts';
import { type Method, needScope } from './methods/method.ts';
import type { Json, Violation } from './model.ts';
import { Refusal, refuse } from './refusal.ts';
import type { Caller } from './tokens.ts';
import type { World } from './world.ts';

/** One call of a Web API method over HTTP, with whatever fault is due. https://docs.slack.dev/apis/web-api */
export async function callMethod(
  world: World,
  name: string,
  request: IncomingMessage,
  query: URLSearchParams,
): Promise<Reply> {
  const startedAt = performance.now();
  const { fields, isJson, error } = await fieldsOf(request, query);
  const { token, ...shownFields } = fields;
  const fault = world.faults.forCall(name, fields);
  const { answer, violations, reply, scopes } = await answered(world, name, fault, () => {
    if (error !== undefined) refuse(error);
    const bearer = /^Bearer\s+(.*)$/i.exec(request.headers.authorization ?? '')?.[1];
    return { bearer: bearer ?? (isJson ? undefined : stringOf(token)), fields };
  });
  const finished = reply ?? jsonReply(200, answer, scopes);
  world.log.call({
    method: name,
    at: world.clock.now(),
    ms: Math.round((performance.now() - startedAt) * 10) / 10,
    args: shownFields,
    status: finished === 'drop' ? 0 : finished.status,
    answer,
    violations: [...violations],
    ...(fault ? { fault: Object.keys(fault)[0] ?? '' } : {}),
  });
  return finished;
}

interface Answered {
  answer: Json;
  violations: readonly Violation[];
  /** Set when the caller gets something else than the answer. */
  reply?: Reply;
  scopes?: Record<string, string>;
}

async function answered(
  world: World,
  name: string,
  fault: CallFault | undefined,
  read: () => { bearer: string | undefined; fields: Json },
): Promise<Answered> {
  const before = await beforehand(fault);
  if (before) return { answer: {}, violations: [], reply: before };
  const result = await run(world, name, fault, read);
  const after = await afterwards(fault, result.answer);
  return after ? { ...result, reply: after } : result;
}

async function run(
  world: World,
  name: string,
  fault: CallFault | undefined,
  read: () => { bearer: string | undefined; fields: Json },
): Promise<Answered> {
  try {
    if (fault && 'error' in fault && fault.when !== 'after') refuse(fault.error);
    const method = methods[name] ?? refuse('unknown_method', { req_method: name });
    const { bearer, fields } = read();
    const caller = callerOf(world, method, bearer);
    const wait = world.limits.count(name, method.tier, stringOf(fields.channel));
    if (wait !== undefined) return limited(String(wait));
    needScope(caller, ...(method.token === 'none' ? [] : (method.scopes ?? [])));
    const args = method.anyArgs ? withoutToken(fields) : readArgs(method.args, fields, world.checks.strict);
    const lag = fault && 'lag_ms' in fault ? { lag_ms: fault.lag_ms } : {};
    const more = name === 'auth.revoke' ? { token: bearer } : {};
    const answer = { ok: true, ...(await method.run(world, { ...args, ...lag, ...more }, caller)) };
    return { answer, violations: [], scopes: scopeHeaders(method, caller) };
  } catch (problem) {
    if (problem instanceof Refusal) return { answer: problem.answer, violations: problem.violations };
    throw problem;
  }
}

function withoutToken({ token: _token, ...fields }: Json): Json {
  return fields;
}

/** @throws Refusal `not_authed`, `invalid_auth`, `not_allowed_token_type`, … */
function callerOf(world: World, method: Method, token: string | undefined): Caller {
  if (method.token === 'none') return { kind: 'bot', scopes: [] };
  if (!token) return refuse('not_authed');
  const caller = world.tokens.check(token);
  if ('error' in caller) return refuse(caller.error);
  return caller.kind === (method.token ?? 'bot') ? caller : refuse('not_allowed_token_type');
}

function scopeHeaders(method: Method, caller: Caller): Record<string, string> {
  return { 'x-oauth-scopes': caller.scopes.join(','), 'x-accepted-oauth-scopes': (method.scopes ?? []).join(',') };
}

async function beforehand(fault: CallFault | undefined): Promise<Reply | undefined> {
  if (!fault) return undefined;
  if ('delay' in fault && fault.when !== 'after') await real(fault.delay);
  if ('drop' in fault && fault.drop === 'before') return 'drop';
  if ('status' in fault && fault.when === 'before') return textReply(fault.status, fault.body ?? '');
  if ('retry_after' in fault) return limited(fault.retry_after).reply;
  return undefined;
}

async function afterwards(fault: CallFault | undefined, answer: Json): Promise<Reply | undefined> {
  if (!fault) return undefined;
  if ('delay' in fault && fault.when === 'after') await real(fault.delay);
  if ('drop' in fault) return 'drop';
  if ('status' in fault) return textReply(fault.status, fault.body ?? '');
  if ('error' in fault && fault.when === 'after') return jsonReply(200, { ok: false, error: fault.error });
  if ('truncate' in fault) {
    const headers = { 'content-type': 'application/json; charset=utf-8' };
    return { status: 200, headers, body: JSON.stringify(answer).slice(0, fault.truncate) };
  }
  return undefined;
}

function limited(retryAfter: string | null): Answered & { reply: Reply } {
  const answer = { ok: false, error: 'ratelimited' };
  const headers: Record<string, string> = retryAfter === null ? {} : { 'retry-after': retryAfter };
  return { answer, violations: [], reply: jsonReply(429, answer, headers) };
}

function real(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}
