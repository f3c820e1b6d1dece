import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Modal, Person } from '../../src/sandbox/driver.ts';
import { startWorld, type World } from '../support/world.ts';
import { count, submits, welcomed } from './story.ts';

let world: World;
beforeEach(async () => {
  world = await startWorld();
});
afterEach(() => world.stop());

/** Opens the agenda, and the list of structures on top of it. */
async function looksThrough(person: Person): Promise<Modal> {
  await person.types('/agenda');
  const modal = await person.modal('Agenda');
  await modal.click(modal.buttons.find((label) => label.startsWith('See all structures')) ?? '');
  return person.modal('Structures');
}

/** Ben changes GROW and keeps it as the pair's own. */
async function kept() {
  const { ben, cleo } = await welcomed(world);
  const list = await looksThrough(ben);
  await list.click({ actionId: 'structure.change', value: await buttonOf(list, 'grow') });
  await submits(ben, 'Keep as ours', { Name: 'Our GROW', 'What to talk about': 'Goal? (20 min)\nSteps?' });
  return { ben, cleo, list: await ben.modal(/Our GROW · 30 minutes/) };
}

/** The value of the button that belongs to a structure with this id. */
async function buttonOf(modal: Modal, id: string): Promise<string> {
  const open = world.slack.world.views.modal(modal.id);
  const found = JSON.stringify(open?.view.blocks).match(
    new RegExp(`\\{\\\\"p\\\\":\\\\"[^}]*\\\\"u\\\\":\\\\"${id}\\\\"\\}`),
  );
  if (!found) throw new Error(`There is no button for ${id}.`);
  return found[0].replaceAll('\\"', '"');
}

/** Ben has asked whether the cohort may see it, and Cleo has his question. */
async function asked() {
  const story = await kept();
  await story.list.click('Share with the cohort');
  await submits(story.ben, 'Share with the cohort');
  const question = await story.cleo.inbox.next(/@ben would like to share this structure/);
  return { ...story, question };
}

describe('whether the cohort may see a structure', () => {
  test('Cleo is asked in a message that shows it, agrees with one tap, and Ben hears of it once', async () => {
    const { ben, question } = await asked();
    expect(question.text).toContain(
      'share this structure of yours with the cohort, without your names:\n“Our GROW”\nGoal? (20 min)\nSteps? (10 min)',
    );
    expect(question.buttons).toEqual(['Publish', 'Keep it between us']);
    await question.click('Publish');
    expect((await question.edited(/finds this structure in its gallery/)).buttons).toEqual([]);
    const told = await ben.inbox.next(/@cleo agreed/);
    expect(told.text).toBe(
      '@cleo agreed. Your cohort finds this structure in its gallery now, without names:\n“Our GROW”',
    );
    await question.clickStale('Publish');
    await world.slack.as('cleo').inbox.next('It is in the gallery already.');
    await world.at('2026-12-01T14:30Z');
    await world.pairs('ada', 'dan');
    const seen = (await looksThrough(world.slack.as('dan'))).text;
    expect(seen).toContain('It was made by a pair of your cohort.');
    expect(seen).not.toMatch(/ben|cleo/);
    await world.settles();
    expect(count(ben, /@cleo agreed/)).toBe(1);
  });

  test('Cleo would rather not: it stays with the two, and Ben hears so without a word of blame', async () => {
    const { ben, cleo, question } = await asked();
    await question.click('Keep it between us');
    await question.edited(/stays between you and @ben/);
    expect((await ben.inbox.next(/stays between you and @cleo/)).buttons).toEqual([]);
    await question.clickStale('Publish');
    await cleo.inbox.next('Nobody asks for that any more.');
    await question.clickStale('Keep it between us');
    await world.settles();
    expect(count(ben, /stays between you and @cleo/)).toBe(1);
  });

  test('Ben takes his question back: hers says so, and nobody is told anything more', async () => {
    const { ben, question } = await asked();
    await (await ben.modal(/as soon as cleo agrees/)).click('Keep it to us');
    expect((await question.edited(/stays between you and @ben/)).buttons).toEqual([]);
    await world.settles();
    expect(count(ben, /stays between you/)).toBe(0);
  });

  test('asked in the evening, Cleo hears of it in the morning, and not at all if Ben has taken it back by then', async () => {
    const { ben, cleo, list } = await kept();
    await world.at('2026-12-01T21:00Z');
    await list.click('Share with the cohort');
    await submits(ben, 'Share with the cohort');
    await world.settles();
    expect(count(cleo, /would like to share/)).toBe(0);
    await world.at('2026-12-02T09:31Z');
    await cleo.inbox.next(/would like to share/);
    await (await ben.modal(/as soon as cleo agrees/)).click('Keep it to us');
    await world.at('2026-12-02T21:00Z');
    await (await ben.modal(/only the two of you see it/)).click('Share with the cohort');
    await submits(ben, 'Share with the cohort');
    await (await ben.modal(/as soon as cleo agrees/)).click('Keep it to us');
    await world.at('2026-12-03T09:31Z');
    expect(count(cleo, /would like to share/)).toBe(0);
  });

  test('asked again after a no, Cleo is asked once more; the last answer holds', async () => {
    const { ben, cleo, question, list } = await asked();
    await question.click('Keep it between us');
    await ben.inbox.next(/stays between you and @cleo/);
    await list.close();
    await (await looksThrough(ben)).click('Share with the cohort');
    await world.at('2026-12-01T14:05Z');
    await submits(ben, 'Share with the cohort', { 'Under your names?': 'As by ben and cleo' });
    const again = await cleo.inbox.next(/under both your names/);
    await again.click('Publish');
    await ben.inbox.next(/@cleo agreed.*with your names/);
  });

  test('asked anew under both names while Cleo looks at the first question: she agrees to what she has read, or to nothing', async () => {
    const { ben, cleo, list } = await asked();
    const hers = await looksThrough(cleo);
    await hers.shows(/without names/);
    await list.click('Keep it to us');
    await world.at('2026-12-01T14:05Z');
    await (await ben.modal(/only the two of you see it/)).click('Share with the cohort');
    await submits(ben, 'Share with the cohort', { 'Under your names?': 'As by ben and cleo' });
    await hers.click('Publish');
    await (await cleo.modal(/asked anew meanwhile/)).close();
    expect((await looksThrough(cleo)).text).toContain('with your names');
  });

  test('nobody but Cleo can answer: not Ben himself, nor Dan, whom he mentors, too', async () => {
    const { question } = await asked();
    await world.at('2026-12-01T14:30Z');
    await world.pairs('ben', 'dan');
    expect(count(world.slack.as('dan'), /Our GROW/)).toBe(0);
    expect((await looksThrough(world.slack.as('dan'))).text).not.toContain('Our GROW');
    expect(question.now()?.buttons).toEqual(['Publish', 'Keep it between us']);
  });
});

