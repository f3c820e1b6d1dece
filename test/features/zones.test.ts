import { afterEach, describe, expect, test } from 'vitest';
import { PEOPLE, startWorld, type World } from '../support/world.ts';
import { booked, heard, present, submits, timePasses, welcomed } from './story.ts';

let world: World;
afterEach(() => world.stop());

const FAR = [
  { name: 'hana', tz: 'Pacific/Honolulu' },
  { name: 'kiri', tz: 'Pacific/Kiritimati' },
  { name: 'lani', tz: 'Asia/Kolkata' },
  { name: 'theo', tz: 'America/New_York' },
];

/** A pair of two who live far apart, and the mentee's welcome. */
async function farApart(mentor: string, mentee: string, startsAt: string) {
  world = await startWorld({ users: [...PEOPLE, ...FAR], startsAt });
  await world.pairs(mentor, mentee);
  await timePasses(world, new Date(Date.parse(startsAt) + 24 * 3_600_000).toISOString(), 30);
  return world.slack.as(mentee).inbox.next(/Welcome/);
}

describe('two whose working hours never meet', () => {
  test('are told so, offered to agree in person, and can', async () => {
    // 09:30 to 16:30 in Vienna is 22:30 to 05:30 in Honolulu; even 08:00 to 18:30 is 21:00 to 07:30.
    const welcome = await farApart('ben', 'hana', '2026-12-01T19:30:00Z');
    expect(welcome.text).toContain(
      'Your working hours and those of @ben never meet. Agree on a time between the two of you, then tap “Already booked”.',
    );
    expect(welcome.buttons).toEqual(['Another time', 'Already booked', 'Snooze']);
    const hana = world.slack.as('hana');
    await welcome.click('Already booked');
    await submits(hana, 'Already booked', { Date: '2026-12-08', Time: '19:30' });
    const toBen = await world.slack.as('ben').inbox.next(/Good news/);
    expect(toBen.text).toContain(
      'Booked: *Wed 9 Dec, 06:30 CET* with @hana (45 minutes; Tue 8 Dec, 19:30 HST for them)',
    );
    expect((await welcome.edited(/Booked/)).text).toContain(
      '*Tue 8 Dec, 19:30 HST* with @ben (45 minutes; Wed 9 Dec, 06:30 CET for them)',
    );
  });

  test('/book opens all the same, with a date and a time to fill in', async () => {
    await farApart('ben', 'hana', '2026-12-01T19:30:00Z');
    const hana = world.slack.as('hana');
    await hana.types('/book');
    const modal = await hana.modal('Book a meeting');
    expect(modal.labels).toEqual(['Date', 'Time', 'How long?', 'Where?']);
  });

  test('a calendar day apart, yet with the same hours: Honolulu and Kiritimati meet', async () => {
    const welcome = await farApart('kiri', 'hana', '2026-12-01T20:00:00Z');
    expect(welcome.buttons[0]).toMatch(/ HST$/);
    await welcome.click({ actionId: 'book.slot#1' });
    const mine = /^(\w+) (\d+) Dec, (\d\d:\d\d) HST$/.exec(welcome.buttons[0] ?? '');
    const proposal = await world.slack.as('kiri').inbox.next(/@hana suggests/);
    const theirs = /\*(\w+) (\d+) Dec, (\d\d:\d\d) GMT\+14\*/.exec(proposal.text);
    expect(theirs?.[3]).toBe(mine?.[3]);
    expect(Number(theirs?.[2]) - Number(mine?.[2])).toBe(1);
  });
});

describe('two whose working hours hardly meet', () => {
  test('are offered times a little early for one and a little late for the other, and read why', async () => {
    // 09:30 to 16:30 in Kolkata is 23:00 to 06:00 in New York. Widened to 08:00 to 18:30 at both ends it is 21:30 to
    // 08:00: not a minute in common. London and Kolkata: 04:00 to 11:00 in London, 90 minutes in common.
    const welcome = await farApart('lani', 'cleo', '2026-12-01T06:00:00Z');
    expect(welcome.buttons[0]).toMatch(/ (09:30|09:45|10:00|10:15) GMT$/);
    expect(welcome.text).not.toContain('hardly meet');
  });

  test('such as New York and Vienna after the working day of one was moved', async () => {
    world = await startWorld({ startsAt: '2026-12-01T15:00:00Z' });
    await world.pairs('ben', 'dan');
    const [ben, dan] = [world.slack.as('ben'), world.slack.as('dan')];
    const welcome = await dan.inbox.next(/Welcome/);
    await (await ben.opensHome()).click('Change working hours');
    // 08:00 to 15:00 in Vienna ends at 09:00 in New York, half an hour before Dan begins.
    await submits(ben, 'Working hours', { From: '08:00', To: '15:00' });
    const widened = await welcome.edited(/hardly meet/);
    expect(widened.text).toContain(
      'Your working hours hardly meet, so these are a little early or late for both of you.',
    );
    // Each gives an hour: until 16:00 in Vienna is until 10:00 in New York, from 08:30 on.
    for (const slot of widened.buttons.slice(0, 3)) expect(slot).toMatch(/ (08:\d\d|09:[01]\d) EST$/);
  });
});

