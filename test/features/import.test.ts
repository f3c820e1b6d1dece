import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Person, SeenByPerson } from '../../src/sandbox/driver.ts';
import { PEOPLE, startWorld, type World } from '../support/world.ts';
import { count, present, submits } from './story.ts';

const OTHERS = [
  { name: 'eve', real_name: 'Eve Mentee', tz: 'Europe/Vienna' },
  { name: 'gil', real_name: 'Gil Guest', is_restricted: true },
  { name: 'una', real_name: 'Una Outsider', is_stranger: true },
  { name: 'rob', real_name: 'Rob Robot', is_bot: true, profile: { email: 'rob@example.com' } },
  { name: 'lea', real_name: 'Lea Left', deleted: true },
];

let world: World;
let ada: Person;
beforeEach(async () => {
  world = await startWorld({ users: [...PEOPLE, ...OTHERS] });
  ada = world.slack.as('ada');
  // What Slack says of an address that nobody has.
  world.expects(/users_not_found/, /user_not_found/);
});
afterEach(() => world.stop());

const HEAD = 'mentor,mentee,cadence_weeks\n';
const ben = 'ben@example.com';
const cleo = 'cleo@example.com';
const dan = 'dan@example.com';

/** Somebody brings a file to the cohort that is chosen already, and gets the result. */
async function brings(person: Person, content: string | Uint8Array, name = 'pairs.csv'): Promise<SeenByPerson> {
  await person.types('/cohort import');
  await submits(person, 'Import pairs', { 'CSV file': [await person.uploads({ name, content })] });
  await (await person.modal('You can close this window')).dismiss();
  await world.settles();
  return person.inbox.next(/Import into|could not use/);
}

/** The same with lines pasted into the form. */
async function pastes(person: Person, text: string): Promise<SeenByPerson> {
  await person.types('/cohort import');
  await submits(person, 'Import pairs', { 'Or paste the lines': text });
  await world.settles();
  return person.inbox.next(/Import into/);
}

const welcomes = (name: string) => count(world.slack.as(name), /Welcome to Leaders 2027/);

