import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startWorld, type World } from '../support/world.ts';
import { booked } from './story.ts';

let world: World;
beforeEach(async () => {
  world = await startWorld();
});
afterEach(() => world.stop());

/** The report that somebody gets when they ask for it. */
async function reportFor(name: string, words = '') {
  const person = world.slack.as(name);
  await person.types(`/cohort report${words}`);
  await person.inbox.next(/I have sent you the report/);
  const report = person.inbox.all().findLast(({ text }) => text.includes('how it goes'));
  if (!report) throw new Error('There is no report.');
  return report;
}

describe('/cohort report', () => {
  test('sends Ada the figures of her cohort, and says what changed the next time', async () => {
    await booked(world);
    const first = await reportFor('ada');
    expect(first.text.split('\n').slice(0, 4)).toEqual([
      'Leaders 2027: how it goes, Tue 1 Dec',
      'Your first report on this cohort. The next one will say what changed.',
      '*Next meeting booked*',
      '1 of 1 (100 %) pairs',
    ]);
    await world.pairs('ben', 'dan');
    await world.at('2026-12-21T14:00:00Z');
    const second = await reportFor('ada');
    expect(second.text.split('\n').slice(1, 9)).toEqual([
      'Changes since your last report, Tue 1 Dec, 15:00 CET.',
      '*Next meeting booked*',
      '0 of 2 (0 %) pairs, down 1',
      '*Meetings held*',
      '0 of 2 (0 %) expected, no change',
      '1 more: nobody said yet',
      '*First meeting in time*',
      '1 of 2 (50 %) pairs, up 1',
    ]);
  });
});
