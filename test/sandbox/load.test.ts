import { afterEach, beforeEach, expect, test } from 'vitest';
import { postAsApp } from '../../src/sandbox/posting.ts';
import { type Slack, startSlack } from '../../src/sandbox/slack.ts';
import { clientOf } from './support/client.ts';

const PEOPLE = 500;
const MESSAGES = 10_000;

let slack: Slack;

beforeEach(async () => {
  slack = await startSlack({
    frozen: true,
    users: Array.from({ length: PEOPLE }, (_, n) => ({ name: `person${n}`, tz: 'Europe/London' })),
  });
});

afterEach(() => slack.stop());

test('10,000 messages among 500 people keep their order, their ts apart, and stay readable page by page', async () => {
  const general = slack.channel('general').id;
  await clientOf(slack).conversations.join({ channel: general });
  for (let n = 0; n < MESSAGES; n += 1) postAsApp(slack.world, 'test', general, { text: `Message ${n}` });
  const { messages, has_more } = await clientOf(slack).conversations.history({ channel: general, limit: 3 });
  expect([messages?.map((message) => message.text), has_more]).toEqual([
    ['Message 9999', 'Message 9998', 'Message 9997'],
    true,
  ]);
  expect(new Set(slack.log.posts.map((post) => post.ts)).size).toBe(MESSAGES);
  const response = await fetch(`${slack.url}/_sandbox/viewer?as=person7`);
  const { conversations } = (await response.json()) as { conversations: { id: string; unread: number }[] };
  expect(conversations.find((one) => one.id === general)?.unread).toBe(MESSAGES);
});

test('a posted message reaches the event stream while there are 10,000 others', async () => {
  const general = slack.channel('general').id;
  for (let n = 0; n < MESSAGES; n += 1) postAsApp(slack.world, 'test', general, { text: `Message ${n}` });
  const stop = new AbortController();
  const response = await fetch(`${slack.url}/_sandbox/events?as=person7`, { signal: stop.signal });
  const dm = await clientOf(slack).chat.postMessage({ channel: slack.user('person7').id, text: 'The newest' });
  let seen = '';
  for await (const chunk of response.body ?? []) {
    seen += Buffer.from(chunk as Uint8Array).toString('utf8');
    if (seen.includes('The newest')) break;
  }
  stop.abort();
  expect(seen).toContain(dm.ts ?? 'no ts');
});
