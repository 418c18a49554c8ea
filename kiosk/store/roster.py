"""Reads the list as other stations need it, and keeps what was published or taken; sends nothing.

`roster_item` holds the fingerprint of each record that went out, or came in. Their digest is kept
beside it, so that two stations can compare fifteen thousand people by one number.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kiosk.store import meta
from kiosk.store.connect import Database
from kiosk.store.transact import Row, first, rows

PERSON, LIST, ROLL, DOC, PIECE = "person", "list", "roll", "doc", "piece"
_DIGEST, _CURSOR, _STREAM = "roster_digest", "roster_cursor", "roster_stream"
_BEGAN = "roster_began"
_DOUBTED = "0"
"""The fingerprint of no record: what was told of it may be lost."""
_TICKET = (
    "ticket_id, person_id, code, state, product, source, source_ref, valid_from, valid_until,"
    " blocked, valid_if_pending, attention, checkin_text, product_id, variation_id, date_id,"
    " parent_id, extra"
)


def people(db: Database, after: int, limit: int) -> list[Row]:
    """Whom a source tells of: id (rowid), person_id, mirror (JSON), source, source_ref, gone_at."""
    return rows(
        db,
        "SELECT id, person_id, mirror, source, source_ref, gone_at FROM person"
        " WHERE mirror IS NOT NULL AND id > ? ORDER BY id LIMIT ?",
        (after, limit),
    )


def tickets(db: Database, person_ids: Sequence[str]) -> dict[str, list[Row]]:
    """The living tickets of those people that a source brought, by person id."""
    sql = (
        f"SELECT {_TICKET} FROM ticket WHERE person_id IN ({_marks(person_ids)})"  # noqa: S608  marks only
        " AND gone_at IS NULL AND source <> 'journal' ORDER BY ticket_id"
    )
    return _by(rows(db, sql, person_ids), "person_id")


def invitations(db: Database, person_ids: Sequence[str]) -> dict[str, list[Row]]:
    """What lists say of those people by name, by person id."""
    sql = (
        "SELECT checkpoint, kind, subject, source, granted_by, granted_at, until FROM invitation"  # noqa: S608  marks only
        f" WHERE kind = 'person' AND subject IN ({_marks(person_ids)}) AND source <> 'journal'"
        " ORDER BY checkpoint, source"
    )
    return _by(rows(db, sql, person_ids), "subject")


def visits(db: Database, person_ids: Sequence[str]) -> dict[str, list[Row]]:
    """The check-ins of those people that only a source knows of, by person id."""
    sql = (
        f"SELECT * FROM source_visit WHERE person_id IN ({_marks(person_ids)})"  # noqa: S608  marks only
        " AND own_entry = '' ORDER BY source, source_id, ref"
    )
    return _by(rows(db, sql, person_ids), "person_id")


_NAMED = """
SELECT p.person_id, i.checkpoint, 'person' AS kind, p.person_id AS subject, i.source,
  i.granted_by, i.granted_at, i.until
FROM (SELECT *, instr(subject, '|') AS bar FROM invitation
  WHERE kind = 'email' AND source <> 'journal') i
JOIN person p ON p.gone_at IS NULL AND p.email_key <> '' AND (
  i.bar = 0 AND p.email_key = i.subject
    AND (SELECT count(*) FROM person o WHERE o.email_key = i.subject AND o.gone_at IS NULL) = 1
  OR i.bar > 0 AND p.email_key = substr(i.subject, 1, i.bar - 1)
    AND p.name_key = substr(i.subject, i.bar + 1))
ORDER BY i.checkpoint, i.source
"""


def named_by_address(db: Database) -> dict[str, list[Row]]:
    """Whom lists name by an address, as if they named the person: by person id.

    Who is to be told of no address can only be told so. A bare address that several people share
    names none of them.
    """
    return _by(rows(db, _NAMED), "person_id")


def checkpoints_listed(db: Database) -> list[str]:
    """The checkpoints of which a list says anything."""
    sql = (
        "SELECT checkpoint FROM invitation_list UNION"
        " SELECT checkpoint FROM invitation WHERE source <> 'journal' ORDER BY checkpoint"
    )
    return [row["checkpoint"] for row in rows(db, sql)]


def list_of(db: Database, checkpoint: str) -> tuple[str | None, list[Row]]:
    """When a checkpoint's list was loaded, and what lists say there of others than people."""
    loaded = first(db, "SELECT loaded_at FROM invitation_list WHERE checkpoint = ?", (checkpoint,))
    sql = (
        "SELECT checkpoint, kind, subject, source, granted_by, granted_at, until FROM invitation"
        " WHERE checkpoint = ? AND kind <> 'person' AND source <> 'journal'"
        " ORDER BY kind, subject, source"
    )
    return (loaded["loaded_at"] if loaded else None), rows(db, sql, (checkpoint,))


