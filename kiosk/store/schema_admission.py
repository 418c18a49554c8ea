"""The second step of the tables: add-ons and dates, answers, assemblies, presence by time.

What is primary: member, mandate. What is a projection of the journal: answer, request.
"""

from __future__ import annotations

TICKET = """
ALTER TABLE ticket ADD COLUMN product_id TEXT NOT NULL DEFAULT '';
ALTER TABLE ticket ADD COLUMN variation_id TEXT NOT NULL DEFAULT '';
ALTER TABLE ticket ADD COLUMN date_id TEXT NOT NULL DEFAULT '';
ALTER TABLE ticket ADD COLUMN parent_id TEXT NOT NULL DEFAULT '';
CREATE INDEX ticket_parent ON ticket (parent_id) WHERE parent_id <> '';
CREATE TABLE answer (
  ticket_id TEXT NOT NULL,
  question_id TEXT NOT NULL,
  value TEXT NOT NULL,
  at TEXT NOT NULL,
  entry_id TEXT NOT NULL,
  PRIMARY KEY (ticket_id, question_id)
) STRICT, WITHOUT ROWID;
"""

# A CHECK cannot be changed in place: https://www.sqlite.org/lang_altertable.html, section 7.
# The source is part of the key: a grant that ends must not take the list's invitation with it.
# withdrawn = 1 (of the journal only): granted_by took it back at granted_at. Once an end was all
# that said so.
INVITATION = """
CREATE TABLE invitation_new (
  checkpoint TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('person', 'email', 'organisation', 'role')),
  subject TEXT NOT NULL,
  source TEXT NOT NULL DEFAULT '',
  granted_by TEXT NOT NULL DEFAULT '',
  granted_at TEXT NOT NULL DEFAULT '',
  until TEXT,
  withdrawn INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (checkpoint, kind, subject, source)
) STRICT, WITHOUT ROWID;
INSERT INTO invitation_new
  SELECT *, source = 'journal' AND until IS NOT NULL FROM invitation;
UPDATE invitation_new SET until = NULL WHERE withdrawn = 1;
DROP TABLE invitation;
ALTER TABLE invitation_new RENAME TO invitation;
"""

# Visits lie by person, checkpoint and time, as the decision reads them: a thousand of one person
# are one stretch of the file, not a thousand lookups.
VISIT = """
CREATE TABLE visit_new (
  entry_id TEXT NOT NULL,
  person_id TEXT NOT NULL,
  ticket_id TEXT,
  checkpoint TEXT NOT NULL,
  direction TEXT NOT NULL,
  at TEXT NOT NULL,
  station TEXT NOT NULL DEFAULT '',
  operator TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (person_id, checkpoint, at, entry_id)
) STRICT, WITHOUT ROWID;
INSERT INTO visit_new SELECT * FROM visit;
DROP TABLE visit;
ALTER TABLE visit_new RENAME TO visit;
CREATE UNIQUE INDEX visit_entry ON visit (entry_id);
CREATE INDEX visit_checkpoint ON visit (checkpoint, at);
"""

# The head count is asked of presence: who went in, and since when, beside the hours at which
# everybody is out. A number kept in tally could not follow the clock.
PRESENCE = """
ALTER TABLE presence ADD COLUMN since TEXT NOT NULL DEFAULT '';
UPDATE presence SET since = coalesce((
  SELECT max(v.at) FROM visit v
  WHERE v.person_id = presence.person_id AND v.checkpoint = presence.checkpoint), '');
CREATE INDEX presence_inside ON presence (checkpoint, since) WHERE inside = 1;
ALTER TABLE tally DROP COLUMN inside;
"""

ASSEMBLY = """
CREATE TABLE member (
  assembly TEXT NOT NULL,
  key TEXT NOT NULL,
  name TEXT NOT NULL,
  votes INTEGER NOT NULL DEFAULT 1,
  source TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (assembly, key)
) STRICT, WITHOUT ROWID;
CREATE TABLE mandate (
  assembly TEXT NOT NULL,
  member_key TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('person', 'email')),
  subject TEXT NOT NULL,
  capacity TEXT NOT NULL CHECK (capacity IN ('voter', 'alternate', 'observer')),
  source TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (assembly, member_key, kind, subject)
) STRICT, WITHOUT ROWID;
CREATE INDEX mandate_subject ON mandate (kind, subject);
CREATE TABLE request (
  assembly TEXT NOT NULL,
  member_key TEXT NOT NULL,
  at TEXT NOT NULL,
  entry_id TEXT NOT NULL,
  PRIMARY KEY (assembly, member_key)
) STRICT, WITHOUT ROWID;
"""

SCRIPTS = (TICKET, INVITATION, VISIT, PRESENCE, ASSEMBLY)
