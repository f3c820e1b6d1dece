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

const text = (words: string) => ({ type: 'plain_text', text: words });
const button = (label: string, more = {}) => ({
  type: 'button',
  action_id: label.toLowerCase(),
  text: text(label),
  ...more,
});
const row = (...elements: object[]) => ({ type: 'actions', block_id: 'row', elements });
/** What was sent to the app as clicked or chosen. */
const actions = () =>
  slack.log.envelopes.flatMap(({ payload }) => (Array.isArray(payload.actions) ? (payload.actions as unknown[]) : []));
const say = (who: string, words: string, blocks?: object[]) =>
  clientOf(slack).apiCall('chat.postMessage', {
    channel: slack.user(who).id,
    text: words,
    ...(blocks ? { blocks } : {}),
  });

describe('an inbox', () => {
  test('hands each message out once, in the order they match', async () => {
    await say('ada', 'one');
    await say('ada', 'two');
    await say('ada', 'three');
    const { inbox } = slack.as('ada');
    expect((await inbox.next(/t/)).text).toBe('two');
    expect((await inbox.next()).text).toBe('one');
    expect((await inbox.next('three')).text).toBe('three');
    expect(inbox.all().map((message) => message.text)).toEqual(['one', 'two', 'three']);
  });

  test('waits for what is on its way', async () => {
    const waiting = slack.as('ada').inbox.next('late');
    await say('ada', 'later comes late');
    expect((await waiting).text).toBe('later comes late');
  });

  test('says what there is when nothing matches', async () => {
    await say('ada', 'something else');
    await expect(slack.as('ada').inbox.next(/never/, 50)).rejects.toThrow(
      '@ada waited for a message with /never/. There is:\n- something else',
    );
    await expect(slack.as('ben').inbox.next('x', 50)).rejects.toThrow('There is none at all.');
  });

  test('notices noise where there should be quiet', async () => {
    await slack.as('ada').inbox.quiet(30);
    setTimeout(() => void say('ada', 'Ding'), 10);
    await expect(slack.as('ada').inbox.quiet(2_000)).rejects.toThrow('Nothing was to come, but this did:\nDing');
  });
});

