import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Modal, Person, SeenByPerson } from '../../src/sandbox/driver.ts';
import { startWorld, type World } from '../support/world.ts';
import { booked, count, moving, submits, welcomed } from './story.ts';

let world: World;
beforeEach(async () => {
  world = await startWorld();
});
afterEach(() => world.stop());

/** Opens the form of `/agenda`. */
async function prepares(person: Person): Promise<Modal> {
  await person.types('/agenda');
  return person.modal('Agenda');
}

/** What stands in the field of lines. */
function linesOf(modal: Modal): string {
  return String(modal.values['What to talk about'] ?? '');
}

/** What stands on the agenda now, as somebody who opens the form finds it. */
async function agendaOf(person: Person): Promise<string> {
  const modal = await prepares(person);
  const lines = linesOf(modal);
  await modal.dismiss();
  return lines;
}

/** Books a meeting and waits for its reminder, which carries the agenda. */
async function looks(person: Person): Promise<SeenByPerson> {
  await person.types('/book');
  await submits(person, 'Book a meeting', {
    'Which time?': 'Another time',
    'Date of another time': '2026-12-10',
    Time: '11:00',
  });
  await world.settles();
  const partner = world.slack.as(person.handle === 'ben' ? 'cleo' : 'ben');
  await (await partner.inbox.next(/suggests/)).click('Accept');
  await world.at('2026-12-09T12:00Z');
  return person.inbox.next(/A quick reminder/);
}

describe('/agenda', () => {
  test('Ben prepares a first meeting that nobody has booked yet', async () => {
    const { ben, cleo } = await welcomed(world);
    const modal = await prepares(ben);
    expect(modal.text).toContain(
      'For your next meeting with @cleo, which is not booked yet. Both of you can edit this.',
    );
    expect(modal.labels).toEqual(['What to talk about', 'Structure', 'Its questions']);
    await modal.fill({ 'What to talk about': 'Who we are (15 min)\n- What we expect\n\n' });
    expect((await modal.submit()).closed).toBe(true);

    const hers = await prepares(cleo);
    expect(hers.text).toContain('• Who we are (15 min) · ben\n• What we expect · ben');
    expect(linesOf(hers)).toBe('Who we are (15 min)\nWhat we expect');
  });

  test('names the meeting once it is booked', async () => {
    const { ben } = await booked(world);
    expect((await prepares(ben)).text).toContain('For your meeting with @cleo on *Wed 2 Dec, 15:00 CET*.');
  });

  test('a line is rewritten, one moved, one ticked, one taken out, with nothing but the keyboard', async () => {
    const { ben, cleo } = await welcomed(world);
    await (await prepares(ben)).dismiss();
    await ben.types('/agenda Budget');
    await ben.types('/agenda Team');
    await ben.types('/agenda Holidays');
    await cleo.types('/agenda Career');
    await prepares(cleo);
    await submits(cleo, 'Agenda', { 'What to talk about': '✓ Career\nTeam\nBudget for 2027 (20 min)' });
    const modal = await prepares(ben);
    expect(modal.text).toContain('✓ Career · cleo\n• Team · you\n• Budget for 2027 (20 min) · you');
    expect(linesOf(modal)).toBe('✓ Career\nTeam\nBudget for 2027 (20 min)');
  });

  test('Ben and Cleo edit at the same time: neither loses a line, and the later one reads what came together', async () => {
    const { ben, cleo } = await welcomed(world);
    await ben.types('/agenda Budget');
    await ben.types('/agenda Team');
    const [his, hers] = [await prepares(ben), await prepares(cleo)];
    await his.fill({ 'What to talk about': 'Budget (10 min)\nTeam\nHis own' });
    expect((await his.submit()).closed).toBe(true);
    await hers.fill({ 'What to talk about': 'Team\nBudget, all of it\nHer own' });
    expect((await hers.submit()).updated).toBe(true);

    const told = await cleo.modal(/Saved/);
    expect(told.text).toContain('The agenda had changed while you were writing');
    expect(told.text).toContain('• His own · ben');
    expect(told.text).toContain('• Budget (10 min) · ben');
    await told.close();
    expect(await agendaOf(ben)).toBe('Team\nBudget (10 min)\nBudget, all of it\nHer own\nHis own');
  });

  test('a line that Ben took out stays out although Cleo saves a form that still shows it', async () => {
    const { ben, cleo } = await welcomed(world);
    await ben.types('/agenda Budget');
    await ben.types('/agenda Team');
    const hers = await prepares(cleo);
    await prepares(ben);
    await submits(ben, 'Agenda', { 'What to talk about': 'Team' });
    await hers.fill({ 'What to talk about': 'Budget\nTeam\nCareer' });
    await hers.submit();
    expect((await cleo.modal(/Saved/)).text).toContain('One item was taken out.');
    expect(await agendaOf(ben)).toBe('Team\nCareer');
  });
});

