import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { PEOPLE, startWorld, type World } from '../support/world.ts';
import { count, submits, welcomed } from './story.ts';

const OTHERS = [
  { name: 'gil', real_name: 'Gil Guest', is_restricted: true },
  { name: 'una', real_name: 'Una Outsider', is_stranger: true },
  { name: 'rob', real_name: 'Rob Robot', is_bot: true },
  { name: 'lea', real_name: 'Lea Left', deleted: true },
];

let world: World;
beforeEach(async () => {
  world = await startWorld({ users: [...PEOPLE, ...OTHERS] });
});
afterEach(() => world.stop());

/** What Ada reads after she typed a line: at once, or when Slack has been asked who people are. */
async function adaReads(line: string): Promise<string> {
  const ada = world.slack.as('ada');
  const { ephemeral } = await ada.types(line);
  return ephemeral?.text ?? (await ada.inbox.next()).text;
}

describe('/cohort pair', () => {
  test('pairs a mentor and a mentee: Ada reads it, and each of the two gets a welcome', async () => {
    await world.cohort();
    expect(await adaReads('/cohort pair @ben @cleo')).toBe(
      '@ben now mentors @cleo. Both get a welcome message, each within their own working hours.\nCohort: Leaders 2027',
    );
    const toBen = await world.slack.as('ben').inbox.next(/Welcome to Leaders 2027/);
    expect(toBen.text).toContain('@cleo is your mentee. The plan: the two of you meet every 2 weeks');
    const toCleo = await world.slack.as('cleo').inbox.next(/Welcome to Leaders 2027/);
    expect(toCleo.text).toContain('@ben is your mentor.');
  });

  test.each([
    ['the same two again', '@ben @cleo', 'ben and cleo are already paired in Leaders 2027.'],
    ['the same two, the other way round', '@cleo @ben', 'cleo and ben are already paired in Leaders 2027.'],
    ['oneself', '@ben @ben', 'Nobody can mentor themselves. Please name two different people.'],
    ['an app as mentor', '@rob @dan', 'rob is an app, and apps make poor company. Please name a person.'],
    ['an app as mentee', '@dan @rob', 'rob is an app, and apps make poor company. Please name a person.'],
    ['Slackbot', '@slackbot @dan', 'slackbot is an app, and apps make poor company. Please name a person.'],
    ['a guest', '@dan @gil', 'gil is a guest in this workspace. Only full members can be paired.'],
    [
      'somebody of another workspace',
      '@una @dan',
      'una belongs to another workspace, so I cannot write to them. Please name a member of this one.',
    ],
    [
      'somebody deactivated',
      '@dan @lea',
      "lea's account is deactivated, so they would never see a message. Please name somebody else.",
    ],
    ['one name only', '@dan', 'Please name a mentor and a mentee, in this order: /cohort pair @mentor @mentee'],
    ['no name', '', 'Please name a mentor and a mentee, in this order: /cohort pair @mentor @mentee'],
    [
      'three names',
      '@ben @cleo @dan',
      'Please name a mentor and a mentee, in this order: /cohort pair @mentor @mentee',
    ],
    [
      'names that are no people',
      '@nobody @nowhere',
      'Slack passed these names on as plain text, so I cannot tell who is meant. Please pick each person from the list that appears after @. If there is no list, the app’s command lacks the setting "Escape channels, users, and links".',
    ],
    [
      'somebody whom Slack does not know',
      '<@U404NOTFOUND> @dan',
      'Slack does not know one of these people. Please pick them from the list that appears when you type @.',
    ],
  ])('%s is refused with the reason', async (_who, names, words) => {
    world.expects(/user_not_found/);
    await welcomed(world);
    const before = world.slack.log.posts.length;
    expect(await adaReads(`/cohort pair ${names}`)).toBe(words);
    await world.settles();
    expect(world.slack.log.posts.slice(before).filter(({ user }) => user === undefined)).toEqual([]);
  });

  test('with no cohort yet Ada hears how to make one', async () => {
    expect(await adaReads('/cohort pair @ben @cleo')).toBe(
      'There is no cohort yet. Create one with /cohort new, and then pair people in it.',
    );
  });

  test('twice at the same moment pairs them once', async () => {
    await world.cohort();
    const ada = world.slack.as('ada');
    await Promise.all([ada.types('/cohort pair @ben @cleo'), ada.types('/cohort pair @cleo @ben')]);
    await ada.inbox.next(/now mentors/);
    await ada.inbox.next(/already paired/);
    await world.settles();
    expect(count(world.slack.as('ben'), /Welcome/)).toBe(1);
    expect(count(world.slack.as('cleo'), /Welcome/)).toBe(1);
  });
});

