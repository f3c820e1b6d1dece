import type { App } from '@slack/bolt';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Slack, startSlack } from '../../src/sandbox/slack.ts';
import { boltApp, started } from './support/bolt-app.ts';
import { clientOf } from './support/client.ts';

let slack: Slack;
let app: App;

beforeEach(async () => {
  slack = await startSlack({ clock: '2026-11-20T16:00:00Z', frozen: true, guide: { title: 'Look around' } });
  app = boltApp(slack);
});

afterEach(async () => {
  await app.stop();
  await slack.stop();
});

type Answer = Record<string, never> & { error?: string };

const get = async (path: string): Promise<Answer> =>
  (await fetch(`${slack.url}/_sandbox/${path}`)).json() as Promise<Answer>;
const post = async (path: string, body: object = {}): Promise<Answer> =>
  (
    await fetch(`${slack.url}/_sandbox/${path}`, { method: 'POST', body: JSON.stringify(body) })
  ).json() as Promise<Answer>;
const text = (words: string) => ({ type: 'plain_text', text: words });
const buttons = (...labels: string[]) => [
  {
    type: 'actions',
    block_id: 'row',
    elements: labels.map((label) => ({ type: 'button', action_id: label.toLowerCase(), text: text(label) })),
  },
];

describe('what a page reads', () => {
  test('the workspace, the app and the clock', async () => {
    expect(await get('about')).toMatchObject({
      team: { name: 'Sandbox' },
      app: { name: 'Sandbox App', bot_user_id: slack.world.app.botUserId },
      api_url: slack.apiUrl,
      home_tab: true,
      clock: { now: Date.UTC(2026, 10, 20, 16), frozen: true },
      connections: [],
      limits: 'off',
      guide: { title: 'Look around' },
    });
  });

  test("one person's sidebar, with unread marks that reading takes away", async () => {
    await clientOf(slack).chat.postMessage({ channel: slack.user('ada').id, text: 'One' });
    await clientOf(slack).chat.postMessage({ channel: slack.user('ada').id, text: 'Two' });
    const dm = slack.as('ada').dm;
    const sidebar = async () => {
      const { conversations } = (await get('viewer?as=ada')) as unknown as {
        conversations: { id: string; title: string; unread: number }[];
      };
      return conversations.map(({ id, title, unread }) => ({ id, title, unread }));
    };
    expect(await sidebar()).toEqual([
      { id: dm, title: 'Sandbox App', unread: 2 },
      { id: slack.channel('general').id, title: '#general', unread: 0 },
    ]);
    await post('read', { as: 'ada', channel: dm });
    expect((await sidebar())[0]).toMatchObject({ unread: 0 });
  });

  test('messages in pages, only those that this person sees', async () => {
    const channel = slack.as('ada').dm;
    for (let n = 1; n <= 5; n += 1) await clientOf(slack).chat.postMessage({ channel, text: `${n}` });
    const page = (await get(`messages?as=ada&channel=${channel}&limit=2`)) as unknown as {
      messages: { text: string; ts: string }[];
      has_more: boolean;
    };
    expect([page.messages.map((message) => message.text), page.has_more]).toEqual([['4', '5'], true]);
    const older = (await get(
      `messages?as=ada&channel=${channel}&limit=3&before=${page.messages[0]?.ts}`,
    )) as unknown as typeof page;
    expect([older.messages.map((message) => message.text), older.has_more]).toEqual([['1', '2', '3'], false]);
    expect(await get(`messages?as=ben&channel=${channel}`)).toEqual({ messages: [], has_more: false });
  });
});

