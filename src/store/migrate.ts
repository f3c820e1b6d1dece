import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { StoreError } from './error.ts';

/** One numbered step of the schema. `hash` tells whether its file was edited after it was applied. */
export type Migration = { version: number; name: string; sql: string; hash: string };

/** What a database remembers of its migrations, and how it applies one: row first, then the SQL, all of it or nothing. */
export type Ledger = {
  applied(): { version: number; name: string; hash: string }[];
  apply(migration: Migration): void;
};

const FILE_NAME = /^(\d{4})_[a-z0-9_]+\.sql$/;

/**
 * Brings a database to the newest version. Migrations only ever go forward, and one that was applied somewhere is never edited:
 * what is wrong in it is put right by the next one.
 *
 * @returns the versions that were applied now.
 * @throws StoreError `newer_version` when the database knows migrations that we do not, `edited_migration` when ours differ.
 */
export function migrate(migrations: Migration[], ledger: Ledger): number[] {
  const applied = ledger.applied();
  const newest = Math.max(0, ...applied.map(({ version }) => version));
  if (newest > migrations.length) {
    const words = `The database is at version ${newest}, and this Cairn knows versions up to ${migrations.length}. Run the newer Cairn that wrote it, or restore a backup from before the update.`;
    throw new StoreError('newer_version', words);
  }
  for (const { version, name, hash } of applied) {
    if (migrations[version - 1]?.hash !== hash) {
      const words = `Migration ${name} was changed after it had been applied to this database. Put the original file back, and make the change in a new migration.`;
      throw new StoreError('edited_migration', words);
    }
  }
  const pending = migrations.slice(newest);
  for (const migration of pending) ledger.apply(migration);
  return pending.map(({ version }) => version);
}

/**
 * Reads `0001_….sql`, `0002_….sql`, … from a folder, in order.
 *
 * @throws Error when a number is missing or used twice, or a file is not named like that.
 */
export function readMigrations(folder: string): Migration[] {
  const files = readdirSync(folder).filter((file) => file.endsWith('.sql'));
  return files.sort().map((file, index) => {
    const version = Number(FILE_NAME.exec(file)?.[1]);
    if (version !== index + 1) {
      const expected = String(index + 1).padStart(4, '0');
      throw new Error(`${join(folder, file)} should be migration ${expected}: name it ${expected}_what_it_does.sql.`);
    }
    // Git may check files out with other line ends; that is no edit.
    const sql = readFileSync(join(folder, file), 'utf8').replaceAll('\r\n', '\n');
    return { version, name: file.slice(0, -'.sql'.length), sql, hash: createHash('sha256').update(sql).digest('hex') };
  });
}
