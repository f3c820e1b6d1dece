import type { Meeting, Proposal } from './meeting.ts';
import type { NudgeKind, NudgePlan } from './nudge.ts';
import type { Pairing } from './pairing.ts';

/**
 * What a decision about a pairing writes, all of it in one transaction. Whatever messages show the pairing are marked to be
 * drawn anew in the same breath.
 */
export type Change = {
  pairing?: Partial<Pick<Pairing, 'state' | 'cycle' | 'ladder' | 'snoozedUntil' | 'endedAt'>>;
  /** Written whole, by id. */
  proposals?: Proposal[];
  /** Written whole, by id. */
  meetings?: Meeting[];
  plan?: NudgePlan[];
  /** Planned nudges of these kinds for this pairing that are no longer wanted. */
  cancel?: NudgeKind[];
};
