import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Modal } from '../../src/sandbox/driver.ts';
import { startWorld, type World } from '../support/world.ts';
import { booked, count, heard, present, submits, timePasses, welcomed } from './story.ts';

let world: World;
beforeEach(async () => {
  world = await startWorld();
});
afterEach(() => world.stop());

const DATES = { 'Starts on': '2026-12-01', 'Ends on': '2027-11-30' };
const DRAFT = { 'Not yet?': ['Keep it as a draft'] };

async function adaOpens(): Promise<Modal> {
  const ada = world.slack.as('ada');
  await ada.types('/cohort');
  return ada.modal('Cohorts');
}

async function adaDrafts(name: string): Promise<void> {
  const ada = world.slack.as('ada');
  await ada.types(`/cohort new ${name}`);
  await submits(ada, 'New cohort', { ...DATES, ...DRAFT });
  await (await ada.modal('Cohort created')).dismiss();
}

/** What Ada reads after she typed a line. */
async function adaReads(line: string): Promise<string> {
  const ada = world.slack.as('ada');
  const { ephemeral } = await ada.types(line);
  return ephemeral?.text ?? (await ada.inbox.next()).text;
}

describe('/cohort by itself', () => {
  test('offers an admin without cohorts to make one', async () => {
    const ada = world.slack.as('ada');
    const hub = await adaOpens();
    expect(hub.text).toContain('There is no cohort yet.');
    expect(hub.buttons).toEqual(['New cohort']);
    await hub.click('New cohort');
    await submits(ada, 'New cohort', { Name: 'Coaches', ...DATES });
    await (await ada.modal('Cohort created')).close();
    const after = await ada.modal('Cohorts');
    await after.shows('Coaches\nRunning · 0 pairs · 364 days to go\nTue 1 Dec 2026 to Tue 30 Nov 2027');
  });

  test('shows those that run first, then drafts, then those that ended, with what can be done', async () => {
    await adaDrafts('Preparing');
    await world.cohort('Over');
    await world.cohort('Leaders');
    await world.pairs('ben', 'cleo', 'Leaders');
    const hub = await adaOpens();
    await hub.click({ actionId: 'cohort.end' });
    await hub.shows(/Leaders has ended/);
    const lines = hub.text.split('\n');
    expect(lines.filter((line) => ['Over', 'Preparing', 'Leaders'].includes(line))).toEqual([
      'Over',
      'Preparing',
      'Leaders',
    ]);
    expect(hub.text).toContain('Preparing\nDraft, nobody hears of it yet · 0 pairs');
    expect(hub.text).toContain('Leaders\nEnded · 1 pair\nTue 1 Dec 2026 to Tue 1 Dec 2026');
    expect(hub.buttons).toEqual(expect.arrayContaining(['Start', 'Edit', 'End', 'Archive', 'Recent changes']));
  });

  test('pages through many, and every cohort stands on one page', async () => {
    for (let number = 1; number <= 8; number += 1) await world.cohort(`Cohort ${number}`);
    const hub = await adaOpens();
    const named = (text: string) => text.split('\n').filter((line) => /^Cohort \d$/.test(line));
    expect(named(hub.text)).toEqual(['Cohort 8', 'Cohort 7', 'Cohort 6', 'Cohort 5', 'Cohort 4', 'Cohort 3']);
    await hub.click('Next page');
    await hub.shows('Page 2 of 2');
    expect(named(hub.text)).toEqual(['Cohort 2', 'Cohort 1']);
    await hub.click('Previous page');
    await hub.shows('Page 1 of 2');
  });

  test('an archived cohort is out of sight until it is asked for, and comes back as it was', async () => {
    await adaDrafts('Preparing');
    const hub = await adaOpens();
    await hub.click('Archive');
    await hub.shows('Preparing is archived.');
    expect(hub.text).not.toContain('Draft');
    await hub.click('Show archived (1)');
    const archived = await world.slack.as('ada').modal('Archived cohorts');
    expect(archived.buttons).not.toContain('Start');
    await archived.click('Restore');
    await hub.shows('Preparing is back.');
    expect(hub.text).toContain('Draft, nobody hears of it yet');
  });

  test('a coordinator sees their own cohorts alone, and cannot make one or appoint anybody', async () => {
    await world.stop();
    world = await startWorld({ admins: ['ada', 'dan'] });
    const [ada, dan] = [world.slack.as('ada'), world.slack.as('dan')];
    await world.cohort('Leaders');
    await dan.types('/cohort new Coaches');
    await submits(dan, 'New cohort', DATES);
    await (await dan.modal('Cohort created')).dismiss();
    await world.restarts({ admins: [ada.id] });
    await dan.types('/cohort');
    const hub = await dan.modal('Cohorts');
    expect(hub.text).toContain('Coaches');
    expect(hub.text).not.toContain('Leaders');
    expect(hub.buttons).toEqual(expect.arrayContaining(['Edit', 'End', 'Recent changes']));
    expect(hub.buttons).not.toContain('Coordinators');
    expect(hub.buttons).not.toContain('New cohort');
  });
});

