import { afterEach, describe, expect, test } from 'vitest';
import { type Demonstration, startDemonstration } from '../../src/sandbox/demonstration.ts';
import type { Person, SeenByPerson } from '../../src/sandbox/driver.ts';

/** A Wednesday in winter. */
const REAL = Date.UTC(2026, 10, 25, 7);

let running: Demonstration | undefined;
afterEach(async () => {
  await running?.stop();
  running = undefined;
});

/** Starts what the page shows, and gives the people of it. */
async function demonstrate(real: number): Promise<(name: string) => Person> {
  running = await startDemonstration(0, real);
  const { slack } = running;
  return (name) => slack.as(name);
}

/** The newest message that has these buttons. */
function withButtons(person: Person, ...buttons: string[]): SeenByPerson | undefined {
  return person.inbox.all().findLast((message) => buttons.every((button) => message.buttons.includes(button)));
}

describe('the cohort of the sandbox, with nothing done by the visitor', () => {
  test('has a pair at every point of the story', { timeout: 120_000 }, async () => {
    const as = await demonstrate(REAL);
    expect(as('ada').inbox.last()?.text).toMatch(/Welcome to Rising Leaders[\s\S]*Which time suits you\?/);

    await as('cleo').types('/agenda');
    const agenda = await as('cleo').modal('Agenda');
    expect(agenda.text).toMatch(/For your meeting with @dan on \*Thu 26 Nov, 10:00 (?:EST|GMT-5)\*/);
    expect(agenda.values).toMatchObject({
      'Ask three colleagues for feedback': 'Still open',
      'What do you expect of this meeting?': 'To leave with one clear next step',
      Structure: 'Career conversation · 60 min',
    });
    expect(agenda.text).toContain('Was due Mon 23 Nov');
    await agenda.dismiss();

    const check = withButtons(as('fatima'), 'We met', 'It moved', "It didn't happen");
    expect(check?.text).toMatch(/Did you and @emil meet on \*Wed 25 Nov, \d\d:30 /);

    const due = withButtons(as('rosa'), 'Done', 'New date', 'Drop it');
    expect(due?.text).toContain('Write one page that makes the case for the pilot');
    expect((await as('rosa').opensHome()).text).toContain('Say how it went with what you promised @sam.');
    expect((await as('fatima').opensHome()).text).toContain('Say whether you met @emil.');
    const { ephemeral } = await as('rosa').types('/takeaway find #stakeholders');
    expect(ephemeral?.text).toContain('1 to 3 of 3');
    const elsewhere = await as('emil').types('/takeaway find #stakeholders');
    expect(elsewhere.ephemeral?.text).toContain('1 to 2 of 2');
    expect(elsewhere.ephemeral?.text).not.toContain('A no that comes with a reason');

    await as('emil').types('/agenda');
    await (await as('emil').modal('Agenda')).click('See all structures');
    const gallery = await as('emil').modal('Structures');
    expect(gallery.text).toContain('Used by 3 pairs. It was made by Sam and Rosa.');

    expect((await as('kofi').inbox.next(/your meeting with @lena is coming up/)).text).toContain(
      'Structure: Pilot review, 45 minutes',
    );
    const kofi = await as('kofi').opensHome();
    expect(kofi.text).toContain('Answer the time that @mila suggests.');
    expect(kofi.text).toContain('You and Lena');
    expect((await as('oscar').opensHome()).text).toContain('You are away up to and including *Wed 2 Dec*');
  });

  test('gives whoever runs it a report with figures, charts and pairs that need somebody', {
    timeout: 120_000,
  }, async () => {
    const as = await demonstrate(REAL);
    const reports = () =>
      as('olivia')
        .inbox.all()
        .filter(({ ephemeral }) => !ephemeral).length;
    const before = reports();
    await as('olivia').types('/cohort report');
    await as('olivia').inbox.next('I have sent you the report');
    expect(reports()).toBe(before + 1);
    const report = as('olivia')
      .inbox.all()
      .findLast(({ ephemeral }) => !ephemeral);
    expect(report?.raw.blocks?.map(({ type }) => type)).toContain('data_visualization');
    for (const row of [
      'Nora with Peter | Mentee deactivated',
      'Inês with Jonas | No first meeting in 30 working days',
      'Grace with Hiro | Nothing booked in 37 days',
    ])
      expect(report?.text).toContain(row);
    expect(report?.text).toContain('4.1 of 5');
  });

  test.each([
    ['a Friday in summer', '2026-07-10T18:00Z'],
    ['a Saturday', '2026-11-21T12:00Z'],
    ['the first working day of a year', '2027-01-01T00:30Z'],
    ['the Tuesday after the clocks changed', '2027-03-30T08:00Z'],
  ])('comes to the same on %s', { timeout: 120_000 }, async (_when, real) => {
    const as = await demonstrate(Date.parse(real));
    expect(withButtons(as('ada'), 'Another time', 'Already booked', 'Snooze')).toBeDefined();
    expect(withButtons(as('fatima'), 'We met', 'It moved', "It didn't happen")?.text).toContain('@emil');
    expect(withButtons(as('rosa'), 'Done', 'New date', 'Drop it')?.text).toContain('the case for the pilot');
    expect(withButtons(as('kofi'), 'Accept', 'Another time')?.text).toContain('@mila suggests');
  });
});
