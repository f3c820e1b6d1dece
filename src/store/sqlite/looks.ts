import { asks } from '../../core/nudge.ts';
import type { NudgeStore } from '../store.ts';
import type { Connection } from './connection.ts';
import type { Facts } from './facts.ts';
import type { Marks } from './marks.ts';
import { type NudgeRow, nudgeFromRow } from './outbox.ts';
import { outcomesIn } from './outcomes.ts';
import type { Pairs } from './pairs.ts';

/** The part of `store.nudges` that writes what became of them, and that is for those of which nobody knows whether Slack has them. */
export type Looks = Pick<NudgeStore, 'again' | 'dead' | 'uncertain' | 'lapse' | 'takeUncertain' | 'resolve'>;

/** `store.nudges` after a doubtful end, on a connection. */
export function nudgeLooks(connection: Connection, pairs: Pairs, marks: Marks, facts: Facts): Looks {
  const { outcomes, takeLook } = outcomesIn<NudgeRow>(connection, 'nudges', {
    found(row, at) {
      marks.earlier(row.pairing_id, row.to_id, row.id, at);
      // Nobody noted what it shows.
      marks.one(row.id, at);
      if (asks(row.kind)) facts.refresh(row.pairing_id);
    },
  });

  return {
    ...outcomes,
    async takeUncertain(now, lease) {
      return connection.write(() => {
        const row = takeLook(now, lease);
        return row ? { nudge: nudgeFromRow(row), pair: pairs.get(row.pairing_id, now), lease: lease.id } : null;
      });
    },
  };
}
