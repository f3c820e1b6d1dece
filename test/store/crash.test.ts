import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import Database from 'better-sqlite3';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openAt, tempFolder } from './files.ts';
import { MONDAY, WORKSPACE } from './make.ts';
import { startChild } from './processes.ts';

let folder: ReturnType<typeof tempFolder>;
let path: string;
beforeEach(() => {
  folder = tempFolder();
  path = join(folder.path, 'cairn.db');
});
afterEach(() => folder.discard());

/** What the file holds after a crash, read without Cairn. */
function inside(): { check: unknown; ladder: unknown; nudges: unknown } {
  const db = new Database(path, { readonly: true });
  const one = (sql: string) => db.prepare(sql).pluck().get();
  const found = {
    check: db.pragma('quick_check', { simple: true }),
    ladder: one('SELECT ladder FROM pairings'),
    nudges: one('SELECT COUNT(*) FROM nudges'),
  };
  db.close();
  return found;
}

it('twenty times killed at any moment, Cairn finds every acknowledged change whole, none by halves, and a sound file', async () => {
  let acknowledged = 1;
  const crash = async (milliseconds: number) => {
    const child = startChild(['climb', path]);
    await child.said('open');
    await sleep(milliseconds);
    await child.kill();
    acknowledged = Math.max(acknowledged, Number(child.lines.at(-1)) || 0);
    const { check, ladder, nudges } = inside();
    expect(check).toBe('ok');
    // The pairing begins on rung 1, without a nudge.
    expect(nudges).toBe(Number(ladder) - 1);
    // The last one may have been written a moment before it could be acknowledged.
    expect([acknowledged, acknowledged + 1]).toContain(ladder);
    acknowledged = Number(ladder);
  };
  await fc.assert(fc.asyncProperty(fc.integer({ min: 0, max: 120 }), crash), { numRuns: 20, endOnFailure: true });

  expect(acknowledged).toBeGreaterThan(20);
  const store = await openAt(path);
  const ada = await store.members.find(WORKSPACE, 'UADA');
  expect(await store.pairings.ofMember(ada?.id ?? '', MONDAY)).toMatchObject([{ pairing: { ladder: acknowledged } }]);
  await store.close();
}, 60_000);
