import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Person, SeenByPerson } from '../../src/sandbox/driver.ts';
import { objects } from '../../src/sandbox/json.ts';
import type { Json } from '../../src/sandbox/model.ts';
import { PEOPLE, startWorld, type World } from '../support/world.ts';
import { present, submits } from './story.ts';

let world: World;
let ada: Person;
beforeEach(async () => {
  world = await startWorld({ users: [...PEOPLE, { name: 'eve', tz: 'Europe/Vienna' }], admins: ['ada', 'ben'] });
  ada = world.slack.as('ada');
});
afterEach(() => world.stop());

const LINES = 'mentor,mentee\ncleo@example.com,dan@example.com';
const NOT_YOURS = 'Only who brought a file, and coordinates its cohort, can say what becomes of it.';
const NOT_COORDINATOR = 'Only the coordinators of a cohort can import pairs into it. Ask one of them to do it.';

async function pastes(person: Person, cohort: string): Promise<SeenByPerson> {
  await person.types(`/cohort import ${cohort}`);
  await submits(person, 'Import pairs', { 'Or paste the lines': LINES });
  await (await person.modal('You can close this window')).dismiss();
  await world.settles();
  return person.inbox.next(new RegExp(`Import into ${cohort}`));
}

/** The latest interaction that somebody sent, sent once more by another, with changes, as a client of their own making could. */
async function forges(person: Person, label: RegExp, change: (payload: Json) => void) {
  const seen = world.slack.log.envelopes.findLast((entry) => label.test(entry.label));
  if (!seen) throw new Error(`Nothing like ${label} was sent.`);
  const payload = structuredClone(seen.payload);
  Object.assign(payload, { user: { id: person.id, team_id: world.slack.world.team.id } });
  payload.trigger_id = world.slack.world.triggers.create(person.id);
  change(payload);
  return world.slack.world.deliveries.send('interactive', `forged ${seen.label}`, payload);
}

const valueBehind = (message: SeenByPerson, label: string): string => {
  const elements = (message.raw.blocks ?? []).flatMap((block) => objects(block.elements));
  return String(elements.find(({ text }) => (text as Json | undefined)?.text === label)?.value);
};
const click = (change: Json) => (payload: Json) => void Object.assign(objects(payload.actions)[0] ?? {}, change);

describe('who may import', () => {
  test('Eve, who runs nothing, is told whom to ask', async () => {
    await world.cohort();
    const { ephemeral } = await world.slack.as('eve').types('/cohort import');
    expect(ephemeral?.text).toBe(NOT_COORDINATOR);
    expect(world.slack.as('eve').hasModal()).toBe(false);
  });

  test('without a cohort that takes pairs Ada is told to create one', async () => {
    const { ephemeral } = await ada.types('/cohort import');
    expect(ephemeral?.text).toBe(
      'There is no cohort that takes pairs. Create one with /cohort new, and then import them.',
    );
  });

  test('the cohort that Ada names is chosen, the others can be', async () => {
    await world.cohort('Leaders 2027');
    await world.cohort('Rising Stars');
    await ada.types('/cohort import into leaders');
    const modal = await ada.modal('Import pairs');
    expect(await modal.options('Cohort')).toEqual(['Leaders 2027', 'Rising Stars']);
    expect(modal.labels).toEqual(['Cohort', 'CSV file', 'Or paste the lines']);
  });

  test('Eve cannot submit the form of Ada', async () => {
    await world.cohort();
    await pastes(ada, 'Leaders 2027');
    const before = world.slack.as('eve').inbox.all().length;
    await forges(world.slack.as('eve'), /^view_submission import/, (payload) => {
      Object.assign(payload.view as Json, { hash: 'another', id: 'V0FORGED' });
    });
    await world.settles();
    expect(
      world.slack
        .as('eve')
        .inbox.all()
        .slice(before)
        .map(({ text }) => text)
        .join(),
    ).not.toContain('make a pair');
  });
});

describe('who may say what becomes of an import', () => {
  test.each(['import.accept', 'import.drop', 'import.again'])(
    'not Eve, who runs nothing, by a forged %s',
    async (action_id) => {
      await world.cohort();
      await world.cohort('Rising Stars');
      const mine = await pastes(ada, 'Rising Stars');
      await mine.click('Drop it');
      const result = await pastes(ada, 'Leaders 2027');
      const before = result.text;
      const value = valueBehind(result, 'Import the pair');
      await forges(world.slack.as('eve'), /^block_actions import.drop/, click({ action_id, value }));
      // The copied payload has Ada's address for the answer.
      await ada.inbox.next(NOT_YOURS);
      await world.settles();
      expect(present(result).text).toBe(before);
    },
  );

  test('not Ben, another admin, who did not bring it', async () => {
    await world.cohort();
    await world.cohort('Rising Stars');
    const other = await pastes(ada, 'Rising Stars');
    await other.click('Drop it');
    const result = await pastes(ada, 'Leaders 2027');
    await forges(
      world.slack.as('ben'),
      /^block_actions import.drop/,
      click({ action_id: 'import.accept', value: valueBehind(result, 'Import the pair') }),
    );
    await ada.inbox.next(NOT_YOURS);
    await world.settles();
    expect(present(result).buttons).toEqual(['Import the pair', 'Drop it']);
  });

  test.each([
    ['{"i":"of nobody"}', NOT_YOURS],
    ['rubbish', /older message/],
    ['{"p":"x"}', /older message/],
  ])('nobody by the id %s', async (value, words) => {
    await world.cohort();
    const result = await pastes(ada, 'Leaders 2027');
    await result.click('Drop it');
    await forges(ada, /^block_actions import.drop/, click({ action_id: 'import.accept', value }));
    await ada.inbox.next(words);
  });

  test('Ada still, once she is no admin but coordinates the cohort', async () => {
    await world.cohort();
    const result = await pastes(ada, 'Leaders 2027');
    await world.restarts({ admins: [world.slack.user('ben').id] });
    await result.click('Import the pair');
    await world.settles();
    expect(present(result).text).toContain('1 pair is in Leaders 2027.');
  });
});

test('from the hub of her cohorts Ada opens the form on top, and the result comes as a message', async () => {
  await world.cohort();
  await ada.types('/cohort');
  await (await ada.modal('Cohorts')).click('Import');
  await submits(ada, 'Import pairs', { 'Or paste the lines': LINES });
  await (await ada.modal('You can close this window')).close();
  expect((await ada.modal()).title).toBe('Cohorts');
  await world.settles();
  await ada.inbox.next(/it makes a pair/);
});