describe('/agenda with words behind it', () => {
  test('adds that one item without a form and says for which meeting', async () => {
    const { ben, cleo } = await booked(world);
    const said = await ben.types('/agenda How to say no (10 min)');
    expect(said.ephemeral?.text).toBe(
      'On the agenda of your meeting with @cleo on *Wed 2 Dec, 15:00 CET*:\nHow to say no (10 min)',
    );
    expect(await agendaOf(cleo)).toBe('How to say no (10 min)');
  });

  test('before a meeting is booked it is for the next one', async () => {
    const { cleo } = await welcomed(world);
    const said = await cleo.types('/agenda Who we are');
    expect(said.ephemeral?.text).toBe('On the agenda of your next meeting with @ben:\nWho we are');
  });

  test('shows letter by letter whatever somebody types', async () => {
    const { ben, cleo } = await welcomed(world);
    const hostile = '<!channel> *bold* <https://example.com|click> & שלום 👩‍👩‍👧 \u202e reversed';
    await ben.types(`/agenda ${hostile}`);
    const modal = await prepares(cleo);
    expect(linesOf(modal)).toBe(hostile);
    expect(modal.text).toContain(`• ${hostile} · ben`);
    await modal.submit();
    expect(await agendaOf(ben)).toBe(hostile);
  });

  test('a text that is too long for one line opens the form with it, and nothing of it is lost', async () => {
    const { ben } = await welcomed(world);
    await ben.types('/agenda Budget');
    const long = 'so much to say '.repeat(30).trim();
    await ben.types(`/agenda ${long}`);
    const modal = await ben.modal('Agenda');
    expect(modal.text).toContain(
      'One line takes at most 300 characters. Please shorten the one that begins with “so much',
    );
    expect(linesOf(modal)).toBe(`Budget\n${long}`);
    const refused = await modal.submit();
    expect(refused.errors).toEqual({
      'What to talk about':
        'One line takes at most 300 characters. Please shorten the one that begins with “so much to say so much to say ”.',
    });
    expect(modal.isOpen).toBe(true);
    await modal.fill({ 'What to talk about': 'Budget\nso much to say' });
    expect((await modal.submit()).closed).toBe(true);
    expect(await agendaOf(ben)).toBe('Budget\nso much to say');
  });

  test('somebody in no pairing is told so', async () => {
    await welcomed(world);
    const said = await world.slack.as('ada').types('/agenda Budget');
    expect(said.ephemeral?.text).toContain('You are not in a pairing right now.');
  });
});

describe('the mentee’s expectation', () => {
  test('is Cleo’s to write, and Ben’s to read', async () => {
    const { ben, cleo } = await welcomed(world);
    const before = await prepares(ben);
    expect(before.text).toContain('cleo has not written yet what they expect of this meeting.');
    await before.dismiss();
    await prepares(cleo);
    await submits(cleo, 'Agenda', { 'What do you expect of this meeting?': 'To leave with *one* clear step' });
    const his = await prepares(ben);
    expect(his.text).toContain('What cleo expects of this meeting: To leave with *one* clear step');
    expect(his.labels).not.toContain('What do you expect of this meeting?');
    expect((await prepares(cleo)).values['What do you expect of this meeting?']).toBe('To leave with *one* clear step');
  });
});

