import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startWorld, type World } from '../support/world.ts';
import { count, heard, submits, timePasses, welcomed } from './story.ts';

let world: World;
beforeEach(async () => {
  world = await startWorld();
});
afterEach(() => world.stop());

/** The event that nobody listened to. */
const MISSED = /undeliverable after 0 acks: user_change/;

const leaves = (name: string) => world.slack.changeUser(name, { deleted: true });
const comesBack = (name: string) => world.slack.changeUser(name, { deleted: false });

/** What somebody heard after an instant, without the minutes. */
function since(name: string, instant: string): string[] {
  const lines = heard(world, world.slack.as(name)).filter((line) => line > instant);
  return lines.map((line) => `${line.slice(0, 10)} ${line.slice(18)}`);
}

/** Calls of these methods since the beginning of the test. */
function calls(...methods: string[]): number {
  return world.slack.log.calls.filter(({ method }) => methods.includes(method)).length;
}

describe('Ben leaves', () => {
  test('and comes back the same day: Cleo is told nothing, and is asked as if nothing had been', async () => {
    const { cleo } = await welcomed(world);
    leaves('ben');
    await world.settles();
    await world.at('2026-12-01T16:00Z');
    comesBack('ben');
    await world.settles();
    await timePasses(world, '2026-12-08T16:00Z', 60);
    expect(count(cleo, /was deactivated/)).toBe(0);
    expect(since('cleo', '2026-12-01T14:30')).toEqual(['2026-12-04 Your next meeting with @ben has no date yet']);
    expect(since('ben', '2026-12-01T14:30')).toEqual(['2026-12-08 You and @cleo have no meeting booked']);
  });

  test('for three months: Cleo is told once and left in peace, and asked anew when he is back', async () => {
    const { cleo } = await welcomed(world);
    leaves('ben');
    await world.settles();
    await timePasses(world, '2027-03-01T08:00Z', 6 * 60);
    expect(since('cleo', '2026-12-01T14:30')).toEqual(['2026-12-02 The Slack account of @ben was deactivated']);
    comesBack('ben');
    await world.settles();
    await timePasses(world, '2027-03-04T16:00Z', 30);
    expect(since('cleo', '2027-03-01')).toEqual([
      '2027-03-01 It is time to find a date for your next meeting with @ben',
      '2027-03-04 Your next meeting with @ben has no date yet',
    ]);
    expect(count(cleo, /was deactivated/)).toBe(0);
  });

  test('twice: Cleo is told of each time, and asked again after each', async () => {
    await welcomed(world);
    leaves('ben');
    await world.settles();
    await timePasses(world, '2026-12-10T08:00Z', 6 * 60);
    comesBack('ben');
    await timePasses(world, '2026-12-10T16:00Z', 30);
    leaves('ben');
    await world.settles();
    await timePasses(world, '2026-12-21T08:00Z', 6 * 60);
    comesBack('ben');
    await timePasses(world, '2026-12-21T16:00Z', 30);
    expect(since('cleo', '2026-12-01T14:30')).toEqual([
      '2026-12-02 The Slack account of @ben was deactivated',
      '2026-12-10 It is time to find a date for your next meeting with @ben',
      '2026-12-14 The Slack account of @ben was deactivated',
      '2026-12-21 It is time to find a date for your next meeting with @ben',
    ]);
  });

  test('with a meeting ahead, and is back before it: both are reminded, once', async () => {
    const { ben, cleo } = await welcomed(world);
    await cleo.types('/pairing');
    await (await cleo.modal('Your pairing')).click('Already booked');
    await submits(cleo, 'Already booked', { Date: '2026-12-10', Time: '15:00' });
    await (await cleo.modal(/Booked:/)).dismiss();
    await world.settles();
    leaves('ben');
    await world.settles();
    await timePasses(world, '2026-12-10T09:00Z', 60);
    expect(count(cleo, /A quick reminder/)).toBe(0);
    comesBack('ben');
    await world.settles();
    await timePasses(world, '2026-12-10T14:30Z', 30);
    expect([count(cleo, /A quick reminder/), count(ben, /A quick reminder/)]).toEqual([1, 1]);
    await world.restarts();
    await world.at('2026-12-10T14:50Z');
    const posts = (name: string) =>
      world.slack.log.posts.filter(({ channel }) => channel === world.slack.as(name).dm).length;
    const counts = [posts('ben'), posts('cleo')];
    await world.restarts();
    await world.settles();
    expect([posts('ben'), posts('cleo')]).toEqual(counts);
  });

  test('while something was due of Cleo and of him: each is asked once after he is back', async () => {
    const { ben, cleo } = await welcomed(world);
    for (const [person, what] of [
      [cleo, 'Read the plan'],
      [ben, 'Send the slides'],
    ] as const) {
      await person.types(`/commit ${what}`);
      await submits(person, 'Commitment', { 'By when?': '2026-12-09' });
      await (await person.modal('Cairn')).dismiss();
    }
    leaves('ben');
    await world.settles();
    await timePasses(world, '2026-12-16T08:00Z', 6 * 60);
    expect(count(cleo, /Read the plan/)).toBe(0);
    comesBack('ben');
    await timePasses(world, '2026-12-23T16:00Z', 60);
    expect([count(cleo, /Read the plan/), count(ben, /Send the slides/)]).toEqual([1, 1]);
  });
});

