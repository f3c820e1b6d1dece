import type { Outcomes } from '../store.ts';
import type { Connection } from './connection.ts';

/** Proof of holding something that goes out. */
export type Held = { id: string; lease: string };

/** What else is to be done, in the same transaction: `found` when the history had it, at a UTC ms; `dead` when it never will be posted. */
type Also<Row> = { found?: (row: Row, at: number) => void; dead?: (row: Row) => void };

/**
 * What becomes of what an outbox (a table) sends: nudges, briefings. One place for all that can go wrong between us and Slack. `atEnd` is
 * what else is set in a row that came to its end.
 */
export function outcomesIn<Row extends object>(
  { db, write }: Connection,
  table: 'nudges' | 'briefings',
  also: Also<Row>,
  atEnd = '',
): { outcomes: Outcomes; takeLook(now: number, lease: { id: string; ms: number }): Row | undefined } {
  const free = 'lease = NULL, lease_until = NULL';
  const mine = 'WHERE id = @id AND lease = @lease AND state =';
  const again = db.prepare(`
    UPDATE ${table} SET state = 'planned', ${free}, due_at = @dueAt, attempts = attempts - @takenBack ${mine} 'claimed'`);
  const uncertain = db.prepare(
    `UPDATE ${table} SET state = 'uncertain', ${free}, check_at = @checkAt ${mine} 'claimed'`,
  );
  const dead = db.prepare<[Held & { reason: string }], Row>(
    `UPDATE ${table} SET state = 'dead', ${free}, reason = @reason ${atEnd} ${mine} 'claimed' RETURNING *`,
  );
  const lapse = db.prepare(`
    UPDATE ${table} SET state = 'uncertain', ${free}, check_at = @checkAt WHERE state = 'claimed' AND lease_until <= @now`);

  const dueLook = db.prepare<[number], { id: string; check_at: number }>(
    `SELECT id, check_at FROM ${table} WHERE state = 'uncertain' AND check_at <= ? ORDER BY check_at LIMIT 1`,
  );
  // The next look falls due when this lease runs out.
  const look = db.prepare<[Held & { seen: number; until: number }], Row>(`
    UPDATE ${table} SET lease = @lease, check_at = @until
    WHERE id = @id AND state = 'uncertain' AND check_at = @seen
    RETURNING *`);
  const found = db.prepare<[Held & { channel: string; ts: string; at: number }], Row>(`
    UPDATE ${table} SET state = 'sent', lease = NULL, check_at = NULL, channel = @channel, ts = @ts, sent_at = @at ${atEnd}
    ${mine} 'uncertain' RETURNING *`);
  const missing = db.prepare(`
    UPDATE ${table} SET
      state = 'planned', lease = NULL, check_at = NULL, due_at = @dueAt, missing_reads = missing_reads + 1
    ${mine} 'uncertain'`);
  const lookAgain = db.prepare(`
    UPDATE ${table} SET lease = NULL, check_at = @checkAt, missing_reads = missing_reads + 1 ${mine} 'uncertain'`);
  const abandon = db.prepare<[Held & { reason: string }], Row>(`
    UPDATE ${table} SET state = 'dead', lease = NULL, check_at = NULL, reason = @reason ${atEnd} ${mine} 'uncertain' RETURNING *`);

  function buried(row: Row | undefined): boolean {
    if (row) also.dead?.(row);
    return row !== undefined;
  }

  return {
    takeLook(now, lease) {
      const waiting = dueLook.get(now);
      return waiting && look.get({ id: waiting.id, seen: waiting.check_at, lease: lease.id, until: now + lease.ms });
    },
    outcomes: {
      async again(id, lease, { dueAt, counts }) {
        return write(() => again.run({ id, lease, dueAt, takenBack: counts ? 0 : 1 }).changes === 1);
      },
      async dead(id, lease, reason) {
        return write(() => buried(dead.get({ id, lease, reason })));
      },
      async uncertain(id, lease, checkAt) {
        return write(() => uncertain.run({ id, lease, checkAt }).changes === 1);
      },
      async lapse(now, checkAt) {
        return write(() => lapse.run({ now, checkAt }).changes);
      },
      async resolve(id, lease, what) {
        return write(() => {
          if ('posted' in what) {
            const row = found.get({ id, lease, ...what.posted });
            if (row) also.found?.(row, what.posted.at);
            return row !== undefined;
          }
          if ('giveUp' in what) return buried(abandon.get({ id, lease, reason: what.giveUp }));
          if ('dueAt' in what) return missing.run({ id, lease, dueAt: what.dueAt }).changes === 1;
          return lookAgain.run({ id, lease, checkAt: what.checkAt }).changes === 1;
        });
      },
    },
  };
}