describe('Ada brings a file', () => {
  test('and reads what comes of each line, says yes, and both of each pair are welcomed', async () => {
    await world.cohort();
    const result = await brings(ada, `${HEAD}${ben},${cleo},\n${ben},nobody@example.com,\n${dan},eve@example.com,4\n`);
    expect(result.text).toBe(
      [
        'Import into Leaders 2027',
        'pairs.csv has 3 lines: 2 make a pair, 1 does not.',
        'Line 3: nobody@example.com is unknown to Slack',
        'Nothing is imported yet. Once it is, each of the people gets a welcome within their own working hours.',
      ].join('\n'),
    );
    expect(result.buttons).toEqual(['Import the 2 pairs', 'Drop it']);
    expect([welcomes('ben'), welcomes('cleo'), welcomes('dan')]).toEqual([0, 0, 0]);

    await result.click('Import the 2 pairs');
    const toCleo = await world.slack.as('cleo').inbox.next(/Welcome to Leaders 2027/);
    expect(toCleo.text).toContain('@ben is your mentor');
    const toEve = await world.slack.as('eve').inbox.next(/Welcome to Leaders 2027/);
    expect(toEve.text).toContain('every 4 weeks');
    await world.at('2026-12-01T14:02Z');
    expect(present(result).text).toBe(
      [
        'Import into Leaders 2027',
        '2 pairs are in Leaders 2027. 1 line was left out.',
        'Welcoming pairs: 1 of 2',
        'About one message a second, each within its receiver’s working hours.',
      ].join('\n'),
    );
    // Dan begins at 09:30 in New York.
    await world.at('2026-12-01T14:31Z');
    await world.at('2026-12-01T14:33Z');
    expect(present(result).text).toBe(
      'Import into Leaders 2027\n2 pairs are in Leaders 2027. 1 line was left out.\nAll of them are welcomed.',
    );
    expect(present(result).buttons).toEqual([]);
    expect([welcomes('ben'), welcomes('dan')]).toEqual([1, 1]);
  });

  test('in the dialect of her spreadsheet, with ids and mentions among the addresses', async () => {
    await world.cohort();
    const [benId, danId] = [world.slack.user('ben').id, world.slack.user('dan').id];
    const table = `\uFEFFMentee;Mentor\r\n"Cleo <${cleo.toUpperCase()}>";<@${benId}|ben>\r\n\r\n@${danId};${ben}\r\n`;
    const result = await brings(ada, new Uint8Array(Buffer.from(table, 'utf16le')));
    expect(result.text).toContain('pairs.csv has 2 lines, and each of them makes a pair.');
    expect(result.buttons).toEqual(['Import the 2 pairs', 'Drop it']);
  });

  test('or pastes the lines', async () => {
    await world.cohort();
    const result = await pastes(ada, `mentor\tmentee\n${ben}\t${cleo}`);
    expect(result.text).toContain('What you pasted has 1 line, and it makes a pair.');
    await result.click('Import the pair');
    await world.slack.as('cleo').inbox.next(/Welcome to Leaders 2027/);
  });

  test('and whoever cannot be paired is named with the reason', async () => {
    await world.cohort();
    await world.pairs('ben', 'cleo');
    const id = world.slack.user('una').id;
    const rows = [
      `${ben},gil@example.com,`,
      `una@example.com,${cleo},`,
      `${ben},rob@example.com,`,
      `lea@example.com,${cleo},`,
      `@${world.slack.user('lea').id},${cleo},`,
      `U404,${id},3`,
      'Ben Mentor,cleo,7',
      `${ben},${ben},`,
      `${cleo},${ben},`,
    ];
    const result = await brings(ada, HEAD + rows.join('\n'));
    expect(result.text.split('\n').slice(1, -1)).toEqual([
      'pairs.csv has 9 lines: 0 make a pair, 9 do not.',
      'Line 2: gil@example.com is a guest here, and only full members can be paired',
      'Line 3: una@example.com belongs to another workspace',
      'Line 4: rob@example.com is an app',
      'Line 5: the account of lea@example.com is deactivated',
      `Line 6: the account of @${world.slack.user('lea').id} is deactivated`,
      `Line 7: U404 is unknown to Slack; ${id} belongs to another workspace`,
      'Line 8: “Ben Mentor” is neither an e-mail address nor a Slack id; “cleo” is neither an e-mail address nor a Slack id; “7” is no rhythm: the weeks can be 1, 2, 3, 4, 6 or 8',
      'Line 9: mentor and mentee are the same person',
      'Line 10: cleo@example.com and ben@example.com are paired already',
    ]);
    expect(result.text.split('\n').at(-1)).toBe(
      'So there is nothing to import. Mend the lines, and bring the file again.',
    );
    expect(result.buttons).toEqual(['Bring another file']);
  });

  test('in which an account is deactivated that Slack does not find by its address', async () => {
    await world.cohort();
    const result = await brings(ada, `${HEAD}${ben},nobody@example.com\nlea@example.com,${cleo}\n${dan},${cleo}\n`);
    expect(result.text.split('\n').slice(1, -1)).toEqual([
      'pairs.csv has 3 lines: 1 makes a pair, 2 do not.',
      'Line 2: nobody@example.com is unknown to Slack',
      'Line 3: the account of lea@example.com is deactivated',
    ]);
  });

  test('in which two lines are the same, and the first one counts', async () => {
    await world.cohort();
    const result = await brings(ada, `${HEAD}${ben},${cleo}\n${dan},${cleo}\n${cleo},${ben}\n`);
    expect(result.text).toContain('Line 4: the same two as on line 2');
    expect(result.buttons).toEqual(['Import the 2 pairs', 'Drop it']);
  });

  test('and drops it: nobody hears of it, and nothing is kept', async () => {
    await world.cohort();
    const result = await brings(ada, `${HEAD}${ben},${cleo}`);
    await result.click('Drop it');
    await world.settles();
    expect(present(result).text).toContain('pairs.csv was dropped. Nothing was imported, and I kept none of it.');
    await result.clickStale('Import the pair');
    await ada.inbox.next('This file was dropped, so there is nothing of it left. Bring it again with /cohort import.');
    await world.at('2026-12-02T10:00Z');
    expect([welcomes('ben'), welcomes('cleo')]).toEqual([0, 0]);
  });

  test('and taps twice: each pair is made once', async () => {
    await world.cohort();
    const result = await brings(ada, `${HEAD}${ben},${cleo}\n${dan},eve@example.com`);
    await Promise.all([result.clickStale('Import the 2 pairs'), result.clickStale('Import the 2 pairs')]);
    await ada.inbox.next('These pairs are imported already. Each of them is made once.');
    await world.settles();
    await world.at('2026-12-01T14:31Z');
    expect(['ben', 'cleo', 'dan', 'eve'].map(welcomes)).toEqual([1, 1, 1, 1]);
  });

  test('and Slack delivers her yes twice: each pair is made once', async () => {
    await world.cohort();
    const result = await brings(ada, `${HEAD}${ben},${cleo}`);
    world.slack.faults.add({ on: { delivery: 'interactive' }, do: { duplicate: 'both', times: 2 } });
    await result.click('Import the pair');
    await world.settles();
    await world.at('2026-12-01T14:02Z');
    expect(['ben', 'cleo'].map(welcomes)).toEqual([1, 1]);
  });

  test('into a draft: nobody hears of it until it starts', async () => {
    await world.cohort('Leaders 2027', { 'Not yet?': 'Keep it as a draft' });
    const result = await brings(ada, `${HEAD}${ben},${cleo}`);
    expect(result.text).toContain('The cohort is a draft: its people hear nothing until it starts.');
    await result.click('Import the pair');
    await world.at('2026-12-02T10:00Z');
    expect(present(result).text).toContain('1 pair is in Leaders 2027.\nNobody hears of it until the cohort starts.');
    expect([welcomes('ben'), welcomes('cleo')]).toEqual([0, 0]);
    await ada.types('/cohort');
    await (await ada.modal('Cohorts')).click('Start');
    await world.slack.as('cleo').inbox.next(/Welcome to Leaders 2027/);
    await world.slack.as('ben').inbox.next(/Welcome to Leaders 2027/);
    await world.at('2026-12-02T10:02Z');
    expect(present(result).text).toContain('All of them are welcomed.');
  });

  test('and no address of anybody reaches the log', async () => {
    await world.cohort();
    await brings(ada, `${HEAD}${ben},${cleo}\n${ben},nobody@example.com`);
    expect(world.logLines.filter((line) => line.includes('example.com'))).toEqual([]);
  });
});

