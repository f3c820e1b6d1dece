-- What a pair keeps between its meetings: agendas, structures, commitments, takeaways, and what they said of a meeting.

ALTER TABLE members ADD COLUMN wants_prep INTEGER NOT NULL DEFAULT 1 CHECK (wants_prep IN (0, 1));
ALTER TABLE meetings ADD COLUMN outcome TEXT CHECK (outcome IN ('held', 'moved', 'missed', 'unknown'));
ALTER TABLE meetings ADD COLUMN outcome_by TEXT;
-- When an outcome that nobody told is written down as unknown.
ALTER TABLE meetings ADD COLUMN settle_at INTEGER;

CREATE INDEX meetings_unsettled ON meetings (due_at) WHERE state = 'ended' AND outcome IS NULL AND settle_at IS NOT NULL;

CREATE INDEX pairings_of_cohort ON pairings (cohort_id);

CREATE TABLE structures (
  id TEXT NOT NULL PRIMARY KEY,
  workspace_id TEXT NOT NULL,
  pairing_id TEXT NOT NULL,
  name TEXT NOT NULL,
  purpose TEXT NOT NULL,
  minutes INTEGER NOT NULL CHECK (minutes > 0),
  prompts_json TEXT NOT NULL,
  gallery TEXT NOT NULL CHECK (gallery IN ('private', 'asked', 'published')),
  asked_by TEXT,
  named INTEGER NOT NULL CHECK (named IN (0, 1)),
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  FOREIGN KEY (workspace_id, pairing_id) REFERENCES pairings (workspace_id, id)
) STRICT;

CREATE INDEX structures_of_pairing ON structures (pairing_id, created_at);

CREATE TABLE agendas (
  pairing_id TEXT NOT NULL,
  cycle INTEGER NOT NULL CHECK (cycle > 0),
  workspace_id TEXT NOT NULL,
  expectation TEXT NOT NULL,
  -- The key of a structure that comes with the application, or the id of one in the table above.
  structure_id TEXT,
  note TEXT NOT NULL,
  updated_at INTEGER NOT NULL,
  PRIMARY KEY (pairing_id, cycle),
  FOREIGN KEY (workspace_id, pairing_id) REFERENCES pairings (workspace_id, id)
) STRICT;

CREATE INDEX agendas_by_structure ON agendas (structure_id, pairing_id) WHERE structure_id IS NOT NULL;

CREATE TABLE agenda_items (
  id TEXT NOT NULL PRIMARY KEY,
  workspace_id TEXT NOT NULL,
  pairing_id TEXT NOT NULL,
  cycle INTEGER NOT NULL CHECK (cycle > 0),
  text TEXT NOT NULL,
  minutes INTEGER CHECK (minutes > 0),
  raised_by TEXT NOT NULL,
  position INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('open', 'discussed', 'removed')),
  carried INTEGER NOT NULL CHECK (carried >= 0),
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  FOREIGN KEY (workspace_id, pairing_id) REFERENCES pairings (workspace_id, id),
  FOREIGN KEY (workspace_id, raised_by) REFERENCES members (workspace_id, id)
) STRICT;

CREATE INDEX agenda_items_of_meeting ON agenda_items (pairing_id, cycle, position);

CREATE TABLE commitments (
  id TEXT NOT NULL PRIMARY KEY,
  workspace_id TEXT NOT NULL,
  pairing_id TEXT NOT NULL,
  cycle INTEGER NOT NULL CHECK (cycle > 0),
  owner TEXT NOT NULL,
  what TEXT NOT NULL,
  due_on TEXT NOT NULL CHECK (due_on LIKE '____-__-__'),
  plan TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('open', 'kept', 'dropped')),
  moves INTEGER NOT NULL CHECK (moves >= 0),
  reason TEXT NOT NULL,
  made_by TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  closed_at INTEGER,
  CHECK ((state = 'open') = (closed_at IS NULL)),
  FOREIGN KEY (workspace_id, pairing_id) REFERENCES pairings (workspace_id, id),
  FOREIGN KEY (workspace_id, owner) REFERENCES members (workspace_id, id)
) STRICT;

CREATE INDEX commitments_open ON commitments (pairing_id, due_on) WHERE state = 'open';
CREATE INDEX commitments_closed ON commitments (pairing_id, closed_at) WHERE state <> 'open';

CREATE TABLE takeaways (
  -- The search index refers to this number, which must never change.
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  workspace_id TEXT NOT NULL,
  pairing_id TEXT NOT NULL,
  cohort_id TEXT NOT NULL,
  author TEXT NOT NULL,
  text TEXT NOT NULL,
  tags_json TEXT NOT NULL,
  audience TEXT NOT NULL CHECK (audience IN ('pair', 'cohort')),
  named INTEGER NOT NULL CHECK (named IN (0, 1)),
  quotes INTEGER NOT NULL CHECK (quotes IN (0, 1)),
  vetoed_by TEXT,
  state TEXT NOT NULL CHECK (state IN ('current', 'outdated', 'withdrawn')),
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  -- A veto keeps it with the pair.
  CHECK (vetoed_by IS NULL OR audience = 'pair'),
  FOREIGN KEY (workspace_id, pairing_id) REFERENCES pairings (workspace_id, id),
  FOREIGN KEY (workspace_id, cohort_id) REFERENCES cohorts (workspace_id, id),
  FOREIGN KEY (workspace_id, author) REFERENCES members (workspace_id, id)
) STRICT;

CREATE INDEX takeaways_of_pairing ON takeaways (pairing_id, number) WHERE state <> 'withdrawn';
CREATE INDEX takeaways_of_cohort ON takeaways (cohort_id, number) WHERE state <> 'withdrawn' AND audience = 'cohort';

CREATE VIRTUAL TABLE takeaway_words USING fts5 (
  text, tags,
  -- Who may find it: a word for the pairing, and one for the cohort when it is shared.
  reach,
  tokenize = "unicode61 remove_diacritics 2", prefix = '2 3 4'
);

CREATE TABLE pulses (
  pairing_id TEXT NOT NULL,
  cycle INTEGER NOT NULL CHECK (cycle > 0),
  member_id TEXT NOT NULL,
  workspace_id TEXT NOT NULL,
  usefulness INTEGER CHECK (usefulness BETWEEN 1 AND 5),
  structure TEXT CHECK (structure IN ('too_little', 'just_right', 'too_much')),
  given_at INTEGER NOT NULL,
  PRIMARY KEY (pairing_id, cycle, member_id),
  FOREIGN KEY (workspace_id, pairing_id) REFERENCES pairings (workspace_id, id),
  FOREIGN KEY (workspace_id, member_id) REFERENCES members (workspace_id, id)
) STRICT;