describe('what a page does', () => {
  test('types a command and gets its answer', async () => {
    app.command('/hi', async ({ ack }) => ack('Hello'));
    await started(app, slack);
    expect(await post('type', { as: 'ada', text: '/hi' })).toMatchObject({
      delivered: { outcome: 'acked', acks: 1 },
      ephemeral: { text: 'Hello', ephemeral: true },
    });
  });

  test('clicks by label or by ids, also on an older version of the message', async () => {
    const clicked: string[] = [];
    app.action(/.*/, async ({ ack, action }) => {
      clicked.push((action as { action_id: string }).action_id);
      await ack();
    });
    await started(app, slack);
    const { channel = '', ts = '' } = (await clientOf(slack).apiCall('chat.postMessage', {
      channel: slack.user('ada').id,
      text: 'x',
      blocks: buttons('Yes', 'No'),
    })) as { channel?: string; ts?: string };
    await post('click', { as: 'ada', on: { channel, ts }, label: 'Yes' });
    await post('click', { as: 'ada', on: { channel, ts }, block_id: 'row', action_id: 'no' });
    await clientOf(slack).chat.update({ channel, ts, text: 'closed' });
    expect(await post('click', { as: 'ada', on: { channel, ts }, label: 'Yes' })).toEqual({
      error: 'Nothing here is called «Yes». There is: none',
    });
    await post('click', { as: 'ada', on: { channel, ts, version: 1 }, label: 'Yes' });
    expect(clicked).toEqual(['yes', 'no', 'yes']);
    expect(await post('click', { as: 'ben', on: { channel, ts, version: 1 }, label: 'Yes' })).toMatchObject({
      error: expect.stringContaining('@ben is not in'),
    });
  });

  test('gives feedback by the value of either thumb', async () => {
    app.action('feedback', async ({ ack }) => ack());
    await started(app, slack);
    const element = {
      type: 'feedback_buttons',
      action_id: 'feedback',
      positive_button: { text: text('Helpful'), value: 'good' },
      negative_button: { text: text('Not helpful'), value: 'bad' },
    };
    const blocks = [{ type: 'context_actions', block_id: 'thumbs', elements: [element] }];
    const channel = slack.as('ada').dm;
    const { ts } = (await clientOf(slack).apiCall('chat.postMessage', { channel, text: 'x', blocks })) as unknown as {
      ts: string;
    };
    const answer = await post('choose', {
      as: 'ada',
      on: { channel, ts },
      block_id: 'thumbs',
      action_id: 'feedback',
      value: 'bad',
    });
    expect(answer).toMatchObject({ delivered: { outcome: 'acked' } });
    expect(slack.log.envelopes.at(-1)?.payload.actions).toMatchObject([{ type: 'feedback_buttons', value: 'bad' }]);
  });

  test('fills and submits a modal, by option value', async () => {
    const seen: unknown[] = [];
    app.view('form', async ({ ack, view }) => {
      seen.push(view.state.values.size?.a?.selected_option?.value, view.state.values.name?.a?.value);
      await ack();
    });
    await started(app, slack);
    const options = [
      { text: text('2'), value: '1' },
      { text: text('1'), value: '2' },
    ];
    const { view } = (await clientOf(slack).apiCall('views.open', {
      trigger_id: slack.world.triggers.create(slack.user('ada').id),
      view: {
        type: 'modal',
        callback_id: 'form',
        title: text('Form'),
        submit: text('Send'),
        blocks: [
          {
            type: 'input',
            block_id: 'size',
            label: text('Size'),
            element: { type: 'static_select', action_id: 'a', options },
          },
          {
            type: 'input',
            block_id: 'name',
            label: text('Name'),
            element: { type: 'plain_text_input', action_id: 'a' },
          },
        ],
      },
    })) as unknown as { view: { id: string } };
    const filled = await post('fill', { as: 'ada', view_id: view.id, values: { size: { a: '2' } } });
    expect(filled).toMatchObject({
      delivered: null,
      modal: { values: { size: { a: { selected_option: { text: { text: '1' }, value: '2' } } } } },
    });
    expect(await post('submit', { as: 'ada', view_id: view.id })).toMatchObject({
      delivered: null,
      result: { errors: { name: 'Please complete this required field.' } },
      modals: [{ errors: { name: expect.any(String) } }],
    });
    expect(await post('submit', { as: 'ada', view_id: view.id, values: { name: { a: 'Box' } } })).toMatchObject({
      result: { closed: true },
      modals: [],
    });
    expect(seen).toEqual(['2', 'Box']);
  });

  test('opens tabs and conversations, makes groups and channels, joins and invites', async () => {
    await started(app, slack);
    expect(await post('open', { as: 'ada', tab: 'home' })).toMatchObject({
      delivered: { outcome: 'acked' },
      home: null,
    });
    const { conversation } = (await post('conversation', { as: 'ada', users: ['ben', 'cleo'] })) as unknown as {
      conversation: { id: string; title: string };
    };
    expect(conversation.title).toBe('Ben Okri, Cleo Rao');
    expect(await post('type', { as: 'ben', channel: conversation.id, text: 'Hi both' })).toMatchObject({
      message: { text: 'Hi both' },
      delivered: null,
    });
    const made = (await post('conversation', { as: 'ada', name: 'plans' })) as unknown as {
      conversation: { id: string };
    };
    expect(await post('type', { as: 'ben', channel: made.conversation.id, text: 'x' })).toEqual({
      error: '@ben is not in plans',
    });
    await post('join', { as: 'ben', channel: 'plans' });
    await post('invite', { as: 'ben', channel: 'plans', user: 'cleo' });
    expect(slack.channel('plans').members).toEqual([slack.user('ada').id, slack.user('ben').id, slack.user('cleo').id]);
    await post('leave', { as: 'ben', channel: 'plans' });
    expect(slack.channel('plans').members).toHaveLength(2);
  });

  test('edits and deletes own messages, and no others', async () => {
    const { message } = (await post('type', { as: 'ada', text: 'Helo' })) as unknown as {
      message: { channel: string; ts: string };
    };
    const { channel, ts } = message;
    expect(await post('message/edit', { as: 'ada', channel, ts, text: 'Hello' })).toMatchObject({
      message: { text: 'Hello', version: 2 },
    });
    await post('react', { as: 'ada', channel, ts, name: 'wave' });
    expect(slack.world.messages.find(channel, ts)?.reactions).toEqual([
      { name: 'wave', users: [slack.user('ada').id], count: 1 },
    ]);
    await post('message/delete', { as: 'ada', channel, ts });
    expect(slack.world.messages.find(channel, ts)).toBeUndefined();
    const theirs = await clientOf(slack).chat.postMessage({ channel, text: 'x' });
    expect(await post('message/delete', { as: 'ada', channel, ts: theirs.ts })).toEqual({
      error: 'Only own messages can be changed',
    });
  });

  test('uploads a file and shows it to those who may see it', async () => {
    const response = await fetch(`${slack.url}/_sandbox/files?as=ada&name=plan.txt`, {
      method: 'POST',
      body: 'the plan',
    });
    const { file } = (await response.json()) as { file: { id: string } };
    await post('type', { as: 'ada', text: 'Look', files: [file.id] });
    const asAda = await fetch(`${slack.url}/_sandbox/files?as=ada&id=${file.id}`);
    expect([asAda.status, asAda.headers.get('content-type'), await asAda.text()]).toEqual([
      200,
      'text/plain',
      'the plan',
    ]);
    expect((await fetch(`${slack.url}/_sandbox/files?as=ben&id=${file.id}`)).status).toBe(403);
  });

  test('is told in words what it got wrong', async () => {
    expect(await post('type', { text: 'x' })).toEqual({ error: '«as» is missing' });
    expect(await post('type', { as: 'nobody', text: 'x' })).toEqual({ error: 'There is nobody called nobody' });
    expect(await post('nonsense')).toEqual({ error: 'There is no POST /_sandbox/nonsense' });
    expect(await post('faults', { on: { method: 'x' }, do: { explode: true } })).toEqual({
      error: '«do» is one of drop, status, delay, retry_after, truncate, error, lag_ms',
    });
  });

  test('is asked from its own origin only', async () => {
    const foreign = await fetch(`${slack.url}/_sandbox/users`, { headers: { origin: 'https://example.com' } });
    expect(foreign.status).toBe(403);
    const own = await fetch(`${slack.url}/_sandbox/users`, { headers: { origin: slack.url } });
    expect(own.status).toBe(200);
  });
});

