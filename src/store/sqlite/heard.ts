import type Database from 'better-sqlite3';
import type { Heard } from '../store.ts';
import { text } from './row.ts';

type Latest = { at: number | null };
type Asked = { to: string; pairingId: string };

/**
 * Reads when somebody last heard from us. What is on its way counts from its last attempt: it may have arrived. To be used inside
 * a transaction.
 */
export function heardReader(db: Database.Database) {
  const latestOf = <P>(which: string) =>
    db.prepare<[P], Latest>(`
      SELECT MAX(sent_at) AS at FROM nudges WHERE ${which} AND state = 'sent' AND asks = 1
      UNION ALL
      SELECT MAX(attempted_at) FROM nudges WHERE ${which} AND state IN ('claimed', 'uncertain') AND asks = 1`);
  const to = `to_id = ${text('@to')}`;
  const ofThisPair = `pairing_id = ${text('@pairingId')} AND ${to}`;
  const nudged = latestOf<{ to: string }>(to);
  const asked = latestOf<Asked>(ofThisPair);
  const besidesDue = latestOf<Asked>(`${to} AND (kind <> 'commitment-due' OR pairing_id = ${text('@pairingId')})`);
  const due = db.prepare<[Asked], Latest>(`
    SELECT MAX(sent_at) AS at FROM nudges WHERE ${ofThisPair} AND state = 'sent' AND asks = 1 AND kind = 'commitment-due'`);

  return {
    /** What a member (our id) last heard at all, and about one pairing. */
    by(to: string, pairingId: string): Heard {
      return {
        lastNudgedAt: latest(nudged.all({ to })),
        lastAskedAt: latest(asked.all({ to, pairingId })),
        lastBesidesDueAt: latest(besidesDue.all({ to, pairingId })),
        lastDueAt: latest(due.all({ to, pairingId })),
      };
    },
  };
}

function latest(rows: Latest[]): number | null {
  const times = rows.map(({ at }) => at).filter((at) => at !== null);
  return times.length > 0 ? Math.max(...times) : null;
}
