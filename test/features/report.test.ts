import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Person } from '../../src/sandbox/driver.ts';
import type { Json } from '../../src/sandbox/model.ts';
import { openSqlite } from '../../src/store/sqlite/open.ts';
import { writeOrganisation } from '../support/crowd.ts';
import { PEOPLE, startWorld, type World } from '../support/world.ts';
import { booked, submits, welcomed } from './story.ts';

let world: World;
beforeEach(async () => {
  world = await startWorld({ users: [...PEOPLE, { name: 'eve', real_name: 'Eve Elsewhere', tz: 'Europe/Vienna' }] });
});
afterEach(() => world.stop());

type Block = { type: string; title?: string; chart?: { type: string }; rows?: { text: string }[][] };

/** The report that somebody gets when they ask for it. */
async function reportFor(name: string, line = '/cohort report') {
  const person = world.slack.as(name);
  await person.types(line);
  await person.inbox.next(/I have sent you the report/);
  return newest(person, /how it goes/);
}

function newest(person: Person, words: RegExp) {
  const message = person.inbox.all().findLast(({ text }) => words.test(text));
  if (!message) throw new Error(`${person.id} has no message with ${words}.`);
  return message;
}

/** The last report that Ada got, as it was sent. */
function lastReport(): { blocks: Block[]; text: string } {
  return newest(world.slack.as('ada'), /how it goes/).raw as unknown as { blocks: Block[]; text: string };
}

/** Ben mentors Cleo and Dan; Ben and Cleo met on 2 December, and nobody did anything since, until the 21st. */
async function quiet() {
  await booked(world);
  await world.pairs('ben', 'dan');
  await world.at('2026-12-21T14:00:00Z');
}

