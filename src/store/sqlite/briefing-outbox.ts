import type Database from 'better-sqlite3';
import { type Briefing, type BriefingKind, type BriefingPlan, isUrgent } from '../../core/briefing.ts';
import type { Cohort } from '../../core/cohort.ts';
import type { Member } from '../../core/member.ts';
import { type OutgoingRow, outgoingFromRow } from './outgoing-row.ts';
import { toBit } from './row.ts';

/** The columns of a briefing that the application sees. */
export type BriefingRow = OutgoingRow & {
  cohort_id: string;
  kind: BriefingKind;
  receiver: string;
  about_json: string;
  words: string | null;
};

export type BriefingOutbox = ReturnType<typeof briefingOutbox>;

/** Where briefings are written down together with the change that is their reason. To be used inside a transaction. */
export function briefingOutbox(db: Database.Database, newId: () => string) {
  const insert = db.prepare(`
    INSERT INTO briefings
      (id, workspace_id, cohort_id, kind, occurrence, receiver, about_json, words, urgent, planned_at, due_at, not_after, state)
    VALUES
      (@id, @workspaceId, @cohortId, @kind, @occurrence, @receiver, @about, @words, @urgent, @now, @dueAt, @notAfter, 'planned')
    ON CONFLICT (workspace_id, occurrence) DO NOTHING`);
  const coordinators = db
    .prepare<[string], string>(`
      SELECT members.user_id FROM coordinators CROSS JOIN members ON members.id = coordinators.member_id
      WHERE coordinators.cohort_id = ? AND members.active = 1 ORDER BY members.user_id`)
    .pluck();
  const lookAgain = db.prepare(`
    UPDATE briefings SET due_at = @now
    WHERE workspace_id = @workspaceId AND receiver = @userId AND state = 'planned' AND due_at > @now`);

  const withdraw = db.prepare(`
    UPDATE briefings SET state = 'cancelled', reason = 'no longer wanted', words = NULL
    WHERE workspace_id = @workspaceId AND occurrence > @occurrence || ':' AND occurrence < @occurrence || ';' AND state = 'planned'`);

  function receiversOf({ id, channelId }: Cohort, { to, otherwise = [] }: BriefingPlan): readonly string[] {
    if (to === 'channel') return channelId === null ? [] : [channelId];
    if (to !== 'coordinators') return [to.userId];
    const all = coordinators.all(id);
    return all.length > 0 ? all : otherwise;
  }

  return {
    /** Writes a briefing for each of those whom it is meant for at this moment. */
    plan(cohort: Cohort, plan: BriefingPlan, now: number): void {
      const { kind, dueAt, notAfter, words = null } = plan;
      const { id: cohortId, workspaceId } = cohort;
      for (const receiver of receiversOf(cohort, plan)) {
        const made = { id: newId(), about: JSON.stringify(plan.about), urgent: toBit(isUrgent(kind)), now };
        const occurrence = `${plan.occurrence}:${receiver}`;
        insert.run({ workspaceId, cohortId, kind, occurrence, receiver, words, dueAt, notAfter, ...made });
      }
    },
    /** Nobody is told any more what was planned as this occurrence and not said yet. */
    withdraw(workspaceId: string, occurrence: string): void {
      withdraw.run({ workspaceId, occurrence });
    },
    /** What waits for a member is looked at again: what decides when they may be told has changed. */
    lookAgainFor({ workspaceId, userId }: Member, now: number): void {
      lookAgain.run({ workspaceId, userId, now });
    },
  };
}

/** The briefing in a row. */
export function briefingFromRow(row: BriefingRow): Briefing {
  return {
    ...outgoingFromRow(row),
    cohortId: row.cohort_id,
    kind: row.kind,
    to: row.receiver,
    about: JSON.parse(row.about_json),
    words: row.words,
  };
}
