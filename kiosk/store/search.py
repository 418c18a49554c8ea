"""Finds people by words of name, organisation, e-mail and by the start of a code; writes none.

The full-text index is asked twice: names first, then everything. Each query stops at its inner
LIMIT and is never ordered by rank, which would visit every match (docs/adr/0002).
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from kiosk.domain.people import Person
from kiosk.domain.search import parse_query
from kiosk.store.connect import Database
from kiosk.store.person_row import person_from
from kiosk.store.transact import Row, rows

_POOL = 200
_CODE = re.compile(r"[^\s@]{4,}")
_LAST = "\U0010ffff"


def find(db: Database, text: str, limit: int = 50, prefix: str = "") -> list[Person]:
    """Up to `limit` people, the most useful first: by code, by name, by the rest; gone ones last.

    Accents, case and the order of words do not matter; each word may be a beginning. `prefix` is
    the event's own code prefix, so that a code may be typed without it. Empty text finds nobody.
    """
    tokens = [token for token in parse_query(text).tokens if token]
    pools = [
        _by_code_start(db, text.strip(), prefix),
        _by_words(db, tokens, "{name_key badge_key} : ", whole=True),
        _by_words(db, tokens, "{name_key badge_key} : ", whole=False),
    ]
    if sum(map(len, pools)) < limit:
        pools.append(_by_words(db, tokens, "", whole=False))
    return [person_from(row) for row in _in_order(pools)][:limit]


def _in_order(pools: Iterable[list[Row]]) -> list[Row]:
    seen: dict[str, Row] = {}
    for pool in pools:
        for row in sorted(pool, key=lambda row: (row["name_key"], row["person_id"])):
            seen.setdefault(row["person_id"], row)
    return sorted(seen.values(), key=lambda row: row["gone_at"] is not None)


def _by_words(db: Database, tokens: list[str], columns: str, *, whole: bool) -> list[Row]:
    if not tokens:
        return []
    star = "" if whole else "*"
    words = " AND ".join(f'"{token.replace(chr(34), "")}"{star}' for token in tokens)
    return rows(
        db,
        "SELECT * FROM person WHERE id IN"
        " (SELECT rowid FROM person_fts WHERE person_fts MATCH ? LIMIT ?)",
        (f"{columns}({words})", _POOL),
    )


def _by_code_start(db: Database, text: str, prefix: str) -> list[Row]:
    if not _CODE.fullmatch(text):
        return []
    starts = {text, text.upper()} | ({f"{prefix}.{text.upper()}"} if prefix else set())
    found: list[Row] = []
    for start in sorted(starts):
        found += rows(
            db,
            "SELECT * FROM person WHERE person_id IN"
            " (SELECT person_id FROM ticket WHERE code >= :start AND code < :end LIMIT :pool)"
            " OR person_id IN (SELECT person_id FROM badge"
            " WHERE badge_code >= :start AND badge_code < :end LIMIT :pool)",
            {"start": start, "end": start + _LAST, "pool": _POOL},
        )
    return found


def by_name_key(db: Database, key: str) -> list[Person]:
    """People of exactly those folded name words (person_row.name_key), whatever their order."""
    sql = "SELECT * FROM person WHERE name_key = ? AND gone_at IS NULL ORDER BY id LIMIT ?"
    return [person_from(row) for row in rows(db, sql, (key, _POOL))] if key else []


def by_email(db: Database, email: str) -> list[Person]:
    """People of exactly that address; case does not matter."""
    key = email.strip().casefold()
    sql = "SELECT * FROM person WHERE email_key = ? AND gone_at IS NULL ORDER BY id LIMIT ?"
    return [person_from(row) for row in rows(db, sql, (key, _POOL))] if key else []


def near(db: Database, key: str) -> list[Person]:
    """People who share the start of a word with a folded name: the pool for a fuzzy comparison."""
    starts = [f'"{word[:3]}"*' for word in key.replace('"', "").split() if len(word) >= 3]
    if not starts:
        return []
    pool: dict[str, Row] = {}
    for query in [" AND ".join(starts), *starts]:
        found = rows(
            db,
            "SELECT * FROM person WHERE gone_at IS NULL AND id IN"
            " (SELECT rowid FROM person_fts WHERE person_fts MATCH ? LIMIT ?)",
            (f"{{name_key badge_key}} : ({query})", _POOL),
        )
        pool |= {row["person_id"]: row for row in found}
    return [person_from(row) for row in pool.values()]
