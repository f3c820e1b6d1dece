-- What reports count, what they showed last, and which of the pairs in need somebody has looked after.

CREATE INDEX pairings_in_order ON pairings (cohort_id, id);
CREATE INDEX meetings_in_order ON meetings (pairing_id, state, starts_at, outcome, ends_at);
CREATE INDEX meetings_made ON meetings (pairing_id, created_at);
CREATE INDEX proposals_made ON proposals (pairing_id, created_at);
CREATE INDEX nudges_asked ON nudges (pairing_id, sent_at, kind) WHERE state = 'sent' AND asks = 1;
CREATE INDEX commitments_made ON commitments (pairing_id, state);
CREATE INDEX pulses_latest ON pulses (pairing_id, member_id, given_at, usefulness, structure);

-- The figures of the last report that somebody got of a cohort, to tell them what changed since.
CREATE TABLE reports (
  workspace_id TEXT NOT NULL,
  cohort_id TEXT NOT NULL,
  -- Slack's id: who runs the installation need not be a member.
  user_id TEXT NOT NULL,
  at INTEGER NOT NULL,
  figures_json TEXT NOT NULL,
  PRIMARY KEY (cohort_id, user_id),
  FOREIGN KEY (workspace_id, cohort_id) REFERENCES cohorts (workspace_id, id)
) STRICT;

-- What people said of their meetings, as it was last shown to anybody: two figures that a few people tell apart would give those few away.
CREATE TABLE shown_pulses (
  workspace_id TEXT NOT NULL,
  cohort_id TEXT NOT NULL,
  figure TEXT NOT NULL CHECK (figure IN ('usefulness', 'structure')),
  value REAL NOT NULL,
  people INTEGER NOT NULL CHECK (people > 0),
  -- Answers given before this UTC ms are behind it.
  until INTEGER NOT NULL,
  PRIMARY KEY (cohort_id, figure),
  FOREIGN KEY (workspace_id, cohort_id) REFERENCES cohorts (workspace_id, id)
) STRICT;

-- Somebody looked at why a pairing needs a human. The occurrence is one such reason; the next one is asked about anew.
CREATE TABLE looked_after (
  workspace_id TEXT NOT NULL,
  pairing_id TEXT NOT NULL,
  occurrence TEXT NOT NULL,
  -- When to come back to it; null when it was dismissed.
  until INTEGER,
  -- Slack's id.
  user_id TEXT NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (pairing_id, occurrence),
  FOREIGN KEY (workspace_id, pairing_id) REFERENCES pairings (workspace_id, id)
) STRICT;
