import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Modal, Person } from '../../src/sandbox/driver.ts';
import { PEOPLE, startWorld, type World } from '../support/world.ts';
import { submits, submitsOnto, welcomed } from './story.ts';
import { closesAll, comesBack, OFFERED } from './unsent.ts';

let world: World;
beforeEach(async () => {
  const others = [
    { name: 'eve', real_name: 'Eve Mentor', tz: 'Europe/Vienna' },
    { name: 'gil', real_name: 'Gil Guest', is_restricted: true },
  ];
  world = await startWorld({ users: [...PEOPLE, ...others], admins: ['ada', 'eve'] });
});
afterEach(() => world.stop());

/** Opens a form by a command, with nothing else open. */
function by(person: Person, command: string, title: string): () => Promise<Modal> {
  return async () => {
    await closesAll(person);
    await person.types(command);
    return person.modal(title);
  };
}

/** Opens a form by a button in the hub. */
function fromHub(person: Person, button: string, title: string): () => Promise<Modal> {
  return async () => {
    await (await by(person, '/cohort', 'Cohorts')()).click(button);
    return person.modal(title);
  };
}

/** Opens the form of a pause of the only pair, from the list of pairs. */
function pauseOfPair(person: Person): () => Promise<Modal> {
  return async () => {
    await (await fromHub(person, 'Pairs', 'Pairs')()).click({ actionId: 'pairs.look' });
    await (await person.modal('To write to them')).click('Pause');
    return person.modal('Who pauses?');
  };
}

const DATES = { 'Starts on': '2026-12-07', 'Ends on': '2027-11-30' };

