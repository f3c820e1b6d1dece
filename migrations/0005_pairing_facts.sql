-- What a report needs of each pairing, ready to be read, so that it costs the same however long the pairing has gone on.

-- What the history of each pairing says. Times are UTC ms.
CREATE VIEW pairing_history AS
SELECT
  pairings.cohort_id,
  pairings.id AS pairing_id,
  pairings.workspace_id,
  (SELECT starts_at FROM meetings WHERE pairing_id = pairings.id AND state = 'booked') AS next_at,
  EXISTS (SELECT 1 FROM proposals WHERE pairing_id = pairings.id AND state = 'open') AS proposed,
  -- What is over counts as having met, unless somebody said otherwise.
  (SELECT starts_at FROM meetings
    WHERE pairing_id = pairings.id AND state = 'ended' AND (outcome IS NULL OR outcome IN ('held', 'unknown'))
    ORDER BY starts_at LIMIT 1) AS first_met,
  (SELECT ends_at FROM meetings
    WHERE pairing_id = pairings.id AND state = 'ended' AND (outcome IS NULL OR outcome IN ('held', 'unknown'))
    ORDER BY starts_at DESC LIMIT 1) AS last_met,
  (SELECT COUNT(*) FROM meetings WHERE pairing_id = pairings.id AND state = 'ended' AND outcome = 'held') AS held,
  (SELECT COUNT(*) FROM meetings
    WHERE pairing_id = pairings.id AND state = 'ended' AND (outcome IS NULL OR outcome = 'unknown')) AS untold,
  -- When those began that were held: the last one, and what lies less than a hundred days before it.
  (SELECT string_agg(CAST(starts_at AS TEXT), ' ') FROM meetings
    WHERE pairing_id = pairings.id AND state = 'ended' AND outcome = 'held' AND starts_at > (
      SELECT MAX(starts_at) - 100 * 86400000 FROM meetings
      WHERE pairing_id = pairings.id AND state = 'ended' AND outcome = 'held')) AS held_at,
  (SELECT COUNT(*) FROM commitments WHERE pairing_id = pairings.id) AS made,
  (SELECT COUNT(*) FROM commitments WHERE pairing_id = pairings.id AND state = 'kept') AS kept,
  -- What each of the two said last.
  (SELECT given_at FROM pulses WHERE pairing_id = pairings.id AND member_id = pairings.mentor_id
    ORDER BY given_at DESC, usefulness DESC, structure DESC LIMIT 1) AS mentor_given_at,
  (SELECT usefulness FROM pulses WHERE pairing_id = pairings.id AND member_id = pairings.mentor_id
    ORDER BY given_at DESC, usefulness DESC, structure DESC LIMIT 1) AS mentor_usefulness,
  (SELECT structure FROM pulses WHERE pairing_id = pairings.id AND member_id = pairings.mentor_id
    ORDER BY given_at DESC, usefulness DESC, structure DESC LIMIT 1) AS mentor_structure,
  (SELECT given_at FROM pulses WHERE pairing_id = pairings.id AND member_id = pairings.mentee_id
    ORDER BY given_at DESC, usefulness DESC, structure DESC LIMIT 1) AS mentee_given_at,
  (SELECT usefulness FROM pulses WHERE pairing_id = pairings.id AND member_id = pairings.mentee_id
    ORDER BY given_at DESC, usefulness DESC, structure DESC LIMIT 1) AS mentee_usefulness,
  (SELECT structure FROM pulses WHERE pairing_id = pairings.id AND member_id = pairings.mentee_id
    ORDER BY given_at DESC, usefulness DESC, structure DESC LIMIT 1) AS mentee_structure,
  -- When they were asked to do what a time answers, in the hundred days before the last such question; and after each, behind a colon, when
  -- the next time was offered or booked.
  (SELECT string_agg(CAST(sent_at AS TEXT) || ':' || COALESCE(CAST(
      (SELECT MIN(created_at) FROM (
        SELECT MIN(created_at) AS created_at FROM proposals
          WHERE pairing_id = pairings.id AND created_at >= nudges.sent_at
        UNION ALL SELECT MIN(created_at) FROM meetings
          WHERE pairing_id = pairings.id AND created_at >= nudges.sent_at) AS answer)
      AS TEXT), ''), ' ')
    FROM nudges
    WHERE pairing_id = pairings.id AND to_id IN (pairings.mentor_id, pairings.mentee_id) AND state = 'sent' AND asks = 1
      AND kind IN ('welcome', 'book', 'next-meeting-due', 'proposal-unanswered') AND sent_at > (
        SELECT MAX(sent_at) - 100 * 86400000 FROM nudges
        WHERE pairing_id = pairings.id AND to_id IN (pairings.mentor_id, pairings.mentee_id) AND state = 'sent' AND asks = 1
          AND kind IN ('welcome', 'book', 'next-meeting-due', 'proposal-unanswered'))) AS questions
FROM pairings;

-- The same, written down whenever it changes. A pairing that has no history yet has no row.
CREATE TABLE pairing_facts (
  cohort_id TEXT NOT NULL,
  pairing_id TEXT NOT NULL,
  workspace_id TEXT NOT NULL,
  next_at INTEGER,
  proposed INTEGER NOT NULL CHECK (proposed IN (0, 1)),
  first_met INTEGER,
  last_met INTEGER,
  held INTEGER NOT NULL,
  untold INTEGER NOT NULL,
  held_at TEXT,
  made INTEGER NOT NULL,
  kept INTEGER NOT NULL,
  mentor_given_at INTEGER,
  mentor_usefulness INTEGER,
  mentor_structure TEXT,
  mentee_given_at INTEGER,
  mentee_usefulness INTEGER,
  mentee_structure TEXT,
  questions TEXT,
  PRIMARY KEY (cohort_id, pairing_id),
  FOREIGN KEY (workspace_id, pairing_id) REFERENCES pairings (workspace_id, id)
) STRICT, WITHOUT ROWID;


-- Whatever was sent, in one index in place of three, so that sending writes fewer pages; what falls due next is in `nudges_due` as well.
DROP INDEX nudges_newest;
DROP INDEX nudges_last_asked;
DROP INDEX nudges_asked;
DROP INDEX nudges_due_next;
CREATE INDEX nudges_sent ON nudges (pairing_id, to_id, sent_at, ts, stands, asks, kind) WHERE state = 'sent';
-- What may still be drawn anew is found without reading all that ever was sent.
DROP INDEX nudges_of_pairing;
CREATE INDEX nudges_of_pairing ON nudges (pairing_id, state, live);

INSERT INTO pairing_facts SELECT * FROM pairing_history;
