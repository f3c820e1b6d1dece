import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startWorld, type World } from '../support/world.ts';
import { booked, submits, suggested, welcomed } from './story.ts';

let world: World;
beforeEach(async () => {
  world = await startWorld();
});
afterEach(() => world.stop());

const suggestedTimes = ['Wed 2 Dec, 14:00 GMT', 'Thu 3 Dec, 13:00 GMT', 'Mon 7 Dec, 10:30 GMT', 'Another time'];

describe('/book', () => {
  test('comes with a time that suits both: sending it is enough, and shows what came of it', async () => {
    const { ben, cleo } = await welcomed(world);
    await cleo.types('/book');
    const modal = await cleo.modal('Book a meeting');
    expect(modal.text).toContain('It is booked as soon as @ben accepts.');
    expect(modal.values).toMatchObject({ 'Which time?': 'Wed 2 Dec, 14:00 GMT', 'How long?': '45 minutes' });
    const done = await modal.submit();
    expect(done.updated).toBe(true);
    expect(modal.text).toContain('You suggested *Wed 2 Dec, 14:00 GMT* (45 minutes; 15:00 CET for @ben).');
    await ben.inbox.next(/@cleo suggests \*Wed 2 Dec, 15:00 CET\*/);
  });

  test('another one of the suggested times', async () => {
    const { ben, cleo } = await welcomed(world);
    await cleo.types('/book');
    await submits(cleo, 'Book a meeting', { 'Which time?': 'Mon 7 Dec, 10:30 GMT', 'Where?': 'canary lounge' });
    expect((await ben.inbox.next(/@cleo suggests/)).text).toBe(
      '@cleo suggests *Mon 7 Dec, 11:30 CET* (45 minutes; 10:30 GMT for @cleo). Does that suit you?\nWhere: canary lounge',
    );
  });

  test('a time of her own counts instead of the suggested one, as the form says', async () => {
    const { ben, cleo } = await welcomed(world);
    await cleo.types('/book');
    const modal = await cleo.modal('Book a meeting');
    expect(modal.text).toContain('A date and a time here count instead of the choice above.');
    expect(modal.text).toContain('Your time, Europe/London.');
    await submits(cleo, 'Book a meeting', { 'Date of another time': '2026-12-04', Time: '16:45' });
    await ben.inbox.next(/@cleo suggests \*Fri 4 Dec, 17:45 CET\*/);
  });

  test('a date without a time is asked for the rest', async () => {
    const { cleo } = await welcomed(world);
    await cleo.types('/book');
    const refused = await submits(cleo, 'Book a meeting', { 'Date of another time': '2026-12-04' });
    expect(refused.errors).toEqual({ Time: 'Pick a time.' });
  });

  test('"Another time" without a date is asked for it', async () => {
    const { cleo } = await welcomed(world);
    await cleo.types('/book');
    const refused = await submits(cleo, 'Book a meeting', { 'Which time?': 'Another time' });
    expect(refused.errors).toEqual({ 'Date of another time': 'Pick a date.' });
  });

  test('with a time from the partner on the table it stands first, and sending it accepts it', async () => {
    const { ben, cleo } = await suggested(world);
    await ben.types('/book');
    const modal = await ben.modal('Book a meeting');
    expect(await modal.options('Which time?')).toEqual([
      'Wed 2 Dec, 15:00 CET, as cleo suggests',
      'Thu 3 Dec, 14:00 CET',
      'Mon 7 Dec, 11:30 CET',
      'Another time',
    ]);
    await modal.submit();
    expect(modal.text).toContain('Booked: *Wed 2 Dec, 15:00 CET*');
    await cleo.inbox.next(/Good news/);
  });

  test('with her own time on the table she replaces it', async () => {
    const { ben, cleo, proposal } = await suggested(world);
    await cleo.types('/book');
    const modal = await cleo.modal('Book a meeting');
    expect(modal.text).toContain('You suggested *Wed 2 Dec, 14:00 GMT*');
    expect(modal.text).toContain('What you pick here takes its place.');
    expect(await modal.options('Which time?')).toEqual(suggestedTimes);
    await submits(cleo, 'Book a meeting', { 'Which time?': 'Thu 3 Dec, 13:00 GMT' });
    const next = await ben.inbox.next(/@cleo suggests \*Thu 3 Dec, 14:00 CET\*/);
    expect(next.buttons).toContain('Accept');
    expect((await proposal.edited(/On offer: \*Thu 3 Dec/)).buttons).toEqual([]);
  });

  test('with a meeting booked it moves that one', async () => {
    const { ben, cleo } = await booked(world);
    await cleo.types('/book');
    await submits(cleo, 'Move the meeting', { 'Which time?': 'Thu 3 Dec, 13:00 GMT' });
    await ben.inbox.next(/suggests moving your meeting from \*Wed 2 Dec, 15:00 CET\* to \*Thu 3 Dec, 14:00 CET\*/);
  });

  test('somebody in no pairing hears who can pair them', async () => {
    const dan = world.slack.as('dan');
    const answer = await dan.types('/book');
    expect(answer.ephemeral?.text).toBe(
      'You are not in a pairing right now. Your programme’s coordinator can pair you with somebody.',
    );
  });
});

describe('/book of somebody in several pairings', () => {
  test('Ben is asked with whom; the form follows his choice', async () => {
    const { ben } = await booked(world);
    const dan = world.slack.as('dan');
    await world.at('2026-12-01T14:30Z');
    await world.pairs('ben', 'dan');
    await ben.types('/book');
    const modal = await ben.modal('Move the meeting');
    expect(modal.values['With whom?']).toBe('cleo · Leaders 2027');
    expect(await modal.options('With whom?')).toEqual(['cleo · Leaders 2027', 'dan · Leaders 2027']);

    await modal.fill({ 'With whom?': 'dan · Leaders 2027' });
    await modal.shows(/Book a meeting/);
    await modal.shows(/It is booked as soon as @dan accepts/);
    expect(modal.values['With whom?']).toBe('dan · Leaders 2027');
    expect(modal.values['Which time?']).toBe('Wed 2 Dec, 15:45 CET');
    await modal.submit();
    expect(modal.text).toContain('You suggested *Wed 2 Dec, 15:45 CET*');
    await dan.inbox.next(/@ben suggests \*Wed 2 Dec, 09:45 EST\*/);
  });

  test('the likeliest is chosen: the one with the nearest meeting, else who has waited longest', async () => {
    await world.pairs('ben', 'dan');
    await world.at('2026-12-01T14:45Z');
    await world.pairs('ben', 'cleo');
    const [ben, cleo] = [world.slack.as('ben'), world.slack.as('cleo')];
    await ben.types('/book');
    expect((await ben.modal('Book a meeting')).text).toContain('@dan');
    await (await ben.modal()).dismiss();
    await cleo.types('/book');
    await submits(cleo, 'Book a meeting');
    await (await ben.inbox.next(/@cleo suggests/)).click('Accept');
    await cleo.inbox.next(/Good news/);
    await ben.types('/book');
    expect((await ben.modal('Move the meeting')).text).toContain('@cleo');
  });
});
