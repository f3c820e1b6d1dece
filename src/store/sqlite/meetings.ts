import type Database from 'better-sqlite3';
import { endOf, type Meeting } from '../../core/meeting.ts';
import type { PastMeeting } from '../../core/notebook.ts';
import type { Due } from './pairings.ts';
import { text } from './row.ts';

type Row = {
  id: string;
  pairing_id: string;
  cycle: number;
  state: Meeting['state'];
  starts_at: number;
  minutes: number;
  place: string;
  sequence: number;
  booked_by: string;
  outcome: Meeting['outcome'];
  outcome_by: string | null;
  settle_at: number | null;
  created_at: number;
  updated_at: number;
};

type NewRow = Row & { workspace_id: string; ends_at: number; due_at: number };

export type MeetingTable = ReturnType<typeof meetingTable>;

/** Statements on meetings. */
export function meetingTable(db: Database.Database) {
  const booked = db.prepare<[string], Row>(`SELECT * FROM meetings WHERE pairing_id = ? AND state = 'booked'`);
  const past = db.prepare<[string], Row>(
    `SELECT * FROM meetings WHERE pairing_id = ${text('?')} AND state = 'ended' ORDER BY starts_at DESC, id DESC LIMIT 12`,
  );
  const page = db.prepare<[{ pairingId: string; from: number; count: number }], Row & { note: string | null }>(`
    SELECT meetings.*, agendas.note
    FROM meetings LEFT JOIN agendas ON agendas.pairing_id = meetings.pairing_id AND agendas.cycle = meetings.cycle
    WHERE meetings.pairing_id = ${text('@pairingId')} AND state = 'ended'
    ORDER BY starts_at DESC, id DESC LIMIT @count OFFSET @from`);
  const total = db.prepare<[string], { total: number }>(
    `SELECT COUNT(*) AS total FROM meetings WHERE pairing_id = ${text('?')} AND state = 'ended'`,
  );
  const cancelled = db.prepare<[string], Row>(
    `SELECT * FROM meetings WHERE pairing_id = ${text('?')} AND state = 'cancelled' ORDER BY updated_at DESC, id DESC LIMIT 1`,
  );
  const save = db.prepare<[NewRow]>(`
    INSERT INTO meetings
      (id, workspace_id, pairing_id, cycle, state, starts_at, minutes, ends_at, place, sequence, booked_by, outcome,
       outcome_by, settle_at, created_at, updated_at, due_at)
    VALUES
      (@id, @workspace_id, @pairing_id, @cycle, @state, @starts_at, @minutes, @ends_at, @place, @sequence, @booked_by,
       @outcome, @outcome_by, @settle_at, @created_at, @updated_at, @due_at)
    ON CONFLICT (pairing_id, id) DO UPDATE SET
      cycle = excluded.cycle, state = excluded.state, starts_at = excluded.starts_at, minutes = excluded.minutes,
      ends_at = excluded.ends_at, place = excluded.place, sequence = excluded.sequence, booked_by = excluded.booked_by,
      outcome = excluded.outcome, outcome_by = excluded.outcome_by, settle_at = excluded.settle_at,
      updated_at = excluded.updated_at, due_at = excluded.due_at`);
  const nextDue = db.prepare<[number], Due>(
    `SELECT id, pairing_id, due_at FROM meetings WHERE state = 'booked' AND due_at <= ? ORDER BY due_at LIMIT 1`,
  );
  const nextUnsettled = db.prepare<[number], Due>(`
    SELECT id, pairing_id, due_at FROM meetings
    WHERE state = 'ended' AND outcome IS NULL AND settle_at IS NOT NULL AND due_at <= ? ORDER BY due_at LIMIT 1`);
  const putOff = db.prepare(`
    UPDATE meetings SET due_at = @until
    WHERE pairing_id = @pairingId AND due_at <= @now
      AND (state = 'booked' OR state = 'ended' AND outcome IS NULL AND settle_at IS NOT NULL)`);

  return {
    booked(pairingId: string): Meeting | null {
      const row = booked.get(pairingId);
      return row ? fromRow(row) : null;
    },
    /** The last twelve that took their time, newest first. */
    past(pairingId: string): Meeting[] {
      return past.all(pairingId).map(fromRow);
    },
    /** Those that took their time, newest first, with what was noted of each; `from` counts from 0. */
    page(pairingId: string, from: number, count: number): { found: PastMeeting[]; total: number } {
      const rows = page.all({ pairingId, from, count });
      const found = rows.map(({ note, ...row }) => ({ meeting: fromRow(row), note: note ?? '' }));
      return { found, total: total.get(pairingId)?.total ?? 0 };
    },
    /** The one that was called off last. */
    cancelled(pairingId: string): Meeting | null {
      const row = cancelled.get(pairingId);
      return row ? fromRow(row) : null;
    },
    save(workspaceId: string, meeting: Meeting): void {
      save.run(toRow(workspaceId, meeting));
    },
    nextDue(now: number): Due | undefined {
      return nextDue.get(now) ?? nextUnsettled.get(now);
    },
    putOff(pairingId: string, now: number, until: number): void {
      putOff.run({ pairingId, now, until });
    },
  };
}

function fromRow(row: Row): Meeting {
  return {
    id: row.id,
    pairingId: row.pairing_id,
    cycle: row.cycle,
    state: row.state,
    startsAt: row.starts_at,
    minutes: row.minutes,
    place: row.place,
    sequence: row.sequence,
    bookedBy: row.booked_by,
    outcome: row.outcome,
    outcomeBy: row.outcome_by,
    settleAt: row.settle_at,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}

function toRow(workspaceId: string, meeting: Meeting): NewRow {
  return {
    id: meeting.id,
    workspace_id: workspaceId,
    pairing_id: meeting.pairingId,
    cycle: meeting.cycle,
    state: meeting.state,
    starts_at: meeting.startsAt,
    minutes: meeting.minutes,
    ends_at: endOf(meeting),
    place: meeting.place,
    sequence: meeting.sequence,
    booked_by: meeting.bookedBy,
    outcome: meeting.outcome,
    outcome_by: meeting.outcomeBy,
    settle_at: meeting.settleAt,
    due_at: meeting.state === 'booked' ? endOf(meeting) : (meeting.settleAt ?? endOf(meeting)),
    created_at: meeting.createdAt,
    updated_at: meeting.updatedAt,
  };
}