describe('what no event told', () => {
  test('the daily look finds: Ben left while the bot was down, and Cleo is told', async () => {
    world.expects(MISSED);
    const { cleo } = await welcomed(world);
    await world.goesDown();
    leaves('ben');
    await world.starts();
    await timePasses(world, '2026-12-01T20:00Z', 60);
    expect(since('cleo', '2026-12-01T14:30')).toEqual([]);
    await timePasses(world, '2026-12-04T16:00Z', 30);
    expect(since('cleo', '2026-12-01T14:30')).toEqual(['2026-12-03 The Slack account of @ben was deactivated']);
    expect((await cleo.opensHome()).text).toContain('@ben has left this workspace');
    await world.goesDown();
    comesBack('ben');
    await world.starts();
    await timePasses(world, '2026-12-08T16:00Z', 30);
    expect(since('cleo', '2026-12-04T16:30')).toEqual([
      '2026-12-07 It is time to find a date for your next meeting with @ben',
    ]);
  });

  test('it asks about few people one by one, once a day, and goes on where it was after a restart', async () => {
    await welcomed(world);
    const before = calls('users.info', 'users.list');
    await timePasses(world, '2026-12-04T12:00Z', 60);
    await world.restarts();
    await world.settles();
    expect(calls('users.info', 'users.list') - before).toBe(2 * 2);
  });

  test('and is silent about it when Slack refuses, until the next day', async () => {
    world.expects(/missing_scope/, /did not come to its end/);
    await welcomed(world);
    world.slack.faults.add({ on: { method: 'users.info' }, do: { error: 'missing_scope' } });
    const before = calls('users.info');
    await timePasses(world, '2026-12-02T20:00Z', 60);
    expect(calls('users.info') - before).toBe(1);
    await timePasses(world, '2026-12-03T20:00Z', 60);
    expect(calls('users.info') - before).toBe(3);
  });
});

describe('in a workspace with many pairs', () => {
  test('everybody is found in a page of the list instead', async () => {
    await world.stop();
    const crowd = Array.from({ length: 24 }, (_, number) => ({ name: `p${number}`, tz: 'Europe/Vienna' }));
    world = await startWorld({ users: [{ name: 'ada', tz: 'Europe/Vienna', is_admin: true }, ...crowd] });
    world.expects(MISSED);
    await world.cohort();
    for (let number = 0; number < 24; number += 2) await world.pairs(`p${number}`, `p${number + 1}`);
    await world.settles();
    const before = [calls('users.list'), calls('users.info')];
    await world.goesDown();
    leaves('p0');
    await world.starts();
    await timePasses(world, '2026-12-04T12:00Z', 60);
    expect([calls('users.list'), calls('users.info')]).toEqual([(before[0] ?? 0) + 2, before[1]]);
    expect(count(world.slack.as('p1'), /The Slack account of @p0 was deactivated/)).toBe(1);
  });
});
