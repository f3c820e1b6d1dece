import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { SeenByPerson } from '../../src/sandbox/driver.ts';
import { startWorld, type World } from '../support/world.ts';
import { booked, moving, present, submits, suggested, welcomed } from './story.ts';

let world: World;
beforeEach(async () => {
  world = await startWorld();
});
afterEach(() => world.stop());

/** Taps a button as it once was, and gives what the person reads below it. */
async function tapsStale(message: SeenByPerson, button: string): Promise<string> {
  const [person] = [world.slack.as('ben'), world.slack.as('cleo')].filter(({ dm }) => dm === message.channel);
  const clicked = await message.clickStale(button);
  expect(clicked.acks).toBe(1);
  const answer = await person?.inbox.next(/^(?!.*(Welcome|suggests \*))/s);
  expect(answer?.ephemeral).toBe(true);
  return answer?.text ?? '';
}

describe('buttons of the welcome, tapped when', () => {
  test('a time is on offer', async () => {
    const { welcome } = await suggested(world);
    expect(await tapsStale(welcome, 'Wed 2 Dec, 14:00 GMT')).toBe(
      'You suggested Wed 2 Dec, 14:00 GMT already. ben has it, and only needs to accept.',
    );
    expect(await tapsStale(welcome, 'Thu 3 Dec, 13:00 GMT')).toBe(
      'You have suggested Wed 2 Dec, 14:00 GMT already. Use "Another time" to change it.',
    );
    expect(await tapsStale(welcome, 'Snooze')).toBe('That has changed: you have suggested Wed 2 Dec, 14:00 GMT now.');
  });

  test('the partner has offered a time', async () => {
    const { ben, cleo, toBen, toCleo } = await welcomed(world);
    await toBen.click('Suggest a time');
    await submits(ben, 'Book a meeting', { Date: '2026-12-04', Time: '12:00' });
    await cleo.inbox.next(/@ben suggests/);
    expect(await tapsStale(toCleo, 'Wed 2 Dec, 14:00 GMT')).toBe(
      'ben was quicker and suggested Fri 4 Dec, 11:00 GMT. Accept it, or pick another time.',
    );
    expect(await tapsStale(toCleo, 'Snooze')).toBe('That has changed: ben suggests Fri 4 Dec, 11:00 GMT now.');
  });

  test('somebody said that they are away, or works on other days, since: it is suggested, and both read it', async () => {
    const { ben, cleo, toCleo } = await welcomed(world);
    const his = await ben.opensHome();
    await his.click('I will be away');
    await submits(ben, 'Away', { 'Last day away': '2026-12-04' });
    await toCleo.clickStale('Wed 2 Dec, 14:00 GMT');
    const proposal = await ben.inbox.next(/@cleo suggests \*Wed 2 Dec, 15:00 CET\*/);
    expect(proposal.text).toContain('That is no working day for you.');
    const hers = await cleo.opensHome();
    expect(hers.text).toContain('You suggested *Wed 2 Dec, 14:00 GMT*');
    expect(hers.text).toContain('That is no working day for @ben.');
    await his.click('I am back');
    await his.shows(/^(?!.*no working day)/s);
    await hers.shows(/^(?!.*no working day)/s);
  });

  test('the meeting is booked', async () => {
    const { cleo, welcome } = await booked(world);
    const words = 'You and ben are booked for Wed 2 Dec, 14:00 GMT. Use "Move" to change it.';
    expect(await tapsStale(welcome, 'Thu 3 Dec, 13:00 GMT')).toBe(words);
    expect(await tapsStale(welcome, 'Already booked')).toBe(words);
    expect(await tapsStale(welcome, 'Snooze')).toBe(words);
    await welcome.clickStale('Another time');
    expect((await cleo.modal('Move the meeting')).text).toContain('Booked now: *Wed 2 Dec, 14:00 GMT*');
  });

  test('the meeting is over: a slot that has passed is refused, a form is about the next meeting', async () => {
    const { cleo, welcome } = await booked(world);
    await world.at('2026-12-03T13:30Z');
    expect(await tapsStale(welcome, 'Thu 3 Dec, 13:00 GMT')).toBe('That time has passed. Pick a later one.');
    await welcome.clickStale('Another time');
    await cleo.modal('Book a meeting');
  });
});

