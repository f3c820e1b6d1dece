import type { WebClient } from '@slack/web-api';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Slack, startSlack } from '../../../src/sandbox/slack.ts';
import { clientOf, refusalOf } from '../support/client.ts';

let slack: Slack;
let client: WebClient;

beforeEach(async () => {
  slack = await startSlack({
    clock: '2026-11-23T10:00:00Z',
    frozen: true,
    channels: [{ name: 'team' }, { name: 'secret', private: true, members: ['ada'] }],
    users: [
      { name: 'ada', id: 'UADA' },
      { name: 'ben', id: 'UBEN' },
      { name: 'gone', id: 'UGONE', deleted: true },
      { name: 'stranger', id: 'USTRANGE', is_stranger: true },
      { name: 'robot', id: 'UROBOT', is_bot: true },
    ],
  });
  client = clientOf(slack);
});

afterEach(() => slack.stop());

describe('conversations.open', () => {
  test('gives the direct message with one person, the same each time', async () => {
    const first = await client.conversations.open({ users: 'UADA' });
    const second = await client.conversations.open({ users: 'UADA' });
    expect(first.channel?.id).toBe(slack.as('ada').dm);
    expect(second).toMatchObject({ channel: { id: first.channel?.id }, already_open: true, no_op: true });
  });

  test('gives a group DM for several people, whatever their order', async () => {
    const group = await client.conversations.open({ users: 'UADA,UBEN', return_im: true });
    expect(group.channel).toMatchObject({ is_mpim: true, is_im: false });
    expect((await client.conversations.open({ users: 'UBEN,UADA' })).channel?.id).toBe(group.channel?.id);
    const { members } = await client.conversations.members({ channel: group.channel?.id ?? '' });
    expect(new Set(members)).toEqual(new Set(['UADA', 'UBEN', slack.world.app.botUserId]));
  });

  test.each([
    ['nobody', {}, 'users_list_not_supplied'],
    ['nine people', { users: Array.from({ length: 9 }, (_, n) => `U${n}`).join(',') }, 'too_many_users'],
    ['somebody unknown', { users: 'U404' }, 'user_not_found'],
    ['somebody deactivated', { users: 'UGONE' }, 'user_disabled'],
    ['somebody of another organisation', { users: 'USTRANGE' }, 'user_not_visible'],
    ['another bot', { users: 'UROBOT' }, 'cannot_dm_bot'],
    ['an unknown conversation', { channel: 'D404' }, 'channel_not_found'],
  ])('refuses %s', async (_what, args, error) => {
    expect((await refusalOf(client.apiCall('conversations.open', args))).error).toBe(error);
  });

  test('refuses a channel, and the app alone', async () => {
    const channel = slack.channel('team').id;
    expect((await refusalOf(client.conversations.open({ channel }))).error).toBe(
      'method_not_supported_for_channel_type',
    );
    expect((await refusalOf(client.conversations.open({ users: slack.world.app.botUserId }))).error).toBe(
      'not_enough_users',
    );
  });

  test('opens nothing with prevent_creation', async () => {
    const call = client.conversations.open({ users: 'UADA,UBEN', prevent_creation: true });
    expect((await refusalOf(call)).error).toBe('channel_not_found');
  });
});

