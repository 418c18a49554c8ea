"""Rows a second into the profile, against csv.DictReader + executemany into one bare table.

The peer does a fraction of the work (no cleaning, matching, history, search index or codes); it
is the floor that Python and SQLite set on this machine.
Usage: import_people.py [--sizes 15000,100000]
"""

from __future__ import annotations

import csv
import json
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from crowd import HEADINGS, empty_profile, write_csv
from report import megabytes, peak_megabytes, show, sizes_from


def ours(folder: Path, count: int) -> dict[str, float]:
    """Import, then import the same list again."""
    from kiosk.services.import_people import run_import
    from kiosk.services.profile import open_profile
    from kiosk.store.connect import close

    profile = empty_profile(folder)
    context = open_profile(profile)
    try:
        start = time.perf_counter()
        report = run_import(context, folder / "people.csv")
        first = time.perf_counter() - start
        assert not report.rejected
        start = time.perf_counter()
        run_import(context, folder / "people.csv")
        again = time.perf_counter() - start
    finally:
        close(context.db)
    size = megabytes(profile / "event.db")
    return {"first": count / first, "again": count / again, "peak": peak_megabytes(), "size": size}


def bare(folder: Path, count: int) -> dict[str, float]:
    """The peer: read with csv, insert with executemany, one durable transaction."""
    db = sqlite3.connect(folder / "bare.db")
    db.execute("PRAGMA journal_mode=WAL")
    db.execute("PRAGMA synchronous=FULL")
    db.execute(f"CREATE TABLE person ({', '.join(HEADINGS)}, PRIMARY KEY (registration_id))")
    db.execute("CREATE INDEX code ON person (code)")
    start = time.perf_counter()
    with (folder / "people.csv").open(encoding="utf-8", newline="") as file, db:
        marks = ", ".join(f":{name}" for name in HEADINGS)
        db.executemany(f"INSERT INTO person VALUES ({marks})", csv.DictReader(file))  # noqa: S608  fixed names
    seconds = time.perf_counter() - start
    db.close()
    return {
        "first": count / seconds,
        "peak": peak_megabytes(),
        "size": megabytes(folder / "bare.db"),
    }


def in_fresh_process(who: str, folder: Path, count: int) -> dict[str, float]:
    """One measurement in a process of its own, so that memory is its own too."""
    command = [sys.executable, __file__, "--one", who, str(folder), str(count)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    answer: dict[str, float] = json.loads(done.stdout)
    return answer


def main(argv: list[str]) -> None:
    if argv[:1] == ["--one"]:
        measure = {"ours": ours, "bare": bare}[argv[1]]
        print(json.dumps(measure(Path(argv[2]), int(argv[3]))))
        return
    rows = []
    for count in sizes_from(argv, __doc__ or ""):
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            write_csv(folder / "people.csv", count)
            peer, mine = (
                in_fresh_process("bare", folder, count),
                in_fresh_process("ours", folder, count),
            )
        rows.append(
            (
                f"{count:,}",
                f"{mine['first']:,.0f}",
                f"{mine['again']:,.0f}",
                f"{peer['first']:,.0f}",
                f"{mine['first'] / peer['first']:.2f}",
                f"{mine['peak']:.0f}",
                f"{peer['peak']:.0f}",
                f"{mine['size']:.1f}",
                f"{peer['size']:.1f}",
            )
        )
    headings = (
        "people",
        "rows/s",
        "again/s",
        "bare/s",
        "ratio",
        "MB",
        "bare MB",
        "file MB",
        "bare file",
    )
    show("import_people", headings, rows)


if __name__ == "__main__":
    main(sys.argv[1:])
