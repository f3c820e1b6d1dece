import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { PEOPLE, startWorld, type World } from '../support/world.ts';
import { booked, moving, submits, submitsOnto, suggested, welcomed } from './story.ts';

let world: World;
beforeEach(async () => {
  world = await startWorld();
});
afterEach(() => world.stop());

/** The lines under "What to do now". */
function todo(text: string): string[] {
  const lines = text.split('\n');
  const end = lines.findIndex((line, at) => at > 0 && !line.startsWith('•') && line !== 'Nothing right now.');
  return lines.slice(1, end);
}

describe('what to do now', () => {
  test('the mentee is asked to find the first time; the mentor is not, yet may be quicker', async () => {
    const { ben, cleo } = await welcomed(world);
    expect(todo((await cleo.opensHome()).text)).toEqual(['• Find a time with @ben.']);
    const his = await ben.opensHome();
    expect(todo(his.text)).toEqual(['Nothing right now.']);
    expect(his.buttons).toContain('Wed 2 Dec, 15:00 CET');
  });

  test('a suggestion waits for its answer, and only with the one who has to give it', async () => {
    const { ben, cleo } = await suggested(world);
    expect(todo((await ben.opensHome()).text)).toEqual(['• Answer the time that @cleo suggests.']);
    expect(todo((await cleo.opensHome()).text)).toEqual(['Nothing right now.']);
  });

  test('an offer to move is to be answered, too', async () => {
    const { ben } = await moving(world);
    expect(todo((await ben.opensHome()).text)).toEqual(['• Answer the time that @cleo suggests.']);
  });

  test('with all booked there is nothing; after the meeting the turn is with the mentor', async () => {
    const { ben, cleo } = await booked(world);
    const his = await ben.opensHome();
    expect(todo(his.text)).toEqual(['Nothing right now.']);
    await cleo.opensHome();
    await world.at('2026-12-02T14:46Z');
    await his.shows('• Find a time with @cleo.');
    expect(todo(his.text)).toEqual(['• Say whether you met @cleo.', '• Find a time with @cleo.']);
    await his.shows('Past meetings: Wed 2 Dec, 15:00 CET, 45 minutes');
    const [last, next] = ['Did you and @cleo meet', 'tap offers'].map((words) => his.text.indexOf(words));
    expect(last).toBeGreaterThan(0);
    expect(last).toBeLessThan(next ?? 0);
    expect(todo((await cleo.home(/Past meetings/)).text)).toEqual(['Nothing right now.']);
  });
});

test('what is due of one’s own promises stands under what to do now, from its day on and until it is answered', async () => {
  const { ben, cleo } = await booked(world);
  await cleo.types('/commit Write the first page');
  await submits(cleo, 'Commitment', { 'By when?': '2026-12-02' });
  await (await cleo.modal('Noted.')).dismiss();
  expect(todo((await cleo.opensHome()).text)).toEqual(['Nothing right now.']);
  await world.at('2026-12-02T09:31Z');
  const hers = await cleo.opensHome();
  expect(todo(hers.text)).toEqual(['• Say how it went with what you promised @ben.']);
  expect(todo((await ben.opensHome()).text)).toEqual(['Nothing right now.']);
  await hers.click('Done');
  await hers.shows('Nothing right now.');
});

describe('Home keeps up with what happens elsewhere', () => {
  test('a slot tapped in Home, accepted in Home', async () => {
    const { ben, cleo } = await welcomed(world);
    const [his, hers] = [await ben.opensHome(), await cleo.opensHome()];
    await hers.click('Mon 7 Dec, 10:30 GMT');
    await his.shows('@cleo suggests *Mon 7 Dec, 11:30 CET*');
    await his.click('Accept');
    await hers.shows('Booked: *Mon 7 Dec, 10:30 GMT*');
    await his.shows('Booked: *Mon 7 Dec, 11:30 CET*');
    await his.click('Cancel meeting');
    await hers.shows('is called off');
  });

  test('a click on what is no longer so is answered in a window', async () => {
    const { ben, proposal } = await suggested(world);
    const his = await ben.opensHome();
    const accept = his.click('Accept');
    await Promise.all([accept, proposal.clickStale('Accept')]);
    await his.shows('Booked: *Wed 2 Dec, 15:00 CET*');
    await world.settles();
    const window = ben.hasModal() ? (await ben.modal('Cairn')).text : undefined;
    const message = ben.inbox.last()?.text;
    expect([window, message].some((text) => text?.includes('You and cleo are booked for Wed 2 Dec, 15:00 CET'))).toBe(
      true,
    );
  });
});

describe('Home of people without a pairing', () => {
  test('nobody yet: what this is', async () => {
    const home = await world.slack.as('dan').opensHome();
    expect(home.text).toBe(
      'Cairn\nI help mentors and mentees to find time for each other. As soon as you are paired with somebody, your next meeting shows up here.',
    );
    expect(home.buttons).toEqual([]);
  });

  test('who runs the installation also reads how to begin', async () => {
    const home = await world.slack.as('ada').opensHome();
    expect(home.text).toContain('`/cohort new` sets up a cohort, `/cohort pair @mentor @mentee` pairs two people.');
  });
});

