import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Person } from '../../src/sandbox/driver.ts';
import { startWorld, type World } from '../support/world.ts';
import { booked, count, latest, present, submits, timePasses } from './story.ts';

let world: World;
beforeEach(async () => {
  world = await startWorld();
});
afterEach(() => world.stop());

const CHECK = /Did you and @\w+ meet on/;

/** Ben and Cleo's meeting of Wednesday 2 December, 15:00 in Vienna, is over, and Ben, whose turn it is, has the question. */
async function met() {
  const story = await booked(world);
  await world.at('2026-12-02T14:46Z');
  await world.at('2026-12-02T14:56Z');
  const check = await story.ben.inbox.next(CHECK);
  return { ...story, check };
}

/** The lines of somebody's Home tab. */
async function homeOf(person: Person): Promise<string> {
  return (await person.opensHome()).text;
}

describe('after a meeting', () => {
  test('the owner of the new cycle is asked once, and the other is not', async () => {
    const { cleo, check } = await met();
    expect(check.text).toContain('Did you and @cleo meet on *Wed 2 Dec, 15:00 CET*?');
    expect(check.buttons.slice(0, 3)).toEqual(['We met', 'It moved', "It didn't happen"]);
    await world.at('2026-12-02T15:20Z');
    expect(count(world.slack.as('ben'), CHECK)).toBe(1);
    expect(count(cleo, CHECK)).toBe(0);
  });

  test('Ben met Cleo: two pages later all is written down, and the next meeting is on its way', async () => {
    const { ben, cleo, check } = await met();
    await check.click('We met');
    const first = await ben.modal('After the meeting');
    expect(first.closeLabel).toBe('Skip');
    await first.fill({
      'What will you do until next time?': 'Send the reading list\nIntroduce her to Eve',
      'What will cleo do?': 'Write the first page',
      'By when?': '2026-12-09',
      'What is worth keeping?': 'Ask one question more',
      'The meeting in one line': 'How to say no',
    });
    await first.submit();
    const second = await ben.modal('And the next one?');
    await second.fill({
      'How useful was this meeting?': '5 · very useful',
      'How was the amount of structure?': 'Too little',
    });
    const slot = String(second.values['When do you meet next?']);
    expect((await second.submit()).closed).toBe(true);
    const offered = await cleo.inbox.next(/@ben suggests/);
    expect(offered.buttons).toEqual(['Accept', 'Another time']);
    expect(slot).toBe('Wed 16 Dec, 15:00 CET');

    const his = await homeOf(ben);
    expect(his).toContain('Open commitments: 2 of yours, 1 of cleo’s');
    expect(his).toContain('Ask one question more · you');
    const hers = await homeOf(cleo);
    expect(hers).toContain('Open commitments: 1 of yours, 2 of ben’s');
    expect(hers).toContain('You met on Wed 2 Dec, 14:00 GMT, says @ben.');
    await check.edited(/You met on \*Wed 2 Dec/);
    await world.at('2026-12-09T15:00Z');
    expect(count(ben, CHECK)).toBe(0);
  });

  test('when and where: a line for each commitment of one’s own, in their order', async () => {
    const { ben, check } = await met();
    await check.click('We met');
    const page = await ben.modal('After the meeting');
    await page.fill({ 'When and where will you do it?': 'If it is Monday, at my desk' });
    expect((await page.submit()).errors).toEqual({
      'When and where will you do it?': 'Write above what it is that you will do.',
    });
    await page.fill({
      'What will you do until next time?': 'Send the list\nCall Eve',
      'When and where will you do it?': 'One\nTwo\nThree',
    });
    expect((await page.submit()).errors).toEqual({
      'When and where will you do it?': 'There are more lines here than commitments. Please write a line for each.',
    });
    await page.fill({ 'When and where will you do it?': 'If it is Monday, at my desk', 'What will cleo do?': 'Write' });
    await page.submit();
    await (await ben.modal('And the next one?')).dismiss();
    const home = await ben.opensHome();
    await home.click('All commitments');
    const list = await ben.modal('Open commitments');
    expect(list.text).toContain('Send the list\nDue Wed 9 Dec · If it is Monday, at my desk\n');
    expect(list.text).toContain('Call Eve\nDue Wed 9 Dec\n');
    expect(list.text).toContain('Write\nDue Wed 9 Dec');
    await list.dismiss();
  });

  test('a plan in several lines belongs to the one commitment that there is', async () => {
    const { ben, check } = await met();
    await check.click('We met');
    await submits(ben, 'After the meeting', {
      'What will you do until next time?': 'Send the list',
      'When and where will you do it?': 'If it is Monday,\nthen at my desk',
    });
    await (await ben.modal('And the next one?')).dismiss();
    expect(await homeOf(ben)).toContain('Send the list\nDue Wed 9 Dec · If it is Monday, then at my desk');
  });

  test('two takeaways in one go, shared with the cohort on the next page, without the name', async () => {
    const { ben, cleo, check } = await met();
    await world.pairs('ada', 'dan');
    await check.click('We met');
    await submits(ben, 'After the meeting', { 'What is worth keeping?': 'Ask one\nquestion more\n\nListen first' });
    const page = await ben.modal('And the next one?');
    expect(page.values).toMatchObject({
      'Who may see what you want to keep?': 'Only the two of us',
      'If the cohort sees it': ['Show my name'],
    });
    await page.fill({
      'Who may see what you want to keep?': 'The whole cohort Leaders 2027',
      'If the cohort sees it': ['It quotes cleo'],
      'When do you meet next?': 'We settle that later',
    });
    expect((await page.submit()).closed).toBe(true);
    const found = (await world.slack.as('dan').types('/takeaway find')).ephemeral?.text ?? '';
    expect(found).toContain('1 to 2 of 2');
    expect(found).toContain('Ask one\nquestion more');
    expect(found).toContain('Somebody of the cohort · Wed 2 Dec 2026 · Whole cohort');
    expect(found).not.toContain('ben');
    await cleo.inbox.next(/shared a takeaway with the cohort, and it quotes you/);
  });

  test('under the name, where Ben says so; kept between the two when the page is skipped', async () => {
    const { ben, check } = await met();
    await world.pairs('ada', 'dan');
    const dan = world.slack.as('dan');
    await check.click('We met');
    await submits(ben, 'After the meeting', { 'What is worth keeping?': 'Ask one question more' });
    await submits(ben, 'And the next one?', {
      'Who may see what you want to keep?': 'The whole cohort Leaders 2027',
      'When do you meet next?': 'We settle that later',
    });
    expect((await dan.types('/takeaway find')).ephemeral?.text).toContain('ben · Wed 2 Dec 2026 · Whole cohort');
    await (await ben.opensHome()).click('Write down what came of it');
    await submits(ben, 'After the meeting', { 'What is worth keeping?': 'Listen first' });
    await (await ben.modal('And the next one?')).dismiss();
    expect((await dan.types('/takeaway find')).ephemeral?.text).not.toContain('Listen first');
    expect((await ben.types('/takeaway find Listen')).ephemeral?.text).toContain('Only the two of you');
  });

  test('who kept nothing is not asked who may see it, and eleven takeaways are too many for one go', async () => {
    const { ben, check } = await met();
    await check.click('We met');
    const page = await ben.modal('After the meeting');
    await page.fill({ 'What is worth keeping?': 'One.\n\n'.repeat(11) });
    expect((await page.submit()).errors).toEqual({
      'What is worth keeping?': 'At most 10 takeaways at a time: an empty line makes two of one.',
    });
    await page.fill({ 'What is worth keeping?': ' \n\n \n' });
    await page.submit();
    const next = await ben.modal('And the next one?');
    expect(next.labels).toEqual([
      'When do you meet next?',
      'How useful was this meeting?',
      'How was the amount of structure?',
    ]);
    await next.dismiss();
  });

  test('Ben, who met all four of his mentees in a day, is asked after each; what is written down goes to the right one', async () => {
    await world.stop();
    const zone = { tz: 'Europe/Vienna' };
    const mentees = ['cleo', 'dan', 'eve', 'fay'];
    world = await startWorld({
      users: ['ada', 'ben', ...mentees].map((name) => ({ name, ...zone })),
      paced: true,
    });
    for (const [index, mentee] of mentees.entries()) {
      await world.pairs('ben', mentee);
      await world.slack.as(mentee).types('/pairing');
      await (await world.slack.as(mentee).modal('Your pairing')).click('Already booked');
      await submits(world.slack.as(mentee), 'Already booked', { Date: '2026-12-02', Time: `${10 + index}:00` });
    }
    const ben = world.slack.as('ben');
    await timePasses(world, '2026-12-02T15:00Z', 10);
    const asked = ben.inbox.all().filter(({ text }) => CHECK.test(text));
    expect(asked.map(({ text }) => CHECK.exec(text)?.[0]).sort()).toEqual(
      mentees.map((mentee) => `Did you and @${mentee} meet on`),
    );
    for (const mentee of mentees) {
      const them = world.slack.as(mentee);
      while (them.hasModal()) await (await them.modal()).dismiss();
      await them.types('/pairing');
      await (await them.modal('Your pairing')).click('We met');
      const page = await them.modal('After the meeting');
      expect(page.labels).toContain('What will ben do?');
      await page.fill({
        'What will ben do?': `Call the boss of ${mentee}`,
        'The meeting in one line': `About ${mentee}`,
      });
      await page.submit();
      await (await them.modal('And the next one?')).dismiss();
    }
    for (const mentee of mentees) {
      const { text } = await world.slack.as(mentee).opensHome();
      expect(text).toContain(`you met: About ${mentee}`);
      expect(text).toContain('Open commitments: 0 of yours, 1 of ben’s');
      for (const other of mentees.filter((each) => each !== mentee)) expect(text).not.toContain(other);
    }
    expect(count(ben, CHECK)).toBe(0);
  });

  test('Cleo is away: Ben closes the meeting all the same, and no time for the next one falls into her absence', async () => {
    const { ben, cleo, check } = await met();
    await (await cleo.opensHome()).click('I will be away');
    await submits(cleo, 'Away', { 'Last day away': '2026-12-11' });
    await check.click('We met');
    await submits(ben, 'After the meeting', { 'What will cleo do?': 'Write the first page', 'By when?': '2026-12-16' });
    const page = await ben.modal('And the next one?');
    const offered = await page.options('When do you meet next?');
    expect(offered).toHaveLength(4);
    expect(offered.at(-1)).toBe('We settle that later');
    for (const slot of offered.slice(0, 3)) expect(slot).toMatch(/^(Mon 14|Tue 15|Wed 16) Dec, \d\d:\d\d CET$/);
    await page.submit();
    await cleo.inbox.next(/@ben suggests/);
  });

  test('everything emptied, the date as well: that is fine, too', async () => {
    const { ben, check } = await met();
    await ben.types('/agenda Budget');
    await check.click('We met');
    await submits(ben, 'After the meeting', { 'By when?': null });
    expect((await submits(ben, 'And the next one?', { 'When do you meet next?': 'We settle that later' })).closed).toBe(
      true,
    );
    expect(await homeOf(ben)).toContain('You met on Wed 2 Dec, 15:00 CET.');
  });

  test('of the times for the next meeting the one is chosen that keeps the rhythm of the cohort; the others stand beside it', async () => {
    const { ben, check } = await met();
    await check.click('We met');
    await submits(ben, 'After the meeting');
    const page = await ben.modal('And the next one?');
    expect(page.values['When do you meet next?']).toBe('Wed 16 Dec, 15:00 CET');
    expect((await page.options('When do you meet next?')).at(-1)).toBe('We settle that later');
    expect((await page.options('When do you meet next?'))[0]).toMatch(/^(?:Thu 3|Fri 4|Mon 7) Dec/);
    await page.dismiss();
  });

  test('the meetings so far, with what was noted of them, stand at Home and in a list of their own', async () => {
    const { ben, cleo, check } = await met();
    await check.click('We met');
    await submits(ben, 'After the meeting', { 'The meeting in one line': 'How to say *no*' });
    await (await ben.modal('And the next one?')).dismiss();
    const home = await cleo.opensHome();
    expect(home.text).toContain('Past meetings: Wed 2 Dec, 14:00 GMT, 45 minutes, you met: How to say *no*');
    await home.click('All meetings');
    const list = await cleo.modal('Meetings');
    expect(list.text).toContain(
      'You and ben, the newest first\nWed 2 Dec, 14:00 GMT, 45 minutes, you met: How to say *no*',
    );
    await list.dismiss();
  });

  test('all fourteen of a long programme are there, the first one as well, with what was noted of it', async () => {
    const { ben, cleo, check } = await met();
    await check.click('We met');
    await submits(ben, 'After the meeting', { 'The meeting in one line': 'How we began' });
    await (await ben.modal('And the next one?')).dismiss();
    for (let day = 3; day <= 15; day += 1) {
      const date = `2026-12-${String(day).padStart(2, '0')}`;
      await world.at(`${date}T06:00Z`);
      await (await cleo.opensHome()).click('Already booked');
      await submits(cleo, 'Already booked', { Date: date, Time: '07:00' });
      await world.settles();
      await world.at(`${date}T08:00Z`);
    }
    const home = await cleo.opensHome();
    await home.click('All meetings');
    const list = await cleo.modal('Meetings');
    expect(list.text).toContain('Fri 4 Dec, 07:00 GMT');
    expect(list.text).not.toContain('How we began');
    expect(list.buttons).toEqual(['Older']);
    await list.click('Older');
    await list.shows(
      /Thu 3 Dec, 07:00 GMT, 45 minutes, nobody said what became of it\nWed 2 Dec, 14:00 GMT, 45 minutes, you met: How we began/,
    );
    expect(list.buttons).toEqual(['Newer']);
    await list.click('Newer');
    await list.shows(/Tue 15 Dec, 07:00 GMT/);
    await list.dismiss();
  });

  test('everything is optional: two taps and it is recorded', async () => {
    const { ben, check } = await met();
    await check.click('We met');
    await (await ben.modal('After the meeting')).submit();
    await (await ben.modal('And the next one?')).dismiss();
    const home = await homeOf(ben);
    expect(home).toContain('You met on Wed 2 Dec, 15:00 CET.');
    expect(home).not.toContain('Open commitments');
  });

  test("it didn't happen: recorded without a word of blame, and nothing opens", async () => {
    const { ben, check } = await met();
    await check.click("It didn't happen");
    expect((await check.edited(/did not happen/)).text).toContain('That is life; the next one counts.');
    expect(ben.hasModal()).toBe(false);
  });

  test('it moved: Ben gives the new time, and Cleo hears of it', async () => {
    const { ben, cleo, check } = await met();
    await check.click('It moved');
    const done = await submits(ben, 'It moved', { Date: '2026-12-04', Time: '09:30' });
    expect(done.closed).toBe(true);
    await cleo.inbox.next(/Booked: \*Fri 4 Dec, 08:30 GMT\*/);
    expect(await homeOf(ben)).toContain('The meeting of Wed 2 Dec, 15:00 CET moved.');
  });

  test('it moved: what Cleo expects of it, and the structure, stay with the meeting that is still to come', async () => {
    const { ben, cleo } = await booked(world);
    await cleo.types('/agenda');
    await submits(cleo, 'Agenda', {
      'What do you expect of this meeting?': 'Courage to say no',
      Structure: 'GROW · 50 min',
    });
    await world.at('2026-12-02T14:46Z');
    await world.at('2026-12-02T14:56Z');
    await (await ben.inbox.next(CHECK)).click('It moved');
    await submits(ben, 'It moved', { Date: '2026-12-04', Time: '09:30' });
    await cleo.types('/agenda');
    const hers = await cleo.modal('Agenda');
    expect(hers.values).toMatchObject({
      'What do you expect of this meeting?': 'Courage to say no',
      Structure: 'GROW · 50 min',
    });
    await hers.dismiss();
    const home = await cleo.opensHome();
    await home.click("That's not right");
    await submits(cleo, 'What happened?', { 'What became of it?': 'We met' });
    await (await cleo.modal('After the meeting')).dismiss();
    await cleo.types('/agenda');
    const after = await cleo.modal('Agenda');
    expect(after.values).toMatchObject({ 'What do you expect of this meeting?': null, Structure: 'None' });
    await after.dismiss();
  });

  test('a meeting that moved twice is asked about once each time', async () => {
    const { ben, check } = await met();
    await check.click('It moved');
    await submits(ben, 'It moved', { Date: '2026-12-04', Time: '09:30' });
    await world.at('2026-12-04T09:16Z');
    await world.at('2026-12-04T11:00Z');
    const asked = [...ben.inbox.all(), ...world.slack.as('cleo').inbox.all()].filter(({ buttons }) =>
      buttons.includes('It moved'),
    );
    expect(asked).toHaveLength(1);
    expect(asked[0]?.text).toMatch(/meet on \*Fri 4 Dec/);
  });
});

