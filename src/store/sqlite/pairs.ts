import { memberIn } from '../../core/cohort.ts';
import type { Pair, Pairing } from '../../core/pairing.ts';
import type { BusyTimes } from './busy.ts';
import type { CohortTable } from './cohorts.ts';
import type { HelpTable } from './help.ts';
import type { MeetingTable } from './meetings.ts';
import type { MemberTable } from './members.ts';
import type { PairingTable } from './pairings.ts';
import type { ProposalTable } from './proposals.ts';
import { known } from './row.ts';

export type Tables = {
  help: HelpTable;
  members: MemberTable;
  cohorts: CohortTable;
  pairings: PairingTable;
  meetings: MeetingTable;
  proposals: ProposalTable;
  busy: BusyTimes;
};

export type Pairs = ReturnType<typeof pairReader>;

/** Reads everything that decisions about one pairing look at. To be used inside a transaction. */
export function pairReader({ help, members, cohorts, pairings, meetings, proposals, busy }: Tables) {
  function find(workspaceId: string, id: string, now: number): Pair | null {
    const pairing = pairings.find(workspaceId, id);
    return pairing && of(pairing, now);
  }

  /** The pair of an id that the database itself refers to. */
  function get(id: string, now: number): Pair {
    return of(known(pairings.byId(id), id), now);
  }

  /** The pair of a pairing, written down or about to be. */
  function of(pairing: Pairing, now: number): Pair {
    const { id, workspaceId, cohortId, mentorId, menteeId } = pairing;
    const cohort = known(cohorts.find(workspaceId, cohortId), cohortId);
    return {
      cohort,
      pairing,
      mentor: memberIn(cohort, known(members.byId(mentorId), mentorId)),
      mentee: memberIn(cohort, known(members.byId(menteeId), menteeId)),
      ...happeningIn(id),
      busy: { mentor: busy.of(mentorId, id, now), mentee: busy.of(menteeId, id, now) },
    };
  }

  /** A pair once its pairing, its meetings, its proposals or its requests for help were written: what else is known of it stays as it was before. */
  function after(before: Pair, pairing: Pairing): Pair {
    return { ...before, pairing, ...happeningIn(pairing.id) };
  }

  function happeningIn(id: string): Pick<Pair, 'proposal' | 'next' | 'past' | 'cancelled' | 'help'> {
    return {
      proposal: proposals.open(id),
      next: meetings.booked(id),
      past: meetings.past(id),
      cancelled: meetings.cancelled(id),
      help: help.openOf(id),
    };
  }

  return { find, get, of, after };
}
