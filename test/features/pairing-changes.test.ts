import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Person } from '../../src/sandbox/driver.ts';
import { startWorld, type World } from '../support/world.ts';
import { booked, count, heard, present, submits, suggested, timePasses, welcomed } from './story.ts';

let world: World;
beforeEach(async () => {
  world = await startWorld();
});
afterEach(() => world.stop());

/** Somebody opens /pairing and taps a button in it. */
async function taps(person: Person, button: string) {
  await person.types('/pairing');
  const glance = await person.modal('Your pairing');
  await glance.click(button);
  return glance;
}

/** Cleo pauses up to and including a day. */
async function pauses(person: Person, until: string) {
  await taps(person, 'Pause');
  await submits(person, 'Pause', { 'Last day of the pause': until });
  const glance = await person.modal(/pause up to and including/);
  return glance;
}

describe('Pause', () => {
  test('Cleo pauses: she sees it, Ben hears of it, and nobody is asked until it is over', async () => {
    const { ben, cleo, toCleo } = await welcomed(world);
    const glance = await pauses(cleo, '2027-01-15');
    expect(glance.text).toContain(
      'You and @ben pause up to and including *Fri 15 Jan*. Until then I ask neither of you',
    );
    expect(glance.buttons).toEqual(['Resume', 'Suggest a time', 'Agenda of the next meeting', 'Ask for help', 'End']);
    await glance.dismiss();
    const news = await ben.inbox.next(/@cleo paused the meetings of the two of you/);
    expect(news.buttons).toContain('Resume');
    expect((await toCleo.edited(/pause up to and including/)).buttons).toEqual(['Resume', 'Suggest a time']);
    expect((await cleo.opensHome()).text).toContain('pause up to and including *Fri 15 Jan*');
    await timePasses(world, '2027-01-15T16:00Z', 6 * 60);
    expect(heard(world, cleo)).toHaveLength(1);
    expect(heard(world, ben)).toHaveLength(2);
    await timePasses(world, '2027-01-18T16:00Z');
    const [, ...since] = heard(world, cleo);
    expect(since.map((line) => `${line.slice(0, 10)} ${line.slice(18)}`)).toEqual([
      '2027-01-18 It is time to find a date for your next meeting with @ben',
    ]);
    expect(present(news).text).not.toContain('Until then I ask neither');
  });

  test('Resume ends it at any time: Ben hears of it, and the questions come from the next day on', async () => {
    const { ben, cleo } = await welcomed(world);
    const glance = await pauses(cleo, '2027-01-15');
    await world.at('2026-12-03T10:00Z');
    await glance.click('Resume');
    await glance.shows(/Which time suits you/);
    await ben.inbox.next(/The pause of you and @cleo is over: @cleo ended it/);
    await timePasses(world, '2026-12-11T16:00Z');
    expect(heard(world, cleo).slice(1)).toEqual([
      '2026-12-04T14:00Z It is time to find a date for your next meeting with @ben',
      '2026-12-09T14:00Z Your next meeting with @ben has no date yet',
    ]);
  });

  test('the partner can end it as well, from the message that told of it', async () => {
    const { ben, cleo } = await welcomed(world);
    await (await pauses(cleo, '2027-01-15')).dismiss();
    const news = await ben.inbox.next(/paused/);
    await news.click('Resume');
    await cleo.inbox.next(/The pause of you and @ben is over: @ben ended it/);
    await news.clickStale('Resume');
    await ben.inbox.next('This pairing does not pause right now.');
  });

  test('a booked meeting stays, with its reminder, and can be cancelled', async () => {
    const { cleo } = await welcomed(world);
    await taps(cleo, 'Already booked');
    await submits(cleo, 'Already booked', { Date: '2026-12-10', Time: '10:00' });
    await (await cleo.modal(/Booked:/)).dismiss();
    const glance = await pauses(cleo, '2027-01-15');
    expect(glance.text).toContain('Booked: *Thu 10 Dec, 10:00 GMT*');
    expect(glance.buttons).toEqual(expect.arrayContaining(['Move', 'Cancel meeting', 'Resume']));
    await glance.dismiss();
    await timePasses(world, '2026-12-09T16:00Z', 6 * 60);
    expect(count(cleo, /A quick reminder/)).toBe(1);
    await timePasses(world, '2027-01-08T16:00Z', 6 * 60);
    expect(count(cleo, /Did you and|time to find/)).toBe(0);
    await timePasses(world, '2027-01-20T16:00Z', 6 * 60);
    expect(count(world.slack.as('ben'), /time to find a date/)).toBe(1);
  });

  test.each([
    ['a day that has passed', '2026-11-30', 'That day has passed. Pick today or a later one.'],
    ['more than a year', '2027-12-03', 'Please pick a day within a year. It can be made longer later.'],
  ])('%s is refused in words', async (_what, day, words) => {
    const { cleo } = await welcomed(world);
    await taps(cleo, 'Pause');
    expect((await submits(cleo, 'Pause', { 'Last day of the pause': day })).errors).toEqual({
      'Last day of the pause': words,
    });
  });

  test('today is the shortest pause, and one may be made longer', async () => {
    const { cleo } = await welcomed(world);
    const glance = await pauses(cleo, '2026-12-01');
    expect(glance.text).toContain('*Tue 1 Dec*');
    await world.at('2026-12-02T10:00Z');
    await cleo.types('/pairing');
    expect((await cleo.modal(/Which time suits you/)).buttons).toContain('Pause');
  });

  test('what is put off over a restart comes once', async () => {
    const { cleo } = await welcomed(world);
    await (await pauses(cleo, '2026-12-11')).dismiss();
    await world.restarts();
    await timePasses(world, '2026-12-14T16:00Z', 6 * 60);
    await world.restarts();
    await timePasses(world, '2026-12-14T18:00Z', 60);
    expect(count(cleo, /time to find a date/)).toBe(1);
  });
});

