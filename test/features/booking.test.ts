import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startWorld, type World } from '../support/world.ts';

let world: World;
beforeEach(async () => {
  world = await startWorld();
});
afterEach(() => world.stop());

describe('a pair books its first meeting', () => {
  test('Cleo taps a slot, Ben accepts, both see it booked', async () => {
    const [ben, cleo] = [world.slack.as('ben'), world.slack.as('cleo')];
    await world.pairs('ben', 'cleo');

    const welcome = await cleo.inbox.next(/Welcome to Leaders 2027/);
    expect(welcome.buttons).toEqual([
      'Wed 2 Dec, 14:00 GMT',
      'Thu 3 Dec, 13:00 GMT',
      'Mon 7 Dec, 10:30 GMT',
      'Another time',
      'Already booked',
      'Snooze',
    ]);
    await welcome.click('Wed 2 Dec, 14:00 GMT');

    const proposal = await ben.inbox.next(/@cleo suggests \*Wed 2 Dec, 15:00 CET\*/);
    await proposal.click('Accept');

    const booked = await cleo.inbox.next(/you and @ben have a meeting/);
    expect(booked.text).toContain('Booked: *Wed 2 Dec, 14:00 GMT* (45 minutes; 15:00 CET for @ben)');
    expect((await proposal.edited(/Booked/)).buttons).not.toContain('Accept');
    expect((await welcome.edited(/Booked for \*Wed 2 Dec, 14:00 GMT\*/)).buttons).toEqual([]);
    expect((await ben.opensHome()).text).toContain('Booked: *Wed 2 Dec, 15:00 CET*');
    expect((await cleo.opensHome()).text).toContain('Booked: *Wed 2 Dec, 14:00 GMT*');
  });
});
