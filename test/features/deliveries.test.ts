import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Fault } from '../../src/sandbox/faults.ts';
import { startWorld, type World } from '../support/world.ts';
import { count, submits, suggested, welcomed } from './story.ts';

let world: World;
beforeEach(async () => {
  world = await startWorld();
  await world.slack.connections.connected(2);
});
afterEach(() => world.stop());

/** The next delivery of this kind comes several times; gives what was answered to each copy once all are. */
function repeated(kind: 'slash_commands' | 'interactive' | 'events_api', where: 'same' | 'both') {
  const fault: Fault = { on: { delivery: kind }, do: { duplicate: where, times: 2 } };
  world.slack.faults.add(fault);
  const before = world.slack.log.envelopes.length;
  return async () => {
    const answers = await world.slack.world.changes.until(
      () => {
        const seen = world.slack.log.envelopes.slice(before).find((entry) => entry.connections.length === 3);
        return seen && seen.acks.length === 3 ? seen.acks : undefined;
      },
      4_000,
      () => 'Not every copy was acknowledged.',
    );
    return answers.map(({ payload }) => JSON.stringify(payload ?? {}));
  };
}

describe.each(['same', 'both'] as const)('a delivery that comes three times over (the) %s connection(s)', (where) => {
  test('a slash command that answers: the same answer each time', async () => {
    const answers = repeated('slash_commands', where);
    await world.slack.as('ada').types('/cohort help');
    const [first, ...others] = await answers();
    expect(first).toContain('/cohort new');
    expect(others).toEqual([first, first]);
  });

  test('a slash command that opens a form: one form', async () => {
    const answers = repeated('slash_commands', where);
    await world.slack.as('ada').types('/cohort new Leaders');
    await answers();
    await world.slack.as('ada').modal('New cohort');
    await world.goesDown();
    expect(world.slack.log.calls.filter(({ method }) => method === 'views.open')).toHaveLength(1);
  });

  test('/cohort pair: one pair, one welcome each, one answer', async () => {
    await world.cohort();
    const answers = repeated('slash_commands', where);
    const ada = world.slack.as('ada');
    await ada.types('/cohort pair @ben @cleo');
    await answers();
    await ada.inbox.next(/now mentors/);
    await world.settles();
    expect(ada.inbox.all()).toHaveLength(1);
    expect(world.slack.as('ben').inbox.all()).toHaveLength(1);
    expect(world.slack.as('cleo').inbox.all()).toHaveLength(1);
  });

  test('a tap on a slot: one suggestion, and no scolding', async () => {
    const { ben, cleo, toCleo } = await welcomed(world);
    const answers = repeated('interactive', where);
    await toCleo.click('Wed 2 Dec, 14:00 GMT');
    expect(await answers()).toEqual(['{}', '{}', '{}']);
    await ben.inbox.next(/suggests/);
    await world.settles();
    expect(count(ben, /suggests/)).toBe(1);
    expect(cleo.inbox.all()).toHaveLength(1);
  });

  test('a click that is refused: the words come once', async () => {
    const { cleo, welcome } = await suggested(world);
    const answers = repeated('interactive', where);
    await welcome.clickStale('Wed 2 Dec, 14:00 GMT');
    await answers();
    await cleo.inbox.next(/You suggested .* already/);
    await world.settles();
    expect(count(cleo, /already\. ben has it/)).toBe(1);
  });

  test('a form that goes through: once, with the same answer', async () => {
    const { ben, cleo } = await welcomed(world);
    await cleo.types('/book');
    const modal = await cleo.modal('Book a meeting');
    const answers = repeated('interactive', where);
    await modal.submit();
    const [first, ...others] = await answers();
    expect(first).toContain('You suggested');
    expect(others).toEqual([first, first]);
    await world.settles();
    expect(count(ben, /suggests/)).toBe(1);
  });

  test('a form that is turned down: the same words, and it may be sent again', async () => {
    const { ben, cleo, toCleo } = await welcomed(world);
    await toCleo.click('Another time');
    const modal = await cleo.modal('Book a meeting');
    await modal.fill({ Date: '2026-11-30', Time: '10:00' });
    const answers = repeated('interactive', where);
    expect((await modal.submit()).errors).toEqual({ Date: 'That time has passed. Pick a later one.' });
    const [first, ...others] = await answers();
    expect(others).toEqual([first, first]);
    expect((await submits(cleo, 'Book a meeting', { Date: '2026-12-03' })).closed).toBe(true);
    await ben.inbox.next(/Thu 3 Dec, 11:00 CET/);
  });

  test('an event: the app answers a message once', async () => {
    const cleo = world.slack.as('cleo');
    const answers = repeated('events_api', where);
    await cleo.types('Hello?');
    await answers();
    await cleo.inbox.next(/I am glad you write/);
    await world.settles();
    expect(cleo.inbox.all()).toHaveLength(1);
  });
});

