import { asks } from '../../core/nudge.ts';
import type { NudgeStore, Readiness, Taken } from '../store.ts';
import type { Connection } from './connection.ts';
import type { Facts } from './facts.ts';
import { heardReader } from './heard.ts';
import { orLetWait } from './let-wait.ts';
import type { Marks } from './marks.ts';
import type { Notebooks } from './notebooks.ts';
import { type NudgeRow, nudgeFromRow } from './outbox.ts';
import type { Held } from './outcomes.ts';
import type { Pairs } from './pairs.ts';

/** The part of `store.nudges` that takes what is due and writes what was sent. */
export type Sending = Pick<NudgeStore, 'take' | 'sent' | 'nextDueAt' | 'ofPairing'>;

/** How long a nudge waits when deciding about it failed: it must not hold up the others. */
const PAUSE = 10 * 60_000;

/** `store.nudges` from the outbox to Slack, on a connection. */
export function nudgeSending(
  { db, read, write }: Connection,
  pairs: Pairs,
  notebooks: Notebooks,
  marks: Marks,
  facts: Facts,
): Sending {
  const heard = heardReader(db);
  const due = (passesOn: 0 | 1) =>
    db.prepare<[number], NudgeRow>(`
      SELECT * FROM nudges WHERE state = 'planned' AND passes_on = ${passesOn} AND due_at <= ?
      ORDER BY due_at, id LIMIT 1`);
  const [dueNews, dueOther] = [due(1), due(0)];
  const claim = db.prepare<[Held & { seen: number; until: number; now: number }], NudgeRow>(`
    UPDATE nudges SET
      state = 'claimed', lease = @lease, lease_until = @until, attempts = attempts + 1, attempted_at = @now,
      missing_reads = 0, redraw_at = NULL
    WHERE id = @id AND state = 'planned' AND due_at = @seen
    RETURNING *`);
  const putOff = db.prepare(
    `UPDATE nudges SET meant_for = COALESCE(meant_for, due_at), due_at = @until WHERE id = @id AND state = 'planned' AND due_at = @seen`,
  );
  const giveUp = db.prepare(
    `UPDATE nudges SET state = @state, reason = @reason WHERE id = @id AND state = 'planned' AND due_at = @seen`,
  );

  const sent = db.prepare<
    [Held & { channel: string; ts: string; at: number; shown: string; trueUntil: number | null }],
    NudgeRow
  >(`
    UPDATE nudges SET
      state = 'sent', lease = NULL, lease_until = NULL, channel = @channel, ts = @ts, sent_at = @at, shown = @shown,
      redraw_at = COALESCE(redraw_at, @trueUntil)
    WHERE id = @id AND lease = @lease AND state = 'claimed'
    RETURNING *`);
  const nextDueAt = db.prepare<[], { at: number | null }>(`
    SELECT MIN(at) AS at FROM (
      SELECT MIN(due_at) AS at FROM nudges WHERE state = 'planned' AND passes_on = 1
      UNION ALL SELECT MIN(due_at) FROM nudges WHERE state = 'planned' AND passes_on = 0
      UNION ALL SELECT MIN(check_at) FROM nudges WHERE state = 'uncertain'
      UNION ALL SELECT MIN(redraw_at) FROM nudges WHERE state = 'sent' AND redraw_at IS NOT NULL
      UNION ALL SELECT MIN(home_redraw_at) FROM members WHERE home_redraw_at IS NOT NULL
    ) AS waiting`);
  const ofPairing = db.prepare<[string], NudgeRow>(
    'SELECT * FROM nudges WHERE pairing_id = ? ORDER BY planned_at, due_at, id',
  );

  /** Writes down what is to become of a due nudge. */
  function settle(row: NudgeRow, readiness: Readiness, lease: { id: string; ms: number }, now: number) {
    const seen = { id: row.id, seen: row.due_at };
    if ('send' in readiness) return claim.get({ ...seen, lease: lease.id, until: now + lease.ms, now });
    if ('putOff' in readiness) putOff.run({ ...seen, until: Math.max(readiness.putOff, now + 1) });
    else giveUp.run({ ...seen, state: readiness.giveUp, reason: readiness.reason });
    return undefined;
  }

  return {
    async take(now, lease, decide) {
      let row: NudgeRow | undefined;
      const work = (): Taken | 'settled' | null => {
        row = dueNews.get(now) ?? dueOther.get(now);
        if (!row) return null;
        const pair = pairs.get(row.pairing_id, now);
        const notebook = notebooks.of(pair.pairing);
        const readiness = decide(nudgeFromRow(row), pair, heard.before(row), notebook);
        const claimed = settle(row, readiness, lease, now);
        return claimed ? { nudge: nudgeFromRow(claimed), pair, notebook, lease: lease.id } : 'settled';
      };
      return orLetWait({ write }, work, () => {
        if (row) putOff.run({ id: row.id, seen: row.due_at, until: now + PAUSE });
      });
    },
    async sent(id, lease, posted) {
      return write(() => {
        const row = sent.get({ id, lease, ...posted, trueUntil: posted.trueUntil ?? null });
        if (!row) return false;
        marks.earlier(row.pairing_id, row.to_id, id, posted.at);
        if (asks(row.kind)) facts.refresh(row.pairing_id);
        return true;
      });
    },
    async nextDueAt() {
      return read(() => nextDueAt.get()?.at ?? null);
    },
    async ofPairing(pairingId) {
      return read(() => ofPairing.all(pairingId).map(nudgeFromRow));
    },
  };
}
