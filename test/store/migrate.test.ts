import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { StoreError } from '../../src/store/error.ts';
import { readMigrations } from '../../src/store/migrate.ts';
import { openAt, tempFolder } from './files.ts';
import { MONDAY, makeCohort, makeMember, WORKSPACE } from './make.ts';
import { startChild } from './processes.ts';

const OURS = fileURLToPath(new URL('../../migrations/', import.meta.url));
const NEWEST = readMigrations(OURS).length;
const FIRST = '0001_pairs_and_their_nudges.sql';

/** The file name of a migration that comes `ahead` after ours. */
const next = (ahead: number, name: string) => `${String(NEWEST + ahead).padStart(4, '0')}_${name}.sql`;
const bare = (file: string) => file.replace('.sql', '');

let folder: ReturnType<typeof tempFolder>;
let path: string;
let migrations: string;

beforeEach(() => {
  folder = tempFolder();
  path = join(folder.path, 'cairn.db');
  migrations = join(folder.path, 'migrations');
  cpSync(OURS, migrations, { recursive: true });
});
afterEach(() => folder.discard());

const add = (name: string, sql: string) => writeFileSync(join(migrations, name), sql);
const open = () => openAt(path, { migrations });

async function refusal(): Promise<{ code: string; words: string }> {
  try {
    await (await open()).close();
  } catch (error) {
    if (error instanceof StoreError) return { code: error.code, words: error.message };
    throw error;
  }
  throw new Error('it opened');
}

/** What the file holds, read without Cairn. */
function inside(sql: string): unknown[] {
  const db = new Database(path, { readonly: true });
  try {
    return db.prepare(sql).all();
  } finally {
    db.close();
  }
}
const versions = () => inside('SELECT version, name, applied_at FROM migrations ORDER BY version');
const tables = () => inside(`SELECT name FROM sqlite_schema WHERE type = 'table' AND name LIKE 'half%'`);

