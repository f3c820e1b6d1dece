import type Database from 'better-sqlite3';
import type { AuditEntry } from '../../core/audit.ts';
import type { AuditStore } from '../store.ts';
import type { Connection } from './connection.ts';

type Row = {
  number: number;
  at: number;
  user_id: string;
  action: AuditEntry['action'];
  cohort_id: string | null;
  pairing_id: string | null;
  about_json: string;
};

/** The part of `store.audit`, on a connection. Nothing here changes or deletes, and the table refuses both. */
export function auditStore({ db, read, write }: Connection, audit: AuditTable): AuditStore {
  const latest = db.prepare<[{ workspaceId: string; cohortId: string | null; before: number; count: number }], Row>(`
    SELECT * FROM audit
    WHERE workspace_id = @workspaceId AND (@cohortId IS NULL OR cohort_id = @cohortId) AND number < @before
    ORDER BY number DESC LIMIT @count`);

  return {
    async note(workspaceId, entry) {
      write(() => audit.note(workspaceId, entry));
    },
    async latest(workspaceId, cohortId, { before, count }) {
      return read(() => {
        const from = before ?? Number.MAX_SAFE_INTEGER;
        return latest.all({ workspaceId, cohortId, before: from, count }).map(fromRow);
      });
    },
  };
}

export type AuditTable = ReturnType<typeof auditTable>;

/** Writes lines of the audit log. To be used inside a transaction. */
export function auditTable(db: Database.Database) {
  const insert = db.prepare(`
    INSERT INTO audit (workspace_id, at, user_id, action, cohort_id, pairing_id, about_json)
    VALUES (@workspaceId, @at, @by, @action, @cohortId, @pairingId, @about)`);
  return {
    note(workspaceId: string, { about, ...entry }: AuditEntry): void {
      insert.run({ ...entry, workspaceId, about: JSON.stringify(about) });
    },
  };
}

function fromRow(row: Row): AuditEntry & { number: number } {
  return {
    number: row.number,
    at: row.at,
    by: row.user_id,
    action: row.action,
    cohortId: row.cohort_id,
    pairingId: row.pairing_id,
    about: JSON.parse(row.about_json),
  };
}
