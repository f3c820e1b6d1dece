import { App, type Logger, LogLevel } from '@slack/bolt';
import { type Slack, startSlack } from '../../src/sandbox/slack.ts';
import { attachments, everyBlock, everyInput } from './kitchen-blocks.ts';

/** A small Bolt app that shows everything there is, in a Slack of its own with three people. */
export interface Kitchen {
  slack: Slack;
  /** What arrived at the app: `block_actions` by action_id, submitted values by block_id. */
  actions: Record<string, unknown>[];
  submissions: Record<string, Record<string, unknown>>[];
  /** `state.values` of the last block_actions from a message. */
  states: Record<string, unknown>[];
  stop(): Promise<void>;
}

const MANIFEST = {
  display_information: { name: 'Kitchen' },
  features: {
    app_home: { home_tab_enabled: true, messages_tab_enabled: true, messages_tab_read_only_enabled: false },
    bot_user: { display_name: 'kitchen' },
    slash_commands: [
      { command: '/blocks', description: 'Post every block', usage_hint: '[which]' },
      { command: '/form', description: 'Open every input' },
      { command: '/ask', description: 'Ask for two things' },
      { command: '/search', description: 'Find while you type' },
      { command: '/whisper', description: 'Answer only you', usage_hint: '<what>' },
      { command: '/attach', description: 'Post attachments' },
      { command: '/slow', description: 'Never answers' },
      { command: '/broken', description: 'Posts what Slack refuses' },
    ],
    unfurl_domains: ['example.com'],
    shortcuts: [
      { name: 'Remember this', type: 'message', callback_id: 'remember', description: 'Keep a message' },
      { name: 'Start a form', type: 'global', callback_id: 'start', description: 'Open the short form' },
    ],
  },
  oauth_config: {
    scopes: {
      bot: [
        'chat:write',
        'commands',
        'im:history',
        'im:write',
        'users:read',
        'files:read',
        'files:write',
        'links.embed:write',
      ],
    },
  },
  settings: {
    event_subscriptions: { bot_events: ['app_home_opened', 'message.im'] },
    interactivity: { is_enabled: true },
    socket_mode_enabled: true,
  },
};

const nothing = () => {};
/** Some tests make calls fail on purpose; that is no news. */
const SILENT: Logger = {
  debug: nothing,
  info: nothing,
  warn: nothing,
  error: nothing,
  setLevel: nothing,
  getLevel: () => LogLevel.ERROR,
  setName: nothing,
};

const PEOPLE = [
  { name: 'ada', real_name: 'Ada Lovelace', tz: 'Europe/London', is_admin: true },
  { name: 'ben', real_name: 'Ben Okri', tz: 'America/New_York' },
  { name: 'cleo', real_name: 'Cleo Rao', tz: 'Asia/Kolkata' },
];

/** Starts it. The clock stands at Tuesday 24 November 2026, 09:30 in London, and runs. */
export async function startKitchen(options: Parameters<typeof startSlack>[0] = {}): Promise<Kitchen> {
  const slack = await startSlack({ manifest: MANIFEST, users: PEOPLE, clock: '2026-11-24T09:30:00Z', ...options });
  const app = new App({
    token: slack.botToken,
    appToken: slack.appToken,
    socketMode: true,
    logger: SILENT,
    clientOptions: { slackApiUrl: slack.apiUrl },
  });
  const kitchen: Kitchen = {
    slack,
    actions: [],
    submissions: [],
    states: [],
    async stop() {
      await app.stop();
      await slack.stop();
    },
  };
  cook(app, kitchen);
  await app.start();
  return kitchen;
}

const plain = (text: string) => ({ type: 'plain_text' as const, text });

