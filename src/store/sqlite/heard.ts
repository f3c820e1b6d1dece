import type Database from 'better-sqlite3';
import type { Heard } from '../store.ts';
import { text } from './row.ts';

type Latest = { at: number | null };

/**
 * Reads when somebody last heard from us. What is on its way counts from its last attempt: it may have arrived. To be used inside
 * a transaction.
 */
export function heardReader(db: Database.Database) {
  const nudged = db.prepare<[{ to: string }], Latest>(`
    SELECT MAX(sent_at) AS at FROM nudges WHERE to_id = ${text('@to')} AND state = 'sent' AND asks = 1
    UNION ALL
    SELECT MAX(attempted_at) FROM nudges WHERE to_id = ${text('@to')} AND state IN ('claimed', 'uncertain') AND asks = 1`);
  const asked = db.prepare<[{ to: string; pairingId: string }], Latest>(`
    SELECT MAX(sent_at) AS at FROM nudges
    WHERE pairing_id = ${text('@pairingId')} AND to_id = ${text('@to')} AND state = 'sent' AND asks = 1
    UNION ALL
    SELECT MAX(attempted_at) FROM nudges
    WHERE pairing_id = ${text('@pairingId')} AND to_id = ${text('@to')} AND state IN ('claimed', 'uncertain') AND asks = 1`);

  return {
    /** What a member (our id) last heard at all, and about one pairing. */
    by(to: string, pairingId: string): Heard {
      return { lastNudgedAt: latest(nudged.all({ to })), lastAskedAt: latest(asked.all({ to, pairingId })) };
    },
  };
}

function latest(rows: Latest[]): number | null {
  const times = rows.map(({ at }) => at).filter((at) => at !== null);
  return times.length > 0 ? Math.max(...times) : null;
}
