import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startWorld, type World } from '../support/world.ts';
import { booked, count, moving, submits } from './story.ts';

let world: World;
beforeEach(async () => {
  world = await startWorld();
});
afterEach(() => world.stop());

const SOON = /You and @\w+ meet at/;

describe('ten minutes before a meeting', () => {
  test('both have at hand where to meet, the agenda, the expectation and what is still open, in one message', async () => {
    const { ben, cleo, toCleo } = await booked(world);
    await toCleo.click('Move');
    await submits(cleo, 'Move the meeting', { 'Where?': 'Room 4' });
    await cleo.types('/agenda Budget (10 min)');
    await cleo.types('/agenda');
    await submits(cleo, 'Agenda', { 'What do you expect of this meeting?': 'Courage', Structure: 'GROW · 50 min' });
    await ben.types('/commit Send the list');
    await submits(ben, 'Commitment', { 'By when?': '2026-12-09' });
    await (await ben.modal('Noted.')).dismiss();
    await world.at('2026-12-02T13:49Z');
    expect(count(ben, SOON)).toBe(0);
    await world.at('2026-12-02T13:50Z');
    const his = await ben.inbox.next(SOON);
    expect(his.text).toBe(
      [
        'You and @cleo meet at *15:00*.',
        'Where: Room 4',
        'On the agenda:',
        '• Budget (10 min) · cleo',
        'What cleo expects: Courage',
        'Structure: GROW, 50 minutes',
        'What you set out to do',
        '• Send the list (by Wed 9 Dec)',
      ].join('\n'),
    );
    const hers = await cleo.inbox.next(SOON);
    expect(hers.text).toContain('What you expect: Courage');
    expect(hers.text).toContain('What ben set out to do\n• Send the list (by Wed 9 Dec)');
    await world.at('2026-12-02T13:55Z');
    expect([count(ben, SOON), count(cleo, SOON)]).toEqual([1, 1]);
  });

  test('each can turn it off for themselves, with one tap, and on again at Home', async () => {
    const { ben, cleo } = await booked(world);
    await world.at('2026-12-02T13:50Z');
    await (await cleo.inbox.next(SOON)).click('No more of these');
    await world.at('2026-12-02T15:00Z');
    await ben.types('/pairing');
    await (await ben.modal('Your pairing')).click('Already booked');
    await submits(ben, 'Already booked', { Date: '2026-12-08', Time: '15:00' });
    await world.at('2026-12-08T13:50Z');
    // Those of the first meeting say by now that it is over.
    expect([count(ben, SOON), count(cleo, SOON)]).toEqual([1, 0]);
    const home = await cleo.opensHome();
    await home.click('Message me before meetings');
    await world.settles();
    expect((await cleo.home(/Your settings/)).buttons).toContain('No message before meetings');
  });

  test('of a meeting that moved twice it comes once, before the last time that was agreed', async () => {
    const { ben, cleo, proposal } = await moving(world);
    await proposal.click('Accept');
    await (await cleo.inbox.next(/agreed to move/)).click('Move');
    await submits(cleo, 'Move the meeting', { Date: '2026-12-04', Time: '11:00' });
    await (await ben.inbox.next(/suggests moving your meeting from \*Thu 3 Dec/)).click('Accept');
    for (const before of ['2026-12-02T13:50Z', '2026-12-03T10:50Z']) await world.at(before);
    expect([count(ben, SOON), count(cleo, SOON)]).toEqual([0, 0]);
    await world.at('2026-12-04T10:50Z');
    expect([count(ben, SOON), count(cleo, SOON)]).toEqual([1, 1]);
  });
});
