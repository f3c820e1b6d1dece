import Database from 'better-sqlite3';

/** What the bot's database says of a message. */
export type NudgeRow = {
  id: string;
  pairing_id: string;
  kind: string;
  occurrence: string;
  about_json: string;
  planned_at: number;
  due_at: number;
  not_after: number;
  state: 'planned' | 'claimed' | 'sent' | 'uncertain' | 'cancelled' | 'expired' | 'dead';
  attempts: number;
  channel: string | null;
  ts: string | null;
  reason: string | null;
};
export type ProposalRow = {
  id: string;
  pairing_id: string;
  state: string;
  starts_at: number;
  ends_at: number;
  place: string;
  created_at: number;
};
export type MeetingRow = ProposalRow & { sequence: number; outcome: string | null; updated_at: number };
export type PairingRow = {
  id: string;
  mentor: string;
  mentee: string;
  cycle: number;
  ladder: number;
  ended_at: number | null;
};

/** Reads the bot's database from outside, while the bot is there or while it is not; each time anew, so that nothing is held. */
export type Books = {
  nudges(): NudgeRow[];
  proposals(): ProposalRow[];
  meetings(): MeetingRow[];
  /** With the Slack user ids of the two. */
  pairings(): PairingRow[];
  /** How many messages are to be posted, looked for or drawn anew by `now`. */
  unsettled(now: number): { due: number; underWay: number; stale: number };
};

export function readBooks(path: string): Books {
  function all<T>(sql: string, ...values: unknown[]): T[] {
    const db = new Database(path, { readonly: true });
    try {
      return db.prepare<unknown[], T>(sql).all(...values);
    } finally {
      db.close();
    }
  }

  return {
    nudges: () => all('SELECT * FROM nudges ORDER BY planned_at, id'),
    proposals: () => all('SELECT * FROM proposals ORDER BY created_at, id'),
    meetings: () => all('SELECT * FROM meetings ORDER BY created_at, id'),
    pairings: () =>
      all(`
        SELECT pairings.id, pairings.cycle, pairings.ladder, pairings.ended_at, mentor.user_id AS mentor,
          mentee.user_id AS mentee
        FROM pairings
        JOIN members AS mentor ON mentor.id = pairings.mentor_id JOIN members AS mentee ON mentee.id = pairings.mentee_id`),
    unsettled(now) {
      const sql = `
        SELECT COUNT(*) FILTER (WHERE state = 'planned' AND due_at <= ?) AS due,
          COUNT(*) FILTER (WHERE state IN ('claimed', 'uncertain')) AS underWay,
          COUNT(*) FILTER (WHERE state = 'sent' AND redraw_at <= ?) AS stale
        FROM nudges`;
      const [found] = all<{ due: number; underWay: number; stale: number }>(sql, now, now);
      return found ?? { due: 0, underWay: 0, stale: 0 };
    },
  };
}
