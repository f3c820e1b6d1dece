import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readAuditLog } from '../../src/store/sqlite/audit-log.ts';
import type { Store } from '../../src/store/store.ts';
import { line } from './contract/cohort-changes.ts';
import { openAt, tempFolder } from './files.ts';
import { makeCast, makeCohort, WORKSPACE } from './make.ts';

let folder: ReturnType<typeof tempFolder>;
let path: string;
let store: Store;
beforeEach(async () => {
  folder = tempFolder();
  path = join(folder.path, 'cairn.db');
  store = await openAt(path);
});
afterEach(async () => {
  await store.close();
  folder.discard();
});

async function written() {
  const cast = await makeCast(store);
  const other = makeCohort(cast.cleo, { name: 'Coaches' });
  await store.cohorts.create(other, line('cohort-created', other));
  await store.audit.note(WORKSPACE, line('cohort-ended', cast.cohort, { by: 'cairn' }));
  await store.audit.note(WORKSPACE, line('report-sent', cast.cohort, { by: 'UGONE' }));
  return cast;
}

function read(cohort: string | null): string[] {
  const lines: string[] = [];
  readAuditLog(path, cohort, ({ entry, cohort: name }, nameOf) => {
    lines.push(`${nameOf(entry.by) ?? entry.by}, ${name}: ${entry.action}`);
  });
  return lines;
}

describe('the audit log in the file', () => {
  test.each([
    'UPDATE audit SET user_id = ?',
    "UPDATE audit SET about_json = '{}' WHERE user_id <> ?",
    'DELETE FROM audit WHERE user_id <> ?',
    "INSERT OR REPLACE INTO audit (number, workspace_id, at, user_id, action, about_json) SELECT number, workspace_id, at, ?, action, '{}' FROM audit",
  ])('the database itself refuses "%s"', async (sql) => {
    await written();
    await store.close();
    const db = new Database(path);
    const before = db.prepare('SELECT * FROM audit').all();
    expect(before).toHaveLength(3);
    expect(() => db.prepare(sql).run('UEVE')).toThrow('the audit log is append-only');
    expect(db.prepare('SELECT * FROM audit').all()).toEqual(before);
    db.close();
    store = await openAt(path);
  });

  test('is read while a Cairn has it open, the oldest first', async () => {
    await written();
    expect(read(null)).toEqual([
      'Cleo, Coaches: cohort-created',
      'cairn, Leaders 2027: cohort-ended',
      'UGONE, Leaders 2027: report-sent',
    ]);
  });

  test('of one cohort, by its name in any letters', async () => {
    await written();
    expect(read(' COACHES')).toEqual(['Cleo, Coaches: cohort-created']);
    expect(() => read('Followers')).toThrow('There is no cohort called "Followers".');
  });

  test('of a file that is none is refused in words', async () => {
    expect(() => readAuditLog(join(folder.path, 'nothing.db'), null, () => {})).toThrow('cannot be opened');
    const old = join(folder.path, 'old.db');
    new Database(old).exec('CREATE TABLE cohorts (id TEXT)').close();
    expect(() => readAuditLog(old, null, () => {})).toThrow('is from before there was an audit log');
  });
});