describe('a form of those who run a cohort is offered as it was left', () => {
  test('/cohort new, whole; a new one begins afresh once it is sent', async () => {
    const ada = world.slack.as('ada');
    const entries = {
      Name: 'Coaches',
      ...DATES,
      'How often should pairs meet?': 'Every 4 weeks',
      'Working days': ['Monday', 'Tuesday'],
      'Company holidays': '2026-12-24 Christmas Eve',
      'Mentees per mentor, at most': '3',
      'Not yet?': ['Keep it as a draft'],
    };
    await comesBack(by(ada, '/cohort new', 'New cohort'), entries);
    expect((await by(ada, '/cohort new', 'New cohort')()).text).not.toContain(OFFERED);
  });

  test('/cohort new with a name that Slack closed the door on has the name', async () => {
    const ada = world.slack.as('ada');
    world.expects(/an answer did not reach its person/, /expired_trigger_id/);
    world.slack.faults.add({ on: { method: 'views.open' }, do: { error: 'expired_trigger_id' }, times: 1 });
    await ada.types('/cohort new Coaches');
    await ada.inbox.next(/Slack closed the door/);
    expect((await by(ada, '/cohort new', 'New cohort')()).values.Name).toBe('Coaches');
  });

  test('what /cohort new did not take is there again after the form was closed', async () => {
    const ada = world.slack.as('ada');
    await ada.types('/cohort new Coaches');
    const { errors } = await submits(ada, 'New cohort', { ...DATES, 'Company holidays': 'May Day' });
    expect(errors).toEqual({ 'Company holidays': expect.stringContaining('Line 1, "May Day"') });
    const again = await by(ada, '/cohort new', 'New cohort')();
    expect(again.values).toMatchObject({ Name: 'Coaches', ...DATES, 'Company holidays': 'May Day' });
  });

  test('Edit, over what others have saved since', async () => {
    await world.cohort('Leaders');
    const [ada, eve] = [world.slack.as('ada'), world.slack.as('eve')];
    const modal = await fromHub(ada, 'Edit', 'Edit cohort')();
    await modal.fill({ 'Company holidays': '2026-12-24 Christmas Eve' });
    await modal.close();
    await fromHub(eve, 'Edit', 'Edit cohort')();
    await submits(eve, 'Edit cohort', { Name: 'Leaders of Vienna', 'Mentees per mentor, at most': '2' });
    const again = await fromHub(ada, 'Edit', 'Edit cohort')();
    expect(again.text).toContain(OFFERED);
    expect(again.values).toMatchObject({
      Name: 'Leaders of Vienna',
      'Company holidays': '2026-12-24 Christmas Eve',
      'Mentees per mentor, at most': '2',
    });
    expect((await submitsOnto(world, again)).closed).toBe(true);
    const third = await fromHub(ada, 'Edit', 'Edit cohort')();
    expect(third.text).not.toContain(OFFERED);
    expect(third.values).toMatchObject({ Name: 'Leaders of Vienna', 'Company holidays': '2026-12-24 Christmas Eve' });
  });

  test('Edit that was shown anew because of somebody else, and closed then', async () => {
    await world.cohort('Leaders');
    const [ada, eve] = [world.slack.as('ada'), world.slack.as('eve')];
    const modal = await fromHub(ada, 'Edit', 'Edit cohort')();
    await modal.fill({ 'Company holidays': '2026-12-24 Christmas Eve' });
    await fromHub(eve, 'Edit', 'Edit cohort')();
    await submits(eve, 'Edit cohort', { 'Mentees per mentor, at most': '2' });
    expect((await modal.submit()).updated).toBe(true);
    await modal.dismiss();
    const again = await fromHub(ada, 'Edit', 'Edit cohort')();
    expect(again.values).toMatchObject({
      'Company holidays': '2026-12-24 Christmas Eve',
      'Mentees per mentor, at most': '2',
    });
  });

  test('Coordinators: who was added and taken away, and not whom somebody else appointed since', async () => {
    await world.cohort('Leaders');
    const [ada, eve] = [world.slack.as('ada'), world.slack.as('eve')];
    const who = 'Who coordinates it?';
    const modal = await fromHub(ada, 'Coordinators', 'Coordinators')();
    await modal.fill({ [who]: ['@ben'] });
    await modal.close();
    await fromHub(eve, 'Coordinators', 'Coordinators')();
    await submits(eve, 'Coordinators', { [who]: ['@ada', '@dan'] });
    const again = await fromHub(ada, 'Coordinators', 'Coordinators')();
    expect(again.text).toContain(OFFERED);
    expect(again.values[who]).toEqual(['dan', 'ben']);
    expect((await submitsOnto(world, again)).closed).toBe(true);
    const third = await fromHub(ada, 'Coordinators', 'Coordinators')();
    expect(third.text).not.toContain(OFFERED);
    expect(third.values[who]).toEqual(expect.arrayContaining(['ben', 'dan']));
    expect(third.values[who]).not.toContain('ada');
  });

  test('Coordinators that were not taken', async () => {
    await world.cohort('Leaders');
    const ada = world.slack.as('ada');
    const modal = await fromHub(ada, 'Coordinators', 'Coordinators')();
    await modal.fill({ 'Who coordinates it?': ['@ada', '@ben', '@gil'] });
    expect(Object.values((await modal.submit()).errors ?? {})).toEqual([expect.stringContaining('gil is a guest')]);
    const again = await fromHub(ada, 'Coordinators', 'Coordinators')();
    expect(again.values['Who coordinates it?']).toEqual(['ada', 'ben', 'gil']);
  });

  test('/cohort reassign, with both people', async () => {
    await welcomed(world);
    const ada = world.slack.as('ada');
    const modal = await by(ada, '/cohort reassign', 'Another mentor')();
    await modal.fill({ Mentee: '@cleo', 'New mentor': '@ben' });
    expect((await modal.submit()).errors).toBeDefined();
    const again = await by(ada, '/cohort reassign', 'Another mentor')();
    expect(again.values).toEqual({ Mentee: 'cleo', 'New mentor': 'ben' });
    await again.fill({ 'New mentor': '@eve' });
    expect((await again.submit()).updated).toBe(true);
    expect((await by(ada, '/cohort reassign', 'Another mentor')()).values).toEqual({
      Mentee: null,
      'New mentor': null,
    });
  });

  test('/cohort reassign of somebody with several mentors, up to the one who was chosen', async () => {
    await welcomed(world);
    await world.pairs('dan', 'cleo');
    const ada = world.slack.as('ada');
    const open = by(ada, '/cohort reassign @cleo to @eve', 'Another mentor');
    await comesBack(open, { 'Which one is replaced?': 'dan · Leaders 2027' });
    expect((await open()).text).not.toContain(OFFERED);
  });

  test('Another mentor, without somebody who has left since', async () => {
    await welcomed(world);
    const ada = world.slack.as('ada');
    const open = by(ada, '/cohort reassign @cleo', 'Another mentor');
    await world.pairs('dan', 'eve');
    const modal = await open();
    await modal.fill({ 'New mentor': '@dan' });
    await modal.close();
    expect((await open()).values['New mentor']).toBe('dan');
    world.slack.changeUser('dan', { deleted: true });
    await world.settles();
    expect((await open()).values['New mentor']).toBeNull();
  });

  test('pasted lines of an import, and into the cohort that is meant now', async () => {
    await world.cohort('Leaders');
    await world.cohort('Coaches');
    const ada = world.slack.as('ada');
    const lines = 'mentor,mentee\nbroken';
    await comesBack(
      by(ada, '/cohort import', 'Import pairs'),
      { Cohort: 'Leaders', 'Or paste the lines': lines },
      false,
    );
    const elsewhere = await by(ada, '/cohort import Coaches', 'Import pairs')();
    expect(elsewhere.values).toMatchObject({ Cohort: 'Coaches', 'Or paste the lines': lines });
    await elsewhere.fill({ 'Or paste the lines': null });
    await elsewhere.close();
    expect((await by(ada, '/cohort import', 'Import pairs')()).text).not.toContain(OFFERED);
  });

  test('pasted lines beside a file, which is to be picked anew', async () => {
    await world.cohort('Leaders');
    const ada = world.slack.as('ada');
    const modal = await by(ada, '/cohort import', 'Import pairs')();
    const file = await ada.uploads({ name: 'pairs.csv', content: 'mentor,mentee' });
    await modal.fill({ 'CSV file': [file], 'Or paste the lines': 'mentor,mentee' });
    expect((await modal.submit()).errors).toBeDefined();
    await modal.close();
    const again = await by(ada, '/cohort import', 'Import pairs')();
    expect(again.values).toMatchObject({ 'CSV file': [], 'Or paste the lines': 'mentor,mentee' });
    await again.fill({ 'Or paste the lines': null, 'CSV file': [file] });
    await again.close();
    expect((await by(ada, '/cohort import', 'Import pairs')()).text).not.toContain(OFFERED);
  });

  test('a pause of a pair, until its day has passed', async () => {
    await welcomed(world);
    const ada = world.slack.as('ada');
    const modal = await pauseOfPair(ada)();
    await modal.fill({ 'Who pauses?': 'cleo, in all pairs', 'Last day of the pause': '2026-12-08' });
    await modal.close();
    const again = await pauseOfPair(ada)();
    expect(again.values).toEqual({ 'Who pauses?': 'cleo, in all pairs', 'Last day of the pause': '2026-12-08' });
    await again.close();
    await world.at('2026-12-09T08:00Z');
    expect((await pauseOfPair(ada)()).values).toEqual({
      'Who pauses?': 'cleo, in all pairs',
      'Last day of the pause': '2026-12-23',
    });
  });

  test('/cohort pause, with the person who was named and the day', async () => {
    await welcomed(world);
    const ada = world.slack.as('ada');
    const open = by(ada, '/cohort pause @cleo', 'Pause somebody');
    await comesBack(open, { 'Last day of the pause': '2026-12-18' });
    await ada.modal(/@cleo is away up to and including \*Fri 18 Dec\*/);
    expect((await by(ada, '/cohort pause', 'Pause somebody')()).values['Who?']).toBeNull();
  });
});

test('what an admin had typed is nobody else’s', async () => {
  await world.cohort('Leaders');
  const [ada, eve] = [world.slack.as('ada'), world.slack.as('eve')];
  const modal = await by(ada, '/cohort import', 'Import pairs')();
  await modal.fill({ 'Or paste the lines': 'canary,canary' });
  await modal.close();
  expect((await by(eve, '/cohort import', 'Import pairs')()).values['Or paste the lines']).toBeNull();
  expect(world.logLines.join('\n')).not.toContain('canary');
});
