import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startWorld, type World } from '../support/world.ts';
import { booked, count, heard, latest, moving, present, suggested, timePasses, welcomed } from './story.ts';

let world: World;
beforeEach(async () => {
  world = await startWorld();
});
afterEach(() => world.stop());

const LEFT = '@ben has left this workspace, so there is nobody to meet for now.';

describe("Ben's account is deactivated", () => {
  test('before anything is booked: Cleo reads it, is told once, and is asked nothing more', async () => {
    const { ben, cleo, toCleo } = await welcomed(world);
    const home = await cleo.opensHome();
    world.slack.changeUser('ben', { deleted: true });
    const told = await toCleo.edited(LEFT);
    expect(told.text).toContain("Your programme's coordinator can help.");
    expect(told.text).not.toContain('is your mentor');
    expect(told.buttons).toEqual([]);
    await home.shows(LEFT);
    expect(home.text).toContain('Nothing right now.');
    await timePasses(world, '2027-01-15T12:00Z', 12 * 60);
    expect(heard(world, cleo)).toEqual([
      '2026-12-01T14:00Z Welcome to Leaders 2027',
      '2026-12-02T14:00Z The Slack account of @ben was deactivated',
    ]);
    expect(heard(world, ben)).toHaveLength(1);
  });

  test('while a time is on offer: it cannot be accepted any more', async () => {
    const { ben, cleo, toBen } = await welcomed(world);
    await (await ben.opensHome()).click('Wed 2 Dec, 15:00 CET');
    const proposal = await cleo.inbox.next(/@ben suggests/);
    world.slack.changeUser('ben', { deleted: true });
    expect((await proposal.edited(LEFT)).buttons).toEqual([]);
    await proposal.clickStale('Accept');
    await cleo.inbox.next(
      "ben's Slack account is deactivated, so they cannot answer. Your programme's coordinator can help.",
    );
    expect(present(toBen).text).not.toContain('Booked');
  });

  test('after Cleo suggested a time: she is not left waiting', async () => {
    const { cleo, welcome } = await suggested(world);
    world.slack.changeUser('ben', { deleted: true });
    expect((await welcome.edited(LEFT)).buttons).toEqual([]);
    await timePasses(world, '2026-12-20T12:00Z', 12 * 60);
    expect(count(cleo, /time to find|no date/)).toBe(0);
  });

  test('with a meeting booked: Cleo reads it, is not reminded, and can cancel', async () => {
    const { cleo } = await booked(world);
    world.slack.changeUser('ben', { deleted: true });
    const told = await cleo.inbox.next(/The Slack account of @ben was deactivated/);
    expect(told.text).toContain(LEFT);
    expect(told.text).toContain('You had booked *Wed 2 Dec, 14:00 GMT*');
    expect(told.buttons).toEqual(['Cancel meeting']);
    await told.click('Cancel meeting');
    const off = await told.edited(/The meeting of \*Wed 2 Dec, 14:00 GMT\* is called off/);
    expect(off.buttons).toEqual(['Calendar file']);
    await timePasses(world, '2026-12-20T12:00Z', 12 * 60);
    expect(count(cleo, /reminder|time to find|no date/)).toBe(0);
    expect(heard(world, world.slack.as('ben')).filter((line) => line.includes('call off'))).toEqual([]);
  });

  test('every command and old button says so instead of opening a form', async () => {
    const { cleo, toCleo } = await welcomed(world);
    world.slack.changeUser('ben', { deleted: true });
    await toCleo.edited(LEFT);
    const words = "ben's Slack account is deactivated, so they cannot answer.";
    expect((await cleo.types('/book')).ephemeral?.text).toContain(words);
    for (const button of ['Wed 2 Dec, 14:00 GMT', 'Another time', 'Already booked', 'Snooze']) {
      await toCleo.clickStale(button);
      await cleo.inbox.next(words);
    }
    expect(cleo.hasModal()).toBe(false);
    await cleo.types('/pairing');
    expect((await cleo.modal('Your pairing')).text).toContain(LEFT);
  });

  test('and activated again: all is as it was', async () => {
    const { ben, toCleo } = await welcomed(world);
    world.slack.changeUser('ben', { deleted: true });
    const told = await toCleo.edited(LEFT);
    world.slack.changeUser('ben', { deleted: false });
    const back = await told.edited(/Which time suits you/);
    await back.click('Wed 2 Dec, 14:00 GMT');
    await ben.inbox.next(/@cleo suggests/);
  });

  test('with a move on offer: the meeting can be cancelled, the move not accepted', async () => {
    const { ben, cleo, proposal } = await moving(world);
    world.slack.changeUser('cleo', { deleted: true });
    const told = await ben.inbox.next(/The Slack account of @cleo was deactivated/);
    expect(told.buttons).toEqual(['Cancel meeting']);
    await proposal.clickStale('Accept');
    await ben.inbox.next(/cleo's Slack account is deactivated/);
    expect(latest(cleo).text).not.toContain('agreed to move');
  });
});

describe('people whom Cairn does not know', () => {
  test('may change as they like: nothing is written and nothing is said', async () => {
    await welcomed(world);
    await world.settles();
    const before = world.slack.log.calls.length;
    world.slack.changeUser('dan', { tz: 'Asia/Tokyo', deleted: true });
    world.slack.changeUser('dan', { deleted: false });
    await world.settles();
    await world.restarts();
    const after = world.slack.log.calls.slice(before).filter(({ method }) => !/^(auth|apps)\./.test(method));
    expect(after.map(({ method }) => method)).toEqual([]);
  });
});

describe('somebody who is in two pairs', () => {
  test('when Ben leaves, both of his mentees read it, and each of them only once', async () => {
    const { toCleo } = await welcomed(world);
    await world.at('2026-12-01T14:30Z');
    await world.pairs('ben', 'dan');
    const toDan = await world.slack.as('dan').inbox.next(/Welcome/);
    world.slack.changeUser('ben', { deleted: true });
    await toCleo.edited(LEFT);
    await toDan.edited(LEFT);
    await world.settles();
    expect(heard(world, world.slack.as('dan'))).toHaveLength(1);
    expect(heard(world, world.slack.as('cleo'))).toHaveLength(1);
  });
});
