import type { NudgeStore } from '../store.ts';
import type { Connection } from './connection.ts';
import type { Marks } from './marks.ts';
import type { Held } from './nudges.ts';
import { type NudgeRow, nudgeFromRow } from './outbox.ts';
import type { Pairs } from './pairs.ts';

/** The part of `store.nudges` for those of which nobody knows whether Slack has them. */
export type Looks = Pick<NudgeStore, 'lapse' | 'takeUncertain' | 'resolve'>;

/** `store.nudges` after a doubtful end, on a connection. */
export function nudgeLooks({ db, write }: Connection, pairs: Pairs, marks: Marks): Looks {
  const lapse = db.prepare(`
    UPDATE nudges SET state = 'uncertain', lease = NULL, lease_until = NULL, check_at = @checkAt
    WHERE state = 'claimed' AND lease_until <= @now`);

  const dueLook = db.prepare<[number], { id: string; check_at: number }>(
    `SELECT id, check_at FROM nudges WHERE state = 'uncertain' AND check_at <= ? ORDER BY check_at LIMIT 1`,
  );
  // The next look falls due when this lease runs out.
  const look = db.prepare<[Held & { seen: number; until: number }], NudgeRow>(`
    UPDATE nudges SET lease = @lease, check_at = @until
    WHERE id = @id AND state = 'uncertain' AND check_at = @seen
    RETURNING *`);
  const found = db.prepare<[Held & { channel: string; ts: string; at: number }], NudgeRow>(`
    UPDATE nudges SET state = 'sent', lease = NULL, check_at = NULL, channel = @channel, ts = @ts, sent_at = @at
    WHERE id = @id AND lease = @lease AND state = 'uncertain'
    RETURNING *`);
  const missing = db.prepare(`
    UPDATE nudges SET
      state = 'planned', lease = NULL, check_at = NULL, due_at = @dueAt, missing_reads = missing_reads + 1
    WHERE id = @id AND lease = @lease AND state = 'uncertain'`);
  const lookAgain = db.prepare(`
    UPDATE nudges SET lease = NULL, check_at = @checkAt, missing_reads = missing_reads + 1
    WHERE id = @id AND lease = @lease AND state = 'uncertain'`);
  const abandon = db.prepare(`
    UPDATE nudges SET state = 'dead', lease = NULL, check_at = NULL, reason = @reason
    WHERE id = @id AND lease = @lease AND state = 'uncertain'`);

  return {
    async lapse(now, checkAt) {
      return write(() => lapse.run({ now, checkAt }).changes);
    },
    async takeUncertain(now, lease) {
      return write(() => {
        const waiting = dueLook.get(now);
        const row =
          waiting && look.get({ id: waiting.id, seen: waiting.check_at, lease: lease.id, until: now + lease.ms });
        return row ? { nudge: nudgeFromRow(row), pair: pairs.get(row.pairing_id, now), lease: lease.id } : null;
      });
    },
    async resolve(id, lease, what) {
      return write(() => {
        if ('posted' in what) {
          const row = found.get({ id, lease, ...what.posted });
          if (!row) return false;
          marks.earlier(row.pairing_id, row.to_id, id, what.posted.at);
          // Nobody noted what it shows.
          marks.one(id, what.posted.at);
          return true;
        }
        if ('giveUp' in what) return abandon.run({ id, lease, reason: what.giveUp }).changes === 1;
        if ('dueAt' in what) return missing.run({ id, lease, dueAt: what.dueAt }).changes === 1;
        return lookAgain.run({ id, lease, checkAt: what.checkAt }).changes === 1;
      });
    },
  };
}
