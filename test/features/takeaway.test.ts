import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Entry, Person } from '../../src/sandbox/driver.ts';
import { objects } from '../../src/sandbox/json.ts';
import type { Json } from '../../src/sandbox/model.ts';
import { startWorld, type World } from '../support/world.ts';
import { booked, count, submits, welcomed } from './story.ts';

let world: World;
beforeEach(async () => {
  world = await startWorld();
});
afterEach(() => world.stop());

const COHORT = 'The whole cohort Leaders 2027';

/** Somebody keeps a takeaway with /takeaway. */
async function keeps(person: Person, text: string, entries: Record<string, Entry> = {}): Promise<void> {
  await person.types(`/takeaway ${text}`);
  const done = await submits(person, 'Takeaway', entries);
  expect(done.errors).toBeUndefined();
  await (await person.modal('Kept.')).dismiss();
}

/** What `/takeaway find` answers. */
async function finds(person: Person, words = '') {
  const { ephemeral } = await person.types(`/takeaway find ${words}`.trim());
  if (!ephemeral) throw new Error('There was no answer.');
  return ephemeral;
}

/** Ben mentors Cleo and Dan in one cohort; all three have their welcome. */
async function three() {
  const story = await welcomed(world);
  await world.at('2026-12-01T14:30Z');
  await world.pairs('ben', 'dan');
  const dan = world.slack.as('dan');
  await dan.inbox.next(/Welcome/);
  return { ...story, dan };
}

describe('keeping what was learned', () => {
  test('the form has the text in it, and everything is private at first', async () => {
    const { cleo } = await welcomed(world);
    await cleo.types('/takeaway Ask one question more & <listen>');
    const modal = await cleo.modal('Takeaway');
    expect(modal.values).toEqual({
      'What did you learn?': 'Ask one question more & <listen>',
      Tags: null,
      'Who may see it?': 'Only the two of us',
      'If the cohort sees it': ['Show my name'],
    });
    await modal.dismiss();
  });

  test('both of the pair find it, word for word; the found words are bold', async () => {
    const { ben, cleo } = await welcomed(world);
    await keeps(cleo, 'Ask one *question* <!here> more', { Tags: 'Feedback, #Coaching' });
    const answer = await finds(ben, 'question');
    expect(answer.text).toBe(
      [
        'Takeaways that fit “question”, the best first: 1 of 1',
        'Ask one *question* <!here> more',
        'cleo · Tue 1 Dec 2026 · #feedback · #coaching · Only the two of you',
      ].join('\n'),
    );
    expect(answer.buttons).toEqual([]);
    expect(JSON.stringify(answer.raw.blocks)).toContain('{"type":"text","text":"question","style":{"bold":true}}');
    expect((await finds(cleo)).buttons).toEqual(['Edit', 'Out of date', 'Withdraw']);
  });

  test('nothing typed is refused, and nothing is lost', async () => {
    const { cleo } = await welcomed(world);
    await cleo.types('/takeaway');
    const modal = await cleo.modal('Takeaway');
    await modal.fill({ 'What did you learn?': '  ', Tags: 'planning' });
    expect((await modal.submit()).errors).toEqual({ 'What did you learn?': 'Write down what you want to keep.' });
    expect(modal.values.Tags).toBe('planning');
    await modal.close();
    await cleo.types('/takeaway');
    const again = await cleo.modal('Takeaway');
    expect(again.values.Tags).toBe('planning');
    await again.dismiss();
  });

  test('a text behind the command that is too long is all there, to be shortened; that of a message is cut', async () => {
    const { cleo } = await welcomed(world);
    const long = `${'word '.repeat(420)}end`;
    await cleo.types(`/takeaway ${long}`);
    const modal = await cleo.modal('Takeaway');
    expect(modal.values['What did you learn?']).toBe(long);
    expect((await modal.submit()).errors).toEqual({
      'What did you learn?': 'Please keep it within 2000 characters.',
    });
    await modal.close();
    await cleo.types(`/takeaway ${long}`);
    const again = await cleo.modal('Takeaway');
    expect(again.values['What did you learn?']).toBe(long);
    await again.fill({ 'What did you learn?': 'Short' });
    await again.submit();
    await (await cleo.modal('Kept.')).dismiss();
    const { message } = await cleo.types(long);
    if (!message) throw new Error('Nothing was written.');
    await cleo.shortcut('Keep as a takeaway', { on: message });
    const cut = await cleo.modal('Takeaway');
    expect(String(cut.values['What did you learn?'])).toHaveLength(2_000);
    expect((await cut.submit()).errors).toBeUndefined();
    await (await cleo.modal('Kept.')).dismiss();
  });

  test('more tags than five are all there, with words beside them', async () => {
    const { cleo } = await welcomed(world);
    await cleo.types('/takeaway Ask one question');
    const modal = await cleo.modal('Takeaway');
    await modal.fill({ Tags: 'how to give good feedback to peers' });
    expect((await modal.submit()).errors).toEqual({
      Tags: 'At most 5 tags, each one word. A hyphen makes one of two: hard-talks.',
    });
    expect(modal.values.Tags).toBe('how to give good feedback to peers');
    await modal.dismiss();
  });

  test('a message becomes a takeaway', async () => {
    const { cleo, toCleo } = await welcomed(world);
    await cleo.shortcut('Keep as a takeaway', { on: toCleo });
    const modal = await cleo.modal('Takeaway');
    expect(modal.values['What did you learn?']).toContain('@ben is your mentor.');
    await modal.submit();
    await (await cleo.modal('Kept.')).dismiss();
    expect((await finds(cleo, 'mentor')).text).toContain('1 of 1');
  });

  test('somebody without a pair is told what is missing, and finds nothing', async () => {
    await world.cohort();
    const eve = world.slack.as('dan');
    expect((await eve.types('/takeaway Something')).ephemeral?.text).toContain('You are not in a pairing');
    expect((await eve.types('/takeaway find')).ephemeral?.text).toContain('You are in no programme yet');
  });
});