describe('a structure', () => {
  test('is picked, and its questions taken over as items, once', async () => {
    const { ben, cleo } = await welcomed(world);
    await ben.types('/agenda Budget');
    const modal = await prepares(cleo);
    expect(await modal.options('Structure')).toEqual([
      'None',
      'First meeting · 60 min',
      'GROW · 50 min',
      'Career conversation · 60 min',
      'Skill hand-over · 60 min',
      'Problem clinic · 45 min',
      'Mid-year · 60 min',
      'Closing meeting · 60 min',
    ]);
    await modal.fill({ Structure: 'GROW · 50 min', 'Its questions': ['Put them on the agenda as items'] });
    await modal.submit();
    const his = await prepares(ben);
    expect(his.values.Structure).toBe('GROW · 50 min');
    expect(linesOf(his).split('\n')).toEqual([
      'Budget',
      'Goal: what should be different at the end? (10 min)',
      'Reality: what is going on now, and what has been tried? (15 min)',
      'Options: what else could be done? Collect before judging (15 min)',
      'Will: what will be done, by when, and what could get in the way? (10 min)',
    ]);
    await his.fill({ 'Its questions': ['Put them on the agenda as items'] });
    await his.submit();
    expect((await agendaOf(cleo)).split('\n')).toHaveLength(5);
  });

  test('that Ben picks while Cleo has the form open stays picked when she saves', async () => {
    const { ben, cleo } = await welcomed(world);
    const hers = await prepares(cleo);
    await prepares(ben);
    await submits(ben, 'Agenda', { Structure: 'GROW · 50 min' });
    await hers.fill({ 'What to talk about': 'Mine' });
    await hers.submit();
    expect((await prepares(ben)).values.Structure).toBe('GROW · 50 min');
  });
});

describe('open commitments stand on top', () => {
  async function promised() {
    const { ben, cleo } = await welcomed(world);
    for (const [who, what] of [
      [cleo, 'Read the book'],
      [cleo, 'Call Ann'],
      [ben, 'Send the list'],
    ] as const) {
      await who.types(`/commit ${what}`);
      await submits(who, 'Commitment', { 'By when?': '2026-12-08' });
      await (await who.modal(/Noted/)).close();
    }
    return { ben, cleo };
  }

  test('each answers for their own: kept, moved to a new date, dropped', async () => {
    const { ben, cleo } = await promised();
    const modal = await prepares(cleo);
    expect(modal.labels.slice(0, 2)).toEqual(['Read the book', 'Call Ann']);
    expect(modal.text).toContain('Send the list\nben · Due Tue 8 Dec');
    await modal.fill({ 'Read the book': 'Kept', 'Call Ann': 'Moved', 'What to talk about': 'Typed before' });
    expect((await modal.submit()).updated).toBe(true);
    expect(modal.text).toContain('Pick the new date of what you moved, then save.');
    expect(linesOf(modal)).toBe('Typed before');
    expect(modal.values['Read the book']).toBe('Kept');
    await modal.fill({ 'New date': '2026-11-01' });
    expect((await modal.submit()).updated).toBe(true);
    expect(modal.text).toContain('That day has passed. Pick today or a later one.');
    await modal.fill({ 'New date': '2026-12-15' });
    expect((await modal.submit()).closed).toBe(true);

    const his = await prepares(ben);
    expect(his.text).not.toContain('Read the book');
    expect(his.text).toContain('Call Ann\ncleo · Due Tue 15 Dec');
    await his.fill({ 'Send the list': 'Dropped' });
    await his.submit();
    expect((await prepares(cleo)).text).not.toContain('Send the list');
    expect(await agendaOf(ben)).toBe('Typed before');
  });

  test('what is overdue opens the next agenda, of both', async () => {
    const { ben, cleo } = await welcomed(world);
    for (const [who, what] of [
      [ben, 'Send the list'],
      [cleo, 'Write the first page'],
    ] as const) {
      await who.types(`/commit ${what}`);
      await submits(who, 'Commitment', { 'By when?': '2026-12-03' });
      await (await who.modal('Noted.')).dismiss();
    }
    expect((await prepares(ben)).text).not.toContain('On the agenda');
    await (await ben.modal('Agenda')).dismiss();
    await ben.types('/agenda Budget');
    await world.at('2026-12-08T10:00Z');
    const { text } = await prepares(ben);
    expect(text.match(/Was due Thu 3 Dec/g)).toHaveLength(2);
    expect(text.indexOf('Send the list')).toBeLessThan(text.indexOf('Budget'));
    expect(text.indexOf('Write the first page')).toBeLessThan(text.indexOf('On the agenda'));
    expect(text.indexOf('On the agenda')).toBeLessThan(text.indexOf('Budget'));
  });

  test('twelve are shown five at a time, and turning the page saves what was answered', async () => {
    const { cleo } = await welcomed(world);
    for (let number = 1; number <= 12; number += 1) {
      await cleo.types(`/commit Promise ${number}`);
      await submits(cleo, 'Commitment', { 'By when?': `2026-12-${String(number + 3).padStart(2, '0')}` });
      await (await cleo.modal(/Noted/)).close();
    }
    const modal = await prepares(cleo);
    expect(modal.labels.filter((label) => label.startsWith('Promise'))).toEqual(
      [1, 2, 3, 4, 5].map((n) => `Promise ${n}`),
    );
    await modal.fill({ 'Promise 2': 'Kept', 'What to talk about': 'Not to be lost' });
    await modal.click('Save and show later ones');
    await modal.shows(/Promise 7/);
    expect(modal.labels.filter((label) => label.startsWith('Promise'))).toEqual(
      [7, 8, 9, 10, 11].map((n) => `Promise ${n}`),
    );
    expect(linesOf(modal)).toBe('Not to be lost');
  });
});

