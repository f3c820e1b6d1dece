import type Database from 'better-sqlite3';
import type { Import, Known, Problem } from '../../core/import.ts';
import type { ImportLine } from '../../core/import-file.ts';
import type { Person } from '../../core/member.ts';
import type { Told } from '../imports.ts';
import { fromBit, toBit } from './row.ts';

/** A row of `imports`. */
export type ImportRow = {
  id: string;
  workspace_id: string;
  cohort_id: string;
  by_user: string;
  name: string;
  state: Import['state'];
  file_id: string | null;
  trouble: string | null;
  cursor: string | null;
  lines: number;
  people: number;
  pairs: number | null;
  created_at: number;
  looked_up_at: number | null;
  told_json: string;
  due_at: number | null;
};

/** A row of `import_lines`. */
export type LineRow = {
  import_id: string;
  line: number;
  mentor: string;
  mentee: string;
  cadence: string;
  spills: number;
  problems_json: string | null;
};

const UNTOLD: Told = {
  progress: null,
  file: null,
  fileTries: 0,
  parts: 0,
  result: null,
  posting: null,
  drawn: '',
  drawnAt: 0,
};

export type ImportTables = ReturnType<typeof importTables>;

/** Statements on imports, their lines, and whom those name. To be used inside a transaction. */
export function importTables(db: Database.Database) {
  const find = db.prepare<[string, string], ImportRow>('SELECT * FROM imports WHERE workspace_id = ? AND id = ?');
  const byId = db.prepare<[string], ImportRow>('SELECT * FROM imports WHERE id = ?');
  const insert = db.prepare<[ImportRow]>(`
    INSERT INTO imports
      (id, workspace_id, cohort_id, by_user, name, state, file_id, trouble, cursor, lines, people, pairs, created_at, looked_up_at, told_json,
       due_at)
    VALUES
      (@id, @workspace_id, @cohort_id, @by_user, @name, @state, @file_id, @trouble, @cursor, @lines, @people, @pairs, @created_at,
       @looked_up_at, @told_json, @due_at)`);
  const update = db.prepare<[ImportRow]>(`
    UPDATE imports SET
      name = @name, state = @state, file_id = @file_id, trouble = @trouble, cursor = @cursor, lines = @lines, people = @people, pairs = @pairs,
      looked_up_at = @looked_up_at, told_json = @told_json, due_at = @due_at
    WHERE id = @id`);

  const insertLine = db.prepare<[LineRow]>(`
    INSERT INTO import_lines (import_id, line, mentor, mentee, cadence, spills, problems_json)
    VALUES (@import_id, @line, @mentor, @mentee, @cadence, @spills, @problems_json)`);
  const lines = db.prepare<[string], LineRow>('SELECT * FROM import_lines WHERE import_id = ? ORDER BY line');
  const good = db.prepare<[string], LineRow>(
    'SELECT * FROM import_lines WHERE import_id = ? AND problems_json IS NULL ORDER BY line',
  );
  const setProblems = db.prepare(
    'UPDATE import_lines SET problems_json = @problems WHERE import_id = @id AND line = @line',
  );
  const dropLines = db.prepare('DELETE FROM import_lines WHERE import_id = ?');

  const insertPerson = db.prepare('INSERT INTO import_people (import_id, named) VALUES (@id, @named)');
  const known = db.prepare<
    [{ id: string; workspaceId: string }],
    { named: string; person: string | null; active: number | null }
  >(`
    SELECT named, person_json AS person, members.active FROM import_people
    LEFT JOIN members ON members.workspace_id = @workspaceId AND members.user_id = import_people.user_id
    WHERE import_id = @id AND looked_up = 1`);
  const know = db.prepare(`
    UPDATE import_people SET looked_up = 1, user_id = @userId, person_json = @person WHERE import_id = @id AND named = @named`);
  const restIsUnknown = db.prepare('UPDATE import_people SET looked_up = 1 WHERE import_id = ? AND looked_up = 0');
  const forgetPeople = db.prepare(
    'UPDATE import_people SET looked_up = 0, user_id = NULL, person_json = NULL WHERE import_id = ?',
  );
  const dropPeople = db.prepare('DELETE FROM import_people WHERE import_id = ?');

  return {
    find: (workspaceId: string, id: string) => find.get(workspaceId, id),
    byId: (id: string) => byId.get(id),
    insert(made: Import, dueAt: number | null): void {
      insert.run({ ...columnsOf(made), told_json: JSON.stringify(UNTOLD), due_at: dueAt });
    },
    /** The import after the change. */
    save(row: ImportRow, change: Partial<Import>, dueAt: number | null): Import {
      const after = { ...importOf(row), ...change, id: row.id };
      update.run({ ...columnsOf(after), told_json: row.told_json, due_at: dueAt });
      return after;
    },
    tell(row: ImportRow, told: Told, dueAt: number | null): void {
      update.run({ ...row, told_json: JSON.stringify(told), due_at: dueAt });
    },
    putOff(row: ImportRow, dueAt: number | null): void {
      update.run({ ...row, due_at: dueAt });
    },
    writeLines(id: string, added: readonly ImportLine[], people: readonly string[]): void {
      for (const each of added)
        insertLine.run({ ...each, import_id: id, spills: toBit(each.spills), problems_json: null });
      for (const named of people) insertPerson.run({ id, named });
    },
    lines: (id: string) => lines.all(id).map(lineOf),
    /** Those in whose way nothing was at the last check. */
    goodLines: (id: string) => good.all(id).map(lineOf),
    setProblems(id: string, line: number, problems: readonly Problem[] | null): void {
      setProblems.run({ id, line, problems: problems && JSON.stringify(problems) });
    },
    /** What is known of whom the lines name; whoever was deactivated since is so here. */
    known(row: ImportRow): Map<string, Known> {
      const found = known.all({ id: row.id, workspaceId: row.workspace_id });
      return new Map(found.map(({ named, person, active }) => [named, personOf(person, active)]));
    },
    know(id: string, named: string, person: Known): void {
      know.run({ id, named, userId: person?.userId ?? null, person: person && JSON.stringify(person) });
    },
    restIsUnknown(id: string): void {
      restIsUnknown.run(id);
    },
    forgetPeople(id: string): void {
      forgetPeople.run(id);
    },
    /** Takes the lines out of the file, and whom they name. */
    dropLines(id: string): void {
      dropLines.run(id);
      dropPeople.run(id);
    },
  };
}

