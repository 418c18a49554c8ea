"""The tables of the event's file and their history of changes; holds no query.

What is primary: person.mirror, ticket, invitation (but those of source "journal"), meta, entry, and
what schema_sync says of sources, schema_prints and schema_remote of printing and schema_hub of
other stations. What is a projection of mirror + journals and can be rebuilt: the other columns of
person, visit, presence, tally, correction, badge, person_fts.
All moments are ISO 8601 UTC text with milliseconds and "Z".
"""

from __future__ import annotations

import sqlite3

from sqlite_utils import Database, Migrations

from kiosk.store import schema_admission, schema_hub, schema_prints, schema_remote, schema_sync

migrations = Migrations("kiosk")

_PEOPLE = """
CREATE TABLE person (
  id INTEGER PRIMARY KEY,
  person_id TEXT NOT NULL UNIQUE,
  given_name TEXT NOT NULL DEFAULT '',
  family_name TEXT NOT NULL DEFAULT '',
  badge_name TEXT NOT NULL DEFAULT '',
  email TEXT NOT NULL DEFAULT '',
  organisation TEXT NOT NULL DEFAULT '',
  country TEXT NOT NULL DEFAULT '',
  language TEXT NOT NULL DEFAULT '',
  roles TEXT NOT NULL DEFAULT '[]',
  note TEXT NOT NULL DEFAULT '',
  photo_ok INTEGER,
  speaks TEXT NOT NULL DEFAULT '[]',
  name_key TEXT NOT NULL DEFAULT '',
  badge_key TEXT NOT NULL DEFAULT '',
  email_key TEXT NOT NULL DEFAULT '',
  org_key TEXT NOT NULL DEFAULT '',
  source TEXT NOT NULL DEFAULT '',
  source_ref TEXT NOT NULL DEFAULT '',
  mirror TEXT,
  gone_at TEXT
) STRICT;
CREATE INDEX person_name ON person (name_key);
CREATE INDEX person_email ON person (email_key);
CREATE INDEX person_org ON person (org_key);
CREATE INDEX person_source ON person (source, source_ref);
CREATE TABLE ticket (
  ticket_id TEXT PRIMARY KEY,
  person_id TEXT NOT NULL REFERENCES person (person_id) DEFERRABLE INITIALLY DEFERRED,
  code TEXT NOT NULL,
  state TEXT NOT NULL DEFAULT 'paid',
  product TEXT NOT NULL DEFAULT '',
  source TEXT NOT NULL DEFAULT '',
  source_ref TEXT NOT NULL DEFAULT '',
  valid_from TEXT,
  valid_until TEXT,
  blocked INTEGER NOT NULL DEFAULT 0,
  valid_if_pending INTEGER NOT NULL DEFAULT 0,
  attention INTEGER NOT NULL DEFAULT 0,
  checkin_text TEXT NOT NULL DEFAULT '',
  extra TEXT NOT NULL DEFAULT '{}',
  gone_at TEXT
) STRICT;
CREATE INDEX ticket_code ON ticket (code);
CREATE INDEX ticket_code_any_case ON ticket (code COLLATE NOCASE);
CREATE INDEX ticket_source ON ticket (source, source_ref);
CREATE INDEX ticket_person ON ticket (person_id, gone_at, state);
CREATE TABLE invitation (
  checkpoint TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('person', 'email', 'organisation')),
  subject TEXT NOT NULL,
  source TEXT NOT NULL DEFAULT '',
  granted_by TEXT NOT NULL DEFAULT '',
  granted_at TEXT NOT NULL DEFAULT '',
  until TEXT,
  PRIMARY KEY (checkpoint, kind, subject)
) STRICT, WITHOUT ROWID;
CREATE TABLE invitation_list (
  checkpoint TEXT PRIMARY KEY,
  loaded_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
"""

