import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Modal, Person } from '../../src/sandbox/driver.ts';
import { PEOPLE, startWorld, type World } from '../support/world.ts';
import { submits, submitsOnto } from './story.ts';

const OTHERS = [
  { name: 'gil', real_name: 'Gil Guest', is_restricted: true },
  { name: 'rob', real_name: 'Rob Robot', is_bot: true },
  { name: 'eva', real_name: 'Eva Admin', tz: 'Europe/London' },
];

let world: World;
beforeEach(async () => {
  world = await startWorld({ users: [...PEOPLE, ...OTHERS], admins: ['ada', 'eva'] });
});
afterEach(() => world.stop());

const WHO = 'Who coordinates it?';

async function opens(person: Person): Promise<Modal> {
  await person.types('/cohort');
  await (await person.modal('Cohorts')).click('Coordinators');
  return person.modal('Coordinators');
}

/** Ada says who coordinates the only cohort, and closes the hub. */
async function adaAppoints(...names: string[]) {
  const ada = world.slack.as('ada');
  const modal = await opens(ada);
  await modal.fill({ [WHO]: names.map((name) => `@${name}`) });
  const done = await submitsOnto(world, modal);
  if (done.closed) await (await ada.modal('Cohorts')).dismiss();
  return done;
}

describe('coordinators', () => {
  test('are appointed by an admin, and then run the cohort', async () => {
    await world.cohort('Leaders');
    const dan = world.slack.as('dan');
    expect((await dan.types('/cohort pair @ben @cleo')).ephemeral?.text).toContain('Only the coordinators of a cohort');
    await adaAppoints('ada', 'dan');
    await dan.types('/cohort');
    const hub = await dan.modal('Cohorts');
    expect(hub.buttons).toEqual(expect.arrayContaining(['Edit', 'End', 'Recent changes']));
    await hub.dismiss();
    await dan.types('/cohort pair @ben @cleo');
    await dan.inbox.next(/@ben now mentors @cleo/);
    expect((await opens(world.slack.as('ada'))).values[WHO]).toEqual(['ada', 'dan']);
  });

  test('who cannot be one is refused by name, and nobody is appointed along with them', async () => {
    await world.cohort('Leaders');
    const done = await adaAppoints('dan', 'gil', 'rob');
    expect(done.errors).toEqual({
      [WHO]:
        'gil is a guest in this workspace. Only full members can coordinate. rob is an app, and cannot coordinate anything.',
    });
    await (await world.slack.as('ada').modal('Coordinators')).dismiss();
    expect((await world.slack.as('dan').types('/cohort')).ephemeral?.text).toContain(
      'for the people who run a programme',
    );
  });

  test.each([
    ['/cohort pair @ben @eva', 'Only the coordinators of a cohort can pair people in it.'],
    ['/cohort reassign @cleo to @eva', 'Only the coordinators of a cohort can look after its pairs.'],
  ])(
    'who is dismissed while Slack is slow to tell who somebody is does nothing any more: %s',
    async (line, refused) => {
      await world.cohort('Leaders');
      await world.pairs('ben', 'cleo', 'Leaders');
      await adaAppoints('ada', 'dan');
      const dan = world.slack.as('dan');
      world.slack.faults.add({ on: { method: 'users.info' }, do: { delay: 1_500 } });
      await dan.types(line);
      await adaAppoints('ada');
      expect((await dan.inbox.next(/coordinators|mentors/)).text).toContain(refused);
      expect(world.slack.as('eva').inbox.all()).toEqual([]);
    },
  );

  test('who is dismissed is refused from then on, also in a form that was open before', async () => {
    await world.cohort('Leaders');
    await adaAppoints('ada', 'dan');
    const dan = world.slack.as('dan');
    await dan.types('/cohort');
    const hub = await dan.modal('Cohorts');
    await hub.click('Edit');
    const form = await dan.modal('Edit cohort');
    await form.fill({ Name: 'Mine now' });
    await adaAppoints('ada');
    const refused =
      'Only the people who run this cohort can do that. If you should be one of them, ask whoever runs this installation.';
    expect((await form.submit()).errors).toEqual({ Name: refused });
    await form.dismiss();
    expect((await dan.types('/cohort report')).ephemeral?.text).toContain('Only the coordinators of a cohort');
    expect((await dan.types('/cohort')).ephemeral?.text).toContain('for the people who run a programme');
    await world.slack.as('ada').types('/cohort');
    expect((await world.slack.as('ada').modal('Cohorts')).text).toContain('Leaders');
  });

  test('two admins at once: both of those they add are in, and nobody is lost', async () => {
    await world.cohort('Leaders');
    const [ada, eva] = [world.slack.as('ada'), world.slack.as('eva')];
    const [hers, theirs] = [await opens(ada), await opens(eva)];
    await hers.fill({ [WHO]: ['@ada', '@dan'] });
    await theirs.fill({ [WHO]: ['@ada', '@cleo'] });
    await submitsOnto(world, hers);
    await submitsOnto(world, theirs);
    await (await ada.modal('Cohorts')).dismiss();
    expect([...((await opens(ada)).values[WHO] ?? [])].sort()).toEqual(['ada', 'cleo', 'dan']);
  });

  test('a cohort may have none: admins run it all the same', async () => {
    await world.cohort('Leaders');
    await adaAppoints();
    expect((await opens(world.slack.as('eva'))).values[WHO]).toEqual([]);
  });

  test('somebody who was deactivated stays what they were, and is no trouble to the form', async () => {
    await world.cohort('Leaders');
    await adaAppoints('ada', 'dan');
    world.slack.changeUser('dan', { deleted: true });
    await world.settles();
    await adaAppoints('ada', 'cleo');
    world.slack.changeUser('dan', { deleted: false });
    await world.settles();
    expect([...((await opens(world.slack.as('ada'))).values[WHO] ?? [])].sort()).toEqual(['ada', 'cleo', 'dan']);
  });
});

