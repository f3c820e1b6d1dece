import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startWorld, type World } from '../support/world.ts';
import { booked, count, moving, present, submits } from './story.ts';

let world: World;
beforeEach(async () => {
  world = await startWorld();
});
afterEach(() => world.stop());

describe('moving a booked meeting', () => {
  test('Cleo offers another time; the meeting stays where it is until Ben accepts', async () => {
    const { ben, cleo, toCleo, toBen } = await booked(world);
    expect(toCleo.buttons).toEqual([
      'Add to Google Calendar',
      'Add to Outlook',
      'Calendar file',
      'Move',
      'Cancel meeting',
    ]);
    await toCleo.click('Move');
    const modal = await cleo.modal('Move the meeting');
    expect(modal.text).toContain('Booked now: *Wed 2 Dec, 14:00 GMT*');
    expect(modal.text).toContain('It stays there until @ben accepts the new time.');
    expect(modal.values).toMatchObject({ Date: '2026-12-02', Time: '14:00', 'How long?': '45 minutes' });
    await submits(cleo, 'Move the meeting', { Date: '2026-12-03', Time: '11:00' });

    const proposal = await ben.inbox.next(/suggests moving/);
    expect(proposal.text).toContain(
      '@cleo suggests moving your meeting from *Wed 2 Dec, 15:00 CET* to *Thu 3 Dec, 12:00 CET*',
    );
    expect(proposal.buttons).toEqual(['Accept', 'Another time', 'Keep the old time', 'Cancel meeting']);
    const waiting = await toCleo.edited(/You suggested moving/);
    expect(waiting.buttons).toEqual(['Another time', 'Take it back', 'Cancel meeting']);
    expect((await toBen.edited(/Booked for \*Wed 2 Dec, 15:00 CET\*/)).buttons).toEqual([]);
  });

  test('Ben accepts: it is at the new time for both, and nobody reads of the old one', async () => {
    const { ben, cleo, proposal } = await moving(world);
    await proposal.click('Accept');
    expect((await cleo.inbox.next(/@ben agreed to move/)).text).toContain('Booked: *Thu 3 Dec, 11:00 GMT*');
    expect((await proposal.edited(/Booked/)).text).toContain('*Thu 3 Dec, 12:00 CET*');
    await world.settles();
    expect(count(ben, /Wed 2 Dec/)).toBe(0);
    expect(count(cleo, /Wed 2 Dec/)).toBe(0);
  });

  test('Ben keeps the old time, and Cleo hears of it', async () => {
    const { cleo, proposal } = await moving(world);
    await proposal.click('Keep the old time');
    const told = await cleo.inbox.next(/@ben would rather keep the time of your meeting/);
    expect(told.text).toContain('Booked: *Wed 2 Dec, 14:00 GMT*');
    expect((await proposal.edited(/Booked: \*Wed 2 Dec, 15:00 CET\*/)).buttons).toContain('Move');
  });

  test('Cleo takes the offer back: the meeting stands, and Ben cannot accept the move', async () => {
    const { ben, toCleo, proposal } = await moving(world);
    await toCleo.click('Take it back');
    expect((await proposal.edited(/Booked: \*Wed 2 Dec/)).buttons).not.toContain('Accept');
    await proposal.clickStale('Accept');
    const refused = await ben.inbox.next(/You and cleo are booked for/);
    expect(refused.text).toContain('Wed 2 Dec, 15:00 CET');
  });

  test('Ben answers the offer with a third time', async () => {
    const { ben, cleo, proposal } = await moving(world);
    await proposal.click('Another time');
    await submits(ben, 'Move the meeting', { Date: '2026-12-04', Time: '10:00' });
    const counter = await cleo.inbox.next(/@ben suggests moving/);
    expect(counter.text).toContain('from *Wed 2 Dec, 14:00 GMT* to *Fri 4 Dec, 09:00 GMT*');
    await counter.click('Accept');
    expect((await ben.inbox.next(/agreed to move/)).text).toContain('Fri 4 Dec, 10:00 CET');
  });

  test('the time at which it is booked is no other time', async () => {
    const { cleo, toCleo } = await booked(world);
    await toCleo.click('Move');
    const refused = await submits(cleo, 'Move the meeting');
    expect(refused.errors).toEqual({
      Date: 'That is when the meeting is booked already. Pick another time, or another place.',
    });
  });

  test('Cleo changes the place alone: it holds at once, Ben is told, and nobody has to accept', async () => {
    const { ben, cleo, toCleo, toBen } = await booked(world);
    await toCleo.click('Move');
    expect((await cleo.modal('Move the meeting')).text).toContain('Another place alone holds at once.');
    expect((await submits(cleo, 'Move the meeting', { 'Where?': 'A walk' })).closed).toBe(true);
    const told = await ben.inbox.next(/@cleo changed the place of your meeting/);
    expect(told.text).toContain('Booked: *Wed 2 Dec, 15:00 CET* with @cleo (45 minutes; 14:00 GMT for them).');
    expect(told.text).toContain('Where: A walk');
    expect(told.buttons).not.toContain('Accept');
    await toCleo.edited(/Where: A walk/);
    expect(present(toBen).buttons).toEqual([]);
    await world.settles();
    await world.at('2026-12-02T13:51Z');
    expect((await ben.inbox.next(/You and @cleo meet at/)).text).toContain('Where: A walk');
  });

  test('from the pair at a glance: the glance below shows the offer once the form is sent', async () => {
    const { cleo } = await booked(world);
    await cleo.types('/pairing');
    await (await cleo.modal('Your pairing')).click('Move');
    await submits(cleo, 'Move the meeting', { Time: '16:00' });
    const glance = await cleo.modal(/You suggested moving your meeting/);
    expect(glance.buttons).toEqual([
      'Another time',
      'Take it back',
      'Cancel meeting',
      'Agenda of the next meeting',
      'Pause',
      'Ask for help',
      'End',
    ]);
  });
});