describe('End', () => {
  test('Ben hears of it kindly, the meeting is called off, and Cleo keeps what she wrote', async () => {
    const { ben, cleo, toCleo, toBen } = await booked(world);
    await cleo.types('/takeaway Listen first');
    await submits(cleo, 'Takeaway');
    await (await cleo.modal('Kept.')).dismiss();
    const glance = await taps(cleo, 'End');
    await glance.shows('This pairing has ended. Thank you for the time you gave each other.');
    expect(glance.text).toContain('Your meeting of *Wed 2 Dec, 14:00 GMT* is called off.');
    expect(glance.buttons).toEqual(['Calendar file', 'All takeaways']);
    await glance.dismiss();
    const told = await ben.inbox.next(/Your pairing with @cleo has ended/);
    expect(told.text).toContain('Your meeting of *Wed 2 Dec, 15:00 CET* is called off.');
    await told.click('Calendar file');
    await ben.inbox.next(/take the cancelled meeting out/);
    const hers = await toCleo.edited(/Your pairing with @ben has ended/);
    expect(hers.buttons).toEqual(['Calendar file']);
    await toBen.clickStale('Move');
    await ben.inbox.next('This pairing has ended, so there is nothing to book here.');
    expect((await cleo.types('/takeaway find listen')).ephemeral?.text).toContain('Listen');
    await timePasses(world, '2026-12-20T12:00Z', 12 * 60);
    expect(heard(world, cleo).filter((line) => line > '2026-12-01T15')).toEqual([]);
  });

  test('is asked about first, and Keep it changes nothing', async () => {
    const { ben, cleo } = await welcomed(world);
    await cleo.types('/pairing');
    const glance = await cleo.modal('Your pairing');
    await glance.click('End', { confirm: false });
    await world.settles();
    expect(glance.text).not.toContain('has ended');
    expect(heard(world, ben)).toHaveLength(1);
  });

  test('of both at once ends it once, and each sees that it has ended', async () => {
    const { ben, cleo } = await suggested(world);
    await cleo.types('/pairing');
    await ben.types('/pairing');
    const [hers, his] = [await cleo.modal('Your pairing'), await ben.modal('Your pairing')];
    await Promise.all([hers.click('End'), his.click('End')]);
    await world.settles();
    expect(
      heard(world, cleo)
        .concat(heard(world, ben))
        .filter((line) => /has ended/.test(line)),
    ).toHaveLength(1);
    const seen = [hers.text, his.text].filter((text) => text.includes('This pairing has ended'));
    expect(seen.length).toBeGreaterThan(0);
  });
});