describe('migrating', () => {
  it('a new file gets every migration, in order, each noted with its time', async () => {
    add(next(1, 'second'), 'CREATE TABLE half_a (n INTEGER NOT NULL) STRICT; INSERT INTO half_a VALUES (1);');
    add(next(2, 'third'), 'INSERT INTO half_a SELECT n + 1 FROM half_a;');
    await (await open()).close();
    expect(versions()[0]).toEqual({ version: 1, name: '0001_pairs_and_their_nudges', applied_at: MONDAY });
    expect(versions().slice(NEWEST)).toEqual([
      { version: NEWEST + 1, name: bare(next(1, 'second')), applied_at: MONDAY },
      { version: NEWEST + 2, name: bare(next(2, 'third')), applied_at: MONDAY },
    ]);
    expect(inside('SELECT n FROM half_a ORDER BY n')).toEqual([{ n: 1 }, { n: 2 }]);
  });

  it('an older file gets what it lacks, once, and keeps what it has', async () => {
    const store = await open();
    const ada = await makeMember(store, 'Ada');
    await store.close();
    add(next(1, 'second'), 'CREATE TABLE half_a (n INTEGER NOT NULL) STRICT;');
    const migrated = await open();
    expect(await migrated.members.find(WORKSPACE, 'UADA')).toEqual(ada);
    await migrated.close();
    await (await open()).close();
    expect(versions()).toHaveLength(NEWEST + 1);
  });

  it('a file from a newer version is refused, and stays as it is', async () => {
    add(next(1, 'second'), 'CREATE TABLE half_a (n INTEGER NOT NULL) STRICT;');
    await (await open()).close();
    rmSync(join(migrations, next(1, 'second')));
    expect(await refusal()).toEqual({
      code: 'newer_version',
      words: `The database is at version ${NEWEST + 1}, and this Cairn knows versions up to ${NEWEST}. Run the newer Cairn that wrote it, or restore a backup from before the update.`,
    });
    expect(versions()).toHaveLength(NEWEST + 1);
  });

  it('a migration that was edited after it was applied is refused, by name', async () => {
    await (await open()).close();
    add(FIRST, `${readFileSync(join(migrations, FIRST), 'utf8')}-- and one more thing\n`);
    expect(await refusal()).toEqual({
      code: 'edited_migration',
      words:
        'Migration 0001_pairs_and_their_nudges was changed after it had been applied to this database. Put the original file back, and make the change in a new migration.',
    });
  });

  it('other line ends are no edit', async () => {
    await (await open()).close();
    add(FIRST, readFileSync(join(migrations, FIRST), 'utf8').replaceAll('\n', '\r\n'));
    await (await open()).close();
    expect(versions()).toHaveLength(NEWEST);
  });

  it('a migration that fails half-way leaves the version before it, and works once it is put right', async () => {
    const store = await open();
    await makeMember(store, 'Ada');
    await store.close();
    add(next(1, 'good'), 'CREATE TABLE half_a (n INTEGER NOT NULL) STRICT;');
    add(next(2, 'bad'), 'CREATE TABLE half_b (n INTEGER NOT NULL) STRICT; INSERT INTO half_b VALUES (NULL);');
    const { code, words } = await refusal();
    expect(code).toBe('migration_failed');
    expect(words).toContain(
      `Migration ${bare(next(2, 'bad'))} did not go through, so the database is as it was before`,
    );
    expect(versions()).toHaveLength(NEWEST + 1);
    expect(tables()).toEqual([{ name: 'half_a' }]);
    add(next(2, 'bad'), 'CREATE TABLE half_b (n INTEGER NOT NULL) STRICT;');
    const again = await open();
    expect(await again.members.find(WORKSPACE, 'UADA')).toMatchObject({ name: 'Ada' });
    await again.close();
    expect(versions()).toHaveLength(NEWEST + 2);
  });

  it('a migration that leaves a row pointing at nothing is taken back', async () => {
    await (await open()).close();
    add(
      next(1, 'orphan'),
      'CREATE TABLE half_a (id TEXT NOT NULL REFERENCES members (id)) STRICT; INSERT INTO half_a VALUES (0);',
    );
    expect(await refusal()).toEqual({
      code: 'migration_failed',
      words: `Migration ${bare(next(1, 'orphan'))} did not go through, so the database is as it was before: it leaves 1 row that refers to nothing.`,
    });
    expect(tables()).toEqual([]);
  });

  it('a table that others refer to can be rebuilt', async () => {
    const store = await open();
    const ada = await makeMember(store, 'Ada');
    await store.cohorts.create(makeCohort(ada));
    await store.close();
    const [members] = inside(`SELECT sql FROM sqlite_schema WHERE name = 'members'`) as { sql: string }[];
    const create = members?.sql.replace('TABLE members', 'TABLE half_members');
    add(
      next(1, 'rebuild'),
      `${create};
       INSERT INTO half_members SELECT * FROM members;
       DROP TABLE members;
       ALTER TABLE half_members RENAME TO members;`,
    );
    const rebuilt = await open();
    expect(await rebuilt.members.find(WORKSPACE, 'UADA')).toEqual(ada);
    expect(await rebuilt.cohorts.list(WORKSPACE)).toHaveLength(1);
    await expect(
      rebuilt.cohorts.create({
        ...(await rebuilt.cohorts.list(WORKSPACE))[0],
        id: 'd',
        name: 'D',
        createdBy: 'nobody',
      } as never),
    ).rejects.toThrow();
    await rebuilt.close();
  });

  it('a migration cut off by kill -9 leaves the version before it', async () => {
    await (await open()).close();
    // Never ends, and fills no disk.
    const endless =
      'SELECT COUNT(*) FROM (WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n)';
    add(
      next(1, 'long'),
      `CREATE TABLE half_a (n INTEGER) STRICT; INSERT INTO half_a VALUES (1); INSERT INTO half_a ${endless};`,
    );
    const child = startChild(['tell', path, migrations]);
    await child.said('migrating');
    await sleep(300);
    await child.kill();
    expect(child.lines).toEqual(['migrating']);
    rmSync(join(migrations, next(1, 'long')));
    await (await open()).close();
    expect(versions()).toHaveLength(NEWEST);
    expect(tables()).toEqual([]);
  });
});

describe('the folder of migrations', () => {
  let some: string;
  beforeEach(() => {
    some = join(folder.path, 'some');
    mkdirSync(some);
    writeFileSync(join(some, '0001_first.sql'), 'SELECT 1;');
  });

  it('ours are numbered without a gap', () => {
    const ours = readMigrations(OURS);
    expect(ours.map(({ version }) => version)).toEqual(ours.map((_each, index) => index + 1));
    expect(ours.length).toBeGreaterThan(0);
  });

  it.each([
    ['a gap', '0003_after_a_gap.sql'],
    ['a number twice', '0001_twice.sql'],
    ['another way of naming', 'second.sql'],
    ['capitals', '0002_Second.sql'],
  ])('%s is refused before anything is opened', async (_what, name) => {
    writeFileSync(join(some, name), 'SELECT 1;');
    await expect(openAt(path, { migrations: some })).rejects.toThrow('should be migration 0002');
  });

  it('what is not SQL is passed over', () => {
    writeFileSync(join(some, 'README.md'), 'Forward only.');
    expect(readMigrations(some).map(({ name }) => name)).toEqual(['0001_first']);
  });
});