describe('/cohort report', () => {
  test('sends Ada the figures of her cohort, and says what changed the next time', async () => {
    await booked(world);
    const first = await reportFor('ada');
    expect(first.text.split('\n').slice(0, 4)).toEqual([
      'Leaders 2027: how it goes, Tue 1 Dec',
      'Your first report on this cohort. The next one will say what changed.',
      '*Next meeting booked*',
      '1 of 1 pairs (100%)',
    ]);
    await world.pairs('ben', 'dan');
    await world.at('2026-12-21T14:00:00Z');
    const second = await reportFor('ada', '/cohort reports');
    expect(second.text.split('\n').slice(1, 21)).toEqual([
      'Changes since your last report, Tue 1 Dec, 15:00 CET.',
      '*Next meeting booked*',
      '0 of 2 pairs (0%), down 1',
      '*Meetings held*',
      '0 of 2 expected (0%), no change',
      '1 more: nobody said yet',
      '*First meeting in time*',
      '1 of 2 pairs (50%), up 1',
      '*Weeks since the last meeting*',
      '2.7',
      '*Commitments*',
      '0 kept of 0 made, no change',
      '*Takeaways shared*',
      '0, no change',
      '*Questions answered*',
      '2 of 4 questions (50%), down 50 %-points',
      '*Opted out*',
      '0 people, 0 snoozed, no change',
      '*Usefulness*',
      'Shown once five people have answered',
    ]);
  });

  test('draws a chart and a table, and says the same in words', async () => {
    await quiet();
    await reportFor('ada');
    const { blocks, text } = lastReport();
    expect(blocks.filter(({ type }) => /^data_/.test(type)).map(({ type, title }) => title ?? type)).toEqual([
      'Pairs by state',
      'data_table',
    ]);
    expect(blocks.find(({ type }) => type === 'data_table')?.rows?.map((row) => row.map((cell) => cell.text))).toEqual([
      ['Mentee with mentor', 'What is missing', 'What would help'],
      ['dan with ben', 'No first meeting in 14 working days', 'Ask both what holds them up'],
      ['cleo with ben', 'Nothing booked in 18 days', 'Ask when they want to go on'],
    ]);
    expect(text).toContain('• dan, mentored by ben: No first meeting in 14 working days. Ask both what holds them up.');
    expect(text).toContain('• cleo, mentored by ben: Nothing booked in 18 days. Ask when they want to go on.');
    expect(text).toContain('*Pairs by state:* Nothing booked 2');
  });

  test('arrives in classic blocks where Slack refuses the newer ones', async () => {
    world.expects(/invalid_blocks/);
    await quiet();
    world.slack.faults.add({ on: { method: 'chat.postMessage' }, do: { error: 'invalid_blocks' } });
    const report = await reportFor('ada');
    expect(report.text).toContain('• dan, mentored by ben: No first meeting in 14 working days.');
    const { blocks, text } = lastReport();
    expect(new Set(blocks.map(({ type }) => type))).toEqual(
      new Set(['header', 'context', 'section', 'divider', 'actions']),
    );
    expect(text).toContain('*Needs a human: 2 pairs*');
  });

  test('says so when Slack takes no message at all, and the change still counts from the one that arrived', async () => {
    world.expects(/restricted_action/);
    await booked(world);
    await reportFor('ada');
    await world.slack.clock.advance(60_000);
    world.slack.faults.add({ on: { method: 'chat.postMessage' }, do: { error: 'restricted_action' } });
    const ada = world.slack.as('ada');
    await ada.types('/cohort report');
    await ada.inbox.next('Slack did not let me write to you. Open the app once, under Apps, and ask again.');
    expect((await reportFor('ada')).text).toContain('since your last report, Tue 1 Dec, 15:00 CET.');
  });

  test('of a cohort without pairs says how to begin', async () => {
    await world.cohort();
    const report = await reportFor('ada');
    expect(report.text).toContain('No active pairs yet. Pair people with `/cohort pair @mentor @mentee`.');
    expect(report.text).toContain('*Needs a human*: nobody right now.');
    expect(lastReport().blocks.some(({ type }) => /^data_/.test(type))).toBe(false);
  });

  test('explains what the figures mean', async () => {
    await world.cohort();
    await (await reportFor('ada')).click('What do the figures mean?');
    expect((await world.slack.as('ada').modal('What the figures mean')).text).toContain(
      '*First meeting in time*: of the pairs that began more than 10 working days ago',
    );
  });

  test('never shows what anybody wrote', async () => {
    const { cleo } = await booked(world);
    await cleo.types('/agenda canary-agenda');
    await cleo.types('/commit canary-commitment');
    await submits(cleo, 'Commitment').catch(() => undefined);
    await world.at('2026-12-21T14:00:00Z');
    await reportFor('ada');
    expect(JSON.stringify(lastReport())).not.toContain('canary');
  });
});

