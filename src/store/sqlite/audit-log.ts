import Database from 'better-sqlite3';
import type { AuditEntry } from '../../core/audit.ts';
import { cohortKey } from '../../core/cohort-named.ts';
import { StoreError } from '../error.ts';
import { inPlainWords } from './words.ts';

type Row = {
  at: number;
  user_id: string;
  action: AuditEntry['action'];
  cohort_id: string | null;
  pairing_id: string | null;
  about_json: string;
  cohort: string | null;
};

/** An entry, and the name of the cohort that it is about; null where it is about none. */
export type LoggedEntry = { entry: AuditEntry; cohort: string | null };

/**
 * Reads the audit log of the database at `path`, the oldest entry first, whether a Cairn is running on it or not. `cohort` is the name of the one to read
 * of, whatever its case; null for all. `tell` is called with each entry and the names of the members who are known, by Slack user id.
 *
 * @returns how many entries there were.
 * @throws StoreError `no_audit_log` for a database from before there was one, `no_such_cohort`, and whatever the file or the disk refuse.
 */
export function readAuditLog(
  path: string,
  cohort: string | null,
  tell: (logged: LoggedEntry, nameOf: (userId: string) => string | undefined) => void,
): number {
  const db = inPlainWords(path, () => new Database(path, { readonly: true, fileMustExist: true }));
  try {
    return inPlainWords(path, () => {
      if (!hasTable(db, 'audit'))
        throw new StoreError(
          'no_audit_log',
          `${path} is from before there was an audit log. Run: npm run cairn -- migrate`,
        );
      const ids = cohort === null ? null : cohortsCalled(db, cohort);
      const names = new Map(db.prepare<[], [string, string]>('SELECT user_id, name FROM members').raw().all());
      let count = 0;
      for (const row of rows(db).iterate()) {
        if (ids && !ids.has(row.cohort_id ?? '')) continue;
        count += 1;
        tell(fromRow(row), (userId) => names.get(userId));
      }
      return count;
    });
  } finally {
    db.close();
  }
}

function hasTable(db: Database.Database, name: string): boolean {
  return db.prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?").get(name) !== undefined;
}

function cohortsCalled(db: Database.Database, name: string): Set<string> {
  const ids = db.prepare<[string], string>('SELECT id FROM cohorts WHERE name_key = ?').pluck().all(cohortKey(name));
  if (ids.length === 0) throw new StoreError('no_such_cohort', `There is no cohort called "${name}".`);
  return new Set(ids);
}

function rows(db: Database.Database) {
  return db.prepare<[], Row>(`
    SELECT audit.*, cohorts.name AS cohort FROM audit LEFT JOIN cohorts ON cohorts.id = audit.cohort_id ORDER BY audit.number`);
}

function fromRow(row: Row): LoggedEntry {
  const { at, user_id: by, action, cohort_id: cohortId, pairing_id: pairingId, about_json, cohort } = row;
  return { entry: { at, by, action, cohortId, pairingId, about: JSON.parse(about_json) }, cohort };
}
