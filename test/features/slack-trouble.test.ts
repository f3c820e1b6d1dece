import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { CallFault } from '../../src/sandbox/faults.ts';
import { startWorld, type World } from '../support/world.ts';
import { booked, count, present, submits, suggested, welcomed } from './story.ts';

let world: World;
beforeEach(async () => {
  world = await startWorld();
});
afterEach(() => world.stop());

const TUESDAY = Date.parse('2026-12-01T14:00:00Z');
const MINUTE = 60_000;

/** Minutes pass, one look at what is due in each. */
async function minutesPass(minutes: number): Promise<void> {
  const start = world.slack.clock.now();
  for (let minute = 1; minute <= minutes; minute += 1) await world.at(start + minute * MINUTE);
}

/** How many messages offer Ben the time that Cleo picked. His welcome shows it, too, until one of them is there. */
function offers(): number {
  return count(world.slack.as('ben'), /^@cleo suggests/);
}

function fails(what: CallFault, times = 1): void {
  world.slack.faults.add({ on: { method: 'chat.postMessage' }, do: what, times });
}

describe('a message of which nobody knows whether Slack took it', () => {
  const taken: [string, CallFault][] = [
    ['taken, and the connection cut', { drop: 'after' }],
    ['taken, and answered with 500', { status: 500, when: 'after' }],
    ['taken, and answered with 503 and a page', { status: 503, when: 'after', body: '<html>' }],
    ['taken, and half of the answer lost', { truncate: 20 }],
    ['taken, and called an internal error', { error: 'internal_error', when: 'after' }],
  ];
  const lost: [string, CallFault][] = [
    ['not taken, and the connection cut', { drop: 'before' }],
    ['not taken, and answered with 502', { status: 502, when: 'before' }],
    ['not taken, and called a fatal error', { error: 'fatal_error' }],
  ];

  test.each([...taken, ...lost])('%s: it is there, exactly once', async (_what, fault) => {
    const { ben, toCleo } = await welcomed(world);
    fails(fault);
    await toCleo.click('Wed 2 Dec, 14:00 GMT');
    await minutesPass(4);
    expect(offers()).toBe(1);
    const proposal = await ben.inbox.next(/^@cleo suggests/);
    await proposal.click('Accept');
    await world.slack.as('cleo').inbox.next(/Good news/);
    expect((await proposal.edited(/Booked/)).buttons).toContain('Move');
  });

  test('a restart in between changes nothing', async () => {
    const { toCleo } = await welcomed(world);
    fails({ drop: 'after' });
    await toCleo.click('Wed 2 Dec, 14:00 GMT');
    await world.restarts();
    await minutesPass(4);
    expect(offers()).toBe(1);
  });

  test('much that was said since does not hide it', async () => {
    const { ben, toCleo } = await welcomed(world);
    fails({ drop: 'after' });
    await toCleo.click('Wed 2 Dec, 14:00 GMT');
    await world.at(world.slack.clock.now());
    for (let said = 0; said < 20; said += 1) await ben.types('hello');
    await minutesPass(4);
    expect(offers()).toBe(1);
  });

  test('history that lags does not make it come twice', async () => {
    const { toCleo } = await welcomed(world);
    fails({ drop: 'after' });
    world.slack.faults.add({ on: { method: 'conversations.history' }, do: { lag_ms: 45_000 }, times: 0 });
    await toCleo.click('Wed 2 Dec, 14:00 GMT');
    await minutesPass(6);
    expect(offers()).toBe(1);
  });

  test.each<[string, CallFault]>([
    ['an error', { error: 'internal_error' }],
    ['a wait', { retry_after: '30' }],
    ['a cut connection', { drop: 'before' }],
  ])('history that answers with %s is read again later', async (_what, fault) => {
    const { toCleo } = await welcomed(world);
    fails({ drop: 'after' });
    world.slack.faults.add({ on: { method: 'conversations.history' }, do: fault, times: 2 });
    await toCleo.click('Wed 2 Dec, 14:00 GMT');
    await minutesPass(8);
    expect(offers()).toBe(1);
  });

  test('history that may not be read at all: rather unsure than twice, and the tap goes on in the welcome', async () => {
    const { ben, cleo, toCleo } = await welcomed(world);
    fails({ drop: 'after' });
    world.slack.faults.add({ on: { method: 'conversations.history' }, do: { error: 'missing_scope' }, times: 0 });
    await toCleo.click('Wed 2 Dec, 14:00 GMT');
    await minutesPass(10);
    expect(offers()).toBe(1);
    const welcome = ben.inbox.all()[0];
    await welcome?.click('Accept');
    await cleo.inbox.next(/Good news/);
  });

  test('history that cannot be read for an hour: what Cleo did is told Ben after all', async () => {
    const { toCleo } = await welcomed(world);
    fails({ drop: 'before' });
    world.slack.faults.add({ on: { method: 'conversations.history' }, do: { error: 'missing_scope' }, times: 0 });
    await toCleo.click('Wed 2 Dec, 14:00 GMT');
    await minutesPass(59);
    expect(offers()).toBe(0);
    await minutesPass(3);
    expect(offers()).toBe(1);
  });

  test('answered before anybody looked: it stays unsent', async () => {
    const { ben, cleo, toCleo } = await welcomed(world);
    fails({ drop: 'before' });
    await toCleo.click('Wed 2 Dec, 14:00 GMT');
    await toCleo.edited(/You suggested/);
    await (await ben.opensHome()).click('Accept');
    await cleo.inbox.next(/Good news/);
    await minutesPass(5);
    expect(offers()).toBe(0);
    expect(count(ben, /Booked/)).toBeGreaterThan(0);
  });
});

