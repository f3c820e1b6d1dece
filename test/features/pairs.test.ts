import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openSqlite } from '../../src/store/sqlite/open.ts';
import { PEOPLE, startWorld, type World } from '../support/world.ts';
import { booked, count, heard, submits, timePasses, welcomed } from './story.ts';

let world: World;
beforeEach(async () => {
  world = await startWorld({
    users: [...PEOPLE, { name: 'eve', real_name: 'Eve Mentor', tz: 'Europe/Vienna' }],
    admins: ['ada'],
  });
});
afterEach(() => world.stop());

/** Ada opens the list of pairs of the only cohort. */
async function opensPairs() {
  const ada = world.slack.as('ada');
  await ada.types('/cohort');
  await (await ada.modal('Cohorts')).click('Pairs');
  return { ada, list: await ada.modal('Pairs') };
}

/** What Ada reads after she typed a line. */
async function adaReads(line: string): Promise<string> {
  const ada = world.slack.as('ada');
  const { ephemeral } = await ada.types(line);
  return ephemeral?.text ?? (await ada.inbox.next()).text;
}

/** What was noted last, newest first. */
async function audited(many: number) {
  await world.goesDown();
  const store = await openSqlite(world.config.db, { now: 0, newId: () => 'unused' });
  const lines = await store.audit.latest(world.slack.world.team.id, null, { before: null, count: many });
  await store.close();
  await world.starts();
  return lines.map(({ action, about }) => `${action} ${about.until ?? ''}`.trim());
}

describe('the list of pairs', () => {
  test('shows who is paired with whom and how they stand, and nothing that they wrote', async () => {
    const { cleo } = await booked(world);
    await cleo.types('/agenda canary');
    await world.pairs('ben', 'dan');
    const { list } = await opensPairs();
    expect(list.text.split('\n').filter((line) => !/Name|beginning/.test(line))).toEqual([
      'Pairs',
      'Leaders 2027',
      '2 pairs',
      'cleo, mentored by ben',
      'Next meeting Wed 2 Dec',
      'dan, mentored by ben',
      'Nothing booked',
    ]);
    await list.click({ actionId: 'pairs.look' });
    const look = await world.slack.as('ada').modal(/To write to them/);
    expect(look.text).toContain('Paired on Tue 1 Dec 2026 · not met yet · every 2 weeks');
    expect(look.text).not.toContain('canary');
    expect(look.buttons).toEqual(['Pause', 'Give another mentor', 'End this pairing', 'Back to the list']);
    await look.click('Back to the list');
    await world.slack.as('ada').modal(/2 pairs/);
  });

  test('finds people by the beginning of a name, whatever its case', async () => {
    await welcomed(world);
    await world.pairs('eve', 'dan');
    const { ada, list } = await opensPairs();
    await list.fill({ Name: 'CLE' });
    await list.submit();
    const found = await ada.modal(/1 pair$|1 pair\n/);
    expect(found.text).toContain('cleo, mentored by ben');
    expect(found.text).not.toContain('dan');
    await found.fill({ Name: 'eve d' });
    await found.submit();
    expect((await ada.modal(/dan, mentored by eve/)).text).not.toContain('cleo');
    await (await ada.modal('Pairs')).fill({ Name: 'nobody' });
    await (await ada.modal('Pairs')).submit();
    await ada.modal(/Nobody of that name is in a pair here/);
  });
});