describe('a night in which clocks change', () => {
  test('lies between the slots of one welcome: each is labelled with the zone of its day', async () => {
    world = await startWorld({ startsAt: '2027-03-25T14:00:00Z' });
    await world.pairs('ben', 'cleo');
    const welcome = await world.slack.as('cleo').inbox.next(/Welcome/);
    // From Sunday 28 March on it is summer time in both places, always an hour apart.
    const zones = welcome.buttons.slice(0, 3).map((slot) => slot.replace(/, \d\d:\d\d/, ''));
    expect(zones[0]).toBe('Fri 26 Mar GMT');
    expect(zones.slice(1).every((zone) => zone.endsWith(' BST'))).toBe(true);
    const [, later = ''] = welcome.buttons;
    await welcome.click(later);
    const [, hour = '', minute = ''] = / (\d\d):(\d\d) BST$/.exec(later) ?? [];
    const proposal = await world.slack.as('ben').inbox.next(/suggests/);
    expect(proposal.text).toContain(`, ${String(Number(hour) + 1).padStart(2, '0')}:${minute} CEST* (45 minutes;`);
  });

  test('a time that the clocks skip is the first one after', async () => {
    world = await startWorld({ startsAt: '2027-03-25T14:00:00Z' });
    await world.pairs('ben', 'cleo');
    const ben = world.slack.as('ben');
    await (await ben.inbox.next(/Welcome/)).click('Already booked');
    await submits(ben, 'Already booked', { Date: '2027-03-28', Time: '02:30' });
    const told = await world.slack.as('cleo').inbox.next(/Good news/);
    expect(told.text).toContain('Booked: *Sun 28 Mar, 02:00 BST* with @ben (45 minutes; 03:00 CEST for them)');
  });

  test('an hour that comes twice is the first one', async () => {
    world = await startWorld({ startsAt: '2026-10-22T14:00:00Z' });
    await world.pairs('ben', 'cleo');
    const ben = world.slack.as('ben');
    await (await ben.inbox.next(/Welcome/)).click('Already booked');
    await submits(ben, 'Already booked', { Date: '2026-10-25', Time: '02:30' });
    const told = await world.slack.as('cleo').inbox.next(/Good news/);
    expect(told.text).toContain('Booked: *Sun 25 Oct, 01:30 BST* with @ben (45 minutes; 02:30 CEST for them)');
  });
});

describe('somebody moves to another zone', () => {
  test.each([
    // The reminder was planned for Wednesday, 12:00 in Vienna: that is 06:00 in New York, and 20:00 in Tokyo.
    ['America/New_York', '2026-12-02T14:30Z'],
    ['Asia/Tokyo', '2026-12-03T00:30Z'],
  ])('a reminder that was planned already arrives within the hours of %s', async (tz, at) => {
    world = await startWorld();
    const { ben, toCleo } = await welcomed(world);
    await toCleo.click('Already booked');
    await submits(world.slack.as('cleo'), 'Already booked', { Date: '2026-12-03', Time: '11:00' });
    await ben.inbox.next(/Good news/);
    world.slack.changeUser('ben', { tz });
    await timePasses(world, '2026-12-03T10:30Z', 15);
    expect(heard(world, ben).filter((line) => line.includes('quick reminder'))).toEqual([
      `${at} A quick reminder: your meeting with @cleo is coming up`,
    ]);
  });

  test('what they and their partner read follows: messages, Home, and the time itself stays', async () => {
    world = await startWorld();
    const { ben, cleo, toCleo, toBen } = await booked(world);
    const home = await ben.opensHome();
    world.slack.changeUser('ben', { tz: 'America/New_York' });
    expect((await toBen.edited(/EST/)).text).toContain(
      'Booked: *Wed 2 Dec, 09:00 EST* with @cleo (45 minutes; 14:00 GMT for them)',
    );
    await home.shows('Booked: *Wed 2 Dec, 09:00 EST*');
    expect((await toCleo.edited(/EST/)).text).toContain(
      '*Wed 2 Dec, 14:00 GMT* with @ben (45 minutes; 09:00 EST for them)',
    );
    await cleo.types('/pairing');
    expect((await cleo.modal('Your pairing')).text).toContain('@ben, America/New_York.');
  });

  test('a zone that they chose in Home stays, whatever their Slack profile says', async () => {
    world = await startWorld();
    const { ben, toBen } = await booked(world);
    const home = await ben.opensHome();
    await home.click('Change working hours');
    await submits(ben, 'Working hours', { 'Time zone': 'Europe/Athens' });
    await toBen.edited(/Booked: \*Wed 2 Dec, 16:00/);
    world.slack.changeUser('ben', {
      tz: 'America/New_York',
      real_name: 'Ben Renamed',
      profile: { display_name: 'benny' },
    });
    await home.shows(/Europe\/Athens/);
    await world.slack.as('cleo').opensHome();
    await world.slack.as('cleo').home('You and benny');
    expect(present(toBen).text).toContain('Wed 2 Dec, 16:00');
  });
});