describe('a report for a period', () => {
  /** Ben and Cleo met on 2 December and said so; it is the 21st. */
  async function met() {
    const { ben } = await booked(world);
    await world.at('2026-12-02T15:00:00Z');
    const check = await ben.inbox.next(/Did you and/);
    await check.click('We met');
    await world.at('2026-12-21T14:00:00Z');
  }

  test('tells what happened in it, and how things are now', async () => {
    await met();
    expect((await reportFor('ada', '/cohort report 2026-12-01 to 2026-12-10')).text.split('\n').slice(0, 24)).toEqual([
      'Leaders 2027: how it goes, Mon 21 Dec',
      'From Tue 1 Dec 2026 to Thu 10 Dec 2026. What changed since last time is told in reports on the whole run.',
      '*In this period*',
      '*Meetings held*',
      '1 of 0 expected',
      '*First meeting in time*',
      'None was due',
      '*Commitments*',
      '0 kept, 0 made',
      '*Takeaways shared*',
      '0',
      '*Questions answered*',
      '2 of 3 questions (67%)',
      '*Right now*',
      '*Next meeting booked*',
      '0 of 1 pairs (0%)',
      '*Weeks since the last meeting*',
      '2.7',
      '*Opted out*',
      '0 people, 0 snoozed',
      '*Over the whole run*',
      '*Usefulness*',
      'Shown once five people have answered',
      '*Structure*',
    ]);
    const later = await reportFor('ada', '/cohort report since 2026-12-11');
    expect(later.text).toContain('*Meetings held*\n0 of 1 expected (0%)');
    expect(later.text).toContain('*First meeting in time*\n1 of 1 pairs (100%)');
  });

  test('is no report to compare the next one with', async () => {
    await met();
    await reportFor('ada', '/cohort report this month');
    expect((await reportFor('ada')).text).toContain('Your first report on this cohort.');
  });

  test('is sent for the one that is chosen in a report', async () => {
    await met();
    const whole = await reportFor('ada');
    await whole.choose('Period', 'Last 30 days');
    const ada = world.slack.as('ada');
    await ada.inbox.next(/I have sent you the report/);
    expect(newest(ada, /how it goes/).text).toContain('From Sun 22 Nov 2026 to Mon 21 Dec 2026.');
  });

  test('takes the name of the cohort before it', async () => {
    await met();
    await world.cohort('This month');
    expect((await reportFor('ada', '/cohort report leaders last week')).text).toContain('From Mon 14 Dec 2026');
    // A cohort whose name is a period is a cohort.
    expect((await reportFor('ada', '/cohort report this month')).text).toContain('This month: how it goes');
  });

  test.each([
    ['/cohort report since march', /^I can read these periods: last 30 days, this month, since 2027-01-01/],
    ['/cohort report 2026-12-01 to 2026-11-10', /^This period ends before it begins/],
    ['/cohort report since 2027-12-01', /^This period has not begun yet/],
    ['/cohort report since 2026-02-30', /names a day that no calendar has/],
  ])('%s is answered with what to type', async (line, words) => {
    await world.cohort();
    expect((await world.slack.as('ada').types(line)).ephemeral?.text).toMatch(words);
  });

  test('chosen by Dan, who forges it, is refused', async () => {
    await met();
    await (await reportFor('ada')).choose('Period', 'This month');
    await world.slack.as('ada').inbox.next(/I have sent you the report/);
    const dan = world.slack.as('dan');
    const seen = world.slack.log.envelopes.findLast(({ label }) => /report.period/.test(label));
    const payload = structuredClone(seen?.payload) as Json;
    Object.assign(payload, { user: { id: dan.id }, trigger_id: world.slack.world.triggers.create(dan.id) });
    const before = world.slack.log.posts.length;
    await world.slack.world.deliveries.send('interactive', 'forged', { ...payload, response_url: undefined });
    expect((await dan.modal('Cairn')).text).toContain('Only the people who run this cohort can do that.');
    expect(world.slack.log.posts.slice(before).filter(({ text }) => /how it goes/.test(text))).toEqual([]);
  });

  test('with words that are no period, forged, is refused', async () => {
    await met();
    const ada = world.slack.as('ada');
    await (await reportFor('ada')).choose('Period', 'This month');
    await ada.inbox.next(/I have sent you the report/);
    const seen = world.slack.log.envelopes.findLast(({ label }) => /report.period/.test(label));
    const payload = structuredClone(seen?.payload) as Json;
    const [action] = payload.actions as { selected_option: { value: string } }[];
    const carried = JSON.parse(action?.selected_option.value ?? '{}');
    if (action) action.selected_option.value = JSON.stringify({ ...carried, p: 'since the flood' });
    payload.trigger_id = world.slack.world.triggers.create(ada.id);
    await world.slack.world.deliveries.send('interactive', 'forged', { ...payload, response_url: undefined });
    expect((await ada.modal('Cairn')).text).toContain('I can read these periods');
  });
});

