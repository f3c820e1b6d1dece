import type { App } from '@slack/bolt';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Slack, type SlackOptions, startSlack } from '../../src/sandbox/slack.ts';
import { boltApp, started } from './support/bolt-app.ts';
import { clientOf } from './support/client.ts';

let slack: Slack;
let app: App;
let bodies: Record<string, unknown>[];

beforeEach(() => {
  bodies = [];
});

afterEach(async () => {
  await app.stop();
  await slack.stop();
});

/** Starts a Slack and an app that keeps the body of every event. */
async function begin(options: SlackOptions = {}) {
  slack = await startSlack(options);
  app = boltApp(slack);
  app.use(async ({ body, next }) => {
    bodies.push(body as Record<string, unknown>);
    await next();
  });
  await started(app, slack);
}

const events = () => bodies.map((body) => body.event as Record<string, unknown>);
const types = () => events().map((event) => event.type);
const eventsAre = (count: number) =>
  slack.world.changes.until(
    () => (bodies.length >= count ? true : undefined),
    5_000,
    () => `there were ${bodies.length}: ${types().join()}`,
  );
/** What was sent, with what Bolt keeps from the app because the app did it itself. */
const delivered = () => slack.log.envelopes.map((entry) => entry.payload.event);
const deliveredAre = (count: number) =>
  slack.world.changes.until(
    () => (slack.log.envelopes.filter((entry) => entry.outcome === 'acked').length >= count ? true : undefined),
    3_000,
    () => `there were ${slack.log.envelopes.map((entry) => entry.label).join()}`,
  );
const settled = () => new Promise((resolve) => setTimeout(resolve, 100));

describe('the wrapper', () => {
  test('has what the documentation names', async () => {
    await begin({ clock: '2026-11-23T10:00:00Z', frozen: true });
    await slack.as('ada').opensMessages();
    expect(bodies[0]).toEqual({
      token: slack.world.app.verificationToken,
      team_id: slack.world.team.id,
      context_team_id: slack.world.team.id,
      context_enterprise_id: null,
      api_app_id: slack.world.app.id,
      type: 'event_callback',
      event_id: expect.stringMatching(/^Ev/),
      event_time: 1_795_428_000,
      event_context: expect.any(String),
      is_ext_shared_channel: false,
      authorizations: [
        {
          enterprise_id: null,
          team_id: slack.world.team.id,
          user_id: slack.world.app.botUserId,
          is_bot: true,
          is_enterprise_install: false,
        },
      ],
      event: {
        type: 'app_home_opened',
        user: slack.user('ada').id,
        channel: slack.as('ada').dm,
        tab: 'messages',
        event_ts: '1795428000.000000',
      },
    });
  });
});

describe('what the app is told', () => {
  test('messages in its conversations, its own among them, and mentions in channels', async () => {
    await begin();
    const general = slack.channel('general').id;
    await slack.as('ada').types('the app is not here yet', { in: general });
    await clientOf(slack).conversations.join({ channel: general });
    await slack.as('ada').types('hi @sandbox-app', { in: general });
    await slack.as('ben').types('just us');
    await clientOf(slack).chat.postMessage({ channel: slack.user('ben').id, text: 'indeed' });
    await deliveredAre(5);
    expect(delivered()).toMatchObject([
      { type: 'member_joined_channel', user: slack.world.app.botUserId, channel_type: 'C' },
      {
        type: 'message',
        channel_type: 'channel',
        text: `hi <@${slack.world.app.botUserId}>`,
        user: slack.user('ada').id,
      },
      { type: 'app_mention', channel: general },
      {
        type: 'message',
        channel_type: 'im',
        channel: slack.as('ben').dm,
        text: 'just us',
        blocks: [{ type: 'rich_text' }],
      },
      { type: 'message', channel_type: 'im', bot_id: slack.world.app.botId, text: 'indeed' },
    ]);
  });

  test('changes and deletions of messages', async () => {
    await begin();
    const { channel = '', ts = '' } = await clientOf(slack).chat.postMessage({
      channel: slack.user('ada').id,
      text: 'one',
    });
    await clientOf(slack).chat.update({ channel, ts, text: 'two' });
    await clientOf(slack).chat.delete({ channel, ts });
    await deliveredAre(3);
    expect(delivered().slice(1)).toMatchObject([
      { subtype: 'message_changed', hidden: true, message: { text: 'two' }, previous_message: { text: 'one' } },
      { subtype: 'message_deleted', deleted_ts: ts, previous_message: { text: 'two' } },
    ]);
  });

  test('people who come, change, and go quiet', async () => {
    await begin();
    const dora = slack.addUser({ name: 'dora', tz: 'Europe/Paris' });
    slack.changeUser('dora', { tz: 'Asia/Tokyo' });
    slack.changeUser('dora', { profile: { status_text: 'Away', status_emoji: ':palm_tree:' } });
    slack.changeUser('dora', { dnd: { dnd_enabled: true } });
    slack.changeUser('dora', { deleted: true });
    await eventsAre(6);
    expect(events()).toMatchObject([
      { type: 'team_join', user: { id: dora.id, tz: 'Europe/Paris' } },
      { type: 'user_change', user: { tz: 'Asia/Tokyo', tz_offset: 32_400 } },
      { type: 'user_change', user: { profile: { status_text: 'Away' } } },
      { type: 'user_status_changed', user: { profile: { status_emoji: ':palm_tree:' } } },
      { type: 'dnd_updated_user', user: dora.id, dnd_status: { dnd_enabled: true } },
      { type: 'user_change', user: { deleted: true } },
    ]);
  });

  test('facts about people without their e-mail address, unless it has the scope for it', async () => {
    const manifestWith = (bot: string[]) => ({
      display_information: { name: 'x' },
      oauth_config: { scopes: { bot } },
      settings: { event_subscriptions: { bot_events: ['user_change'] }, socket_mode_enabled: true },
    });
    await begin({ manifest: manifestWith(['users:read']) });
    slack.changeUser('ada', { tz: 'Asia/Tokyo' });
    await eventsAre(1);
    expect(events()[0]).toMatchObject({ user: { tz: 'Asia/Tokyo' } });
    expect(JSON.stringify(bodies)).not.toContain('ada@example.com');
  });

  test('that it was uninstalled and its tokens revoked, which end to work', async () => {
    await begin();
    await slack.uninstall();
    expect(types()).toEqual(['tokens_revoked', 'app_uninstalled']);
    expect(events()[0]).toMatchObject({ tokens: { oauth: [], bot: [slack.world.app.botUserId] } });
    await expect(clientOf(slack).auth.test()).rejects.toMatchObject({ data: { error: 'token_revoked' } });
  });

  test('only what it subscribes to and has the scope for', async () => {
    const manifest = {
      display_information: { name: 'Narrow' },
      features: { app_home: { messages_tab_enabled: true }, bot_user: { display_name: 'narrow' } },
      oauth_config: { scopes: { bot: ['chat:write', 'im:history'] } },
      settings: { event_subscriptions: { bot_events: ['message.im', 'team_join'] }, socket_mode_enabled: true },
    };
    await begin({ manifest });
    await slack.as('ada').types('hello');
    await slack.as('ada').opensMessages();
    slack.addUser({ name: 'dora' });
    await eventsAre(1);
    await settled();
    expect(types()).toEqual(['message']);
  });
});

