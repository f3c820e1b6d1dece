import { afterEach, describe, expect, test } from 'vitest';
import { startWorld, type World } from '../support/world.ts';
import { heard, submits, timePasses } from './story.ts';

let world: World;
afterEach(() => world.stop());

/** A mentor and a mentee have noted down a meeting at a time of the mentee's. */
async function bookedFor(startsAt: string, mentor: string, mentee: string, date: string, time: string) {
  world = await startWorld({ startsAt });
  await world.pairs(mentor, mentee);
  const person = world.slack.as(mentee);
  await person.types('/pairing');
  await (await person.modal('Your pairing')).click('Already booked');
  await submits(person, 'Already booked', { Date: date, Time: time });
  await (await person.modal(/Booked:/)).dismiss();
  await world.slack.as(mentor).inbox.next(/Good news/);
  return person;
}

function remindedAt(name: string): string[] {
  return heard(world, world.slack.as(name))
    .filter((line) => line.includes('A quick reminder'))
    .map((line) => line.slice(0, 17));
}

describe('the reminder comes one working day before, at the hour of the meeting', () => {
  test.each([
    [
      'on the day before',
      '2026-12-01T14:00:00Z',
      '2026-12-03',
      '11:00',
      { ben: '2026-12-02T11:00Z', cleo: '2026-12-02T11:00Z' },
    ],
    [
      'on Friday for a Monday',
      '2026-12-01T14:00:00Z',
      '2026-12-07',
      '11:00',
      { ben: '2026-12-04T11:00Z', cleo: '2026-12-04T11:00Z' },
    ],
    [
      'on Friday for a Sunday',
      '2026-12-01T14:00:00Z',
      '2026-12-06',
      '11:00',
      { ben: '2026-12-04T11:00Z', cleo: '2026-12-04T11:00Z' },
    ],
    // 08:00 in London is 09:00 in Vienna: each hears when they begin, at 09:30.
    [
      'when the day begins, for an early meeting',
      '2026-12-01T14:00:00Z',
      '2026-12-03',
      '08:00',
      { ben: '2026-12-02T08:30Z', cleo: '2026-12-02T09:30Z' },
    ],
    // 18:00 in London: half an hour before each one's day ends.
    [
      'before the day ends, for a late meeting',
      '2026-12-01T14:00:00Z',
      '2026-12-03',
      '18:00',
      { ben: '2026-12-02T15:00Z', cleo: '2026-12-02T16:00Z' },
    ],
    // Clocks go forward on Sunday 28 March 2027: Friday's 11:00 is 11:00 UTC, Monday's is 10:00 UTC.
    [
      'over the night in which clocks change',
      '2027-03-24T14:00:00Z',
      '2027-03-29',
      '11:00',
      { ben: '2027-03-26T11:00Z', cleo: '2027-03-26T11:00Z' },
    ],
  ])('%s', async (_what, startsAt, date, time, expected) => {
    await bookedFor(startsAt, 'ben', 'cleo', date, time);
    await timePasses(world, `${date}T08:00Z`, 10);
    expect({ ben: remindedAt('ben'), cleo: remindedAt('cleo') }).toEqual({
      ben: [expected.ben],
      cleo: [expected.cleo],
    });
  });

  test('each in their own zone', async () => {
    // 15:30 in New York is 21:30 in Vienna. Ben's day is over at 16:30, and half an hour before is 15:00 UTC.
    await bookedFor('2026-12-01T15:00:00Z', 'ben', 'dan', '2026-12-03', '15:30');
    await timePasses(world, '2026-12-03T18:00Z', 10);
    expect({ ben: remindedAt('ben'), dan: remindedAt('dan') }).toEqual({
      ben: ['2026-12-02T15:00Z'],
      dan: ['2026-12-02T20:30Z'],
    });
  });

  test('in New York over the night in which clocks change there', async () => {
    // Monday 15 March 2027, 10:00 EDT is 14:00 UTC; Friday's 10:00 EST is 15:00 UTC. In Vienna that is 15:00 on both
    // days, and on Fridays nothing comes after 15:00: half an hour earlier then, at 13:30 UTC.
    await bookedFor('2027-03-10T15:00:00Z', 'ben', 'dan', '2027-03-15', '10:00');
    await timePasses(world, '2027-03-15T13:00Z', 10);
    expect({ ben: remindedAt('ben'), dan: remindedAt('dan') }).toEqual({
      ben: ['2027-03-12T13:30Z'],
      dan: ['2027-03-12T15:00Z'],
    });
  });

  test('it says when and where, with the calendar and a way to move it', async () => {
    await bookedFor('2026-12-01T14:00:00Z', 'ben', 'cleo', '2026-12-03', '11:00');
    await world.at('2026-12-02T11:00Z');
    const reminder = await world.slack.as('ben').inbox.next(/A quick reminder/);
    expect(reminder.text).toContain('your meeting with @cleo is coming up.');
    expect(reminder.text).toContain('Booked: *Thu 3 Dec, 12:00 CET*');
    expect(reminder.buttons).toEqual(expect.arrayContaining(['Calendar file', 'Move', 'Cancel meeting']));
  });

  test('a meeting booked for tomorrow needs no reminder', async () => {
    await bookedFor('2026-12-01T14:00:00Z', 'ben', 'cleo', '2026-12-02', '10:00');
    await timePasses(world, '2026-12-02T10:00Z');
    expect([...remindedAt('ben'), ...remindedAt('cleo')]).toEqual([]);
  });

  test('of a meeting that moved it speaks of the new time only, and of one that was called off not at all', async () => {
    const cleo = await bookedFor('2026-12-01T14:00:00Z', 'ben', 'cleo', '2026-12-03', '11:00');
    await cleo.types('/book');
    await submits(cleo, 'Move the meeting', { 'Date of another time': '2026-12-09', Time: '11:00' });
    await (await world.slack.as('ben').inbox.next(/suggests moving/)).click('Accept');
    const moved = await cleo.inbox.next(/agreed to move/);
    await timePasses(world, '2026-12-08T12:00Z');
    expect([...remindedAt('ben'), ...remindedAt('cleo')]).toEqual(['2026-12-08T11:00Z', '2026-12-08T11:00Z']);

    await moved.clickStale('Cancel meeting');
    await world.slack.as('ben').inbox.next(/call off/);
    await timePasses(world, '2026-12-09T12:00Z');
    expect([...remindedAt('ben'), ...remindedAt('cleo')]).toHaveLength(2);
  });

  test('whoever is away until the meeting is reminded when the day begins', async () => {
    await bookedFor('2026-12-01T14:00:00Z', 'ben', 'cleo', '2026-12-10', '11:00');
    const ben = world.slack.as('ben');
    await (await ben.opensHome()).click('I will be away');
    await submits(ben, 'Away', { 'Last day away': '2026-12-09' });
    await timePasses(world, '2026-12-10T11:00Z');
    expect(remindedAt('cleo')).toEqual(['2026-12-09T11:00Z']);
    expect(remindedAt('ben')).toEqual(['2026-12-10T08:30Z']);
  });
});
