import type Database from 'better-sqlite3';
import type { Agenda, AgendaItem } from '../../core/agenda.ts';
import type { Note } from '../../core/notebook.ts';
import { text, whole } from './row.ts';

type AgendaRow = {
  pairing_id: string;
  cycle: number;
  expectation: string;
  structure_id: string | null;
  note: string;
  updated_at: number;
};

type ItemRow = {
  id: string;
  pairing_id: string;
  cycle: number;
  text: string;
  minutes: number | null;
  raised_by: string;
  position: number;
  state: AgendaItem['state'];
  carried: number;
  created_at: number;
  updated_at: number;
};

export type AgendaTable = ReturnType<typeof agendaTable>;

/** Statements on agendas and their items. */
export function agendaTable(db: Database.Database) {
  const find = db.prepare<[string, number], AgendaRow>('SELECT * FROM agendas WHERE pairing_id = ? AND cycle = ?');
  const notes = db.prepare<[string], Note>(
    `SELECT cycle, note FROM agendas WHERE pairing_id = ? AND note <> '' ORDER BY cycle DESC LIMIT 12`,
  );
  const items = db.prepare<[string, number], ItemRow>(`
    SELECT * FROM agenda_items WHERE pairing_id = ${text('?')} AND cycle = ${whole('?')} AND state <> 'removed'
    ORDER BY position, created_at, id`);
  const save = db.prepare<[AgendaRow & { workspace_id: string }]>(`
    INSERT INTO agendas (pairing_id, cycle, workspace_id, expectation, structure_id, note, updated_at)
    VALUES (@pairing_id, @cycle, @workspace_id, @expectation, @structure_id, @note, @updated_at)
    ON CONFLICT (pairing_id, cycle) DO UPDATE SET
      expectation = excluded.expectation, structure_id = excluded.structure_id, note = excluded.note,
      updated_at = excluded.updated_at`);
  const saveItem = db.prepare<[ItemRow & { workspace_id: string }]>(`
    INSERT INTO agenda_items
      (id, workspace_id, pairing_id, cycle, text, minutes, raised_by, position, state, carried, created_at, updated_at)
    VALUES
      (@id, @workspace_id, @pairing_id, @cycle, @text, @minutes, @raised_by, @position, @state, @carried, @created_at,
       @updated_at)
    ON CONFLICT (id) DO UPDATE SET
      cycle = excluded.cycle, text = excluded.text, minutes = excluded.minutes, position = excluded.position,
      state = excluded.state, carried = excluded.carried, updated_at = excluded.updated_at`);

  return {
    find(pairingId: string, cycle: number): Agenda {
      const row = find.get(pairingId, cycle);
      if (!row) return { pairingId, cycle, expectation: '', structureId: null, note: '', updatedAt: 0 };
      const { expectation, note } = row;
      return { pairingId, cycle, expectation, structureId: row.structure_id, note, updatedAt: row.updated_at };
    },
    /** What was noted of the meetings of a pair, newest first. */
    notes(pairingId: string): Note[] {
      return notes.all(pairingId);
    },
    /** Items of a meeting that were not removed, in their order. */
    items(pairingId: string, cycle: number): AgendaItem[] {
      return items.all(pairingId, cycle).map(itemFromRow);
    },
    save(workspaceId: string, agenda: Agenda): void {
      const { pairingId, cycle, expectation, note } = agenda;
      const ids = { pairing_id: pairingId, workspace_id: workspaceId, structure_id: agenda.structureId };
      save.run({ ...ids, cycle, expectation, note, updated_at: agenda.updatedAt });
    },
    saveItem(workspaceId: string, item: AgendaItem): void {
      const { id, cycle, text, minutes, position, state, carried } = item;
      const ids = { pairing_id: item.pairingId, workspace_id: workspaceId, raised_by: item.by };
      const times = { created_at: item.createdAt, updated_at: item.updatedAt };
      saveItem.run({ ...ids, ...times, id, cycle, text, minutes, position, state, carried });
    },
  };
}

function itemFromRow(row: ItemRow): AgendaItem {
  return {
    id: row.id,
    pairingId: row.pairing_id,
    cycle: row.cycle,
    text: row.text,
    minutes: row.minutes,
    by: row.raised_by,
    position: row.position,
    state: row.state,
    carried: row.carried,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}