describe('who sees it', () => {
  test('the pair alone: not another mentee of the same mentor, nor who runs the programme', async () => {
    const { ben, cleo, dan } = await three();
    await keeps(cleo, 'Only for us');
    expect((await finds(ben, 'only')).text).toContain('Only for us');
    expect((await finds(dan, 'only')).text).toContain('Nothing that you may see fits “only”.');
    expect((await finds(dan)).text).toContain('There are no takeaways yet.');
    expect((await finds(world.slack.as('ada'), 'only')).text).not.toContain('Only for us');
  });

  test('shared with the cohort, with the name or without', async () => {
    const { ben, cleo, dan } = await three();
    await keeps(cleo, 'Named insight', { 'Who may see it?': COHORT });
    await keeps(cleo, 'Nameless insight', { 'Who may see it?': COHORT, 'If the cohort sees it': [] });
    const answer = await finds(dan, 'insight');
    expect(answer.text).toContain('Named insight\ncleo · Tue 1 Dec 2026 · Whole cohort');
    expect(answer.text).toContain('Nameless insight\nSomebody of the cohort · Tue 1 Dec 2026 · Whole cohort');
    expect((await finds(ben, 'nameless')).text).toContain('cleo');
    expect((await finds(cleo, 'nameless')).text).toContain('You · Tue 1 Dec 2026 · Whole cohort, without your name');
  });

  test('another cohort sees nothing of it', async () => {
    const { cleo } = await welcomed(world);
    await keeps(cleo, 'Shared insight', { 'Who may see it?': COHORT });
    await world.cohort('Makers 2027');
    await world.pairs('ada', 'dan', 'Makers 2027');
    expect((await finds(world.slack.as('dan'), 'insight')).text).toContain('Nothing that you may see');
  });
});