describe('Slack asks to wait', () => {
  test('nobody who taps waits: forms open and words come while messages are held back', async () => {
    const { ben, cleo, toCleo } = await welcomed(world);
    fails({ retry_after: '1' }, 0);
    await toCleo.click('Wed 2 Dec, 14:00 GMT');
    await toCleo.edited(/You suggested/);
    await cleo.types('/pairing');
    await cleo.modal(/You suggested/);
    await (await cleo.modal()).dismiss();
    const home = await ben.opensHome();
    await home.click('Another time');
    await ben.modal('Book a meeting');
    expect(offers()).toBe(0);

    world.slack.faults.remove();
    await world.slack.clock.advance(MINUTE);
    await ben.inbox.next(/^@cleo suggests/);
    await world.settles();
    expect(offers()).toBe(1);
  });

  test.each(['0', '1', 'soon', null])('with the odd Retry-After %s: it comes once', async (header) => {
    const { ben, toCleo } = await welcomed(world);
    fails({ retry_after: header });
    await toCleo.click('Wed 2 Dec, 14:00 GMT');
    await toCleo.edited(/You suggested/);
    await world.slack.clock.advance(MINUTE);
    await world.restarts();
    await minutesPass(3);
    await ben.inbox.next(/^@cleo suggests/);
    expect(offers()).toBe(1);
  });

  test('for a drawing: the message is true in the end', async () => {
    const { proposal } = await suggested(world);
    world.slack.faults.add({ on: { method: 'chat.update' }, do: { retry_after: '30' } });
    await proposal.click('Accept');
    await world.slack.as('cleo').inbox.next(/Good news/);
    await world.settles();
    await world.slack.clock.advance(MINUTE);
    await world.restarts();
    await proposal.edited(/Booked/);
  });
});

describe('Slack asks to wait for a second', () => {
  test('a drawing comes right after it', async () => {
    const { proposal } = await suggested(world);
    world.slack.faults.add({ on: { method: 'chat.update' }, do: { retry_after: '1' } });
    await proposal.click('Accept');
    await world.slack.as('cleo').inbox.next(/Good news/);
    await world.settles();
    await world.slack.clock.advance(2_000);
    await proposal.edited(/Booked/);
  });

  test('whoever writes to the app gets help all the same', async () => {
    const { cleo } = await welcomed(world);
    fails({ retry_after: '1' });
    await cleo.types('hello');
    await cleo.inbox.next(/only understand buttons and commands/);
  });
});