describe('the world', () => {
  test('the clock moves by names, amounts and instants', async () => {
    const iso = async (body: object) => ((await post('clock', body)) as unknown as { iso: string }).iso;
    expect(await iso({ advance: 60_000 })).toBe('2026-11-20T16:01:00.000Z');
    expect(await iso({ to: 'next_hour' })).toBe('2026-11-20T17:01:00.000Z');
    expect(await iso({ to: 'next_working_day' })).toBe('2026-11-23T09:30:00.000Z');
    expect(await iso({ to: 'next_working_day', tz: 'America/New_York' })).toBe('2026-11-24T14:30:00.000Z');
    expect(await iso({ to: 'next_week' })).toBe('2026-12-01T14:30:00.000Z');
    expect(await iso({ set: '2027-03-26T08:00:00Z' })).toBe('2027-03-26T08:00:00.000Z');
    expect(await iso({ to: 'next_working_day', tz: 'Europe/London' })).toBe('2027-03-29T08:30:00.000Z');
    expect(await post('clock', { set: 'soon' })).toEqual({ error: 'Not an instant: soon' });
  });

  test('waits for whoever follows the clock', async () => {
    const seen: string[] = [];
    slack.clock.onChange(async (now) => {
      await new Promise((resolve) => setTimeout(resolve, 30));
      seen.push(new Date(now).toISOString());
    });
    await post('clock', { advance: 1000 });
    expect(seen).toEqual(['2026-11-20T16:00:01.000Z']);
  });

  test('people join and change', async () => {
    const { user } = (await post('users', { name: 'dora', tz: 'Asia/Tokyo', title: 'Guide' })) as unknown as {
      user: { id: string };
    };
    expect(slack.user('dora')).toMatchObject({ id: user.id, tz: 'Asia/Tokyo', profile: { title: 'Guide' } });
    await post('users/change', { user: 'dora', deleted: true, status_text: 'Left' });
    expect(slack.user('dora')).toMatchObject({ deleted: true, profile: { status_text: 'Left' } });
    expect(await post('type', { as: 'dora', text: 'x' })).toEqual({ error: '@dora is deactivated and cannot sign in' });
  });

  test('faults, limits and connections are switched', async () => {
    const { id } = (await post('faults', {
      on: { method: 'auth.test' },
      do: { error: 'fatal_error' },
      times: 0,
    })) as unknown as { id: string };
    expect(await get('faults')).toMatchObject({ faults: [{ id, played: 0 }] });
    await expect(clientOf(slack).auth.test()).rejects.toMatchObject({ data: { error: 'fatal_error' } });
    await fetch(`${slack.url}/_sandbox/faults?id=${id}`, { method: 'DELETE' });
    expect((await clientOf(slack).auth.test()).ok).toBe(true);
    expect(await post('limits', { limits: 60 })).toEqual({ limits: 60 });
    expect(await post('limits', { limits: 0 })).toMatchObject({ error: expect.stringContaining('«limits»') });
    await post('limits', { limits: 'off' });
    await started(app, slack);
    expect((await get('connections')) as unknown).toMatchObject({ connections: [{ silent: false }] });
    expect(await post('connections/disconnect', { reason: 'boredom' })).toMatchObject({
      error: expect.stringContaining('«reason» is one of'),
    });
    await post('connections/cut', {});
    await slack.world.changes.until(
      () => (slack.connections.connections.length === 0 ? true : undefined),
      1_000,
      () => 'still there',
    );
  });

  test('any event can be sent, and the log keeps it', async () => {
    const heard: unknown[] = [];
    app.event('channel_rename', async ({ event }) => {
      heard.push(event.channel);
    });
    await started(app, slack);
    const answer = await post('event', {
      event: { type: 'channel_rename', channel: { id: 'C1', name: 'new' } },
      event_id: 'EvOWN',
    });
    expect(answer).toMatchObject({ delivered: { outcome: 'acked' } });
    expect(heard).toEqual([{ id: 'C1', name: 'new' }]);
    const { envelopes } = (await get('log')) as unknown as {
      envelopes: { label: string; payload: { event_id: string } }[];
    };
    expect(envelopes.at(-1)).toMatchObject({
      label: 'channel_rename',
      payload: { event_id: 'EvOWN' },
      outcome: 'acked',
      acks: [{ afterMs: expect.any(Number) }],
    });
  });
});

