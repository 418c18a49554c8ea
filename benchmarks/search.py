"""The desk's search box, against SQLite's LIKE over the same columns of the same file.

LIKE also misses what the box finds: it knows no accents beyond ASCII and no order of names.
Usage: search.py [--sizes 15000,100000]
"""

from __future__ import annotations

import sqlite3
import sys
import tempfile
from pathlib import Path

from crowd import full_profile
from report import peak_megabytes, percentile, show, sizes_from, timed

QUERIES = (
    "nunez jose",
    "jose",
    "gon",
    "silva ana",
    "fibra",
    "p4711",
    "munoz rodriguez",
    "magalhaes concei",
    "zoe kreuz",
    "nadie con este nombre",
)
ROUNDS = 10


def ours(profile: Path) -> tuple[list[float], int]:
    """Milliseconds of each query through the use case of the desk, and how many it found."""
    from kiosk.services.find import search
    from kiosk.services.profile import open_profile
    from kiosk.store.connect import close

    context = open_profile(profile)
    try:
        found = sum(len(search(context, text)) for text in QUERIES)
        times = [
            timed(lambda text=text: search(context, text))
            for _ in range(ROUNDS)
            for text in QUERIES
        ]
    finally:
        close(context.db)
    return times, found


def like(path: Path) -> tuple[list[float], int]:
    """Milliseconds of each query as LIKE on every column for every word."""
    db = sqlite3.connect(path)
    columns = "given_name || ' ' || family_name || ' ' || organisation || ' ' || email"

    def one(text: str) -> int:
        words = text.split()
        where = " AND ".join(f"{columns} LIKE ?" for _ in words)
        sql = f"SELECT person_id FROM person WHERE {where} LIMIT 50"  # noqa: S608  fixed names
        return len(db.execute(sql, [f"%{word}%" for word in words]).fetchall())

    found = sum(one(text) for text in QUERIES)
    times = [timed(lambda text=text: one(text)) for _ in range(2) for text in QUERIES]
    db.close()
    return times, found


def main(argv: list[str]) -> None:
    rows = []
    for count in sizes_from(argv, __doc__ or ""):
        with tempfile.TemporaryDirectory() as name:
            profile = full_profile(Path(name), count)
            mine, found = ours(profile)
            peer, peer_found = like(profile / "event.db")
        rows.append(
            (
                f"{count:,}",
                f"{percentile(mine, 0.5):.2f}",
                f"{percentile(mine, 0.99):.2f}",
                f"{percentile(peer, 0.5):.2f}",
                f"{percentile(peer, 0.99):.2f}",
                f"{sum(peer) / len(peer) / (sum(mine) / len(mine)):.1f}",
                str(found),
                str(peer_found),
                f"{peak_megabytes():.0f}",
            )
        )
    headings = (
        "people",
        "p50 ms",
        "p99 ms",
        "LIKE p50",
        "LIKE p99",
        "quicker",
        "found",
        "LIKE found",
        "MB",
    )
    show("search", headings, rows)


if __name__ == "__main__":
    main(sys.argv[1:])