describe('cancelling a meeting', () => {
  test('asks first, and does nothing when declined', async () => {
    const { ben, toCleo } = await booked(world);
    const declined = await toCleo.click('Cancel meeting', { confirm: false });
    expect(declined.outcome).toBe('nothing');
    await world.settles();
    expect(present(toCleo).text).toContain('Booked: *Wed 2 Dec');
    expect(count(ben, /call off/)).toBe(0);
  });

  test('Cleo cancels: Ben is told, both see times to choose from, nobody sees a meeting', async () => {
    const { ben, cleo, toCleo, proposal, welcome } = await booked(world);
    await toCleo.click('Cancel meeting');
    const told = await ben.inbox.next(/@cleo had to call off your meeting of \*Wed 2 Dec, 15:00 CET\*/);
    expect(told.text).toContain('No harm done: there will be another time.');
    expect(told.buttons).toEqual([
      'Calendar file',
      'Wed 2 Dec, 15:00 CET',
      'Thu 3 Dec, 14:00 CET',
      'Mon 7 Dec, 11:30 CET',
      'Another time',
      'Already booked',
      'Snooze',
    ]);
    const hers = await toCleo.edited(/Which time suits you/);
    expect(hers.text).toContain('The meeting of *Wed 2 Dec, 14:00 GMT* is called off.');
    expect(hers.text).not.toContain('Good news');
    expect(hers.buttons[0]).toBe('Calendar file');
    await world.settles();
    expect(present(proposal).text).toBe('No meeting with @cleo is booked yet.');
    expect(present(welcome).text).toContain('No meeting with @ben is booked yet.');
    expect(count(cleo, /Booked/)).toBe(0);
  });

  test('with a move on offer both can still cancel it', async () => {
    const { cleo, proposal } = await moving(world);
    await proposal.click('Cancel meeting');
    await cleo.inbox.next(/@ben had to call off your meeting of \*Wed 2 Dec, 14:00 GMT\*/);
    expect((await proposal.edited(/is called off/)).buttons).not.toContain('Accept');
  });

  test('from the pair at a glance it shows what is true then', async () => {
    const { ben, cleo } = await booked(world);
    await ben.types('/pairing');
    const glance = await ben.modal('Your pairing');
    await glance.click('Cancel meeting');
    await glance.shows(/is called off/);
    await cleo.inbox.next(/@ben had to call off/);
  });

  test('Cleo cancels twice at once: Ben is told once', async () => {
    const { ben, cleo, toCleo } = await booked(world);
    await Promise.all([toCleo.clickStale('Cancel meeting'), toCleo.clickStale('Cancel meeting')]);
    await ben.inbox.next(/call off/);
    expect((await cleo.inbox.next(/changed meanwhile/)).text).toContain('no meeting is booked right now');
    await world.settles();
    expect(count(ben, /call off/)).toBe(1);
  });
});