function cook(app: App, kitchen: Kitchen): void {
  app.command('/blocks', async ({ ack, client, body, command }) => {
    await ack();
    for (const [name, blocks] of Object.entries(everyBlock(body.user_id))) {
      if (!command.text || command.text === name) {
        await client.chat.postMessage({ channel: body.user_id, text: `Blocks: ${name}`, blocks: blocks as never });
      }
    }
  });

  app.command('/form', async ({ ack, client, body }) => {
    await ack();
    await client.views.open({ trigger_id: body.trigger_id, view: form('All inputs', everyInput()) as never });
  });

  const ask = async (trigger_id: string) =>
    app.client.views.open({ token: kitchen.slack.botToken, trigger_id, view: question() as never });
  app.command('/ask', async ({ ack, body }) => {
    await ack();
    await ask(body.trigger_id);
  });
  app.shortcut('start', async ({ ack, body }) => {
    await ack();
    await ask(body.trigger_id);
  });
  app.shortcut('remember', async ({ ack, client, body }) => {
    await ack();
    const { text } = (body as unknown as { message: { text: string } }).message;
    await client.chat.postMessage({ channel: body.user.id, text: `Remembered: ${text}` });
  });
  app.command('/attach', async ({ ack, client, body }) => {
    await ack();
    await client.chat.postMessage({
      channel: body.user_id,
      text: 'With attachments',
      attachments: attachments() as never,
    });
  });
  app.command('/search', async ({ ack, client, body }) => {
    await ack();
    await client.views.open({ trigger_id: body.trigger_id, view: search('Type something') as never });
  });
  app.command('/whisper', async ({ ack, command }) => ack(`You said ${command.text}`));
  app.command('/broken', async ({ ack, client, body }) => {
    await ack();
    const blocks = [{ type: 'section', text: { type: 'mrkdwn', text: 'x'.repeat(3001) } }];
    await client.chat.postMessage({ channel: body.user_id, text: 'too long', blocks }).catch(() => {});
  });

  app.event('app_home_opened', async ({ event, client }) => {
    if (event.tab !== 'home') return;
    const blocks = [
      { type: 'header', text: plain('Welcome home') },
      { type: 'section', text: { type: 'mrkdwn', text: `Hello <@${event.user}>` } },
      { type: 'actions', elements: [{ type: 'button', action_id: 'home_button', text: plain('Press me') }] },
    ];
    await client.views.publish({ user_id: event.user, view: { type: 'home', blocks } as never });
  });

  app.message(/hello/, async ({ say }) => {
    await say('Hello to you');
  });

  app.action(/.*/, async ({ ack, body, action, respond, client }) => {
    await ack();
    const done = action as unknown as Record<string, unknown>;
    kitchen.actions.push(done);
    const { state, view } = body as unknown as { state?: { values: Record<string, unknown> }; view?: { id: string } };
    if (state) kitchen.states.push(state.values);
    if (done.action_id === 'typed' && view) {
      await client.views.update({ view_id: view.id, view: search(`You look for ${String(done.value)}`) as never });
    }
    if (done.action_id === 'accept') await respond({ replace_original: true, text: 'Accepted' });
    if (done.action_id === 'push') {
      const trigger_id = (body as unknown as { trigger_id: string }).trigger_id;
      await client.views.push({
        trigger_id,
        view: form('Second floor', [{ type: 'section', text: plain('You are on the second floor') }]) as never,
      });
    }
  });

  app.options('topic', async ({ ack, payload }) => {
    const found = ['Listening', 'Leading', 'Learning', 'Planning'].filter((name) =>
      name.toLowerCase().includes(payload.value.toLowerCase()),
    );
    await ack({ options: found.map((name) => ({ text: plain(name), value: name.toLowerCase() })) });
  });

  app.view('question', async ({ ack, view, body, client }) => {
    const values = view.state.values as unknown as Record<string, Record<string, { value?: string }>>;
    const name = values.name?.value?.value ?? '';
    if (name === 'taken') {
      await ack({ response_action: 'errors', errors: { name: 'That name is taken, choose another' } });
      return;
    }
    if (name === 'silence') return;
    await ack();
    kitchen.submissions.push(values as never);
    await client.chat.postMessage({ channel: body.user.id, text: `Thank you, ${name}` });
  });
  app.view('form', async ({ ack, view }) => {
    await ack();
    kitchen.submissions.push(view.state.values as never);
  });
}

function form(title: string, blocks: unknown[]) {
  return {
    type: 'modal',
    callback_id: 'form',
    title: plain(title),
    submit: plain('Save'),
    close: plain('Cancel'),
    blocks,
  };
}

function question() {
  const value = { type: 'plain_text_input', action_id: 'value' };
  return {
    type: 'modal',
    callback_id: 'question',
    title: plain('Two questions'),
    submit: plain('Send'),
    blocks: [
      { type: 'alert', level: 'warning', text: plain('Names are seen by everybody') },
      {
        type: 'input',
        block_id: 'name',
        label: plain('Your name'),
        hint: plain('As it is on your badge'),
        element: value,
      },
      {
        type: 'input',
        block_id: 'mail',
        label: plain('E-mail'),
        optional: true,
        element: { type: 'email_text_input', action_id: 'value' },
      },
      { type: 'actions', elements: [{ type: 'button', action_id: 'push', text: plain('Go up') }] },
    ],
  };
}

function search(found: string) {
  return form('Search', [
    {
      type: 'input',
      block_id: 'search',
      dispatch_action: true,
      label: plain('What'),
      element: {
        type: 'plain_text_input',
        action_id: 'typed',
        dispatch_action_config: { trigger_actions_on: ['on_character_entered'] },
      },
    },
    { type: 'section', block_id: `found-${found.length}`, text: plain(found) },
  ]);
}
