import type Database from 'better-sqlite3';
import type { Pairing } from '../../core/pairing.ts';
import { isRefusal, type Refusal, refuse } from '../../core/refusal.ts';
import type { PairingStore } from '../store.ts';
import type { ChangeWriter } from './changes.ts';
import type { Connection } from './connection.ts';
import { orLetWait } from './let-wait.ts';
import type { Marks } from './marks.ts';
import type { Notebooks } from './notebooks.ts';
import type { Outbox } from './outbox.ts';
import type { Pairs, Tables } from './pairs.ts';
import { text } from './row.ts';

type Row = {
  id: string;
  workspace_id: string;
  cohort_id: string;
  mentor_id: string;
  mentee_id: string;
  two: string;
  state: Pairing['state'];
  cycle: number;
  ladder: number;
  snoozed_until: number | null;
  paused_until: number | null;
  cadence_weeks: number | null;
  created_at: number;
  ended_at: number | null;
};

/** A meeting or proposal about which somebody has to decide. */
export type Due = { id: string; pairing_id: string; due_at: number };

/** How long a pairing waits for the next decision when one failed or left it as due as before: it must not hold up the others. */
const PAUSE = 10 * 60_000;

/** `store.pairings`, but for their lists, on a connection. */
export function pairingStore(
  { db, read, write }: Connection,
  { members, cohorts, pairings, meetings, proposals }: Tables,
  pairs: Pairs,
  changes: ChangeWriter,
  notebooks: Notebooks,
  marks: Marks,
  outbox: Outbox,
): Omit<PairingStore, 'listed'> {
  const activeOfMember = db.prepare<[{ memberId: string }], { id: string }>(`
    SELECT own.id, booked.starts_at AS next_at,
      COALESCE((SELECT MAX(ends_at) FROM meetings WHERE pairing_id = own.id AND state = 'ended'), own.created_at) AS last_at
    FROM (
      SELECT * FROM pairings WHERE mentor_id = ${text('@memberId')} AND state = 'active'
      UNION ALL
      SELECT * FROM pairings WHERE mentee_id = ${text('@memberId')} AND state = 'active'
    ) AS own
    LEFT JOIN meetings AS booked ON booked.pairing_id = own.id AND booked.state = 'booked'
    ORDER BY CASE WHEN booked.starts_at IS NULL THEN 1 ELSE 0 END, booked.starts_at, last_at, own.id`);

  const endedOfMember = db
    .prepare<[{ memberId: string }], string>(`
      SELECT own.id FROM (
        SELECT id, ended_at FROM pairings WHERE mentor_id = ${text('@memberId')} AND state = 'ended'
        UNION ALL
        SELECT id, ended_at FROM pairings WHERE mentee_id = ${text('@memberId')} AND state = 'ended'
      ) AS own
      ORDER BY own.ended_at DESC, own.id DESC LIMIT 1`)
    .pluck();

  function alreadyPaired(pairing: Pairing): Refusal {
    const names = [members.byId(pairing.mentorId), members.byId(pairing.menteeId)].map((member) => member?.name);
    const cohort = cohorts.find(pairing.workspaceId, pairing.cohortId)?.name;
    return refuse('already_paired', `${names.join(' and ')} are already paired in ${cohort}.`);
  }

  function nextDue(now: number): Due | undefined {
    const meeting = meetings.nextDue(now);
    const proposal = proposals.nextDue(now);
    if (meeting && proposal) return proposal.due_at < meeting.due_at ? proposal : meeting;
    return meeting ?? proposal;
  }

  function putOff(id: string, now: number): void {
    meetings.putOff(id, now, now + PAUSE);
    proposals.putOff(id, now, now + PAUSE);
  }

  return {
    async pair(pairing, now, decide) {
      return write(() => {
        const mentees = pairings.menteesOf(pairing.mentorId, pairing.cohortId);
        const pair = pairs.of(pairing, now);
        const decided = decide(pair, mentees);
        if (isRefusal(decided)) return pairings.arePaired(pairing) ? alreadyPaired(pairing) : decided;
        if (!pairings.insert(pairing)) return alreadyPaired(pairing);
        marks.ofPairing(pairing.id, now);
        return changes.write(pair, decided, now);
      });
    },
    async reassign(workspaceId, formerId, pairing, now, decide) {
      return write(() => {
        const former = pairs.find(workspaceId, formerId, now);
        if (!former) return null;
        const mentees = pairings.menteesOf(pairing.mentorId, pairing.cohortId);
        const decided = decide(former, pairs.of(pairing, now), mentees);
        if (isRefusal(decided)) return decided;
        if (!pairings.insert(pairing)) return alreadyPaired(pairing);
        marks.ofPairing(pairing.id, now);
        return {
          former: changes.write(former, decided.former, now),
          pair: changes.write(pairs.get(pairing.id, now), decided.pair, now),
        };
      });
    },
    async find(workspaceId, id, now) {
      return read(() => pairs.find(workspaceId, id, now));
    },
    async ofMember(memberId, now) {
      return read(() => activeOfMember.all({ memberId }).map(({ id }) => pairs.get(id, now)));
    },
    async lastEnded(memberId, now) {
      return read(() => {
        const id = endedOfMember.get({ memberId });
        return id === undefined ? null : pairs.get(id, now);
      });
    },
    async change(workspaceId, id, now, decide) {
      return write(() => {
        const before = pairs.find(workspaceId, id, now);
        if (!before) return null;
        const decided = decide(before, notebooks.of(before.pairing));
        return isRefusal(decided) ? decided : { pair: changes.write(before, decided, now) };
      });
    },
    async changeNextDue(now, decide) {
      let due: Due | undefined;
      const work = () => {
        due = nextDue(now);
        if (!due) return false;
        const before = pairs.get(due.pairing_id, now);
        changes.write(before, decide(before, notebooks.of(before.pairing)), now);
        if (nextDue(now)?.id === due.id) putOff(due.pairing_id, now);
        return true;
      };
      return orLetWait({ write }, work, () => {
        if (due) putOff(due.pairing_id, now);
      });
    },
    async followNext(now, decide) {
      let id: string | undefined;
      const work = () => {
        id = pairings.nextToLookAt(now);
        if (id === undefined) return false;
        pairings.lookAt(id, null);
        const before = pairs.get(id, now);
        const { change, lookAt } = decide(before, notebooks.of(before.pairing), outbox.ofCycle(before.pairing));
        changes.write(before, change, now);
        pairings.lookAt(id, lookAt);
        return true;
      };
      return orLetWait({ write }, work, () => {
        if (id !== undefined) pairings.lookAt(id, now + PAUSE);
      });
    },
  };
}