describe('an agenda of sixty items', () => {
  async function sixty() {
    const { ben, cleo } = await welcomed(world);
    const lines = Array.from({ length: 60 }, (_, index) => `Topic ${index + 1}`);
    await prepares(ben);
    await submits(ben, 'Agenda', { 'What to talk about': lines.join('\n') });
    await world.at('2026-12-01T14:10Z');
    return { ben, cleo };
  }

  test('is edited page by page; turning the page saves, and the other page stays as it is', async () => {
    const { ben, cleo } = await sixty();
    const modal = await prepares(cleo);
    const first = 'What to talk about, page 1 of 2';
    const second = 'What to talk about, page 2 of 2';
    expect(String(modal.values[first]).split('\n')).toHaveLength(40);
    await modal.fill({ [first]: String(modal.values[first]).replace('Topic 3\n', '') });
    await modal.click('Save and show page 2');
    await modal.shows(/Saved/);
    expect(modal.values[second]).toBe(Array.from({ length: 19 }, (_, index) => `Topic ${index + 42}`).join('\n'));
    await modal.fill({ [second]: `Hers\n${modal.values[second]}` });
    expect((await modal.submit()).closed).toBe(true);
    const his = await prepares(ben);
    expect(String(his.values[first]).split('\n').slice(1, 4)).toEqual(['Topic 2', 'Topic 4', 'Topic 5']);
    expect(String(his.values[first]).split('\n').at(-1)).toBe('Topic 41');
    await his.click('Save and show page 2');
    await his.shows(/page 2 of 2/);
    expect(String(his.values[second]).split('\n')[0]).toBe('Hers');
  });

  test('is ticked off thirty at a time, and nothing that was ticked gets lost on the way', async () => {
    const { ben, cleo } = await sixty();
    const shown = await looks(cleo);
    expect(shown.buttons.slice(-3)).toEqual(['50 more items', 'Edit the agenda', 'Tick off']);
    await shown.click('Tick off');
    const modal = await cleo.modal('Tick off');
    expect(await modal.options('What have you talked about?')).toHaveLength(10);
    await modal.fill({ 'What have you talked about?': ['Topic 2', 'Topic 7'] });
    await modal.click('Save and show 30 more');
    await modal.shows(/Topic 31/);
    await modal.fill({ 'What have you talked about?': ['Topic 31'] });
    expect((await modal.submit()).closed).toBe(true);
    const his = await prepares(ben);
    expect(his.text.match(/✓ Topic \d+/g)).toEqual(['✓ Topic 2', '✓ Topic 7', '✓ Topic 31']);
  });

  test('is read ten at a time', async () => {
    const { ben } = await sixty();
    const shown = await looks(ben);
    await shown.click('50 more items');
    const modal = await ben.modal('Agenda');
    expect(modal.text).toContain('• Topic 11 · you');
    expect(modal.text).not.toContain('Topic 21');
    await modal.click('40 more items');
    await modal.shows(/Topic 21/);
    await modal.click('Back');
    await modal.shows(/Topic 11/);
    await modal.click('Back');
    await modal.shows(/Topic 1 /);
    expect(modal.buttons).toEqual(['50 more items']);
  });
});

