import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startWorld, type World } from '../support/world.ts';
import { booked, count, latest, present, submits, suggested, welcomed } from './story.ts';

let world: World;
beforeEach(async () => {
  world = await startWorld();
});
afterEach(() => world.stop());

describe('a pair books its first meeting', () => {
  test('Cleo taps a slot, Ben accepts, both see it booked', async () => {
    const { ben, cleo, toCleo: welcome } = await welcomed(world);

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
    expect(proposal.text).toBe(
      '@cleo suggests *Wed 2 Dec, 15:00 CET* (45 minutes; 14:00 GMT for @cleo). Does that suit you?',
    );
    expect(proposal.buttons).toEqual(['Accept', 'Another time']);
    await proposal.click('Accept');

    const toCleo = await cleo.inbox.next(/you and @ben have a meeting/);
    expect(toCleo.text).toContain('Booked: *Wed 2 Dec, 14:00 GMT* with @ben (45 minutes; 15:00 CET for them)');
    expect((await proposal.edited(/Booked/)).buttons).not.toContain('Accept');
    expect((await welcome.edited(/Booked for \*Wed 2 Dec, 14:00 GMT\*/)).buttons).toEqual([]);
    expect((await ben.opensHome()).text).toContain('Booked: *Wed 2 Dec, 15:00 CET*');
    expect((await cleo.opensHome()).text).toContain('Booked: *Wed 2 Dec, 14:00 GMT*');
  });

  test('while Cleo waits for Ben her message says so, and his welcome knows of it, too', async () => {
    const { welcome, toBen } = await suggested(world);
    const waiting = await welcome.edited(/You suggested \*Wed 2 Dec, 14:00 GMT\*/);
    expect(waiting.text).toContain('It is booked as soon as @ben accepts.');
    expect(waiting.buttons).toEqual(['Another time', 'Take it back']);
    expect((await toBen.edited(/On offer: \*Wed 2 Dec, 15:00 CET\* with @cleo, not accepted yet/)).buttons).toEqual([]);
  });

  test('Cleo takes it back: Ben sees the times that are open now, and cannot accept any more', async () => {
    const { ben, welcome, proposal } = await suggested(world);
    await (await welcome.edited(/You suggested/)).click('Take it back');
    expect((await welcome.edited(/Which time suits you/)).buttons).toContain('Wed 2 Dec, 14:00 GMT');
    expect((await proposal.edited(/Which time suits you/)).buttons).not.toContain('Accept');
    await proposal.clickStale('Accept');
    expect((await ben.inbox.next(/has changed/)).text).toContain('no meeting is booked right now');
  });

  test('Ben answers with another time: his takes the place of hers, and now Cleo accepts', async () => {
    const { ben, cleo, proposal } = await suggested(world);
    await proposal.click('Another time');
    const modal = await ben.modal('Book a meeting');
    expect(modal.text).toContain('@cleo suggests *Wed 2 Dec, 15:00 CET*');
    expect(modal.text).toContain('The same time here accepts it, another one takes its place.');
    await submits(ben, 'Book a meeting', { Date: '2026-12-03', Time: '10:15', 'How long?': '60 minutes' });
    const counter = await cleo.inbox.next(/@ben suggests \*Thu 3 Dec, 09:15 GMT\* \(60 minutes/);
    await counter.click('Accept');
    expect((await ben.inbox.next(/Good news/)).text).toContain('Booked: *Thu 3 Dec, 10:15 CET* with @cleo (60 minutes');
    await world.settles();
    expect(count(cleo, /Booked: \*/)).toBe(1);
  });

  test('Ben picks the very time that Cleo suggests: that accepts it', async () => {
    const { ben, cleo, proposal } = await suggested(world);
    await proposal.click('Another time');
    await submits(ben, 'Book a meeting', { Date: '2026-12-02', Time: '15:00' });
    expect((await cleo.inbox.next(/Good news/)).text).toContain('Booked: *Wed 2 Dec, 14:00 GMT*');
    expect(count(cleo, /suggests/)).toBe(0);
  });

  test('Ben does not wait for Cleo and suggests a time from his welcome', async () => {
    const { ben, cleo, toBen } = await welcomed(world);
    expect(toBen.text).toContain('@cleo has some times to choose from; you hear from me as soon as one is picked.');
    expect(toBen.buttons).toEqual(['Suggest a time', 'Already booked']);
    await toBen.click('Suggest a time');
    await submits(ben, 'Book a meeting', { Date: '2026-12-04', Time: '12:00', 'Where?': 'Room 4' });
    const proposal = await cleo.inbox.next(/@ben suggests \*Fri 4 Dec, 11:00 GMT\*/);
    expect(proposal.text).toContain('Where: Room 4');
    await proposal.click('Accept');
    expect((await ben.inbox.next(/Good news/)).text).toContain('Where: Room 4');
  });
});

describe('a meeting that the two agreed elsewhere', () => {
  test('Cleo notes it down: it is booked at once, and Ben is told', async () => {
    const { ben, cleo, toCleo } = await welcomed(world);
    await toCleo.click('Already booked');
    const modal = await cleo.modal('Already booked');
    expect(modal.text).toContain('Good. When do you meet @ben?');
    const done = await submits(cleo, 'Already booked', {
      Date: '2026-12-03',
      Time: '08:30',
      'How long?': '30 minutes',
    });
    expect(done.closed).toBe(true);
    const told = await ben.inbox.next(/Good news: you and @cleo have a meeting/);
    expect(told.text).toContain('Booked: *Thu 3 Dec, 09:30 CET* with @cleo (30 minutes; 08:30 GMT for them)');
    expect((await toCleo.edited(/Booked/)).buttons).toContain('Cancel meeting');
  });

  test('it takes the place of what was on offer', async () => {
    const { ben, proposal, toBen } = await suggested(world);
    await (await proposal.now())?.click('Another time');
    await (await ben.modal()).dismiss();
    await toBen.clickStale('Already booked');
    await submits(ben, 'Already booked', { Date: '2026-12-04', Time: '09:30' });
    expect((await proposal.edited(/Booked: \*Fri 4 Dec, 09:30 CET\*/)).buttons).not.toContain('Accept');
  });

  test('once a meeting is booked, no form is opened for another one', async () => {
    const { cleo, welcome } = await booked(world);
    await welcome.clickStale('Already booked');
    expect((await cleo.inbox.next(/You and Ben/i)).text).toBe(
      'You and ben are booked for Wed 2 Dec, 14:00 GMT. Use "Move" to change it.',
    );
    expect(cleo.hasModal()).toBe(false);
  });
});

describe('a pair with other meetings', () => {
  test('times that one of the two has promised to somebody else are not offered', async () => {
    await booked(world);
    const dan = world.slack.as('dan');
    await world.at('2026-12-01T14:30Z');
    await world.pairs('ben', 'dan');
    const welcome = await dan.inbox.next(/Welcome/);
    // Ben meets Cleo on Wednesday from 15:00 to 15:45 in Vienna, which is 09:00 to 09:45 in New York.
    expect(welcome.buttons.slice(0, 3)).toEqual([
      'Wed 2 Dec, 09:45 EST',
      'Thu 3 Dec, 09:30 EST',
      'Mon 7 Dec, 09:30 EST',
    ]);
    await welcome.click('Another time');
    const refused = await submits(dan, 'Book a meeting', { Date: '2026-12-02', Time: '09:30' });
    expect(refused.errors).toEqual({ Date: 'One of you has another meeting at that time. Pick another time.' });
    expect(present(welcome).text).toContain('Which time suits you');
    expect(latest(world.slack.as('ben')).text).toContain('Welcome');
  });
});
