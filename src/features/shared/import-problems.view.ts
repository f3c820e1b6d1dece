import { CADENCE_WEEKS } from '../../core/cohort.ts';
import type { Problem } from '../../core/import.ts';
import type { ImportLine } from '../../core/import-file.ts';
import { cut } from '../../slack/kit.ts';

/** A line that makes no pair, with everything that is in its way. */
export type BadLine = ImportLine & { problems: Problem[] };

const CELL_SHOWN = 60;

/** A line that makes no pair, in one line. */
export function sayLine(bad: BadLine): string {
  return `Line ${bad.line}: ${sayProblems(bad)}`;
}

/** Everything that is in the way of a line. */
export function sayProblems(bad: BadLine): string {
  return bad.problems.map((problem) => sayProblem(bad, problem)).join('; ');
}

function sayProblem(bad: BadLine, problem: Problem): string {
  const cell = 'who' in problem ? cut(bad[problem.who].replace(/\s+/g, ' '), CELL_SHOWN) : '';
  switch (problem.why) {
    case 'missing':
      return `there is no ${'who' in problem ? problem.who : ''}`;
    case 'malformed':
      return `“${cell}” is neither an e-mail address nor a Slack id`;
    case 'unknown':
      return `${cell} is unknown to Slack`;
    case 'deactivated':
      return `the account of ${cell} is deactivated`;
    case 'bot':
      return `${cell} is an app`;
    case 'guest':
      return `${cell} is a guest here, and only full members can be paired`;
    case 'outsider':
      return `${cell} belongs to another workspace`;
    case 'same-person':
      return 'mentor and mentee are the same person';
    case 'already-paired':
      return `${cut(bad.mentor, CELL_SHOWN)} and ${cut(bad.mentee, CELL_SHOWN)} are paired already`;
    case 'double':
      return `the same two as on line ${problem.line}`;
    case 'over-limit':
      return `${cut(bad.mentor, CELL_SHOWN)} would have more than ${plural(problem.limit, 'mentee', 'mentees')}`;
    case 'cadence':
      return `“${cut(bad.cadence, CELL_SHOWN)}” is no rhythm: the weeks can be ${CADENCE_WEEKS.slice(0, -1).join(', ')} or ${CADENCE_WEEKS.at(-1)}`;
    case 'cells':
      return 'there are more cells than the first line names';
  }
}

const REASONS: Record<Problem['why'], string> = {
  missing: 'No mentor or no mentee',
  malformed: 'No e-mail address and no Slack id',
  unknown: 'Unknown to Slack',
  deactivated: 'Deactivated',
  bot: 'An app',
  guest: 'A guest',
  outsider: 'Of another workspace',
  'same-person': 'Mentor and mentee are the same person',
  'already-paired': 'Paired already',
  double: 'Twice in the file',
  'over-limit': 'More mentees than a mentor may have',
  cadence: 'No rhythm',
  cells: 'More cells than the first line names',
};

/** How many lines have each problem, the most frequent first. */
export function reasonsOf(bad: readonly BadLine[]): [string, number][] {
  const counts = new Map<Problem['why'], number>();
  for (const { problems } of bad)
    for (const why of new Set(problems.map((each) => each.why))) counts.set(why, (counts.get(why) ?? 0) + 1);
  return [...counts].sort(([, one], [, other]) => other - one).map(([why, times]) => [REASONS[why], times]);
}

/** `1 line`, `2 lines`. */
export function plural(many: number, one: string, more: string): string {
  return `${count(many)} ${many === 1 ? one : more}`;
}

/** A number as people read it: `3,750`. */
export function count(many: number): string {
  return many.toLocaleString('en');
}