describe('conversations.history', () => {
  const say = async (count: number) => {
    for (let n = 1; n <= count; n += 1) {
      await client.chat.postMessage({
        channel: 'UADA',
        text: `no ${n}`,
        metadata: { event_type: 'n', event_payload: { n } },
      });
      await slack.clock.advance(1000);
    }
    return slack.as('ada').dm;
  };
  const texts = (messages: { text?: string }[] | undefined) => messages?.map((message) => message.text);

  test('is newest first, in pages with a cursor', async () => {
    const channel = await say(5);
    const first = await client.conversations.history({ channel, limit: 2 });
    expect(texts(first.messages)).toEqual(['no 5', 'no 4']);
    expect(first.has_more).toBe(true);
    const second = await client.conversations.history({
      channel,
      limit: 2,
      cursor: first.response_metadata?.next_cursor ?? '',
    });
    const third = await client.conversations.history({
      channel,
      limit: 2,
      cursor: second.response_metadata?.next_cursor ?? '',
    });
    expect([texts(second.messages), texts(third.messages)]).toEqual([['no 3', 'no 2'], ['no 1']]);
    expect(third.has_more).toBe(false);
  });

  test('leaves the edges out unless they are included', async () => {
    const channel = await say(3);
    const span = { channel, oldest: '1795428000.000000', latest: '1795428002.000000' };
    expect(texts((await client.conversations.history(span)).messages)).toEqual(['no 2']);
    expect(texts((await client.conversations.history({ ...span, inclusive: true })).messages)).toEqual([
      'no 3',
      'no 2',
      'no 1',
    ]);
  });

  test('carries metadata only on request', async () => {
    const channel = await say(1);
    const without = await client.conversations.history({ channel });
    const withIt = await client.conversations.history({ channel, include_all_metadata: true });
    expect(without.messages?.[0]).not.toHaveProperty('metadata');
    expect(withIt.messages?.[0]).toMatchObject({ metadata: { event_type: 'n', event_payload: { n: 1 } } });
  });

  test('needs membership, a real conversation, real numbers', async () => {
    const channel = slack.channel('team').id;
    expect((await refusalOf(client.conversations.history({ channel }))).error).toBe('not_in_channel');
    expect((await refusalOf(client.conversations.history({ channel: 'C404' }))).error).toBe('channel_not_found');
    const dm = slack.as('ada').dm;
    expect((await refusalOf(client.conversations.history({ channel: dm, cursor: 'x' }))).error).toBe('invalid_cursor');
    expect((await refusalOf(client.conversations.history({ channel: dm, limit: 1000 }))).error).toBe('invalid_limit');
    expect((await refusalOf(client.conversations.history({ channel: dm, oldest: 'soon' }))).error).toBe(
      'invalid_ts_oldest',
    );
  });
});

describe('scopes by kind of conversation', () => {
  test('history of a direct message needs another one than that of a channel', async () => {
    const bot = ['channels:history', 'channels:read', 'channels:join', 'im:write'];
    const narrow = await startSlack({
      manifest: { display_information: { name: 'x' }, oauth_config: { scopes: { bot } } },
    });
    const narrowed = clientOf(narrow);
    const general = narrow.channel('general').id;
    await narrowed.conversations.join({ channel: general });
    expect((await narrowed.conversations.history({ channel: general })).ok).toBe(true);
    const provided = bot.join(',');
    const dm = narrow.as('ada').dm;
    expect(await refusalOf(narrowed.conversations.history({ channel: dm }))).toMatchObject({
      error: 'missing_scope',
      needed: 'im:history',
      provided,
    });
    expect(await refusalOf(narrowed.conversations.info({ channel: dm }))).toMatchObject({ needed: 'im:read' });
    const group = [narrow.user('ada').id, narrow.user('ben').id].join(',');
    expect(await refusalOf(narrowed.conversations.open({ users: group }))).toMatchObject({ needed: 'mpim:write' });
    expect(await refusalOf(narrowed.conversations.list({ types: 'im' }))).toMatchObject({ needed: 'im:read' });
    await narrow.stop();
  });
});

describe('conversations.replies', () => {
  test('gives the parent and its replies in order, from any message of the thread', async () => {
    const channel = slack.as('ada').dm;
    const parent = await client.chat.postMessage({ channel, text: 'parent' });
    await slack.as('ada').types('from Ada', { thread: parent.ts ?? '' });
    const last = await client.chat.postMessage({ channel, text: 'last', thread_ts: parent.ts ?? '' });
    const { messages } = await client.conversations.replies({ channel, ts: last.ts ?? '' });
    expect(messages?.map((message) => message.text)).toEqual(['parent', 'from Ada', 'last']);
    expect((await client.conversations.history({ channel })).messages).toHaveLength(1);
    expect((await refusalOf(client.conversations.replies({ channel, ts: '1.000000' }))).error).toBe('thread_not_found');
  });
});