describe('nothing that was typed gets lost', () => {
  test('when the form is closed: it is offered again, with the way back to what is saved', async () => {
    const { ben } = await welcomed(world);
    await ben.types('/agenda Budget');
    const modal = await prepares(ben);
    await modal.fill({ 'What to talk about': 'Budget\nHalf a thought' });
    expect((await modal.dismiss()).acks).toBe(1);
    const again = await prepares(ben);
    expect(again.text).toContain('This is what you had typed and not saved. Nothing of it is lost.');
    expect(linesOf(again)).toBe('Budget\nHalf a thought');
    await again.click('Begin with what is saved');
    await again.shows(/^(?!.*had typed)/s);
    expect(linesOf(again)).toBe('Budget');
    await again.close();
    expect((await prepares(ben)).text).not.toContain('had typed');
  });

  test('a form that is closed as it was opened leaves nothing behind', async () => {
    const { ben } = await welcomed(world);
    await ben.types('/agenda Budget');
    await (await prepares(ben)).close();
    expect((await prepares(ben)).text).not.toContain('had typed');
  });

  test('what was offered again and saved is not offered a third time', async () => {
    const { ben, cleo } = await welcomed(world);
    const modal = await prepares(ben);
    await modal.fill({ 'What to talk about': 'Half a thought' });
    await modal.close();
    await cleo.types('/agenda Hers');
    const again = await prepares(ben);
    await again.submit();
    await (await ben.modal(/Saved/)).close();
    const third = await prepares(ben);
    expect(third.text).not.toContain('had typed');
    expect(linesOf(third)).toBe('Hers\nHalf a thought');
  });

  test('what Cleo expects, when Ben says that the meeting moved while she has the form of the next one open', async () => {
    const { ben, cleo } = await booked(world);
    await prepares(cleo);
    await submits(cleo, 'Agenda', { 'What do you expect of this meeting?': 'Courage' });
    await world.at('2026-12-02T14:46Z');
    const hers = await prepares(cleo);
    expect(hers.values['What do you expect of this meeting?']).toBeNull();
    await (await ben.opensHome()).click('It moved');
    await (await ben.modal()).dismiss();
    await hers.fill({ 'What to talk about': 'Career' });
    await hers.submit();
    const again = await prepares(cleo);
    expect(again.values['What do you expect of this meeting?']).toBe('Courage');
    await again.fill({ 'What do you expect of this meeting?': '' });
    await again.submit();
    expect((await prepares(cleo)).values['What do you expect of this meeting?']).toBeNull();
  });

  test('when the meeting is over before it is saved: it is shown for the next one', async () => {
    const { ben, cleo } = await booked(world);
    await cleo.types('/agenda Career');
    const modal = await prepares(ben);
    await modal.fill({ 'What to talk about': 'Career\nToo late' });
    await world.at('2026-12-02T15:00Z');
    expect((await modal.submit()).updated).toBe(true);
    expect(modal.text).toContain('The meeting that this was for is over. Here is what you typed, for the next one');
    expect(modal.text).toContain('• Career · cleo, from last time');
    expect((await modal.submit()).closed).toBe(true);
    expect(await agendaOf(cleo)).toBe('Career\nToo late');
  });
});

