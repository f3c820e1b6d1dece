import { WebAPIHTTPError, WebAPIRateLimitedError } from '@slack/web-api';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Slack, startSlack } from '../../src/sandbox/slack.ts';
import { clientOf, refusalOf } from './support/client.ts';

let slack: Slack;

beforeEach(async () => {
  slack = await startSlack();
});

afterEach(() => slack.stop());

const post = async (method: string, body: string, headers: Record<string, string> = {}) => {
  const response = await fetch(`${slack.apiUrl}${method}`, { method: 'POST', body, headers });
  return (await response.json()) as Record<string, unknown>;
};
const FORM = 'application/x-www-form-urlencoded';
const bearer = () => ({ authorization: `Bearer ${slack.botToken}` });

describe('who calls', () => {
  test('a token comes in the header, or in a form field, but not in a JSON body', async () => {
    expect(await post('auth.test', '', bearer())).toMatchObject({ ok: true });
    expect(await post('auth.test', `token=${slack.botToken}`, { 'content-type': FORM })).toMatchObject({ ok: true });
    const inJson = await post('auth.test', JSON.stringify({ token: slack.botToken }), {
      'content-type': 'application/json',
    });
    expect(inJson).toEqual({ ok: false, error: 'not_authed' });
  });

  test('no token, an invented one and one of the wrong kind are refused', async () => {
    expect(await post('auth.test', '')).toEqual({ ok: false, error: 'not_authed' });
    expect(await post('auth.test', '', { authorization: 'Bearer xoxb-real' })).toEqual({
      ok: false,
      error: 'invalid_auth',
    });
    expect(await post('auth.test', '', { authorization: `Bearer ${slack.appToken}` })).toEqual({
      ok: false,
      error: 'not_allowed_token_type',
    });
    expect(await post('apps.connections.open', '', bearer())).toEqual({ ok: false, error: 'not_allowed_token_type' });
  });

  test('tokens say that they belong to a sandbox', () => {
    expect(slack.botToken).toMatch(/^xoxb-sandbox-/);
    expect(slack.appToken).toMatch(/^xapp-sandbox-/);
  });

  test('the answer tells the scopes that the token has', async () => {
    const narrow = await startSlack({
      manifest: { display_information: { name: 'x' }, oauth_config: { scopes: { bot: ['chat:write', 'users:read'] } } },
    });
    const { response_metadata } = await clientOf(narrow).auth.test();
    expect(response_metadata?.scopes).toEqual(['chat:write', 'users:read']);
    await narrow.stop();
  });
});

describe('what is called', () => {
  test('an unknown method is unknown', async () => {
    expect(await refusalOf(clientOf(slack).apiCall('chat.postMassage', {}))).toEqual({
      ok: false,
      error: 'unknown_method',
      req_method: 'chat.postMassage',
    });
  });

  test('arguments come as form, as JSON or in the query', async () => {
    const args = { channel: slack.user('ada').id, text: 'Hi' };
    const json = { ...bearer(), 'content-type': 'application/json; charset=utf-8' };
    expect(await post('chat.postMessage', JSON.stringify(args), json)).toMatchObject({ ok: true });
    expect(
      await post('chat.postMessage', new URLSearchParams(args).toString(), { ...bearer(), 'content-type': FORM }),
    ).toMatchObject({ ok: true });
    const viaGet = await fetch(`${slack.apiUrl}chat.postMessage?${new URLSearchParams(args)}`, { headers: bearer() });
    expect(await viaGet.json()).toMatchObject({ ok: true });
    expect(slack.as('ada').inbox.all()).toHaveLength(3);
  });

  test('a body that is no JSON, no object or of no known type is refused by name', async () => {
    const json = { ...bearer(), 'content-type': 'application/json' };
    expect(await post('chat.postMessage', '{', json)).toMatchObject({ error: 'invalid_json' });
    expect(await post('chat.postMessage', '[]', json)).toMatchObject({ error: 'json_not_object' });
    expect(await post('chat.postMessage', 'x', { ...bearer(), 'content-type': 'text/xml' })).toMatchObject({
      error: 'invalid_post_type',
    });
  });

  test('missing and mistyped arguments are all named', async () => {
    const refusal = await post('views.publish', JSON.stringify({ user_id: 7, view: {}, hash: {} }), {
      ...bearer(),
      'content-type': 'application/json',
    });
    expect(refusal).toEqual({
      ok: false,
      error: 'invalid_arguments',
      response_metadata: { messages: ['[ERROR] must provide a string [json-pointer:/hash]'] },
    });
    expect(await refusalOf(clientOf(slack).apiCall('chat.update', {}))).toMatchObject({
      response_metadata: {
        messages: ['[ERROR] missing required field: channel', '[ERROR] missing required field: ts'],
      },
    });
  });

  test('an argument that no documentation knows is refused, unless the sandbox is lenient', async () => {
    const args = { channel: 'C1', text: 'x', colour: 'red' };
    expect((await refusalOf(clientOf(slack).apiCall('chat.postMessage', args))).error).toBe('invalid_arg_name');
    const lenient = await startSlack({ strict: false });
    expect((await refusalOf(clientOf(lenient).apiCall('chat.postMessage', args))).error).toBe('channel_not_found');
    await lenient.stop();
  });

  test('team_id is taken by every method', async () => {
    expect((await clientOf(slack, { teamId: slack.world.team.id }).auth.test()).ok).toBe(true);
  });
});

