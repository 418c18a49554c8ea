"""Finds people by words of name, organisation, e-mail and by the start of a code; writes none.

The full-text index is asked twice: names first, then everything. Each query stops at its inner
LIMIT and is never ordered by rank, which would visit every match.
"""

from __future__ import annotations

import re

from kiosk.domain.names import clean
from kiosk.domain.people import Person
from kiosk.domain.search import parse_query
from kiosk.store.connect import Database
from kiosk.store.person_row import person_from
from kiosk.store.transact import Row, rows

_POOL = 200
_MOST_STARTS = 16
"""Words of a name that are compared: each costs a query, and a page may be pasted into a form."""
_CODE = re.compile(r"[^\s@]{4,}")
_LAST = "\U0010ffff"
_NAMES = "{name_key badge_key} : "
_ANYWHERE = ""
_LIGHT = "id, person_id, name_key, badge_key, gone_at IS NOT NULL AS gone"


def find(db: Database, text: str, limit: int = 50, prefix: str = "") -> list[Person]:
    """Up to `limit` people, the most useful first: by code, by name, by the rest; gone ones last.

    Accents, case and the order of words do not matter; each word may be a beginning. `prefix` is
    the event's own code prefix, so that a code may be typed without it. Empty text finds nobody.
    """
    typed = clean(text)  # half a character that a screen or a pipe hands over cannot be asked for
    tokens = [token for token in parse_query(typed).tokens if token]
    surest = _by_email_start(db, typed) or _by_code_start(db, typed, prefix)
    if surest and "@" in typed:
        tokens = []
    named = _by_name(db, tokens)
    rest: list[Row] = []
    if len(surest) + len(named) < limit:
        rest = _anywhere(db, tokens, limit)
    ranked: dict[int, tuple[bool, int, str, int]] = {}
    for rank, pool in enumerate((surest, named, rest)):
        for row in pool:
            place = rank * 2 + int(rank == 1 and not _is_whole(row, tokens))
            ranked.setdefault(row["id"], (bool(row["gone"]), place, row["name_key"], row["id"]))
    return _people(db, sorted(ranked, key=ranked.__getitem__)[:limit])


def _by_name(db: Database, tokens: list[str]) -> list[Row]:
    """People whose names have a word beginning with each token.

    Where there are more than a pool of them, those with the whole words are surely among them.
    """
    found = _by_words(db, tokens, _NAMES, star="*")
    return _by_words(db, tokens, _NAMES, star="") + found if len(found) >= _POOL else found


def _anywhere(db: Database, tokens: list[str], limit: int) -> list[Row]:
    """Whole words first: they stop at the pool, beginnings gather every match before they start."""
    found = _by_words(db, tokens, _ANYWHERE, star="")
    return found if len(found) >= limit else found + _by_words(db, tokens, _ANYWHERE, star="*")


def _is_whole(row: Row, tokens: list[str]) -> bool:
    return set(tokens) <= {*row["name_key"].split(), *row["badge_key"].split()}


def _by_words(db: Database, tokens: list[str], columns: str, *, star: str) -> list[Row]:
    if not tokens:
        return []
    words = " AND ".join(f'"{token.replace(chr(34), "")}"{star}' for token in tokens)
    return rows(
        db,
        f"SELECT {_LIGHT} FROM person WHERE id IN"  # noqa: S608  fixed columns
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
            f"SELECT {_LIGHT} FROM person WHERE person_id IN"  # noqa: S608  fixed columns
            " (SELECT person_id FROM ticket WHERE code >= :start AND code < :end LIMIT :pool)"
            " OR person_id IN (SELECT person_id FROM badge"
            " WHERE badge_code >= :start AND badge_code < :end LIMIT :pool)",
            {"start": start, "end": start + _LAST, "pool": _POOL},
        )
    return found


def _by_email_start(db: Database, text: str) -> list[Row]:
    """An address is looked up by its index: its words alone are those of everybody's provider."""
    if "@" not in text:
        return []
    start = text.casefold()
    return rows(
        db,
        f"SELECT {_LIGHT} FROM person WHERE email_key >= ? AND email_key < ? LIMIT ?",  # noqa: S608  fixed columns
        (start, start + _LAST, _POOL),
    )


def _people(db: Database, ids: list[int]) -> list[Person]:
    marks = ",".join("?" * len(ids))
    found = {
        row["id"]: person_from(row)
        for row in rows(db, f"SELECT * FROM person WHERE id IN ({marks})", ids)  # noqa: S608  marks only
    }
    return [found[one] for one in ids]


def by_name_key(db: Database, key: str) -> list[Person]:
    """People of exactly those folded name words (person_row.name_key), whatever their order."""
    sql = "SELECT * FROM person WHERE name_key = ? AND gone_at IS NULL ORDER BY id LIMIT ?"
    return [person_from(row) for row in rows(db, sql, (key, _POOL))] if key else []


def by_email(db: Database, email: str) -> list[Person]:
    """People of exactly that address; case does not matter."""
    key = clean(email).casefold()
    sql = "SELECT * FROM person WHERE email_key = ? AND gone_at IS NULL ORDER BY id LIMIT ?"
    return [person_from(row) for row in rows(db, sql, (key, _POOL))] if key else []


def near(db: Database, key: str) -> list[Person]:
    """People who share the start of a word with a folded name: the pool for a fuzzy comparison."""
    words = key.replace('"', "").split()
    starts = list(dict.fromkeys(f'"{word[:3]}"*' for word in words if len(word) >= 3))
    starts = starts[:_MOST_STARTS]
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