describe('what one says, the other can correct', () => {
  test('Ben says that it did not happen; Cleo was there, says so, and writes down what came of it', async () => {
    const { ben, cleo, check } = await met();
    await check.click("It didn't happen");
    const home = await cleo.opensHome();
    expect(home.text).toContain('The meeting of Wed 2 Dec, 14:00 GMT did not happen, says @ben.');
    await home.click("That's not right");
    const modal = await cleo.modal('What happened?');
    expect(modal.values).toEqual({ 'What became of it?': "It didn't happen" });
    await modal.fill({ 'What became of it?': 'We met' });
    await modal.submit();
    await submits(cleo, 'After the meeting', { 'What will you do until next time?': 'Call Eve' });
    await (await cleo.modal('And the next one?')).dismiss();
    await check.edited(/You met on/);
    expect(await homeOf(ben)).toContain('You met on Wed 2 Dec, 15:00 CET, says @cleo.');
    expect(await homeOf(ben)).toContain('Open commitments: 0 of yours, 1 of cleo’s');
  });

  test('Cleo may answer before Ben does, from /pairing, and Ben is not asked again', async () => {
    const { ben, cleo, check } = await met();
    await cleo.types('/pairing');
    await (await cleo.modal('Your pairing')).click('We met');
    await (await cleo.modal('After the meeting')).dismiss();
    expect((await check.edited(/You met on/)).buttons).not.toContain('We met');
    await world.at('2026-12-07T12:00Z');
    expect(count(ben, CHECK)).toBe(0);
  });

  test('Dan, who mentors nobody here, cannot say anything about it', async () => {
    const { ben, cleo } = await met();
    await world.pairs('ben', 'dan');
    const home = await world.slack.as('dan').opensHome();
    expect(home.text).not.toContain('Wed 2 Dec');
    expect(home.buttons).not.toContain("That's not right");
    expect(ben.hasModal() || cleo.hasModal()).toBe(false);
  });
});