export type PairingTable = ReturnType<typeof pairingTable>;

/** Statements on pairings. */
export function pairingTable(db: Database.Database) {
  const find = db.prepare<[string, string], Row>('SELECT * FROM pairings WHERE workspace_id = ? AND id = ?');
  const byId = db.prepare<[string], Row>('SELECT * FROM pairings WHERE id = ?');
  const insert = db.prepare<[Row]>(`
    INSERT INTO pairings
      (id, workspace_id, cohort_id, mentor_id, mentee_id, two, state, cycle, ladder, snoozed_until, paused_until, cadence_weeks,
       created_at, ended_at)
    VALUES
      (@id, @workspace_id, @cohort_id, @mentor_id, @mentee_id, @two, @state, @cycle, @ladder, @snoozed_until, @paused_until,
       @cadence_weeks, @created_at, @ended_at)
    ON CONFLICT (cohort_id, two) WHERE state = 'active' DO NOTHING`);
  const update = db.prepare<[Row]>(`
    UPDATE pairings
    SET state = @state, cycle = @cycle, ladder = @ladder, snoozed_until = @snoozed_until, paused_until = @paused_until,
      ended_at = @ended_at
    WHERE id = @id`);
  const menteesOf = db
    .prepare<[{ mentorId: string; cohortId: string }], number>(
      `SELECT COUNT(*) FROM pairings WHERE cohort_id = @cohortId AND mentor_id = @mentorId AND state = 'active'`,
    )
    .pluck();
  const arePaired = db
    .prepare<[{ cohortId: string; two: string }], number>(
      `SELECT COUNT(*) FROM pairings WHERE cohort_id = @cohortId AND two = @two AND state = 'active'`,
    )
    .pluck();
  const nextToLookAt = db
    .prepare<[number], string>(
      'SELECT id FROM pairings WHERE look_at IS NOT NULL AND look_at <= ? ORDER BY look_at, id LIMIT 1',
    )
    .pluck();
  const lookAt = db.prepare('UPDATE pairings SET look_at = @at WHERE id = @id');
  const lookAtThoseOf = db.prepare(`
    UPDATE pairings SET look_at = @now
    WHERE id IN (
      SELECT id FROM pairings WHERE mentor_id = @memberId AND state = 'active'
      UNION SELECT id FROM pairings WHERE mentee_id = @memberId AND state = 'active')`);

  return {
    /** Whether the same two have an active pairing in the cohort. */
    arePaired(pairing: Pairing): boolean {
      return arePaired.get({ cohortId: pairing.cohortId, two: toRow(pairing).two }) === 1;
    },
    /** Mentees that a mentor has in a cohort now. */
    menteesOf(mentorId: string, cohortId: string): number {
      return menteesOf.get({ mentorId, cohortId }) ?? 0;
    },
    /** The longest waiting pairing that somebody has to look at by `now` (UTC ms). */
    nextToLookAt(now: number): string | undefined {
      return nextToLookAt.get(now);
    },
    /** Says when somebody has to look at a pairing, UTC ms, or that nobody has to. */
    lookAt(id: string, at: number | null): void {
      lookAt.run({ id, at });
    },
    /** The same, now, for all active pairings of a member (our id). */
    lookAtThoseOf(memberId: string, now: number): void {
      lookAtThoseOf.run({ memberId, now });
    },
    find(workspaceId: string, id: string): Pairing | null {
      const row = find.get(workspaceId, id);
      return row ? fromRow(row) : null;
    },
    byId(id: string): Pairing | null {
      const row = byId.get(id);
      return row ? fromRow(row) : null;
    },
    /** False when the same two have an active pairing in the cohort already. */
    insert(pairing: Pairing): boolean {
      return insert.run(toRow(pairing)).changes === 1;
    },
    update(pairing: Pairing): void {
      update.run(toRow(pairing));
    },
  };
}

function fromRow(row: Row): Pairing {
  return {
    id: row.id,
    workspaceId: row.workspace_id,
    cohortId: row.cohort_id,
    mentorId: row.mentor_id,
    menteeId: row.mentee_id,
    state: row.state,
    cycle: row.cycle,
    ladder: row.ladder,
    snoozedUntil: row.snoozed_until,
    pausedUntil: row.paused_until,
    cadenceWeeks: row.cadence_weeks,
    createdAt: row.created_at,
    endedAt: row.ended_at,
  };
}

function toRow(pairing: Pairing): Row {
  return {
    id: pairing.id,
    workspace_id: pairing.workspaceId,
    cohort_id: pairing.cohortId,
    mentor_id: pairing.mentorId,
    mentee_id: pairing.menteeId,
    two: [pairing.mentorId, pairing.menteeId].sort().join(' '),
    state: pairing.state,
    cycle: pairing.cycle,
    ladder: pairing.ladder,
    snoozed_until: pairing.snoozedUntil,
    paused_until: pairing.pausedUntil,
    cadence_weeks: pairing.cadenceWeeks,
    created_at: pairing.createdAt,
    ended_at: pairing.endedAt,
  };
}