describe('who asked for a report or a file', () => {
  test('stands in the audit log, and what is refused does not', async () => {
    await quiet();
    const ada = world.slack.as('ada');
    await (await reportFor('ada')).click('Get them as a file');
    await ada.inbox.next('I have sent you a file with 2 pairs of Leaders 2027. It is in your messages with me.');
    await world.slack.as('ben').types('/cohort report');
    await ada.types('/cohort');
    await (await ada.modal('Cohorts')).click('Recent changes');
    const lines = (await ada.modal('Recent changes')).text.split('\n').filter((line) => /read|exported/.test(line));
    expect(lines).toEqual(['@ada exported the pairs that need a human (2 pairs)', '@ada read the report']);
  });
});

describe('which cohort', () => {
  beforeEach(async () => {
    for (const name of ['Leaders 2027', 'Coaches & <friends>']) {
      await world.cohort(name);
      await world.slack.clock.advance(60_000);
    }
  });

  test.each([
    ['/cohort report coach', 'Coaches &amp; &lt;friends&gt;: how it goes'],
    ['/cohort report in Leaders 2027', 'Leaders 2027: how it goes'],
    ['/cohort REPORT Coaches & <friends>', 'Coaches &amp; &lt;friends&gt;: how it goes'],
  ])('%s', async (line, title) => {
    await reportFor('ada', line);
    expect(lastReport().text.split('\n')[0]).toContain(title);
  });

  test('is asked when there are several', async () => {
    const { ephemeral } = await world.slack.as('ada').types('/cohort report');
    expect(ephemeral?.text.split('\n')).toEqual([
      'Which cohort? Please add its name, like this: `/cohort report <cohort>`',
      '• Coaches & <friends>',
      '• Leaders 2027',
      'The beginning of the name is enough.',
    ]);
  });
});

describe('who sees the report', () => {
  const REFUSED = 'Only the coordinators of a cohort can see its report. Your own pairing is under /pairing.';

  test.each(['ben', 'cleo', 'eve'])('not %s, who does not run the cohort', async (name) => {
    await welcomed(world);
    const before = world.slack.log.posts.length;
    expect((await world.slack.as(name).types('/cohort report')).ephemeral?.text).toBe(REFUSED);
    expect((await world.slack.as(name).types('/cohort export')).ephemeral?.text).toBe(
      'Only the coordinators of a cohort can export its pairs.',
    );
    await world.settles();
    expect(world.slack.log.posts.slice(before).filter(({ text }) => /how it goes|need a human/.test(text))).toEqual([]);
  });

  test('the one who asked, alone', async () => {
    await welcomed(world);
    await reportFor('ada');
    const seen = world.slack.log.posts.filter(({ text }) => text.includes('how it goes'));
    expect(seen.map(({ channel }) => channel)).toEqual([world.slack.as('ada').dm]);
  });

  test('a coordinator, of their own cohort only', async () => {
    await world.stop();
    world = await startWorld({ admins: ['ada', 'dan'] });
    const [ada, dan] = [world.slack.as('ada'), world.slack.as('dan')];
    await world.cohort('Leaders 2027');
    await dan.types('/cohort new Coaches');
    await submits(dan, 'New cohort', { 'Starts on': '2026-12-01', 'Ends on': '2027-11-30' });
    await (await dan.modal('Cohort created')).dismiss();
    await world.restarts({ admins: [ada.id] });
    expect((await reportFor('dan')).text).toContain('Coaches: how it goes');
    const other = await dan.types('/cohort report Leaders');
    expect(other.ephemeral?.text).toContain('I do not know which cohort “Leaders” is.');
    expect(other.ephemeral?.text).not.toContain('Leaders 2027');
  });

  test('with no cohort at all Ada hears how to make one', async () => {
    expect((await world.slack.as('ada').types('/cohort report')).ephemeral?.text).toBe(
      'There is no cohort yet, so there is nothing to report. Create one with /cohort new.',
    );
  });
});

