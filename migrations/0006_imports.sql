-- Pairs that somebody brings in a file: looked up and checked one step at a time, and made all at once.

CREATE TABLE imports (
  id TEXT NOT NULL PRIMARY KEY,
  workspace_id TEXT NOT NULL,
  cohort_id TEXT NOT NULL REFERENCES cohorts (id),
  -- Slack's id of who brought it; `cairn` for the command line.
  by_user TEXT NOT NULL,
  name TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('fetching', 'unreadable', 'looking-up', 'checked', 'outdated', 'imported', 'dropped')),
  file_id TEXT,
  trouble TEXT,
  cursor TEXT,
  lines INTEGER NOT NULL,
  people INTEGER NOT NULL,
  pairs INTEGER,
  created_at INTEGER NOT NULL,
  looked_up_at INTEGER,
  -- What its person was shown, and what is on its way to them.
  told_json TEXT NOT NULL,
  -- When its next step is due; null while it waits for its person, and when it is over.
  due_at INTEGER
) STRICT;

CREATE INDEX imports_due ON imports (due_at, id) WHERE due_at IS NOT NULL;
-- Those with lines: addresses of people are not kept longer than they are needed.
CREATE INDEX imports_with_lines ON imports (created_at, id) WHERE state IN ('fetching', 'looking-up', 'checked', 'outdated');

CREATE TABLE import_lines (
  import_id TEXT NOT NULL REFERENCES imports (id),
  line INTEGER NOT NULL,
  mentor TEXT NOT NULL,
  mentee TEXT NOT NULL,
  cadence TEXT NOT NULL,
  spills INTEGER NOT NULL CHECK (spills IN (0, 1)),
  -- Null for a line that makes a pair, and before the check.
  problems_json TEXT,
  PRIMARY KEY (import_id, line)
) STRICT, WITHOUT ROWID;

-- Whom the lines name, each once: an e-mail address in small letters, or Slack's id.
CREATE TABLE import_people (
  import_id TEXT NOT NULL REFERENCES imports (id),
  named TEXT NOT NULL,
  looked_up INTEGER NOT NULL DEFAULT 0 CHECK (looked_up IN (0, 1)),
  -- Null for somebody whom Slack does not know, and before the look-up.
  user_id TEXT,
  person_json TEXT,
  PRIMARY KEY (import_id, named)
) STRICT, WITHOUT ROWID;

CREATE INDEX import_people_to_look_up ON import_people (import_id, named) WHERE looked_up = 0;
CREATE INDEX import_people_by_user ON import_people (user_id) WHERE user_id IS NOT NULL;

-- The import that made it, if any.
ALTER TABLE pairings ADD COLUMN import_id TEXT;
CREATE INDEX pairings_of_import ON pairings (import_id) WHERE import_id IS NOT NULL;