describe('from one meeting to the next', () => {
  test('the agenda stays through two moves; what was not ticked is carried over, and its age is told', async () => {
    const { ben, cleo, proposal } = await moving(world);
    await ben.types('/agenda Budget');
    await cleo.types('/agenda Career');
    await proposal.click('Accept');
    const moved = await cleo.inbox.next(/agreed to move/);
    expect(await agendaOf(cleo)).toBe('Budget\nCareer');
    await moved.click('Move');
    await submits(cleo, 'Move the meeting', { Date: '2026-12-04', Time: '11:00' });
    await (await ben.inbox.next(/suggests moving your meeting from \*Thu 3 Dec/)).click('Accept');
    await world.settles();
    expect(await agendaOf(ben)).toBe('Budget\nCareer');
    await prepares(ben);
    await submits(ben, 'Agenda', { 'What to talk about': '✓ Budget\nCareer' });
    await world.at('2026-12-04T12:00Z');
    const next = await prepares(cleo);
    expect(next.text).toContain('• Career · you, from last time');
    expect(linesOf(next)).toBe('Career');
  });

  test('the reminder carries the agenda, as it is by then and as it changes after', async () => {
    const { ben, cleo } = await welcomed(world);
    await ben.types('/agenda Budget (10 min)');
    const shown = await looks(cleo);
    expect(shown.text).toContain('On the agenda:\n• Budget (10 min) · ben');
    expect(count(cleo, /A quick reminder/)).toBe(1);
    await cleo.types('/agenda Career');
    expect((await shown.edited(/Career/)).text).toContain('• Budget (10 min) · ben\n• Career · you');
  });

  test('with an empty agenda the reminder asks for one item instead, and its button opens the form', async () => {
    const { cleo } = await welcomed(world);
    const shown = await looks(cleo);
    expect(shown.text).toContain(
      'The agenda is empty so far. What is the one thing that you would like to talk about?',
    );
    await shown.click('Add an item');
    await submits(cleo, 'Agenda', { 'What to talk about': 'Career' });
    expect((await shown.edited(/Career/)).text).not.toContain('The agenda is empty');
    expect(count(cleo, /A quick reminder|agenda is empty/)).toBe(1);
  });
});

describe('Ben, who mentors four', () => {
  async function four() {
    world = await another();
    const { slack } = world;
    for (const mentee of ['cleo', 'dan', 'eve', 'fay']) await world.pairs('ben', mentee);
    await world.settles();
    return slack.as('ben');
  }

  async function another() {
    await world.stop();
    const zone = { tz: 'Europe/Vienna' };
    const names = ['ben', 'cleo', 'dan', 'eve', 'fay'].map((name) => ({ name, ...zone }));
    return startWorld({ users: [{ name: 'ada', real_name: 'Ada Admin', is_admin: true, ...zone }, ...names] });
  }

  test('is asked with whom first, and picks another', async () => {
    const ben = await four();
    const modal = await prepares(ben);
    expect(modal.labels[0]).toBe('With whom?');
    expect(await modal.options('With whom?')).toHaveLength(4);
    await modal.choose('With whom?', 'dan · Leaders 2027');
    await modal.shows(/@dan/);
    await modal.fill({ 'What to talk about': 'For Dan alone' });
    await modal.submit();
    expect(await agendaOf(world.slack.as('dan'))).toBe('For Dan alone');
    expect(await agendaOf(world.slack.as('cleo'))).toBe('');
  });

  test('who typed something for one cannot lose it, nor show it to another, by picking another', async () => {
    const ben = await four();
    const modal = await prepares(ben);
    await modal.fill({ 'What to talk about': 'A secret of this pair' });
    const first = modal.values['With whom?'];
    const other = (await modal.options('With whom?')).find((each) => each !== first) ?? '';
    await modal.choose('With whom?', other);
    await modal.shows(/You have changed something here. Save it first/);
    expect(modal.values['With whom?']).toBe(first);
    expect(linesOf(modal)).toBe('A secret of this pair');
  });

  test('adds one item from the command line after picking for whom', async () => {
    const ben = await four();
    await ben.types('/agenda How to say no');
    const modal = await ben.modal('Add to agenda');
    expect(modal.values['What to talk about']).toBe('How to say no');
    await modal.choose('With whom?', 'eve · Leaders 2027');
    await modal.shows(/@eve/);
    await modal.submit();
    expect((await ben.modal('Agenda')).text).toContain('On the agenda of your next meeting with @eve:\nHow to say no');
    expect(await agendaOf(world.slack.as('eve'))).toBe('How to say no');
  });
});

