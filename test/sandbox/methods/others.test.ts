import type { WebClient } from '@slack/web-api';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Slack, startSlack } from '../../../src/sandbox/slack.ts';
import { clientOf, refusalOf } from '../support/client.ts';

let slack: Slack;
let client: WebClient;

beforeEach(async () => {
  slack = await startSlack({ team: { id: 'TTEAM', name: 'Acme', domain: 'acme' } });
  client = clientOf(slack);
});

afterEach(() => slack.stop());

test('auth.test says who the app is and where', async () => {
  expect(await client.auth.test()).toMatchObject({
    ok: true,
    url: 'https://acme.slack.com/',
    team: 'Acme',
    team_id: 'TTEAM',
    user: 'sandbox-app',
    user_id: slack.world.app.botUserId,
    bot_id: slack.world.app.botId,
    is_enterprise_install: false,
  });
});

test('auth.revoke ends the token', async () => {
  expect(await client.auth.revoke({ test: true })).toMatchObject({ revoked: false });
  expect(await client.auth.revoke({})).toMatchObject({ revoked: true });
  expect((await refusalOf(client.auth.test())).error).toBe('token_revoked');
});

test('team.info and bots.info', async () => {
  expect((await client.team.info({})).team).toMatchObject({ id: 'TTEAM', name: 'Acme', domain: 'acme' });
  expect((await client.bots.info({ bot: slack.world.app.botId })).bot).toMatchObject({
    app_id: slack.world.app.id,
    user_id: slack.world.app.botUserId,
  });
  expect((await refusalOf(client.bots.info({ bot: 'B404' }))).error).toBe('bot_not_found');
});

describe('oauth.v2.access', () => {
  test('changes a code into a bot token, once', async () => {
    const { clientId: client_id, clientSecret: client_secret } = slack.world.app;
    const args = { client_id, client_secret, code: slack.world.tokens.newCode() };
    const granted = await client.oauth.v2.access(args);
    expect(granted).toMatchObject({
      ok: true,
      token_type: 'bot',
      bot_user_id: slack.world.app.botUserId,
      team: { id: 'TTEAM' },
      enterprise: null,
    });
    expect((await clientOf(slack, {}, granted.access_token).auth.test()).ok).toBe(true);
    expect((await refusalOf(client.oauth.v2.access(args))).error).toBe('invalid_code');
    expect((await refusalOf(client.oauth.v2.access({ ...args, client_secret: 'x' }))).error).toBe('bad_client_secret');
  });
});

describe('blocks.validate', () => {
  const bad = [{ type: 'section', text: { type: 'mrkdwn', text: '' } }];

  test('says nothing about good blocks and needs no token', async () => {
    const response = await fetch(`${slack.apiUrl}blocks.validate`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ blocks: [{ type: 'divider' }] }),
    });
    expect(await response.json()).toEqual({ ok: true });
  });

  test('lists what is wrong with pointer, code and message', async () => {
    const refusal = await refusalOf(client.apiCall('blocks.validate', { blocks: bad }));
    expect(refusal.error).toBe('invalid_blocks');
    expect(refusal.errors).toContainEqual(
      expect.objectContaining({ code: 'failed_constraint', pointer: '/0/text/text' }),
    );
  });

  test('takes exactly one of three things', async () => {
    const both = client.apiCall('blocks.validate', { blocks: bad, view: {} });
    expect((await refusalOf(both)).error).toBe('invalid_arguments');
  });
});

describe('reactions', () => {
  test('are added once, told of, and taken away', async () => {
    const { channel = '', ts: timestamp = '' } = await client.chat.postMessage({
      channel: slack.user('ada').id,
      text: 'Good?',
    });
    const args = { channel, timestamp, name: 'thumbsup' };
    await client.reactions.add(args);
    expect((await refusalOf(client.reactions.add(args))).error).toBe('already_reacted');
    expect((await client.reactions.get({ channel, timestamp })).message).toMatchObject({
      reactions: [{ name: 'thumbsup', count: 1, users: [slack.world.app.botUserId] }],
    });
    await client.reactions.remove(args);
    expect((await refusalOf(client.reactions.remove(args))).error).toBe('no_reaction');
    expect((await refusalOf(client.reactions.add({ ...args, name: 'no such!' }))).error).toBe('invalid_name');
  });
});
