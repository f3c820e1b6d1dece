import type Database from 'better-sqlite3';
import type { Interval } from '../../core/slots.ts';
import { text } from './row.ts';

export type BusyTimes = ReturnType<typeof busyTimes>;

/** Reads when somebody has no time. To be used inside a transaction. */
export function busyTimes(db: Database.Database) {
  const times = (table: string, state: string, role: string) => `
    SELECT ${table}.starts_at AS "from", ${table}.ends_at AS "to"
    FROM pairings JOIN ${table} ON ${table}.pairing_id = pairings.id AND ${table}.state = '${state}'
    WHERE pairings.${role} = ${text('@memberId')} AND pairings.id <> @except AND ${table}.ends_at > @now`;
  const ofOthers = db.prepare<[{ memberId: string; except: string; now: number }], Interval>(
    [
      times('meetings', 'booked', 'mentor_id'),
      times('meetings', 'booked', 'mentee_id'),
      times('proposals', 'open', 'mentor_id'),
      times('proposals', 'open', 'mentee_id'),
    ].join(' UNION ALL '),
  );

  return {
    /** Times of a member (our id) that are booked or on offer in other pairings than `except`, and not over; in their order. */
    of(memberId: string, except: string, now: number): Interval[] {
      const busy = ofOthers.all({ memberId, except, now });
      return busy.sort((one, other) => one.from - other.from || one.to - other.to);
    },
  };
}
