import type Database from 'better-sqlite3';
import { endOf, type Proposal } from '../../core/meeting.ts';
import type { Due } from './pairings.ts';

type Row = {
  id: string;
  pairing_id: string;
  meeting_id: string | null;
  cycle: number;
  state: Proposal['state'];
  starts_at: number;
  minutes: number;
  place: string;
  offered_by: string;
  created_at: number;
  updated_at: number;
};

type NewRow = Row & { workspace_id: string; ends_at: number };

export type ProposalTable = ReturnType<typeof proposalTable>;

/** Statements on proposals. */
export function proposalTable(db: Database.Database) {
  const open = db.prepare<[string], Row>(`SELECT * FROM proposals WHERE pairing_id = ? AND state = 'open'`);
  const save = db.prepare<[NewRow]>(`
    INSERT INTO proposals
      (id, workspace_id, pairing_id, meeting_id, cycle, state, starts_at, minutes, ends_at, place, offered_by, created_at,
       updated_at, due_at)
    VALUES
      (@id, @workspace_id, @pairing_id, @meeting_id, @cycle, @state, @starts_at, @minutes, @ends_at, @place, @offered_by,
       @created_at, @updated_at, @starts_at)
    ON CONFLICT (pairing_id, id) DO UPDATE SET
      meeting_id = excluded.meeting_id, cycle = excluded.cycle, state = excluded.state, starts_at = excluded.starts_at,
      minutes = excluded.minutes, ends_at = excluded.ends_at, place = excluded.place, offered_by = excluded.offered_by,
      updated_at = excluded.updated_at, due_at = excluded.due_at`);
  const nextDue = db.prepare<[number], Due>(
    `SELECT id, pairing_id, due_at FROM proposals WHERE state = 'open' AND due_at <= ? ORDER BY due_at LIMIT 1`,
  );
  const putOff = db.prepare(
    `UPDATE proposals SET due_at = @until WHERE pairing_id = @pairingId AND state = 'open' AND due_at <= @now`,
  );

  return {
    open(pairingId: string): Proposal | null {
      const row = open.get(pairingId);
      return row ? fromRow(row) : null;
    },
    save(workspaceId: string, proposal: Proposal): void {
      save.run(toRow(workspaceId, proposal));
    },
    nextDue(now: number): Due | undefined {
      return nextDue.get(now);
    },
    putOff(pairingId: string, now: number, until: number): void {
      putOff.run({ pairingId, now, until });
    },
  };
}

function fromRow(row: Row): Proposal {
  return {
    id: row.id,
    pairingId: row.pairing_id,
    meetingId: row.meeting_id,
    cycle: row.cycle,
    state: row.state,
    startsAt: row.starts_at,
    minutes: row.minutes,
    place: row.place,
    by: row.offered_by,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}

function toRow(workspaceId: string, proposal: Proposal): NewRow {
  return {
    id: proposal.id,
    workspace_id: workspaceId,
    pairing_id: proposal.pairingId,
    meeting_id: proposal.meetingId,
    cycle: proposal.cycle,
    state: proposal.state,
    starts_at: proposal.startsAt,
    minutes: proposal.minutes,
    ends_at: endOf(proposal),
    place: proposal.place,
    offered_by: proposal.by,
    created_at: proposal.createdAt,
    updated_at: proposal.updatedAt,
  };
}
