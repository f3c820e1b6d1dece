import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Entry, Modal, Person } from '../../src/sandbox/driver.ts';
import { startWorld, type World } from '../support/world.ts';
import { count, heard, submits, submitsOnto, timePasses, welcomed } from './story.ts';

let world: World;
beforeEach(async () => {
  world = await startWorld({ admins: ['ada', 'dan'] });
});
afterEach(() => world.stop());

/** The form of the only cohort, as somebody opens it from the hub. */
async function edits(person: Person): Promise<Modal> {
  await person.types('/cohort');
  const hub = await person.modal('Cohorts');
  await hub.click('Edit');
  return person.modal('Edit cohort');
}

async function adaSaves(entries: Record<string, Entry>) {
  const form = await edits(world.slack.as('ada'));
  await form.fill(entries);
  const done = await submitsOnto(world, form);
  if (!done.closed) return done;
  await (await world.slack.as('ada').modal('Cohorts')).dismiss();
  return done;
}

describe('editing a cohort', () => {
  test('shows what was set, and keeps what is changed', async () => {
    await world.cohort('Leaders');
    const ada = world.slack.as('ada');
    const form = await edits(ada);
    expect(form.values).toEqual({
      Name: 'Leaders',
      'Starts on': '2026-12-01',
      'Ends on': '2027-11-30',
      'How often should pairs meet?': 'Every 2 weeks',
      'How long is a meeting?': '45 minutes',
      'Time zone': 'Europe/Vienna',
      'Working days': ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday'],
      'Company holidays': null,
      'Mentees per mentor, at most': null,
      'Channel for announcements': null,
    });
    await form.fill({
      Name: 'Leaders & Coaches',
      'Ends on': '2027-06-30',
      'How often should pairs meet?': 'Every 3 weeks',
      'Time zone': 'Europe/London',
      'Working days': ['Monday', 'Tuesday', 'Wednesday', 'Thursday'],
      'Company holidays': '2026-12-24 to 2027-01-01 Winter break\n2027-05-03, May Day',
      'Mentees per mentor, at most': '2',
      'Channel for announcements': '#general',
    });
    await form.submit();
    const hub = await ada.modal('Cohorts');
    await hub.shows('Leaders & Coaches\nRunning · 0 pairs · 211 days to go\nTue 1 Dec 2026 to Wed 30 Jun 2027');
    await hub.click('Edit');
    expect((await ada.modal('Edit cohort')).values).toMatchObject({
      Name: 'Leaders & Coaches',
      'How often should pairs meet?': 'Every 3 weeks',
      'Time zone': 'Europe/London',
      'Working days': ['Monday', 'Tuesday', 'Wednesday', 'Thursday'],
      'Company holidays': '2026-12-24 to 2027-01-01 Winter break\n2027-05-03 May Day',
      'Mentees per mentor, at most': '2',
      'Channel for announcements': world.slack.world.conversations.find('#general')?.id,
    });
  });

  test.each([
    [
      '2026-12-24\nChristmas',
      'Line 2, "Christmas": write a date such as 2026-12-24, or two such as 2026-12-24 to 2027-01-01.',
    ],
    ['2026-02-30', 'Line 1, "2026-02-30": no calendar has the day 2026-02-30.'],
    ['\n\n2027-01-01 to 2026-12-24 x', 'Line 3, "2027-01-01 to 2026-12-24 x": the second date comes before the first.'],
  ])('says which line of the holidays it cannot read, and what is typed stays: %j', async (typed, words) => {
    await world.cohort('Leaders');
    const form = await edits(world.slack.as('ada'));
    await form.fill({ 'Company holidays': typed, Name: 'Others' });
    expect((await form.submit()).errors).toEqual({ 'Company holidays': words });
    expect(form.values).toMatchObject({ 'Company holidays': typed, Name: 'Others' });
  });

  test('an end in the past is refused: to end a cohort is a button of its own', async () => {
    await world.cohort('Leaders', { 'Starts on': '2026-01-01' });
    const done = await adaSaves({ 'Ends on': '2026-11-30' });
    expect(done.errors).toEqual({ 'Ends on': 'This end is in the past. Pick a later date.' });
  });

  test('a name that another cohort has is refused beside it', async () => {
    await world.cohort('Coaches');
    await world.cohort('Leaders');
    const done = await adaSaves({ Name: ' COACHES ' });
    expect(done.errors).toEqual({
      Name: 'There is already a cohort called "COACHES". Pick another name, so that nobody mixes them up.',
    });
  });

  test('an earlier end makes it end earlier, a later one later', async () => {
    await welcomed(world);
    await adaSaves({ 'Ends on': '2026-12-04' });
    await world.at('2026-12-04T12:00Z');
    await adaSaves({ 'Ends on': '2026-12-08' });
    await world.at('2026-12-07T12:00Z');
    const cleo = world.slack.as('cleo');
    expect(count(cleo, /come to its end/)).toBe(0);
    await world.at('2026-12-09T11:00Z');
    await cleo.inbox.next(/come to its end/);
  });
});