describe('recent changes', () => {
  test('tell who did what, newest first, in the zone of whoever looks', async () => {
    await world.cohort('Leaders', { 'Mentees per mentor, at most': '2' });
    await world.at('2026-12-01T14:10Z');
    await adaAppoints('ada', 'dan');
    await world.at('2026-12-01T14:20Z');
    const dan = world.slack.as('dan');
    await dan.types('/cohort pair @ben @cleo');
    await dan.inbox.next(/now mentors/);
    await world.at('2026-12-01T14:30Z');
    await dan.types('/cohort');
    const hub = await dan.modal('Cohorts');
    await hub.click('Edit');
    await submits(dan, 'Edit cohort', { 'Ends on': '2027-06-30', 'Company holidays': '2026-12-24' });
    await hub.shows('30 Jun 2027');
    await hub.click('Recent changes');
    expect((await dan.modal('Recent changes')).text.split('\n')).toEqual([
      'Recent changes',
      'Leaders',
      '@dan changed Ends on (now Wed 30 Jun 2027), Company holidays (now 1 day)',
      'Tue 1 Dec 2026, 09:30 EST',
      '@dan paired two people: @ben mentors @cleo',
      'Tue 1 Dec 2026, 09:20 EST',
      '@ada appointed as coordinator: @dan',
      'Tue 1 Dec 2026, 09:10 EST',
      '@ada created the cohort',
      'Tue 1 Dec 2026, 09:00 EST',
    ]);
  });

  test('turn page by page, and those of other cohorts are not among them', async () => {
    await world.cohort('Coaches');
    await world.cohort('Leaders');
    const ada = world.slack.as('ada');
    await ada.types('/cohort');
    const hub = await ada.modal('Cohorts');
    for (let time = 1; time <= 21; time += 1) {
      await hub.click({ actionId: 'cohort.edit' });
      await submits(ada, 'Edit cohort', { Name: `Leaders ${time}` });
      await hub.shows(new RegExp(`^Leaders ${time}$`, 'm'));
    }
    await hub.click({ actionId: 'history.open' });
    const log = await ada.modal('Recent changes');
    const lines = () => log.text.split('\n').filter((line) => line.startsWith('@'));
    expect(lines()).toHaveLength(20);
    expect(log.buttons).toEqual(['Older']);
    await log.click('Older');
    await log.shows('created the cohort');
    expect(lines()).toEqual(['@ada changed Name', '@ada created the cohort']);
    expect(log.buttons).toEqual(['Newest']);
    await log.click('Newest');
    expect((await log.shows(/^(?!.*created)/s)).buttons).toEqual(['Older']);
  });
});

describe('the limit of mentees per mentor', () => {
  test('is named where it is reached, with the way to raise it', async () => {
    await world.cohort('Leaders', { 'Mentees per mentor, at most': '1' });
    const ada = world.slack.as('ada');
    await world.pairs('ben', 'cleo', 'Leaders');
    await ada.types('/cohort pair @ben @dan');
    await ada.inbox.next(
      'ben has 1 mentee in Leaders already, and that is the limit for one mentor there. Name somebody else, or raise the limit: /cohort, and then Edit.',
    );
    await ada.types('/cohort pair @cleo @dan');
    await ada.inbox.next(/@cleo now mentors @dan/);
    await ada.types('/cohort pair @ben @cleo');
    await ada.inbox.next('ben and cleo are already paired in Leaders.');
  });
});
