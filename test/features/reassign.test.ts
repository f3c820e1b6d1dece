import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openSqlite } from '../../src/store/sqlite/open.ts';
import { PEOPLE, startWorld, type World } from '../support/world.ts';
import { booked, count, heard, present, submits, welcomed } from './story.ts';

const OTHERS = [
  { name: 'eve', real_name: 'Eve Mentor', tz: 'Europe/Vienna' },
  { name: 'rob', real_name: 'Rob Robot', is_bot: true },
  { name: 'lea', real_name: 'Lea Left', deleted: true },
];

let world: World;
beforeEach(async () => {
  world = await startWorld({ users: [...PEOPLE, ...OTHERS] });
});
afterEach(() => world.stop());

/** What Ada reads after she typed a line: at once, or when Slack has been asked who people are. */
async function adaReads(line: string): Promise<string> {
  const ada = world.slack.as('ada');
  const { ephemeral } = await ada.types(line);
  return ephemeral?.text ?? (await ada.inbox.next()).text;
}

const DONE =
  '@eve now mentors @cleo, in place of @ben. All three hear of it within their own working hours.\nCohort: Leaders 2027';

describe('/cohort reassign @mentee to @new-mentor', () => {
  test('thanks the former mentor, welcomes the new one, and tells the mentee all of it in one message', async () => {
    const { ben, cleo } = await welcomed(world);
    await world.at('2026-12-01T14:30Z');
    expect(await adaReads('/cohort reassign @cleo to @eve')).toBe(DONE);
    const toCleo = await cleo.inbox.next(/Your new mentor in Leaders 2027/);
    expect(toCleo.text).toContain(
      'From now on @eve is your mentor, in place of @ben. The two of you meet every 2 weeks.',
    );
    expect(toCleo.text).toContain('Which time suits you? One tap offers it to @eve.');
    const toBen = await ben.inbox.next(/@cleo goes on with another mentor/);
    expect(toBen.text).toContain('Thank you for the time you gave.');
    const toEve = await world.slack.as('eve').inbox.next(/Welcome to Leaders 2027/);
    expect(toEve.text).toContain('@cleo is your mentee.');
    await world.settles();
    expect(heard(world, cleo)).toHaveLength(2);
    expect(heard(world, ben)).toHaveLength(2);
    expect(heard(world, world.slack.as('eve'))).toHaveLength(1);
  });

  test('calls a booked meeting off, with a file for the calendars of both', async () => {
    const { ben, cleo } = await booked(world);
    expect(await adaReads('/cohort reassign @cleo @eve')).toContain('Their booked meeting is called off.');
    const toCleo = await cleo.inbox.next(/Your new mentor/);
    expect(toCleo.text).toContain('Your meeting with @ben of *Wed 2 Dec, 14:00 GMT* is called off.');
    await toCleo.click('Calendar file');
    expect((await cleo.inbox.next(/take the cancelled meeting out/)).text).toContain('Calendar file');
    const toBen = await ben.inbox.next(/goes on with another mentor/);
    expect(toBen.text).toContain('Your meeting of *Wed 2 Dec, 15:00 CET* is called off.');
    await toBen.click('Calendar file');
    await ben.inbox.next(/take the cancelled meeting out/);
    await world.at('2026-12-02T13:00Z');
    expect(count(ben, /reminder/) + count(cleo, /reminder/)).toBe(0);
  });

  test('of a meeting before their window opens, both hear at once', async () => {
    const { ben, cleo } = await welcomed(world);
    await cleo.types('/pairing');
    await (await cleo.modal('Your pairing')).click('Already booked');
    await submits(cleo, 'Already booked', { Date: '2026-12-02', Time: '07:30' });
    await (await cleo.modal(/Booked:/)).dismiss();
    await world.at('2026-12-01T20:00Z');
    await adaReads('/cohort reassign @cleo to @eve');
    expect((await cleo.inbox.next(/Your new mentor/)).text).toContain('Wed 2 Dec, 07:30 GMT* is called off');
    await ben.inbox.next(/goes on with another mentor/);
    await world.settles();
    expect(world.slack.as('eve').inbox.all()).toEqual([]);
    await world.at('2026-12-02T09:00Z');
    await world.slack.as('eve').inbox.next(/Welcome/);
  });

  test.each([
    ['the same mentor', '@cleo to @ben', "ben is cleo's mentor already. Please name somebody else."],
    ['the mentee', '@cleo to @cleo', 'Nobody can mentor themselves. Please name somebody else as the new mentor.'],
    ['an app', '@cleo to @rob', 'rob is an app, and apps make poor company. Please name a person.'],
    [
      'somebody deactivated',
      '@cleo to @lea',
      "lea's account is deactivated, so they would never see a message. Please name somebody else.",
    ],
    [
      'somebody who has no mentor',
      '@dan to @eve',
      'This person has no mentor in a cohort that you run. Pair them first: /cohort pair @mentor @mentee',
    ],
    [
      'a mentor who is in no pair as a mentee',
      '@ben to @eve',
      'ben has no mentor in a cohort that you run. Pair them first: /cohort pair @mentor @mentee',
    ],
    [
      'three people',
      '@cleo @eve @dan',
      'Please name the mentee and the new mentor, in this order: /cohort reassign @mentee to @new-mentor',
    ],
  ])('%s is refused with the reason', async (_who, names, words) => {
    const { cleo } = await welcomed(world);
    expect(await adaReads(`/cohort reassign ${names}`)).toBe(words);
    await world.settles();
    expect(heard(world, cleo)).toHaveLength(1);
    expect(heard(world, world.slack.as('eve'))).toEqual([]);
  });

  test('names that Slack did not turn into people are asked for again', async () => {
    await welcomed(world);
    expect(await adaReads('/cohort reassign @nobody to @nowhere')).toContain(
      'Slack passed these names on as plain text',
    );
  });

  test('a mentor who has as many mentees as one may have stays as they are', async () => {
    await world.cohort('Leaders 2027', { 'Mentees per mentor, at most': '1' });
    await world.pairs('ben', 'cleo');
    await world.pairs('eve', 'dan');
    await world.settles();
    expect(await adaReads('/cohort reassign @cleo to @eve')).toContain(
      'eve has 1 mentee in Leaders 2027 already, and that is the limit for one mentor there.',
    );
    await world.settles();
    await world.slack.as('cleo').types('/pairing');
    expect((await world.slack.as('cleo').modal('Your pairing')).text).toContain('Your mentor: @ben');
  });

  test('somebody who mentors them in a second pair already is refused, and the first pair stays', async () => {
    await welcomed(world);
    await world.pairs('eve', 'cleo');
    await world.settles();
    const ada = world.slack.as('ada');
    await ada.types('/cohort reassign @cleo to @eve');
    const which = await ada.modal('Another mentor');
    await which.fill({ 'Which one is replaced?': 'ben · Leaders 2027' });
    const { errors } = await which.submit();
    expect(errors).toEqual({ 'New mentor': 'eve and cleo are already paired in Leaders 2027.' });
  });

  test('of several mentors, the form asks which one is replaced', async () => {
    const { ben, cleo } = await welcomed(world);
    await world.pairs('dan', 'cleo');
    const ada = world.slack.as('ada');
    await ada.types('/cohort reassign @cleo to @eve');
    const which = await ada.modal(/cleo has several mentors/);
    expect(which.values['New mentor']).toBe('eve');
    await which.fill({ 'Which one is replaced?': 'dan · Leaders 2027' });
    await which.submit();
    expect((await ada.modal('Done')).text).toContain('@eve now mentors @cleo, in place of @dan.');
    await cleo.inbox.next(/From now on @eve is your mentor, in place of @dan/);
    expect(count(ben, /another mentor/)).toBe(0);
  });

  test('by itself opens a form for both', async () => {
    const { cleo } = await welcomed(world);
    const ada = world.slack.as('ada');
    await ada.types('/cohort reassign');
    const modal = await ada.modal('Another mentor');
    await modal.fill({ Mentee: '@dan', 'New mentor': '@eve' });
    expect((await modal.submit()).errors).toEqual({
      Mentee: 'This person has no mentor in a cohort that you run. Pair them first: /cohort pair @mentor @mentee',
    });
    await modal.fill({ Mentee: '@cleo', 'New mentor': '@rob' });
    expect((await modal.submit()).errors?.['New mentor']).toContain('rob is an app');
    await modal.fill({ 'New mentor': '@eve' });
    await modal.submit();
    await (await ada.modal('Done')).dismiss();
    await cleo.inbox.next(/Your new mentor/);
  });

  test('twice at the same moment has one effect', async () => {
    const { cleo } = await welcomed(world);
    const ada = world.slack.as('ada');
    await Promise.all([ada.types('/cohort reassign @cleo to @eve'), ada.types('/cohort reassign @cleo @eve')]);
    await ada.inbox.next(/now mentors/);
    await ada.inbox.next(/no pair any more|mentor already/);
    await world.settles();
    expect(count(cleo, /Your new mentor/)).toBe(1);
    expect(count(world.slack.as('eve'), /Welcome/)).toBe(1);
  });

  test('what each of the three hears survives a restart, once', async () => {
    const { ben, cleo } = await welcomed(world);
    await world.at('2026-12-01T20:00Z');
    await adaReads('/cohort reassign @cleo to @eve');
    await world.settles();
    expect([heard(world, ben), heard(world, cleo)].map((lines) => lines.length)).toEqual([1, 1]);
    await world.restarts();
    await world.at('2026-12-02T11:30Z');
    await world.restarts();
    await world.at('2026-12-02T12:00Z');
    expect(heard(world, ben)).toHaveLength(2);
    expect(heard(world, cleo)).toHaveLength(2);
    expect(heard(world, world.slack.as('eve'))).toHaveLength(1);
  });

  test('is noted with who did it', async () => {
    await welcomed(world);
    await adaReads('/cohort reassign @cleo to @eve');
    await world.goesDown();
    const store = await openSqlite(world.config.db, { now: 0, newId: () => 'unused' });
    const [entry] = await store.audit.latest(world.slack.world.team.id, null, { before: null, count: 1 });
    await store.close();
    const { slack } = world;
    const [cleo, from, to] = ['cleo', 'ben', 'eve'].map((name) => slack.user(name).id);
    expect(entry).toMatchObject({
      action: 'mentor-changed',
      by: slack.user('ada').id,
      about: { mentee: cleo, from, to },
    });
    await world.starts();
  });
});