export function importOf(row: ImportRow): Import {
  return {
    id: row.id,
    workspaceId: row.workspace_id,
    cohortId: row.cohort_id,
    by: row.by_user,
    name: row.name,
    state: row.state,
    fileId: row.file_id,
    trouble: row.trouble,
    cursor: row.cursor,
    lines: row.lines,
    people: row.people,
    pairs: row.pairs,
    createdAt: row.created_at,
    lookedUpAt: row.looked_up_at,
  };
}

function columnsOf(made: Import): Omit<ImportRow, 'told_json' | 'due_at'> {
  return {
    id: made.id,
    workspace_id: made.workspaceId,
    cohort_id: made.cohortId,
    by_user: made.by,
    name: made.name,
    state: made.state,
    file_id: made.fileId,
    trouble: made.trouble,
    cursor: made.cursor,
    lines: made.lines,
    people: made.people,
    pairs: made.pairs,
    created_at: made.createdAt,
    looked_up_at: made.lookedUpAt,
  };
}

export function toldIn({ told_json }: ImportRow): Told {
  return JSON.parse(told_json);
}

export function lineOf({ line, mentor, mentee, cadence, spills }: LineRow): ImportLine {
  return { line, mentor, mentee, cadence, spills: fromBit(spills) };
}

function personOf(json: string | null, active: number | null): Known {
  if (json === null) return null;
  const person: Person = JSON.parse(json);
  return active === 0 && person.kind === 'member' ? { ...person, kind: 'deactivated' } : person;
}
