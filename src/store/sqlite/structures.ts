import type Database from 'better-sqlite3';
import type { Structure } from '../../core/structure.ts';
import type { GalleryStructure, StructureStore } from '../store.ts';
import type { Connection } from './connection.ts';
import { fromBit, text, toBit } from './row.ts';

type Row = {
  id: string;
  pairing_id: string;
  name: string;
  purpose: string;
  minutes: number;
  prompts_json: string;
  gallery: Structure['gallery'];
  asked_by: string | null;
  named: number;
  created_at: number;
  updated_at: number;
};

/** The part of `store.structures`, on a connection. */
export function structureStore({ db, read }: Connection): StructureStore {
  const gallery = db.prepare<[string], Row & { pairs: number; mentor: string; mentee: string }>(`
    SELECT structures.*, mentor.name AS mentor, mentee.name AS mentee,
      (SELECT COUNT(DISTINCT agendas.pairing_id) FROM agendas WHERE agendas.structure_id = structures.id) AS pairs
    FROM pairings
    JOIN structures ON structures.pairing_id = pairings.id
    JOIN members AS mentor ON mentor.id = pairings.mentor_id
    JOIN members AS mentee ON mentee.id = pairings.mentee_id
    WHERE pairings.cohort_id = ? AND structures.gallery = 'published'
    ORDER BY pairs DESC, structures.created_at, structures.id`);
  const use = db.prepare<[string], { structure_id: string; pairs: number }>(`
    SELECT agendas.structure_id, COUNT(DISTINCT agendas.pairing_id) AS pairs
    FROM pairings JOIN agendas ON agendas.pairing_id = pairings.id
    WHERE pairings.cohort_id = ? AND agendas.structure_id IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM structures WHERE structures.id = agendas.structure_id)
    GROUP BY agendas.structure_id`);
  const find = db.prepare<[string, string], Row>('SELECT * FROM structures WHERE workspace_id = ? AND id = ?');

  return {
    async gallery(cohortId) {
      return read(() =>
        gallery.all(cohortId).map((row): GalleryStructure => {
          const by = fromBit(row.named) ? { mentor: row.mentor, mentee: row.mentee } : null;
          return { ...fromRow(row), pairs: row.pairs, by };
        }),
      );
    },
    async useOfStandard(cohortId) {
      return read(() => Object.fromEntries(use.all(cohortId).map((row) => [row.structure_id, row.pairs])));
    },
    async find(workspaceId, id) {
      return read(() => {
        const row = find.get(workspaceId, id);
        return row ? fromRow(row) : null;
      });
    },
  };
}

export type StructureTable = ReturnType<typeof structureTable>;

/** Statements on structures. */
export function structureTable(db: Database.Database) {
  const ofPairing = db.prepare<[string], Row>(
    `SELECT * FROM structures WHERE pairing_id = ${text('?')} ORDER BY created_at DESC, id LIMIT 50`,
  );
  const published = db.prepare<[string, string], Row>(
    "SELECT * FROM structures WHERE id = ? AND pairing_id <> ? AND gallery = 'published'",
  );
  const save = db.prepare<[Row & { workspace_id: string }]>(`
    INSERT INTO structures
      (id, workspace_id, pairing_id, name, purpose, minutes, prompts_json, gallery, asked_by, named, created_at, updated_at)
    VALUES
      (@id, @workspace_id, @pairing_id, @name, @purpose, @minutes, @prompts_json, @gallery, @asked_by, @named, @created_at,
       @updated_at)
    ON CONFLICT (id) DO UPDATE SET
      name = excluded.name, purpose = excluded.purpose, minutes = excluded.minutes, prompts_json = excluded.prompts_json,
      gallery = excluded.gallery, asked_by = excluded.asked_by, named = excluded.named, updated_at = excluded.updated_at`);

  return {
    /** The pair's own, newest first. */
    ofPairing(pairingId: string): Structure[] {
      return ofPairing.all(pairingId).map(fromRow);
    },
    /** A structure that another pair than this one has published; null when there is none, or it was taken back. */
    published(id: string, pairingId: string): Structure | null {
      const row = published.get(id, pairingId);
      return row ? fromRow(row) : null;
    },
    save(workspaceId: string, pairingId: string, structure: Structure): void {
      const { id, name, purpose, minutes, gallery } = structure;
      const ids = { workspace_id: workspaceId, pairing_id: pairingId, asked_by: structure.askedBy };
      const times = { created_at: structure.createdAt, updated_at: structure.updatedAt };
      const prompts_json = JSON.stringify(structure.prompts);
      save.run({ ...ids, ...times, id, name, purpose, minutes, prompts_json, gallery, named: toBit(structure.named) });
    },
  };
}

function fromRow(row: Row): Structure {
  return {
    id: row.id,
    name: row.name,
    purpose: row.purpose,
    minutes: row.minutes,
    prompts: JSON.parse(row.prompts_json),
    pairingId: row.pairing_id,
    gallery: row.gallery,
    askedBy: row.asked_by,
    named: fromBit(row.named),
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}
