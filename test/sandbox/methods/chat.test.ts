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
    channels: [{ name: 'open' }, { name: 'joined' }, { name: 'closed', private: true }],
    users: [
      { name: 'ada', id: 'UADA' },
      { name: 'ben', id: 'UBEN' },
      { name: 'gone', id: 'UGONE', deleted: true },
    ],
  });
  client = clientOf(slack);
  await client.conversations.join({ channel: slack.channel('joined').id });
});

afterEach(() => slack.stop());

const button = { type: 'button', text: { type: 'plain_text', text: 'Go' }, action_id: 'go' } as const;

describe('chat.postMessage', () => {
  test('posts to a person by user id, in the direct message that it names in its answer', async () => {
    const answer = await client.chat.postMessage({ channel: 'UADA', text: 'Hello' });
    expect(answer.channel).toBe(slack.as('ada').dm);
    expect(answer.ts).toBe('1795428000.000000');
    expect((await slack.as('ada').inbox.next()).text).toBe('Hello');
  });

  test('answers the message as it is stored: entities, block ids, bot, app and team', async () => {
    const { message } = await client.chat.postMessage({
      channel: 'UADA',
      text: 'A & B <C> see https://example.com/a?b=1&c=2, <@UBEN> &amp; more',
      blocks: [
        { type: 'section', text: { type: 'mrkdwn', text: 'x < y' } },
        {
          type: 'actions',
          block_id: 'mine',
          elements: [{ type: 'button', text: { type: 'plain_text', text: 'a > b' } }],
        },
      ],
    });
    expect(message).toMatchObject({
      type: 'message',
      user: slack.world.app.botUserId,
      bot_id: slack.world.app.botId,
      app_id: slack.world.app.id,
      team: slack.world.team.id,
      text: 'A &amp; B &lt;C&gt; see <https://example.com/a?b=1&amp;c=2>, <@UBEN> &amp; more',
      bot_profile: { name: 'Sandbox App', app_id: slack.world.app.id },
      blocks: [
        { type: 'section', text: { type: 'mrkdwn', text: 'x &lt; y', verbatim: false } },
        { block_id: 'mine', elements: [{ text: { type: 'plain_text', text: 'a &gt; b', emoji: true } }] },
      ],
    });
    expect(message?.blocks?.[0]).toHaveProperty('block_id', expect.stringMatching(/^b/));
    expect(message?.blocks?.[1]).toHaveProperty('elements.0.action_id', expect.stringMatching(/^a/));
  });

  test('two messages in the same millisecond have their own ts, in order', async () => {
    const first = await client.chat.postMessage({ channel: 'UADA', text: 'one' });
    const second = await client.chat.postMessage({ channel: 'UADA', text: 'two' });
    expect([first.ts, second.ts]).toEqual(['1795428000.000000', '1795428000.000001']);
  });

  test('a channel name works as well as its id', async () => {
    const { channel } = await client.chat.postMessage({ channel: '#joined', text: 'Hi' });
    expect(channel).toBe(slack.channel('joined').id);
  });

  test('a reply belongs to its thread, and the parent counts it', async () => {
    const channel = slack.channel('joined').id;
    const parent = await client.chat.postMessage({ channel, text: 'Question' });
    const reply = await client.chat.postMessage({ channel, text: 'Answer', thread_ts: parent.ts ?? '' });
    expect(reply.message).toMatchObject({ thread_ts: parent.ts, parent_user_id: slack.world.app.botUserId });
    const { messages } = await client.conversations.history({ channel });
    expect(messages).toMatchObject([{ text: 'Question', reply_count: 1, latest_reply: reply.ts }]);
  });

  test('text beyond 40,000 characters is cut off', async () => {
    const { message } = await client.chat.postMessage({ channel: 'UADA', text: 'a'.repeat(40_001) });
    expect(message?.text).toHaveLength(40_000);
  });

  test('a name of its own arrives with Slackbot, not in the direct message with the app', async () => {
    const { channel, message } = await client.chat.postMessage({
      channel: 'UADA',
      text: 'Hi',
      username: 'Robo',
      icon_emoji: ':robot_face:',
    });
    expect(channel).not.toBe(slack.as('ada').dm);
    expect(message).toMatchObject({ subtype: 'bot_message', username: 'Robo', icons: { emoji: ':robot_face:' } });
  });

  test('markdown_text is kept as a markdown block', async () => {
    const { message } = await client.chat.postMessage({ channel: 'UADA', markdown_text: '# Plan' });
    expect(message).toMatchObject({ text: '# Plan', blocks: [{ type: 'markdown', text: '# Plan' }] });
  });

  test.each([
    ['an unknown channel', { channel: 'C404', text: 'x' }, 'channel_not_found'],
    ['an unknown person', { channel: 'U404', text: 'x' }, 'channel_not_found'],
    ['somebody who is deactivated', { channel: 'UGONE', text: 'x' }, 'channel_not_found'],
    ['no text at all', { channel: 'UADA' }, 'no_text'],
    ['blocks that are no JSON', { channel: 'UADA', blocks: '[{' }, 'invalid_blocks_format'],
    ['metadata that is no JSON', { channel: 'UADA', text: 'x', metadata: '{' }, 'invalid_metadata_format'],
    ['text beside markdown_text', { channel: 'UADA', text: 'x', markdown_text: 'y' }, 'markdown_text_conflict'],
    ['a thread that does not exist', { channel: 'UADA', text: 'x', thread_ts: '1.000000' }, 'cannot_reply_to_message'],
    [
      '101 attachments',
      { channel: 'UADA', attachments: Array.from({ length: 101 }, () => ({ text: 'x' })) },
      'too_many_attachments',
    ],
  ])('refuses %s', async (_what, args, error) => {
    expect(await refusalOf(client.apiCall('chat.postMessage', args))).toMatchObject({ ok: false, error });
    expect(slack.log.posts).toEqual([]);
  });

  test('refuses a private channel that the app is not in as if it were not there, an archived one by name', async () => {
    expect((await refusalOf(client.chat.postMessage({ channel: slack.channel('closed').id, text: 'x' }))).error).toBe(
      'channel_not_found',
    );
    await client.conversations.archive({ channel: slack.channel('joined').id });
    expect((await refusalOf(client.chat.postMessage({ channel: slack.channel('joined').id, text: 'x' }))).error).toBe(
      'is_archived',
    );
  });

  test('lists everything that is wrong with the blocks, with pointers', async () => {
    const blocks = [
      { type: 'section', text: { type: 'mrkdwn', text: 'a'.repeat(3001) } },
      { type: 'actions', elements: [{ ...button, disabled: true }] },
    ];
    const refusal = await refusalOf(client.apiCall('chat.postMessage', { channel: 'UADA', text: 'x', blocks }));
    expect(refusal).toMatchObject({ ok: false, error: 'invalid_blocks' });
    expect(refusal.errors).toContain('must be less than 3001 characters [json-pointer:/blocks/0/text/text]');
    expect(refusal.errors).toContainEqual(
      expect.stringContaining('invalid additional property: disabled [json-pointer:/blocks/1/elements/0'),
    );
    expect(slack.log.calls.at(-1)?.violations.map(({ pointer }) => pointer)).toContain('/blocks/0/text/text');
  });

  test('refuses an image block whose file was never finished', async () => {
    const image = { type: 'image', alt_text: 'chart', slack_file: { id: 'F404' } };
    const refusal = await refusalOf(
      client.apiCall('chat.postMessage', { channel: 'UADA', text: 'x', blocks: [image] }),
    );
    expect(refusal).toMatchObject({
      error: 'invalid_blocks',
      errors: ['invalid slack file [json-pointer:/blocks/0/slack_file]'],
    });
  });
});

