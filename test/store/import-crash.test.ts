import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { tempFolder } from './files.ts';
import { startChild } from './processes.ts';

let folder: ReturnType<typeof tempFolder>;
let path: string;
beforeEach(() => {
  folder = tempFolder();
  path = join(folder.path, 'cairn.db');
});
afterEach(() => folder.discard());

/** Every import in the file, read without Cairn: its state, how many pairs it made, how many lines it has left, how often it is in the audit log. */
function inside() {
  const db = new Database(path, { readonly: true });
  const check = db.pragma('quick_check', { simple: true });
  const imports = db
    .prepare<[], { state: string; pairs: number; lines: number; people: number }>(`
      SELECT state, (SELECT COUNT(*) FROM pairings WHERE import_id = imports.id) AS pairs,
        (SELECT COUNT(*) FROM import_lines WHERE import_id = imports.id) AS lines,
        (SELECT COUNT(*) FROM import_people WHERE import_id = imports.id) AS people
      FROM imports ORDER BY created_at, id`)
    .all();
  const audited = db.prepare("SELECT COUNT(*) FROM audit WHERE action = 'pairs-imported'").pluck().get();
  db.close();
  return { check, imports, audited };
}

const WHOLE = { state: 'imported', pairs: 1_000, lines: 0, people: 0 };
const NOTHING = { state: 'checked', pairs: 0, lines: 1_000, people: 2_000 };

it('fifteen times killed while a thousand pairs are imported, at any moment: all of them are there, or none', async () => {
  let acknowledged = 0;
  for (const milliseconds of [0, 5, 10, 15, 20, 30, 40, 50, 60, 80, 100, 130, 160, 200, 1_000]) {
    const child = startChild(['import', path]);
    await child.said('ready');
    await sleep(milliseconds);
    await child.kill();
    if (child.lines.includes('imported')) acknowledged += 1;
    const { check, imports, audited } = inside();
    expect(check).toBe('ok');
    for (const each of imports) expect([WHOLE, NOTHING]).toContainEqual(each);
    expect(audited).toBe(imports.filter(({ state }) => state === 'imported').length);
    expect(audited).toBeGreaterThanOrEqual(acknowledged);
  }
  const states = inside().imports.map(({ state }) => state);
  expect(states).toHaveLength(15);
  // The first was killed before anything could be written, the last had all the time that it takes.
  expect(new Set(states)).toEqual(new Set(['checked', 'imported']));
}, 120_000);
