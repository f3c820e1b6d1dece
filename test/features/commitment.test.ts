import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Person } from '../../src/sandbox/driver.ts';
import { objects } from '../../src/sandbox/json.ts';
import type { Json } from '../../src/sandbox/model.ts';
import { startWorld, type World } from '../support/world.ts';
import { booked, count, submits, timePasses, welcomed } from './story.ts';

let world: World;
beforeEach(async () => {
  world = await startWorld();
});
afterEach(() => world.stop());

const DUE = /You told @\w+ that you would do this/;

/** Somebody writes a commitment down with /commit. */
async function commits(person: Person, what: string, entries: Record<string, string | null> = {}): Promise<void> {
  await person.types(`/commit ${what}`);
  const done = await submits(person, 'Commitment', { 'By when?': '2026-12-03', ...entries });
  expect(done.errors).toBeUndefined();
  await (await person.modal('Noted.')).dismiss();
}

/** Cleo promised Ben the first page by Thursday 3 December, and has the question; nothing else waits, for a meeting is booked. */
async function due() {
  const story = await booked(world);
  await commits(story.cleo, 'Write the first page');
  await world.at('2026-12-03T09:31Z');
  const question = await story.cleo.inbox.next(DUE);
  return { ...story, question };
}

describe('writing a commitment down', () => {
  test('the form says what is optional, and begins with the text and a week', async () => {
    const { cleo } = await welcomed(world);
    await cleo.types('/commit Write the <first> page & more');
    const modal = await cleo.modal('Commitment');
    expect(modal.values).toEqual({
      'Who does it?': 'I do',
      'What will be done?': 'Write the <first> page & more',
      'By when?': '2026-12-08',
      'When and where will it be done?': null,
    });
    expect(modal.text).toContain('if it is Monday and I have my coffee');
    await modal.dismiss();
  });

  test('a text behind the command that is too long is all there, to be shortened', async () => {
    const { cleo } = await welcomed(world);
    const long = `${'word '.repeat(120)}end`;
    await cleo.types(`/commit ${long}`);
    const modal = await cleo.modal('Commitment');
    expect(modal.values['What will be done?']).toBe(long);
    expect((await modal.submit()).errors).toEqual({ 'What will be done?': 'Please keep it within 500 characters.' });
    await modal.dismiss();
  });

  test('Cleo writes down what Ben will do: he is asked on the day, she is not', async () => {
    const { ben, cleo } = await booked(world);
    await commits(cleo, 'Introduce me to Eve', { 'Who does it?': 'ben', 'When and where will it be done?': 'If …' });
    await world.at('2026-12-02T14:56Z');
    // Twenty hours after he was asked whether they met.
    await world.at('2026-12-03T11:01Z');
    const question = await ben.inbox.next(DUE);
    expect(question.text).toBe(
      'You told @cleo that you would do this. How did it go?\nIntroduce me to Eve\nDue Thu 3 Dec · If …',
    );
    expect(question.buttons).toEqual(['Done', 'New date', 'Drop it']);
    expect(count(cleo, DUE)).toBe(0);
  });

  test.each([
    [
      'a day that has passed',
      { 'By when?': '2026-11-30' },
      { 'By when?': 'That day has passed. Pick today or a later one.' },
    ],
    ['a day in years', { 'By when?': '2028-01-01' }, { 'By when?': 'Pick a day within a year.' }],
    ['nothing but spaces', { 'What will be done?': '   ' }, { 'What will be done?': 'Write down what will be done.' }],
  ])('%s is refused beside its field', async (_what, entries, errors) => {
    const { cleo } = await welcomed(world);
    await cleo.types('/commit Write the first page');
    const modal = await cleo.modal('Commitment');
    await modal.fill(entries);
    expect((await modal.submit()).errors).toEqual(errors);
    await modal.dismiss();
  });

  test('a message becomes a commitment, with names instead of mentions', async () => {
    const { ben, cleo } = await welcomed(world);
    await world.slack.as('cleo').types(`Could <@${ben.id}> send me the list?`);
    const message = await cleo.inbox.next();
    await cleo.shortcut('Make it a commitment', { on: message });
    const modal = await cleo.modal('Commitment');
    expect(String(modal.values['What will be done?']).length).toBeGreaterThan(10);
    await modal.dismiss();
  });

  test('what was typed into a form that was closed is there when it is opened again, for this pair alone', async () => {
    const { ben, cleo } = await welcomed(world);
    await cleo.types('/commit');
    const modal = await cleo.modal('Commitment');
    await modal.fill({ 'What will be done?': 'Write the first page', 'By when?': '2026-12-11' });
    await modal.close();
    await cleo.types('/commit');
    const again = await cleo.modal('Commitment');
    expect(again.values).toMatchObject({ 'What will be done?': 'Write the first page', 'By when?': '2026-12-11' });
    await again.submit();
    await (await cleo.modal('Noted.')).dismiss();
    await cleo.types('/commit');
    const fresh = await cleo.modal('Commitment');
    expect(fresh.values['What will be done?']).toBeNull();
    await fresh.dismiss();
    await ben.types('/commit');
    const his = await ben.modal('Commitment');
    expect(his.values['What will be done?']).toBeNull();
    await his.dismiss();
  });

  test('a mentor of two is asked with whom, and the form follows', async () => {
    const { ben } = await welcomed(world);
    await world.pairs('ben', 'dan');
    await ben.types('/commit Introduce you to Eve');
    const modal = await ben.modal('Commitment');
    const other = String(modal.values['With whom?']).startsWith('cleo') ? 'dan' : 'cleo';
    await modal.fill({ 'Who does it?': other === 'dan' ? 'cleo' : 'dan' });
    await modal.choose('With whom?', `${other} · Leaders 2027`);
    await modal.shows(new RegExp(`I do\n${other}`));
    expect(modal.values).toMatchObject({ 'Who does it?': 'I do', 'What will be done?': 'Introduce you to Eve' });
    await modal.submit();
    await (await ben.modal('Noted.')).dismiss();
    expect((await world.slack.as(other).opensHome()).text).toContain('Open commitments: 0 of yours, 1 of ben’s');
  });

  test('somebody without a pair is told so', async () => {
    await world.cohort();
    expect((await world.slack.as('dan').types('/commit')).ephemeral?.text).toContain('You are not in a pairing');
  });
});