describe('one pair', () => {
  test('is paused and resumed, and both hear of it', async () => {
    const { ben, cleo } = await welcomed(world);
    const { ada, list } = await opensPairs();
    await list.click('Look');
    await (await ada.modal(/To write to them/)).click('Pause');
    await submits(ada, 'Pause', { 'Last day of the pause': '2027-01-15' });
    const look = await ada.modal(/Pauses up to and including Fri 15 Jan/);
    await cleo.inbox.next(/Your programme's coordinator paused the meetings of you and @ben/);
    await ben.inbox.next(/Your programme's coordinator paused/);
    await look.click('Resume');
    await ada.modal(/Nothing booked/);
    await cleo.inbox.next(/your programme's coordinator ended it/);
    expect(await audited(2)).toEqual(['pair-resumed', 'pair-paused 2027-01-15']);
  });

  test('of which one is away: that one alone is noted, in all of their pairs', async () => {
    const { cleo } = await welcomed(world);
    const { ada, list } = await opensPairs();
    await list.click('Look');
    await (await ada.modal(/To write to them/)).click('Pause');
    await submits(ada, 'Pause', { 'Who pauses?': 'ben, in all pairs', 'Last day of the pause': '2026-12-24' });
    const look = await ada.modal(/ben is away up to and including Thu 24 Dec/);
    await cleo.types('/pairing');
    await (await cleo.modal(/Away until Thu 24 Dec/)).dismiss();
    await timePasses(world, '2026-12-10T12:00Z', 6 * 60);
    expect(heard(world, cleo)).toHaveLength(1);
    await look.click('Is back');
    await ada.modal(/Nothing booked/);
    expect(await audited(2)).toEqual(['person-resumed', 'person-paused 2026-12-24']);
  });

  test('is ended, and both hear of it', async () => {
    const { ben, cleo } = await booked(world);
    const { ada, list } = await opensPairs();
    await list.click('Look');
    await (await ada.modal(/To write to them/)).click('End this pairing');
    const look = await ada.modal(/Ended/);
    expect(look.buttons).toEqual(['Back to the list']);
    expect((await ben.inbox.next(/has ended/)).text).toContain('is called off');
    await cleo.inbox.next(/has ended/);
    expect(await audited(1)).toEqual(['pair-ended']);
  });

  test('gets another mentor, and is shown with them', async () => {
    await welcomed(world);
    const { ada, list } = await opensPairs();
    await list.click('Look');
    await (await ada.modal(/To write to them/)).click('Give another mentor');
    await submits(ada, 'Another mentor', { 'New mentor': '@eve' });
    expect((await ada.modal(/cleo, mentored by eve/)).buttons).toContain('Give another mentor');
  });
});

describe('what needs a human', () => {
  test('a reason that was dismissed hides no other, and who dismissed it is noted', async () => {
    const { cleo } = await welcomed(world);
    await world.at('2026-12-21T10:00Z');
    await cleo.types('/pairing');
    await (await cleo.modal('Your pairing')).click('Ask for help');
    await submits(cleo, 'Ask for help', { 'What is it about?': 'canary' });
    const ada = world.slack.as('ada');
    await (await ada.inbox.next(/asks for your help/)).click('See all who need a human');
    const list = await ada.modal(/Mentee asked for help/);
    expect(list.buttons).toEqual(['Look at the pair', 'Dismiss', 'Remind me in three days']);
    await list.click('Dismiss');
    await ada.modal(/No first meeting in 14 working days/);
    await list.click('Remind me in three days');
    await ada.modal(/Nobody needs you right now/);
    await world.at('2026-12-24T10:00Z');
    await list.dismiss();
    await ada.types('/cohort report');
    expect((await ada.inbox.next(/how it goes/)).text).toContain('No first meeting in 17 working days');
    const noted = (await audited(9)).filter((line) => line.startsWith('need'));
    expect(noted).toEqual(['need-put-off', 'need-dismissed']);
  });

  test('a pair whose mentor has left gets another one from there', async () => {
    const { cleo } = await welcomed(world);
    world.slack.changeUser('ben', { deleted: true });
    await world.settles();
    const ada = world.slack.as('ada');
    await ada.types('/cohort report');
    await (await ada.inbox.next(/how it goes/)).click('Go through them');
    await (await ada.modal(/Mentor deactivated/)).click('Give another mentor');
    await submits(ada, 'Another mentor', { 'New mentor': '@eve' });
    expect((await ada.modal('Done')).text).toContain('@eve now mentors @cleo, in place of @ben.');
    await cleo.inbox.next(/From now on @eve is your mentor/);
  });
});

describe('/cohort pause, resume and end', () => {
  test('for a person: their pairs are left in peace until they are back', async () => {
    const { cleo } = await welcomed(world);
    expect(await adaReads('/cohort pause @cleo until 2027-01-15')).toBe(
      '@cleo is away up to and including *Fri 15 Jan*. Until then I ask nobody to meet them; their Home tab says so too, and they can end it there.',
    );
    expect(await adaReads('/cohort pause @cleo until 2027-01-15')).toBe(
      'cleo is noted as away until that day already.',
    );
    expect(await audited(2)).toEqual(['person-paused 2027-01-15', 'pair-made']);
    expect((await cleo.opensHome()).text).toContain('You are away up to and including *Fri 15 Jan*.');
    await timePasses(world, '2027-01-15T12:00Z', 6 * 60);
    expect(heard(world, cleo)).toHaveLength(1);
    await timePasses(world, '2027-01-21T16:00Z', 60);
    expect(count(cleo, /date for your next meeting|has no date yet/)).toBe(1);
    expect(await adaReads('/cohort resume @cleo')).toBe('cleo is not away right now.');
  });

  test('for a pair, and back', async () => {
    await welcomed(world);
    expect(await adaReads('/cohort pause @ben @cleo until 2027-01-15 in Leaders')).toBe(
      '@ben and @cleo pause up to and including *Fri 15 Jan*. A booked meeting stays. Both hear of it within their own working hours.\nCohort: Leaders 2027',
    );
    expect(await adaReads('/cohort resume @cleo @ben')).toContain('The pause of @ben and @cleo is over');
    expect(await adaReads('/cohort end @cleo @ben')).toContain('The pairing of @ben and @cleo has ended.');
    expect(await adaReads('/cohort end @cleo @ben')).toContain('These two are no pair in a cohort that you run.');
  });

  test.each([
    ['pause @cleo until 2026-11-30', 'That day has passed. Pick today or a later one.'],
    ['pause @cleo until 2028-01-01', 'Please pick a day within a year. It can be made longer later.'],
    [
      'pause @cleo until soon',
      'I cannot read that day. Please write it like this: /cohort pause @person until 2027-01-15',
    ],
    [
      'pause @cleo until 2027-02-30',
      'I cannot read that day. Please write it like this: /cohort pause @person until 2027-01-15',
    ],
    ['pause @ben @cleo', 'Until when? Like this: /cohort pause @mentor @mentee until 2027-01-15'],
    [
      'pause @ben @ben until 2027-01-15',
      'These two are no pair in a cohort that you run. /cohort, and then Pairs, lists who is.',
    ],
    ['pause @ben @cleo @dan until 2027-01-15', 'Please name one person, or the two of a pair.'],
    [
      'pause @eve until 2027-01-15',
      'This person is in no pair of a cohort that you run. /cohort, and then Pairs, lists who is.',
    ],
    ['resume @cleo', 'cleo is not away right now.'],
    ['resume @ben @cleo', 'This pairing does not pause right now.'],
    [
      'resume',
      'Please name somebody who is back, /cohort resume @person, or a pair that goes on, /cohort resume @mentor @mentee.',
    ],
    ['end', 'Please name the two whose pairing ends: /cohort end @mentor @mentee'],
    ['end @cleo', 'Please name the two whose pairing ends: /cohort end @mentor @mentee'],
  ])('/cohort %s is answered in words, and nothing changes', async (line, words) => {
    const { ben, cleo } = await welcomed(world);
    expect(await adaReads(`/cohort ${line}`)).toBe(words);
    await world.settles();
    expect([heard(world, ben), heard(world, cleo)].map((lines) => lines.length)).toEqual([1, 1]);
  });

  test('without a day, or without anybody, a form asks for them', async () => {
    const { cleo } = await welcomed(world);
    const ada = world.slack.as('ada');
    await ada.types('/cohort pause @cleo');
    const form = await ada.modal('Pause somebody');
    expect(form.values['Who?']).toBe('cleo');
    await form.dismiss();
    await ada.types('/cohort pause');
    const empty = await ada.modal('Pause somebody');
    await empty.fill({ 'Who?': '@eve', 'Last day of the pause': '2026-12-24' });
    expect((await empty.submit()).errors?.['Who?']).toContain('is in no pair of a cohort that you run');
    await empty.fill({ 'Who?': '@cleo', 'Last day of the pause': '2026-11-01' });
    expect((await empty.submit()).errors).toEqual({
      'Last day of the pause': 'That day has passed. Pick today or a later one.',
    });
    await empty.fill({ 'Last day of the pause': '2026-12-24' });
    await empty.submit();
    expect((await ada.modal('Done')).text).toContain('@cleo is away up to and including *Thu 24 Dec*');
    expect((await cleo.opensHome()).text).toContain('You are away');
  });
});

describe('the coordinator of another cohort', () => {
  test('sees nothing of these pairs and changes nothing', async () => {
    await world.stop();
    world = await startWorld({ admins: ['ada', 'dan'] });
    const dan = world.slack.as('dan');
    const { ben, cleo } = await welcomed(world);
    await dan.types('/cohort new Coaches');
    await submits(dan, 'New cohort', { 'Starts on': '2026-12-01', 'Ends on': '2027-11-30' });
    await (await dan.modal('Cohort created')).dismiss();
    await world.restarts({ admins: [world.slack.user('ada').id] });
    for (const line of ['end @ben @cleo', 'resume @ben @cleo', 'pause @ben @cleo until 2027-01-15']) {
      const answer = await dan.types(`/cohort ${line}`);
      expect(answer.ephemeral?.text).toContain('no pair in a cohort that you run');
    }
    const answer = await dan.types('/cohort pause @cleo until 2027-01-15');
    expect(answer.ephemeral?.text).toContain('is in no pair of a cohort that you run');
    await world.settles();
    expect([heard(world, ben), heard(world, cleo)].map((lines) => lines.length)).toEqual([1, 1]);
  });
});
