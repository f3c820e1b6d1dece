import type Database from 'better-sqlite3';
import { asks, type Nudge, type NudgeKind, type NudgePlan, passesOn, showsStanding } from '../../core/nudge.ts';
import type { Pairing } from '../../core/pairing.ts';
import { type OutgoingRow, outgoingFromRow } from './outgoing-row.ts';
import { text, toBit, whole } from './row.ts';

/** The columns of a nudge that the application sees. */
export type NudgeRow = OutgoingRow & {
  pairing_id: string;
  cycle: number;
  kind: NudgeKind;
  to_id: string;
  about_json: string;
  shown: string | null;
};

export type Outbox = ReturnType<typeof outbox>;

/** Where nudges are written down together with the change that is their reason. To be used inside a transaction. */
export function outbox(db: Database.Database, newId: () => string) {
  const insert = db.prepare(`
    INSERT INTO nudges
      (id, workspace_id, pairing_id, cycle, kind, occurrence, to_id, about_json, passes_on, asks, stands, planned_at, due_at, not_after, state)
    VALUES
      (@id, @workspaceId, @pairingId, @cycle, @kind, @occurrence, @to, @about, @passesOn, @asks, @stands, @now, @dueAt, @notAfter, 'planned')
    ON CONFLICT (workspace_id, occurrence) DO NOTHING`);
  const cancel = db.prepare(`
    UPDATE nudges SET state = 'cancelled', reason = 'no longer wanted'
    WHERE pairing_id = @pairingId AND state = 'planned' AND kind = @kind`);
  const again = (pairings: string) =>
    db.prepare(`
      UPDATE nudges SET due_at = @now WHERE pairing_id IN (${pairings}) AND state = 'planned' AND meant_for IS NOT NULL AND due_at > @now`);
  const lookAgain = again('@pairingId');
  const lookAgainAt = again(`
    SELECT id FROM pairings WHERE mentor_id = @memberId AND state = 'active'
    UNION SELECT id FROM pairings WHERE mentee_id = @memberId AND state = 'active'`);
  const lookAgainIn = again(`SELECT id FROM pairings WHERE cohort_id = @cohortId AND state = 'active'`);

  const ofCycle = db.prepare<[{ pairingId: string; cycle: number }], NudgeRow>(
    `SELECT * FROM nudges WHERE pairing_id = ${text('@pairingId')} AND cycle = ${whole('@cycle')} ORDER BY planned_at, due_at, id`,
  );

  return {
    /** What was said, or is to be said, in the present cycle of a pairing. */
    ofCycle({ id: pairingId, cycle }: Pairing): Nudge[] {
      return ofCycle.all({ pairingId, cycle }).map(nudgeFromRow);
    },
    /** What was put off for a pairing is looked at again: what put it off has changed. */
    lookAgain(pairingId: string, now: number): void {
      lookAgain.run({ pairingId, now });
    },
    /** The same for all active pairings of a member (our id). */
    lookAgainFor(memberId: string, now: number): void {
      lookAgainAt.run({ memberId, now });
    },
    /** The same for all active pairings of a cohort. */
    lookAgainInCohort(cohortId: string, now: number): void {
      lookAgainIn.run({ cohortId, now });
    },
    plan({ id: pairingId, workspaceId, cycle }: Pairing, plan: NudgePlan, now: number): void {
      const { kind, occurrence, to, dueAt, notAfter } = plan;
      const made = {
        id: newId(),
        about: JSON.stringify(plan.about),
        passesOn: toBit(passesOn(kind)),
        asks: toBit(asks(kind)),
        stands: toBit(showsStanding(kind)),
        now,
      };
      insert.run({ workspaceId, pairingId, cycle, kind, occurrence, to, dueAt, notAfter, ...made });
    },
    cancel(pairingId: string, kind: NudgeKind): void {
      cancel.run({ pairingId, kind });
    },
  };
}

/** The nudge in a row. */
export function nudgeFromRow(row: NudgeRow): Nudge {
  return {
    ...outgoingFromRow(row),
    pairingId: row.pairing_id,
    cycle: row.cycle,
    kind: row.kind,
    to: row.to_id,
    about: JSON.parse(row.about_json),
    shown: row.shown,
  };
}
