import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Entry } from '../../src/sandbox/driver.ts';
import { startWorld, type World } from '../support/world.ts';
import { submits } from './story.ts';

let world: World;
beforeEach(async () => {
  world = await startWorld();
});
afterEach(() => world.stop());

const dates = { 'Starts on': '2026-12-07', 'Ends on': '2027-11-30' };

async function adaCreates(name: string, entries: Record<string, Entry> = dates) {
  const ada = world.slack.as('ada');
  await ada.types(`/cohort new ${name}`);
  return submits(ada, 'New cohort', entries);
}

describe('/cohort new', () => {
  test('asks for the dates only, and then says how to go on', async () => {
    const ada = world.slack.as('ada');
    await ada.types('/cohort new Leaders 2027');
    const modal = await ada.modal('New cohort');
    expect(modal.values).toEqual({
      Name: 'Leaders 2027',
      'Starts on': null,
      'Ends on': null,
      'How often should pairs meet?': 'Every 2 weeks',
      'How long is a meeting?': '45 minutes',
      'Time zone': null,
      'Working days': ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday'],
      'Company holidays': null,
      'Mentees per mentor, at most': null,
      'Channel for announcements': null,
      'Not yet?': [],
    });
    const done = await submits(ada, 'New cohort', dates);
    expect(done.updated).toBe(true);
    expect((await ada.modal('Cohort created')).text.split('\n')).toEqual([
      'Cohort created',
      'Leaders 2027',
      'Mon 7 Dec 2026 to Tue 30 Nov 2027. Now pair people, as often as you like:',
      '`/cohort pair @mentor @mentee`',
    ]);
  });

  test('knows the zone of whoever made one before, and takes it over when nothing is picked', async () => {
    await world.cohort('First');
    const ada = world.slack.as('ada');
    await ada.types('/cohort new Second');
    expect((await ada.modal('New cohort')).values['Time zone']).toBe('Europe/Vienna');
    await (await ada.modal('New cohort')).dismiss();
    await ada.types('/cohort');
    const hub = await ada.modal('Cohorts');
    await hub.click('Edit');
    expect((await ada.modal('Edit cohort')).values['Time zone']).toBe('Europe/Vienna');
  });

  test('with holidays that cannot be read says so beside the field, and keeps what was typed', async () => {
    const refused = await adaCreates('Leaders', { ...dates, 'Company holidays': '2026-12-24\nMay Day' });
    expect(refused.errors).toEqual({
      'Company holidays':
        'Line 2, "May Day": write a date such as 2026-12-24, or two such as 2026-12-24 to 2027-01-01.',
    });
    const ada = world.slack.as('ada');
    expect((await ada.modal('New cohort')).values['Company holidays']).toBe('2026-12-24\nMay Day');
    await submits(ada, 'New cohort', { 'Company holidays': '2026-12-24\n2027-05-03 May Day' });
    expect((await ada.modal('Cohort created')).text).toContain('Leaders');
  });

  test('without a name opens the form, too', async () => {
    const ada = world.slack.as('ada');
    await ada.types('/cohort new');
    expect((await ada.modal('New cohort')).values.Name).toBeNull();
    await submits(ada, 'New cohort', { Name: 'Coaches', ...dates });
    expect((await ada.modal('Cohort created')).text).toContain('Coaches');
  });

  test('its rhythm and length of meetings hold for its pairs', async () => {
    await world.cohort('Fast lane', {
      'How often should pairs meet?': 'Every week',
      'How long is a meeting?': '30 minutes',
    });
    await world.pairs('ben', 'cleo');
    const welcome = await world.slack.as('cleo').inbox.next(/Welcome to Fast lane/);
    expect(welcome.text).toContain('the two of you meet every week');
    await welcome.click('Another time');
    expect((await world.slack.as('cleo').modal()).values['How long?']).toBe('30 minutes');
  });

  test.each([
    { entries: { ...dates, Name: '   ' }, field: 'Name', words: 'Give the cohort a name, for example "Leaders 2027".' },
    {
      entries: { 'Starts on': '2027-11-30', 'Ends on': '2026-12-07' },
      field: 'Ends on',
      words: 'The end has to come after the start.',
    },
    {
      entries: { 'Starts on': '2026-12-07', 'Ends on': '2026-12-07' },
      field: 'Ends on',
      words: 'The end has to come after the start.',
    },
    {
      entries: { 'Starts on': '2026-01-01', 'Ends on': '2026-11-30' },
      field: 'Ends on',
      words: 'This end is in the past. Pick a later date.',
    },
  ])('says beside $field: "$words"', async ({ entries, field, words }) => {
    const refused = await adaCreates('Leaders', entries);
    expect(refused.errors).toEqual({ [field]: words });
    const corrected = await submits(world.slack.as('ada'), 'New cohort', { Name: 'Leaders', ...dates });
    expect(corrected.updated).toBe(true);
  });

  test('a name is taken, whatever its case; another one in the same form is fine', async () => {
    await world.cohort('Leaders 2027');
    const refused = await adaCreates('LEADERS 2027 ');
    expect(refused.errors).toEqual({
      Name: 'There is already a cohort called "LEADERS 2027". Pick another name, so that nobody mixes them up.',
    });
    const corrected = await submits(world.slack.as('ada'), 'New cohort', { Name: 'Leaders 2028' });
    expect(corrected.updated).toBe(true);
  });

  test('two admins with the same name at the same moment: one of them gets it', async () => {
    await world.stop();
    world = await startWorld({ admins: ['ada', 'ben'] });
    const [ada, ben] = [world.slack.as('ada'), world.slack.as('ben')];
    await Promise.all([ada.types('/cohort new Leaders'), ben.types('/cohort new Leaders')]);
    await Promise.all([ada.modal('New cohort'), ben.modal('New cohort')]);
    const done = await Promise.all([submits(ada, 'New cohort', dates), submits(ben, 'New cohort', dates)]);
    expect(done.filter(({ updated }) => updated)).toHaveLength(1);
    expect(done.flatMap(({ errors }) => Object.keys(errors ?? {}))).toEqual(['Name']);
  });

  test('a name of more than 80 characters is cut where it is typed', async () => {
    const ada = world.slack.as('ada');
    await ada.types(`/cohort new ${'Long'.repeat(40)}`);
    expect((await ada.modal('New cohort')).values.Name).toBe(`${'Long'.repeat(19)}Lon…`);
  });

  test.each([
    '<!channel> & friends',
    '*bold* _it_ `code` ~no~',
    '<https://evil.example|click>',
    '<@U123> :tada: >quote',
  ])('a name with markup is shown as typed: %s', async (name) => {
    await world.cohort(name);
    const ada = world.slack.as('ada');
    const list = await ada.types('/cohort help');
    expect(list.ephemeral?.text).toContain(`${name}: Tue 1 Dec 2026 to Tue 30 Nov 2027`);
    await ada.types('/cohort');
    const hub = await ada.modal('Cohorts');
    expect(hub.text).toContain(`${name}\nRunning · 0 pairs · 364 days to go`);
    await hub.dismiss();
    await world.pairs('ben', 'cleo');
    const welcome = await world.slack.as('cleo').inbox.next(/Welcome to/);
    expect(welcome.text).toContain(`Welcome to ${name}`);
    const home = await world.slack.as('cleo').opensHome();
    expect(home.text).toContain(name);
  });

  test('by somebody who does not run the installation is refused', async () => {
    const answer = await world.slack.as('ben').types('/cohort new Mine');
    expect(answer.ephemeral?.text).toBe(
      'Only the people who run this installation can create a cohort. Ask one of them, or your IT team.',
    );
    expect(world.slack.as('ben').hasModal()).toBe(false);
  });
});