describe('where the app may post', () => {
  const manifestWith = (scopes: string[], appHome = {}) => ({
    display_information: { name: 'Narrow' },
    features: { app_home: { messages_tab_enabled: true, ...appHome }, bot_user: { display_name: 'narrow' } },
    oauth_config: { scopes: { bot: scopes } },
  });

  test('outside of its channels only with chat:write.public', async () => {
    const narrow = await startSlack({ manifest: manifestWith(['chat:write']), channels: [{ name: 'open' }] });
    const wide = await startSlack({
      manifest: manifestWith(['chat:write', 'chat:write.public']),
      channels: [{ name: 'open' }],
    });
    expect(
      (await refusalOf(clientOf(narrow).chat.postMessage({ channel: narrow.channel('open').id, text: 'x' }))).error,
    ).toBe('not_in_channel');
    expect((await clientOf(wide).chat.postMessage({ channel: wide.channel('open').id, text: 'x' })).ok).toBe(true);
    await narrow.stop();
    await wide.stop();
  });

  test('under another name only with chat:write.customize', async () => {
    const narrow = await startSlack({ manifest: manifestWith(['chat:write']) });
    const call = clientOf(narrow).chat.postMessage({ channel: narrow.user('ada').id, text: 'x', username: 'Robo' });
    expect(await refusalOf(call)).toEqual({
      ok: false,
      error: 'missing_scope',
      needed: 'chat:write.customize',
      provided: 'chat:write',
    });
    await narrow.stop();
  });

  test('to nobody directly when its Messages tab is off', async () => {
    const mute = await startSlack({ manifest: manifestWith(['chat:write'], { messages_tab_enabled: false }) });
    expect((await refusalOf(clientOf(mute).chat.postMessage({ channel: mute.user('ada').id, text: 'x' }))).error).toBe(
      'messages_tab_disabled',
    );
    await mute.stop();
  });
});