describe('with several cohorts', () => {
  beforeEach(async () => {
    for (const name of ['Leaders 2027', 'Leaders 2028', 'Coaches & <friends>']) {
      await world.cohort(name);
      await world.slack.clock.advance(60_000);
    }
  });

  test('the command asks which one, and lists them', async () => {
    expect((await adaReads('/cohort pair @ben @cleo')).split('\n')).toEqual([
      'Which cohort? Please add its name, like this: `/cohort pair @mentor @mentee in <cohort>`',
      '• Coaches & <friends>',
      '• Leaders 2028',
      '• Leaders 2027',
      'The beginning of the name is enough.',
    ]);
  });

  test.each([
    ['in Leaders 2028', 'Leaders 2028'],
    ['in leaders 2027', 'Leaders 2027'],
    ['in coach', 'Coaches & <friends>'],
    ['in Coaches & <friends>', 'Coaches & <friends>'],
    ['Coaches', 'Coaches & <friends>'],
  ])('"%s" is %s', async (words, name) => {
    expect(await adaReads(`/cohort pair @ben @cleo ${words}`)).toContain(`Cohort: ${name}`);
    await world.slack.as('cleo').inbox.next(`Welcome to ${name}`);
  });

  test('a beginning that fits two, or none, is asked about', async () => {
    const two = await adaReads('/cohort pair @ben @cleo in Leaders');
    expect(two).toContain('• Leaders 2028\n• Leaders 2027');
    expect(two).not.toContain('Coaches');
    const none = await adaReads('/cohort pair @ben @cleo in Followers <!here>');
    expect(none).toContain('I do not know which cohort “Followers <!here>” is.');
    expect(none).toContain('• Coaches & <friends>\n• Leaders 2028\n• Leaders 2027');
  });

  test('the same two may be paired in two of them', async () => {
    await adaReads('/cohort pair @ben @cleo in Leaders 2027');
    expect(await adaReads('/cohort pair @cleo @ben in Leaders 2028')).toContain('@cleo now mentors @ben.');
    await world.slack.as('ben').inbox.next(/Welcome to Leaders 2028/);
  });
});

describe('who may pair people', () => {
  test('not somebody who only takes part', async () => {
    await welcomed(world);
    const answer = await world.slack.as('ben').types('/cohort pair @ben @dan');
    expect(answer.ephemeral?.text).toBe(
      'Only the coordinators of a cohort can pair people in it. Ask one of them to do it.',
    );
    await world.settles();
    expect(world.slack.as('dan').inbox.all()).toEqual([]);
  });

  test('the coordinator of a cohort may, in that one only, also when they run the installation no more', async () => {
    await world.stop();
    world = await startWorld({ admins: ['ada', 'dan'] });
    const [ada, dan] = [world.slack.as('ada'), world.slack.as('dan')];
    await world.cohort('Leaders 2027');
    await dan.types('/cohort new Coaches');
    await submits(dan, 'New cohort', { 'Starts on': '2026-12-01', 'Ends on': '2027-11-30' });
    await (await dan.modal('Cohort created')).dismiss();
    await world.restarts({ admins: [ada.id] });

    expect((await dan.types('/cohort new More')).ephemeral?.text).toContain(
      'Only the people who run this installation',
    );
    expect((await dan.types('/cohort help')).ephemeral?.text).toContain('Coaches: Tue 1 Dec 2026');
    expect((await dan.types('/cohort pair @ben @cleo in Leaders')).ephemeral?.text).toContain('“Leaders”');
    await dan.types('/cohort pair @ben @cleo');
    expect((await dan.inbox.next(/now mentors/)).text).toContain('Cohort: Coaches');
  });
});

