import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Person } from '../../src/sandbox/driver.ts';
import { startWorld, type World } from '../support/world.ts';
import { booked, heard, latest, submits, suggested, timePasses, welcomed } from './story.ts';

let world: World;
beforeEach(async () => {
  world = await startWorld();
});
afterEach(() => world.stop());

/** What somebody heard unasked after the welcome, without what the other one did. */
function asked(person: Person): string[] {
  return heard(world, person).filter((line) => !/Welcome|Good news|suggests|agreed|call off|Did you and/.test(line));
}

function dayAndWords(line: string): string {
  return `${line.slice(0, 10)}${line.slice(17)}`;
}

// Tuesday 1 December 2026, 14:00 in London: the welcome of Cleo, which carries the first slots.
describe('a pair that books nothing', () => {
  test('is asked after 3, 5 and 10 working days: Cleo, Ben, Cleo; and then left in peace', async () => {
    const { ben, cleo } = await welcomed(world);
    await timePasses(world, '2026-12-18T18:00Z');
    expect(asked(cleo)).toEqual([
      '2026-12-04T14:00Z Your next meeting with @ben has no date yet',
      '2026-12-15T14:00Z You and @ben have no date so far',
    ]);
    expect(asked(ben)).toEqual(['2026-12-08T14:00Z You and @cleo have no meeting booked']);
    expect(latest(cleo).text).toContain('This is the last time I ask for now; the buttons stay, and so does */book*.');
    await timePasses(world, '2027-03-01T12:00Z', 24 * 60);
    expect(asked(cleo)).toHaveLength(2);
    expect(asked(ben)).toHaveLength(1);
  });

  test('each message brings times that are open then, and takes the buttons of the one before', async () => {
    const { cleo, toCleo } = await welcomed(world);
    await timePasses(world, '2026-12-04T14:00Z');
    const asking = await cleo.inbox.next(/has no date yet/);
    expect(asking.buttons.slice(0, 3).map((slot) => slot.slice(0, 10))).toEqual([
      'Mon 7 Dec,',
      'Wed 9 Dec,',
      'Fri 11 Dec',
    ]);
    expect((await toCleo.edited(/No meeting with @ben is booked yet/)).buttons).toEqual([]);
  });

  test('is asked no more once a meeting is booked', async () => {
    const { ben, cleo } = await welcomed(world);
    await timePasses(world, '2026-12-07T12:00Z');
    await latest(cleo).click('Already booked');
    await submits(cleo, 'Already booked', { Date: '2026-12-23', Time: '10:00' });
    await ben.inbox.next(/Good news/);
    const before = [asked(cleo).length, asked(ben).length];
    await timePasses(world, '2026-12-22T09:00Z');
    expect([asked(cleo).length, asked(ben).length]).toEqual(before);
  });

  test('is asked no more while a time is on offer, but the one who has to answer is, once, after two working days', async () => {
    const { ben, cleo, toCleo } = await welcomed(world);
    await toCleo.click('Another time');
    await submits(cleo, 'Book a meeting', { Date: '2026-12-23', Time: '10:00' });
    await ben.inbox.next(/suggests/);
    await timePasses(world, '2026-12-22T16:00Z');
    expect(asked(cleo)).toEqual([]);
    expect(asked(ben)).toEqual(['2026-12-03T14:00Z @cleo would like to hear whether this time suits you']);
    expect(latest(ben).buttons).toEqual(['Accept', 'Another time']);
  });

  test('an offer for sooner than that is not asked about; when its time has come unanswered, the pair is asked again', async () => {
    const { ben, cleo } = await suggested(world);
    await timePasses(world, '2026-12-04T16:00Z');
    expect(asked(ben)).toEqual([]);
    // The time on offer was Wednesday at 14:00; a day later Cleo may be asked.
    expect(asked(cleo).map(dayAndWords)).toEqual([
      '2026-12-04 It is time to find a date for your next meeting with @ben',
    ]);
  });
});

describe('after a meeting', () => {
  test('the turn is with the mentor, who is asked again when the rhythm runs short, and then the mentee', async () => {
    const { ben, cleo } = await booked(world);
    await timePasses(world, '2026-12-31T18:00Z', 15);
    // It ended on Wednesday 2 December at 15:45 in Vienna. Six working days of the ten between meetings later: Thursday 10.
    expect(heard(world, ben).find((line) => line.includes('Did you and'))).toBe(
      '2026-12-02T15:00Z Did you and @cleo meet on *Wed 2 Dec, 15:00 CET*',
    );
    expect(asked(ben)).toEqual([
      '2026-12-10T14:45Z It is time to find a date for your next meeting with @cleo',
      '2026-12-15T14:45Z Your next meeting with @cleo has no date yet',
      '2026-12-24T14:45Z You and @cleo have no date so far',
    ]);
    expect(asked(cleo)).toEqual(['2026-12-17T14:45Z You and @ben have no meeting booked']);
  });

  test('booked at once, nobody is asked', async () => {
    const { ben, cleo } = await booked(world);
    await world.at('2026-12-02T14:55Z');
    await (await ben.inbox.next(/Did you and @cleo meet/)).click({ actionId: 'book.slot#1' });
    await (await cleo.inbox.next(/@ben suggests/)).click('Accept');
    await ben.inbox.next(/Good news/);
    await timePasses(world, '2026-12-11T18:00Z');
    const aboutBooking = [...asked(ben), ...asked(cleo)].filter((line) => /easiest|time to find|no date/.test(line));
    expect(aboutBooking).toEqual([]);
  });
});

describe('the ladder stops and starts', () => {
  test('cancelled: the pair is asked anew, three working days after Cleo was last asked', async () => {
    const { ben, cleo, toCleo } = await booked(world);
    await toCleo.click('Cancel meeting');
    await ben.inbox.next(/call off/);
    await timePasses(world, '2026-12-20T12:00Z');
    expect(asked(cleo).map((line) => line.slice(0, 10))).toEqual(['2026-12-04', '2026-12-09', '2026-12-16']);
    expect(asked(ben).map((line) => line.slice(0, 10))).toEqual(['2026-12-09']);
  });

  test('snoozed by Ben: neither is asked before, and then it begins from the start', async () => {
    const { ben, cleo } = await welcomed(world);
    await (await ben.opensHome()).click('Snooze');
    await submits(ben, 'Snooze', { 'Another day': '2026-12-14' });
    await timePasses(world, '2026-12-14T08:00Z');
    expect([...asked(ben), ...asked(cleo)]).toEqual([]);
    await timePasses(world, '2026-12-14T12:00Z');
    expect(asked(cleo).map((line) => line.slice(17))).toEqual([
      ' It is time to find a date for your next meeting with @ben',
    ]);
  });

  test.each(['ben', 'cleo'])('%s away: nobody is asked to meet somebody who is not there', async (away) => {
    const { ben, cleo } = await welcomed(world);
    const person = world.slack.as(away);
    await (await person.opensHome()).click('I will be away');
    await submits(person, 'Away', { 'Last day away': '2026-12-13' });
    await timePasses(world, '2026-12-14T08:00Z');
    expect([...asked(ben), ...asked(cleo)]).toEqual([]);
    await timePasses(world, '2026-12-14T17:00Z');
    expect([...asked(ben), ...asked(cleo)].length).toBeGreaterThan(0);
    expect(asked(ben).length).toBeLessThanOrEqual(1);
    expect(asked(cleo).length).toBeLessThanOrEqual(1);
  });
});