describe('drawings that fail', () => {
  test.each<[string, CallFault]>([
    ['cut before', { drop: 'before' }],
    ['cut after', { drop: 'after' }],
    ['500', { status: 500, when: 'before' }],
    ['internal_error', { error: 'internal_error' }],
  ])('%s: the message is true a minute later', async (_what, fault) => {
    const { ben, proposal, welcome } = await suggested(world);
    world.slack.faults.add({ on: { method: 'chat.update' }, do: fault, times: 2 });
    await proposal.click('Accept');
    await world.slack.as('cleo').inbox.next(/Good news/);
    await minutesPass(3);
    expect(present(proposal).text).toContain('Booked');
    expect(present(welcome).text).toContain('Booked');
    expect(count(ben, /Does that suit you/)).toBe(0);
  });

  test('a message that its receiver deleted, or that may not be changed, holds up nothing', async () => {
    const { cleo, proposal, welcome } = await suggested(world);
    world.slack.faults.add({ on: { method: 'chat.update' }, do: { error: 'message_not_found' } });
    world.slack.faults.add({ on: { method: 'chat.update' }, do: { error: 'edit_window_closed' }, after: 1 });
    await proposal.click('Accept');
    await cleo.inbox.next(/Good news/);
    await world.settles();
    await cleo.types('/pairing');
    await (await cleo.modal()).click('Cancel meeting');
    await world.slack.as('ben').inbox.next(/call off/);
    expect(present(welcome).channel).toBe(cleo.dm);
  });
});

describe('a token that may not do everything', () => {
  test('without chat:write nothing is lost: it is sent when the scope is back', async () => {
    const { ben, toCleo } = await welcomed(world);
    world.expects(/Slack refuses this app/);
    fails({ error: 'missing_scope' });
    await toCleo.click('Wed 2 Dec, 14:00 GMT');
    await toCleo.edited(/You suggested/);
    await world.settles();
    expect(offers()).toBe(0);
    await world.slack.clock.advance(2 * MINUTE);
    await world.restarts();
    await ben.inbox.next(/^@cleo suggests/);
  });

  test('without files:write Ben is told that the file did not come', async () => {
    const { ben, toBen } = await booked(world);
    world.expects(/a handler failed/);
    world.slack.faults.add({ on: { method: 'files.getUploadURLExternal' }, do: { error: 'missing_scope' } });
    await toBen.click('Calendar file');
    await ben.inbox.next(/Something went wrong on our side/);
  });

  test('without users:read nobody is paired, and Ada is told', async () => {
    await world.cohort();
    world.expects(/a handler failed/);
    world.slack.faults.add({ on: { method: 'users.info' }, do: { error: 'missing_scope' }, times: 0 });
    const ada = world.slack.as('ada');
    await ada.types('/cohort pair @ben @cleo');
    await ada.inbox.next(/Something went wrong on our side, and nothing was changed/);
    await world.settles();
    expect(world.slack.as('ben').inbox.all()).toEqual([]);
  });

  test('a Home tab that Slack does not take is drawn the next time', async () => {
    const { ben, proposal } = await suggested(world);
    await ben.opensHome();
    world.slack.faults.add({ on: { method: 'views.publish' }, do: { error: 'internal_error' } });
    await proposal.click('Accept');
    await world.settles();
    expect((await ben.opensHome()).text).toContain('Booked');
  });

  test('a person whom the app cannot write to holds up nobody else', async () => {
    world.expects(/Slack refuses this message/);
    world.slack.faults.add({
      on: { method: 'chat.postMessage', channel: world.slack.user('cleo').id },
      do: { error: 'channel_not_found' },
      times: 0,
    });
    await world.pairs('ben', 'cleo');
    await world.slack.as('ben').inbox.next(/Welcome/);
    await world.settles();
    expect(world.slack.as('cleo').inbox.all()).toEqual([]);
    await world.slack.as('cleo').types('/book');
    await submits(world.slack.as('cleo'), 'Book a meeting');
    await world.slack.as('ben').inbox.next(/@cleo suggests/);
    expect(world.slack.clock.now()).toBe(TUESDAY);
  });
});
