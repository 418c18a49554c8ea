"""The eighth step of the tables: badges asked of printers that other stations own.

All of it is primary. It holds no name: whose badge it is stands in the journal's entry.
"""

from __future__ import annotations

# What this station asked of others. `stream` is the hub's record at that time: numbers of another
# one cannot be compared. `taken`: the other said that it has it; `wish` and `withdrawal_id` are
# why and by which entry it was withdrawn.
# What others asked of this one: `taking_id` is the own entry that took it, `job_id` the job in the
# own queue, '' before it is in there; `told` and `told_reason` what was said last.
# `over` is 1 where nothing follows any more.
TABLES = """
CREATE TABLE print_request (
  request_id TEXT PRIMARY KEY,
  job_id TEXT NOT NULL,
  station TEXT NOT NULL,
  until TEXT NOT NULL,
  stream TEXT NOT NULL DEFAULT '',
  taken INTEGER NOT NULL DEFAULT 0,
  wish TEXT NOT NULL DEFAULT '',
  withdrawal_id TEXT NOT NULL DEFAULT '',
  over INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;
CREATE INDEX print_request_open ON print_request (request_id) WHERE over = 0;
CREATE TABLE print_commission (
  request_id TEXT PRIMARY KEY,
  asker TEXT NOT NULL,
  asker_job TEXT NOT NULL,
  until TEXT NOT NULL,
  taking_id TEXT NOT NULL DEFAULT '',
  job_id TEXT NOT NULL DEFAULT '',
  told TEXT NOT NULL DEFAULT '',
  told_reason TEXT NOT NULL DEFAULT '',
  over INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;
CREATE INDEX print_commission_open ON print_commission (request_id) WHERE over = 0;
CREATE INDEX print_commission_of ON print_commission (asker, asker_job);
CREATE INDEX hub_entry_printing ON hub_entry (hub_seq)
  WHERE kind IN ('print_asked', 'print_told', 'print_withdrawn');
CREATE INDEX entry_print_told ON entry (json_extract(payload, '$.request'))
  WHERE kind = 'print_told';
"""

# A badge counts as out also where only a person at the asking station said so.
PRINTED = """
DROP VIEW printed_elsewhere;
CREATE VIEW printed_elsewhere AS
  SELECT person_id, json_extract(payload, '$.badge_code') AS badge_code FROM hub_entry
  WHERE own = 0 AND person_id IS NOT NULL AND (kind = 'printed'
    OR (kind = 'print_withdrawn' AND json_extract(payload, '$.came_out') = 1));
"""

SCRIPTS = (TABLES, PRINTED)