def roll_of(db: Database, assembly: str) -> tuple[list[Row], list[Row]]:
    """The members and the mandates of an assembly as its lists say."""
    members = "SELECT key, name, votes FROM member WHERE assembly = ? ORDER BY key"
    mandates = (
        "SELECT member_key, kind, subject, capacity FROM mandate WHERE assembly = ?"
        " ORDER BY member_key, kind, subject"
    )
    return rows(db, members, (assembly,)), rows(db, mandates, (assembly,))


def mark_of(db: Database, kind: str, key: str) -> str:
    """The fingerprint of a record as it went out or came in last, "" where it never did."""
    sql = "SELECT mark FROM roster_item WHERE kind = ? AND key = ?"
    row = first(db, sql, (kind, key))
    return str(row["mark"]) if row else ""


def note(db: Database, kind: str, key: str, mark: str) -> None:
    """Remember a record's fingerprint, "" for one that is no more; call it in a transaction."""
    count, total = digest(db)
    before = mark_of(db, kind, key)
    for one, step in ((before, -1), (mark, 1)):
        if one:
            count, total = count + step * (kind == PERSON), total ^ int(one, 16)
    if mark:
        db.conn.execute(
            "INSERT INTO roster_item (kind, key, mark) VALUES (?, ?, ?)"
            " ON CONFLICT (kind, key) DO UPDATE SET mark = excluded.mark",
            (kind, key, mark),
        )
    else:
        db.conn.execute("DELETE FROM roster_item WHERE kind = ? AND key = ?", (kind, key))
    meta.put(db, _DIGEST, f"{count} {total:x}")


def digest(db: Database) -> tuple[int, int]:
    """How many people there are, and a number that is equal where all records are the same."""
    count, total = (meta.get(db, _DIGEST) or "0 0").split()
    return int(count), int(total, 16)


def vanished(db: Database, kind: str, existing: Iterable[str] | None = None) -> list[str]:
    """The records of a kind that are known still and no longer there; people by their table."""
    if kind == PERSON:
        sql = (
            "SELECT key FROM roster_item WHERE kind = 'person' AND key NOT IN"
            " (SELECT person_id FROM person WHERE mirror IS NOT NULL) ORDER BY key"
        )
        return [row["key"] for row in rows(db, sql)]
    known = rows(db, "SELECT key FROM roster_item WHERE kind = ? ORDER BY key", (kind,))
    there = set(existing or ())
    return [row["key"] for row in known if row["key"] not in there]


def cursor(db: Database) -> int:
    """Up to which message the roster was taken in."""
    return int(meta.get(db, _CURSOR) or 0)


def move(db: Database, seq: int) -> None:
    """Remember that; call it in the transaction that wrote the records."""
    meta.put(db, _CURSOR, str(seq))


def stream(db: Database) -> str:
    """Which list of the hub, in which view, the cursor is of; "" before any was read or told."""
    return meta.get(db, _STREAM) or ""


def begin(db: Database, stream_now: str) -> None:
    """Read that list from its first record on; what is known stays until it is said again."""
    move(db, 0)
    meta.put(db, _STREAM, stream_now)


def doubt(db: Database) -> None:
    """Let every record count as not told: all that is there differs, and what is no more too."""
    count, _ = digest(db)
    db.conn.execute("UPDATE roster_item SET mark = ?", (_DOUBTED,))
    meta.put(db, _DIGEST, f"{count} 0")


def began(db: Database) -> bool:
    """Whether this station has begun to tell the list."""
    return meta.get(db, _BEGAN) is not None


def brings(db: Database, source: str) -> bool:
    """Whether the list that other stations tell, or this one, has people of that source."""
    sql = (
        "SELECT 1 FROM person WHERE source = ? AND EXISTS"
        " (SELECT 1 FROM roster_item WHERE kind = ? AND key = person.person_id) LIMIT 1"
    )
    return first(db, sql, (source, PERSON)) is not None


def note_began(db: Database) -> None:
    """Remember that; call it in a transaction."""
    meta.put(db, _BEGAN, "1")


def _by(found: list[Row], key: str) -> dict[str, list[Row]]:
    grouped: dict[str, list[Row]] = {}
    for row in found:
        grouped.setdefault(row[key], []).append(row)
    return grouped


def _marks(values: Sequence[object]) -> str:
    return ",".join("?" * len(values))