describe('/cohort help', () => {
  const forAll = [
    '`/cohort` is for the people who run a programme. For you there are:',
    '`/pairing` shows how you and your mentor or mentee stand.',
    '`/book` suggests a time for your next meeting.',
    '`/agenda` prepares it; `/agenda <what to talk about>` adds one item.',
    '`/commit <what>` writes down what one of you will do, and I ask on the day.',
    '`/takeaway <what you learned>` keeps it; `/takeaway find <words>` brings it back.',
  ];
  const forAdmins = [
    '/cohort',
    '/cohort new <name>',
    '/cohort pair @mentor @mentee',
    '/cohort import',
    '/cohort reassign @mentee to @new-mentor',
    '/cohort pause @person until 2027-01-15',
    '/cohort end @mentor @mentee',
    '/cohort report',
    '/cohort help',
  ];
  /** The command that each line begins with. */
  const commandsIn = (lines: string[]) => lines.flatMap((line) => /^`([^`]+)`/.exec(line)?.[1] ?? []);

  test.each(['/cohort help', '/cohort HELP'])(
    '%s lists what there is, and what the figures of a report mean',
    async (line) => {
      const lines = (await world.slack.as('ada').types(line)).ephemeral?.text.split('\n') ?? [];
      expect(commandsIn(lines)).toEqual(forAdmins);
      expect(lines.join()).toContain('`/cohort export`');
      expect(lines.filter((each) => each.startsWith('•')).map((each) => each.replace(/: .*/, ''))).toEqual([
        '• Next meeting booked',
        '• Meetings held',
        '• First meeting in time',
        '• Weeks since the last meeting',
        '• Commitments',
        '• Takeaways shared',
        '• Questions answered',
        '• Opted out',
        '• Usefulness',
        '• Structure',
      ]);
      expect((await world.slack.as('dan').types(line)).ephemeral?.text.split('\n')).toEqual(forAll);
    },
  );

  test('is what somebody gets who runs nothing, whatever they type', async () => {
    expect((await world.slack.as('dan').types('/cohort')).ephemeral?.text.split('\n')).toEqual(forAll);
    expect(world.slack.as('dan').hasModal()).toBe(false);
  });

  test('names the cohorts there are, and leads to the hub', async () => {
    await world.cohort('Leaders 2027');
    const ada = world.slack.as('ada');
    const { ephemeral } = await ada.types('/cohort help');
    expect(ephemeral?.text).toContain('Leaders 2027: Tue 1 Dec 2026 to Tue 30 Nov 2027');
    await ephemeral?.click('Show my cohorts');
    expect((await ada.modal('Cohorts')).text).toContain('Leaders 2027');
  });

  test.each(['dance', '<!channel>', '*'.repeat(3000)])(
    'an unknown word is answered with the list: %.20s',
    async (word) => {
      const answer = await world.slack.as('ada').types(`/cohort ${word}`);
      expect(answer.ephemeral?.text).toContain('is not something I know. This is:');
      expect(commandsIn(answer.ephemeral?.text.split('\n') ?? [])).toEqual(forAdmins);
      expect((await world.slack.as('dan').types(`/cohort ${word}`)).ephemeral?.text).toContain(forAll.join('\n'));
    },
  );
});
