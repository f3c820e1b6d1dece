import { randomUUID } from 'node:crypto';
import type { Cohort } from '../../src/core/cohort.ts';
import { checkLines, type Import, peopleOf } from '../../src/core/import.ts';
import type { ImportLine } from '../../src/core/import-file.ts';
import type { Person } from '../../src/core/member.ts';
import type { Store } from '../../src/store/store.ts';
import { MONDAY, makeCast, makePerson, WORKSPACE } from './make.ts';

/** An import of lines into a cohort as it is brought by Cleo. */
export function makeImport(
  cohort: Pick<Cohort, 'id'>,
  lines: readonly ImportLine[],
  over: Partial<Import> = {},
): Import {
  return {
    id: randomUUID(),
    workspaceId: WORKSPACE,
    cohortId: cohort.id,
    by: 'UCLEO',
    name: 'pairs.csv',
    state: 'looking-up',
    fileId: null,
    trouble: null,
    cursor: null,
    lines: lines.length,
    people: peopleOf(lines).length,
    pairs: null,
    createdAt: MONDAY,
    lookedUpAt: null,
    ...over,
  };
}

/** Lines from `mentor mentee` each, from line 2 on; people are `<name>@x.org`. */
export function makeLines(...rows: string[]): ImportLine[] {
  return rows.map((row, at) => {
    const [mentor = '', mentee = '', cadence = ''] = row.split(' ');
    return { line: at + 2, mentor: `${mentor}@x.org`, mentee: `${mentee}@x.org`, cadence, spills: false };
  });
}

/** Somebody as Slack lists them. */
export function listed(name: string, over: Partial<Person> = {}): { person: Person; email: string } {
  return { person: makePerson(name, over), email: `${name.toLowerCase()}@x.org` };
}

/** Brings lines into a cohort, finds out who the people are, and checks. The import's id. */
export async function checked(
  store: Store,
  cohort: Cohort,
  lines: ImportLine[],
  people: ReturnType<typeof listed>[],
): Promise<string> {
  const made = makeImport(cohort, lines);
  await store.imports.stage(made, { lines, people: peopleOf(lines) }, MONDAY);
  await store.imports.lookedUp(made.id, { people, unknown: [], isLast: true, cursor: null }, MONDAY);
  await store.imports.check(made.id, MONDAY, (facts) =>
    checkLines(facts.lines, facts.known, facts.cohort, facts.standing),
  );
  return made.id;
}

/** The same with so many pairs of people whom nobody knew, in the cohort that Cleo runs. */
export async function checkedImport(store: Store, pairs: number): Promise<string> {
  const [known] = await store.cohorts.list(WORKSPACE);
  const cohort = known ?? (await makeCast(store)).cohort;
  const run = randomUUID().slice(0, 8);
  const names = Array.from({ length: pairs }, (_, at) => [`${run}m${at}`, `${run}n${at}`] as const);
  const people = names.flat().map((name) => listed(name));
  return checked(store, cohort, makeLines(...names.map((two) => two.join(' '))), people);
}