describe('structures', () => {
  test('come with Cairn, each with its purpose, its minutes and how many pairs use it', async () => {
    const { ben } = await welcomed(world);
    await ben.types('/agenda');
    await submits(ben, 'Agenda', { Structure: 'GROW · 50 min' });
    const list = await looksThrough(ben);
    expect(list.text).toContain(
      'GROW · 50 minutes\nTurn one question into next steps: goal, reality, options, will.\nUsed by 1 pair.',
    );
    expect(list.text).toContain('Mid-year · 60 minutes');
    expect(list.text.match(/No pair has used it yet\./g)).toHaveLength(6);
  });

  test('Ben changes one and keeps it as the pair’s own; Cleo can pick it', async () => {
    const { cleo, list } = await kept();
    expect(list.text).toContain('Yours; only the two of you see it.');
    await cleo.types('/agenda');
    const modal = await cleo.modal('Agenda');
    await modal.fill({ Structure: 'Our GROW · 30 min · ours', 'Its questions': ['Put them on the agenda as items'] });
    await modal.submit();
    await cleo.types('/agenda');
    expect((await cleo.modal('Agenda')).values['What to talk about']).toBe('Goal? (20 min)\nSteps? (10 min)');
  });

  test('what is missing is said beside its field, and what was typed stays', async () => {
    const { ben } = await welcomed(world);
    const list = await looksThrough(ben);
    await list.click({ actionId: 'structure.change', value: await buttonOf(list, 'grow') });
    const form = await ben.modal('Keep as ours');
    await form.fill({ Name: 'Ours', 'What to talk about': 'Why?\n'.repeat(21) });
    expect((await form.submit()).errors).toEqual({
      'What to talk about': 'At most 20 lines, so that it fits a meeting.',
    });
    expect(form.values.Name).toBe('Ours');
  });

  test('go into the gallery once both agree, and another pair of the cohort sees and picks them there', async () => {
    const { ben, cleo, list } = await kept();
    await list.click('Share with the cohort');
    await submits(ben, 'Share with the cohort', { 'Under your names?': 'As by ben and cleo' });
    expect((await ben.modal(/as soon as cleo agrees/)).buttons).not.toContain('Publish');

    const hers = await looksThrough(cleo);
    expect(hers.text).toContain('ben would like to share “Our GROW” with the cohort, with your names.');
    await hers.click('Publish');
    await hers.shows(/Yours, and in the gallery with your names\. No pair has used it yet\./);

    await world.at('2026-12-01T14:30Z');
    await world.pairs('ada', 'dan');
    const dan = world.slack.as('dan');
    const his = await looksThrough(dan);
    expect(his.text).toContain('Our GROW · 30 minutes');
    expect(his.text).toContain('It was made by ben and cleo');
    await his.close();
    await submits(dan, 'Agenda', { Structure: 'Our GROW · 30 min · gallery' });
    expect((await looksThrough(dan)).text).toContain('Used by 1 pair. It was made by ben and cleo');
  });

  test('stay with the pair when Cleo says so, and nobody else ever sees them', async () => {
    const { ben, cleo, list } = await kept();
    await list.click('Share with the cohort');
    await submits(ben, 'Share with the cohort');
    const hers = await looksThrough(cleo);
    await hers.click('Keep it to us');
    await hers.shows(/only the two of you see it/);
    await world.at('2026-12-01T14:30Z');
    await world.pairs('ada', 'dan');
    expect((await looksThrough(world.slack.as('dan'))).text).not.toContain('Our GROW');
  });
});
