import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startWorld, type World } from '../support/world.ts';
import { submits, welcomed } from './story.ts';

let world: World;
beforeEach(async () => {
  world = await startWorld();
});
afterEach(() => world.stop());

describe('keeping what was learned', () => {
  test('Cleo keeps a takeaway, and both of the pair find it', async () => {
    const { ben, cleo } = await welcomed(world);
    await cleo.types('/takeaway Ask one question more');
    const modal = await cleo.modal('Takeaway');
    expect(modal.values['What did you learn?']).toBe('Ask one question more');
    await modal.fill({ Tags: 'Feedback, #Coaching' });
    await modal.submit();
    await (await cleo.modal('Kept.')).dismiss();
    const { ephemeral } = await ben.types('/takeaway find question');
    expect(ephemeral?.text).toBe(
      [
        'Takeaways that fit “question”, the best first: 1 of 1',
        'Ask one question more',
        'cleo · Tue 1 Dec 2026 · #feedback · #coaching · Only the two of you',
      ].join('\n'),
    );
    expect(ephemeral?.buttons).toEqual([]);
    const hers = await cleo.types('/takeaway find');
    expect(hers.ephemeral?.buttons).toEqual(['Edit', 'Out of date', 'Withdraw']);
    await submits;
  });
});