describe('two people who edit at once', () => {
  test('the later one sees what changed, keeps what they typed, and takes the rest over', async () => {
    await world.cohort('Leaders');
    const [ada, dan] = [world.slack.as('ada'), world.slack.as('dan')];
    const [hers, his] = [await edits(ada), await edits(dan)];
    await hers.fill({ Name: 'Leaders of Ada', 'Ends on': '2027-06-30' });
    await hers.submit();
    await his.fill({ Name: 'Leaders of Dan', 'Company holidays': '2026-12-24' });
    expect((await his.submit()).updated).toBe(true);

    const again = await dan.modal('Edit cohort');
    expect(again.text).toContain('Somebody changed this cohort while you had it open, so nothing is saved yet.');
    expect(again.text).toContain('• Name is “Leaders of Ada” now\n• Ends on is Wed 30 Jun 2027 now');
    expect(again.values).toMatchObject({
      Name: 'Leaders of Dan',
      'Ends on': '2027-06-30',
      'Company holidays': '2026-12-24',
    });
    await again.submit();
    await (await dan.modal('Cohorts')).shows('Leaders of Dan');
    expect((await dan.modal('Cohorts')).text).toContain('Tue 1 Dec 2026 to Wed 30 Jun 2027');
  });

  test('who changed the same in the same way needs not look again', async () => {
    await world.cohort('Leaders');
    const [hers, his] = [await edits(world.slack.as('ada')), await edits(world.slack.as('dan'))];
    await hers.fill({ 'Ends on': '2027-06-30' });
    await hers.submit();
    await his.fill({ 'Ends on': '2027-06-30', Name: 'Others' });
    await his.submit();
    await (await world.slack.as('dan').modal('Cohorts')).shows('Others');
  });
});

describe('a holiday', () => {
  const WINTER = { 'Company holidays': '2026-12-02 to 2026-12-08 Works outing' };

  test('puts off questions that would fall on it, and counts as no working day', async () => {
    const { ben, cleo } = await welcomed(world);
    await adaSaves(WINTER);
    await timePasses(world, '2026-12-16T17:00Z', 15);
    // Without it Cleo would be asked on Friday the 4th, three working days after her welcome, and Ben on the 8th.
    expect(heard(world, cleo).map((line) => line.replace(/T\d\d:\d\dZ/, ''))).toEqual([
      '2026-12-01 Welcome to Leaders 2027',
      '2026-12-11 Your next meeting with @ben has no date yet',
      '2026-12-16 You and @ben have no date so far',
    ]);
    expect(heard(world, ben)[1]).toMatch(/^2026-12-(11|14)T.* You and @cleo have no meeting booked$/);
  });

  test('moves the reminder for a meeting after it to the morning of that day', async () => {
    const { ben, cleo, toCleo } = await welcomed(world);
    await toCleo.click('Another time');
    await submits(cleo, 'Book a meeting', { Date: '2026-12-10', Time: '14:00' });
    await (await ben.inbox.next(/@cleo suggests/)).click('Accept');
    await cleo.inbox.next(/Good news/);
    await adaSaves({ 'Company holidays': '2026-12-09' });
    await timePasses(world, '2026-12-10T13:00Z', 30);
    const reminded = heard(world, cleo).filter((line) => line > '2026-12-08');
    expect(reminded).toHaveLength(1);
    expect(reminded[0]).toMatch(/^2026-12-10T09:30Z /);
  });

  test('holds no suggested time', async () => {
    const { cleo } = await welcomed(world);
    const days = async () => {
      await cleo.types('/book');
      const modal = await cleo.modal('Book a meeting');
      const offered = await modal.options('Which time?');
      await modal.dismiss();
      return offered.map((each) => Number(/ (\d+) Dec/.exec(each)?.[1] ?? 0)).filter((day) => day > 0);
    };
    expect((await days()).filter((day) => day <= 8)).not.toEqual([]);
    await adaSaves(WINTER);
    const after = await days();
    expect(after).not.toEqual([]);
    expect(after.filter((day) => day <= 8)).toEqual([]);
  });

  test('is no reason to refuse a time that was offered before it: it is suggested, and both read what day it is', async () => {
    const { ben, toCleo } = await welcomed(world);
    await adaSaves(WINTER);
    await toCleo.clickStale('Wed 2 Dec, 14:00 GMT');
    const words = 'That day is a holiday in Leaders 2027: Works outing.';
    const proposal = await ben.inbox.next(/@cleo suggests \*Wed 2 Dec, 15:00 CET\*/);
    expect(proposal.text).toContain(words);
    expect((await toCleo.edited(/You suggested \*Wed 2 Dec, 14:00 GMT\*/)).text).toContain(words);
    await proposal.click('Accept');
    expect((await proposal.edited(/Booked: \*Wed 2 Dec, 15:00 CET\*/)).text).not.toContain(words);
  });

  test('that is taken back lets go at once what waited for it', async () => {
    const { cleo } = await welcomed(world);
    await adaSaves(WINTER);
    await timePasses(world, '2026-12-07T10:00Z', 60);
    expect(heard(world, cleo)).toHaveLength(1);
    await adaSaves({ 'Company holidays': '' });
    await timePasses(world, '2026-12-07T16:00Z', 30);
    const [asked, ...more] = heard(world, cleo).slice(1);
    expect(asked).toMatch(/^2026-12-07T10:.* Your next meeting with @ben has no date yet$/);
    expect(more).toEqual([]);
  });
});
