import type { Cohort } from './cohort.ts';
import { type Pair, roleOf } from './pairing.ts';

/** Somebody who wants to do something. `memberId` is ours, null for a person we have not met; `coordinates` are cohort ids. */
export type Actor = { userId: string; memberId: string | null; isAdmin: boolean; coordinates: readonly string[] };

export type Action = 'create a cohort' | 'pair people' | 'see the report' | 'see the pair' | 'book for the pair';

/** What it is done to: a cohort, a pair, or the installation as such. */
export type Thing = { cohort: Pick<Cohort, 'id'> } | { pair: Pair } | 'installation';

/** Whether `actor` may do `action` to `thing`. Denies whatever is not named here; asked again on every submission. */
export function can(actor: Actor, action: Action, thing: Thing): boolean {
  switch (action) {
    case 'create a cohort':
      return thing === 'installation' && actor.isAdmin;
    case 'pair people':
    case 'see the report':
      return (
        thing !== 'installation' && 'cohort' in thing && (actor.isAdmin || actor.coordinates.includes(thing.cohort.id))
      );
    case 'see the pair':
    case 'book for the pair':
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
