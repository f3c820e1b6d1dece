import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { migrate, readMigrations } from '../../src/store/migrate.ts';
import { sqliteLedger } from '../../src/store/sqlite/ledger.ts';
import { PRESENT, writeOrganisation } from '../support/crowd.ts';
import { openAt, tempFolder } from './files.ts';
import { DAY } from './make.ts';

const MIGRATIONS = fileURLToPath(new URL('../../migrations/', import.meta.url));
const AT_LEAST_SINCE = PRESENT - 84 * DAY;

let folder: ReturnType<typeof tempFolder>;
beforeEach(() => {
  folder = tempFolder();
});
afterEach(() => folder.discard());

it('a database from before is told what its history says, the same as if it had been written down all along', async () => {
  const [path, older] = [join(folder.path, 'cairn.db'), join(folder.path, 'older.db')];
  await writeOrganisation(path, { pairs: 60, weeks: 30, seed: 5 });
  goBack(path, older);
  const page = async (file: string) => {
    const store = await openAt(file);
    const from = { after: '', count: 60, now: PRESENT, chartSince: AT_LEAST_SINCE, answersUntil: PRESENT, span: null };
    const read = await store.reports.page('cohort', from);
    await store.close();
    return read;
  };
  const [now, before] = [await page(path), await page(older)];
  expect(now.counts.held).toBeGreaterThan(300);
  expect(now.answers.structure.length).toBeGreaterThan(50);
  expect(before).toEqual(now);
});

/** Writes what the first four versions hold of one file into another, which is of the fourth version. */
function goBack(from: string, to: string): void {
  const db = new Database(to);
  migrate(readMigrations(MIGRATIONS).slice(0, 4), sqliteLedger(db, PRESENT));
  db.pragma('foreign_keys = OFF');
  db.prepare('ATTACH ? AS later').run(from);
  const tables = ['members', 'cohorts', 'pairings', 'meetings', 'proposals', 'nudges', 'commitments', 'pulses'];
  for (const table of tables) {
    const columns = (db.pragma(`main.table_info(${table})`) as { name: string }[]).map(({ name }) => name).join(', ');
    db.exec(`INSERT INTO main.${table} (${columns}) SELECT ${columns} FROM later.${table}`);
  }
  db.pragma(`application_id = ${0x4361726e}`);
  db.close();
}