describe('when it quotes the partner', () => {
  const QUOTING = { 'Who may see it?': COHORT, 'If the cohort sees it': ['Show my name', 'It quotes ben'] };

  test('Ben is told once, keeps it between the two, and it can never be shared again', async () => {
    const { ben, cleo, dan } = await three();
    await keeps(cleo, 'Ben says: ask', QUOTING);
    await world.settles();
    const told = await ben.inbox.next(/shared a takeaway with the cohort, and it quotes you/);
    expect(told.text).toContain('Ben says: ask');
    expect((await finds(dan, 'ask')).text).toContain('Ben says: ask');
    await told.click('Keep it between us');
    expect((await told.edited(/As you asked, this takeaway stays between you and @cleo/)).buttons).toEqual([]);
    expect((await finds(dan, 'ask')).text).toContain('Nothing that you may see');
    const hers = await finds(cleo, 'ask');
    expect(hers.text).toContain('Stays between the two of you, as your partner asked');
    await hers.click('Edit');
    const modal = await cleo.modal('Edit takeaway');
    expect(modal.labels).toEqual(['What did you learn?', 'Tags']);
    expect(modal.text).toContain('@ben asked to keep this between the two of you');
    await modal.fill({ 'What did you learn?': 'Ben says: ask twice' });
    await modal.submit();
    expect((await finds(dan, 'twice')).text).toContain('Nothing that you may see');
    expect((await finds(ben, 'twice')).text).toContain('Stays between the two of you');
    await world.at('2026-12-03T12:00Z');
    expect(count(ben, /it quotes you/)).toBe(0);
  });

  test('outside his hours Ben is told when they begin, and not at all if Cleo took it back meanwhile', async () => {
    const { ben, cleo } = await booked(world);
    await world.at('2026-12-01T20:00Z');
    await keeps(cleo, 'Ben says: ask', QUOTING);
    await keeps(cleo, 'Ben says: wait', QUOTING);
    await (await finds(cleo, 'wait')).click('Withdraw');
    await cleo.inbox.next(/Withdrawn/);
    await world.settles();
    expect(count(ben, /it quotes you/)).toBe(0);
    await world.at('2026-12-02T08:31Z');
    expect((await ben.inbox.next(/it quotes you/)).text).toContain('Ben says: ask');
    await world.at('2026-12-02T10:00Z');
    expect(count(ben, /it quotes you/)).toBe(1);
  });

  test('Cleo says that it does not quote him after all: Ben does not read that it was taken back, for it was not', async () => {
    const { ben, cleo, dan } = await three();
    await keeps(cleo, 'Ben says: ask', QUOTING);
    await world.settles();
    const told = await ben.inbox.next(/it quotes you/);
    await (await finds(cleo, 'ask')).click('Edit');
    await submits(cleo, 'Edit takeaway', { 'What did you learn?': 'Ask', 'If the cohort sees it': ['Show my name'] });
    const after = await told.edited(/That is no longer so/);
    expect(after.text).toBe(
      '@cleo had shared a takeaway that quoted you. That is no longer so: either it is not shared any more, or it does not quote you.',
    );
    expect(after.buttons).toEqual([]);
    expect((await finds(dan, 'ask')).text).toContain('Ask\ncleo');
  });

  test('a veto that comes after it was withdrawn changes nothing, and says so', async () => {
    const { ben, cleo } = await welcomed(world);
    await keeps(cleo, 'Ben says: ask', QUOTING);
    await world.settles();
    const told = await ben.inbox.next(/it quotes you/);
    await (await finds(cleo, 'ask')).click('Withdraw');
    await told.edited(/That is no longer so/);
    await told.clickStale('Keep it between us');
    await ben.inbox.next(/This takeaway is not there any more/);
  });
});