describe('a question that nobody answers', () => {
  test('is asked once more after two working days, and then recorded as unknown, never as missed', async () => {
    const { ben, cleo } = await met();
    await world.at('2026-12-04T13:00Z');
    expect(count(ben, CHECK)).toBe(1);
    await world.at('2026-12-07T12:00Z');
    expect(latest(ben).text).toMatch(CHECK);
    const again = latest(ben);
    await world.at('2026-12-09T14:44Z');
    expect(again.now()?.buttons).toContain('We met');
    await world.at('2026-12-09T14:46Z');
    await world.at('2026-12-09T15:00Z');
    const all = [...ben.inbox.all(), ...cleo.inbox.all()].map(({ text }) => text).join('\n');
    expect(all).not.toContain('did not happen');
    const home = await ben.opensHome();
    expect(home.text).toContain('Nobody said what became of the meeting of Wed 2 Dec, 15:00 CET.');
    await home.click('Say what happened');
    await submits(ben, 'What happened?', { 'What became of it?': 'We met' });
    await (await ben.modal('After the meeting')).dismiss();
    await home.shows('You met on Wed 2 Dec, 15:00 CET.');
  });
});

describe('nothing that was typed is lost', () => {
  test('a day that has passed: the words stand beside the date, and everything else stays', async () => {
    const { ben, check } = await met();
    await check.click('We met');
    const modal = await ben.modal('After the meeting');
    await modal.fill({
      'What will you do until next time?': 'Call Eve',
      'By when?': '2026-11-01',
      'What is worth keeping?': 'Ask one question more',
    });
    const refused = await modal.submit();
    expect(refused.errors).toEqual({ 'By when?': 'That day has passed. Pick today or a later one.' });
    expect(modal.values).toMatchObject({
      'What will you do until next time?': 'Call Eve',
      'What is worth keeping?': 'Ask one question more',
    });
    await modal.fill({ 'By when?': '2026-12-04' });
    await modal.submit();
    await (await ben.modal('And the next one?')).dismiss();
    const home = await homeOf(ben);
    expect(home).toContain('Open commitments: 1 of yours, 0 of cleo’s');
    expect(home.match(/Ask one question more/g)).toHaveLength(1);
  });

  test('a commitment without a date, and one that is too long for one', async () => {
    const { ben, check } = await met();
    await check.click('We met');
    const modal = await ben.modal('After the meeting');
    await modal.fill({ 'What will cleo do?': 'x'.repeat(501), 'By when?': null });
    expect((await modal.submit()).errors).toEqual({ 'By when?': 'Pick a date for what will be done.' });
    await modal.fill({ 'By when?': '2026-12-04' });
    expect((await modal.submit()).errors).toEqual({ 'What will cleo do?': 'Please keep it within 500 characters.' });
    await modal.dismiss();
  });

  test('Ben closes the form half-way: when he opens it again, it is all there', async () => {
    const { ben, check } = await met();
    await check.click('We met');
    const modal = await ben.modal('After the meeting');
    await modal.fill({ 'What is worth keeping?': 'Ask one question more', 'The meeting in one line': 'How to say no' });
    await modal.close();
    const again = await check.edited(/You met on/);
    await again.click('Write down what came of it');
    expect((await ben.modal('After the meeting')).values).toMatchObject({
      'What is worth keeping?': 'Ask one question more',
      'The meeting in one line': 'How to say no',
    });
    await submits(ben, 'After the meeting');
    await (await ben.modal('And the next one?')).dismiss();
    await present(again).click('Write down what came of it');
    const third = await ben.modal('After the meeting');
    expect(third.values).toMatchObject({ 'What is worth keeping?': null, 'The meeting in one line': 'How to say no' });
    await third.dismiss();
  });

  test('both close it at the same time: both notes stand, and so does all the rest', async () => {
    const { ben, cleo, check } = await met();
    await cleo.types('/pairing');
    await (await cleo.modal('Your pairing')).click('We met');
    await check.clickStale('We met');
    const [his, hers] = [await ben.modal('After the meeting'), await cleo.modal('After the meeting')];
    await his.fill({ 'The meeting in one line': 'How to say no', 'What is worth keeping?': 'From Ben' });
    await hers.fill({ 'The meeting in one line': 'A good hour', 'What is worth keeping?': 'From Cleo' });
    await Promise.all([his.submit(), hers.submit()]);
    await (await ben.modal('And the next one?')).dismiss();
    await (await cleo.modal('And the next one?')).dismiss();
    const home = await ben.opensHome();
    expect(home.text).toContain('From Ben · you');
    expect(home.text).toContain('From Cleo · cleo');
    await home.click('Write down what came of it');
    const again = await ben.modal('After the meeting');
    expect(String(again.values['The meeting in one line']).split(' / ').sort()).toEqual([
      'A good hour',
      'How to say no',
    ]);
    await again.dismiss();
  });

  test('the slot that Ben picks is not free any more: he is told beside it, and his pulse is not lost', async () => {
    const { ben, cleo, check } = await met();
    await check.click('We met');
    await submits(ben, 'After the meeting');
    const page = await ben.modal('And the next one?');
    await page.fill({ 'How useful was this meeting?': '4' });
    await cleo.types('/book');
    await submits(cleo, 'Book a meeting', { 'Date of another time': '2026-12-10', Time: '10:00' });
    await ben.inbox.next(/@cleo suggests/);
    const refused = await page.submit();
    expect(refused.errors).toEqual({
      'When do you meet next?':
        'cleo was quicker and suggested Thu 10 Dec, 11:00 CET. Accept it, or pick another time. It is in your messages with me; here, pick “We settle that later”.',
    });
    expect(page.values).toMatchObject({ 'How useful was this meeting?': '4' });
    await page.fill({ 'When do you meet next?': 'We settle that later' });
    expect((await page.submit()).closed).toBe(true);
  });
});