describe('events that nobody acknowledges', () => {
  test('come again at once, after one minute and after five more, and then no more', async () => {
    await begin({ frozen: true });
    await app.stop();
    await slack.world.changes.until(
      () => (slack.connections.connections.length === 0 ? true : undefined),
      2_000,
      () => 'still there',
    );
    expect(await slack.as('ada').opensMessages()).toMatchObject({ outcome: 'undeliverable' });
    const attempts = () => slack.log.envelopes.map((entry) => entry.retry_attempt);
    expect(attempts()).toEqual([0, 1]);
    await slack.clock.advance(59_000);
    expect(attempts()).toEqual([0, 1]);
    await slack.clock.advance(1_000);
    expect(attempts()).toEqual([0, 1, 2]);
    await slack.clock.advance(300_000);
    expect(attempts()).toEqual([0, 1, 2, 3]);
    await slack.clock.advance(3_600_000);
    expect(attempts()).toEqual([0, 1, 2, 3]);
    const ids = new Set(slack.log.envelopes.map((entry) => entry.payload.event_id));
    expect(ids.size).toBe(1);
  });

  test('tell the app which try it is, once it listens again', async () => {
    const seen: unknown[] = [];
    slack = await startSlack({ frozen: true });
    app = boltApp(slack);
    app.event('app_home_opened', async ({ context }) => {
      seen.push([context.retryNum, context.retryReason]);
    });
    await slack.as('ada').opensMessages();
    await started(app, slack);
    await slack.clock.advance(60_000);
    await slack.world.changes.until(
      () => (seen.length > 0 ? true : undefined),
      2_000,
      () => 'nothing came',
    );
    expect(seen).toEqual([[2, 'connection_failed']]);
  });

  test('switch the subscription off after an hour of nothing but failures', async () => {
    await begin({ frozen: true });
    await app.stop();
    await slack.world.changes.until(
      () => (slack.connections.connections.length === 0 ? true : undefined),
      2_000,
      () => 'still there',
    );
    for (let n = 0; n < 500; n += 1) await slack.as('ada').opensMessages();
    expect(slack.world.events.enabled).toBe(false);
    const before = slack.log.envelopes.length;
    expect(await slack.as('ada').opensMessages()).toMatchObject({ outcome: 'nothing' });
    expect(slack.log.envelopes).toHaveLength(before);
  });
});

describe('events gone wrong on demand', () => {
  test('repeated, they keep their event_id', async () => {
    await begin();
    slack.faults.add({ on: { delivery: 'events_api', event: 'app_home_opened' }, do: { retry: 2 } });
    await slack.as('ada').opensMessages();
    await eventsAre(3);
    expect(new Set(bodies.map((body) => body.event_id)).size).toBe(1);
    expect(slack.log.envelopes.map((entry) => entry.retry_attempt)).toEqual([0, 1, 2]);
  });

  test('reordered, the first comes after the second', async () => {
    await begin();
    slack.faults.add({ on: { delivery: 'events_api' }, do: { reorder: true } });
    await slack.as('ada').types('first');
    await slack.as('ada').types('second');
    await eventsAre(2);
    expect(events().map((event) => event.text)).toEqual(['second', 'first']);
  });

  test('late, and lost', async () => {
    await begin();
    slack.faults.add({ on: { delivery: 'events_api' }, do: { late: 80 } });
    await slack.as('ada').types('late');
    await slack.as('ada').types('punctual');
    await eventsAre(2);
    expect(events().map((event) => event.text)).toEqual(['punctual', 'late']);
    slack.faults.add({ on: { delivery: 'events_api' }, do: { lose: true } });
    await slack.as('ada').types('lost at first');
    await eventsAre(3);
    expect(slack.log.envelopes.slice(-2)).toMatchObject([
      { retry_attempt: 0, outcome: 'missing' },
      { retry_attempt: 1, retry_reason: 'timeout', outcome: 'acked' },
    ]);
  });
});
