-- What those who run a cohort hear of it, and what is announced in its channel.

CREATE TABLE briefings (
  id TEXT NOT NULL PRIMARY KEY,
  workspace_id TEXT NOT NULL,
  cohort_id TEXT NOT NULL,
  -- The application knows the kinds.
  kind TEXT NOT NULL CHECK (kind <> ''),
  occurrence TEXT NOT NULL,
  -- Slack's id of a person or of a channel: who runs the installation need not be a member.
  receiver TEXT NOT NULL,
  about_json TEXT NOT NULL,
  -- What somebody told the receiver on purpose; forgotten once it was sent or came to nothing.
  words TEXT,
  -- Somebody waits for it, so it goes first.
  urgent INTEGER NOT NULL CHECK (urgent IN (0, 1)),
  planned_at INTEGER NOT NULL,
  due_at INTEGER NOT NULL,
  not_after INTEGER NOT NULL,
  state TEXT NOT NULL
    CHECK (state IN ('planned', 'claimed', 'sent', 'uncertain', 'cancelled', 'expired', 'dead')),
  attempts INTEGER NOT NULL DEFAULT 0 CHECK (attempts >= 0),
  attempted_at INTEGER,
  missing_reads INTEGER NOT NULL DEFAULT 0 CHECK (missing_reads >= 0),
  -- Whoever holds this lease may say what became of a claimed or uncertain briefing.
  lease TEXT,
  lease_until INTEGER,
  check_at INTEGER,
  channel TEXT,
  ts TEXT,
  sent_at INTEGER,
  reason TEXT,
  CHECK (state <> 'claimed' OR (lease IS NOT NULL AND lease_until IS NOT NULL)),
  CHECK (state <> 'uncertain' OR check_at IS NOT NULL),
  CHECK (state <> 'sent' OR (channel IS NOT NULL AND ts IS NOT NULL AND sent_at IS NOT NULL)),
  CHECK (words IS NULL OR state IN ('planned', 'claimed', 'uncertain')),
  UNIQUE (workspace_id, occurrence),
  FOREIGN KEY (workspace_id, cohort_id) REFERENCES cohorts (workspace_id, id)
) STRICT;

CREATE INDEX briefings_due ON briefings (urgent, due_at, id) WHERE state = 'planned';
CREATE INDEX briefings_waiting ON briefings (workspace_id, receiver, due_at) WHERE state = 'planned';
CREATE INDEX briefings_claimed ON briefings (lease_until) WHERE state = 'claimed';
CREATE INDEX briefings_uncertain ON briefings (check_at) WHERE state = 'uncertain';
CREATE INDEX briefings_of_cohort ON briefings (cohort_id, planned_at, id);

ALTER TABLE coordinators ADD COLUMN wants_digest INTEGER NOT NULL DEFAULT 1 CHECK (wants_digest IN (0, 1));
-- When the next weekly digest is planned; 0 while nobody has looked when that is.
ALTER TABLE coordinators ADD COLUMN digest_at INTEGER NOT NULL DEFAULT 0;

CREATE INDEX coordinators_due ON coordinators (digest_at, cohort_id, member_id) WHERE wants_digest = 1;