describe('no time for the next meeting is asked for', () => {
  test('while the two pause, so that one tap cannot suggest a day in the middle of it', async () => {
    const { ben, cleo, check } = await met();
    await cleo.types('/pairing');
    await (await cleo.modal()).click('Pause');
    await submits(cleo, 'Pause', { 'Last day of the pause': '2027-01-15' });
    await world.settles();
    expect(present(check).text).toContain('pause up to and including Fri 15 Jan.');
    await present(check).click('We met');
    await submits(ben, 'After the meeting');
    const page = await ben.modal('And the next one?');
    expect(page.labels).toEqual(['How useful was this meeting?', 'How was the amount of structure?']);
    expect((await page.submit()).closed).toBe(true);
    await world.settles();
    expect(count(cleo, /suggests/)).toBe(0);
  });

  test('when Cleo has left the workspace meanwhile: what came of it is written down all the same', async () => {
    const { ben, check } = await met();
    await check.click('We met');
    const first = await ben.modal('After the meeting');
    world.slack.changeUser('cleo', { deleted: true });
    await first.fill({ 'What is worth keeping?': 'Ask one question more' });
    await first.submit();
    const second = await ben.modal('And the next one?');
    expect(second.labels).not.toContain('When do you meet next?');
    expect((await second.submit()).closed).toBe(true);
    expect(await homeOf(ben)).toContain('Ask one question more · you');
  });
});

