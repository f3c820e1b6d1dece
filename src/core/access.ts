import type { Cohort } from './cohort.ts';
import type { Import } from './import.ts';
import { type Pair, roleOf } from './pairing.ts';

/** Somebody who wants to do something. `memberId` is ours, null for a person we have not met; `coordinates` are cohort ids. */
export type Actor = { userId: string; memberId: string | null; isAdmin: boolean; coordinates: readonly string[] };

export type Action =
  | 'create a cohort'
  | 'appoint coordinators'
  | 'run the cohort'
  | 'pair people'
  | 'answer the import'
  | 'see the report'
  | 'look after the pair'
  | 'see the pair'
  | 'book for the pair'
  | 'pause or end the pair'
  | 'ask for help';

/** What it is done to: a cohort, a pair, an import, or the installation as such. */
export type Thing =
  | { cohort: Pick<Cohort, 'id'> }
  | { pair: Pair }
  | { import: Pick<Import, 'cohortId' | 'by'> }
  | 'installation';

/**
 * Whether `actor` may do `action` to `thing`. Denies whatever is not named here; asked again on every submission. To `look after the pair`
 * is to pause it, end it or give it another mentor: who runs a cohort never sees what a pair wrote.
 */
export function can(actor: Actor, action: Action, thing: Thing): boolean {
  switch (action) {
    case 'create a cohort':
      return thing === 'installation' && actor.isAdmin;
    case 'appoint coordinators':
      return thing !== 'installation' && 'cohort' in thing && actor.isAdmin;
    case 'run the cohort':
    case 'pair people':
    case 'see the report':
      return thing !== 'installation' && 'cohort' in thing && runs(actor, thing.cohort);
    case 'answer the import':
      // Whoever brought it saw what comes of it.
      return (
        thing !== 'installation' &&
        'import' in thing &&
        thing.import.by === actor.userId &&
        runs(actor, { id: thing.import.cohortId })
      );
    case 'look after the pair':
      return thing !== 'installation' && 'pair' in thing && runs(actor, thing.pair.cohort);
    case 'see the pair':
    case 'book for the pair':
    case 'pause or end the pair':
    case 'ask for help':
      return (
        thing !== 'installation' &&
        'pair' in thing &&
        actor.memberId !== null &&
        roleOf(thing.pair, actor.memberId) !== null
      );
    default:
      action satisfies never;
      return false;
  }
}

function runs(actor: Actor, cohort: Pick<Cohort, 'id'>): boolean {
  return actor.isAdmin || actor.coordinates.includes(cohort.id);
}