describe('Add to agenda, on a message', () => {
  test('takes its words, to be looked over, as people read them', async () => {
    const { ben, cleo } = await welcomed(world);
    const { message } = await ben.types('Ask <@nobody> about R&D & the *budget* <https://example.com>');
    if (!message) throw new Error('Nothing was written.');
    await ben.shortcut('Add to agenda', { on: message });
    const modal = await ben.modal('Add to agenda');
    expect(modal.text).toContain('For your next meeting with @cleo');
    expect(String(modal.values['What to talk about'])).toContain('R&D & the *budget*');
    await modal.submit();
    expect((await ben.modal('Agenda')).text).toContain('On the agenda of your next meeting with @cleo');
    expect(await agendaOf(cleo)).toContain('R&D & the *budget*');
  });

  test('cuts a long one behind a word', async () => {
    const { ben } = await welcomed(world);
    const { message } = await ben.types('so much to say '.repeat(200).trim());
    if (!message) throw new Error('Nothing was written.');
    await ben.shortcut('Add to agenda', { on: message });
    const modal = await ben.modal('Add to agenda');
    // 19 times 15 characters are 285, and “so much to” is where 299 of them end.
    expect(modal.values['What to talk about']).toBe(`${'so much to say '.repeat(19)}so much to…`);
    expect(String(modal.values['What to talk about']).length).toBeLessThanOrEqual(300);
    expect((await modal.submit()).updated).toBe(true);
  });

  test('somebody in no pairing is told so, to themselves alone', async () => {
    const { ben } = await welcomed(world);
    const ada = world.slack.as('ada');
    const { message } = await ada.types('Hello');
    if (!message) throw new Error('Nothing was written.');
    await ada.shortcut('agenda-add', { on: message });
    expect((await ada.modal()).text).toContain('You are not in a pairing right now.');
    expect(ben.hasModal()).toBe(false);
  });
});

describe('the Home tab', () => {
  test('shows the agenda of the next meeting, and leads to the form, to all items and to ticking off', async () => {
    const { ben, cleo } = await welcomed(world);
    const home = await ben.opensHome();
    expect(home.text).toContain('The agenda of your next meeting is empty so far.');
    await home.click('Add an item');
    await submits(ben, 'Agenda', { 'What to talk about': 'One\nTwo\nThree\nFour\nFive\nSix' });
    await world.settles();
    const shown = await ben.home(/Five · you/);
    expect(shown.text).not.toContain('Six');
    await shown.click('All 6 items');
    const all = await ben.modal(/Six · you/);
    await all.dismiss();
    await shown.click('Tick off');
    await submits(ben, 'Tick off', { 'What have you talked about?': ['Two'] });
    await world.settles();
    expect((await ben.home(/✓ Two · you/)).text).toContain('• One · you\n✓ Two · you');
    expect((await cleo.opensHome()).text).toContain('✓ Two · ben');
  });
});

describe('/pairing', () => {
  test('leads to the form, and back when it is saved', async () => {
    const { ben } = await welcomed(world);
    await ben.types('/pairing');
    const glance = await ben.modal('Your pairing');
    await glance.click('Agenda of the next meeting');
    await submits(ben, 'Agenda', { 'What to talk about': 'Budget' });
    await ben.modal('Your pairing');
    await glance.close();
    expect(await agendaOf(ben)).toBe('Budget');
  });
});