describe('lists of conversations', () => {
  test('show public channels, and private ones only where the app is a member', async () => {
    const names = async () =>
      (await client.conversations.list({ types: 'public_channel,private_channel' })).channels?.map((one) => one.name);
    expect(await names()).toEqual(['general', 'team']);
    slack.world.conversations.join(slack.channel('secret').id, slack.world.app.botUserId);
    expect(await names()).toEqual(['general', 'team', 'secret']);
  });

  test('page through with a cursor, and refuse unknown types', async () => {
    const first = await client.conversations.list({ limit: 1 });
    expect(first.channels?.map((one) => one.name)).toEqual(['general']);
    const second = await client.conversations.list({ limit: 1, cursor: first.response_metadata?.next_cursor ?? '' });
    expect(second.channels?.map((one) => one.name)).toEqual(['team']);
    expect(second.response_metadata?.next_cursor).toBe('');
    expect((await refusalOf(client.conversations.list({ types: 'dm' }))).error).toBe('invalid_types');
  });

  test("show the direct messages of the app as a user's conversations", async () => {
    const { channels } = await client.users.conversations({ types: 'im' });
    expect(channels).toContainEqual(expect.objectContaining({ id: slack.as('ada').dm, is_im: true, user: 'UADA' }));
  });
});

describe('channels', () => {
  test('the app joins, learns who is there, and leaves', async () => {
    const channel = slack.channel('team').id;
    expect((await client.conversations.join({ channel })).channel).toMatchObject({ is_member: true });
    expect((await client.conversations.join({ channel })) as unknown).toMatchObject({ warning: 'already_in_channel' });
    expect((await client.conversations.info({ channel, include_num_members: true })).channel).toMatchObject({
      name: 'team',
      num_members: 1,
    });
    await client.conversations.leave({ channel });
    expect((await client.conversations.members({ channel })).members).toEqual([]);
  });

  test('are created with a fitting, free name, and people are invited to them', async () => {
    const { channel } = await client.conversations.create({ name: 'plans' });
    await client.conversations.invite({ channel: channel?.id ?? '', users: 'UADA,UBEN' });
    expect((await client.conversations.members({ channel: channel?.id ?? '' })).members).toEqual([
      slack.world.app.botUserId,
      'UADA',
      'UBEN',
    ]);
    expect((await refusalOf(client.conversations.invite({ channel: channel?.id ?? '', users: 'UADA' }))).error).toBe(
      'already_in_channel',
    );
    expect((await refusalOf(client.conversations.create({ name: 'plans' }))).error).toBe('name_taken');
    expect((await refusalOf(client.conversations.create({ name: 'My Plans!' }))).error).toBe('invalid_name_specials');
    expect((await refusalOf(client.conversations.create({ name: 'p'.repeat(81) }))).error).toBe(
      'invalid_name_maxlength',
    );
  });

  test('take a topic and a purpose', async () => {
    const channel = slack.channel('team').id;
    expect((await refusalOf(client.conversations.setTopic({ channel, topic: 'x' }))).error).toBe('not_in_channel');
    await client.conversations.join({ channel });
    await client.conversations.setTopic({ channel, topic: 'Lunch' });
    await client.conversations.setPurpose({ channel, purpose: 'Food' });
    expect((await client.conversations.info({ channel })).channel).toMatchObject({
      topic: { value: 'Lunch' },
      purpose: { value: 'Food' },
    });
  });

  test('a private one that the app is not in does not exist for it', async () => {
    expect((await refusalOf(client.conversations.info({ channel: slack.channel('secret').id }))).error).toBe(
      'channel_not_found',
    );
  });
});
