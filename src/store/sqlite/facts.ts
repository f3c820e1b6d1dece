import type Database from 'better-sqlite3';
import { text } from './row.ts';

export type Facts = ReturnType<typeof pairingFacts>;

/** What reports need of each pairing, kept beside its history. To be used inside a transaction. */
export function pairingFacts(db: Database.Database) {
  const refresh = db.prepare(`
    INSERT INTO pairing_facts SELECT * FROM pairing_history WHERE pairing_id = ${text('?')}
    ON CONFLICT (cohort_id, pairing_id) DO UPDATE SET
      next_at = excluded.next_at, proposed = excluded.proposed, first_met = excluded.first_met,
      last_met = excluded.last_met, held = excluded.held, untold = excluded.untold, held_at = excluded.held_at,
      made = excluded.made, kept = excluded.kept, mentor_given_at = excluded.mentor_given_at,
      mentor_usefulness = excluded.mentor_usefulness, mentor_structure = excluded.mentor_structure,
      mentee_given_at = excluded.mentee_given_at, mentee_usefulness = excluded.mentee_usefulness,
      mentee_structure = excluded.mentee_structure, questions = excluded.questions`);

  return {
    /** Writes down what the history of a pairing says by now: to be called after meetings, proposals, commitments or pulses of it were
     * written, and after a question was sent. */
    refresh(pairingId: string): void {
      refresh.run(pairingId);
    },
  };
}