describe('the log', () => {
  test('keeps each call with its answer, without the token', async () => {
    await post('chat.postMessage', `token=${slack.botToken}&channel=C404&text=x`, { 'content-type': FORM });
    expect(slack.log.calls).toMatchObject([
      {
        method: 'chat.postMessage',
        args: { channel: 'C404', text: 'x' },
        status: 200,
        answer: { ok: false, error: 'channel_not_found' },
      },
    ]);
    expect(JSON.stringify(slack.log.calls)).not.toContain(slack.botToken);
  });
});

describe('rate limits', () => {
  const limited = async (call: Promise<unknown>) => {
    const problem = await call.then(
      () => undefined,
      (error: unknown) => error,
    );
    return problem instanceof WebAPIRateLimitedError ? problem.retryAfter : undefined;
  };
  const impatient = () => clientOf(slack, { rejectRateLimitedCalls: true });

  test('are off unless they are wanted', async () => {
    for (let n = 0; n < 30; n += 1) await clientOf(slack).users.list({});
    expect(slack.log.calls.filter((call) => call.status === 429)).toEqual([]);
  });

  test('a method of tier 2 takes 22 calls a minute and then says how long to wait, others go on', async () => {
    await slack.clock.freeze(true);
    slack.limits.mode = 'real';
    for (let n = 0; n < 22; n += 1) await impatient().users.list({});
    expect(await limited(impatient().users.list({}))).toBe(60);
    expect((await impatient().users.info({ user: slack.user('ada').id })).ok).toBe(true);
    await slack.clock.advance(45_000);
    expect(await limited(impatient().users.list({}))).toBe(15);
    await slack.clock.advance(15_000);
    expect((await impatient().users.list({})).ok).toBe(true);
  });

  test('posting takes about one a second in one channel, whatever the others do', async () => {
    await slack.clock.freeze(true);
    slack.limits.mode = 'real';
    const [ada, ben] = [slack.user('ada').id, slack.user('ben').id];
    for (let n = 0; n < 5; n += 1) await impatient().chat.postMessage({ channel: ada, text: 'x' });
    expect(await limited(impatient().chat.postMessage({ channel: ada, text: 'x' }))).toBe(5);
    expect((await impatient().chat.postMessage({ channel: ben, text: 'x' })).ok).toBe(true);
    expect(slack.log.posts).toHaveLength(6);
  });

  test('a number makes the windows that many times shorter', async () => {
    await slack.clock.freeze(true);
    slack.limits.mode = 30;
    for (let n = 0; n < 22; n += 1) await impatient().users.list({});
    expect(await limited(impatient().users.list({}))).toBe(2);
    await slack.clock.advance(2_000);
    expect((await impatient().users.list({})).ok).toBe(true);
  });

  test('the answer is a 429 with the name and the header', async () => {
    slack.faults.add({ on: { method: 'auth.test' }, do: { retry_after: '7' } });
    const response = await fetch(`${slack.apiUrl}auth.test`, { method: 'POST', headers: bearer() });
    expect([response.status, response.headers.get('retry-after'), await response.json()]).toEqual([
      429,
      '7',
      { ok: false, error: 'ratelimited' },
    ]);
  });
});

