import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Person } from '../../src/sandbox/driver.ts';
import { objects } from '../../src/sandbox/json.ts';
import type { Json } from '../../src/sandbox/model.ts';
import { startWorld, type World } from '../support/world.ts';
import { submits, welcomed } from './story.ts';

let world: World;
beforeEach(async () => {
  world = await startWorld();
});
afterEach(() => world.stop());

const NOT_YOURS = 'This belongs to a pairing that you are not part of, so there is nothing to do here for you.';
const OLDER = 'This button belongs to an older message. Open the Home tab of this app for what is true now.';

/** Ben mentors Cleo, whose agenda has a secret on it, and Dan, whose has his. Everything that was sent is in the log. */
async function twoPairs() {
  const { ben, cleo } = await welcomed(world);
  await world.at('2026-12-01T14:30Z');
  await world.pairs('ada', 'dan');
  const dan = world.slack.as('dan');
  await dan.inbox.next(/Welcome/);
  await cleo.types('/agenda A secret of Cleo');
  await cleo.types('/agenda');
  await submits(cleo, 'Agenda', { 'What to talk about': 'A secret of Cleo\nAnother' });
  await dan.types('/agenda');
  await submits(dan, 'Agenda', { 'What to talk about': 'Of Dan' });
  return { ben, cleo, dan };
}

/** What Cleo's form carried, and Dan's. */
function carriedBy(person: Person): Json {
  const sent = world.slack.log.envelopes.findLast(
    ({ label, payload }) => label === 'view_submission agenda' && (payload.user as Json).id === person.id,
  );
  return JSON.parse(String((sent?.payload.view as Json | undefined)?.private_metadata)) as Json;
}

/** Dan's latest submission or click, sent once more with changes. */
async function forges(person: Person, label: RegExp, change: (payload: Json) => void) {
  const seen = world.slack.log.envelopes.findLast(
    (entry) => label.test(entry.label) && (entry.payload.user as Json | undefined)?.id === person.id,
  );
  if (!seen) throw new Error(`Nothing like ${label} was sent.`);
  const payload = structuredClone(seen.payload);
  payload.trigger_id = world.slack.world.triggers.create(person.id);
  if (payload.view) Object.assign(payload.view as Json, { id: `${(payload.view as Json).id}X` });
  change(payload);
  return world.slack.world.deliveries.send('interactive', `forged ${seen.label}`, payload);
}

async function agendaOf(person: Person): Promise<string> {
  await person.types('/agenda');
  const modal = await person.modal('Agenda');
  const lines = String(modal.values['What to talk about'] ?? '');
  await modal.dismiss();
  return lines;
}

describe('Dan sends his form', () => {
  test('for the pair of others: refused, and nothing of theirs changes or shows', async () => {
    const { cleo, dan } = await twoPairs();
    const delivery = await forges(dan, /^view_submission agenda$/, (payload) => {
      (payload.view as Json).private_metadata = JSON.stringify(carriedBy(cleo));
    });
    expect(Object.values((delivery.answer as { errors: Json }).errors)).toEqual([NOT_YOURS]);
    expect(await agendaOf(cleo)).toBe('A secret of Cleo\nAnother');
    expect(await agendaOf(dan)).toBe('Of Dan');
  });

  test.each(['agenda-add', 'agenda-tick', 'structure', 'structure-share'])(
    'as %s for the pair of others: refused',
    async (callback_id) => {
      const { cleo, dan } = await twoPairs();
      const { p } = carriedBy(cleo);
      const delivery = await forges(dan, /^view_submission agenda$/, (payload) => {
        const private_metadata = JSON.stringify({ p, s: '', u: 'grow' });
        Object.assign(payload.view as Json, { callback_id, private_metadata });
      });
      expect(Object.values((delivery.answer as { errors: Json }).errors)).toEqual([NOT_YOURS]);
      expect(await agendaOf(cleo)).toBe('A secret of Cleo\nAnother');
    },
  );

  test('for his own pair with ids of another: they are nobody’s, and theirs stay', async () => {
    const { cleo, dan } = await twoPairs();
    await cleo.types('/agenda');
    await submits(cleo, 'Agenda', {});
    await forges(dan, /^view_submission agenda$/, (payload) => {
      const theirs = carriedBy(cleo);
      const mine = carriedBy(dan);
      (payload.view as Json).private_metadata = JSON.stringify({ ...mine, s: theirs.s, c: theirs.c, st: null });
    });
    expect(await agendaOf(cleo)).toBe('A secret of Cleo\nAnother');
    expect((await agendaOf(dan)).split('\n')).not.toContain('A secret of Cleo');
  });

  test.each([
    ['nothing', ''],
    ['no JSON', '{'],
    ['no pairing', '{}'],
    ['a list', '[]'],
    ['half of it', '{"p":"nowhere","y":1}'],
  ])('with %s in its private_metadata: told so, and the form keeps what was typed', async (_what, carried) => {
    const { dan } = await twoPairs();
    const delivery = await forges(dan, /^view_submission agenda$/, (payload) => {
      (payload.view as Json).private_metadata = carried;
    });
    expect(Object.values((delivery.answer as { errors: Json }).errors)).toEqual([OLDER]);
  });

  test('with a structure of another cohort: it is not picked, and nothing fails', async () => {
    const { dan } = await twoPairs();
    await forges(dan, /^view_submission agenda$/, (payload) => {
      const { values } = (payload.view as Json).state as { values: Record<string, Record<string, Json>> };
      const [block] = Object.keys(values).filter((key) => key.startsWith('structure'));
      Object.assign(values[block ?? '']?.structure ?? {}, { selected_option: { value: 'elsewhere' } });
    });
    await dan.types('/agenda');
    expect((await dan.modal('Agenda')).values.Structure).toBe('None');
  });
});

describe('Dan taps a button with a value of others', () => {
  test.each([
    'agenda.edit',
    'agenda.more',
    'agenda.ticks',
    'agenda.fresh',
    'structures',
    'structures.more',
    'structure.change',
    'structure.share',
    'structure.publish',
    'structure.private',
  ])('%s is refused and opens nothing', async (action_id) => {
    const { cleo, dan } = await twoPairs();
    const { p } = carriedBy(cleo);
    await dan.types('/book');
    const modal = await dan.modal('Book a meeting');
    await modal.dismiss();
    const [welcome] = dan.inbox.all();
    await welcome?.click('Snooze');
    await (await dan.modal('Snooze')).dismiss();
    await forges(dan, /^block_actions book.snooze/, (payload) => {
      Object.assign(objects(payload.actions)[0] ?? {}, { action_id, value: JSON.stringify({ p, f: 0, u: 'grow' }) });
    });
    await dan.inbox.next(NOT_YOURS);
    expect(dan.hasModal()).toBe(false);
  });
});

describe('who runs the programme', () => {
  test('sees nothing of an agenda of others, by no command of theirs', async () => {
    await twoPairs();
    const ada = world.slack.as('ada');
    for (const command of ['/cohort', '/pairing', '/agenda']) {
      const typed = await ada.types(command);
      const shown = `${typed.ephemeral?.text ?? ''} ${ada.hasModal() ? (await ada.modal()).text : ''}`;
      expect(shown).not.toContain('secret');
      if (ada.hasModal()) await (await ada.modal()).dismiss();
    }
    expect((await ada.opensHome()).text).not.toContain('secret');
    expect(world.logLines.join('\n')).not.toContain('secret');
  });
});