describe('chat.update', () => {
  const post = async () => {
    const { channel = '', ts = '' } = await client.chat.postMessage({
      channel: 'UADA',
      text: 'Before',
      blocks: [{ type: 'actions', elements: [button] }],
      metadata: { event_type: 'nudge', event_payload: { key: 'k1' } },
    });
    return { channel, ts };
  };
  const stored = (place: { channel: string; ts: string }) => slack.world.messages.find(place.channel, place.ts);

  test('text without blocks takes the blocks away and keeps metadata', async () => {
    const place = await post();
    const answer = await client.chat.update({ ...place, text: 'After' });
    expect(answer.text).toBe('After');
    expect(stored(place)).toMatchObject({ text: 'After', version: 2, metadata: { event_payload: { key: 'k1' } } });
    expect(stored(place)?.blocks).toBeUndefined();
    expect(stored(place)?.edited?.user).toBe(slack.world.app.botUserId);
  });

  test('blocks without text keep the text', async () => {
    const place = await post();
    await client.chat.update({ ...place, blocks: [{ type: 'divider' }] });
    expect(stored(place)).toMatchObject({ text: 'Before', blocks: [{ type: 'divider' }] });
  });

  test('an empty list clears blocks, and empty metadata clears metadata', async () => {
    const place = await post();
    await client.apiCall('chat.update', { ...place, blocks: [], metadata: {} });
    expect(stored(place)?.blocks).toBeUndefined();
    expect(stored(place)?.metadata).toBeUndefined();
    expect(stored(place)?.text).toBe('Before');
  });

  test('4,000 characters are accepted, 4,001 refused', async () => {
    const place = await post();
    expect((await client.chat.update({ ...place, text: 'a'.repeat(4000) })).ok).toBe(true);
    expect((await refusalOf(client.chat.update({ ...place, text: 'a'.repeat(4001) }))).error).toBe('msg_too_long');
  });

  test('a user id is no conversation, an unknown ts no message', async () => {
    const place = await post();
    expect((await refusalOf(client.chat.update({ channel: 'UADA', ts: place.ts, text: 'x' }))).error).toBe(
      'channel_not_found',
    );
    expect((await refusalOf(client.chat.update({ channel: place.channel, ts: '1.000000', text: 'x' }))).error).toBe(
      'message_not_found',
    );
  });

  test("nobody's message but its own can be changed, and never an ephemeral one", async () => {
    const typed = await slack.as('ada').types('my own words');
    const theirs = { channel: typed.message?.channel ?? '', ts: typed.message?.ts ?? '' };
    expect((await refusalOf(client.chat.update({ ...theirs, text: 'x' }))).error).toBe('cant_update_message');
    expect((await refusalOf(client.chat.delete(theirs))).error).toBe('cant_delete_message');
    const channel = slack.as('ada').dm;
    const { message_ts } = await client.chat.postEphemeral({ channel, user: 'UADA', text: 'psst' });
    expect((await refusalOf(client.chat.update({ channel, ts: message_ts ?? '', text: 'x' }))).error).toBe(
      'message_not_found',
    );
  });
});

describe('chat.postEphemeral', () => {
  test('is seen by that person alone and is not in the history', async () => {
    const general = slack.channel('general').id;
    await client.conversations.join({ channel: general });
    await client.chat.postEphemeral({ channel: general, user: 'UADA', text: 'Only you' });
    expect(slack.as('ada').in(general).last()).toMatchObject({ text: 'Only you', ephemeral: true });
    expect(slack.as('ben').in(general).all()).toEqual([]);
    expect((await client.conversations.history({ channel: general })).messages).toEqual([]);
  });

  test('is gone when the person loads their client again', async () => {
    const ada = slack.as('ada');
    await client.chat.postMessage({ channel: ada.dm, text: 'stays' });
    await client.chat.postEphemeral({ channel: ada.dm, user: 'UADA', text: 'goes' });
    ada.reloads();
    expect(ada.inbox.all().map((message) => message.text)).toEqual(['stays']);
  });

  test('needs the person to be in the conversation', async () => {
    const call = client.chat.postEphemeral({ channel: slack.channel('joined').id, user: 'UBEN', text: 'x' });
    expect((await refusalOf(call)).error).toBe('user_not_in_channel');
  });
});

