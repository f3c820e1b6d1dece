import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Person } from '../../src/sandbox/driver.ts';
import { startWorld, type World } from '../support/world.ts';
import { booked, submits, welcomed } from './story.ts';
import { closesAll, comesBack, OFFERED } from './unsent.ts';

let world: World;
beforeEach(async () => {
  world = await startWorld();
});
afterEach(() => world.stop());

/** Opens a form by a command. */
function by(person: Person, command: string, title: string) {
  return async () => {
    await person.types(command);
    return person.modal(title);
  };
}

describe('a form that was closed is offered as it was left', () => {
  test('/commit, with its plan and its date', async () => {
    const { ben } = await welcomed(world);
    const entries = {
      'Who does it?': 'cleo',
      'What will be done?': 'Write the first page',
      'By when?': '2026-12-11',
      'When and where will it be done?': 'If it is Monday, at my desk',
    };
    await comesBack(by(ben, '/commit', 'Commitment'), entries);
    await closesAll(ben);
    await ben.types('/commit');
    expect((await ben.modal('Commitment')).values['What will be done?']).toBeNull();
  });

  test('/takeaway, with who may see it: a name that was not to be shown is not shown', async () => {
    const { ben } = await welcomed(world);
    const entries = {
      'What did you learn?': 'Ask one question more',
      Tags: 'feedback',
      'Who may see it?': 'The whole cohort Leaders 2027',
      'If the cohort sees it': [],
    };
    await comesBack(by(ben, '/takeaway', 'Takeaway'), entries);
    await closesAll(ben);
    await ben.types('/takeaway');
    expect((await ben.modal('Takeaway')).text).not.toContain(OFFERED);
  });

  test('/book, with a time and a place, as long as it is about the same meeting', async () => {
    const { ben } = await welcomed(world);
    const entries = { 'Date of another time': '2026-12-10', Time: '10:15', 'Where?': 'A walk' };
    await comesBack(by(ben, '/book', 'Book a meeting'), entries);
    await closesAll(ben);
    await ben.types('/book');
    expect((await ben.modal('Book a meeting')).text).not.toContain(OFFERED);
  });

  test('a time that was never sent is not offered for the meeting after', async () => {
    const { ben } = await booked(world);
    await ben.types('/book');
    const modal = await ben.modal('Move the meeting');
    await modal.fill({ 'Where?': 'A walk' });
    await modal.close();
    await world.at('2026-12-02T15:00Z');
    await ben.types('/book');
    expect((await ben.modal('Book a meeting')).text).not.toContain(OFFERED);
  });

  test('Already booked', async () => {
    const { ben, toBen } = await welcomed(world);
    const open = async () => {
      await toBen.click('Already booked');
      return ben.modal('Already booked');
    };
    await comesBack(open, { Date: '2026-12-04', Time: '10:15', 'Where?': 'A walk' });
  });

  test('an item from a message, changed before it was added', async () => {
    const { ben } = await welcomed(world);
    const { message } = await ben.types('Budget');
    if (!message) throw new Error('Nothing was written.');
    await ben.shortcut('Add to agenda', { on: message });
    const modal = await ben.modal('Add to agenda');
    await modal.fill({ 'What to talk about': 'Budget, and how to ask for it' });
    await modal.close();
    const { message: empty } = await ben.types('   ');
    await ben.shortcut('Add to agenda', { on: empty ?? message });
    const again = await ben.modal('Add to agenda');
    expect(String(again.values['What to talk about'])).toContain('Budget');
  });

  test('a structure that was being changed: each one its own', async () => {
    const { ben } = await welcomed(world);
    const open = async () => {
      await closesAll(ben);
      await ben.types('/agenda');
      await (await ben.modal('Agenda')).click('See all structures');
      await (await ben.modal('Structures')).click('See it, keep as ours');
      return ben.modal('Keep as ours');
    };
    await comesBack(open, { Name: 'Ours', 'What to talk about': 'Why? (5 min)' }, false);
    const third = await open();
    await third.submit();
    await (await ben.modal(/Ours · 5 minutes/)).click('Change it');
    expect((await ben.modal('Change it')).text).not.toContain(OFFERED);
  });

  test('why something was let go, and what a new date has to do with it', async () => {
    const { ben } = await welcomed(world);
    await ben.types('/commit Call Eve');
    await submits(ben, 'Commitment');
    await closesAll(ben);
    const home = await ben.opensHome();
    const open = (label: string) => async () => {
      await home.click(label);
      return ben.modal(label);
    };
    await comesBack(open('New date'), { 'By when?': '2026-12-14', 'What got in the way?': 'A flu' });
    await comesBack(open('Drop it'), { 'What got in the way?': 'Nobody needs it' });
  });

  test('a takeaway that was being edited', async () => {
    const { ben } = await welcomed(world);
    await ben.types('/takeaway Ask one question more');
    await submits(ben, 'Takeaway');
    await closesAll(ben);
    const { ephemeral } = await ben.types('/takeaway find');
    const open = async () => {
      await ephemeral?.click('Edit');
      return ben.modal('Edit takeaway');
    };
    await comesBack(open, { 'What did you learn?': 'Ask two questions more' });
  });

  test('the second page after a meeting', async () => {
    const { ben } = await booked(world);
    await world.at('2026-12-02T14:46Z');
    await world.at('2026-12-02T14:56Z');
    await (await ben.inbox.next(/meet on/)).click('We met');
    const home = await ben.opensHome();
    const open = async () => {
      if (!ben.hasModal()) await home.click('Write down what came of it');
      await submits(ben, 'After the meeting');
      return ben.modal('And the next one?');
    };
    await comesBack(open, {
      'How useful was this meeting?': '4',
      'How was the amount of structure?': 'Too much',
      'When do you meet next?': 'We settle that later',
    });
  });

  test('a pause of the two, until its day has passed', async () => {
    const { ben } = await welcomed(world);
    const open = async () => {
      await closesAll(ben);
      await ben.types('/pairing');
      await (await ben.modal('Your pairing')).click('Pause');
      return ben.modal('Last day of the pause');
    };
    await comesBack(open, { 'Last day of the pause': '2026-12-08' }, false);
    await world.at('2026-12-09T08:00Z');
    const late = await open();
    expect(late.text).not.toContain(OFFERED);
    expect(late.values['Last day of the pause']).toBe('2026-12-23');
  });

  test('what help is needed with, of which nobody hears', async () => {
    const { ben } = await welcomed(world);
    const open = async () => {
      await closesAll(ben);
      await ben.types('/pairing');
      await (await ben.modal('Your pairing')).click('Ask for help');
      return ben.modal('Ask for help');
    };
    await comesBack(open, { 'What is it about?': 'A canary between us' });
    expect(world.logLines.join('\n')).not.toContain('canary');
  });

  test('working hours, with whatever was not taken', async () => {
    const { ben } = await welcomed(world);
    const home = await ben.opensHome();
    const open = async () => {
      await closesAll(ben);
      await home.click('Change working hours');
      return ben.modal('Working hours');
    };
    const entries = { 'Working days': ['Monday', 'Friday'], From: '10:00', 'Time zone': 'Europe/London' };
    await comesBack(open, entries, false);
    const modal = await open();
    await modal.fill({ To: '10:30' });
    expect((await modal.submit()).errors).toEqual({ To: 'The end has to be at least an hour after the start.' });
    await modal.close();
    expect((await open()).values).toEqual({ ...entries, To: '10:30' });
    await submits(ben, 'Working hours', { To: '16:00' });
    const sent = await open();
    expect(sent.text).not.toContain(OFFERED);
    expect(sent.values).toEqual({ ...entries, To: '16:00' });
  });

  test('the last day of an absence, until it has passed', async () => {
    const { ben } = await welcomed(world);
    const home = await ben.opensHome();
    const open = async () => {
      await home.click('I will be away');
      return ben.modal('Away');
    };
    await comesBack(open, { 'Last day away': '2026-12-08' }, false);
    await world.at('2026-12-09T08:00Z');
    expect((await open()).values['Last day away']).toBeNull();
  });
});

