-- People who leave and come back, and pairs that ask for help.

-- Since when the account is deactivated, UTC ms; null while it is in use.
ALTER TABLE members ADD COLUMN left_at INTEGER;
UPDATE members SET left_at = unixepoch() * 1000 WHERE active = 0;

-- One of a pair wants the coordinators' attention. What they wrote is for the coordinators, and forgotten once it is over.
CREATE TABLE help_requests (
  id TEXT NOT NULL PRIMARY KEY,
  workspace_id TEXT NOT NULL,
  cohort_id TEXT NOT NULL,
  pairing_id TEXT NOT NULL,
  asked_by TEXT NOT NULL,
  reason TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('open', 'taken-back', 'closed')),
  asked_at INTEGER NOT NULL,
  closed_at INTEGER,
  CHECK (state = 'open' OR (reason = '' AND closed_at IS NOT NULL)),
  FOREIGN KEY (workspace_id, cohort_id) REFERENCES cohorts (workspace_id, id),
  FOREIGN KEY (workspace_id, pairing_id) REFERENCES pairings (workspace_id, id),
  FOREIGN KEY (workspace_id, asked_by) REFERENCES members (workspace_id, id)
) STRICT;

CREATE UNIQUE INDEX help_requests_open ON help_requests (pairing_id, asked_by) WHERE state = 'open';
CREATE INDEX help_requests_in_cohort ON help_requests (cohort_id, asked_at, id) WHERE state = 'open';

-- How far the daily look at everybody's account has come; one row to a workspace.
CREATE TABLE people_checks (
  workspace_id TEXT NOT NULL PRIMARY KEY,
  -- When the next look is due, UTC ms: at once while one is under way.
  due_at INTEGER NOT NULL,
  -- When the present one began, UTC ms; null between two.
  began_at INTEGER,
  -- Slack's mark of the next page, or our id of the last person who was looked at; empty at the beginning.
  cursor TEXT NOT NULL
) STRICT;
