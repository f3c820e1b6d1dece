import { afterEach, describe, expect, test } from 'vitest';
import { PEOPLE, startWorld, type World, type WorldOptions } from '../support/world.ts';
import { heard, timePasses } from './story.ts';

let world: World;
afterEach(() => world.stop());

/** When somebody was welcomed, UTC. */
function welcomedAt(name: string): string[] {
  return heard(world, world.slack.as(name))
    .filter((line) => line.endsWith('Welcome to Leaders 2027'))
    .map((line) => line.slice(0, 17));
}

async function pairedAt(startsAt: string, mentor: string, mentee: string, more: WorldOptions = {}): Promise<void> {
  world = await startWorld({ startsAt, ...more });
  await world.pairs(mentor, mentee);
  await world.settles();
}

describe('a welcome arrives in the working hours of its reader', () => {
  test('at once for who is at work, and at 09:30 for who is not yet', async () => {
    await pairedAt('2026-12-01T14:00:00Z', 'ben', 'dan');
    await timePasses(world, '2026-12-01T16:00Z', 1);
    expect(welcomedAt('ben')).toEqual(['2026-12-01T14:00Z']);
    expect(welcomedAt('dan')).toEqual(['2026-12-01T14:30Z']);
  });

  test.each([
    // 09:30 is 08:30 UTC in Vienna, 09:30 in London, 14:30 in New York.
    [
      'on a Saturday',
      '2026-12-05T10:00:00Z',
      { ben: '2026-12-07T08:30Z', cleo: '2026-12-07T09:30Z', dan: '2026-12-07T14:30Z' },
    ],
    [
      'late on a Wednesday',
      '2026-12-02T23:00:00Z',
      { ben: '2026-12-03T08:30Z', cleo: '2026-12-03T09:30Z', dan: '2026-12-03T14:30Z' },
    ],
    // On Friday the week closes at 15:00: it is 15:10 in Vienna, 14:10 in London and 09:10 in New York.
    [
      'on Friday afternoon',
      '2026-12-04T14:10:00Z',
      { ben: '2026-12-07T08:30Z', cleo: '2026-12-04T14:10Z', dan: '2026-12-04T14:30Z' },
    ],
    // In the night to Sunday 28 March 2027 clocks go forward in Europe: 09:30 is 07:30 UTC in Vienna and 08:30 in London.
    [
      'before the clocks change in Europe',
      '2027-03-27T12:00:00Z',
      { ben: '2027-03-29T07:30Z', cleo: '2027-03-29T08:30Z', dan: '2027-03-29T13:30Z' },
    ],
    // In the night to Sunday 14 March 2027 clocks go forward in America, and not in Europe yet.
    [
      'before the clocks change in America',
      '2027-03-13T12:00:00Z',
      { ben: '2027-03-15T08:30Z', cleo: '2027-03-15T09:30Z', dan: '2027-03-15T13:30Z' },
    ],
    // In the night to Sunday 1 November 2026 they go back in America, a week after Europe.
    [
      'before the clocks go back in America',
      '2026-10-31T12:00:00Z',
      { ben: '2026-11-02T08:30Z', cleo: '2026-11-02T09:30Z', dan: '2026-11-02T14:30Z' },
    ],
  ])('%s each hears in their own zone', async (_when, startsAt, expected) => {
    await pairedAt(startsAt, 'ben', 'cleo');
    await world.pairs('ada', 'dan');
    await timePasses(world, new Date(Date.parse(startsAt) + 3 * 24 * 3_600_000).toISOString(), 10);
    for (const [name, at] of Object.entries(expected)) expect([name, ...welcomedAt(name)]).toEqual([name, at]);
  });

  test('the slots in it are counted from when it arrives, not from when the pair was made', async () => {
    await pairedAt('2026-12-04T18:00:00Z', 'ben', 'cleo');
    await world.at('2026-12-07T09:30Z');
    const welcome = await world.slack.as('cleo').inbox.next(/Welcome/);
    // Monday 09:30: the first slot is at least 24 hours ahead.
    expect(welcome.buttons[0]).toMatch(/^(Tue 8|Wed 9) Dec, /);
  });
});

describe('a person whose Slack profile names no time zone', () => {
  test('is taken to be in UTC, told so in Home, and can choose another one', async () => {
    const nia = { name: 'nia', tz: null };
    await pairedAt('2026-12-01T07:00:00Z', 'ben', 'nia', { users: [...PEOPLE, nia] });
    await timePasses(world, '2026-12-01T11:00Z', 10);
    expect(welcomedAt('nia')).toEqual(['2026-12-01T09:30Z']);
    const her = world.slack.as('nia');
    const welcome = await her.inbox.next(/Welcome/);
    expect(welcome.buttons[0]).toMatch(/ UTC$/);
    const home = await her.opensHome();
    expect(home.text).toContain('Your Slack profile names no time zone. Please pick yours here.');
    await home.click('Change working hours');
    const modal = await her.modal('Working hours');
    await modal.fill({ 'Time zone': 'Asia/Kolkata' });
    await modal.submit();
    await home.shows('Asia/Kolkata');
    expect(home.text).not.toContain('names no time zone');
    expect((await welcome.edited(/Which time/)).buttons[0]).toMatch(/ GMT\+5:30$/);
  });

  test('whose profile gets one later is moved there', async () => {
    const nia = { name: 'nia', tz: null };
    await pairedAt('2026-12-01T10:00:00Z', 'ben', 'nia', { users: [...PEOPLE, nia] });
    const welcome = await world.slack.as('nia').inbox.next(/Welcome/);
    world.slack.changeUser('nia', { tz: 'Europe/Athens' });
    expect((await welcome.edited(/Which time/)).buttons[0]).toMatch(/ (EET|GMT\+2)$/);
  });
});
