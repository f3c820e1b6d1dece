import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startWorld, type World } from '../support/world.ts';
import { booked, count, present, submits, suggested, welcomed } from './story.ts';

let world: World;
beforeEach(async () => {
  world = await startWorld();
});
afterEach(() => world.stop());

// It is Tuesday 1 December 2026, 14:00 in London. Cleo works from 09:30.
describe('Cleo snoozes', () => {
  test.each([
    { choice: 'Until tomorrow', until: 'Wed 2 Dec', asleep: '2026-12-02T09:29Z', awake: '2026-12-07T14:31Z' },
    { choice: 'For three days', until: 'Fri 4 Dec', asleep: '2026-12-07T09:00Z', awake: '2026-12-07T14:31Z' },
    { choice: 'For a week', until: 'Tue 8 Dec', asleep: '2026-12-08T09:29Z', awake: '2026-12-08T11:01Z' },
  ])('$choice: not before $until, and then she is asked', async ({ choice, until, asleep, awake }) => {
    const { ben, cleo, toCleo } = await welcomed(world);
    await toCleo.click('Snooze');
    expect((await cleo.modal('Snooze')).text).toContain(
      'Nobody will be asked to book the next meeting of you and @ben until then.',
    );
    const done = await submits(cleo, 'Snooze', { 'Until when?': choice });
    expect(done.closed).toBe(true);
    expect((await toCleo.edited(/not be asked/)).text).toContain(`You will not be asked again before ${until}.`);
    await world.at(asleep);
    expect(count(cleo, /time to find a date/)).toBe(0);
    await world.at(awake);
    expect(count(cleo, /time to find a date/)).toBe(1);
    expect(count(ben, /time to find a date/)).toBe(0);
  });

  test('until a day of her own', async () => {
    const { cleo, toCleo } = await welcomed(world);
    await toCleo.click('Snooze');
    await submits(cleo, 'Snooze', { 'Another day': '2026-12-16' });
    await world.at('2026-12-16T09:29Z');
    expect(count(cleo, /time to find a date/)).toBe(0);
    await world.at('2026-12-16T11:01Z');
    await cleo.inbox.next(/time to find a date/);
  });

  test.each([
    { day: '2026-12-01', words: 'That day has passed. Pick a later one.' },
    { day: '2026-11-30', words: 'That day has passed. Pick a later one.' },
    { day: '2027-01-04', words: 'Please pick a day within the next 30 days, so that nobody is forgotten.' },
  ])('until $day: "$words"', async ({ day, words }) => {
    const { cleo, toCleo } = await welcomed(world);
    await toCleo.click('Snooze');
    const refused = await submits(cleo, 'Snooze', { 'Another day': day });
    expect(refused.errors).toEqual({ 'Another day': words });
    expect(present(toCleo).text).not.toContain('not be asked');
  });

  test('and may still book meanwhile, after which there is nothing to snooze', async () => {
    const { ben, cleo, toCleo } = await welcomed(world);
    await toCleo.click('Snooze');
    await submits(cleo, 'Snooze');
    const snoozed = await toCleo.edited(/not be asked/);
    await snoozed.click('Wed 2 Dec, 14:00 GMT');
    await (await ben.inbox.next(/@cleo suggests/)).click('Accept');
    await cleo.inbox.next(/Good news/);
    await toCleo.clickStale('Snooze');
    await cleo.inbox.next('You and ben are booked for Wed 2 Dec, 14:00 GMT. Use "Move" to change it.');
    expect(cleo.hasModal()).toBe(false);
  });

  test('with a form that was open while Ben accepted: the form says what is true now', async () => {
    const { ben, cleo, toCleo } = await welcomed(world);
    await toCleo.click('Snooze');
    await cleo.modal('Snooze');
    await (await ben.opensHome()).click('Already booked');
    await submits(ben, 'Already booked', { Date: '2026-12-04', Time: '10:00' });
    await cleo.inbox.next(/Good news/);
    const refused = await submits(cleo, 'Snooze');
    expect(refused.errors).toEqual({
      'Another day': 'You and ben are booked for Fri 4 Dec, 09:00 GMT. Use "Move" to change it.',
    });
  });
});

describe('a stale Snooze', () => {
  test('while a time is on offer says which', async () => {
    const { cleo, welcome } = await suggested(world);
    await welcome.clickStale('Snooze');
    await cleo.inbox.next('That has changed: you have suggested Wed 2 Dec, 14:00 GMT now.');
    expect(cleo.hasModal()).toBe(false);
  });

  test('after the meeting was called off opens the form again', async () => {
    const { cleo, toCleo, welcome } = await booked(world);
    await toCleo.click('Cancel meeting');
    await toCleo.edited(/called off/);
    await welcome.clickStale('Snooze');
    await (await cleo.modal('Snooze')).dismiss();
  });
});
