import type { App } from '@slack/bolt';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Slack, startSlack } from '../../src/sandbox/slack.ts';
import { boltApp, started } from './support/bolt-app.ts';
import { clientOf } from './support/client.ts';

let slack: Slack;
let app: App;

beforeEach(async () => {
  slack = await startSlack();
  app = boltApp(slack);
});

afterEach(async () => {
  await app.stop();
  await slack.stop();
});

const real = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe('a slash command', () => {
  test('may be answered with nothing, a text or a message, which only that person sees', async () => {
    app.command('/nothing', async ({ ack }) => ack());
    app.command('/text', async ({ ack }) => ack('Just *text*'));
    app.command('/blocks', async ({ ack }) =>
      ack({ text: 'x', blocks: [{ type: 'section', text: { type: 'mrkdwn', text: 'In blocks' } }] }),
    );
    await started(app, slack);
    const ada = slack.as('ada');
    expect((await ada.types('/nothing')).ephemeral).toBeUndefined();
    expect((await ada.types('/text')).ephemeral).toMatchObject({ text: 'Just *text*', ephemeral: true });
    expect((await ada.types('/blocks')).ephemeral?.text).toBe('In blocks');
  });

  test('answered in the channel shows the command and the answer to everybody', async () => {
    app.command('/loud', async ({ ack }) => ack({ response_type: 'in_channel', text: 'For all' }));
    await started(app, slack);
    const general = slack.channel('general').id;
    const typed = await slack.as('ada').types('/loud please', { in: general });
    expect(typed.ephemeral).toBeUndefined();
    expect(typed.message).toMatchObject({ text: 'For all', ephemeral: false });
    expect(
      slack
        .as('ben')
        .in(general)
        .all()
        .map((message) => message.text),
    ).toEqual(['/loud please', 'For all']);
  });

  test('carries the fields that the documentation names', async () => {
    let seen: Record<string, unknown> = {};
    app.command('/book', async ({ ack, body }) => {
      seen = { ...body };
      await ack();
    });
    await started(app, slack);
    await slack.as('ada').types('/book  tomorrow at *3*  & co ');
    expect(seen).toEqual({
      token: slack.world.app.verificationToken,
      team_id: slack.world.team.id,
      team_domain: 'sandbox',
      channel_id: slack.as('ada').dm,
      channel_name: 'directmessage',
      user_id: slack.user('ada').id,
      user_name: 'ada',
      command: '/book',
      text: 'tomorrow at *3*  & co',
      api_app_id: slack.world.app.id,
      is_enterprise_install: 'false',
      response_url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/commands\/T/),
      trigger_id: expect.stringMatching(/^\d+\.\d+\.[0-9a-f]{32}$/),
    });
  });

  test('that nobody acknowledges times out after three seconds, and the person is told', async () => {
    await started(app, slack);
    const typed = await slack.as('ada').types('/nobody-listens');
    expect(typed).toMatchObject({ outcome: 'missing', acks: 0, error: 'operation_timeout' });
    expect(typed.envelope?.acks).toEqual([]);
    expect(slack.as('ada').notices).toMatchObject([{ error: 'operation_timeout' }]);
  });

  test('acknowledged late has timed out all the same, and its answer is not shown', async () => {
    app.command('/slow', async ({ ack }) => {
      await real(3_100);
      await ack('too late');
    });
    await started(app, slack);
    const typed = await slack.as('ada').types('/slow');
    expect(typed).toMatchObject({ outcome: 'missing', error: 'operation_timeout' });
    await real(250);
    expect(typed).toMatchObject({ outcome: 'late', acks: 1 });
    expect(slack.as('ada').inbox.all()).toEqual([]);
  });

  test('answered with blocks that Slack refuses fails for the person, and the log names the place', async () => {
    app.command('/wrong', async ({ ack }) => ack({ text: 'x', blocks: [{ type: 'section' }] as never }));
    await started(app, slack);
    const typed = await slack.as('ada').types('/wrong');
    expect(typed).toMatchObject({ outcome: 'acked', error: 'invalid_command_response' });
    expect(typed.envelope?.violations.map(({ pointer }) => pointer)).toEqual(
      expect.arrayContaining([expect.stringContaining('/blocks/0')]),
    );
    expect(slack.as('ada').inbox.all()).toEqual([]);
  });

  test('fails at once when no connection is open', async () => {
    const typed = await slack.as('ada').types('/book');
    expect(typed).toMatchObject({ outcome: 'undeliverable', error: 'dispatch_failed' });
  });

  test('does not work in a thread', async () => {
    await started(app, slack);
    const { ts = '' } = await clientOf(slack).chat.postMessage({ channel: slack.user('ada').id, text: 'x' });
    expect(await slack.as('ada').types('/book', { thread: ts })).toMatchObject({
      outcome: 'nothing',
      error: 'command_in_thread',
    });
  });
});

describe('commands of a manifest', () => {
  const manifest = {
    display_information: { name: 'Pairs' },
    features: {
      bot_user: { display_name: 'pairs' },
      slash_commands: [
        { command: '/pair', description: 'Pair people', should_escape: true },
        { command: '/raw', description: 'As typed' },
      ],
    },
    oauth_config: { scopes: { bot: ['commands'] } },
    settings: { socket_mode_enabled: true },
  };

  test('escape names only where they say so, and others do not exist', async () => {
    const declared = await startSlack({ manifest });
    const bolt = boltApp(declared);
    const texts: string[] = [];
    bolt.command(/.*/, async ({ ack, body }) => {
      texts.push(body.text);
      await ack();
    });
    await started(bolt, declared);
    const ada = declared.as('ada');
    await ada.types('/pair @ben @nobody in #general, a@b.com');
    await ada.types('/raw @ben in #general');
    const unknown = await ada.types('/unknown');
    expect(texts).toEqual([
      `<@${declared.user('ben').id}|ben> @nobody in <#${declared.channel('general').id}|general>, a@b.com`,
      '@ben in #general',
    ]);
    expect(unknown).toMatchObject({ outcome: 'nothing', error: 'invalid_command' });
    await bolt.stop();
    await declared.stop();
  });
});

describe('a button', () => {
  const buttons = [
    { type: 'actions', elements: [{ type: 'button', action_id: 'go', text: { type: 'plain_text', text: 'Go' } }] },
  ] as const;

  test('that nobody acknowledges shows the person a warning', async () => {
    await started(app, slack);
    await clientOf(slack).chat.postMessage({ channel: slack.user('ada').id, text: 'x', blocks: [...buttons] as never });
    const message = await slack.as('ada').inbox.next();
    expect(await message.click('Go')).toMatchObject({ outcome: 'missing', error: 'operation_timeout' });
    expect(slack.as('ada').notices).toMatchObject([{ error: 'operation_timeout' }]);
  });
});
