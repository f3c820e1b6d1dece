import type { App } from '@slack/bolt';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Slack, startSlack } from '../../src/sandbox/slack.ts';
import { boltApp, started } from './support/bolt-app.ts';
import { clientOf } from './support/client.ts';

let slack: Slack;
let app: App;
let url: string;

beforeEach(async () => {
  slack = await startSlack({ frozen: true });
  app = boltApp(slack);
  app.command('/x', async ({ ack, body }) => {
    url = body.response_url;
    await ack();
  });
  app.action('go', async ({ ack, body }) => {
    url = (body as { response_url: string }).response_url;
    await ack();
  });
  await started(app, slack);
});

afterEach(async () => {
  await app.stop();
  await slack.stop();
});

const post = async (body: unknown) => {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return { status: response.status, body: await response.text() };
};
const blocks = [
  { type: 'actions', elements: [{ type: 'button', action_id: 'go', text: { type: 'plain_text', text: 'Go' } }] },
];

describe('after a command', () => {
  test('an answer is for that person alone, even where the app is no member, unless it says otherwise', async () => {
    const general = slack.channel('general').id;
    await slack.as('ada').types('/x', { in: general });
    expect((await post({ text: 'secret' })).status).toBe(200);
    expect((await post({ text: 'public', response_type: 'in_channel' })).status).toBe(200);
    const seenBy = (who: string) =>
      slack
        .as(who)
        .in(general)
        .all()
        .map((message) => [message.text, message.ephemeral]);
    expect(seenBy('ada')).toEqual([
      ['secret', true],
      ['public', false],
    ]);
    expect(seenBy('ben')).toEqual([['public', false]]);
  });

  test('there is nothing to replace or delete', async () => {
    await slack.as('ada').types('/x');
    await post({ text: 'new', replace_original: true });
    expect(slack.as('ada').inbox.last()?.text).toBe('new');
  });

  test('five uses and no sixth', async () => {
    await slack.as('ada').types('/x');
    for (let n = 1; n <= 5; n += 1) expect((await post({ text: `${n}` })).status).toBe(200);
    expect(await post({ text: '6' })).toEqual({ status: 404, body: '{"ok":false,"error":"used_url"}' });
    expect(slack.as('ada').inbox.all()).toHaveLength(5);
  });

  test('thirty minutes and no longer', async () => {
    await slack.as('ada').types('/x');
    await slack.clock.advance(30 * 60_000);
    expect((await post({ text: 'in time' })).status).toBe(200);
    await slack.clock.advance(1);
    expect(await post({ text: 'late' })).toEqual({ status: 404, body: '{"ok":false,"error":"expired_url"}' });
  });

  test('wrong blocks are refused in one word, without using it up, and the log has the pointers', async () => {
    await slack.as('ada').types('/x');
    expect(await post({ text: 'x', blocks: [{ type: 'section' }] })).toEqual({ status: 400, body: 'invalid_blocks' });
    expect(slack.log.calls.at(-1)).toMatchObject({ method: 'response_url', status: 400 });
    expect(slack.log.calls.at(-1)?.violations.length).toBeGreaterThan(0);
    for (let n = 1; n <= 5; n += 1) expect((await post({ text: `${n}` })).status).toBe(200);
  });

  test('an invented one is not found', async () => {
    url = `${slack.url}/commands/T1/2/3`;
    expect((await post({ text: 'x' })).status).toBe(404);
  });
});

describe('after a click', () => {
  const clicked = async () => {
    await clientOf(slack).apiCall('chat.postMessage', { channel: slack.user('ada').id, text: 'Go?', blocks });
    const message = await slack.as('ada').inbox.next();
    await message.click('Go');
    return message;
  };

  test('the message can be replaced', async () => {
    const message = await clicked();
    await post({ replace_original: true, text: 'Gone' });
    expect((await message.edited()).text).toBe('Gone');
    expect(message.now()?.buttons).toEqual([]);
  });

  test('the message can be deleted', async () => {
    const message = await clicked();
    await post({ delete_original: true });
    expect(message.now()).toBeUndefined();
  });

  test('without either, an ephemeral message comes beside it', async () => {
    const message = await clicked();
    await post({ text: 'Psst' });
    expect(message.now()?.text).toBe('');
    expect(slack.as('ada').inbox.last()).toMatchObject({ text: 'Psst', ephemeral: true });
  });

  test('an ephemeral message can be replaced too, which the API cannot', async () => {
    await slack.as('ada').types('/x');
    await post({ text: 'Choose', blocks });
    const message = await slack.as('ada').inbox.next();
    await message.click('Go');
    await post({ replace_original: true, text: 'Chosen' });
    expect(message.now()).toMatchObject({ text: 'Chosen', ephemeral: true });
    expect(slack.log.envelopes.at(-1)?.payload).not.toHaveProperty('message');
    expect(slack.log.envelopes.at(-1)?.payload).toMatchObject({ container: { is_ephemeral: true } });
  });

  test('into its thread only in public and without replacing', async () => {
    const message = await clicked();
    await post({ text: 'private', thread_ts: message.ts });
    await post({ text: 'public', response_type: 'in_channel', replace_original: false, thread_ts: message.ts });
    expect(message.thread().map((reply) => reply.text)).toEqual(['public']);
  });

  test('faults play there too, after the answer arrived', async () => {
    await clicked();
    slack.faults.add({ on: { method: 'response_url' }, do: { status: 503, when: 'after' } });
    expect((await post({ text: 'Arrived' })).status).toBe(503);
    expect(slack.as('ada').inbox.last()?.text).toBe('Arrived');
    slack.faults.add({ on: { method: 'response_url' }, do: { status: 500, when: 'before' } });
    expect((await post({ text: 'Did not' })).status).toBe(500);
    expect(slack.as('ada').inbox.last()?.text).toBe('Arrived');
  });
});
