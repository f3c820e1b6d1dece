import { afterEach, describe, expect, test } from 'vitest';
import type { Person, SeenByPerson } from '../../src/sandbox/driver.ts';
import { PEOPLE, startWorld, type World } from '../support/world.ts';
import { present, submits } from './story.ts';

const SECOND = 1_000;

let world: World;
afterEach(() => world.stop());

/** So many people beside Ada, m0, m1, …, in a Slack that counts calls as the real one does. All of them are at work. */
async function workspaceOf(people: number): Promise<Person> {
  const crowd = Array.from({ length: people }, (_, at) => ({ name: `m${at}`, tz: 'Europe/Vienna' }));
  world = await startWorld({
    users: [PEOPLE[0], ...crowd],
    rateLimits: 'real',
    paced: true,
    startsAt: '2026-12-01T08:31:00Z',
  });
  await world.cohort();
  return world.slack.as('ada');
}

/** Lines that pair m0 with m1, m2 with m3, …; every `badEvery`th names somebody in place of the mentee whom nobody knows. */
function linesOf(pairs: number, badEvery = Number.POSITIVE_INFINITY): string {
  const rows = Array.from({ length: pairs }, (_, at) => {
    const mentee = (at + 1) % badEvery === 0 ? `nobody${at}` : `m${2 * at + 1}`;
    return `m${2 * at}@example.com,${mentee}@example.com`;
  });
  return `mentor,mentee\n${rows.join('\n')}\n`;
}

async function brings(ada: Person, content: string): Promise<void> {
  await ada.types('/cohort import');
  await submits(ada, 'Import pairs', { 'CSV file': [await ada.uploads({ name: 'pairs.csv', content })] });
  await (await ada.modal('You can close this window')).dismiss();
}

/** Seconds of the clock go by until something is so. How many they were. */
async function secondsUntil(isSo: () => boolean): Promise<number> {
  const from = world.slack.clock.now();
  await world.settles();
  while (!isSo()) {
    await world.at(world.slack.clock.now() + SECOND);
    if (world.slack.clock.now() > from + 86_400 * SECOND) throw new Error('A day has gone by.');
  }
  return (world.slack.clock.now() - from) / SECOND;
}

const resultIn = (ada: Person): SeenByPerson | undefined =>
  ada.inbox.all().find(({ text }) => /^Import into/.test(text));
const calls = (method: string) => world.slack.log.calls.filter((call) => call.method === method);
const turnedAway = () => world.slack.log.calls.filter(({ status }) => status === 429).map(({ method }) => method);

/** Who was told to the bot, and how often, by whichever method. */
function lookedUp(): Map<string, number> {
  const pages = calls('users.list').flatMap(({ answer }) => (answer.members ?? []) as { id: string }[]);
  const ones = [...calls('users.lookupByEmail'), ...calls('users.info')].flatMap(({ answer }) =>
    answer.user ? [answer.user as { id: string }] : [],
  );
  const times = new Map<string, number>();
  for (const { id } of [...pages, ...ones]) times.set(id, (times.get(id) ?? 0) + 1);
  return times;
}

describe('a file of 3,750 lines, 209 of which are bad, in a workspace of 7,501', () => {
  test('is checked with eight calls, each bad line is named, and nothing is imported before the yes; then all of it is', async () => {
    const ada = await workspaceOf(7_500);
    const before = calls('users.info').length;
    await brings(ada, linesOf(3_750, 18).replace('m0@example.com,m1@example.com', 'm0@example.com'));
    await secondsUntil(() => resultIn(ada) !== undefined);
    const result = resultIn(ada) as SeenByPerson;
    // Every 18th of 3,750 lines, which are 208, and the first one.
    expect(result.text).toContain('pairs.csv has 3,750 lines: 3,541 make a pair, 209 do not.');
    expect(result.text).toContain('• Unknown to Slack: 208\n• No mentor or no mentee: 1');
    expect(result.buttons).toEqual(['Import the 3,541 pairs', 'Drop it']);

    const said = ada.inbox
      .all()
      .map(({ text }) => text)
      .join('\n')
      .split('\n');
    const expected = [
      'Line 2: there is no mentee',
      ...Array.from(
        { length: 208 },
        (_, at) => `Line ${18 * (at + 1) + 1}: nobody${18 * (at + 1) - 1}@example.com is unknown to Slack`,
      ),
    ];
    expect(said.filter((line) => line.startsWith('Line '))).toEqual(expected);
    expect(said).toContain('problems.csv');

    // Slackbot, the app, Ada and 7,500 others, at most 999 at a time.
    expect(calls('users.list')).toHaveLength(8);
    expect([calls('users.lookupByEmail').length, calls('users.info').length - before]).toEqual([0, 0]);
    expect(ada.inbox.all().map(({ text }) => text)).toContain(
      'Looked up the 7,499 people in pairs.csv. The result is below.',
    );
    expect(world.slack.log.posts.filter(({ text }) => /Welcome to/.test(text))).toEqual([]);

    await result.click('Import the 3,541 pairs');
    await world.settles();
    expect(present(result).text).toContain('3,541 pairs are in Leaders 2027. 209 lines were left out.');
    expect(present(result).text).toMatch(/Welcoming pairs: \d+ of 3,541/);
    expect(turnedAway()).toEqual([]);
  }, 60_000);
});