describe('what was typed behind a command', () => {
  test('is there again although the form never showed', async () => {
    const { ben } = await welcomed(world);
    world.expects(/an answer did not reach its person/, /expired_trigger_id/);
    world.slack.faults.add({ on: { method: 'views.open' }, do: { error: 'expired_trigger_id' }, times: 2 });
    await ben.types('/commit Call Eve');
    await ben.inbox.next(/Slack closed the door/);
    await ben.types('/takeaway Ask one question more');
    await world.settles();
    await ben.types('/commit');
    const commit = await ben.modal('Commitment');
    expect(commit.values['What will be done?']).toBe('Call Eve');
    await commit.close();
    await ben.types('/takeaway');
    expect((await ben.modal('Takeaway')).values['What did you learn?']).toBe('Ask one question more');
  });

  test('does not take the place of what was left before: that comes back when this is sent', async () => {
    const { ben } = await welcomed(world);
    await ben.types('/commit');
    const first = await ben.modal('Commitment');
    await first.fill({ 'What will be done?': 'Write the first page' });
    await first.close();
    await ben.types('/commit Call Eve');
    const second = await ben.modal('Commitment');
    expect(second.values['What will be done?']).toBe('Call Eve');
    await second.submit();
    await closesAll(ben);
    await ben.types('/commit');
    expect((await ben.modal('Commitment')).values['What will be done?']).toBe('Write the first page');
  });

  test('follows whoever picks another pairing, and is not left behind with the first', async () => {
    const { ben } = await welcomed(world);
    await world.pairs('ben', 'dan');
    await ben.types('/commit Introduce you to Eve');
    const modal = await ben.modal('Commitment');
    const [first, second] = String(modal.values['With whom?']).startsWith('cleo') ? ['cleo', 'dan'] : ['dan', 'cleo'];
    await modal.choose('With whom?', `${second} · Leaders 2027`);
    await modal.shows(new RegExp(`I do\n${second}`));
    await modal.close();
    await ben.types('/commit');
    const again = await ben.modal('Commitment');
    expect(again.values['With whom?']).toBe(`${first} · Leaders 2027`);
    expect(again.values['What will be done?']).toBeNull();
    await again.choose('With whom?', `${second} · Leaders 2027`);
    await again.shows(new RegExp(`I do\n${second}`));
    expect(again.values['What will be done?']).toBe('Introduce you to Eve');
  });
});

test('what nobody sent is Ben’s alone: neither Cleo nor the log has it, and it is gone with a restart', async () => {
  const { ben, cleo } = await welcomed(world);
  await ben.types('/commit');
  const modal = await ben.modal('Commitment');
  await modal.fill({ 'What will be done?': 'A canary of Ben' });
  await modal.close();
  await cleo.types('/commit');
  expect((await cleo.modal('Commitment')).values['What will be done?']).toBeNull();
  await closesAll(cleo);
  expect(world.logLines.join('\n')).not.toContain('canary');
  await world.restarts();
  await ben.types('/commit');
  expect((await ben.modal('Commitment')).values['What will be done?']).toBeNull();
});
