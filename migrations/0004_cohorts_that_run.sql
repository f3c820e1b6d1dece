-- Cohorts that are prepared, run and end; pairs with a rhythm of their own that can pause; and who did what.

-- Whether somebody chose their days and hours themselves; else the working days of each cohort count.
ALTER TABLE members ADD COLUMN own_hours INTEGER NOT NULL DEFAULT 0 CHECK (own_hours IN (0, 1));
UPDATE members SET own_hours = 1 WHERE hours_json <> '{"days":[1,2,3,4,5],"from":570,"to":990}';

ALTER TABLE cohorts ADD COLUMN state TEXT NOT NULL DEFAULT 'running' CHECK (state IN ('draft', 'running', 'ended'));
ALTER TABLE cohorts ADD COLUMN archived_at INTEGER;
ALTER TABLE cohorts ADD COLUMN days_json TEXT NOT NULL DEFAULT '[1,2,3,4,5]';
ALTER TABLE cohorts ADD COLUMN holidays_json TEXT NOT NULL DEFAULT '[]';
-- Mentees that one mentor may have at a time; null for any number.
ALTER TABLE cohorts ADD COLUMN mentor_limit INTEGER CHECK (mentor_limit > 0);
-- Where what concerns everybody is announced; null for nowhere.
ALTER TABLE cohorts ADD COLUMN channel_id TEXT;
-- When somebody has to look whether a running cohort is over; null for the others.
ALTER TABLE cohorts ADD COLUMN due_at INTEGER;
-- By then its last day is over everywhere on earth. From now on the application writes the very moment.
UPDATE cohorts SET due_at = (unixepoch(ends_on) + 36 * 3600) * 1000;

CREATE INDEX cohorts_due ON cohorts (due_at, id) WHERE due_at IS NOT NULL;

-- Weeks between the meetings of this pair; null for the rhythm of its cohort.
ALTER TABLE pairings ADD COLUMN cadence_weeks INTEGER CHECK (cadence_weeks > 0);
ALTER TABLE pairings ADD COLUMN paused_until INTEGER;
-- When somebody has to look whether it begins or ends; null for never. A ladder of 0 has not begun.
ALTER TABLE pairings ADD COLUMN look_at INTEGER;

CREATE INDEX pairings_to_look_at ON pairings (look_at, id) WHERE look_at IS NOT NULL;
CREATE INDEX pairings_of_mentor_in_cohort ON pairings (cohort_id, mentor_id) WHERE state = 'active';
CREATE INDEX pairings_of_mentee_in_cohort ON pairings (cohort_id, mentee_id) WHERE state = 'active';

-- When a nudge was due before it was put off; it is looked at again once what put it off has changed.
ALTER TABLE nudges ADD COLUMN meant_for INTEGER;

-- Who did what to a cohort and its pairs. Status only, nothing that anybody wrote.
CREATE TABLE audit (
  number INTEGER PRIMARY KEY,
  workspace_id TEXT NOT NULL,
  at INTEGER NOT NULL,
  -- Slack's id; `cairn` for what time alone brought about.
  user_id TEXT NOT NULL,
  action TEXT NOT NULL CHECK (action <> ''),
  cohort_id TEXT,
  pairing_id TEXT,
  about_json TEXT NOT NULL
) STRICT;

CREATE INDEX audit_of_cohort ON audit (workspace_id, cohort_id, number);

CREATE TRIGGER audit_is_not_changed BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;
CREATE TRIGGER audit_is_not_shortened BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;
