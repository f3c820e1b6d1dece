import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Person } from '../../src/sandbox/driver.ts';
import { PEOPLE, startWorld, type World } from '../support/world.ts';
import { welcomed } from './story.ts';

let world: World;
beforeEach(async () => {
  world = await startWorld({ users: [...PEOPLE, { name: 'eve', tz: 'Europe/Vienna' }] });
});
afterEach(() => world.stop());

/** What somebody picks in the menu of a message, the form it opens, the field for the text, and what comes when it is sent. */
const SHORTCUTS = [
  { name: 'Add to agenda', form: 'Add to agenda', field: 'What to talk about', sent: /On the agenda/, max: 300 },
  { name: 'Make it a commitment', form: 'Commitment', field: 'What will be done?', sent: /Noted/, max: 500 },
  { name: 'Keep as a takeaway', form: 'Takeaway', field: 'What did you learn?', sent: /Kept/, max: 2_000 },
];

describe.each(SHORTCUTS)('$name', ({ name, form, field, sent, max }) => {
  /** Somebody writes something and picks the shortcut on it. */
  async function picks(person: Person, text: string) {
    const { message } = await person.types(text);
    if (!message) throw new Error('Nothing was written.');
    await person.shortcut(name, { on: message });
    return message;
  }

  /** Sends the form and closes what answers it. */
  async function sends(person: Person) {
    expect((await (await person.modal(form)).submit()).errors).toBeUndefined();
    await (await person.modal(sent)).dismiss();
  }

  test('takes the words of the message, and writes them down when they are sent', async () => {
    const { ben } = await welcomed(world);
    await picks(ben, 'Ask R&D about *the budget*');
    expect((await ben.modal(form)).values[field]).toBe('Ask R&D about *the budget*');
    await sends(ben);
    expect((await ben.opensHome()).text).toContain('Ask R&D about *the budget*');
  });

  test('on a message without a text opens an empty form', async () => {
    const { ben } = await welcomed(world);
    const file = await ben.uploads({ name: 'budget.txt', content: 'figures' });
    const { message } = await ben.types('', { files: [file] });
    if (!message) throw new Error('Nothing was written.');
    await ben.shortcut(name, { on: message });
    const modal = await ben.modal(form);
    expect(modal.values[field]).toBeNull();
    await modal.fill({ [field]: 'Look at the figures' });
    await sends(ben);
  });

  test('on a message of 4,000 characters takes as many as fit, and shows that there were more', async () => {
    const { ben } = await welcomed(world);
    await picks(ben, 'word '.repeat(800).trim());
    const taken = String((await ben.modal(form)).values[field]);
    expect(taken.length).toBeGreaterThan(max - 10);
    expect(taken.length).toBeLessThanOrEqual(max);
    expect(taken.endsWith('…')).toBe(true);
    await sends(ben);
  });

  test('tells somebody without a pairing so, to themselves alone', async () => {
    const { ben } = await welcomed(world);
    const eve = world.slack.as('eve');
    await picks(eve, 'Hello');
    expect((await eve.modal()).text).toContain('You are not in a pairing right now.');
    expect(ben.hasModal()).toBe(false);
  });

  test('asks somebody with several pairings with whom, and writes it down there alone', async () => {
    const { ben } = await welcomed(world);
    await world.pairs('ben', 'dan');
    await picks(ben, 'Budget talk');
    const modal = await ben.modal(form);
    expect(modal.labels[0]).toBe('With whom?');
    const [likeliest, other] = String(modal.values['With whom?']).startsWith('cleo')
      ? ['cleo', 'dan']
      : ['dan', 'cleo'];
    await modal.choose('With whom?', `${other} · Leaders 2027`);
    await modal.shows(form === 'Takeaway' ? new RegExp(`It quotes ${other}`) : new RegExp(`${other}`));
    expect(modal.values[field]).toBe('Budget talk');
    await sends(ben);
    expect((await world.slack.as(String(likeliest)).opensHome()).text).not.toMatch(/Budget talk|1 of ben/);
    expect((await world.slack.as(String(other)).opensHome()).text).toMatch(/Budget talk|1 of ben/);
  });

  test('closed and picked again on the same message: what had been changed is not lost', async () => {
    const { ben } = await welcomed(world);
    const message = await picks(ben, 'Budget');
    const modal = await ben.modal(form);
    await modal.fill({ [field]: 'Budget, and how to ask for it' });
    await modal.close();
    await ben.shortcut(name, { on: message });
    expect((await ben.modal(form)).values[field]).toBe('Budget, and how to ask for it');
    await sends(ben);
    await ben.shortcut(name, { on: message });
    expect((await ben.modal(form)).values[field]).toBe('Budget');
  });
});