describe('Home of a mentor of many', () => {
  const many = Array.from({ length: 12 }, (_, at) => ({ name: `m${at + 1}`, tz: 'Europe/Vienna' }));

  async function withPairs(number: number): Promise<void> {
    await world.stop();
    world = await startWorld({ users: [...PEOPLE, ...many] });
    for (const { name } of many.slice(0, number)) await world.pairs('ben', name);
  }

  const namesIn = (text: string): readonly string[] => text.match(/You and m\d+/g) ?? [];
  const without = (name = '') => new RegExp(`^(?!.*${name}\n)`, 's');

  test('comes in pages of three', async () => {
    await withPairs(12);
    const home = await world.slack.as('ben').opensHome();
    expect(namesIn(home.text)).toHaveLength(3);
    expect(home.buttons).toContain('More pairs');
    expect(home.buttons).not.toContain('Back');

    const first = namesIn(home.text);
    await home.click('More pairs');
    await home.shows(without(first[0]));
    const second = namesIn(home.text);
    expect(second).toHaveLength(3);
    expect(second.filter((name) => first.includes(name))).toEqual([]);
    expect(home.buttons).toEqual(expect.arrayContaining(['Back', 'More pairs']));

    await home.click('More pairs');
    await home.shows(without(second[0]));
    const third = namesIn(home.text);
    await home.click('More pairs');
    await home.shows(without(third[0]));
    const fourth = namesIn(home.text);
    expect(new Set([...first, ...second, ...third, ...fourth]).size).toBe(12);
    expect(home.buttons).not.toContain('More pairs');
    await home.click('Back');
    await home.shows(`${third[0]}\n`);
  });

  test('says on the first page what is due of promises to anybody, whichever page they stand on', async () => {
    await withPairs(7);
    const ben = world.slack.as('ben');
    const home = await ben.opensHome();
    const first = namesIn(home.text);
    const later =
      many.map(({ name }) => name).find((name) => name !== 'm8' && !first.includes(`You and ${name}`)) ?? '';
    await ben.types('/commit Send the book');
    const modal = await ben.modal('Commitment');
    await modal.choose('With whom?', `${later} · Leaders 2027`);
    await modal.shows(new RegExp(`I do\n${later}`));
    await modal.fill({ 'By when?': '2026-12-01' });
    await modal.submit();
    await (await ben.modal('Noted.')).dismiss();
    await ben.opensHome();
    expect(todo(home.text)).toContain(`• Say how it went with what you promised @${later}.`);
    expect(namesIn(home.text)).not.toContain(`You and ${later}`);
  });

  test('stays on the page where Ben books, and shows what came of it', async () => {
    await withPairs(7);
    const ben = world.slack.as('ben');
    const home = await ben.opensHome();
    const first = namesIn(home.text);
    await home.click('More pairs');
    await home.shows(without(first[0]));
    const [name] = namesIn(home.text);
    await home.click({ actionId: 'book.slot#1' });
    await home.shows(/You suggested/);
    expect(namesIn(home.text)[0]).toBe(name);
    expect((await ben.opensHome()).text).toContain(`${first[0]}\n`);
  });
});

