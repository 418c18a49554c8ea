"""A file of the program before the print queue had doubt in it is taken over, job by job."""

import sqlite3

from kiosk.domain.print_job import JobState
from kiosk.store import print_jobs
from kiosk.store.connect import close, open_store
from kiosk.store.schema import STEPS

OLD = """
DROP TABLE print_job; DROP TABLE print_layout; DROP TABLE printer_state;
DELETE FROM _sqlite_migrations WHERE name = '{step}';
CREATE TABLE print_job (
  job_id TEXT PRIMARY KEY, person_id TEXT NOT NULL, badge_code TEXT NOT NULL DEFAULT '',
  title TEXT NOT NULL DEFAULT '', layout TEXT NOT NULL DEFAULT '', printer TEXT NOT NULL DEFAULT '',
  state TEXT NOT NULL CHECK (state IN ('waiting', 'sent', 'printed', 'failed')),
  reason TEXT NOT NULL DEFAULT '', pdf BLOB, media TEXT NOT NULL DEFAULT '',
  remote_job TEXT NOT NULL DEFAULT '', attempts INTEGER NOT NULL DEFAULT 0,
  created_at TEXT NOT NULL, updated_at TEXT NOT NULL, station TEXT NOT NULL DEFAULT '',
  operator TEXT NOT NULL DEFAULT '', why TEXT NOT NULL DEFAULT '', warning TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX print_job_state ON print_job (state, created_at);
CREATE INDEX print_job_person ON print_job (person_id);
"""


def test_every_job_is_taken_over_and_printed_ones_are_done(path):
    close(open_store(path))
    old = sqlite3.connect(path)
    old.executescript(OLD.format(step=STEPS[4]))
    for state in ("waiting", "sent", "printed", "failed"):
        old.execute(
            "INSERT INTO print_job (job_id, person_id, printer, state, pdf, remote_job, created_at,"
            " updated_at) VALUES (?, ?, 'ipp://p/', ?, x'25', '7', ?, ?)",
            (state, f"of-{state}", state, "2026-10-06T12:00:00.000Z", "2026-10-06T12:00:00.000Z"),
        )
    old.commit()
    old.close()

    db = open_store(path)
    after = {job.job_id: job for job in (print_jobs.get(db, name) for name in WANTED)}
    close(db)

    assert {name: job.state for name, job in after.items()} == WANTED
    assert [bool(after[name].pdf) for name in WANTED] == [True, True, False, False]
    assert {job.target for job in after.values()} == {"ipp://p/"}
    assert {job.printer_id for job in after.values()} == {"ipp://p/"}


WANTED = {
    "waiting": JobState.WAITING,
    "sent": JobState.SENT,
    "printed": JobState.DONE,
    "failed": JobState.FAILED,
}
