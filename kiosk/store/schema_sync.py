"""The third step of the tables: sources, what they said, and what is given back to them.

What is primary: source, document, source_visit, kept_code, delivery but its state `waiting`, which
follows from the journal. `named` lives while a full pull lasts. No trigger hangs on person or
ticket: an import of many people must not pay for sources.
"""

from __future__ import annotations

# `cursor` is the source's own (JSON), last_push_seq ours: up to there the journal is planned.
# `run_open`: a full pull has begun and not ended. due_at is NULL while `suspended`.
SOURCE = """
CREATE TABLE source (
  name TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  settings TEXT NOT NULL DEFAULT '{}',
  cursor TEXT NOT NULL DEFAULT '{}',
  added_at TEXT NOT NULL,
  last_pull_at TEXT,
  last_push_seq INTEGER NOT NULL DEFAULT 0,
  last_error TEXT NOT NULL DEFAULT '',
  failures INTEGER NOT NULL DEFAULT 0,
  due_at TEXT,
  suspended INTEGER NOT NULL DEFAULT 0,
  run_open INTEGER NOT NULL DEFAULT 0,
  clock_seconds REAL
) STRICT;
CREATE TABLE document (
  source TEXT NOT NULL,
  kind TEXT NOT NULL,
  ref TEXT NOT NULL,
  body TEXT NOT NULL,
  PRIMARY KEY (source, kind, ref)
) STRICT, WITHOUT ROWID;
CREATE TABLE named (
  source TEXT NOT NULL,
  ticket_id TEXT NOT NULL,
  PRIMARY KEY (source, ticket_id)
) STRICT, WITHOUT ROWID;
"""

# Whose a visit is and where it counts are found when it is written, so that a rebuild needs no
# event file. own_entry: the journal entry that the source only repeats, '' for somebody else's.
REMOTE = """
CREATE TABLE source_visit (
  source TEXT NOT NULL,
  ref TEXT NOT NULL,
  source_id TEXT NOT NULL,
  list_ref TEXT NOT NULL,
  direction TEXT NOT NULL,
  at TEXT NOT NULL,
  device TEXT NOT NULL DEFAULT '',
  ticket_id TEXT NOT NULL,
  person_id TEXT NOT NULL,
  checkpoint TEXT NOT NULL DEFAULT '',
  own_entry TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (source, source_id, ref)
) STRICT, WITHOUT ROWID;
"""

# `needs`: the entry that the source must have accepted before, '' for none.
# kept_code holds a scanned text which no ticket has, until the source has been told.
DELIVERY = """
CREATE TABLE delivery (
  source TEXT NOT NULL,
  entry_id TEXT NOT NULL,
  seq INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'accepted', 'refused', 'given_up')),
  needs TEXT NOT NULL DEFAULT '',
  words TEXT NOT NULL DEFAULT '',
  status INTEGER NOT NULL DEFAULT 0,
  attempts INTEGER NOT NULL DEFAULT 0,
  retry_at TEXT,
  updated_at TEXT NOT NULL,
  settled_by TEXT NOT NULL DEFAULT '',
  settled_why TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (source, entry_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX delivery_queue ON delivery (source, state, seq);
CREATE INDEX entry_ticket ON entry (ticket_id) WHERE ticket_id IS NOT NULL;
CREATE TABLE kept_code (
  entry_id TEXT PRIMARY KEY,
  code TEXT NOT NULL
) STRICT, WITHOUT ROWID;
"""

SCRIPTS = (SOURCE, REMOTE, DELIVERY)