describe('the pairs that need a human', () => {
  async function list() {
    await quiet();
    const ada = world.slack.as('ada');
    await (await reportFor('ada')).click('Go through them');
    return { ada, modal: await ada.modal('Needs a human') };
  }
  const rows = (text: string) => text.split('\n').filter((line) => /mentored by/.test(line));

  test('are listed, the worst first', async () => {
    const { modal } = await list();
    expect(rows(modal.text)).toEqual(['dan, mentored by ben', 'cleo, mentored by ben']);
  });

  test('a dismissed one does not come back, and is gone for everybody', async () => {
    const { modal } = await list();
    await modal.click('Dismiss');
    expect(rows((await modal.shows(/1 pair,/)).text)).toEqual(['cleo, mentored by ben']);
    await world.restarts();
    await world.at('2027-01-11T14:00:00Z');
    expect((await reportFor('ada')).text).toContain('*Needs a human: 1 pair*');
  });

  test('one to be reminded of comes back after three days', async () => {
    const { modal } = await list();
    await modal.click('Remind me in three days');
    expect(rows((await modal.shows(/1 pair,/)).text)).toEqual(['cleo, mentored by ben']);
    await modal.dismiss();
    await world.at('2026-12-24T13:59:59Z');
    expect((await reportFor('ada')).text).toContain('*Needs a human: 1 pair*');
    await world.at('2026-12-24T14:00:00Z');
    expect((await reportFor('ada')).text).toContain('*Needs a human: 2 pairs*');
  });

  test('nobody is left when all are looked after', async () => {
    const { modal } = await list();
    await modal.click('Dismiss');
    await modal.shows(/1 pair,/);
    await modal.click('Dismiss');
    await modal.shows(/Nobody needs you right now\./);
  });

  /** The lines of the audit log about what was decided, oldest first. */
  async function decided(): Promise<string[]> {
    await world.goesDown();
    const store = await openSqlite(world.config.db, { now: 0, newId: () => 'unused' });
    const lines = await store.audit.latest(world.slack.world.team.id, null, { before: null, count: 50 });
    await store.close();
    await world.starts();
    return lines
      .filter(({ action }) => action.startsWith('need-'))
      .map(({ action, about }) => `${action} ${about.reason}`)
      .toReversed();
  }

  test('a second tap, or one in a list that is older than what another decided, decides nothing', async () => {
    const { modal } = await list();
    const seen = () => world.slack.log.envelopes.findLast(({ label }) => /attention.dismiss/.test(label))?.payload;
    await modal.click('Dismiss');
    await modal.shows(/1 pair,/);
    const again = structuredClone(seen()) as Json;
    await world.slack.world.deliveries.send('interactive', 'tapped again', again);
    const late = JSON.parse(JSON.stringify(again).replaceAll('attention.dismiss', 'attention.remind'));
    await world.slack.world.deliveries.send('interactive', 'tapped late', late);
    await world.settles();
    expect(rows(modal.text)).toEqual(['cleo, mentored by ben']);
    expect(await decided()).toEqual(['need-dismissed no-first-meeting']);
  });

  test('a decision with a reason of its own, forged, leaves no word of it', async () => {
    const { modal } = await list();
    await modal.click('Dismiss');
    await modal.shows(/1 pair,/);
    const seen = world.slack.log.envelopes.findLast(({ label }) => /attention.dismiss/.test(label))?.payload;
    const forged = JSON.parse(JSON.stringify(seen).replaceAll('no-first-meeting', 'canary'));
    await world.slack.world.deliveries.send('interactive', 'forged', forged);
    await world.settles();
    expect(await decided()).toEqual(['need-dismissed no-first-meeting']);
  });

  test('the button of the list, forged by Dan, who runs no cohort, is refused', async () => {
    await list();
    const dan = world.slack.as('dan');
    const seen = world.slack.log.envelopes.findLast(({ label }) => /attention.open/.test(label));
    const payload = structuredClone(seen?.payload) as Json;
    Object.assign(payload, { user: { id: dan.id }, trigger_id: world.slack.world.triggers.create(dan.id) });
    // Without a response_url the answer comes as a modal.
    await world.slack.world.deliveries.send('interactive', 'forged', { ...payload, response_url: undefined });
    const answer = await dan.modal('Cairn');
    expect(answer.text).toContain('Only the coordinators of a cohort can look after its pairs.');
  });

  test('a pair of another cohort cannot be looked after in its name', async () => {
    const { modal, ada } = await list();
    await modal.click('Remind me in three days');
    const seen = world.slack.log.envelopes.findLast(({ label }) => /attention.remind/.test(label));
    const payload = structuredClone(seen?.payload) as Json;
    const value = JSON.stringify({ p: 'somebody-else', o: 'no-first-meeting' });
    Object.assign((payload.actions as Json[])[0] ?? {}, { value });
    payload.trigger_id = world.slack.world.triggers.create(ada.id);
    await world.slack.world.deliveries.send('interactive', 'forged', payload);
    expect((await ada.modal('Cairn')).text).toContain('Only the coordinators of a cohort');
  });
});