describe('the former mentor', () => {
  test('hears from every old button what is true, and changes nothing', async () => {
    const { ben, cleo, toBen } = await booked(world);
    await adaReads('/cohort reassign @cleo to @eve');
    await ben.inbox.next(/goes on with another mentor/);
    await toBen.clickStale('Cancel meeting');
    await ben.inbox.next('This pairing has ended, so there is nothing to book here.');
    await toBen.clickStale('Move');
    await ben.inbox.next('This pairing has ended, so there is nothing to book here.');
    await world.settles();
    expect(present(toBen).text).toContain('Your pairing with @cleo has ended.');
    expect(count(cleo, /had to call off/)).toBe(0);
  });
});

describe('in a draft', () => {
  test('nobody hears of it; once it starts, the mentee is welcomed with the new mentor alone', async () => {
    await world.cohort('Leaders 2027', { 'Not yet?': ['Keep it as a draft'] });
    const [ada, cleo] = [world.slack.as('ada'), world.slack.as('cleo')];
    await adaReads('/cohort pair @ben @cleo');
    expect(await adaReads('/cohort reassign @cleo to @eve')).toContain(
      'This cohort is a draft, so nobody hears of it yet.',
    );
    await world.settles();
    expect(cleo.inbox.all()).toEqual([]);
    await ada.types('/cohort');
    await (await ada.modal('Cohorts')).click('Start');
    await ada.modal(/Running/);
    const welcome = await cleo.inbox.next(/Welcome to Leaders 2027/);
    expect(welcome.text).toContain('@eve is your mentor.');
    await world.settles();
    expect(world.slack.as('ben').inbox.all()).toEqual([]);
  });
});

describe('who may give another mentor', () => {
  test('not somebody who takes part, nor who runs another cohort', async () => {
    await world.stop();
    world = await startWorld({ users: [...PEOPLE, ...OTHERS], admins: ['ada', 'dan'] });
    const dan = world.slack.as('dan');
    await welcomed(world);
    await dan.types('/cohort new Coaches');
    await submits(dan, 'New cohort', { 'Starts on': '2026-12-01', 'Ends on': '2027-11-30' });
    await (await dan.modal('Cohort created')).dismiss();
    await world.restarts({ admins: [world.slack.user('ada').id] });
    expect((await dan.types('/cohort reassign @cleo to @eve')).ephemeral?.text).toBe(
      'cleo has no mentor in a cohort that you run. Pair them first: /cohort pair @mentor @mentee',
    );
    for (const line of ['/cohort reassign @cleo to @eve', '/cohort reassign', '/cohort pause @cleo until 2027-01-15']) {
      expect((await world.slack.as('ben').types(line)).ephemeral?.text).toBe(
        'Only the coordinators of a cohort can look after its pairs. Your own pairing is under /pairing.',
      );
    }
    await world.settles();
    expect(heard(world, world.slack.as('eve'))).toEqual([]);
  });
});