test('both close it at the same time and write down the same promise: it is one, with the plan of whoever has one', async () => {
  const { ben, cleo, check } = await met();
  await check.click('We met');
  const his = await ben.modal('After the meeting');
  await (await cleo.opensHome()).click('Write down what came of it');
  const hers = await cleo.modal('After the meeting');
  await hers.fill({ 'What will ben do?': 'Send the list\nCall Eve' });
  await his.fill({
    'What will you do until next time?': 'Send the list',
    'When and where will you do it?': 'If it is Monday, at my desk',
  });
  await hers.submit();
  await his.submit();
  const home = await homeOf(ben);
  expect(home).toContain('Open commitments: 2 of yours, 0 of cleo’s');
  expect(home).toContain('Send the list\nDue Wed 9 Dec · If it is Monday, at my desk');
});

test('what is ticked off as the time runs out was talked about at that meeting, and not once more at the next', async () => {
  const { ben, cleo } = await booked(world);
  await ben.types('/agenda Budget');
  await ben.types('/agenda Holidays');
  await world.at('2026-12-02T14:40Z');
  await (await ben.opensHome()).click('Tick off');
  const boxes = await ben.modal('Tick off');
  await world.at('2026-12-02T14:46Z');
  await boxes.fill({ 'What have you talked about?': ['Budget'] });
  expect((await boxes.submit()).closed).toBe(true);
  const home = await homeOf(cleo);
  expect(home).toContain('• Holidays · ben, from last time');
  expect(home).not.toContain('Budget');
});

test('the box of an item that was talked about takes it off the next agenda', async () => {
  const { ben } = await booked(world);
  await ben.types('/agenda Budget');
  await ben.types('/agenda Holidays');
  await world.at('2026-12-02T14:46Z');
  await world.at('2026-12-02T14:56Z');
  await (await ben.inbox.next(CHECK)).click('We met');
  const modal = await ben.modal('After the meeting');
  await modal.fill({ 'What did you talk about?': ['Budget'] });
  await modal.submit();
  await (await ben.modal('And the next one?')).dismiss();
  await ben.types('/agenda');
  const agenda = await ben.modal();
  const lines = Object.values(agenda.values).join('\n');
  expect(lines).toContain('Holidays');
  expect(lines).not.toContain('Budget');
  await agenda.dismiss();
});
