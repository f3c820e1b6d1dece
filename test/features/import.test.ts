import { afterEach, beforeEach, expect, test } from 'vitest';
import { PEOPLE, startWorld, type World } from '../support/world.ts';
import { submits } from './story.ts';

let world: World;
beforeEach(async () => {
  world = await startWorld({ users: [...PEOPLE] });
});
afterEach(() => world.stop());

test('smoke', async () => {
  await world.cohort();
  const ada = world.slack.as('ada');
  await ada.types('/cohort import');
  const file = await ada.uploads({ name: 'pairs.csv', content: 'mentor,mentee\nben@example.com,cleo@example.com\nben@example.com,nobody@example.com\n' });
  const done = await submits(ada, 'Import pairs', { 'CSV file': [file] });
  console.log(done);
  await world.settles();
  const result = await ada.inbox.next(/pairs.csv/);
  console.log(result.text, result.buttons);
  await result.click('Import the pair');
  await world.settles();
  console.log(result.now()?.text);
  await world.slack.clock.advance(61_000);
  await world.settles();
  console.log(result.now()?.text);
  console.log(world.slack.log.calls.map((c) => c.method).join(' '));
});
