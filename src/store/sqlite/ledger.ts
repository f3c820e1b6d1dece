import type Database from 'better-sqlite3';
import { StoreError } from '../error.ts';
import type { Ledger } from '../migrate.ts';
import { plainError } from './words.ts';

/** The record of migrations inside a SQLite database. `now` UTC ms. */
export function sqliteLedger(db: Database.Database, now: number): Ledger {
  db.exec(`CREATE TABLE IF NOT EXISTS migrations (
    version INTEGER NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    hash TEXT NOT NULL,
    applied_at INTEGER NOT NULL
  ) STRICT`);
  const applied = db.prepare<[], { version: number; name: string; hash: string }>(
    'SELECT version, name, hash FROM migrations ORDER BY version',
  );
  const record = db.prepare(
    'INSERT INTO migrations (version, name, hash, applied_at) VALUES (@version, @name, @hash, @now)',
  );

  return {
    applied: () => applied.all(),
    apply({ version, name, hash, sql }) {
      // A table can only be rebuilt while foreign keys are off, which a transaction cannot change; they are checked at its end
      // instead: https://sqlite.org/lang_altertable.html#otheralter
      db.pragma('foreign_keys = OFF');
      try {
        db.transaction(() => {
          record.run({ version, name, hash, now });
          db.exec(sql);
          const broken = db.pragma('foreign_key_check') as unknown[];
          const rows = broken.length === 1 ? 'row that refers' : 'rows that refer';
          if (broken.length > 0) throw new Error(`it leaves ${broken.length} ${rows} to nothing.`);
        }).immediate();
      } catch (error) {
        const plain = plainError(db.name, error);
        if (plain instanceof StoreError || !(error instanceof Error)) throw plain;
        const words = `Migration ${name} did not go through, so the database is as it was before: ${error.message}`;
        throw new StoreError('migration_failed', words, error);
      } finally {
        db.pragma('foreign_keys = ON');
      }
    },
  };
}
