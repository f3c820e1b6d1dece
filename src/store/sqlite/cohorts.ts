import type Database from 'better-sqlite3';
import { type Cohort, nameTaken } from '../../core/cohort.ts';
import type { CohortStore } from '../store.ts';
import type { Connection } from './connection.ts';

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
  created_by: string;
  created_at: number;
};

/** The part of `store.cohorts`, on a connection. */
export function cohortStore({ db, read, write }: Connection, cohorts: CohortTable): CohortStore {
  const insert = db.prepare<[Row]>(`
    INSERT INTO cohorts
      (id, workspace_id, name, name_key, starts_on, ends_on, cadence_weeks, meeting_minutes, zone, created_by, created_at)
    VALUES
      (@id, @workspace_id, @name, @name_key, @starts_on, @ends_on, @cadence_weeks, @meeting_minutes, @zone, @created_by,
       @created_at)
    ON CONFLICT (workspace_id, name_key) DO NOTHING`);
  const appoint = db.prepare(
    'INSERT INTO coordinators (workspace_id, cohort_id, member_id) VALUES (@workspaceId, @cohortId, @memberId)',
  );
  const list = db.prepare<[string], Row>(
    'SELECT * FROM cohorts WHERE workspace_id = ? ORDER BY created_at DESC, id DESC',
  );
  const coordinatedBy = db.prepare<[string], Row>(`
    SELECT cohorts.* FROM coordinators JOIN cohorts ON cohorts.id = coordinators.cohort_id
    WHERE coordinators.member_id = ? ORDER BY cohorts.created_at DESC, cohorts.id DESC`);

  return {
    async create(cohort) {
      return write(() => {
        if (insert.run(toRow(cohort)).changes === 0) return nameTaken(cohort.name.trim());
        appoint.run({ workspaceId: cohort.workspaceId, cohortId: cohort.id, memberId: cohort.createdBy });
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
  };
}

export type CohortTable = ReturnType<typeof cohortTable>;

/** Statements on cohorts. */
export function cohortTable(db: Database.Database) {
  const find = db.prepare<[string, string], Row>('SELECT * FROM cohorts WHERE workspace_id = ? AND id = ?');
  return {
    find(workspaceId: string, id: string): Cohort | null {
      const row = find.get(workspaceId, id);
      return row ? fromRow(row) : null;
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
    createdBy: row.created_by,
    createdAt: row.created_at,
  };
}

function toRow(cohort: Cohort): Row {
  return {
    id: cohort.id,
    workspace_id: cohort.workspaceId,
    name: cohort.name,
    name_key: cohort.name.normalize('NFKC').trim().toLowerCase(),
    starts_on: cohort.startsOn,
    ends_on: cohort.endsOn,
    cadence_weeks: cohort.cadenceWeeks,
    meeting_minutes: cohort.meetingMinutes,
    zone: cohort.zone,
    created_by: cohort.createdBy,
    created_at: cohort.createdAt,
  };
}
