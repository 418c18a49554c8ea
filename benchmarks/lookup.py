"""Code -> person -> decision -> durable journal entry, against the barest durable write there is.

The peer looks a code up by index and commits one inserted row with synchronous=FULL: what no
program on this disk can beat. Usage: lookup.py [--sizes 15000,100000]
"""

from __future__ import annotations

import random
import sqlite3
import sys
import tempfile
from pathlib import Path

from crowd import full_profile, people
from report import megabytes, peak_megabytes, percentile, show, sizes_from, timed

SCANS = 1_000


def ours(profile: Path, codes: list[str]) -> list[float]:
    """Milliseconds of each scan through the use case of the screens."""
    from kiosk.services.check_in import ScanRequest, scan
    from kiosk.services.profile import open_profile
    from kiosk.store.connect import close

    context = open_profile(profile)
    try:

        def one(code: str) -> None:
            assert scan(context, ScanRequest(text=code, checkpoint="entrance")).verdict.admitted

        return [timed(lambda code=code: one(code)) for code in codes]
    finally:
        close(context.db)


def bare(path: Path, count: int, codes: list[str]) -> list[float]:
    """Milliseconds of each bare lookup and commit."""
    db = sqlite3.connect(path)
    db.execute("PRAGMA journal_mode=WAL")
    db.execute("PRAGMA synchronous=FULL")
    db.execute("CREATE TABLE person (id INTEGER PRIMARY KEY, code TEXT UNIQUE)")
    db.execute("CREATE TABLE visit (id INTEGER PRIMARY KEY, person INTEGER)")
    with db:
        db.executemany("INSERT INTO person (code) VALUES (?)", ((row[1],) for row in people(count)))

    def one(code: str) -> None:
        with db:
            (person,) = db.execute("SELECT id FROM person WHERE code = ?", (code,)).fetchone()
            db.execute("INSERT INTO visit (person) VALUES (?)", (person,))

    times = [timed(lambda code=code: one(code)) for code in codes]
    db.close()
    return times


def main(argv: list[str]) -> None:
    rows = []
    for count in sizes_from(argv, __doc__ or ""):
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            profile = full_profile(folder, count)
            chance = random.Random(count)  # noqa: S311  the same scans every time
            codes = chance.sample([row[1] for row in people(count)], min(SCANS, count))
            peer = bare(folder / "bare.db", count, codes)
            mine = ours(profile, codes)
            size = megabytes(profile / "event.db")
        rows.append(
            (
                f"{count:,}",
                f"{percentile(mine, 0.5):.2f}",
                f"{percentile(mine, 0.99):.2f}",
                f"{percentile(peer, 0.5):.2f}",
                f"{percentile(peer, 0.99):.2f}",
                f"{percentile(mine, 0.5) / percentile(peer, 0.5):.1f}",
                f"{peak_megabytes():.0f}",
                f"{size:.1f}",
            )
        )
    headings = ("people", "p50 ms", "p99 ms", "bare p50", "bare p99", "ratio", "MB", "file MB")
    show("lookup", headings, rows)


if __name__ == "__main__":
    main(sys.argv[1:])