describe('as fast as Slack allows, and never faster', () => {
  test('60 pairs: nobody is looked up twice, no call is turned away, and 120 welcomes take less than two minutes', async () => {
    const ada = await workspaceOf(120);
    const before = lookedUp();
    await brings(ada, linesOf(60));
    await secondsUntil(() => resultIn(ada) !== undefined);
    const after = lookedUp();
    const again = [...after].filter(([id, times]) => times - (before.get(id) ?? 0) > 1);
    expect(again).toEqual([]);
    const result = resultIn(ada) as SeenByPerson;
    await result.click('Import the 60 pairs');
    const welcomes = () => world.slack.log.posts.filter(({ text }) => /Welcome to/.test(text)).length;
    const took = await secondsUntil(() => welcomes() === 120);
    // One a second, but for a first burst of twenty of which the answers to Ada took some.
    expect(took).toBeGreaterThanOrEqual(100);
    expect(took).toBeLessThanOrEqual(110);
    await world.at(world.slack.clock.now() + 61 * SECOND);
    expect(present(result).text).toContain('All of them are welcomed.');
    expect(turnedAway()).toEqual([]);
  }, 60_000);

  test('20 mentors with six mentees each, whose earlier messages change with each new one: no call is turned away', async () => {
    const ada = await workspaceOf(140);
    const rows = Array.from({ length: 120 }, (_, at) => `m${at % 20}@example.com,m${20 + at}@example.com`);
    await brings(ada, `mentor,mentee\n${rows.join('\n')}`);
    await secondsUntil(() => resultIn(ada) !== undefined);
    await resultIn(ada)?.click('Import the 120 pairs');
    const welcomes = () => world.slack.log.posts.filter(({ text }) => /Welcome to/.test(text)).length;
    const took = await secondsUntil(() => welcomes() === 240);
    expect(took).toBeGreaterThanOrEqual(219);
    expect(took).toBeLessThanOrEqual(242);
    for (let second = 0; second < 200; second += 1) await world.at(world.slack.clock.now() + SECOND);
    expect(turnedAway()).toEqual([]);
  }, 60_000);

  test('50 people by their addresses: one call for each, within the minute that Slack gives them', async () => {
    const ada = await workspaceOf(50);
    await brings(ada, linesOf(25));
    const took = await secondsUntil(() => resultIn(ada) !== undefined);
    expect(calls('users.list')).toEqual([]);
    expect(calls('users.lookupByEmail')).toHaveLength(50);
    expect(took).toBe(0);
    expect(turnedAway()).toEqual([]);
  }, 60_000);

  test('a workspace of 22,000: twenty pages in the first minute, the rest in the second', async () => {
    const ada = await workspaceOf(22_000);
    // The last ones in the list, so that all of it has to be read.
    const rows = Array.from({ length: 60 }, (_, at) => `m${21_999 - at}@example.com,m${at}@example.com`);
    await brings(ada, `mentor,mentee\n${rows.join('\n')}`);
    const took = await secondsUntil(() => resultIn(ada) !== undefined);
    // 22,003 accounts are 23 pages of 999: three more than a minute allows.
    expect(calls('users.list')).toHaveLength(23);
    expect(took).toBeGreaterThanOrEqual(60);
    expect(took).toBeLessThanOrEqual(66);
    const seen = world.slack.log.calls.filter(
      ({ method, args }) => method === 'chat.update' && /Looking up people/.test(String(args.text)),
    );
    expect(seen.length).toBeGreaterThan(0);
    expect(turnedAway()).toEqual([]);
  }, 60_000);
});
