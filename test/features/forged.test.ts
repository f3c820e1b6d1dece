import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Person, SeenByPerson } from '../../src/sandbox/driver.ts';
import { objects } from '../../src/sandbox/json.ts';
import type { Json } from '../../src/sandbox/model.ts';
import { startWorld, type World } from '../support/world.ts';
import { booked, count, present, submits, suggested, welcomed } from './story.ts';

let world: World;
beforeEach(async () => {
  world = await startWorld();
});
afterEach(() => world.stop());

const NOT_YOURS = 'This belongs to a pairing that you are not part of, so there is nothing to do here for you.';
const OLDER = 'This button belongs to an older message. Open the Home tab of this app for what is true now.';

/** The latest interaction that somebody sent, sent once more with changes, as a client of their own making could. */
async function forges(person: Person, label: RegExp, change: (payload: Json) => void) {
  const seen = world.slack.log.envelopes.findLast((entry) => label.test(entry.label));
  if (!seen) throw new Error(`Nothing like ${label} was sent.`);
  const payload = structuredClone(seen.payload);
  Object.assign(payload, { user: { id: person.id, team_id: world.slack.world.team.id } });
  payload.trigger_id = world.slack.world.triggers.create(person.id);
  change(payload);
  return world.slack.world.deliveries.send('interactive', `forged ${seen.label}`, payload);
}

/** The value of a button in a message. */
function valueBehind(of: SeenByPerson, label: string): string {
  const elements = (of.raw.blocks ?? []).flatMap((block) => objects(block.elements));
  const button = elements.find((element) => (element.text as Json | undefined)?.text === label);
  return String(button?.value);
}

const click = (value: string) => (payload: Json) => Object.assign(objects(payload.actions)[0] ?? {}, { value });

describe('Dan, who is in another pair, with a value from Cleo and Ben', () => {
  async function withDan() {
    const story = await suggested(world);
    await world.at('2026-12-01T14:30Z');
    await world.pairs('ben', 'dan');
    const dan = world.slack.as('dan');
    const danWelcome = await dan.inbox.next(/Welcome/);
    return { ...story, dan, danWelcome };
  }

  test.each([
    { action_id: 'proposal.accept', button: 'Accept', of: 'proposal' as const },
    { action_id: 'proposal.withdraw', button: 'Take it back', of: 'welcome' as const },
    { action_id: 'book.other', button: 'Another time', of: 'proposal' as const },
    { action_id: 'book.already', button: 'Another time', of: 'proposal' as const },
    { action_id: 'book.snooze', button: 'Another time', of: 'welcome' as const },
  ])('$action_id is refused, and nothing changes', async ({ action_id, button, of }) => {
    const { dan, danWelcome, ...story } = await withDan();
    const before = present(story[of]);
    await danWelcome.click('Snooze');
    await (await dan.modal('Snooze')).dismiss();
    await forges(dan, /^block_actions book.snooze/, (payload) => {
      Object.assign(objects(payload.actions)[0] ?? {}, { action_id, value: valueBehind(before, button) });
    });
    await dan.inbox.next(NOT_YOURS);
    await world.settles();
    expect(dan.hasModal()).toBe(false);
    expect(present(story[of]).text).toBe(before.text);
    expect(count(story.cleo, /Good news/)).toBe(0);
  });

  test('a slot for the pair of others is refused', async () => {
    const { cleo, dan, danWelcome, welcome, ben } = await withDan();
    await danWelcome.click('Thu 3 Dec, 09:30 EST');
    await ben.inbox.next(/@dan suggests/);
    const hers = valueBehind(present(welcome), 'Take it back');
    const { p } = JSON.parse(hers) as { p: string };
    await forges(dan, /^block_actions book.slot/, click(JSON.stringify({ p, t: Date.parse('2026-12-04T10:00Z') })));
    await dan.inbox.next(NOT_YOURS);
    await world.settles();
    expect(count(cleo, /Fri 4 Dec/)).toBe(0);
  });

  test('a form of his, sent for the pair of others, is refused beside its field', async () => {
    const { cleo, ben, dan, danWelcome, proposal } = await withDan();
    await danWelcome.click('Another time');
    const done = await submits(dan, 'Book a meeting', { Date: '2026-12-10', Time: '09:30' });
    expect(done.closed).toBe(true);
    const { p } = JSON.parse(valueBehind(proposal, 'Accept')) as { p: string };
    const delivery = await forges(dan, /^view_submission book$/, (payload) => {
      const view = payload.view as Json;
      view.id = `${view.id}X`;
      view.private_metadata = JSON.stringify({ p, c: 0 });
    });
    expect(Object.values((delivery.answer as { errors: Json }).errors)).toEqual([NOT_YOURS]);
    await world.settles();
    expect(count(cleo, /Thu 10 Dec/) + count(ben, /Thu 10 Dec.*@cleo/)).toBe(0);
  });

  test('somebody who is in no pair at all is refused the same way', async () => {
    const { proposal } = await suggested(world);
    await proposal.click('Another time');
    const ada = world.slack.as('ada');
    await forges(ada, /^block_actions book.other/, click(valueBehind(proposal, 'Accept')));
    await world.settles();
    expect(ada.hasModal()).toBe(false);
  });
});

