import type { Cohort } from '../src/core/cohort.ts';
import type { Import, Problem } from '../src/core/import.ts';
import { importModal, importStaged } from '../src/features/import.view.ts';
import {
  type ImportCard,
  problemFileWords,
  problemParts,
  progressMessage,
  resultMessage,
  unreadableMessage,
} from '../src/features/import-sweep.view.ts';
import type { BadLine } from '../src/features/shared/import-problems.view.ts';
import { MONDAY, makeCohort } from './core/make.ts';

/** An import of 3,750 lines, of which 3,550 make a pair. */
export function makeImport(over: Partial<Import> = {}): Import {
  return {
    id: 'import',
    workspaceId: 'T1',
    cohortId: 'cohort',
    by: 'UADA',
    name: 'pairs.csv',
    state: 'checked',
    fileId: null,
    trouble: null,
    cursor: null,
    lines: 3_750,
    people: 7_500,
    pairs: 3_550,
    createdAt: MONDAY,
    lookedUpAt: MONDAY,
    ...over,
  };
}

const PROBLEMS: Problem[] = [
  { why: 'missing', who: 'mentor' },
  { why: 'malformed', who: 'mentee' },
  { why: 'unknown', who: 'mentor' },
  { why: 'deactivated', who: 'mentee' },
  { why: 'bot', who: 'mentor' },
  { why: 'guest', who: 'mentee' },
  { why: 'outsider', who: 'mentor' },
  { why: 'same-person' },
  { why: 'already-paired' },
  { why: 'double', line: 2 },
  { why: 'over-limit', limit: 3 },
  { why: 'cadence' },
  { why: 'cells' },
];

/** So many lines that make no pair, each with another problem and the last with all of them; `cell` is what stands in each. */
export function badLines(many: number, cell = 'nobody@example.com'): BadLine[] {
  return Array.from({ length: many }, (_, at): BadLine => {
    const problems = at === many - 1 ? PROBLEMS : [PROBLEMS[at % PROBLEMS.length] as Problem];
    return { line: at + 2, mentor: cell, mentee: cell, cadence: cell, spills: false, problems };
  });
}

/** All that somebody is shown of an import into a cohort, with `cell` in the lines that make no pair. */
export function viewsOfImports(cohort: Cohort = makeCohort(), cell?: string, name = 'pairs.csv'): unknown[] {
  const states: Import['state'][] = ['unreadable', 'looking-up', 'checked', 'outdated', 'imported', 'dropped'];
  const cards = states.flatMap((state) =>
    ([0, 1, 13, 200, 4_000] as const).flatMap((bad) =>
      [true, false].map(
        (hasFile): ImportCard => ({
          import: makeImport({
            state,
            name,
            pairs: bad === 0 ? 1 : 3_550,
            ...(state === 'unreadable' && { trouble: cell ?? 'No.' }),
          }),
          cohort,
          bad: badLines(bad, cell),
          hasFile,
          welcomed: bad,
        }),
      ),
    ),
  );
  const nothing: ImportCard = {
    import: makeImport({ pairs: 0 }),
    cohort,
    bad: badLines(3, cell),
    hasFile: false,
    welcomed: 0,
  };
  const draft = cards.map((card) => ({ ...card, cohort: { ...cohort, state: 'draft' as const } }));
  const ended = cards.map((card) => ({ ...card, cohort: { ...cohort, state: 'ended' as const } }));
  return [
    importModal([cohort], cohort.id),
    importModal(
      Array.from({ length: 150 }, (_, at) => ({ ...cohort, id: `cohort-${at}` })),
      'cohort-0',
    ),
    importStaged(cohort),
    ...cards.flatMap((card) => [progressMessage(card, 2_400, false), progressMessage(card, 7_500, true)]),
    ...[...cards, ...draft, ...ended, nothing].map((card) =>
      card.import.state === 'unreadable' ? unreadableMessage(card) : resultMessage(card),
    ),
    ...cards.flatMap((card) => problemParts(card)),
    problemFileWords(badLines(200, cell)),
  ];
}
