"""The seventh step of the tables: what other stations said, in the order of the hub.

What is primary: hub_entry, hub_abandoned, roster_item. What is a projection: taken_back, adoption.
"""

from __future__ import annotations

# Every message of the event's stream, the station's own ones (`own` > 0) too. `key` is whom and
# where a passage is about, '' for all other entries; `kind` is '' where nobody could read it.
# `station` is what the entry calls it, `writer` the name that the hub's server has checked.
REPLICA = """
CREATE TABLE hub_entry (
  hub_seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  key TEXT NOT NULL DEFAULT '',
  own INTEGER NOT NULL DEFAULT 0,
  writer TEXT NOT NULL DEFAULT '',
  station TEXT NOT NULL,
  kind TEXT NOT NULL,
  at TEXT NOT NULL,
  recorded_at TEXT NOT NULL,
  operator TEXT NOT NULL DEFAULT '',
  person_id TEXT,
  ticket_id TEXT,
  checkpoint TEXT,
  direction TEXT,
  payload TEXT NOT NULL DEFAULT '{}',
  received_at TEXT NOT NULL
) STRICT;
CREATE INDEX hub_entry_unread ON hub_entry (key) WHERE kind = '';
CREATE INDEX hub_entry_person ON hub_entry (person_id) WHERE person_id IS NOT NULL;
CREATE INDEX hub_entry_ticket ON hub_entry (ticket_id) WHERE ticket_id IS NOT NULL;
CREATE INDEX hub_entry_checkpoint ON hub_entry (checkpoint) WHERE checkpoint IS NOT NULL;
CREATE TABLE hub_abandoned (
  entry_id TEXT PRIMARY KEY,
  at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
"""

# All that is known: what the hub has numbered, and behind it what this station has not shared yet;
# that is the order by `place`.
# Up to meta.hub_published every own entry has its number, so that nobody looks for them again.
TOLD = """
CREATE VIEW told AS
  SELECT hub_seq AS place, hub_seq AS seq, id, kind, at, recorded_at, station, operator, person_id,
    ticket_id, checkpoint, direction, payload, '' AS previous, '' AS hash
  FROM hub_entry
  UNION ALL
  SELECT seq + 1152921504606846976, seq, id, kind, at, recorded_at, station, operator, person_id,
    ticket_id, checkpoint, direction, payload, previous, hash
  FROM entry
  WHERE seq > coalesce((SELECT CAST(value AS INTEGER) FROM meta WHERE key = 'hub_published'), 0)
    AND NOT EXISTS (SELECT 1 FROM hub_entry h WHERE h.id = entry.id);
"""

# Badges that came out at other stations: their queues are theirs, but nobody is owed a second one.
PRINTED = """
CREATE VIEW printed_elsewhere AS
  SELECT person_id, json_extract(payload, '$.badge_code') AS badge_code FROM hub_entry
  WHERE own = 0 AND kind = 'printed' AND person_id IS NOT NULL;
"""

# Entries of several stations arrive in any order: what was taken back, and whose a signed ticket
# turned out to be, must be known also before the visit that it is about. The station that has a
# source tells it what all of them did: others' entries are planned up to source.last_hub_seq.
ORDER = """
CREATE TABLE taken_back (
  entry_id TEXT PRIMARY KEY
) STRICT, WITHOUT ROWID;
INSERT OR IGNORE INTO taken_back
  SELECT json_extract(payload, '$.undoes') FROM entry
  WHERE kind = 'undone' AND json_extract(payload, '$.undoes') IS NOT NULL;
CREATE TABLE adoption (
  old_id TEXT PRIMARY KEY,
  person_id TEXT NOT NULL,
  at TEXT NOT NULL,
  entry_id TEXT NOT NULL
) STRICT, WITHOUT ROWID;
INSERT OR REPLACE INTO adoption
  SELECT j.value, e.person_id, e.at, e.id FROM entry e, json_each(e.payload, '$.adopts') j
  WHERE e.person_id IS NOT NULL ORDER BY e.at, e.id;
ALTER TABLE invitation ADD COLUMN entry_id TEXT NOT NULL DEFAULT '';
UPDATE invitation SET entry_id = coalesce((
  SELECT e.id FROM entry e WHERE e.checkpoint = invitation.checkpoint
    AND e.kind IN ('invited', 'withdrawn')
    AND coalesce(json_extract(e.payload, '$.kind'), 'person') = invitation.kind
    AND coalesce(nullif(json_extract(e.payload, '$.subject'), ''), e.person_id)
      = invitation.subject
  ORDER BY e.seq DESC LIMIT 1), '') WHERE source = 'journal';
ALTER TABLE source ADD COLUMN last_hub_seq INTEGER NOT NULL DEFAULT 0;
CREATE INDEX entry_requested ON entry (seq) WHERE kind = 'requested';
CREATE INDEX hub_entry_requested ON hub_entry (hub_seq) WHERE kind = 'requested';
CREATE INDEX entry_conflict ON entry (seq) WHERE kind = 'conflict';
CREATE INDEX hub_entry_conflict ON hub_entry (hub_seq) WHERE kind = 'conflict';
"""

# What this station has published of its list, or was given of another's: `mark` is the fingerprint
# of the whole record whatever was left out on the way, so that two lists can be compared.
ROSTER = """
CREATE TABLE roster_item (
  kind TEXT NOT NULL,
  key TEXT NOT NULL,
  mark TEXT NOT NULL,
  revision INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (kind, key)
) STRICT, WITHOUT ROWID;
"""

SCRIPTS = (REPLICA, TOLD, PRINTED, ORDER, ROSTER)
