import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Person } from '../../src/sandbox/driver.ts';
import { PEOPLE, startWorld, type World } from '../support/world.ts';
import { count, submits } from './story.ts';

const SECOND = 1_000;

let world: World;
let ada: Person;
beforeEach(async () => {
  const crowd = Array.from({ length: 2_500 }, (_, at) => ({ name: `m${at}`, tz: 'Europe/Vienna' }));
  world = await startWorld({ users: [...PEOPLE, ...crowd], paced: true });
  ada = world.slack.as('ada');
  await world.cohort();
});
afterEach(() => world.stop());

const CONTENT = `mentor,mentee\n${Array.from({ length: 60 }, (_, at) => `m${at}@example.com,m${2_499 - at}@example.com`).join('\n')}`;

async function brings(content = CONTENT): Promise<void> {
  await ada.types('/cohort import');
  await submits(ada, 'Import pairs', { 'CSV file': [await ada.uploads({ name: 'pairs.csv', content })] });
  await (await ada.modal('You can close this window')).dismiss();
}

async function secondsPass(seconds: number): Promise<void> {
  for (let second = 0; second < seconds; second += 1) await world.at(world.slack.clock.now() + SECOND);
}

const answered = (method: string) =>
  world.slack.log.calls.filter((call) => call.method === method && call.status === 200 && call.answer.ok);
const pages = () => answered('users.list').map(({ args }) => String(args.cursor ?? 'first'));

describe('whatever happens in between', () => {
  test('a restart in the middle of the look-up goes on where it was, and nobody is looked up twice', async () => {
    world.expects(/users.list/, /ratelimited/);
    world.slack.faults.add({ on: { method: 'users.list' }, do: { retry_after: '30' }, after: 1 });
    await brings();
    await world.settles();
    expect(pages()).toEqual(['first']);
    expect(ada.inbox.all().map(({ text }) => text)).toContainEqual(
      expect.stringMatching(/^Looking up people: \d+ of 120/),
    );
    await world.restarts();
    await secondsPass(31);
    const result = await ada.inbox.next(/Import into/);
    expect(result.text).toContain('pairs.csv has 60 lines, and each of them makes a pair.');
    expect(new Set(pages()).size).toBe(3);
    expect(pages()).toHaveLength(3);
  });

  test('where Slack has forgotten how far the list of people was, it begins anew', async () => {
    world.expects(/users.list/, /invalid_cursor/);
    world.slack.faults.add({ on: { method: 'users.list' }, do: { error: 'invalid_cursor' }, after: 1, times: 1 });
    await brings();
    await secondsPass(10);
    const result = await ada.inbox.next(/Import into|cannot|could not/);
    expect(result.text).toContain('pairs.csv has 60 lines, and each of them makes a pair.');
    expect(pages().slice(0, 2)).toEqual(['first', 'first']);
  });

  test('a restart before the file was read loses nothing', async () => {
    world.slack.faults.add({ on: { method: 'files.info' }, do: { retry_after: '30' } });
    await brings();
    await world.settles();
    await world.restarts();
    await secondsPass(31);
    await ada.inbox.next(/each of them makes a pair/);
  });

  test.each([
    { drop: 'after' as const },
    { status: 500, when: 'after' as const },
    { error: 'internal_error', when: 'after' as const },
  ])('a result of which Slack does not say whether it arrived is not sent twice: %j', async (fault) => {
    await brings('mentor,mentee\nben@example.com,cleo@example.com');
    world.slack.faults.add({ on: { method: 'chat.postMessage' }, do: fault });
    await world.settles();
    await world.restarts();
    await secondsPass(65);
    expect(count(ada, /Import into Leaders 2027/)).toBe(1);
    await (await ada.inbox.next(/Import into/)).click('Import the pair');
    await world.slack.as('cleo').inbox.next(/Welcome to Leaders 2027/);
  });

  test('a result that never reached Slack is sent again', async () => {
    await brings('mentor,mentee\nben@example.com,cleo@example.com');
    world.slack.faults.add({ on: { method: 'chat.postMessage' }, do: { drop: 'before' } });
    await world.settles();
    expect(count(ada, /Import into/)).toBe(0);
    await secondsPass(65);
    expect(count(ada, /Import into/)).toBe(1);
  });

  test('where the file with problems cannot be sent, every line is named in messages', async () => {
    world.expects(/did not go out/);
    const rows = Array.from({ length: 60 }, (_, at) => `m${at}@example.com,nobody${at}@example.com`);
    world.slack.faults.add({
      on: { method: 'files.getUploadURLExternal' },
      do: { error: 'storage_limit_reached' },
      times: 0,
    });
    await brings(`mentor,mentee\n${rows.join('\n')}`);
    await world.settles();
    await secondsPass(40);
    const said = ada.inbox.all().flatMap(({ text }) => text.split('\n'));
    const named = rows.map((_, at) => `Line ${at + 2}: nobody${at}@example.com is unknown to Slack`);
    expect(said.filter((line) => line.startsWith('Line '))).toEqual(named);
    expect(said).toContain('Each of them is named above.');
  });
});
