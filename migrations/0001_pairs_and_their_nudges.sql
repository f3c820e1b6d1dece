-- Members, cohorts, pairings, their meetings, and what the bot says to them.
--
-- Times are UTC milliseconds, dates are local and text (YYYY-MM-DD), truth is 0 or 1, ids are made by the application.
-- Every row belongs to a workspace; the foreign keys carry the workspace along, so that no row can point into another one.

CREATE TABLE members (
  id TEXT NOT NULL PRIMARY KEY,
  workspace_id TEXT NOT NULL,
  user_id TEXT NOT NULL,
  name TEXT NOT NULL,
  zone TEXT NOT NULL,
  zone_from TEXT NOT NULL CHECK (zone_from IN ('own', 'slack', 'default')),
  hours_json TEXT NOT NULL,
  away_until TEXT CHECK (away_until LIKE '____-__-__'),
  active INTEGER NOT NULL CHECK (active IN (0, 1)),
  home_opened_at INTEGER,
  -- When to draw the Home tab anew, and how often it was marked: a mark made while it is being drawn is not lost.
  home_redraw_at INTEGER,
  home_marks INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL,
  UNIQUE (workspace_id, user_id),
  UNIQUE (workspace_id, id)
) STRICT;

CREATE INDEX members_stale_home ON members (home_redraw_at) WHERE home_redraw_at IS NOT NULL;

CREATE TABLE cohorts (
  id TEXT NOT NULL PRIMARY KEY,
  workspace_id TEXT NOT NULL,
  name TEXT NOT NULL,
  -- The name as people compare names: without case and surrounding spaces.
  name_key TEXT NOT NULL,
  starts_on TEXT NOT NULL CHECK (starts_on LIKE '____-__-__'),
  ends_on TEXT NOT NULL CHECK (ends_on LIKE '____-__-__'),
  cadence_weeks INTEGER NOT NULL CHECK (cadence_weeks > 0),
  meeting_minutes INTEGER NOT NULL CHECK (meeting_minutes > 0),
  zone TEXT NOT NULL,
  created_by TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  UNIQUE (workspace_id, name_key),
  UNIQUE (workspace_id, id),
  FOREIGN KEY (workspace_id, created_by) REFERENCES members (workspace_id, id)
) STRICT;

CREATE INDEX cohorts_by_age ON cohorts (workspace_id, created_at, id);

CREATE TABLE coordinators (
  workspace_id TEXT NOT NULL,
  cohort_id TEXT NOT NULL,
  member_id TEXT NOT NULL,
  PRIMARY KEY (cohort_id, member_id),
  FOREIGN KEY (workspace_id, cohort_id) REFERENCES cohorts (workspace_id, id),
  FOREIGN KEY (workspace_id, member_id) REFERENCES members (workspace_id, id)
) STRICT;

CREATE INDEX coordinators_of_member ON coordinators (member_id);

CREATE TABLE pairings (
  id TEXT NOT NULL PRIMARY KEY,
  workspace_id TEXT NOT NULL,
  cohort_id TEXT NOT NULL,
  mentor_id TEXT NOT NULL,
  mentee_id TEXT NOT NULL,
  -- Both ids in alphabetical order: the same two, whoever mentors whom.
  two TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('active', 'ended')),
  cycle INTEGER NOT NULL CHECK (cycle > 0),
  ladder INTEGER NOT NULL CHECK (ladder >= 0),
  snoozed_until INTEGER,
  created_at INTEGER NOT NULL,
  ended_at INTEGER,
  CHECK (mentor_id <> mentee_id),
  UNIQUE (workspace_id, id),
  FOREIGN KEY (workspace_id, cohort_id) REFERENCES cohorts (workspace_id, id),
  FOREIGN KEY (workspace_id, mentor_id) REFERENCES members (workspace_id, id),
  FOREIGN KEY (workspace_id, mentee_id) REFERENCES members (workspace_id, id)
) STRICT;

CREATE UNIQUE INDEX pairings_once_at_a_time ON pairings (cohort_id, two) WHERE state = 'active';
CREATE INDEX pairings_of_mentor ON pairings (mentor_id, state);
CREATE INDEX pairings_of_mentee ON pairings (mentee_id, state);

CREATE TABLE meetings (
  id TEXT NOT NULL PRIMARY KEY,
  workspace_id TEXT NOT NULL,
  pairing_id TEXT NOT NULL,
  cycle INTEGER NOT NULL CHECK (cycle > 0),
  state TEXT NOT NULL CHECK (state IN ('booked', 'cancelled', 'ended')),
  starts_at INTEGER NOT NULL,
  minutes INTEGER NOT NULL CHECK (minutes > 0),
  ends_at INTEGER NOT NULL,
  place TEXT NOT NULL,
  sequence INTEGER NOT NULL CHECK (sequence >= 0),
  booked_by TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  -- When somebody has to decide what follows: at its end, or later when a decision failed.
  due_at INTEGER NOT NULL,
  CHECK (ends_at = starts_at + minutes * 60000),
  UNIQUE (pairing_id, id),
  FOREIGN KEY (workspace_id, pairing_id) REFERENCES pairings (workspace_id, id),
  FOREIGN KEY (workspace_id, booked_by) REFERENCES members (workspace_id, id)
) STRICT;

CREATE UNIQUE INDEX meetings_booked ON meetings (pairing_id) WHERE state = 'booked';
CREATE INDEX meetings_due ON meetings (due_at) WHERE state = 'booked';
CREATE INDEX meetings_past ON meetings (pairing_id, starts_at, id) WHERE state = 'ended';
CREATE INDEX meetings_cancelled ON meetings (pairing_id, updated_at, id) WHERE state = 'cancelled';

