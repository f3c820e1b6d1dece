import type Database from 'better-sqlite3';
import { type Cohort, endOfCohort, nameTaken } from '../../core/cohort.ts';
import { cohortKey } from '../../core/cohort-named.ts';
import { isRefusal, type Refusal } from '../../core/refusal.ts';
import type { LocalDate } from '../../core/time.ts';
import type { CohortChange, CohortStore } from '../store.ts';
import type { AuditTable } from './audit.ts';
import type { BriefingOutbox } from './briefing-outbox.ts';
import type { Connection } from './connection.ts';
import { orLetWait } from './let-wait.ts';
import type { Marks } from './marks.ts';
import type { MemberTable } from './members.ts';
import type { Outbox } from './outbox.ts';

type Row = {
  id: string;
  workspace_id: string;
  name: string;
  name_key: string;
  starts_on: string;
  ends_on: string;
  cadence_weeks: number;
  meeting_minutes: number;
  zone: string;
  state: Cohort['state'];
  archived_at: number | null;
  days_json: string;
  holidays_json: string;
  mentor_limit: number | null;
  channel_id: string | null;
  due_at: number | null;
  created_by: string;
  created_at: number;
};

/** How long a cohort waits for the next look when one failed or changed nothing: it must not hold up the others. */
const PAUSE = 60 * 60_000;

/** The part of `store.cohorts`, on a connection. */
export function cohortStore(
  { db, read, write }: Connection,
  cohorts: CohortTable,
  members: MemberTable,
  audit: AuditTable,
  outbox: Outbox,
  briefings: BriefingOutbox,
  marks: Marks,
): CohortStore {
  const list = db.prepare<[string], Row>(
    'SELECT * FROM cohorts WHERE workspace_id = ? ORDER BY created_at DESC, id DESC',
  );
  const coordinatedBy = db.prepare<[string], Row>(`
    SELECT cohorts.* FROM coordinators JOIN cohorts ON cohorts.id = coordinators.cohort_id
    WHERE coordinators.member_id = ? ORDER BY cohorts.created_at DESC, cohorts.id DESC`);
  const coordinators = db
    .prepare<[string], string>('SELECT member_id FROM coordinators WHERE cohort_id = ? ORDER BY member_id')
    .pluck();
  const appoint = db.prepare(`
    INSERT INTO coordinators (workspace_id, cohort_id, member_id) VALUES (@workspaceId, @cohortId, @memberId)
    ON CONFLICT (cohort_id, member_id) DO NOTHING`);
  const dismiss = db.prepare('DELETE FROM coordinators WHERE cohort_id = @cohortId AND member_id = @memberId');
  const lookAtPairings = db.prepare(`
    UPDATE pairings SET look_at = @now WHERE cohort_id = @cohortId AND state = 'active'`);
  const counts = db.prepare<[string], { state: 'active' | 'ended'; count: number }>(
    'SELECT state, COUNT(*) AS count FROM pairings WHERE cohort_id = ? GROUP BY state',
  );
  const due = db.prepare<[number], Row>(
    'SELECT * FROM cohorts WHERE due_at IS NOT NULL AND due_at <= ? ORDER BY due_at, id LIMIT 1',
  );
  const putOff = db.prepare('UPDATE cohorts SET due_at = @until WHERE id = @id');

  const coordinatorsOf = (cohortId: string) => coordinators.all(cohortId).flatMap((id) => members.byId(id) ?? []);

  /** The cohort after the change, all of it or, when its new name is taken, nothing. */
  function apply(before: Cohort, change: CohortChange, now: number): Cohort | Refusal {
    const { id: cohortId, workspaceId } = before;
    const after: Cohort = { ...before, ...change.cohort, id: cohortId, workspaceId };
    if (!cohorts.update(after)) return nameTaken(after.name.trim());
    for (const memberId of change.appoint ?? []) appoint.run({ workspaceId, cohortId, memberId });
    for (const memberId of change.dismiss ?? []) dismiss.run({ cohortId, memberId });
    for (const memberId of [...(change.appoint ?? []), ...(change.dismiss ?? [])]) marks.homeOf(memberId, now);
    if (after.state !== before.state) lookAtPairings.run({ cohortId, now });
    if (daysOff(after) !== daysOff(before)) outbox.lookAgainInCohort(cohortId, now);
    for (const plan of change.brief ?? []) briefings.plan(after, plan, now);
    for (const entry of change.audit) audit.note(workspaceId, entry);
    return after;
  }

  return {
    async create(cohort, entry) {
      return write(() => {
        if (!cohorts.insert(cohort)) return nameTaken(cohort.name.trim());
        appoint.run({ workspaceId: cohort.workspaceId, cohortId: cohort.id, memberId: cohort.createdBy });
        marks.homeOf(cohort.createdBy, cohort.createdAt);
        if (entry) audit.note(cohort.workspaceId, entry);
        return cohort;
      });
    },
    async find(workspaceId, id) {
      return read(() => cohorts.find(workspaceId, id));
    },
    async list(workspaceId) {
      return read(() => list.all(workspaceId).map(fromRow));
    },
    async coordinatedBy(memberId) {
      return read(() => coordinatedBy.all(memberId).map(fromRow));
    },
    async coordinators(cohortId) {
      return read(() => coordinatorsOf(cohortId));
    },
    async pairCounts(cohortId) {
      return read(() => {
        const byState = new Map(counts.all(cohortId).map(({ state, count }) => [state, count]));
        return { active: byState.get('active') ?? 0, ended: byState.get('ended') ?? 0 };
      });
    },
    async change(workspaceId, id, now, decide) {
      return write(() => {
        const before = cohorts.find(workspaceId, id);
        if (!before) return null;
        const decided = decide(before, coordinatorsOf(id));
        return isRefusal(decided) ? decided : apply(before, decided, now);
      });
    },
    async changeNextDue(now, decide) {
      let row: Row | undefined;
      const work = () => {
        row = due.get(now);
        if (!row) return false;
        const decided = decide(fromRow(row));
        if (decided) apply(fromRow(row), decided, now);
        if (due.get(now)?.id === row.id) putOff.run({ id: row.id, until: now + PAUSE });
        return true;
      };
      return orLetWait({ write }, work, () => {
        if (row) putOff.run({ id: row.id, until: now + PAUSE });
      });
    },
  };
}

