import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startWorld, type World } from '../support/world.ts';
import { count, moving, present, submits, suggested, welcomed } from './story.ts';

let world: World;
beforeEach(async () => {
  world = await startWorld();
});
afterEach(() => world.stop());

describe('one person taps quickly', () => {
  test('Cleo taps the same slot twice: Ben is asked once, and she is told that he has it', async () => {
    const { ben, cleo, toCleo } = await welcomed(world);
    await Promise.all([toCleo.clickStale('Wed 2 Dec, 14:00 GMT'), toCleo.clickStale('Wed 2 Dec, 14:00 GMT')]);
    await cleo.inbox.next('You suggested Wed 2 Dec, 14:00 GMT already. ben has it, and only needs to accept.');
    await world.settles();
    expect(count(ben, /suggests/)).toBe(1);
  });

  test('Cleo taps two different slots: the first one stands, and she reads how to change it', async () => {
    const { ben, cleo, toCleo } = await welcomed(world);
    await Promise.all([toCleo.clickStale('Wed 2 Dec, 14:00 GMT'), toCleo.clickStale('Thu 3 Dec, 13:00 GMT')]);
    const told = await cleo.inbox.next(/You have suggested .* already\. Use "Another time" to change it\./);
    await world.settles();
    expect(count(ben, /suggests/)).toBe(1);
    const [, when = ''] = /suggested (\w+ \d+ Dec), /.exec(told.text) ?? [];
    expect(present(toCleo).text).toContain(`You suggested *${when}`);
  });

  test('Ben taps Accept twice: one meeting, one message about it', async () => {
    const { ben, cleo, proposal } = await suggested(world);
    await Promise.all([proposal.clickStale('Accept'), proposal.clickStale('Accept')]);
    await ben.inbox.next('You and cleo are booked for Wed 2 Dec, 15:00 CET. Use "Move" to change it.');
    await world.settles();
    expect(count(cleo, /Good news/)).toBe(1);
  });

  test('Ben taps Accept for a move twice: it moves once', async () => {
    const { ben, cleo, proposal } = await moving(world);
    await Promise.all([proposal.clickStale('Accept'), proposal.clickStale('Accept')]);
    await ben.inbox.next('You and cleo are booked for Thu 3 Dec, 12:00 CET. Use "Move" to change it.');
    await world.settles();
    expect(count(cleo, /agreed to move/)).toBe(1);
  });

  test('Cleo takes it back twice: the second tap reads what is true now', async () => {
    const { cleo, welcome } = await suggested(world);
    const waiting = await welcome.edited(/You suggested/);
    await Promise.all([waiting.clickStale('Take it back'), waiting.clickStale('Take it back')]);
    await cleo.inbox.next(/has changed meanwhile/);
    await world.settles();
    expect(present(welcome).text).toContain('Which time suits you');
  });
});

describe('both tap at once', () => {
  test('the same slot: both want it, so it is booked, once', async () => {
    const { ben, cleo, toCleo } = await welcomed(world);
    const home = await ben.opensHome();
    await Promise.all([home.click('Wed 2 Dec, 15:00 CET'), toCleo.clickStale('Wed 2 Dec, 14:00 GMT')]);
    await home.shows('Booked: *Wed 2 Dec, 15:00 CET*');
    await world.settles();
    expect(count(ben, /Good news/) + count(cleo, /Good news/)).toBe(1);
    expect(count(ben, /does that suit you/i) + count(cleo, /does that suit you/i)).toBe(0);
    expect((await cleo.opensHome()).text).toContain('Booked: *Wed 2 Dec, 14:00 GMT*');
  });

  test('different slots: the first one is on offer, and the other one is told who was quicker', async () => {
    const { ben, cleo, toCleo } = await welcomed(world);
    const home = await ben.opensHome();
    await Promise.all([home.click('Thu 3 Dec, 14:00 CET'), toCleo.clickStale('Wed 2 Dec, 14:00 GMT')]);
    await world.settles();
    const slower = ben.hasModal() ? (await ben.modal('Cairn')).text : (await cleo.inbox.next(/was quicker/)).text;
    expect(slower).toMatch(
      /(cleo was quicker and suggested Wed 2 Dec, 15:00 CET|ben was quicker and suggested Thu 3 Dec, 13:00 GMT)\. Accept it, or pick another time\./,
    );
    expect(count(ben, /Does that suit you/) + count(cleo, /Does that suit you/)).toBe(1);
  });

  test('Ben accepts while Cleo takes it back: one of the two holds, for both', async () => {
    const { ben, cleo, proposal, welcome } = await suggested(world);
    const waiting = await welcome.edited(/You suggested/);
    await Promise.all([proposal.clickStale('Accept'), waiting.clickStale('Take it back')]);
    await world.settles();
    const [his, hers] = [(await ben.opensHome()).text, (await cleo.opensHome()).text];
    expect(his.includes('Booked:')).toBe(hers.includes('Booked:'));
    expect(his.includes('Which time suits you')).toBe(!his.includes('Booked:'));
    const told = [...ben.inbox.all(), ...cleo.inbox.all()].filter(({ ephemeral }) => ephemeral);
    expect(told).toHaveLength(1);
  });

  test('both cancel: it is called off once, and nobody is told twice', async () => {
    const { ben, cleo, proposal } = await suggested(world);
    await proposal.click('Accept');
    const [his, hers] = [await proposal.edited(/Booked:/), await cleo.inbox.next(/Good news/)];
    await Promise.all([his.clickStale('Cancel meeting'), hers.clickStale('Cancel meeting')]);
    await world.settles();
    expect(count(ben, /had to call off/) + count(cleo, /had to call off/)).toBe(1);
  });

  test('Ben accepts while Cleo replaces the time: he is not booked for a time that he did not see', async () => {
    const { ben, cleo, proposal } = await suggested(world);
    await cleo.types('/book');
    const modal = await cleo.modal('Book a meeting');
    await modal.fill({ 'Which time?': 'Thu 3 Dec, 13:00 GMT' });
    await Promise.all([modal.submit(), proposal.clickStale('Accept')]);
    await world.settles();
    const home = (await ben.opensHome()).text;
    // Either he was first, and hers became an offer to move; or she was first, and he reads her new time.
    expect(home).toMatch(/(suggests moving your meeting from \*Wed 2 Dec|suggests \*Thu 3 Dec)/);
    expect(home).not.toContain('Booked: *Thu');
  });
});

describe('two forms of one person', () => {
  test('the same form sent twice has one effect', async () => {
    const { ben, cleo } = await welcomed(world);
    await cleo.types('/book');
    const modal = await cleo.modal('Book a meeting');
    world.slack.faults.add({ on: { delivery: 'interactive' }, do: { duplicate: 'both' } });
    await modal.submit();
    await world.settles();
    expect(count(ben, /suggests/)).toBe(1);
  });

  test('an older form that was left open is answered with what is true now', async () => {
    const { ben, cleo, toCleo } = await welcomed(world);
    await toCleo.click('Already booked');
    const form = await cleo.modal('Already booked');
    await form.fill({ Date: '2026-12-04', Time: '10:00' });
    await (await ben.opensHome()).click('Already booked');
    await submits(ben, 'Already booked', { Date: '2026-12-04', Time: '11:00' });
    await cleo.inbox.next(/Good news/);
    const refused = await form.submit();
    expect(refused.errors).toEqual({
      Date: 'You and ben are booked for Fri 4 Dec, 10:00 GMT. Use "Move" to change it.',
    });
  });
});