describe('the event stream', () => {
  /** Reads changes until `count` of them came. */
  async function changes(
    query: string,
    count: number,
    meanwhile: () => Promise<unknown>,
    headers: Record<string, string> = {},
  ) {
    const stop = new AbortController();
    const response = await fetch(`${slack.url}/_sandbox/events?${query}`, { signal: stop.signal, headers });
    expect(response.headers.get('content-type')).toBe('text/event-stream');
    const acting = meanwhile();
    const seen: { type: string; seq: number }[] = [];
    let rest = '';
    for await (const chunk of response.body ?? []) {
      rest += Buffer.from(chunk as Uint8Array).toString('utf8');
      const parts = rest.split('\n\n');
      rest = parts.pop() ?? '';
      for (const part of parts) {
        const data = /^data: (.*)$/m.exec(part)?.[1];
        if (data && data !== '{}') seen.push(JSON.parse(data));
        if (part.includes('event: reload')) seen.push({ type: 'reload', seq: 0 });
      }
      if (seen.length >= count) break;
    }
    stop.abort();
    await acting;
    return seen;
  }

  test('tells one person what they may see and nothing else', async () => {
    const seen = await changes('as=ada', 2, async () => {
      await clientOf(slack).chat.postMessage({ channel: slack.user('ben').id, text: 'for Ben' });
      await clientOf(slack).chat.postMessage({ channel: slack.user('ada').id, text: 'for Ada' });
      await clientOf(slack).views.publish({
        user_id: slack.user('ben').id,
        view: { type: 'home', blocks: [{ type: 'divider' }] },
      });
      await clientOf(slack).views.publish({
        user_id: slack.user('ada').id,
        view: { type: 'home', blocks: [{ type: 'divider' }] },
      });
    });
    expect(seen).toMatchObject([
      { type: 'message', message: { text: 'for Ada', version: 1 } },
      { type: 'home', user: slack.user('ada').id },
    ]);
  });

  test('shows calls and envelopes to the inspector only', async () => {
    const seen = await changes('as=ada&inspector=1', 1, () => clientOf(slack).auth.test());
    expect(seen).toMatchObject([{ type: 'call', entry: { method: 'auth.test', answer: { ok: true } } }]);
  });

  test('repeats what was missed, and asks for a reload when that is too long ago', async () => {
    const before = slack.world.changes.seq;
    await clientOf(slack).chat.postMessage({ channel: slack.user('ada').id, text: 'missed' });
    const seen = await changes(`as=ada&after=${before}`, 1, async () => {});
    expect(seen).toMatchObject([{ type: 'message', message: { text: 'missed' } }]);
    expect(await changes('as=ada', 1, async () => {}, { 'last-event-id': '999999' })).toEqual([
      { type: 'reload', seq: 0 },
    ]);
  });
});