describe('a message written to the app', () => {
  test('is answered with what there is, and neither kept nor logged', async () => {
    const cleo = world.slack.as('cleo');
    await cleo.types('Dear Cairn, canary: my mentor is <!channel> *great*');
    const answer = await cleo.inbox.next(/only understand buttons and commands/);
    expect(answer.text.split('\n')).toEqual([
      'I am glad you write, but I only understand buttons and commands:',
      '`/pairing` shows how you and your mentor or mentee stand.',
      '`/book` suggests a time for your next meeting.',
      '`/agenda` prepares it; `/agenda <what to talk about>` adds one item.',
      '`/commit <what>` writes down what one of you will do, and I ask on the day.',
      '`/takeaway <what you learned>` keeps it; `/takeaway find <words>` brings it back.',
      'In the menu of any message, under “More message shortcuts”, you can add it to the agenda, make it a commitment, or keep it as a takeaway.',
      'The Home tab above has all of it in one place.',
    ]);
  });

  test('is answered also when it comes with a file', async () => {
    const cleo = world.slack.as('cleo');
    const file = await cleo.uploads({ name: 'canary.txt', content: 'canary' });
    await cleo.types('Have a look', { files: [file] });
    await cleo.inbox.next(/only understand buttons and commands/);
  });

  test('is answered once, and an edit or the answer itself is not', async () => {
    const cleo = world.slack.as('cleo');
    await cleo.types('One');
    await cleo.inbox.next(/only understand/);
    await cleo.types('Two');
    await cleo.inbox.next(/only understand/);
    await world.settles();
    expect(cleo.inbox.all()).toHaveLength(2);
  });
});

describe('with cohorts whose names are alike', () => {
  /** What Ada reads after she typed a line. */
  async function adaReads(line: string): Promise<string> {
    const ada = world.slack.as('ada');
    const { ephemeral } = await ada.types(line);
    return ephemeral?.text ?? (await ada.inbox.next()).text;
  }

  test('the whole name means that one, whatever is done in it', async () => {
    for (const name of ['Leaders', 'Leaders 2']) await world.cohort(name);
    await world.pairs('ben', 'cleo', 'Leaders');
    await world.pairs('ben', 'cleo', 'Leaders 2');
    expect(await adaReads('/cohort pause @ben @cleo until 2026-12-20 in Leaders')).toContain('Cohort: Leaders');
    expect(await adaReads('/cohort end @ben @cleo in “Leaders”')).toContain('Cohort: Leaders');
    // They are a pair in Leaders 2 alone by now, which is not what Ada means.
    expect(await adaReads('/cohort end @ben @cleo in Leaders')).toContain('These two are no pair');
    expect(await adaReads('/cohort end @ben @cleo in leaders 2')).toContain('Cohort: Leaders 2');
  });

  test('a name may begin with the word “in”', async () => {
    for (const name of ['In Touch', 'Leaders']) await world.cohort(name);
    expect(await adaReads('/cohort export In Touch')).toBe(
      'No pair of In Touch needs a human right now, so there is no file to send.',
    );
    expect(await adaReads('/cohort pair @ben @cleo in In Touch')).toContain('Cohort: In Touch');
    expect(await adaReads('/cohort end @ben @cleo In Touch')).toContain('Cohort: In Touch');
  });
});