describe('what its author can do', () => {
  test('edit it: found by its new words, and not by the old ones', async () => {
    const { cleo } = await welcomed(world);
    await keeps(cleo, 'Ask one question', { Tags: 'coaching' });
    await (await finds(cleo, 'question')).click('Edit');
    const modal = await cleo.modal('Edit takeaway');
    expect(modal.values).toMatchObject({ 'What did you learn?': 'Ask one question', Tags: '#coaching' });
    await modal.fill({ 'What did you learn?': 'Listen', Tags: 'listening' });
    await modal.submit();
    expect((await finds(cleo, '#listening')).text).toContain('Listen\nYou');
    expect((await finds(cleo, 'question')).text).toContain('Nothing that you may see');
  });

  test('mark it as out of date, and as still true again', async () => {
    const { cleo, ben } = await welcomed(world);
    await keeps(cleo, 'Old insight');
    await keeps(cleo, 'New insight');
    await (await finds(cleo, 'old')).click('Out of date');
    await cleo.inbox.next(/Marked as out of date/);
    expect((await finds(ben, 'insight')).text).toMatch(/New insight[\s\S]*Old insight\nOut of date · cleo/);
    const answer = await finds(cleo, 'old');
    expect(answer.buttons).toEqual(['Edit', 'Still true', 'Withdraw']);
    await answer.click('Still true');
    await cleo.inbox.next(/Marked as still true/);
    expect((await finds(ben, 'old')).text).not.toContain('Out of date');
  });

  test('withdraw it: nobody finds it any more, and a stale button says so', async () => {
    const { ben, cleo } = await welcomed(world);
    await keeps(cleo, 'A mistake');
    const answer = await finds(cleo, 'mistake');
    await answer.click('Withdraw');
    await cleo.inbox.next(/Withdrawn: nobody sees it any more/);
    for (const person of [ben, cleo])
      expect((await finds(person, 'mistake')).text).toContain('Nothing that you may see');
    await answer.click('Edit');
    await cleo.inbox.next(/This takeaway is not there any more/);
  });

  test('nobody else can: not the partner, not another mentee, not with an id that they made up', async () => {
    const { ben, cleo, dan } = await three();
    await keeps(cleo, 'Hers alone');
    await keeps(cleo, 'For all', { 'Who may see it?': COHORT });
    for (const [person, words, told] of [
      [ben, 'hers', 'Only the one who wrote a takeaway can change it.'],
      [dan, 'hers', 'This takeaway is not there any more, or not for you to see.'],
      [dan, 'all', 'Only the one who wrote a takeaway can change it.'],
    ] as const) {
      const answer = await finds(cleo, words);
      const row = (answer.raw.blocks ?? []).flatMap((block) => objects(block.elements));
      const value = String(row.find(({ action_id }) => action_id === 'takeaway.edit')?.value);
      await answer.click('Edit');
      await (await cleo.modal('Edit takeaway')).dismiss();
      for (const action of ['takeaway.edit', 'takeaway.outdated', 'takeaway.withdraw']) {
        await forges(person, action, value);
        await (await person.modal(told)).dismiss();
      }
    }
    expect((await finds(cleo)).text).toContain('1 to 2 of 2');
    const page = await finds(dan);
    await forges(dan, 'takeaway.all', JSON.stringify({ p: 'made up', from: 0 }));
    await (await dan.modal(/This belongs to a pairing that you are not part of/)).dismiss();
    expect(page.text).not.toContain('Hers alone');
  });
});

/** A click that somebody's own client makes up. */
async function forges(person: Person, action_id: string, value: string) {
  const seen = world.slack.log.envelopes.findLast(({ label }) => label.includes('takeaway.edit'));
  const payload = structuredClone(seen?.payload ?? {}) as Json;
  Object.assign(payload, { user: { id: person.id, team_id: world.slack.world.team.id } });
  delete payload.response_url;
  payload.trigger_id = world.slack.world.triggers.create(person.id);
  Object.assign(objects(payload.actions)[0] ?? {}, { action_id, value });
  return world.slack.world.deliveries.send('interactive', `forged ${action_id}`, payload);
}

