import { randomUUID } from 'node:crypto';
import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { takingOver } from '../../src/jobs/journal.ts';
import { openSqlite } from '../../src/store/sqlite/open.ts';
import type { Store } from '../../src/store/store.ts';

const NOW = Date.UTC(2026, 11, 1, 9);

let folder: string;
let store: Store;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'cairn-journal-'));
  store = await openSqlite(join(folder, 'cairn.db'), { now: NOW, newId: randomUUID });
  await store.journal.takeOver();
});
afterEach(async () => {
  await store.close();
  rmSync(folder, { recursive: true });
});

async function meet(people: number): Promise<void> {
  for (let each = 0; each < people; each += 1) {
    const person = { userId: `U${randomUUID()}`, name: 'Ben', zone: 'Europe/Vienna', kind: 'member' as const };
    await store.members.meet(randomUUID(), 'T1', person, NOW);
  }
}

test('a long journal is taken over into the file, once nothing was written for a moment', async () => {
  const { one } = takingOver({ store });
  await meet(100);
  const long = await store.journal.waiting();
  expect(long).toBeGreaterThan(250);
  expect(await one(NOW)).toBe(50);
  await meet(1);
  expect(await one(NOW)).toBe(50);
  expect(await store.journal.waiting()).toBeGreaterThan(long);
  expect(await one(NOW)).toBe(false);
  expect(await store.journal.waiting()).toBe(0);
});

test('a short one is left where it is, and so is one that was taken over', async () => {
  const { one } = takingOver({ store });
  await meet(1);
  const short = await store.journal.waiting();
  expect(short).toBeGreaterThan(0);
  for (const _look of [1, 2, 3]) expect(await one(NOW)).toBe(false);
  expect(await store.journal.waiting()).toBe(short);
  await store.journal.takeOver();
  expect(await one(NOW)).toBe(false);
});

test('the journal begins anew, and does not grow, after it was taken over', async () => {
  await meet(100);
  await store.journal.takeOver();
  const journal = join(folder, 'cairn.db-wal');
  const before = existsSync(journal) ? statSync(journal).size : 0;
  await meet(50);
  expect(statSync(journal).size).toBe(before);
});
