import type { NudgeStore } from '../store.ts';
import type { Connection } from './connection.ts';
import type { Marks } from './marks.ts';
import type { Notebooks } from './notebooks.ts';
import { type NudgeRow, nudgeFromRow } from './outbox.ts';
import type { Pairs } from './pairs.ts';
import { fromBit, toBit } from './row.ts';

/** The part of `store.nudges` that keeps sent messages true. */
export type Redraws = Pick<NudgeStore, 'takeStale' | 'redrawn' | 'redrawLater' | 'markStale'>;

/**
 * `store.nudges` once Slack has them, on a connection. What was drawn is noted without waiting for the disk: where a power cut takes that back,
 * the same message is drawn once more.
 */
export function nudgeRedraws(
  { db, read, write, note }: Connection,
  pairs: Pairs,
  notebooks: Notebooks,
  marks: Marks,
): Redraws {
  const stale = db.prepare<[number], NudgeRow & { marks: number; newest: number }>(`
    SELECT *, CASE WHEN EXISTS (
        SELECT 1 FROM nudges AS later
        WHERE later.pairing_id = nudges.pairing_id AND later.to_id = nudges.to_id AND later.state = 'sent' AND later.stands = 1
          AND (later.sent_at, later.ts) > (nudges.sent_at, nudges.ts)
      ) THEN 0 ELSE 1 END AS newest
    FROM nudges WHERE state = 'sent' AND redraw_at IS NOT NULL AND redraw_at <= ?
    ORDER BY redraw_at, sent_at DESC LIMIT 1`);
  // Two drawings may overtake each other on their way: whoever comes with an old mark cannot tell which one Slack has kept, so
  // it is drawn once more, at once: it was sent some time ago.
  const redrawn = db.prepare(`
    UPDATE nudges SET
      shown = @shown,
      live = CASE WHEN marks = @mark AND @final = 1 THEN 0 ELSE live END,
      redraw_at = CASE WHEN marks <> @mark THEN sent_at WHEN @final = 1 THEN NULL ELSE @trueUntil END
    WHERE id = @id AND state = 'sent' AND live = 1`);
  const later = db.prepare(`
    UPDATE nudges SET redraw_at = @at WHERE id = @id AND marks = @mark AND state = 'sent' AND live = 1`);
  const never = db.prepare(`UPDATE nudges SET live = 0, redraw_at = NULL WHERE id = @id AND state = 'sent'`);

  return {
    async takeStale(now) {
      return read(() => {
        const row = stale.get(now);
        if (!row) return null;
        const pair = pairs.get(row.pairing_id, now);
        return {
          nudge: nudgeFromRow(row),
          pair,
          notebook: notebooks.of(pair.pairing),
          newest: fromBit(row.newest),
          mark: row.marks,
        };
      });
    },
    async redrawn(id, mark, { shown, final, trueUntil }) {
      note(() => redrawn.run({ id, mark, shown, final: toBit(final), trueUntil: trueUntil ?? null }));
    },
    async redrawLater(id, mark, at) {
      note(() => (at === null ? never.run({ id }) : later.run({ id, mark, at })));
    },
    async markStale(pairingId, now) {
      write(() => marks.ofPairing(pairingId, now));
    },
  };
}
