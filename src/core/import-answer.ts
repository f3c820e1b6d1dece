import type { AuditEntry } from './audit.ts';
import { type Cohort, closedToPairs } from './cohort.ts';
import { checkLines, type Import, type Known, type NewPair, type Standing } from './import.ts';
import type { ImportLine } from './import-file.ts';
import { type Refusal, refuse } from './refusal.ts';

/** Everything that a yes to an import looks at: its lines that make a pair, and what is true now. */
export type ImportFacts = {
  import: Import;
  cohort: Cohort;
  lines: ImportLine[];
  known: ReadonlyMap<string, Known>;
  standing: Standing;
};

/** The whole of an import, to be written at once. */
export type Accepted = { pairs: NewPair[]; audit: AuditEntry[] };

/** So long is true what Slack said about people: who left since then is not to be paired. */
export const LOOKED_UP_FOR = 24 * 60 * 60_000;

/**
 * A yes to what was checked: all of its pairs, or `outdated` when one of them could not be made any more, or when the look-up is too long ago.
 * Refuses what has its answer already. `by` is Slack's id of who says so, `now` UTC ms.
 */
export function acceptImport(facts: ImportFacts, by: string, now: number): Accepted | Refusal | 'outdated' {
  const { cohort, known, lines, standing } = facts;
  const { state, lookedUpAt, cohortId, pairs: expected } = facts.import;
  const answered = answeredAlready(state);
  if (answered) return answered;
  const checked = checkLines(lines, known, cohort, standing);
  const pairs = checked.filter((each) => 'mentor' in each);
  const isOld = lookedUpAt === null || lookedUpAt + LOOKED_UP_FOR < now;
  if (isOld || closedToPairs(cohort) || pairs.length !== expected || pairs.length === 0) return 'outdated';
  const about = { pairs: pairs.length, left: facts.import.lines - pairs.length };
  return { pairs, audit: [{ at: now, by, action: 'pairs-imported', cohortId, pairingId: null, about }] };
}

/** A no. Refuses what has been imported. */
export function dropImport({ state }: Import): Partial<Import> | Refusal {
  return state === 'imported' ? ALREADY_IMPORTED : { state: 'dropped' };
}

/** A new check of the same lines. Who was looked up within a day is not looked up again. `now` UTC ms. */
export function checkAgain({ state, lookedUpAt }: Import, now: number): Partial<Import> | Refusal {
  if (state !== 'checked' && state !== 'outdated') return answeredAlready(state) ?? BEING_CHECKED;
  const isOld = lookedUpAt === null || lookedUpAt + LOOKED_UP_FOR < now;
  return { state: 'looking-up', pairs: null, ...(isOld && { lookedUpAt: null, cursor: null }) };
}

const ALREADY_IMPORTED = refuse('imported', 'These pairs are imported already. Each of them is made once.');
const BEING_CHECKED = refuse('being_checked', 'This file is being checked right now. The result comes as a message.');

function answeredAlready(state: Import['state']): Refusal | null {
  switch (state) {
    case 'checked':
      return null;
    case 'imported':
      return ALREADY_IMPORTED;
    case 'dropped':
      return refuse(
        'dropped',
        'This file was dropped, so there is nothing of it left. Bring it again with /cohort import.',
      );
    case 'outdated':
      return refuse('outdated', 'Something has changed since this was checked. Check it again first.');
    default:
      return BEING_CHECKED;
  }
}