describe('values that nobody gave out', () => {
  test.each([
    ['no JSON', '{', OLDER],
    ['nothing', '', OLDER],
    ['no pairing', '{}', OLDER],
    ['a pairing that does not exist', '{"p":"nowhere","t":1796220000000}', NOT_YOURS],
    ['another shape', '{"p":{"$ne":null},"t":1}', OLDER],
    ['a list', '[1,2]', OLDER],
    ['a time that is none', '{"p":"nowhere","t":"soon"}', OLDER],
  ])('%s', async (_what, value, words) => {
    const { ben, cleo, toCleo } = await welcomed(world);
    await toCleo.click('Snooze');
    await (await cleo.modal('Snooze')).dismiss();
    await forges(cleo, /^block_actions book.snooze/, (payload) => {
      Object.assign(objects(payload.actions)[0] ?? {}, { action_id: 'book.slot#1', value });
    });
    await cleo.inbox.next(words);
    await world.settles();
    expect(count(ben, /suggests/)).toBe(0);
  });

  test.each([
    ['in the past', Date.parse('2026-11-01T10:00Z'), 'That time has passed. Pick a later one.'],
    ['in years', Date.parse('2099-01-01T10:00Z'), 'That is more than a year ahead. Pick an earlier date.'],
    ['between two milliseconds', 1_796_300_000_000.5, 'I cannot read that time. Please pick it once more.'],
  ])('a slot %s is refused in words', async (_when, t, words) => {
    const { ben, cleo, toCleo } = await welcomed(world);
    const { p } = JSON.parse(valueBehind(toCleo, 'Snooze')) as { p: string };
    await toCleo.click('Snooze');
    await (await cleo.modal('Snooze')).dismiss();
    await forges(cleo, /^block_actions book.snooze/, (payload) => {
      Object.assign(objects(payload.actions)[0] ?? {}, { action_id: 'book.slot#1', value: JSON.stringify({ p, t }) });
    });
    await cleo.inbox.next(words);
    await world.settles();
    expect(count(ben, /suggests/)).toBe(0);
  });

  test('a button that no version of this app has, and a form, are answered in words', async () => {
    const { cleo, toCleo } = await welcomed(world);
    await toCleo.click('Snooze');
    await (await cleo.modal('Snooze')).submit();
    await forges(cleo, /^block_actions book.snooze/, (payload) => {
      Object.assign(objects(payload.actions)[0] ?? {}, { action_id: 'elsewhere' });
    });
    await cleo.inbox.next('This button belongs to an older message. The Home tab shows what is true now.');
    const delivery = await forges(cleo, /^view_submission/, (payload) => {
      Object.assign(payload.view as Json, { callback_id: 'elsewhere', id: 'V0ELSEWHERE' });
    });
    expect(JSON.stringify(delivery.answer)).toContain(
      'This form belongs to an older version. Close it and open it once more.',
    );
  });
});

describe('the calendar file of others', () => {
  test('is not given out', async () => {
    const { toCleo } = await booked(world);
    await world.at('2026-12-01T14:30Z');
    await world.pairs('ben', 'dan');
    const dan = world.slack.as('dan');
    const welcome = await dan.inbox.next(/Welcome/);
    await welcome.click('Snooze');
    await (await dan.modal('Snooze')).dismiss();
    await forges(dan, /^block_actions book.snooze/, (payload) => {
      const value = valueBehind(toCleo, 'Calendar file');
      Object.assign(objects(payload.actions)[0] ?? {}, { action_id: 'calendar.file', value });
    });
    await dan.inbox.next(NOT_YOURS);
    await world.settles();
    expect(count(dan, /Open this file/)).toBe(0);
  });
});

describe('/cohort new sent by somebody else', () => {
  test('is asked for the right once more on submission', async () => {
    await world.cohort('Leaders');
    const delivery = await forges(world.slack.as('ben'), /^view_submission cohort-new/, (payload) => {
      const view = payload.view as Json;
      view.id = `${view.id}X`;
      const { values } = view.state as { values: Record<string, Record<string, Json>> };
      Object.assign(values.name?.name ?? {}, { value: 'Mine' });
    });
    expect(Object.values((delivery.answer as { errors: Json }).errors)).toEqual([
      'Only the people who run this installation can create a cohort. Ask one of them, or your IT team.',
    ]);
    expect((await world.slack.as('ada').types('/cohort help')).ephemeral?.text).not.toContain('Mine');
  });
});
