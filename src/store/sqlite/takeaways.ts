import type Database from 'better-sqlite3';
import type { Takeaway } from '../../core/takeaway.ts';
import { fromBit, text, toBit } from './row.ts';

export type TakeawayRow = {
  number: number;
  id: string;
  pairing_id: string;
  cohort_id: string;
  author: string;
  text: string;
  tags_json: string;
  audience: Takeaway['audience'];
  named: number;
  quotes: number;
  vetoed_by: string | null;
  state: Takeaway['state'];
  created_at: number;
  updated_at: number;
};

export type TakeawayTable = ReturnType<typeof takeawayTable>;

/** Statements on takeaways, and the search index that follows them. */
export function takeawayTable(db: Database.Database) {
  const find = db.prepare<[string, string], TakeawayRow>('SELECT * FROM takeaways WHERE workspace_id = ? AND id = ?');
  const recent = db.prepare<[string], TakeawayRow>(`
    SELECT * FROM takeaways WHERE pairing_id = ${text('?')} AND state <> 'withdrawn' ORDER BY number DESC LIMIT 5`);
  const quoted = db.prepare<[string], TakeawayRow>(`
    SELECT * FROM takeaways WHERE pairing_id = ${text('?')} AND state <> 'withdrawn' AND quotes = 1 ORDER BY number DESC LIMIT 50`);
  const save = db.prepare<[Omit<TakeawayRow, 'number'> & { workspace_id: string }], { number: number }>(`
    INSERT INTO takeaways
      (id, workspace_id, pairing_id, cohort_id, author, text, tags_json, audience, named, quotes, vetoed_by, state,
       created_at, updated_at)
    VALUES
      (@id, @workspace_id, @pairing_id, @cohort_id, @author, @text, @tags_json, @audience, @named, @quotes, @vetoed_by,
       @state, @created_at, @updated_at)
    ON CONFLICT (id) DO UPDATE SET
      text = excluded.text, tags_json = excluded.tags_json, audience = excluded.audience, named = excluded.named,
      quotes = excluded.quotes, vetoed_by = excluded.vetoed_by, state = excluded.state, updated_at = excluded.updated_at
    RETURNING number`);
  const unindex = db.prepare('DELETE FROM takeaway_words WHERE rowid = ?');
  const index = db.prepare('INSERT INTO takeaway_words (rowid, text, tags, reach) VALUES (?, ?, ?, ?)');

  return {
    find(workspaceId: string, id: string): Takeaway | null {
      const row = find.get(workspaceId, id);
      return row ? takeawayFromRow(row) : null;
    },
    /** The five written last for a pairing. */
    recent(pairingId: string): Takeaway[] {
      return recent.all(pairingId).map(takeawayFromRow);
    },
    /** The fifty written last for a pairing that quote somebody. */
    quoted(pairingId: string): Takeaway[] {
      return quoted.all(pairingId).map(takeawayFromRow);
    },
    /** Writes it, and lets the index follow: withdrawn ones are not found. */
    save(workspaceId: string, takeaway: Takeaway): void {
      const number = save.get(toRow(workspaceId, takeaway))?.number;
      unindex.run(number);
      if (takeaway.state !== 'withdrawn') index.run(number, takeaway.text, takeaway.tags.join(' '), reachOf(takeaway));
    },
  };
}

/** The words under which the index keeps who may find a takeaway. */
function reachOf({ pairingId, cohortId, audience }: Takeaway): string {
  return audience === 'cohort' ? `${reachWord('p', pairingId)} ${reachWord('c', cohortId)}` : reachWord('p', pairingId);
}

/** One word of the index for a pairing (`p`) or a cohort (`c`). */
export function reachWord(kind: 'p' | 'c', id: string): string {
  return `${kind}${id.toLowerCase().replace(/[^a-z0-9]/g, '')}`;
}

/** The takeaway in a row. */
export function takeawayFromRow(row: TakeawayRow): Takeaway {
  return {
    id: row.id,
    pairingId: row.pairing_id,
    cohortId: row.cohort_id,
    author: row.author,
    text: row.text,
    tags: JSON.parse(row.tags_json),
    audience: row.audience,
    named: fromBit(row.named),
    quotes: fromBit(row.quotes),
    vetoedBy: row.vetoed_by,
    state: row.state,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}

function toRow(workspaceId: string, takeaway: Takeaway) {
  const { id, author, text, audience, state } = takeaway;
  return {
    id,
    workspace_id: workspaceId,
    pairing_id: takeaway.pairingId,
    cohort_id: takeaway.cohortId,
    author,
    text,
    tags_json: JSON.stringify(takeaway.tags),
    audience,
    named: toBit(takeaway.named),
    quotes: toBit(takeaway.quotes),
    vetoed_by: takeaway.vetoedBy,
    state,
    created_at: takeaway.createdAt,
    updated_at: takeaway.updatedAt,
  };
}
