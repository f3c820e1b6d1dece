import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Modal, Person } from '../../src/sandbox/driver.ts';
import { startWorld, type World } from '../support/world.ts';
import { booked, submits, welcomed } from './story.ts';

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