/** Tells apart what decides on which days people of a cohort may be nudged. */
function daysOff({ workingDays, holidays }: Cohort): string {
  return JSON.stringify([workingDays, holidays]);
}

export type CohortTable = ReturnType<typeof cohortTable>;

/** Statements on cohorts. */
export function cohortTable(db: Database.Database) {
  const find = db.prepare<[string, string], Row>('SELECT * FROM cohorts WHERE workspace_id = ? AND id = ?');
  const insert = db.prepare<[Row]>(`
    INSERT INTO cohorts
      (id, workspace_id, name, name_key, starts_on, ends_on, cadence_weeks, meeting_minutes, zone, state, archived_at, days_json,
       holidays_json, mentor_limit, channel_id, due_at, created_by, created_at)
    VALUES
      (@id, @workspace_id, @name, @name_key, @starts_on, @ends_on, @cadence_weeks, @meeting_minutes, @zone, @state, @archived_at,
       @days_json, @holidays_json, @mentor_limit, @channel_id, @due_at, @created_by, @created_at)
    ON CONFLICT (workspace_id, name_key) DO NOTHING`);
  const update = db.prepare<[Row]>(`
    UPDATE OR IGNORE cohorts SET
      name = @name, name_key = @name_key, starts_on = @starts_on, ends_on = @ends_on, cadence_weeks = @cadence_weeks,
      meeting_minutes = @meeting_minutes, zone = @zone, state = @state, archived_at = @archived_at, days_json = @days_json,
      holidays_json = @holidays_json, mentor_limit = @mentor_limit, channel_id = @channel_id, due_at = @due_at
    WHERE id = @id`);
  return {
    find(workspaceId: string, id: string): Cohort | null {
      const row = find.get(workspaceId, id);
      return row ? fromRow(row) : null;
    },
    /** False when its name is taken. */
    insert(cohort: Cohort): boolean {
      return insert.run(toRow(cohort)).changes === 1;
    },
    /** False when its name is taken. */
    update(cohort: Cohort): boolean {
      return update.run(toRow(cohort)).changes === 1;
    },
  };
}

function fromRow(row: Row): Cohort {
  return {
    id: row.id,
    workspaceId: row.workspace_id,
    name: row.name,
    startsOn: row.starts_on,
    endsOn: row.ends_on,
    cadenceWeeks: row.cadence_weeks,
    meetingMinutes: row.meeting_minutes,
    zone: row.zone,
    state: row.state,
    archivedAt: row.archived_at,
    workingDays: JSON.parse(row.days_json),
    ...holidaysIn(row),
    mentorLimit: row.mentor_limit,
    channelId: row.channel_id,
    createdBy: row.created_by,
    createdAt: row.created_at,
  };
}

function toRow(cohort: Cohort): Row {
  return {
    id: cohort.id,
    workspace_id: cohort.workspaceId,
    name: cohort.name,
    name_key: cohortKey(cohort.name),
    starts_on: cohort.startsOn,
    ends_on: cohort.endsOn,
    cadence_weeks: cohort.cadenceWeeks,
    meeting_minutes: cohort.meetingMinutes,
    zone: cohort.zone,
    state: cohort.state,
    archived_at: cohort.archivedAt,
    days_json: JSON.stringify(cohort.workingDays),
    holidays_json: JSON.stringify(cohort.holidays.map((date) => [date, cohort.holidayNames[date] ?? ''])),
    mentor_limit: cohort.mentorLimit,
    channel_id: cohort.channelId,
    due_at: cohort.state === 'running' ? endOfCohort(cohort) : null,
    created_by: cohort.createdBy,
    created_at: cohort.createdAt,
  };
}

/** Each holiday is kept with its name, empty where it has none. */
function holidaysIn({ holidays_json }: Row): Pick<Cohort, 'holidays' | 'holidayNames'> {
  const kept: [LocalDate, string][] = JSON.parse(holidays_json);
  return { holidays: kept.map(([date]) => date), holidayNames: Object.fromEntries(kept.filter(([, name]) => name)) };
}