describe('buttons of an offer, tapped when', () => {
  test('it was taken back', async () => {
    const { proposal, welcome } = await suggested(world);
    await (await welcome.edited(/You suggested/)).click('Take it back');
    await proposal.edited(/Which time suits you/);
    expect(await tapsStale(proposal, 'Accept')).toBe(
      'That has changed meanwhile: no meeting is booked right now. Pick a time and it is on its way.',
    );
  });

  test('another one took its place', async () => {
    const { cleo, proposal } = await suggested(world);
    await cleo.types('/book');
    await submits(cleo, 'Book a meeting', { 'Which time?': 'Thu 3 Dec, 13:00 GMT' });
    await proposal.edited(/On offer: \*Thu 3 Dec/);
    expect(await tapsStale(proposal, 'Accept')).toBe('That has changed: cleo suggests Thu 3 Dec, 14:00 CET now.');
  });

  test('its time came unanswered', async () => {
    const { proposal } = await suggested(world);
    await world.at('2026-12-02T14:00Z');
    expect((await proposal.edited(/Which time suits you/)).buttons).not.toContain('Accept');
    expect(await tapsStale(proposal, 'Accept')).toContain('no meeting is booked right now');
  });

  test('it was accepted already', async () => {
    const { proposal } = await booked(world);
    expect(await tapsStale(proposal, 'Accept')).toBe(
      'You and cleo are booked for Wed 2 Dec, 15:00 CET. Use "Move" to change it.',
    );
  });

  test('the meeting that it would have moved was called off', async () => {
    const { ben, proposal, toCleo } = await moving(world);
    await toCleo.click('Cancel meeting');
    await ben.inbox.next(/call off/);
    expect(await tapsStale(proposal, 'Accept')).toContain('no meeting is booked right now');
    expect(await tapsStale(proposal, 'Keep the old time')).toContain('no meeting is booked right now');
  });
});

describe('buttons of a booked meeting, tapped when', () => {
  test('it has moved: Cancel means this meeting still, Move opens the present time', async () => {
    const { cleo, proposal, toBen, ben } = await moving(world);
    await proposal.click('Accept');
    await cleo.inbox.next(/agreed to move/);
    await toBen.clickStale('Move');
    expect((await ben.modal('Move the meeting')).values.Time).toBe('12:00');
    await toBen.clickStale('Cancel meeting');
    await cleo.inbox.next(/@ben had to call off your meeting of \*Thu 3 Dec, 11:00 GMT\*/);
  });

  test('it was called off', async () => {
    const { ben, cleo, toBen, toCleo } = await booked(world);
    await toCleo.click('Cancel meeting');
    await ben.inbox.next(/call off/);
    expect(await tapsStale(toBen, 'Cancel meeting')).toContain('no meeting is booked right now');
    await toBen.clickStale('Move');
    await ben.modal('Book a meeting');
    await toCleo.clickStale('Calendar file');
    expect((await cleo.inbox.next(/Open this file/)).text).toContain('take the cancelled meeting out');
  });

  test('another meeting was booked after it was called off: the old button does not touch the new one', async () => {
    const { ben, cleo, toBen, toCleo } = await booked(world);
    await toCleo.click('Cancel meeting');
    await ben.inbox.next(/call off/);
    await (await toCleo.edited(/called off/)).click('Already booked');
    await submits(cleo, 'Already booked', { Date: '2026-12-10', Time: '10:00' });
    await ben.inbox.next(/Good news/);
    expect(await tapsStale(toBen, 'Cancel meeting')).toBe(
      'You and cleo are booked for Thu 10 Dec, 11:00 CET. Use "Move" to change it.',
    );
    expect((await ben.opensHome()).text).toContain('Booked: *Thu 10 Dec, 11:00 CET*');
  });

  test('it is over', async () => {
    const { toBen } = await booked(world);
    await world.at('2026-12-02T14:46Z');
    expect(present(toBen).text).toBe('Your meeting with @cleo was on Wed 2 Dec, 15:00 CET.');
    expect(await tapsStale(toBen, 'Cancel meeting')).toContain('no meeting is booked right now');
  });
});