# Expected people are counted once and kept in meta until a row that could change them does.
_EXPECTED = "DELETE FROM meta WHERE key = 'expected';"
_COUNTING = f"""
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TRIGGER ticket_added AFTER INSERT ON ticket BEGIN {_EXPECTED} END;
CREATE TRIGGER ticket_removed AFTER DELETE ON ticket BEGIN {_EXPECTED} END;
CREATE TRIGGER ticket_changed AFTER UPDATE OF person_id, state, gone_at ON ticket
  WHEN old.person_id IS NOT new.person_id OR old.state IS NOT new.state
    OR old.gone_at IS NOT new.gone_at
  BEGIN {_EXPECTED} END;
"""

_JOURNAL = """
CREATE TABLE entry (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL,
  at TEXT NOT NULL,
  recorded_at TEXT NOT NULL,
  station TEXT NOT NULL,
  operator TEXT NOT NULL DEFAULT '',
  person_id TEXT,
  ticket_id TEXT,
  checkpoint TEXT,
  direction TEXT,
  payload TEXT NOT NULL DEFAULT '{}',
  previous TEXT NOT NULL,
  hash TEXT NOT NULL
) STRICT;
CREATE INDEX entry_person ON entry (person_id, seq) WHERE person_id IS NOT NULL;
CREATE INDEX entry_checkpoint ON entry (checkpoint, seq) WHERE checkpoint IS NOT NULL;
CREATE TRIGGER entry_is_final BEFORE UPDATE ON entry
  BEGIN SELECT RAISE(ABORT, 'journal entries are never changed'); END;
CREATE TRIGGER entry_stays BEFORE DELETE ON entry
  BEGIN SELECT RAISE(ABORT, 'journal entries are never deleted'); END;
"""

_PROJECTIONS = """
CREATE TABLE visit (
  entry_id TEXT PRIMARY KEY,
  person_id TEXT NOT NULL,
  ticket_id TEXT,
  checkpoint TEXT NOT NULL,
  direction TEXT NOT NULL,
  at TEXT NOT NULL,
  station TEXT NOT NULL DEFAULT '',
  operator TEXT NOT NULL DEFAULT ''
) STRICT, WITHOUT ROWID;
CREATE INDEX visit_person ON visit (person_id, checkpoint, at, entry_id);
CREATE INDEX visit_checkpoint ON visit (checkpoint, at);
CREATE TABLE presence (
  checkpoint TEXT NOT NULL,
  person_id TEXT NOT NULL,
  inside INTEGER NOT NULL,
  entries INTEGER NOT NULL,
  PRIMARY KEY (checkpoint, person_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE tally (
  checkpoint TEXT PRIMARY KEY,
  inside INTEGER NOT NULL DEFAULT 0,
  people INTEGER NOT NULL DEFAULT 0,
  entries INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;
CREATE TABLE correction (
  person_id TEXT NOT NULL,
  field TEXT NOT NULL,
  value TEXT NOT NULL,
  entry_id TEXT NOT NULL,
  PRIMARY KEY (person_id, field)
) STRICT, WITHOUT ROWID;
CREATE TABLE badge (
  badge_code TEXT PRIMARY KEY,
  person_id TEXT NOT NULL,
  issued_at TEXT NOT NULL,
  voided_at TEXT,
  void_reason TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX badge_person ON badge (person_id, issued_at);
"""

_PRINTING = """
CREATE TABLE print_job (
  job_id TEXT PRIMARY KEY,
  person_id TEXT NOT NULL,
  badge_code TEXT NOT NULL DEFAULT '',
  title TEXT NOT NULL DEFAULT '',
  layout TEXT NOT NULL DEFAULT '',
  printer TEXT NOT NULL DEFAULT '',
  state TEXT NOT NULL CHECK (state IN ('waiting', 'sent', 'printed', 'failed')),
  reason TEXT NOT NULL DEFAULT '',
  pdf BLOB,
  media TEXT NOT NULL DEFAULT '',
  remote_job TEXT NOT NULL DEFAULT '',
  attempts INTEGER NOT NULL DEFAULT 0,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  station TEXT NOT NULL DEFAULT '',
  operator TEXT NOT NULL DEFAULT '',
  why TEXT NOT NULL DEFAULT '',
  warning TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX print_job_state ON print_job (state, created_at);
CREATE INDEX print_job_person ON print_job (person_id);
"""