describe('chat.delete and chat.getPermalink', () => {
  test('a deleted message is gone for everybody', async () => {
    const { channel = '', ts = '' } = await client.chat.postMessage({ channel: 'UADA', text: 'Oops' });
    await client.chat.delete({ channel, ts });
    expect(slack.as('ada').inbox.all()).toEqual([]);
    expect((await refusalOf(client.chat.delete({ channel, ts }))).error).toBe('message_not_found');
  });

  test('a permalink names workspace, conversation and message', async () => {
    const { channel = '', ts = '' } = await client.chat.postMessage({ channel: 'UADA', text: 'Here' });
    const { permalink } = await client.chat.getPermalink({ channel, message_ts: ts });
    expect(permalink).toBe(`https://sandbox.slack.com/archives/${channel}/p1795428000000000`);
  });
});

describe('chat.scheduleMessage', () => {
  const inMinutes = (minutes: number) => 1_795_428_000 + minutes * 60;

  test('is posted when its time has come, and not before', async () => {
    const scheduled = await client.chat.scheduleMessage({ channel: 'UADA', text: 'Later', post_at: inMinutes(60) });
    expect(scheduled).toMatchObject({
      ok: true,
      post_at: inMinutes(60),
      message: { text: 'Later', type: 'delayed_message' },
    });
    await slack.clock.advance(59 * 60_000);
    expect(slack.as('ada').inbox.all()).toEqual([]);
    await slack.clock.advance(60_000);
    expect(slack.as('ada').inbox.last()?.text).toBe('Later');
    expect((await client.chat.scheduledMessages.list()).scheduled_messages).toEqual([]);
  });

  test('with metadata it is never posted, as the documentation warns', async () => {
    const metadata = { event_type: 'x', event_payload: { a: 'b' } };
    await client.chat.scheduleMessage({ channel: 'UADA', text: 'Lost', post_at: inMinutes(1), metadata });
    await slack.clock.advance(120_000);
    expect(slack.as('ada').inbox.all()).toEqual([]);
  });

  test('can be listed and deleted, once', async () => {
    const { scheduled_message_id: id = '', channel = '' } = await client.chat.scheduleMessage({
      channel: 'UADA',
      text: 'x',
      post_at: inMinutes(5),
    });
    expect((await client.chat.scheduledMessages.list()).scheduled_messages).toMatchObject([
      { id, channel_id: channel, text: 'x' },
    ]);
    await client.chat.deleteScheduledMessage({ channel, scheduled_message_id: id });
    const again = client.chat.deleteScheduledMessage({ channel, scheduled_message_id: id });
    expect((await refusalOf(again)).error).toBe('invalid_scheduled_message_id');
  });

  test.each([
    ['the past', inMinutes(-1), 'time_in_past'],
    ['121 days ahead', inMinutes(121 * 24 * 60), 'time_too_far'],
    ['milliseconds', inMinutes(5) * 1000, 'invalid_time'],
  ])('refuses %s', async (_what, post_at, error) => {
    expect((await refusalOf(client.chat.scheduleMessage({ channel: 'UADA', text: 'x', post_at }))).error).toBe(error);
  });

  test('120 days ahead are accepted', async () => {
    const call = client.chat.scheduleMessage({ channel: 'UADA', text: 'x', post_at: inMinutes(120 * 24 * 60) });
    expect((await call).ok).toBe(true);
  });

  test('thirty in five minutes of one channel are accepted, one more is not', async () => {
    for (let n = 0; n < 30; n += 1)
      await client.chat.scheduleMessage({ channel: 'UADA', text: 'x', post_at: inMinutes(10) + n });
    const one = client.chat.scheduleMessage({ channel: 'UADA', text: 'x', post_at: inMinutes(10) + 30 });
    expect((await refusalOf(one)).error).toBe('restricted_too_many');
    expect((await client.chat.scheduleMessage({ channel: 'UADA', text: 'x', post_at: inMinutes(20) })).ok).toBe(true);
  });
});