describe('the day has come', () => {
  test('Cleo has done it: her message says so, and Ben hears of it', async () => {
    const { ben, question } = await due();
    await question.click('Done');
    expect((await question.edited(/Nothing is open any more/)).buttons).toEqual([]);
    await world.at('2026-12-03T10:05Z');
    expect((await ben.inbox.next(/News of what/)).text).toBe(
      'News of what @cleo had set out to do:\nDone: Write the first page',
    );
  });

  test('a new date asks why, in one optional line; Ben reads it, and Cleo is asked again on that day', async () => {
    const { ben, cleo, question } = await due();
    await question.click('New date');
    const modal = await cleo.modal('New date');
    expect(modal.text).toContain('Write the first page');
    expect((await modal.submit()).errors).toEqual({ 'By when?': 'Please complete this required field.' });
    await modal.fill({ 'By when?': '2026-12-03' });
    expect((await modal.submit()).errors).toEqual({ 'By when?': 'That is its date already. Pick another one.' });
    await modal.fill({ 'By when?': '2026-12-07', 'What got in the way?': 'The deadline <of> Eve' });
    expect((await modal.submit()).closed).toBe(true);
    await world.at('2026-12-03T10:05Z');
    expect((await ben.inbox.next(/News of what/)).text).toBe(
      'News of what @cleo had set out to do:\nNow by Mon 7 Dec: Write the first page\nThe deadline <of> Eve',
    );
    await world.at('2026-12-07T09:31Z');
    expect((await cleo.inbox.next(DUE)).text).toContain('Due Mon 7 Dec');
  });

  test('Cleo lets it go, without a reason', async () => {
    const { ben, cleo, question } = await due();
    await question.click('Drop it');
    await submits(cleo, 'Drop it');
    await question.edited(/Nothing is open any more/);
    await world.at('2026-12-03T10:05Z');
    expect((await ben.inbox.next(/News of what/)).text).toContain('Let go: Write the first page');
  });

  test('several that are due on one day come as one message, and their outcomes, too', async () => {
    const { ben, cleo } = await booked(world);
    for (const what of ['One', 'Two', 'Three']) await commits(cleo, what);
    await world.at('2026-12-03T09:31Z');
    const question = await cleo.inbox.next(DUE);
    expect(question.buttons).toEqual([
      'Done',
      'New date',
      'Drop it',
      'Done',
      'New date',
      'Drop it',
      'Done',
      'New date',
      'Drop it',
    ]);
    await question.click('Done');
    const rest = await question.edited(/^(?!.*One)/s);
    await rest.click('Drop it');
    await submits(cleo, 'Drop it', { 'What got in the way?': 'No time' });
    await world.at('2026-12-03T10:05Z');
    await world.at('2026-12-03T12:05Z');
    expect(count(ben, /News of what/)).toBe(1);
    const told = await ben.inbox.next(/News of what/);
    expect(told.text).toContain('Done: One');
    expect(told.text).toContain('Let go: Two\nNo time');
    expect(count(cleo, DUE)).toBe(1);
  });

  test('due on one day to four mentees: all questions come that morning, one for each, and none a day late', async () => {
    await world.stop();
    const zone = { tz: 'Europe/Vienna' };
    const users = ['ada', 'ben', 'cleo', 'dan', 'eve', 'fay'].map((name) => ({ name, ...zone }));
    world = await startWorld({ users });
    const mentees = ['cleo', 'dan', 'eve', 'fay'];
    for (const mentee of mentees) await world.pairs('ben', mentee);
    const ben = world.slack.as('ben');
    for (const mentee of mentees) {
      const them = world.slack.as(mentee);
      await commits(them, `Meet ${mentee}'s boss`, { 'Who does it?': 'ben', 'By when?': '2026-12-04' });
      await commits(them, `Call ${mentee}`, { 'Who does it?': 'ben', 'By when?': '2026-12-04' });
    }
    await timePasses(world, '2026-12-04T09:00Z');
    const asked = ben.inbox.all().filter(({ text }) => DUE.test(text));
    expect(asked.map(({ text }) => /@(\w+)/.exec(text)?.[1]).sort()).toEqual(mentees);
    for (const { text } of asked) expect(text.match(/Due Fri 4 Dec/g)).toHaveLength(2);
    await timePasses(world, '2026-12-07T12:00Z');
    expect(count(ben, DUE)).toBe(4);
  });

  test('two that fell due while Cleo was away come in one message when she is back, and not once more the day after', async () => {
    const { cleo } = await booked(world);
    await commits(cleo, 'Write the first page');
    await commits(cleo, 'Call Eve', { 'By when?': '2026-12-04' });
    await (await cleo.opensHome()).click('I will be away');
    await submits(cleo, 'Away', { 'Last day away': '2026-12-06' });
    await timePasses(world, '2026-12-07T11:00Z');
    const question = await cleo.inbox.next(DUE);
    expect(question.text).toContain('Write the first page\nDue Thu 3 Dec');
    expect(question.text).toContain('Call Eve\nDue Fri 4 Dec');
    await timePasses(world, '2026-12-09T12:00Z');
    expect(count(cleo, DUE)).toBe(1);
  });

  test('due on a Saturday: asked on Monday, in one message with what is due then', async () => {
    const { cleo } = await booked(world);
    await commits(cleo, 'On Saturday', { 'By when?': '2026-12-05' });
    await commits(cleo, 'On Monday', { 'By when?': '2026-12-07' });
    await world.at('2026-12-05T12:00Z');
    expect(count(cleo, DUE)).toBe(0);
    await world.at('2026-12-07T09:31Z');
    const question = await cleo.inbox.next(DUE);
    expect(question.text).toMatch(/On Saturday\nDue Sat 5 Dec\nOn Monday\nDue Mon 7 Dec/);
    await world.at('2026-12-07T15:00Z');
    expect(count(cleo, DUE)).toBe(1);
  });

  test('promised for the same day: asked on the next morning, not at once', async () => {
    const { cleo } = await booked(world);
    await commits(cleo, 'Today still', { 'By when?': '2026-12-01' });
    await world.at('2026-12-01T16:00Z');
    expect(count(cleo, DUE)).toBe(0);
    // Twenty hours after she was welcomed and asked for a time.
    await world.at('2026-12-02T10:01Z');
    expect((await cleo.inbox.next(DUE)).text).toContain('Due Tue 1 Dec');
  });

  test('Ben is away: Cleo is asked all the same; is she away herself, she is asked when she is back', async () => {
    const { ben, cleo } = await booked(world);
    await commits(cleo, 'Write the first page');
    for (const person of [ben, cleo]) {
      await (await person.opensHome()).click('I will be away');
      await submits(person, 'Away', { 'Last day away': '2026-12-08' });
    }
    await world.at('2026-12-03T12:00Z');
    expect(count(cleo, DUE)).toBe(0);
    await (await cleo.opensHome()).click('I am back');
    await world.at('2026-12-09T12:00Z');
    expect(count(cleo, DUE)).toBe(1);
  });

  test('Ben has left the workspace: nobody is asked any more', async () => {
    const { cleo } = await booked(world);
    await commits(cleo, 'Write the first page');
    const home = await cleo.opensHome();
    world.slack.changeUser('ben', { deleted: true });
    await home.shows('has left this workspace');
    await world.at('2026-12-03T12:00Z');
    expect(count(cleo, DUE)).toBe(0);
  });
});