describe('from the hub', () => {
  test('a draft that starts after its first day begins on the day on which it starts, and so do its pairs', async () => {
    const ada = world.slack.as('ada');
    await adaDrafts('Late');
    await adaReads('/cohort pair @ben @cleo');
    await timePasses(world, '2027-01-12T13:00:00Z', 24 * 60);
    const hub = await adaOpens();
    await hub.click('Start');
    await hub.shows('Tue 12 Jan 2027 to Tue 30 Nov 2027');
    await timePasses(world, '2027-01-25T13:00:00Z', 4 * 60);
    await ada.types('/cohort report');
    const tooEarly = await ada.inbox.next(/how it goes/);
    await ada.inbox.next(/I have sent you/);
    expect(tooEarly.text).toContain('First meeting in time*\nNone was due');
    expect(tooEarly.text).toContain('Needs a human*: nobody right now.');
    await timePasses(world, '2027-01-27T13:00:00Z', 4 * 60);
    await ada.types('/cohort report');
    const due = await ada.inbox.next(/how it goes/);
    await ada.inbox.next(/I have sent you/);
    expect(due.text).toContain('First meeting in time*\n0 of 1 pairs (0%)');
    expect(due.text).toContain('No first meeting in 11 working days');
  });

  test('one gets to pairs, to one of them and to its pause, and back', async () => {
    await welcomed(world);
    const ada = world.slack.as('ada');
    const hub = await adaOpens();
    await hub.click('Pairs');
    const list = await ada.modal('Pairs');
    expect(list.text).toContain('cleo');
    await list.click({ actionId: 'pairs.look' });
    const pair = await ada.modal('To write to them');
    await pair.click('Pause');
    await ada.modal(/^Pause/);
  });

  test('one gets the report, and to the form of imports', async () => {
    await welcomed(world);
    const ada = world.slack.as('ada');
    const hub = await adaOpens();
    await hub.click('Report');
    await hub.shows('The report on Leaders 2027 comes into your messages with me.');
    await ada.inbox.next(/Leaders 2027/);
    await world.settles();
    expect(ada.inbox.all().filter(({ text }) => text.includes('I have sent you the report'))).toEqual([]);
    while ((await ada.modal()).title !== 'Cohorts') await (await ada.modal()).close();
    await hub.click('Import');
    await ada.modal(/Import/);
  });
});

describe('a draft', () => {
  test('takes pairs, and nobody hears of it until it starts', async () => {
    await adaDrafts('Preparing');
    expect(await adaReads('/cohort pair @ben @cleo')).toBe(
      '@ben will mentor @cleo. This cohort is a draft: nobody hears of it until you start it, under `/cohort`.\nCohort: Preparing',
    );
    const [ben, cleo] = [world.slack.as('ben'), world.slack.as('cleo')];
    await timePasses(world, '2026-12-03T15:00Z', 240);
    expect(ben.inbox.all()).toEqual([]);
    expect(cleo.inbox.all()).toEqual([]);

    await world.at('2026-12-04T10:00Z');
    const hub = await adaOpens();
    expect(hub.text).toContain('Draft, nobody hears of it yet · 1 pair');
    await hub.click('Start');
    await hub.shows('Preparing runs now.');
    await world.settles();
    expect((await cleo.inbox.next(/Welcome to Preparing/)).buttons).toContain('Another time');
    await ben.inbox.next(/Welcome to Preparing/);
    await world.settles();
    expect(count(cleo, /Welcome/) + count(ben, /Welcome/)).toBe(2);
  });

  test('a pair that is made after the start is welcomed at once', async () => {
    await adaDrafts('Preparing');
    await (await adaOpens()).click('Start');
    await world.slack.as('ada').modal(/runs now/);
    expect(await adaReads('/cohort pair @ben @cleo')).toContain('@ben now mentors @cleo.');
    await world.slack.as('cleo').inbox.next(/Welcome to Preparing/);
  });

  test('whose last day has passed cannot be started before its dates are changed', async () => {
    await adaDrafts('Preparing');
    await world.at('2027-12-02T10:00Z');
    await (await adaOpens()).click('Start');
    expect((await world.slack.as('ada').modal('Cairn')).text).toContain(
      'The last day of Preparing has passed. Edit its dates first, then start it.',
    );
  });

  test('is started once, whoever presses twice', async () => {
    await adaDrafts('Preparing');
    await adaReads('/cohort pair @ben @cleo');
    const hub = await adaOpens();
    await Promise.all([hub.click('Start'), hub.click('Start').catch(() => undefined)]);
    await hub.shows('runs now');
    await world.settles();
    const cleo = world.slack.as('cleo');
    await cleo.inbox.next(/Welcome/);
    await world.settles();
    expect(count(cleo, /Welcome/)).toBe(1);
  });
});