describe('a message', () => {
  test('reads as people read it: names, fallbacks of dates, links, choices, no buttons', async () => {
    await say('ada', 'fallback', [
      { type: 'header', text: text('News & more') },
      {
        type: 'section',
        text: {
          type: 'mrkdwn',
          text: `Hi <@${slack.user('ben').id}>, <!date^1795428000^{date_short} {time}|23 Nov, 10:00 UTC> at <https://example.com|the office> &lt;3`,
        },
      },
      {
        type: 'section',
        fields: [
          { type: 'mrkdwn', text: '*A*' },
          { type: 'mrkdwn', text: 'B' },
        ],
        accessory: button('Open', { url: 'https://example.org/x' }),
      },
      {
        type: 'context',
        elements: [
          { type: 'mrkdwn', text: 'small print' },
          { type: 'image', image_url: 'https://example.com/i.png', alt_text: 'a cairn' },
        ],
      },
      {
        type: 'rich_text',
        elements: [
          {
            type: 'rich_text_section',
            elements: [
              { type: 'text', text: 'rich ' },
              { type: 'user', user_id: slack.user('ada').id },
            ],
          },
        ],
      },
      row(button('Go'), {
        type: 'radio_buttons',
        action_id: 'r',
        options: [
          { text: text('Yes'), value: 'y' },
          { text: text('No'), value: 'n' },
        ],
      }),
    ]);
    const message = await slack.as('ada').inbox.next();
    expect(message.text.split('\n')).toEqual([
      'News & more',
      'Hi @ben, 23 Nov, 10:00 UTC at the office <3',
      '*A*',
      'B',
      'small print',
      'a cairn',
      'rich @ada',
      'Yes',
      'No',
    ]);
    expect(message.buttons).toEqual(['Open', 'Go']);
    expect(message.links).toEqual(['https://example.com', 'https://example.org/x']);
  });

  test('clicked when it was edited meanwhile fails by its new face, and goes through by its old one', async () => {
    const seen: unknown[] = [];
    app.action(/.*/, async ({ ack, body }) => {
      const { actions, message } = body as unknown as { actions: { action_id: string }[]; message: { text: string } };
      seen.push([actions[0]?.action_id, message.text]);
      await ack();
    });
    await started(app, slack);
    const { channel, ts } = (await say('ada', 'Now or never', [row(button('Now'))])) as unknown as {
      channel: string;
      ts: string;
    };
    const message = await slack.as('ada').inbox.next();
    await clientOf(slack).apiCall('chat.update', { channel, ts, text: 'Later', blocks: [row(button('Later'))] });
    await expect(message.click('Now')).rejects.toThrow('Nothing here is called «Now». There is: «Later»');
    expect(await message.clickStale('Now')).toMatchObject({ outcome: 'acked' });
    expect(seen).toEqual([['now', 'Now or never']]);
    expect(message.now()?.buttons).toEqual(['Later']);
  });

  test('waits for its next edit and says what it shows instead', async () => {
    const { channel, ts } = (await say('ada', 'before')) as unknown as { channel: string; ts: string };
    const message = await slack.as('ada').inbox.next();
    const waiting = message.edited(/after/);
    await clientOf(slack).chat.update({ channel, ts, text: 'after' });
    expect((await waiting).text).toBe('after');
    await expect(message.edited(/never/, 30)).rejects.toThrow('it says:\nafter');
  });

  test('sends nothing when its confirmation is turned down', async () => {
    const confirm = { title: text('Sure?'), text: text('Really'), confirm: text('Yes'), deny: text('No') };
    app.action('drop', async ({ ack }) => ack());
    await started(app, slack);
    await say('ada', 'x', [row(button('Drop', { style: 'danger', confirm }))]);
    const message = await slack.as('ada').inbox.next();
    expect(await message.click('Drop', { confirm: false })).toMatchObject({ outcome: 'nothing' });
    expect(await message.click('Drop')).toMatchObject({ outcome: 'acked' });
  });

  test('has menus and pickers that report what was chosen, and remembers it', async () => {
    const states: unknown[] = [];
    app.action(/.*/, async ({ ack, body }) => {
      states.push((body as unknown as { state: { values: unknown } }).state.values);
      await ack();
    });
    await started(app, slack);
    const options = [
      { text: text('One'), value: '1' },
      { text: text('Two'), value: '2' },
    ];
    await say('ada', 'x', [
      row(
        { type: 'static_select', action_id: 'menu', placeholder: text('How many'), options },
        { type: 'overflow', action_id: 'more', options },
        { type: 'datepicker', action_id: 'day', placeholder: text('Which day') },
      ),
    ]);
    const message = await slack.as('ada').inbox.next();
    expect(message.labels).toEqual(['How many', 'more', 'Which day']);
    expect(await message.options('How many')).toEqual(['One', 'Two']);
    await message.choose('How many', 'Two');
    await message.choose({ actionId: 'more' }, 'One');
    await message.choose('Which day', '2026-12-01');
    expect(actions()).toMatchObject([
      { type: 'static_select', selected_option: { value: '2' } },
      { type: 'overflow', selected_option: { value: '1' } },
      { type: 'datepicker', selected_date: '2026-12-01' },
    ]);
    expect(states[2]).toMatchObject({
      row: { menu: { selected_option: { value: '2' } }, day: { selected_date: '2026-12-01' } },
    });
    expect(states[2]).not.toHaveProperty('row.more');
  });

  test('takes feedback by either thumb', async () => {
    app.action('feedback', async ({ ack }) => ack());
    await started(app, slack);
    const element = {
      type: 'feedback_buttons',
      action_id: 'feedback',
      positive_button: { text: text('Helpful'), value: 'good' },
      negative_button: { text: text('Not helpful'), value: 'bad' },
    };
    await say('ada', 'x', [{ type: 'context_actions', elements: [element] }]);
    const message = await slack.as('ada').inbox.next();
    expect(message.buttons).toEqual(['Helpful', 'Not helpful']);
    await message.click('Not helpful');
    expect(actions()).toMatchObject([{ type: 'feedback_buttons', action_id: 'feedback', value: 'bad' }]);
  });
});