describe('buttons that are stale, forged or tapped twice', () => {
  test('Done twice: one outcome, and kind words', async () => {
    const { ben, cleo, question } = await due();
    await Promise.all([question.click('Done'), question.clickStale('Done')]);
    await question.clickStale('Done');
    for (const _time of ['second', 'third']) await cleo.inbox.next(/You have marked this as done already. Well done./);
    await world.at('2026-12-03T10:05Z');
    expect(count(ben, /News of what/)).toBe(1);
  });

  test('Done on the old message after it was dropped', async () => {
    const { cleo, question } = await due();
    await question.click('Drop it');
    await submits(cleo, 'Drop it');
    await question.clickStale('Done');
    await cleo.inbox.next(/You have let this one go already/);
  });

  test("Ben cannot answer for Cleo's, nor Dan for anybody's of theirs", async () => {
    const { ben, cleo, question } = await due();
    await world.pairs('ben', 'dan');
    const dan = world.slack.as('dan');
    await question.click('Drop it');
    await (await cleo.modal('Drop it')).dismiss();
    const seen = world.slack.log.envelopes.findLast(({ label }) => label.includes('commit.drop'));
    const forge = (person: Person, action_id: string) => {
      const payload = structuredClone(seen?.payload ?? {}) as Json;
      Object.assign(payload, { user: { id: person.id, team_id: world.slack.world.team.id } });
      delete payload.response_url;
      payload.trigger_id = world.slack.world.triggers.create(person.id);
      Object.assign(objects(payload.actions)[0] ?? {}, { action_id });
      return world.slack.world.deliveries.send('interactive', `forged ${action_id}`, payload);
    };
    const told = async (person: Person, words: RegExp) => (await person.modal(words)).dismiss();
    for (const action of ['commit.done', 'commit.move', 'commit.drop']) {
      await forge(ben, action);
      await told(ben, /Only the one who made this commitment can answer for it/);
      await forge(dan, action);
      await told(dan, /This belongs to a pairing that you are not part of/);
    }
    await forge(dan, 'commit.all');
    await told(dan, /This belongs to a pairing that you are not part of/);
    expect(ben.hasModal() || dan.hasModal()).toBe(false);
    expect((await cleo.opensHome()).text).toContain('Open commitments: 1 of yours');
  });
});

