import { inListOrder, type ListedPair, nameKey, namesFit } from '../../core/pair-list.ts';
import type { Pairing } from '../../core/pairing.ts';
import type { PairingStore } from '../store.ts';
import type { Connection } from './connection.ts';
import { fromBit, text } from './row.ts';

type ListedRow = {
  id: string;
  state: Pairing['state'];
  ladder: number;
  paused_until: number | null;
  mentor: string;
  mentee: string;
  mentor_active: number;
  mentee_active: number;
  next_at: number | null;
  proposed: number | null;
  last_met: number | null;
};

/** The lists of `store.pairings`, on a connection. Nothing that anybody wrote is read here. */
export function pairingLists({ db, read }: Connection): Pick<PairingStore, 'listed'> {
  const named = db.prepare<[string], { id: string; state: Pairing['state']; mentor: string; mentee: string }>(`
    SELECT pairings.id, pairings.state, mentors.name AS mentor, mentees.name AS mentee
    FROM pairings
    CROSS JOIN members AS mentors ON mentors.id = pairings.mentor_id
    CROSS JOIN members AS mentees ON mentees.id = pairings.mentee_id
    WHERE pairings.cohort_id = ${text('?')}`);
  const listed = db.prepare<[string], ListedRow>(`
    SELECT pairings.id, pairings.state, pairings.ladder, pairings.paused_until, mentors.name AS mentor, mentees.name AS mentee,
      mentors.active AS mentor_active, mentees.active AS mentee_active, facts.next_at, facts.proposed, facts.last_met
    FROM pairings
    CROSS JOIN members AS mentors ON mentors.id = pairings.mentor_id
    CROSS JOIN members AS mentees ON mentees.id = pairings.mentee_id
    LEFT JOIN pairing_facts AS facts ON facts.cohort_id = pairings.cohort_id AND facts.pairing_id = pairings.id
    WHERE pairings.id = ?`);

  return {
    async listed(cohortId, { words, from, count }) {
      return read(() => {
        const fitting = named
          .all(cohortId)
          .filter(({ mentor, mentee }) => namesFit([mentor, mentee], words))
          .map(({ id, state, mentor, mentee }) => ({ id, state, key: `${nameKey(mentee)} ${nameKey(mentor)}` }))
          .sort(inListOrder);
        const pairs = fitting.slice(from, from + count).flatMap(({ id }) => listed.get(id) ?? []);
        return { pairs: pairs.map(listedFromRow), total: fitting.length };
      });
    },
  };
}

function listedFromRow(row: ListedRow): ListedPair {
  return {
    pairingId: row.id,
    mentor: row.mentor,
    mentee: row.mentee,
    state: row.state,
    begun: row.ladder > 0,
    pausedUntil: row.paused_until,
    mentorActive: fromBit(row.mentor_active),
    menteeActive: fromBit(row.mentee_active),
    nextAt: row.next_at,
    proposed: row.proposed === 1,
    lastMet: row.last_met,
  };
}