describe('/cohort export', () => {
  test('sends the same rows as a file', async () => {
    await quiet();
    const ada = world.slack.as('ada');
    await ada.types('/cohort export');
    await ada.inbox.next('I have sent you a file with 2 pairs of Leaders 2027. It is in your messages with me.');
    const [file] = newest(ada, /that need a human: 2/).raw.files ?? [];
    expect(file?.name).toBe('pairs-2026-12-21.csv');
    const ids = Object.fromEntries(['ben', 'cleo', 'dan'].map((name) => [name, world.slack.user(name).id]));
    const bytes = world.slack.world.files.content(file?.id ?? '');
    expect(new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)).toBe(
      [
        '\uFEFFmentee,mentee_id,mentor,mentor_id,what_is_missing,last_met,what_would_help',
        `dan,${ids.dan},ben,${ids.ben},No first meeting in 14 working days,,Ask both what holds them up`,
        `cleo,${ids.cleo},ben,${ids.ben},Nothing booked in 18 days,2026-12-02,Ask when they want to go on`,
        '',
      ].join('\r\n'),
    );
  });

  test('sends no file when nobody is in need', async () => {
    await welcomed(world);
    const ada = world.slack.as('ada');
    await ada.types('/cohort export');
    await ada.inbox.next('No pair of Leaders 2027 needs a human right now, so there is no file to send.');
  });
});

describe('a cohort of a thousand people with the worst of names', () => {
  const NAMES = [
    `${'👩‍👩‍👧‍👦'.repeat(7)}abc`,
    'عمر الفاروق '.repeat(7).slice(0, 80),
    '<!channel> *bold* _it_ `code` & <https://evil.example|x>'.padEnd(80, '~'),
    '=HYPERLINK("https://evil.example")',
    ' ',
  ];

  test('is reported and listed within Slack’s limits', async () => {
    // The thousand are unknown to the embedded Slack, and what is due to them is refused.
    world.expects(/channel_not_found/);
    await world.goesDown();
    const nameOf = (number: number) => NAMES[number % NAMES.length] ?? '';
    const workspaceId = world.slack.world.team.id;
    await writeOrganisation(world.config.db, { pairs: 500, weeks: 20, seed: 3, workspaceId, nameOf });
    await world.starts();
    const ada = world.slack.as('ada');
    await ada.types('/cohort report');
    await ada.inbox.next(/I have sent you the report/);
    const { blocks, text } = lastReport();
    expect(blocks.filter(({ type }) => /^data_/.test(type)).map(({ title, type }) => title ?? type)).toEqual([
      'Meetings held per week',
      'Pairs by state',
      'data_table',
    ]);
    expect(text.length).toBeLessThanOrEqual(4_000);
    expect(text).not.toContain('<!channel>');
    await newest(ada, /how it goes/).click('Go through them');
    const modal = await ada.modal('Needs a human');
    await modal.click('Next page');
    await modal.shows(/Page 2 of 4/);
  });
});
