import { type Audience, insteadOf } from '../../core/briefing.ts';
import type { Cohort } from '../../core/cohort.ts';
import type { BriefingStore, Readiness, TakenBriefing } from '../store.ts';
import { type BriefingOutbox, type BriefingRow, briefingFromRow } from './briefing-outbox.ts';
import type { CohortTable } from './cohorts.ts';
import type { Connection } from './connection.ts';
import { orLetWait } from './let-wait.ts';
import type { MemberTable } from './members.ts';
import { type Held, outcomesIn } from './outcomes.ts';
import { fromBit, known, toBit } from './row.ts';

/** How long something waits when deciding about it failed: it must not hold up the others. */
const PAUSE = 10 * 60_000;

type Seat = { cohort_id: string; member_id: string; workspace_id: string; digest_at: number };

/** The part of `store.briefings`, on a connection. */
export function briefingStore(
  connection: Connection,
  cohorts: CohortTable,
  members: MemberTable,
  outbox: BriefingOutbox,
): BriefingStore {
  const { db, read, write } = connection;
  const due = (urgent: 0 | 1) =>
    db.prepare<[number], BriefingRow>(`
      SELECT * FROM briefings WHERE state = 'planned' AND urgent = ${urgent} AND due_at <= ? ORDER BY due_at, id LIMIT 1`);
  const [dueUrgent, dueOther] = [due(1), due(0)];
  const wants = db
    .prepare<[{ cohortId: string; memberId: string }], number>(
      'SELECT wants_digest FROM coordinators WHERE cohort_id = @cohortId AND member_id = @memberId',
    )
    .pluck();
  const claim = db.prepare<[Held & { seen: number; until: number; now: number }], BriefingRow>(`
    UPDATE briefings SET
      state = 'claimed', lease = @lease, lease_until = @until, attempts = attempts + 1, attempted_at = @now, missing_reads = 0
    WHERE id = @id AND state = 'planned' AND due_at = @seen
    RETURNING *`);
  const putOff = db.prepare(
    `UPDATE briefings SET due_at = @until WHERE id = @id AND state = 'planned' AND due_at = @seen`,
  );
  const giveUp = db.prepare<[{ id: string; seen: number; state: string; reason: string }], BriefingRow>(`
    UPDATE briefings SET state = @state, reason = @reason, words = NULL
    WHERE id = @id AND state = 'planned' AND due_at = @seen
    RETURNING *`);
  const sent = db.prepare(`
    UPDATE briefings SET
      state = 'sent', lease = NULL, lease_until = NULL, channel = @channel, ts = @ts, sent_at = @at, words = NULL
    WHERE id = @id AND lease = @lease AND state = 'claimed'`);
  const ofCohort = db.prepare<[string], BriefingRow>(
    'SELECT * FROM briefings WHERE cohort_id = ? ORDER BY planned_at, id',
  );

  // A cohort that does not run leaves its coordinators as they are, so they stand in the index with nothing to do.
  const dueDigest = db.prepare<[number], Seat>(`
    SELECT coordinators.* FROM coordinators
    CROSS JOIN cohorts ON cohorts.id = coordinators.cohort_id AND cohorts.state = 'running' AND cohorts.archived_at IS NULL
    WHERE coordinators.wants_digest = 1 AND coordinators.digest_at <= ?
    ORDER BY coordinators.digest_at, coordinators.cohort_id, coordinators.member_id LIMIT 1`);
  const digestAt = db.prepare(
    'UPDATE coordinators SET digest_at = @at WHERE cohort_id = @cohortId AND member_id = @memberId',
  );
  const want = db.prepare(`
    UPDATE coordinators SET digest_at = CASE WHEN wants_digest = @wants THEN digest_at ELSE 0 END, wants_digest = @wants
    WHERE cohort_id = @cohortId AND member_id = @memberId`);

  const { outcomes, takeLook } = outcomesIn<BriefingRow>(
    connection,
    'briefings',
    { dead: tellInstead },
    ', words = NULL',
  );

  function tellInstead(row: BriefingRow): void {
    for (const plan of insteadOf(briefingFromRow(row))) outbox.plan(cohortOf(row), plan, plan.dueAt);
  }

  function cohortOf(row: Pick<BriefingRow, 'workspace_id' | 'cohort_id'>): Cohort {
    return known(cohorts.find(row.workspace_id, row.cohort_id), row.cohort_id);
  }

  function seatedAt(seat: Seat) {
    return { cohort: cohortOf(seat), member: known(members.byId(seat.member_id), seat.member_id) };
  }

  function audienceOf(row: BriefingRow): Audience {
    const member = members.byUser(row.workspace_id, row.receiver);
    const wantsDigest = member ? wants.get({ cohortId: row.cohort_id, memberId: member.id }) : undefined;
    return { cohort: cohortOf(row), member, coordinates: wantsDigest !== undefined, wantsDigest: wantsDigest === 1 };
  }

  /** Writes down what is to become of a due briefing. */
  function settle(row: BriefingRow, readiness: Readiness, lease: { id: string; ms: number }, now: number) {
    const seen = { id: row.id, seen: row.due_at };
    if ('send' in readiness) return claim.get({ ...seen, lease: lease.id, until: now + lease.ms, now });
    if ('putOff' in readiness) {
      putOff.run({ ...seen, until: Math.max(readiness.putOff, now + 1) });
      return undefined;
    }
    const ended = giveUp.get({ ...seen, state: readiness.giveUp, reason: readiness.reason });
    if (ended?.state === 'dead') tellInstead(ended);
    return undefined;
  }

  return {
    ...outcomes,
    async take(now, lease, decide) {
      let row: BriefingRow | undefined;
      const work = (): TakenBriefing | 'settled' | null => {
        row = dueUrgent.get(now) ?? dueOther.get(now);
        if (!row) return null;
        const audience = audienceOf(row);
        const claimed = settle(row, decide(briefingFromRow(row), audience), lease, now);
        return claimed ? { briefing: briefingFromRow(claimed), cohort: audience.cohort, lease: lease.id } : 'settled';
      };
      return orLetWait(connection, work, () => {
        if (row) putOff.run({ id: row.id, seen: row.due_at, until: now + PAUSE });
      });
    },
    async sent(id, lease, posted) {
      return write(() => sent.run({ id, lease, ...posted }).changes === 1);
    },
    async takeUncertain(now, lease) {
      return write(() => {
        const row = takeLook(now, lease);
        return row ? { briefing: briefingFromRow(row), cohort: cohortOf(row), lease: lease.id } : null;
      });
    },
    async planNextDigest(now, decide) {
      let seat: Seat | undefined;
      const lookAt = ({ cohort_id: cohortId, member_id: memberId }: Seat, at: number) =>
        digestAt.run({ cohortId, memberId, at });
      const work = () => {
        seat = dueDigest.get(now);
        if (!seat) return false;
        const { cohort, member } = seatedAt(seat);
        const { plan, nextAt } = decide(cohort, member, seat.digest_at === 0);
        if (plan) outbox.plan(cohort, plan, now);
        lookAt(seat, Math.max(nextAt, now + 1));
        return true;
      };
      return orLetWait(connection, work, () => {
        if (seat) lookAt(seat, now + PAUSE);
      });
    },
    async wantDigest(cohortId, memberId, wanted) {
      return write(() => want.run({ cohortId, memberId, wants: toBit(wanted) }).changes === 1);
    },
    async wantsDigest(cohortId, memberId) {
      const bit = read(() => wants.get({ cohortId, memberId }));
      return bit === undefined ? null : fromBit(bit);
    },
    async ofCohort(cohortId) {
      return read(() => ofCohort.all(cohortId).map(briefingFromRow));
    },
  };
}