describe('a modal', () => {
  test('that loads first is read as it is now', async () => {
    app.command('/slow', async ({ ack, body, client }) => {
      await ack();
      const title = { type: 'plain_text', text: 'Slow' } as const;
      const section = (words: string) => ({ type: 'section', text: { type: 'mrkdwn', text: words } }) as const;
      const { view } = await client.views.open({
        trigger_id: body.trigger_id,
        view: { type: 'modal', title, blocks: [section('Loading…')] },
      });
      await client.views.update({
        view_id: view?.id ?? '',
        view: { type: 'modal', title, blocks: [section('Here it is')] },
      });
    });
    await started(app, slack);
    const ada = slack.as('ada');
    await ada.types('/slow');
    const modal = await ada.modal('Here it is');
    expect([modal.title, modal.text]).toEqual(['Slow', 'Slow\nHere it is']);
    await modal.close();
    expect([modal.isOpen, modal.title]).toEqual([false, 'Slow']);
    await ada.noModal();
  });

  test('that does not come is missed in words, with what went wrong', async () => {
    app.command('/broken', async ({ ack, client, body }) => {
      await ack();
      await client.views
        .open({
          trigger_id: body.trigger_id,
          view: { type: 'modal', title: { type: 'plain_text', text: 'T' }, blocks: [{ type: 'nonsense' }] } as never,
        })
        .catch(() => {});
    });
    await started(app, slack);
    await slack.as('ada').types('/broken');
    await expect(slack.as('ada').modal(undefined, 300)).rejects.toThrow(
      /None is open\.\nLatest refused call: views\.open .*unsupported type: nonsense/,
    );
  });
});

describe('shortcuts', () => {
  const manifest = {
    display_information: { name: 'Short' },
    features: {
      bot_user: { display_name: 'short' },
      shortcuts: [
        { name: 'Log it', type: 'global', callback_id: 'log', description: 'Logs' },
        { name: 'Add to agenda', type: 'message', callback_id: 'add', description: 'Adds' },
      ],
    },
    oauth_config: { scopes: { bot: ['commands', 'chat:write'] } },
    settings: { interactivity: { is_enabled: true }, socket_mode_enabled: true },
  };

  test('run by their name, everywhere or on a message', async () => {
    const declared = await startSlack({ manifest });
    const bolt = boltApp(declared);
    const seen: Record<string, unknown>[] = [];
    bolt.shortcut(/.*/, async ({ ack, body }) => {
      seen.push({ ...body });
      await ack();
    });
    await started(bolt, declared);
    const ada = declared.as('ada');
    await clientOf(declared).chat.postMessage({ channel: ada.id, text: 'A thought' });
    const message = await ada.inbox.next();
    await ada.shortcut('Log it');
    await ada.shortcut('Add to agenda', { on: message });
    expect(seen).toMatchObject([
      { type: 'shortcut', callback_id: 'log', user: { id: ada.id }, trigger_id: expect.any(String) },
      {
        type: 'message_action',
        callback_id: 'add',
        message_ts: message.ts,
        message: { text: 'A thought' },
        channel: { id: ada.dm, name: 'directmessage' },
        response_url: expect.any(String),
      },
    ]);
    expect(seen[0]).not.toHaveProperty('channel');
    expect(seen[0]).not.toHaveProperty('response_url');
    await expect(ada.shortcut('Nope')).rejects.toThrow('There is no global shortcut «Nope». There is: «Log it»');
    await bolt.stop();
    await declared.stop();
  });
});

describe('a manifest closes doors', () => {
  const manifestWith = (features: object, settings: object = {}) => ({
    display_information: { name: 'Closed' },
    features: { bot_user: { display_name: 'closed' }, ...features },
    oauth_config: { scopes: { bot: ['commands', 'chat:write'] } },
    settings: { socket_mode_enabled: true, ...settings },
  });

  test('a read-only Messages tab takes no typing, and commands go from elsewhere', async () => {
    const slash_commands = [{ command: '/x', description: 'x' }];
    const closed = await startSlack({
      manifest: manifestWith({
        slash_commands,
        app_home: { messages_tab_enabled: true, messages_tab_read_only_enabled: true },
      }),
    });
    const ada = closed.as('ada');
    await expect(ada.types('hello')).rejects.toThrow('Sending messages to this app has been turned off.');
    await ada.types('/x');
    expect(closed.log.envelopes[0]?.payload.channel_id).not.toBe(ada.dm);
    await closed.stop();
  });

  test('without interactivity buttons do nothing, and the person is told', async () => {
    const closed = await startSlack({ manifest: manifestWith({}, { interactivity: { is_enabled: false } }) });
    await clientOf(closed).apiCall('chat.postMessage', {
      channel: closed.user('ada').id,
      text: 'x',
      blocks: [row(button('Go'))],
    });
    expect(await (await closed.as('ada').inbox.next()).click('Go')).toMatchObject({
      outcome: 'nothing',
      error: 'not_interactive',
    });
    await closed.stop();
  });

  test('without Home tab there is none to open', async () => {
    const closed = await startSlack({ manifest: manifestWith({}) });
    await expect(closed.as('ada').opensHome()).rejects.toThrow('The Home tab of this app is turned off');
    await closed.stop();
  });
});
