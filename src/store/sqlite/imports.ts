import { NOBODY } from '../../core/audit.ts';
import type { Import } from '../../core/import.ts';
import { isRefusal } from '../../core/refusal.ts';
import type { ImportStore, StagedImport } from '../imports.ts';
import type { AuditTable } from './audit.ts';
import type { CohortTable } from './cohorts.ts';
import type { Connection } from './connection.ts';
import type { ImportPairs } from './import-pairs.ts';
import { type ImportRow, type ImportTables, importOf, type LineRow, lineOf, toldIn } from './import-tables.ts';
import { text } from './row.ts';

/** The part of `store.imports`, on a connection. */
export function importStore(
  { db, read, write, aside }: Connection,
  imports: ImportTables,
  cohorts: CohortTable,
  pairs: ImportPairs,
  audit: AuditTable,
): ImportStore {
  const due = db.prepare<[number], ImportRow>(
    'SELECT * FROM imports WHERE due_at IS NOT NULL AND due_at <= ? ORDER BY due_at, id LIMIT 1',
  );
  const nextDueAt = db
    .prepare<[], number>('SELECT due_at FROM imports WHERE due_at IS NOT NULL ORDER BY due_at LIMIT 1')
    .pluck();
  const old = db.prepare<[number], ImportRow>(`
    SELECT * FROM imports WHERE state IN ('fetching', 'looking-up', 'checked', 'outdated') AND created_at < ?
    ORDER BY created_at, id LIMIT 1`);
  const toLookUp = db
    .prepare<[{ id: string; count: number }], string>(
      `SELECT named FROM import_people WHERE import_id = @id AND looked_up = 0
      ORDER BY INSTR(named, '@') = 0, named LIMIT @count`,
    )
    .pluck();
  const lookedUp = db
    .prepare<[string], number>('SELECT COUNT(*) FROM import_people WHERE import_id = ? AND looked_up = 1')
    .pluck();
  const problems = db.prepare<[{ id: string; after: number; count: number }], LineRow>(`
    SELECT * FROM import_lines WHERE import_id = @id AND line > @after AND problems_json IS NOT NULL
    ORDER BY line LIMIT @count`);
  const problemCount = db
    .prepare<[string], number>('SELECT COUNT(*) FROM import_lines WHERE import_id = ? AND problems_json IS NOT NULL')
    .pluck();
  const personChanged = db.prepare(`
    UPDATE import_people SET person_json = @person
    WHERE user_id = ${text('@userId')} AND EXISTS (
      SELECT 1 FROM imports WHERE imports.id = import_people.import_id AND imports.workspace_id = @workspaceId)`);

  const staged = (row: ImportRow | undefined): StagedImport | null =>
    row ? { import: importOf(row), told: toldIn(row) } : null;
  const facts = (row: ImportRow, cohortId: string) => ({
    known: imports.known(row),
    standing: pairs.standing(cohortId),
  });

  /** What comes of a yes, given all that it looks at; undefined when its cohort is gone. */
  function answerFacts(row: ImportRow, decide: Parameters<ImportStore['preview']>[2]) {
    const cohort = cohorts.find(row.workspace_id, row.cohort_id);
    const lines = imports.goodLines(row.id);
    return cohort ? decide({ ...facts(row, cohort.id), lines, import: importOf(row), cohort }) : undefined;
  }

  return {
    async stage(made, found, dueAt) {
      write(() => {
        imports.insert(made, dueAt);
        if (found) imports.writeLines(made.id, found.lines, found.people);
      });
    },
    async find(workspaceId, id) {
      return read(() => staged(imports.find(workspaceId, id)));
    },
    async nextDue(now) {
      return read(() => staged(due.get(now)));
    },
    async nextDueAt() {
      return read(() => nextDueAt.get() ?? null);
    },
    async putOff(id, dueAt) {
      aside(() => {
        const row = imports.byId(id);
        if (row) imports.putOff(row, dueAt);
      });
    },
    async change(workspaceId, id, now, decide, found) {
      return write(() => {
        const row = imports.find(workspaceId, id);
        if (!row) return null;
        const before = importOf(row);
        const decided = decide(before);
        if (isRefusal(decided)) return decided;
        const after = imports.save(row, decided, dueFor(row, now));
        if (found) imports.writeLines(id, found.lines, found.people);
        if (isOver(after)) imports.dropLines(id);
        else if (after.lookedUpAt === null && before.lookedUpAt !== null) imports.forgetPeople(id);
        return after;
      });
    },
    async toLookUp(id, count) {
      return read(() => toLookUp.all({ id, count }));
    },
    async lookedUpCount(id) {
      return read(() => lookedUp.get(id) ?? 0);
    },
    async lookedUp(id, found, now) {
      return write(() => {
        const row = imports.byId(id);
        if (row?.state !== 'looking-up') return false;
        for (const { person, email } of found.people) {
          imports.know(id, person.userId, person);
          if (email) imports.know(id, email, person);
        }
        for (const named of found.unknown) imports.know(id, named, null);
        if (found.isLast) imports.restIsUnknown(id);
        const isDone = toLookUp.get({ id, count: 1 }) === undefined;
        imports.save(row, { cursor: found.cursor, ...(isDone && { lookedUpAt: now }) }, row.due_at);
        return isDone;
      });
    },
    async check(id, now, decide) {
      return write(() => {
        const row = imports.byId(id);
        const cohort = row && cohorts.find(row.workspace_id, row.cohort_id);
        if (row?.state !== 'looking-up' || !cohort) return;
        const checked = decide({ ...facts(row, cohort.id), lines: imports.lines(id), cohort });
        for (const each of checked) imports.setProblems(id, each.line, 'problems' in each ? each.problems : null);
        imports.save(
          row,
          { state: 'checked', pairs: checked.filter((each) => 'mentor' in each).length },
          dueFor(row, now),
        );
      });
    },
    async problems(id, page) {
      return read(() =>
        problems
          .all({ id, ...page })
          .map((row) => ({ ...lineOf(row), problems: JSON.parse(row.problems_json ?? '[]') })),
      );
    },
    async problemCount(id) {
      return read(() => problemCount.get(id) ?? 0);
    },
    async preview(workspaceId, id, decide) {
      return read(() => {
        const found = imports.find(workspaceId, id);
        return found ? (answerFacts(found, decide) ?? null) : null;
      });
    },
    async meet(workspaceId, people, now) {
      // Not what was asked for: that is the yes itself, with which its delivery is noted.
      aside(() => pairs.meet(workspaceId, people, now));
    },
    async accept(workspaceId, id, now, decide) {
      return write(() => {
        const row = imports.find(workspaceId, id);
        const decided = row && answerFacts(row, decide);
        if (!row || !decided) return null;
        if (isRefusal(decided)) return decided;
        if (decided === 'outdated') return imports.save(row, { state: 'outdated' }, dueFor(row, now));
        pairs.make({ id: row.cohort_id, workspaceId }, id, decided.pairs, now);
        for (const entry of decided.audit) audit.note(workspaceId, entry);
        imports.dropLines(id);
        return imports.save(row, { state: 'imported' }, dueFor(row, now));
      });
    },
    async welcomed(id) {
      return read(() => pairs.welcomed(id));
    },
    async tell({ id, state }, told, dueAt) {
      aside(() => {
        const row = imports.byId(id);
        if (row) imports.tell(row, told, row.state === state ? dueAt : row.due_at);
      });
    },
    async personChanged(workspaceId, person) {
      aside(() => personChanged.run({ workspaceId, userId: person.userId, person: JSON.stringify(person) }));
    },
    async dropOld(before, now) {
      return write(() => {
        const row = old.get(before);
        if (!row) return false;
        imports.dropLines(row.id);
        imports.save(row, { state: 'dropped', fileId: null }, dueFor(row, now));
        return true;
      });
    },
  };
}

/** What came from the command line has nobody to be told. */
function dueFor({ by_user }: ImportRow, now: number): number | null {
  return by_user === NOBODY ? null : now;
}

/** Addresses of people are not kept longer than they are needed. */
function isOver({ state }: Import): boolean {
  return state === 'dropped' || state === 'unreadable' || state === 'imported';
}