describe('ending a cohort', () => {
  test('asks first, and says what will happen', async () => {
    await welcomed(world);
    const hub = await adaOpens();
    await hub.click('End', { confirm: false });
    await world.settles();
    expect(hub.text).toContain('Running · 1 pair');
  });

  test('calls off what is booked, tells the two, and asks nobody any more', async () => {
    const { ben, cleo, toCleo } = await booked(world);
    const hub = await adaOpens();
    await hub.click('End');
    await hub.shows('Leaders 2027 has ended.');
    await world.settles();
    await cleo.inbox.next(/come to its end/);
    await ben.inbox.next(/come to its end/);
    expect(present(toCleo).buttons).not.toContain('Move');
    const before = heard(world, cleo).length + heard(world, ben).length;
    await timePasses(world, '2026-12-23T16:00Z', 360);
    expect(heard(world, cleo).length + heard(world, ben).length).toBe(before);
    expect((await cleo.types('/book')).ephemeral?.text).toContain(
      'Your pairing with ben has ended, and you are in no other',
    );
  });

  test('refuses pairs and changes from then on, in clear words; its report stays readable', async () => {
    await welcomed(world);
    const ada = world.slack.as('ada');
    const hub = await adaOpens();
    await hub.click('End');
    await hub.shows('has ended');
    expect(hub.buttons).not.toContain('Edit');
    await hub.dismiss();
    const refused = 'Leaders 2027 has ended, so nobody can be paired in it any more. Its report stays readable.';
    expect(await adaReads('/cohort pair @ben @dan')).toBe(refused);
    await ada.types('/cohort report');
    await ada.inbox.next(/Leaders 2027/);
    await world.settles();
  });

  test('its report can still be read once it is archived, by its name', async () => {
    await welcomed(world);
    const ada = world.slack.as('ada');
    const hub = await adaOpens();
    await hub.click('End');
    await hub.shows('has ended');
    await hub.click('Archive');
    await hub.shows('Leaders 2027 is archived.');
    await hub.dismiss();
    await world.cohort('Leaders 2028');
    expect(await adaReads('/cohort pair @ben @dan in Leaders 2027')).toBe(
      'Leaders 2027 is archived. Restore it first: /cohort, and then Show archived.',
    );
    await ada.types('/cohort report Leaders 2027');
    await ada.inbox.next(/Leaders 2027/);
    await world.settles();
  });

  test('a form that was opened before is refused when it is sent afterwards', async () => {
    await world.cohort('Leaders');
    const ada = world.slack.as('ada');
    const first = await adaOpens();
    await first.click('Edit');
    const form = await ada.modal('Edit cohort');
    await form.fill({ Name: 'Later' });
    await world.at('2027-12-01T12:00Z');
    expect((await form.submit()).errors).toEqual({
      Name: 'Leaders has ended, so there is nothing to change any more. Its report stays readable.',
    });
  });

  test('pairing goes on in the cohort that runs when another one has ended', async () => {
    await world.cohort('Leaders 2026');
    await world.cohort('Leaders 2027');
    const hub = await adaOpens();
    await hub.click({ actionId: 'cohort.end' });
    await hub.shows('Leaders 2027 has ended');
    await hub.dismiss();
    expect(await adaReads('/cohort pair @ben @cleo')).toContain('Cohort: Leaders 2026');
    expect(await adaReads('/cohort pair @ben @dan in Leaders 2027')).toContain('Leaders 2027 has ended');
  });
});

describe('a cohort ends by itself', () => {
  test.each([
    { zone: 'Europe/Vienna', still: '2026-12-04T22:59Z', over: '2026-12-04T23:00Z' },
    { zone: 'America/Los_Angeles', still: '2026-12-05T07:59Z', over: '2026-12-05T08:00Z' },
    { zone: 'Pacific/Kiritimati', still: '2026-12-04T09:59Z', over: '2026-12-04T10:00Z' },
  ])('when its last day is over in $zone', async ({ zone, still, over }) => {
    await world.cohort('Short', { 'Ends on': '2026-12-04', 'Time zone': zone });
    await world.pairs('ben', 'cleo', 'Short');
    await world.at(still);
    const hub = await adaOpens();
    expect(hub.text).toContain('Running · 1 pair · ends today');
    await hub.dismiss();
    await world.at(over);
    await world.settles();
    const after = await adaOpens();
    expect(after.text).toContain('Ended · 1 pair');
    await after.click('Recent changes');
    expect((await world.slack.as('ada').modal('Recent changes')).text).toContain(
      'Cairn ended the cohort, after its last day',
    );
  });

  test('also when nobody was there to look at that moment', async () => {
    await world.cohort('Short', { 'Ends on': '2026-12-04' });
    await world.pairs('ben', 'cleo', 'Short');
    await world.goesDown();
    await world.slack.clock.set('2026-12-09T10:00Z');
    await world.starts();
    await world.at('2026-12-09T10:01Z');
    const cleo = world.slack.as('cleo');
    await cleo.inbox.next(/come to its end/);
    expect(heard(world, cleo).filter((line) => /book|time/i.test(line) && line > '2026-12-05')).toEqual([]);
  });
});