describe('what cannot be read is said, and nothing is lost', () => {
  test.each<[string, string | Uint8Array, string]>([
    ['no names of columns', `${ben},${cleo}`, 'I miss the columns mentor and mentee.'],
    ['a workbook', new Uint8Array([0x50, 0x4b, 3, 4, 20, 0, 8, 0]), 'This is no text file.'],
    ['a file without end', `${HEAD}${'a,b\n'.repeat(600_000)}`, 'This file is larger than 2 MB.'],
    ['more lines than we take', `${HEAD}${'a,b\n'.repeat(10_001)}`, 'There are 10,001 lines in it'],
  ])('%s', async (_what, content, words) => {
    await world.cohort();
    const answer = await brings(ada, content);
    expect(answer.text).toContain(`I could not use pairs.csv, and nothing was imported. ${words}`);
    await answer.click('Bring another file');
    expect((await ada.modal('Import pairs')).labels).toEqual(['Cohort', 'CSV file', 'Or paste the lines']);
  });

  test('pasted lines that cannot be read are answered beside the field', async () => {
    await world.cohort();
    await ada.types('/cohort import');
    const { errors } = await submits(ada, 'Import pairs', { 'Or paste the lines': `${ben} ${cleo}` });
    expect(errors).toEqual({
      'Or paste the lines':
        'I miss the columns mentor and mentee. The first line names the columns: mentor,mentee or mentor,mentee,cadence_weeks.',
    });
  });

  test('neither a file nor lines, and both', async () => {
    await world.cohort();
    await ada.types('/cohort import');
    expect((await submits(ada, 'Import pairs')).errors).toEqual({
      'CSV file': 'One of the two is needed: a file here, or lines below.',
    });
    const both = { 'CSV file': [await ada.uploads({ name: 'a.csv', content: HEAD })], 'Or paste the lines': HEAD };
    expect((await submits(ada, 'Import pairs', both)).errors).toEqual({
      'Or paste the lines': 'You brought a file as well. Take one of the two away, so that I know which one you mean.',
    });
  });

  test('a file that is not there any more', async () => {
    world.expects(/file_not_found/, /an import cannot go on/);
    await world.cohort();
    await ada.types('/cohort import');
    const id = await ada.uploads({ name: 'pairs.csv', content: `${HEAD}${ben},${cleo}` });
    await (await ada.modal('Import pairs')).fill({ 'CSV file': [id] });
    world.slack.faults.add({ on: { method: 'files.info' }, do: { error: 'file_not_found' } });
    await (await ada.modal('Import pairs')).submit();
    await ada.inbox.next('The file is not there any more. Please bring it again.');
  });
});

