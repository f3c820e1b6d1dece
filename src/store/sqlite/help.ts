import type Database from 'better-sqlite3';
import type { HelpRequest } from '../../core/help.ts';
import type { HelpStore } from '../store.ts';
import type { Connection } from './connection.ts';
import { text } from './row.ts';

type Row = {
  id: string;
  pairing_id: string;
  asked_by: string;
  reason: string;
  state: HelpRequest['state'];
  asked_at: number;
  closed_at: number | null;
};

/** The part of `store.help`, on a connection. */
export function helpStore({ db, read }: Connection): HelpStore {
  const openIn = db.prepare<[string], Row>(
    `SELECT * FROM help_requests WHERE cohort_id = ${text('?')} AND state = 'open' ORDER BY asked_at, id`,
  );

  return {
    async openIn(cohortId) {
      return read(() => openIn.all(cohortId).map(fromRow));
    },
  };
}

export type HelpTable = ReturnType<typeof helpTable>;

/** Statements on requests for help. */
export function helpTable(db: Database.Database) {
  const open = db.prepare<[string], Row>(
    `SELECT * FROM help_requests WHERE pairing_id = ${text('?')} AND state = 'open' ORDER BY asked_at, id`,
  );
  const save = db.prepare(`
    INSERT INTO help_requests (id, workspace_id, cohort_id, pairing_id, asked_by, reason, state, asked_at, closed_at)
    SELECT @id, workspace_id, cohort_id, id, @by, @reason, @state, @askedAt, @closedAt
    FROM pairings WHERE workspace_id = @workspaceId AND id = @pairingId
    ON CONFLICT (id) DO UPDATE SET reason = excluded.reason, state = excluded.state, closed_at = excluded.closed_at`);

  return {
    openOf(pairingId: string): HelpRequest[] {
      return open.all(pairingId).map(fromRow);
    },
    save(workspaceId: string, request: HelpRequest): void {
      save.run({ ...request, workspaceId });
    },
  };
}

function fromRow(row: Row): HelpRequest {
  return {
    id: row.id,
    pairingId: row.pairing_id,
    by: row.asked_by,
    reason: row.reason,
    state: row.state,
    askedAt: row.asked_at,
    closedAt: row.closed_at,
  };
}