describe('the settings in Home', () => {
  test('Ben goes away: Cleo is offered no time until he is back, and he can be back sooner', async () => {
    const { ben, cleo, toCleo } = await welcomed(world);
    const home = await ben.opensHome();
    await home.click('I will be away');
    const modal = await ben.modal('Away');
    expect(modal.text).toContain('You hear nothing from me up to and including this day, and no meeting is suggested.');
    await submits(ben, 'Away', { 'Last day away': '2026-12-04' });
    await home.shows('You are away up to and including *Fri 4 Dec*.');
    const later = await toCleo.edited(/Which time suits you/);
    expect(later.buttons.slice(0, 3).map((slot) => slot.slice(0, 10))).toEqual([
      'Mon 7 Dec,',
      'Wed 9 Dec,',
      'Fri 11 Dec',
    ]);

    await home.click('I am back');
    await home.shows(/^(?!.*You are away)/s);
    expect(todo(home.text)).toEqual(['Nothing right now.']);
    const sooner = await later.edited(/Which time suits you/);
    expect(sooner.buttons[0]).toBe('Wed 2 Dec, 14:00 GMT');
    expect(cleo.hasModal()).toBe(false);
  });

  test('Cleo, who is away, is asked for no time under what to do now until she is back', async () => {
    const { cleo } = await welcomed(world);
    const home = await cleo.opensHome();
    expect(todo(home.text)).toEqual(['• Find a time with @ben.']);
    await home.click('I will be away');
    await submits(cleo, 'Away', { 'Last day away': '2026-12-04' });
    await home.shows('Nothing right now: you are away up to and including Fri 4 Dec.');
    await home.click('I am back');
    await home.shows('• Find a time with @ben.');
  });

  test.each([
    { day: '2026-11-30', words: 'That day has passed. Pick today or a later one.' },
    { day: '2028-01-01', words: 'Please pick a day within a year.' },
  ])('away until $day: "$words"', async ({ day, words }) => {
    const { ben } = await welcomed(world);
    await (await ben.opensHome()).click('I will be away');
    const refused = await submits(ben, 'Away', { 'Last day away': day });
    expect(refused.errors).toEqual({ 'Last day away': words });
  });

  test('an absence that is over is no longer spoken of', async () => {
    const { ben } = await welcomed(world);
    const home = await ben.opensHome();
    await home.click('I will be away');
    await submits(ben, 'Away', { 'Last day away': '2026-12-02' });
    await home.shows('You are away');
    await world.at('2026-12-03T08:00Z');
    expect((await ben.opensHome()).text).not.toContain('You are away');
    expect(home.buttons).toContain('I will be away');
  });

  test('Cleo works other hours on other days in another zone: the times on offer follow', async () => {
    const { cleo, toCleo } = await welcomed(world);
    const home = await cleo.opensHome();
    expect(home.text).toContain('Working hours: *Mon to Fri, 09:30 to 16:30*, Europe/London.');
    await home.click('Change working hours');
    expect((await cleo.modal('Working hours')).values).toEqual({
      'Working days': ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday'],
      From: '09:30',
      To: '16:30',
      'Time zone': 'Europe/London',
    });
    await submits(cleo, 'Working hours', {
      'Working days': ['Thursday', 'Monday'],
      From: '10:00',
      To: '15:00',
      'Time zone': 'Europe/Lisbon',
    });
    await home.shows('Working hours: *Mon, Thu, 10:00 to 15:00*, Europe/Lisbon.');
    const redrawn = await toCleo.edited(/Which time suits you/);
    const days = redrawn.buttons.slice(0, 3).map((slot) => slot.replace(/\d\d:\d\d /, ''));
    expect(days).toEqual(['Thu 3 Dec, WET', 'Mon 7 Dec, WET', 'Thu 10 Dec, WET']);
  });

  test.each([
    {
      change: { From: '15:00', To: '15:30' },
      field: 'To',
      words: 'The end has to be at least an hour after the start.',
    },
    {
      change: { From: '17:00', To: '09:00' },
      field: 'To',
      words: 'The end has to be at least an hour after the start.',
    },
  ])('hours that nobody can work are refused: $change', async ({ change, field, words }) => {
    const { cleo } = await welcomed(world);
    await (await cleo.opensHome()).click('Change working hours');
    const refused = await submits(cleo, 'Working hours', change);
    expect(refused.errors).toEqual({ [field]: words });
  });
});

describe('whoever runs cohorts', () => {
  const COHORTS = 'Cohorts you run';

  /** Ada says who coordinates the only cohort. */
  async function adaAppoints(...names: string[]) {
    const ada = world.slack.as('ada');
    await ada.types('/cohort');
    await (await ada.modal('Cohorts')).click('Coordinators');
    const form = await ada.modal('Coordinators');
    await form.fill({ 'Who coordinates it?': names.map((name) => `@${name}`) });
    await submitsOnto(world, form);
    await (await ada.modal('Cohorts')).dismiss();
    await world.settles();
  }

  test('gets from Home to them: an admin who is in no pair, and with a cohort or without one', async () => {
    const home = await world.slack.as('ada').opensHome();
    expect(home.text).toContain(COHORTS);
    expect(home.text).toContain('You run this installation: `/cohort new` sets up a cohort');
    await home.click('Show my cohorts');
    expect((await world.slack.as('ada').modal('Cohorts')).text).toContain('There is no cohort yet.');
  });

  test('a mentor sees them below the pairs once appointed, and no more once dismissed', async () => {
    const { ben } = await welcomed(world);
    const home = await ben.opensHome();
    expect(home.text).not.toContain(COHORTS);
    await adaAppoints('ada', 'ben');
    await home.shows(COHORTS);
    expect(home.text).toContain('You and cleo');
    expect(home.text).toContain('Pair people, see how it goes, and look after the pairs that need you.');
    await home.click('Show my cohorts');
    const hub = await ben.modal('Cohorts');
    expect(hub.text).toContain('Leaders 2027');
    await hub.dismiss();
    await adaAppoints('ada');
    expect(home.text).not.toContain(COHORTS);
  });

  test('a coordinator who is in no pair sees them in place of the pairs; anybody else is told nothing of them', async () => {
    await world.cohort();
    await adaAppoints('ada', 'dan');
    const dan = world.slack.as('dan');
    const home = await dan.opensHome();
    expect(home.text).toContain(COHORTS);
    expect(home.text).not.toContain('You run this installation');
    expect((await world.slack.as('cleo').opensHome()).text).not.toContain(COHORTS);
    await adaAppoints('ada');
    expect(home.text).not.toContain(COHORTS);
  });
});
