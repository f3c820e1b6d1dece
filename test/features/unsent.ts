import { expect } from 'vitest';
import type { Entry, Modal, Person } from '../../src/sandbox/driver.ts';

/** What stands above whatever is offered again. */
export const OFFERED = 'This is what you had typed and not sent.';

/** Somebody closes a form half-way, opens it again and finds what they had typed; sends it, if asked to. */
export async function comesBack(
  open: () => Promise<Modal>,
  entries: Record<string, Entry>,
  send = true,
): Promise<void> {
  const modal = await open();
  expect(modal.text).not.toContain(OFFERED);
  await modal.fill(entries);
  await modal.close();
  const again = await open();
  expect(again.text).toContain(OFFERED);
  expect(again.values).toMatchObject(entries);
  await again.close();
  const third = await open();
  expect(third.values).toMatchObject(entries);
  if (!send) return void (await third.close());
  expect((await third.submit()).errors).toBeUndefined();
}

/** Closes whatever somebody has open. */
export async function closesAll(person: Person): Promise<void> {
  while (person.hasModal()) await (await person.modal()).dismiss();
}