describe('Home and the list of all', () => {
  test('one-tap answers for what is one’s own, and the rate of what was kept, for the pair alone', async () => {
    const { ben, cleo } = await booked(world);
    await commits(cleo, 'One');
    await commits(cleo, 'Two');
    const home = await cleo.opensHome();
    expect(home.text).toContain('Open commitments: 2 of yours, 0 of ben’s');
    const his = await ben.opensHome();
    expect(his.text).toContain('Open commitments: 0 of yours, 2 of cleo’s');
    expect(his.buttons).not.toContain('Done');
    await home.click('Done');
    await home.shows('Open commitments: 1 of yours, 0 of ben’s');
    await home.click('Drop it');
    await submits(cleo, 'Drop it');
    await home.shows('Commitments that the two of you kept: Dec 2026 1 of 2');
    await his.shows('Commitments that the two of you kept: Dec 2026 1 of 2');
    await world.pairs('ben', 'dan');
    expect((await world.slack.as('dan').opensHome()).text).not.toContain('kept:');
  });

  test('forty open ones come in pages, and can be answered there', { timeout: 30_000 }, async () => {
    const { ben, cleo } = await booked(world);
    await world.at('2026-12-02T14:46Z');
    for (const [from, title] of [
      [1, 'What will you do until next time?'],
      [21, 'What will ben do?'],
    ] as const) {
      const home = await cleo.opensHome();
      await home.click(from === 1 ? 'We met' : 'Write down what came of it');
      const lines = Array.from({ length: 20 }, (_, at) => `Number ${from + at}`).join('\n');
      await submits(cleo, 'After the meeting', { [title]: lines, 'By when?': '2026-12-10' });
      await (await cleo.modal('And the next one?')).dismiss();
    }
    const home = await cleo.opensHome();
    expect(home.text).toContain('Open commitments: 20 of yours, 20 of ben’s');
    await home.click('All commitments');
    const list = await cleo.modal('Open commitments');
    expect(list.text).toContain('1 to 10 of 40 with ben');
    for (const page of ['11 to 20', '21 to 30', '31 to 40']) {
      await list.click('More');
      await list.shows(page);
    }
    expect(list.buttons).toEqual(['Back']);
    await list.click('Back');
    await list.shows('21 to 30');
    await list.click('Back');
    await list.shows('11 to 20');
    await list.click('Back');
    await list.shows('1 to 10');
    await list.click('Done');
    await list.shows('1 to 10 of 39');
    await list.click('New date');
    await submits(cleo, 'New date', { 'By when?': '2026-12-11' });
    await list.shows('Number 12');
    await list.dismiss();
    await world.at('2026-12-10T09:31Z');
    await world.at('2026-12-11T09:31Z');
    const question = await ben.inbox.next(DUE);
    expect(question.buttons).toHaveLength(30);
    expect(question.text).toContain('10 more follow as you answer these.');
  });
});
