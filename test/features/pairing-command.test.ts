import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startWorld, type World } from '../support/world.ts';
import { booked, submits, suggested, welcomed } from './story.ts';

let world: World;
beforeEach(async () => {
  world = await startWorld();
});
afterEach(() => world.stop());

describe('/pairing', () => {
  test('shows each of the two who the other one is and what to do', async () => {
    const { ben, cleo } = await welcomed(world);
    await cleo.types('/pairing');
    const hers = await cleo.modal('Your pairing');
    expect(hers.text.split('\n')).toEqual([
      'Your pairing',
      'Leaders 2027',
      'Your mentor: @ben, Europe/Vienna.',
      'The plan: you meet every 2 weeks.',
      'Which time suits you? One tap offers it to @ben.',
    ]);
    await ben.types('/pairing');
    expect((await ben.modal('Your pairing')).text).toContain('Your mentee: @cleo, Europe/London.');
  });

  test('a tap in it changes it on the spot', async () => {
    const { ben, cleo } = await welcomed(world);
    await cleo.types('/pairing');
    const glance = await cleo.modal('Your pairing');
    await glance.click('Thu 3 Dec, 13:00 GMT');
    await glance.shows(/You suggested \*Thu 3 Dec, 13:00 GMT\*/);
    await ben.types('/pairing');
    const his = await ben.modal('Your pairing');
    await his.click('Accept');
    await his.shows(/Booked: \*Thu 3 Dec, 14:00 CET\*/);
    await cleo.inbox.next(/Good news/);
  });

  test('a tap in one that is no longer true is answered in a window on top', async () => {
    const { ben, cleo } = await suggested(world);
    await ben.types('/pairing');
    const glance = await ben.modal('Your pairing');
    await cleo.types('/pairing');
    const hers = await cleo.modal('Your pairing');
    await hers.click('Take it back');
    await hers.shows(/Which time suits you/);
    await glance.click('Accept');
    expect((await ben.modal('Cairn')).text).toContain('no meeting is booked right now');
  });

  test('the forms of Already booked and Snooze open on top, and the glance below follows', async () => {
    const { cleo } = await welcomed(world);
    await cleo.types('/pairing');
    const glance = await cleo.modal('Your pairing');
    await glance.click('Snooze');
    await submits(cleo, 'Snooze', { 'Until when?': 'For a week' });
    await glance.shows('You will not be asked again before Tue 8 Dec.');
    await glance.click('Already booked');
    await submits(cleo, 'Already booked', { Date: '2026-12-10', Time: '09:00' });
    await glance.shows(/Booked: \*Thu 10 Dec, 09:00 GMT\*/);
  });

  test('shows when the other one is away, and the meetings so far', async () => {
    const { ben, cleo } = await booked(world);
    await (await ben.opensHome()).click('I will be away');
    await submits(ben, 'Away', { 'Last day away': '2026-12-24' });
    await world.at('2026-12-02T14:46Z');
    await cleo.types('/pairing');
    const glance = await cleo.modal('Your pairing');
    expect(glance.text).toContain('Your mentor: @ben, Europe/Vienna. Away until Thu 24 Dec.');
    expect(glance.text).toContain('Meetings so far:\nWed 2 Dec, 14:00 GMT, 45 minutes');
  });

  test('somebody in several pairings picks one of them', async () => {
    const { ben } = await welcomed(world);
    await world.pairs('ben', 'dan');
    await ben.types('/pairing');
    const glance = await ben.modal('Your pairing');
    expect(glance.text).toContain('Your mentee: @cleo');
    expect(await glance.options('Which pairing?')).toEqual(['cleo · Leaders 2027', 'dan · Leaders 2027']);
    await glance.choose('Which pairing?', 'dan · Leaders 2027');
    await glance.shows('Your mentee: @dan, America/New_York.');
  });

  test('somebody in none hears who can pair them', async () => {
    const answer = await world.slack.as('dan').types('/pairing');
    expect(answer.ephemeral?.text).toContain('You are not in a pairing right now.');
  });
});