CREATE TABLE proposals (
  id TEXT NOT NULL PRIMARY KEY,
  workspace_id TEXT NOT NULL,
  pairing_id TEXT NOT NULL,
  meeting_id TEXT,
  cycle INTEGER NOT NULL CHECK (cycle > 0),
  state TEXT NOT NULL CHECK (state IN ('open', 'accepted', 'replaced', 'withdrawn', 'expired')),
  starts_at INTEGER NOT NULL,
  minutes INTEGER NOT NULL CHECK (minutes > 0),
  ends_at INTEGER NOT NULL,
  place TEXT NOT NULL,
  offered_by TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  -- When somebody has to decide what follows: at its start, or later when a decision failed.
  due_at INTEGER NOT NULL,
  CHECK (ends_at = starts_at + minutes * 60000),
  UNIQUE (pairing_id, id),
  FOREIGN KEY (workspace_id, pairing_id) REFERENCES pairings (workspace_id, id),
  FOREIGN KEY (pairing_id, meeting_id) REFERENCES meetings (pairing_id, id),
  FOREIGN KEY (workspace_id, offered_by) REFERENCES members (workspace_id, id)
) STRICT;

CREATE UNIQUE INDEX proposals_open ON proposals (pairing_id) WHERE state = 'open';
CREATE INDEX proposals_due ON proposals (due_at) WHERE state = 'open';

CREATE TABLE nudges (
  id TEXT NOT NULL PRIMARY KEY,
  workspace_id TEXT NOT NULL,
  pairing_id TEXT NOT NULL,
  cycle INTEGER NOT NULL CHECK (cycle > 0),
  -- The application knows the kinds; every feature brings its own, which must not take a rebuild of this table.
  kind TEXT NOT NULL CHECK (kind <> ''),
  occurrence TEXT NOT NULL,
  to_id TEXT NOT NULL,
  about_json TEXT NOT NULL,
  -- Passes on what the partner just did, so it goes first.
  passes_on INTEGER NOT NULL CHECK (passes_on IN (0, 1)),
  -- Wants something of the receiver, unlike news and reminders.
  asks INTEGER NOT NULL CHECK (asks IN (0, 1)),
  -- Shows where the pair stands, with buttons while it is the newest to do so.
  stands INTEGER NOT NULL CHECK (stands IN (0, 1)),
  planned_at INTEGER NOT NULL,
  due_at INTEGER NOT NULL,
  not_after INTEGER NOT NULL,
  state TEXT NOT NULL
    CHECK (state IN ('planned', 'claimed', 'sent', 'uncertain', 'cancelled', 'expired', 'dead')),
  attempts INTEGER NOT NULL DEFAULT 0 CHECK (attempts >= 0),
  attempted_at INTEGER,
  missing_reads INTEGER NOT NULL DEFAULT 0 CHECK (missing_reads >= 0),
  -- Whoever holds this lease may say what became of a claimed or uncertain nudge.
  lease TEXT,
  lease_until INTEGER,
  check_at INTEGER,
  channel TEXT,
  ts TEXT,
  sent_at INTEGER,
  shown TEXT,
  reason TEXT,
  -- 1 until the message was drawn for the last time.
  live INTEGER NOT NULL DEFAULT 1 CHECK (live IN (0, 1)),
  -- When to draw the message anew, and how often it was marked: a mark made while it is being drawn is not lost.
  redraw_at INTEGER,
  marks INTEGER NOT NULL DEFAULT 0,
  CHECK (state <> 'claimed' OR (lease IS NOT NULL AND lease_until IS NOT NULL)),
  CHECK (state <> 'uncertain' OR check_at IS NOT NULL),
  CHECK (state <> 'sent' OR (channel IS NOT NULL AND ts IS NOT NULL AND sent_at IS NOT NULL)),
  UNIQUE (workspace_id, occurrence),
  FOREIGN KEY (workspace_id, pairing_id) REFERENCES pairings (workspace_id, id),
  FOREIGN KEY (workspace_id, to_id) REFERENCES members (workspace_id, id)
) STRICT;

CREATE INDEX nudges_due ON nudges (passes_on, due_at, id) WHERE state = 'planned';
CREATE INDEX nudges_due_next ON nudges (due_at) WHERE state = 'planned';
CREATE INDEX nudges_claimed ON nudges (lease_until) WHERE state = 'claimed';
CREATE INDEX nudges_uncertain ON nudges (check_at) WHERE state = 'uncertain';
CREATE INDEX nudges_stale ON nudges (redraw_at, sent_at DESC) WHERE state = 'sent' AND redraw_at IS NOT NULL;
CREATE INDEX nudges_of_pairing ON nudges (pairing_id, state);
CREATE INDEX nudges_newest ON nudges (pairing_id, to_id, sent_at, ts) WHERE state = 'sent' AND stands = 1;
CREATE INDEX nudges_last ON nudges (to_id, sent_at) WHERE state = 'sent' AND asks = 1;
CREATE INDEX nudges_last_asked ON nudges (pairing_id, to_id, sent_at) WHERE state = 'sent' AND asks = 1;
CREATE INDEX nudges_under_way ON nudges (to_id) WHERE state IN ('claimed', 'uncertain');

CREATE TABLE deliveries (
  key TEXT NOT NULL PRIMARY KEY,
  at INTEGER NOT NULL
) STRICT;

CREATE INDEX deliveries_by_age ON deliveries (at);
