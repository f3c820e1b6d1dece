import type Database from 'better-sqlite3';
import type { Commitment } from '../../core/commitment.ts';
import type { Closed } from '../../core/commitment-rules.ts';
import type { LocalDate } from '../../core/time.ts';
import { text } from './row.ts';

type Row = {
  id: string;
  pairing_id: string;
  cycle: number;
  owner: string;
  what: string;
  due_on: string;
  plan: string;
  state: Commitment['state'];
  moves: number;
  reason: string;
  made_by: string;
  created_at: number;
  updated_at: number;
  closed_at: number | null;
};

export type CommitmentTable = ReturnType<typeof commitmentTable>;

/** Statements on commitments. */
export function commitmentTable(db: Database.Database) {
  const open = db.prepare<[string], Row>(`
    SELECT * FROM commitments WHERE pairing_id = ${text('?')} AND state = 'open' ORDER BY due_on, created_at, id`);
  const closed = db.prepare<[string], Row>(`
    SELECT * FROM commitments WHERE pairing_id = ${text('?')} AND state <> 'open' ORDER BY closed_at DESC, id LIMIT 20`);
  const closedSince = db.prepare<[string, number], Closed>(`
    SELECT owner, state, closed_at AS closedAt FROM commitments
    WHERE pairing_id = ? AND state <> 'open' AND closed_at >= ? ORDER BY closed_at DESC, id`);
  const due = db
    .prepare<[{ owner: string; date: string }], string>(`
      SELECT own.id FROM (
        SELECT id FROM pairings WHERE mentor_id = ${text('@owner')} AND state = 'active'
        UNION ALL
        SELECT id FROM pairings WHERE mentee_id = ${text('@owner')} AND state = 'active'
      ) AS own
      WHERE EXISTS (
        SELECT 1 FROM commitments
        WHERE pairing_id = own.id AND state = 'open' AND due_on <= ${text('@date')} AND owner = ${text('@owner')})
      ORDER BY own.id`)
    .pluck();
  const save = db.prepare<[Row & { workspace_id: string }]>(`
    INSERT INTO commitments
      (id, workspace_id, pairing_id, cycle, owner, what, due_on, plan, state, moves, reason, made_by, created_at, updated_at,
       closed_at)
    VALUES
      (@id, @workspace_id, @pairing_id, @cycle, @owner, @what, @due_on, @plan, @state, @moves, @reason, @made_by,
       @created_at, @updated_at, @closed_at)
    ON CONFLICT (id) DO UPDATE SET
      what = excluded.what, due_on = excluded.due_on, plan = excluded.plan, state = excluded.state,
      moves = excluded.moves, reason = excluded.reason, updated_at = excluded.updated_at, closed_at = excluded.closed_at`);

  return {
    /** All open ones by due date, then the twenty closed last. */
    ofPairing(pairingId: string): Commitment[] {
      return [...open.all(pairingId), ...closed.all(pairingId)].map(fromRow);
    },
    closedSince(pairingId: string, since: number): Closed[] {
      return closedSince.all(pairingId, since);
    },
    /** The active pairings of `owner` in which they have an open one that is due on a local date, or was before. */
    dueBy(owner: string, date: LocalDate): string[] {
      return due.all({ owner, date });
    },
    save(workspaceId: string, commitment: Commitment): void {
      save.run(toRow(workspaceId, commitment));
    },
  };
}

function fromRow(row: Row): Commitment {
  return {
    id: row.id,
    pairingId: row.pairing_id,
    cycle: row.cycle,
    owner: row.owner,
    what: row.what,
    dueOn: row.due_on,
    plan: row.plan,
    state: row.state,
    moves: row.moves,
    reason: row.reason,
    by: row.made_by,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    closedAt: row.closed_at,
  };
}

function toRow(workspaceId: string, commitment: Commitment): Row & { workspace_id: string } {
  const { id, cycle, owner, what, plan, state, moves, reason } = commitment;
  return {
    id,
    workspace_id: workspaceId,
    pairing_id: commitment.pairingId,
    cycle,
    owner,
    what,
    due_on: commitment.dueOn,
    plan,
    state,
    moves,
    reason,
    made_by: commitment.by,
    created_at: commitment.createdAt,
    updated_at: commitment.updatedAt,
    closed_at: commitment.closedAt,
  };
}
