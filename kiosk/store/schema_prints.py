"""The fifth step of the tables: the print queue with frozen content, and the printers' counters.

All of it is primary. `frozen` (what stands on the badge, JSON) and `pdf` are wiped when a job has
ended: the badge's code, name and states stay, as history. A `print_layout` is kept while a job
needs it, by the hash of its body, so that ten thousand badges share one copy.
"""

from __future__ import annotations

# `round` counts how often a person said that it did not come out, so that it was sent again.
# The CHECK on `state` cannot be changed in place, so the table is built anew. `target` is where a
# job may go: a printer's id, a pool's name or a URI; printer (URI) and printer_id where it went.
QUEUE = """
CREATE TABLE print_queue (
  job_id TEXT PRIMARY KEY,
  kind TEXT NOT NULL DEFAULT 'badge' CHECK (kind IN ('badge', 'test')),
  person_id TEXT NOT NULL,
  batch TEXT NOT NULL DEFAULT '',
  badge_code TEXT NOT NULL DEFAULT '',
  title TEXT NOT NULL DEFAULT '',
  layout TEXT NOT NULL DEFAULT '',
  layout_hash TEXT NOT NULL DEFAULT '',
  frozen TEXT NOT NULL DEFAULT '',
  target TEXT NOT NULL DEFAULT '',
  printer TEXT NOT NULL DEFAULT '',
  printer_id TEXT NOT NULL DEFAULT '',
  state TEXT NOT NULL CHECK (state IN ('waiting', 'rendering', 'sent', 'printing', 'done',
    'failed', 'unknown', 'cancelled')),
  reason TEXT NOT NULL DEFAULT '',
  said TEXT NOT NULL DEFAULT '',
  pdf BLOB,
  media TEXT NOT NULL DEFAULT '',
  remote_job TEXT NOT NULL DEFAULT '',
  attempts INTEGER NOT NULL DEFAULT 0,
  round INTEGER NOT NULL DEFAULT 0,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  station TEXT NOT NULL DEFAULT '',
  operator TEXT NOT NULL DEFAULT '',
  why TEXT NOT NULL DEFAULT '',
  warning TEXT NOT NULL DEFAULT ''
) STRICT;
INSERT INTO print_queue (job_id, person_id, badge_code, title, layout, target, printer, printer_id,
  state, reason, pdf, media, remote_job, attempts, created_at, updated_at, station, operator, why,
  warning)
SELECT job_id, person_id, badge_code, title, layout, printer, printer, printer,
  CASE state WHEN 'printed' THEN 'done' ELSE state END, reason,
  CASE WHEN state IN ('waiting', 'sent') THEN pdf END, media, remote_job, attempts, created_at,
  updated_at, station, operator, why, warning FROM print_job;
DROP TABLE print_job;
ALTER TABLE print_queue RENAME TO print_job;
CREATE INDEX print_job_state ON print_job (state, updated_at);
CREATE INDEX print_job_line ON print_job
  (target, batch <> '', attempts / 10, created_at, job_id) WHERE state = 'waiting';
CREATE INDEX print_job_person ON print_job (person_id, created_at, job_id);
CREATE INDEX print_job_batch ON print_job (batch) WHERE batch <> '';
CREATE INDEX print_job_newest ON print_job (created_at, job_id);
CREATE INDEX print_job_layout ON print_job (layout_hash) WHERE layout_hash <> '';
"""

# labels: how many are left, NULL where nobody counts. down_since: since when it has not been ready.
PRINTERS = """
CREATE TABLE print_layout (
  hash TEXT PRIMARY KEY,
  body TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE printer_state (
  printer_id TEXT PRIMARY KEY,
  labels INTEGER,
  paused_by TEXT NOT NULL DEFAULT '',
  paused_at TEXT,
  down_since TEXT,
  rest_until TEXT,
  reason TEXT NOT NULL DEFAULT '',
  said TEXT NOT NULL DEFAULT ''
) STRICT, WITHOUT ROWID;
"""

SCRIPTS = (QUEUE, PRINTERS)