describe('faults of calls', () => {
  const say = (client = clientOf(slack)) => client.chat.postMessage({ channel: slack.user('ada').id, text: 'x' });
  const problemOf = (call: Promise<unknown>) =>
    call.then(
      () => undefined,
      (problem: unknown) => problem,
    );
  const received = () => slack.as('ada').inbox.all().length;

  test('dropped before it took effect: an error, and no message', async () => {
    slack.faults.add({ on: { method: 'chat.postMessage' }, do: { drop: 'before' } });
    expect(await problemOf(say())).toBeInstanceOf(Error);
    expect([received(), slack.log.posts.length]).toEqual([0, 0]);
  });

  test('accepted and then dropped: an error, and the message is there', async () => {
    slack.faults.add({ on: { method: 'chat.postMessage' }, do: { drop: 'after' } });
    expect(await problemOf(say())).toBeInstanceOf(Error);
    expect([received(), slack.log.posts.length]).toEqual([1, 1]);
    expect(slack.log.calls[0]).toMatchObject({ status: 0, fault: 'drop', answer: { ok: true } });
  });

  test('a client that repeats by itself doubles what was accepted, and the record of posts shows it', async () => {
    slack.faults.add({ on: { method: 'chat.postMessage' }, do: { drop: 'after' } });
    await say(clientOf(slack, { retryConfig: { retries: 1, minTimeout: 1, maxTimeout: 1 } }));
    expect(slack.log.posts).toHaveLength(2);
  });

  test.each([500, 502, 503])('a %i comes before or after it took effect', async (status) => {
    slack.faults.add({ on: { method: 'chat.postMessage' }, do: { status, when: 'before' } });
    expect(await problemOf(say())).toBeInstanceOf(WebAPIHTTPError);
    expect(received()).toBe(0);
    slack.faults.add({ on: { method: 'chat.postMessage' }, do: { status, when: 'after' } });
    expect(await problemOf(say())).toMatchObject({ statusCode: status });
    expect(received()).toBe(1);
  });

  test('any name of an error, before or after', async () => {
    slack.faults.add({ on: { method: 'chat.postMessage' }, do: { error: 'fatal_error' } });
    expect((await refusalOf(say())).error).toBe('fatal_error');
    expect(received()).toBe(0);
    slack.faults.add({ on: { method: 'chat.postMessage' }, do: { error: 'internal_error', when: 'after' } });
    expect((await refusalOf(say())).error).toBe('internal_error');
    expect(received()).toBe(1);
  });

  test('JSON that ends too early', async () => {
    slack.faults.add({ on: { method: 'chat.postMessage' }, do: { truncate: 20 } });
    const response = await fetch(`${slack.apiUrl}chat.postMessage?channel=${slack.user('ada').id}&text=x`, {
      headers: bearer(),
    });
    expect(await response.text()).toHaveLength(20);
    expect(received()).toBe(1);
  });

  test.each([
    ['a word', 'soon'],
    ['nothing', null],
  ])('a 429 whose Retry-After is %s', async (_what, retry_after) => {
    slack.faults.add({ on: { method: 'chat.postMessage' }, do: { retry_after } });
    expect(await problemOf(say())).toBeInstanceOf(Error);
    expect(slack.log.calls[0]).toMatchObject({ status: 429 });
  });

  test('a delay makes a hasty client give up although the message arrives', async () => {
    slack.faults.add({ on: { method: 'chat.postMessage' }, do: { delay: 300, when: 'after' } });
    expect(await problemOf(say(clientOf(slack, { timeout: 60 })))).toBeInstanceOf(Error);
    expect(received()).toBe(1);
  });

  test('play as often as they say, after letting some pass, and only where they apply', async () => {
    slack.faults.add({
      on: { method: 'chat.postMessage', channel: slack.user('ada').id },
      do: { error: 'fatal_error' },
      times: 2,
      after: 1,
    });
    const errors: unknown[] = [];
    for (let n = 0; n < 4; n += 1)
      errors.push(((await problemOf(say())) as { data?: { error: string } } | undefined)?.data?.error);
    expect(errors).toEqual([undefined, 'fatal_error', 'fatal_error', undefined]);
    const id = slack.faults.add({ on: { method: '*' }, do: { error: 'fatal_error' }, times: 0 });
    expect((await refusalOf(clientOf(slack).auth.test())).error).toBe('fatal_error');
    slack.faults.remove(id);
    expect((await clientOf(slack).auth.test()).ok).toBe(true);
  });

  test('history lags behind, and fails, on demand', async () => {
    await slack.clock.freeze(true);
    await say();
    await slack.clock.advance(1_000);
    await say();
    const channel = slack.as('ada').dm;
    slack.faults.add({ on: { method: 'conversations.history' }, do: { lag_ms: 500 } });
    expect((await clientOf(slack).conversations.history({ channel })).messages).toHaveLength(1);
    expect((await clientOf(slack).conversations.history({ channel })).messages).toHaveLength(2);
  });
});