describe('finding', () => {
  test('pages: five, then more', async () => {
    const { cleo } = await welcomed(world);
    for (let number = 1; number <= 7; number += 1) await keeps(cleo, `Insight number ${number}`);
    const first = await finds(cleo, 'insight');
    expect(first.text).toContain('1 to 5 of 7');
    await first.click('More');
    const second = await cleo.inbox.next(/6 to 7 of 7/);
    expect(second.text).toContain('the best first: 6 to 7 of 7');
    expect(second.buttons).not.toContain('More');
    const newest = await finds(cleo);
    expect(newest.text).toMatch(/the newest first: 1 to 5 of 7\nInsight number 7/);
  });

  test('operators are words; what was looked for is shown as it was typed', async () => {
    const { cleo } = await welcomed(world);
    await keeps(cleo, 'Plan AND rest; cafés are near');
    for (const words of ['AND', 'plan* near', 'CAFES', '"and rest"', 'NEAR(', '#', '-', '"', '*', '<!here> & _x_']) {
      const { text } = await finds(cleo, words);
      const some = ['AND', 'plan* near', 'CAFES', '"and rest"', 'NEAR('].includes(words);
      expect(text).toContain(some ? `Takeaways that fit “${words}”` : `Nothing that you may see fits “${words}”.`);
    }
    expect((await finds(cleo, 'nothing')).text).toContain('Try fewer words, the beginning of one');
  });

  test('a long one is shown in part, and read whole', async () => {
    const { ben, cleo } = await welcomed(world);
    const long = `${'Beginning. '.repeat(60)}The needle. ${'End. '.repeat(60)}`.trim();
    await cleo.types('/takeaway');
    await submits(cleo, 'Takeaway', { 'What did you learn?': long });
    await (await cleo.modal('Kept.')).dismiss();
    const answer = await finds(ben, 'needle');
    expect(answer.text).toContain('The needle.');
    expect(answer.text).not.toContain(long);
    await answer.click('Read');
    const whole = await ben.modal('Takeaway');
    expect(whole.text).toContain(long);
    await whole.dismiss();
  });
});

describe('five hundred takeaways', () => {
  test('are found, leafed through to the last one and back, ten at a time', { timeout: 60_000 }, async () => {
    const { ben, cleo } = await booked(world);
    await world.at('2026-12-02T14:46Z');
    const home = await cleo.opensHome();
    for (let ten = 0; ten < 50; ten += 1) {
      const paragraphs = Array.from({ length: 10 }, (_each, at) => `Insight number ${ten * 10 + at + 1}`).join('\n\n');
      await world.at(Date.parse('2026-12-02T14:47Z') + ten * 60_000);
      await home.click(ten === 0 ? 'We met' : 'Write down what came of it');
      await submits(cleo, 'After the meeting', { 'What is worth keeping?': paragraphs });
      await (await cleo.modal('And the next one?')).dismiss();
      await home.shows(`Insight number ${ten * 10 + 10} · you`);
    }
    await (await ben.opensHome()).click('All takeaways');
    const list = await ben.modal('Takeaways');
    for (let from = 1; from <= 491; from += 10) {
      await list.shows(`${from} to ${from + 9} of 500`);
      if (from < 491) await list.click('Older');
    }
    expect(list.text).toContain('Insight number 1\n');
    expect(list.buttons).toEqual(['Newer']);
    await list.click('Newer');
    await list.shows('481 to 490 of 500');
    await list.dismiss();
    const answer = await finds(ben, 'insight');
    expect(answer.text).toContain('1 to 5 of 500');
    await answer.click('More');
    await ben.inbox.next(/6 to 10 of 500/);
    expect((await finds(ben, '"number 377"')).text).toContain('1 of 1');
  });
});

describe('Home', () => {
  test('shows the latest two of the pair, and all of them page by page', { timeout: 30_000 }, async () => {
    const { ben, cleo } = await booked(world);
    for (let number = 1; number <= 11; number += 1) await keeps(cleo, `Insight number ${number}`);
    const home = await ben.opensHome();
    expect(home.text).toContain('Latest takeaways:\nInsight number 11 · cleo\nInsight number 10 · cleo');
    expect(home.text).not.toContain('Insight number 9');
    const hers = await cleo.opensHome();
    await hers.click('All takeaways');
    const list = await cleo.modal('Takeaways');
    expect(list.text).toContain('1 to 10 of 11, the newest first');
    await list.click('Older');
    await list.shows('11 to 11 of 11');
    expect(list.text).toContain('Insight number 1\n');
    await list.click('Edit');
    await submits(cleo, 'Edit takeaway', { 'What did you learn?': 'The first insight' });
    await list.shows('The first insight');
    await list.click('Out of date');
    await list.shows('Out of date · You');
    await list.click('Withdraw');
    await list.shows('1 to 10 of 10');
    await list.dismiss();
  });
});
