import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { PEOPLE, startWorld, type World } from '../support/world.ts';
import { count, latest, present, submits, welcomed } from './story.ts';

let world: World;
beforeEach(async () => {
  world = await startWorld();
});
afterEach(() => world.stop());

// It is Tuesday 1 December 2026, 14:00 in London.
describe.each(['Another time', 'Already booked'])('a date in the form of "%s"', (button) => {
  const title = button === 'Another time' ? 'Book a meeting' : button;

  test.each([
    ['a minute ago', '2026-12-01', '13:59', 'That time has passed. Pick a later one.'],
    ['now', '2026-12-01', '14:00', 'That time has passed. Pick a later one.'],
    ['last year', '2025-12-02', '10:00', 'That time has passed. Pick a later one.'],
    ['more than a year ahead', '2027-12-03', '10:00', 'That is more than a year ahead. Pick an earlier date.'],
  ])('%s is refused beside the date, and what is filled in stays', async (_when, date, time, words) => {
    const { ben, cleo, toCleo } = await welcomed(world);
    await toCleo.click(button);
    const refused = await submits(cleo, title, { Date: date, Time: time, 'Where?': 'canary room' });
    expect(refused.errors).toEqual({ Date: words });
    expect((await cleo.modal(title)).values['Where?']).toBe('canary room');
    const corrected = await submits(cleo, title, { Date: '2026-12-02', Time: '10:00' });
    expect(corrected.closed).toBe(true);
    expect((await ben.inbox.next(/Wed 2 Dec, 11:00 CET/)).text).toContain('Where: canary room');
  });

  test('a minute from now is soon enough for two who know what they do', async () => {
    const { ben, cleo, toCleo } = await welcomed(world);
    await toCleo.click(button);
    expect((await submits(cleo, title, { Date: '2026-12-01', Time: '14:01' })).closed).toBe(true);
    await ben.inbox.next(/Tue 1 Dec, 15:01 CET/);
  });

  test('no date, no time: both are asked for where they are filled in', async () => {
    const { cleo, toCleo } = await welcomed(world);
    await toCleo.click(button);
    const refused = await submits(cleo, title, { Date: null, Time: null });
    expect(Object.keys(refused.errors ?? {})).toEqual(['Date', 'Time']);
  });
});

describe('texts that are long or mean something to Slack', () => {
  test('a place of 500 characters is shown whole, one of 3,001 is refused beside the field', async () => {
    const { ben, cleo, toCleo } = await welcomed(world);
    await toCleo.click('Another time');
    const refused = await submits(cleo, 'Book a meeting', { Time: '10:00', 'Where?': 'x'.repeat(3001) });
    expect(Object.keys(refused.errors ?? {})).toEqual(['Where?']);
    await submits(cleo, 'Book a meeting', { 'Where?': '&'.repeat(500) });
    expect((await ben.inbox.next(/suggests/)).text).toContain(`Where: ${'&'.repeat(500)}`);
  });

  test('3,001 characters past the field, as no client of Slack sends them, are refused beside it', async () => {
    const { cleo, toCleo } = await welcomed(world);
    await toCleo.click('Another time');
    const modal = await cleo.modal('Book a meeting');
    await modal.fill({ Time: '10:00', 'Where?': 'here' });
    const open = world.slack.world.views.modal(modal.id);
    const values = structuredClone(open?.values ?? {});
    for (const fields of Object.values(values)) if (fields.place) fields.place.value = 'x'.repeat(3001);
    const view = { ...open?.view, state: { values } };
    const delivery = await world.slack.world.deliveries.send('interactive', 'forged submission', {
      type: 'view_submission',
      user: { id: cleo.id },
      trigger_id: world.slack.world.triggers.create(cleo.id),
      view,
    });
    const { errors } = delivery.answer as { errors: Record<string, string> };
    expect(Object.entries(errors)).toEqual([
      [expect.stringMatching(/^place#/), 'Please keep the place within 500 characters.'],
    ]);
  });

  test.each([
    '<!channel> <!here> <!everyone>',
    '@channel @here',
    '<@U000000001> <#C000000001|general>',
    '<https://evil.example|click me> & <b>',
    '*bold* _it_ ~no~ `code` :tada: > quote',
    '"; DROP TABLE meetings; --',
    '\u202Eevil\u0000 \u{1F600}',
  ])('a place is shown as typed wherever it is shown: %s', async (place) => {
    const { ben, cleo, toCleo } = await welcomed(world);
    await toCleo.click('Another time');
    await submits(cleo, 'Book a meeting', { Date: '2026-12-02', Time: '10:00', 'Where?': place });
    const proposal = await ben.inbox.next(/suggests/);
    expect(proposal.text).toContain(`Where: ${place.trim()}`);
    await proposal.click('Accept');
    expect((await cleo.inbox.next(/Good news/)).text).toContain(`Where: ${place.trim()}`);
    expect((await cleo.opensHome()).text).toContain(`Where: ${place.trim()}`);
    await latest(cleo).click('Move');
    expect((await cleo.modal('Move the meeting')).values['Where?']).toBe(place.trim());
    await latest(cleo).click('Calendar file');
    await cleo.inbox.next(/Open this file/);
  });

  test.each(['<!channel>', '*Bold* & <b>', '<@U000000001>', '`x`', 'a'.repeat(80)])(
    'a person who is called %s is shown as typed, and nobody is pinged',
    async (display_name) => {
      await world.stop();
      const eve = { name: 'eve', tz: 'Europe/London', profile: { display_name } };
      world = await startWorld({ users: [...PEOPLE, eve] });
      await world.pairs('ben', 'eve');
      const [ben, her] = [world.slack.as('ben'), world.slack.as('eve')];
      await (await her.inbox.next(/Welcome/)).click('Wed 2 Dec, 14:00 GMT');
      await (await ben.inbox.next(/suggests/)).click('Accept');
      const home = await ben.opensHome();
      expect(home.text).toContain(`You and ${display_name}`);
      await home.click('Cancel meeting');
      await home.shows('called off');
      await home.click('Wed 2 Dec, 15:00 CET');
      await home.shows('You suggested');
      const stale = await ben.inbox.next(/Welcome|Booked|Good news|suggested/);
      expect(stale.text).not.toContain('undefined');
      await world.settles();
      expect(count(her, /@ben suggests/)).toBe(1);
    },
  );
});

describe('a person without a name to show', () => {
  test('goes by what Slack has', async () => {
    await world.stop();
    const zoe = { name: 'zoe', real_name: 'Zoe Real', tz: 'Europe/London', profile: { display_name: '' } };
    world = await startWorld({ users: [...PEOPLE, zoe] });
    await world.pairs('ben', 'zoe');
    expect((await world.slack.as('ben').opensHome()).text).toContain('You and Zoe Real');
    expect(present(await world.slack.as('zoe').inbox.next(/Welcome/)).text).toContain('@ben is your mentor');
  });
});