describe('something changes between the check and the yes', () => {
  const CHANGED = 'Something has changed since I checked this';

  async function checked(more: Record<string, string> = {}) {
    await world.cohort('Leaders 2027', more);
    return brings(ada, `${HEAD}${ben},${cleo}\n${dan},eve@example.com`);
  }

  test('somebody is paired: nothing is imported, and a new check says so', async () => {
    const result = await checked();
    await world.pairs('ben', 'cleo');
    await result.click('Import the 2 pairs');
    await world.settles();
    expect(present(result).text).toContain(CHANGED);
    expect(welcomes('eve')).toBe(0);
    const asked = world.slack.log.calls.filter(({ method }) => method.startsWith('users.lookup')).length;
    await present(result).click('Check again');
    await world.settles();
    const anew = await ada.inbox.next(/Import into/);
    expect(anew.text).toContain('Line 2: ben@example.com and cleo@example.com are paired already');
    expect(world.slack.log.calls.filter(({ method }) => method.startsWith('users.lookup')).length).toBe(asked);
    expect(present(result).text).toBe('Looked up the 4 people in pairs.csv. The result is below.');
    await anew.click('Import the pair');
    await world.slack.as('eve').inbox.next(/Welcome to Leaders 2027/);
  });

  test('somebody whom nobody knew is deactivated: nothing is imported, and a new check says so', async () => {
    const result = await checked();
    world.slack.changeUser('eve', { deleted: true });
    await world.settles();
    await result.click('Import the 2 pairs');
    await world.settles();
    expect(present(result).text).toContain(CHANGED);
    await present(result).click('Check again');
    await world.settles();
    expect((await ada.inbox.next(/Import into/)).text).toContain(
      'Line 3: the account of eve@example.com is deactivated',
    );
    expect(['ben', 'cleo', 'dan'].map(welcomes)).toEqual([0, 0, 0]);
  });

  test('the cohort is over: nothing is imported, and no new check helps', async () => {
    const result = await checked({ 'Ends on': '2026-12-04' });
    await world.at('2026-12-05T10:00Z');
    await result.click('Import the 2 pairs');
    await world.settles();
    expect(present(result).text).toContain(CHANGED);
    await present(result).click('Check again');
    await ada.inbox.next('Leaders 2027 has ended, so nobody can be paired in it any more. Its report stays readable.');
    expect(['ben', 'cleo', 'dan', 'eve'].map(welcomes)).toEqual([0, 0, 0, 0]);
  });

  test('a day goes by: people are looked up anew', async () => {
    const result = await checked();
    await world.at('2026-12-02T14:30Z');
    await result.click('Import the 2 pairs');
    await world.settles();
    expect(present(result).text).toContain(CHANGED);
    const asked = () => world.slack.log.calls.filter(({ method }) => method.startsWith('users.lookup')).length;
    const before = asked();
    await present(result).click('Check again');
    await world.settles();
    const anew = await ada.inbox.next(/Import into/);
    expect(asked() - before).toBe(4);
    await anew.click('Import the 2 pairs');
    await world.slack.as('eve').inbox.next(/Welcome to Leaders 2027/);
  });

  test('a week goes by: the file is dropped, with the addresses in it', async () => {
    const result = await checked();
    await world.at('2026-12-09T10:00Z');
    await world.at('2026-12-09T10:01Z');
    expect(present(result).text).toContain('pairs.csv was dropped');
    await result.clickStale('Import the 2 pairs');
    await ada.inbox.next(/This file was dropped/);
  });
});