# The index reads its texts from person (external content), so names are stored once. The
# triggers keep it in step whoever writes a person.
_SEARCH = """
CREATE VIRTUAL TABLE person_fts USING fts5 (
  name_key, badge_key, email_key, org_key,
  content='person', content_rowid='id', columnsize=0,
  tokenize='unicode61 remove_diacritics 2', prefix='1 2 3'
);
CREATE TRIGGER person_fts_added AFTER INSERT ON person BEGIN
  INSERT INTO person_fts (rowid, name_key, badge_key, email_key, org_key)
    VALUES (new.id, new.name_key, new.badge_key, new.email_key, new.org_key);
END;
CREATE TRIGGER person_fts_removed AFTER DELETE ON person BEGIN
  INSERT INTO person_fts (person_fts, rowid, name_key, badge_key, email_key, org_key)
    VALUES ('delete', old.id, old.name_key, old.badge_key, old.email_key, old.org_key);
END;
CREATE TRIGGER person_fts_changed
  AFTER UPDATE OF name_key, badge_key, email_key, org_key ON person
  WHEN old.name_key IS NOT new.name_key OR old.badge_key IS NOT new.badge_key
    OR old.email_key IS NOT new.email_key OR old.org_key IS NOT new.org_key
BEGIN
  INSERT INTO person_fts (person_fts, rowid, name_key, badge_key, email_key, org_key)
    VALUES ('delete', old.id, old.name_key, old.badge_key, old.email_key, old.org_key);
  INSERT INTO person_fts (rowid, name_key, badge_key, email_key, org_key)
    VALUES (new.id, new.name_key, new.badge_key, new.email_key, new.org_key);
END;
"""

STEPS = (
    "0001_first_tables",
    "0002_admission",
    "0003_sources",
    "0004_badges",
    "0005_print_queue",
    "0007_hub",
    "0008_remote_prints",
)
"""Every change this program knows, oldest first; a file with another one is newer than it."""


@migrations(name=STEPS[0])
def first_tables(db: Database) -> None:
    """Everything the program started with."""
    for script in (_PEOPLE, _COUNTING, _JOURNAL, _PROJECTIONS, _PRINTING, _SEARCH):
        _run(db, script)


@migrations(name=STEPS[1])
def admission(db: Database) -> None:
    """Rules of the field, answers, assemblies, presence by time."""
    for script in schema_admission.SCRIPTS:
        _run(db, script)


@migrations(name=STEPS[2])
def sources(db: Database) -> None:
    """Registration sources, their visits, deliveries."""
    for script in schema_sync.SCRIPTS:
        _run(db, script)


@migrations(name=STEPS[3])
def badges(db: Database) -> None:
    """What badges say of a person beside the name."""
    _run(db, "ALTER TABLE person ADD COLUMN pronouns TEXT NOT NULL DEFAULT '';")


@migrations(name=STEPS[4])
def print_queue(db: Database) -> None:
    """The print queue with frozen content, and what is known of each printer."""
    for script in schema_prints.SCRIPTS:
        _run(db, script)


@migrations(name=STEPS[5])
def hub(db: Database) -> None:
    """What other stations said, and what of ours they were told."""
    for script in schema_hub.SCRIPTS:
        _run(db, script)


@migrations(name=STEPS[6])
def remote_prints(db: Database) -> None:
    """Badges asked of printers that other stations own."""
    for script in schema_remote.SCRIPTS:
        _run(db, script)


def _run(db: Database, script: str) -> None:
    """Run a script inside the open transaction (executescript would commit it first)."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if statement.strip() and sqlite3.complete_statement(statement):
            db.conn.execute(statement)
            statement = ""
