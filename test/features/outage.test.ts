import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Person } from '../../src/sandbox/driver.ts';
import { PEOPLE, startWorld, type World } from '../support/world.ts';
import { booked, count, heard, suggested, timePasses, welcomed } from './story.ts';

let world: World;
beforeEach(async () => {
  world = await startWorld();
});
afterEach(() => world.stop());

/** Sentences that ask somebody to do something, in the order they came. */
function questions(person: Person): string[] {
  return heard(world, person).filter((line) =>
    /time to find|no date|no meeting booked|Did you and|still waiting/.test(line),
  );
}

describe('the bot is down for a while', () => {
  test('a day, in which Cleo was to be asked: she is asked once, in her hours, when it is back', async () => {
    const { ben, cleo } = await welcomed(world);
    await world.goesDown();
    // Her question was due on Friday at 14:00; it is Saturday night.
    await world.slack.clock.set('2026-12-05T22:00Z');
    await world.starts();
    await world.settles();
    expect(questions(cleo)).toEqual([]);
    await timePasses(world, '2026-12-07T12:00Z');
    expect(questions(cleo)).toHaveLength(1);
    expect(questions(ben)).toEqual([]);
  });

  test('three weeks, in which the whole ladder was due: each is asked at most once that day', async () => {
    const { ben, cleo } = await welcomed(world);
    await world.goesDown();
    await world.slack.clock.set('2026-12-22T10:00Z');
    await world.starts();
    await timePasses(world, '2026-12-22T17:00Z');
    expect(questions(cleo).length).toBeLessThanOrEqual(1);
    expect(questions(ben).length).toBeLessThanOrEqual(1);
    expect([...questions(cleo), ...questions(ben)].length).toBeGreaterThan(0);
  });

  test('over a meeting: no reminder of what is over, and the pair is where it would be', async () => {
    const { ben, cleo } = await booked(world);
    await world.goesDown();
    await world.slack.clock.set('2026-12-03T10:00Z');
    await world.starts();
    await world.settles();
    expect(count(cleo, /quick reminder/) + count(ben, /quick reminder/)).toBe(0);
    expect((await cleo.opensHome()).text).toContain('Past meetings: Wed 2 Dec, 14:00 GMT');
  });

  test('over the time on offer: it can no longer be accepted, and the buttons are those of now', async () => {
    const { ben, proposal } = await suggested(world);
    await world.goesDown();
    await world.slack.clock.set('2026-12-03T10:00Z');
    await world.starts();
    expect((await proposal.edited(/Which time suits you/)).buttons).not.toContain('Accept');
    expect(questions(ben)).toEqual([]);
  });

  test('a mentor of six: one question a day after the outage, not six', async () => {
    await world.stop();
    const many = Array.from({ length: 6 }, (_, at) => ({ name: `m${at + 1}`, tz: 'Europe/Vienna' }));
    world = await startWorld({ users: [...PEOPLE, ...many] });
    for (const { name } of many) await world.pairs('ben', name);
    await world.settles();
    await world.goesDown();
    // The question to the mentor was due on Tuesday 8 December, for each of the six.
    await world.slack.clock.set('2026-12-09T09:00Z');
    await world.starts();
    const ben = world.slack.as('ben');
    await timePasses(world, '2026-12-09T17:00Z', 60);
    expect(questions(ben)).toHaveLength(1);
    await timePasses(world, '2026-12-10T17:00Z', 60);
    expect(questions(ben)).toHaveLength(2);
  });
});

describe('the clock jumps', () => {
  test('a week ahead in one step: each hears at most one question', async () => {
    const { ben, cleo } = await welcomed(world);
    await world.at('2026-12-08T14:30Z');
    await world.settles();
    expect(questions(cleo)).toHaveLength(1);
    expect(questions(ben).length).toBeLessThanOrEqual(1);
  });

  test('back and forth: nothing is said twice', async () => {
    const { ben, cleo } = await welcomed(world);
    await timePasses(world, '2026-12-08T15:00Z');
    const before = [...heard(world, ben), ...heard(world, cleo)];
    await world.at('2026-12-01T13:00Z');
    await world.restarts();
    await timePasses(world, '2026-12-08T15:00Z', 60);
    expect([...heard(world, ben), ...heard(world, cleo)]).toEqual(before);
  });

  test('back while a meeting is booked: it stays, and can be moved and cancelled', async () => {
    const { ben, cleo, toCleo } = await booked(world);
    await world.at('2026-11-30T10:00Z');
    await toCleo.click('Cancel meeting');
    await ben.inbox.next(/call off/);
    await world.settles();
    expect(count(ben, /call off/)).toBe(1);
    expect((await cleo.opensHome()).text).toContain('called off');
  });

  test('a year ahead: the pair is left in peace long before', async () => {
    const { ben, cleo } = await welcomed(world);
    await timePasses(world, '2027-12-01T12:00Z', 24 * 60);
    expect(questions(cleo)).toHaveLength(2);
    expect(questions(ben)).toHaveLength(1);
  });
});

describe('a person who does nothing at all', () => {
  test('hears in no week more than two things unasked', async () => {
    const { ben, cleo } = await booked(world);
    await timePasses(world, '2027-02-01T12:00Z', 60);
    for (const person of [ben, cleo]) {
      const unasked = heard(world, person).filter((line) => !/Good news|suggests/.test(line));
      const weeks = unasked.map((line) =>
        Math.floor((Date.parse(line.slice(0, 17)) - Date.parse('2026-11-30')) / (7 * 86_400_000)),
      );
      for (const week of new Set(weeks)) {
        expect(weeks.filter((each) => each === week).length, unasked.join('\n')).toBeLessThanOrEqual(2);
      }
    }
  });
});