describe('Ask for help', () => {
  test('passes the reason on to the coordinators alone, and shows that it was', async () => {
    const { ben, cleo } = await welcomed(world);
    await taps(cleo, 'Ask for help');
    const form = await cleo.modal('Ask for help');
    expect(form.text).toContain('The coordinators read what you write here, word for word.');
    await form.fill({ 'What is it about?': 'We never find a time & I am lost' });
    await form.submit();
    const glance = await cleo.modal(/You asked for help on Tue 1 Dec/);
    expect(glance.buttons).toContain('Take it back');
    expect(glance.buttons).not.toContain('Ask for help');
    await glance.dismiss();
    const ada = world.slack.as('ada');
    const brief = await ada.inbox.next(/asks for your help/);
    expect(brief.text).toContain('We never find a time & I am lost');
    await brief.click('Look at the pair');
    await (await ada.modal('Pair')).dismiss();
    await brief.click('See all who need a human');
    const list = await ada.modal('Needs a human');
    expect(list.text).toContain('cleo, mentored by ben\nMentee asked for help. Get in touch with them.');
    expect(list.text).toContain('What they wrote to you: We never find a time & I am lost');
    await ben.types('/pairing');
    const his = await ben.modal('Your pairing');
    expect(his.text).not.toContain('help');
    expect(his.buttons).toContain('Ask for help');
    expect(count(ben, /asked for help|asks for your help|lost/)).toBe(0);
  });

  test('without a reason is as good', async () => {
    const { ben } = await welcomed(world);
    await taps(ben, 'Ask for help');
    await submits(ben, 'Ask for help');
    await ben.modal(/You asked for help/);
    expect((await world.slack.as('ada').inbox.next(/asks for your help/)).text).toContain('They gave no reason.');
  });

  test('taken back before anybody was told, nobody reads it', async () => {
    const { cleo } = await welcomed(world);
    await world.at('2026-12-01T20:00Z');
    await taps(cleo, 'Ask for help');
    await submits(cleo, 'Ask for help', { 'What is it about?': 'canary' });
    const glance = await cleo.modal(/You asked for help/);
    await glance.click('Take it back');
    await world.at('2026-12-02T10:00Z');
    await world.settles();
    const ada = world.slack.as('ada');
    expect(count(ada, /asks for your help|canary/)).toBe(0);
    await cleo.types('/pairing');
    expect((await cleo.modal('Your pairing')).buttons).toContain('Ask for help');
  });

  test('asked twice at once is asked once', async () => {
    const { cleo } = await welcomed(world);
    const glance = await taps(cleo, 'Ask for help');
    await submits(cleo, 'Ask for help', { 'What is it about?': 'first' });
    await glance.shows(/You asked for help/);
    await world.settles();
    expect(count(world.slack.as('ada'), /asks for your help/)).toBe(1);
  });
});

describe('after the only pairing has ended', () => {
  const WORDS =
    'Your pairing with ben has ended, and you are in no other one right now. What you kept stays yours: /takeaway find brings it back.';

  /** Cleo and Ben have met, Cleo has kept what she learned, and then ended their pairing. */
  async function over() {
    const people = await booked(world);
    const { cleo } = people;
    await world.at('2026-12-02T15:00Z');
    await cleo.types('/takeaway Ask one question more');
    await submits(cleo, 'Takeaway');
    await (await cleo.modal('Kept.')).dismiss();
    const home = await cleo.opensHome();
    const glance = await taps(cleo, 'End');
    await glance.shows('This pairing has ended.');
    expect(glance.buttons).toContain('All takeaways');
    await glance.dismiss();
    await world.settles();
    return { ...people, home };
  }

  test('Home says so, and leads to what was kept and to the meetings', async () => {
    const { cleo, ben, home } = await over();
    await home.shows('This pairing has ended. Thank you for the time you gave each other.');
    expect(home.text).toContain('You and ben');
    expect(home.text).toContain('What you kept stays yours: `/takeaway find` brings it back.');
    expect(home.buttons).toEqual(['All takeaways', 'All meetings']);
    await home.click('All takeaways');
    const kept = await cleo.modal('Takeaways');
    expect(kept.text).toContain('Ask one question more');
    await kept.dismiss();
    await home.click('All meetings');
    expect((await cleo.modal('Meetings')).text).toContain('Wed 2 Dec, 14:00 GMT');
    expect((await ben.opensHome()).text).toContain('This pairing has ended.');
  });

  test('/pairing shows how it was, with the way to what was kept', async () => {
    const { cleo } = await over();
    await cleo.types('/pairing');
    const glance = await cleo.modal('Your pairing');
    expect(glance.text).toContain('This pairing has ended.');
    expect(glance.text).toContain('Wed 2 Dec, 14:00 GMT, 45 minutes');
    await glance.click('All takeaways');
    expect((await cleo.modal('Takeaways')).text).toContain('Ask one question more');
  });

  test('/takeaway find still finds', async () => {
    const { cleo } = await over();
    expect((await cleo.types('/takeaway find question')).ephemeral?.text).toContain('Ask one question more');
  });

  test.each(['/book', '/agenda', '/agenda Budget', '/commit Call Eve', '/takeaway Listen'])(
    '%s says in clear words that there is no pairing any more',
    async (command) => {
      const { cleo } = await over();
      expect((await cleo.types(command)).ephemeral?.text).toBe(WORDS);
      expect(cleo.hasModal()).toBe(false);
    },
  );

  test('a new pairing takes its place', async () => {
    const { cleo, home } = await over();
    await world.pairs('dan', 'cleo');
    await home.shows('You and dan');
    expect(home.text).not.toContain('has ended');
    await cleo.types('/pairing');
    expect((await cleo.modal('Your pairing')).text).toContain('@dan');
  });
});