describe('a delivery that comes again later', () => {
  test('an event that Slack sends again after it was acknowledged is not answered again', async () => {
    const cleo = world.slack.as('cleo');
    world.slack.faults.add({ on: { delivery: 'events_api' }, do: { retry: 3 } });
    await cleo.types('Hello?');
    await cleo.inbox.next(/I am glad you write/);
    await world.settles();
    expect(cleo.inbox.all()).toHaveLength(1);
  });

  test('a tap that comes again after a restart does nothing', async () => {
    const { ben, cleo } = await suggested(world);
    const tapped = world.slack.log.envelopes.findLast(({ label }) => label.startsWith('block_actions book.slot'));
    await world.restarts();
    const again = await world.slack.world.deliveries.send('interactive', 'again', tapped?.payload ?? {});
    expect(again.failure).toBeUndefined();
    await world.settles();
    expect(count(ben, /suggests/)).toBe(1);
    expect(cleo.inbox.all()).toHaveLength(1);
  });

  test('a form that comes again after a restart closes, and does nothing', async () => {
    const { ben, cleo, toCleo } = await welcomed(world);
    await toCleo.click('Another time');
    await submits(cleo, 'Book a meeting', { Time: '10:00' });
    await ben.inbox.next(/suggests/);
    const sent = world.slack.log.envelopes.findLast(({ label }) => label.startsWith('view_submission'));
    await world.restarts();
    const again = await world.slack.world.deliveries.send('interactive', 'again', sent?.payload ?? {});
    expect(again.answer).toEqual({});
    await world.settles();
    expect(count(ben, /suggests/)).toBe(1);
  });
});

describe('while Slack refreshes one connection', () => {
  // What is on its way over the connection that ends is lost with it; Slack sends it again.
  beforeEach(() =>
    world.expects(/(missing|undeliverable) after 0 acks: message/, /log: .*(WebSocket|no active connection)/),
  );

  const gone = (id = '') => {
    const { connections, world: inside } = world.slack;
    const isGone = () => !connections.connections.some((each) => each.id === id) || undefined;
    return inside.changes.until(isGone, 4_000, () => `The connection ${id} is still there.`);
  };

  test.each(['refresh_requested', 'warning'] as const)('%s: the other one hears', async (reason) => {
    const { ben, toCleo } = await welcomed(world);
    const [first] = world.slack.connections.connections;
    world.slack.connections.disconnect(reason, first?.id);
    await gone(first?.id);
    await toCleo.click('Wed 2 Dec, 14:00 GMT');
    await (await ben.inbox.next(/suggests/)).click('Accept');
    await world.slack.as('cleo').inbox.next(/Good news/);
  });

  test('a connection that breaks is opened anew', async () => {
    const { ben, toCleo } = await welcomed(world);
    const [first] = world.slack.connections.connections;
    world.slack.connections.cut(first?.id);
    await gone(first?.id);
    await toCleo.click('Wed 2 Dec, 14:00 GMT');
    await ben.inbox.next(/suggests/);
    await world.slack.connections.connected(2);
  });
});
