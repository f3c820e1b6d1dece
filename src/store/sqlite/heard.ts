import type Database from 'better-sqlite3';
import type { Heard, NudgePlan } from '../store.ts';
import type { NudgeRow } from './outbox.ts';
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

  const waiting = db.prepare<[Asked], { due_at: number; about_json: string }>(`
    SELECT due_at, about_json FROM nudges WHERE ${ofThisPair} AND state = 'planned' AND kind IN ('book', 'next-meeting-due')`);

  function earlierRungDueAt({ kind, to_id: to, pairing_id: pairingId, about_json }: NudgeRow): number | null {
    if (kind !== 'book') return null;
    const rungOf = (about: string) => (JSON.parse(about) as NudgePlan['about']).rung ?? 0;
    const earlier = waiting.all({ to, pairingId }).filter((each) => rungOf(each.about_json) < rungOf(about_json));
    return earlier.length > 0 ? Math.min(...earlier.map(({ due_at }) => due_at)) : null;
  }

  return {
    /** What the receiver of a nudge last heard at all, and about its pairing, and what they are to hear before it. */
    before(nudge: NudgeRow): Heard {
      const { to_id: to, pairing_id: pairingId } = nudge;
      return {
        lastNudgedAt: latest(nudged.all({ to })),
        lastAskedAt: latest(asked.all({ to, pairingId })),
        lastBesidesDueAt: latest(besidesDue.all({ to, pairingId })),
        lastDueAt: latest(due.all({ to, pairingId })),
        earlierRungDueAt: earlierRungDueAt(nudge),
      };
    },
  };
}

function latest(rows: Latest[]): number | null {
  const times = rows.map(({ at }) => at).filter((at) => at !== null);
  return times.length > 0 ? Math.max(...times) : null;
}
