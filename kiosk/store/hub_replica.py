"""What the hub holds, kept here in its order, and how far it was read; understands no message.

The cursor lies in the same file and is moved in the same transaction as the rows it stands for.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum
from typing import NamedTuple

from kiosk.domain.journal import Entry
from kiosk.domain.visits import Visit
from kiosk.store import meta
from kiosk.store.connect import Database
from kiosk.store.journal import PUBLISHED, entry_from, told
from kiosk.store.moments import to_text
from kiosk.store.person_row import to_json
from kiosk.store.transact import first, insert, number, rows

_CURSOR, _STREAM, _STATION = "hub_cursor", "hub_stream", "hub_station"
_CHUNK = 1_000
_COLUMNS = (
    "hub_seq AS seq, id, kind, at, recorded_at, station, operator, person_id, ticket_id,"
    " checkpoint, direction, payload, '' AS previous, '' AS hash"
)


class Whose(IntEnum):
    """Who wrote an entry; ours are those of which the hub was asked first, or told afterwards."""

    OTHERS = 0
    TOLD = 1
    ASKED = 2


class Held(NamedTuple):
    """An entry as the hub holds it: its `seq` is the number, `key` of a passage or "".

    `row` is of row_of() where somebody had the time to make it before.
    """

    entry: Entry
    key: str = ""
    writer: str = ""
    row: tuple[object, ...] = ()


def row_of(entry: Entry, key: str, writer: str) -> tuple[object, ...]:
    """The columns that follow from the message; asks no store."""
    return (
        *(entry.seq, entry.id, key, writer, entry.station, entry.kind, entry.at),
        *(entry.recorded_at, entry.operator, entry.person_id, entry.ticket_id, entry.checkpoint),
        *(entry.direction, to_json(entry.payload) if entry.payload else "{}"),
    )


class Unread(NamedTuple):
    """Where a message stands that nobody here can read; `key` as of a passage, or ""."""

    seq: int
    entry_id: str
    key: str = ""


@dataclass(frozen=True, slots=True)
class Cursor:
    """Up to where the hub was read, and the digest of all that it said until there."""

    seq: int = 0
    digest: str = ""

    def past(self, seq: int, entry_id: str, body: bytes) -> Cursor:
        """The cursor behind that message."""
        return self.past_all(((seq, entry_id, body),))

    def past_all(self, messages: Iterable[tuple[int, str, bytes]]) -> Cursor:
        """The cursor behind those messages: number, id and body of each, in their order."""
        seq, digest = self.seq, self.digest
        for seq, entry_id, body in messages:
            said = f"{digest} {seq} {entry_id} ".encode() + body
            digest = hashlib.sha256(said).hexdigest()[:32]
        return Cursor(seq, digest)


def cursor(db: Database) -> Cursor:
    """How far the hub was read."""
    seq, _, digest = (meta.get(db, _CURSOR) or "0 ").partition(" ")
    return Cursor(int(seq), digest)


def move(db: Database, to: Cursor) -> None:
    """Remember how far it was read; call it in the transaction that wrote the messages."""
    meta.put(db, _CURSOR, f"{to.seq} {to.digest}")


def put(db: Database, held: Iterable[Held], whose: Whose, received: datetime) -> None:
    """Keep what the hub holds, once, whatever comes again."""
    moment, own = to_text(received), int(whose)
    insert(
        db,
        "hub_entry (hub_seq, id, key, writer, station, kind, at, recorded_at, operator,"
        " person_id, ticket_id, checkpoint, direction, payload, own, received_at)",
        [(*(row or row_of(entry, key, writer)), own, moment) for entry, key, writer, row in held],
    )


def put_unread(db: Database, what: Unread, body: bytes, received: datetime) -> None:
    """Keep a message though nobody here can read it: it has its place among the others."""
    said = to_json({"unread": body.decode(errors="replace")})
    db.conn.execute(
        "INSERT INTO hub_entry (hub_seq, id, key, station, kind, at, recorded_at, payload,"
        " received_at) VALUES (?, ?, ?, '', '', '', '', ?, ?) ON CONFLICT DO NOTHING",
        (*what, said, to_text(received)),
    )


def number_of(db: Database, entry_id: str) -> int | None:
    """The number of an entry in the hub, None while it has none."""
    row = first(db, "SELECT hub_seq FROM hub_entry WHERE id = ?", (entry_id,))
    return int(row["hub_seq"]) if row else None


def known_among(db: Database, first_seq: int, last_seq: int) -> dict[int, Whose]:
    """Whose the entries are that are known already between those numbers, both included."""
    sql = "SELECT hub_seq, own FROM hub_entry WHERE hub_seq BETWEEN ? AND ?"
    return {row["hub_seq"]: Whose(row["own"]) for row in rows(db, sql, (first_seq, last_seq))}


def last_passage(db: Database, key: str, person_id: str) -> int:
    """The number of the last passage of that key, which is that person's; 0 for none.

    What nobody here could read has a key only.
    """
    return number(
        db,
        "SELECT max(hub_seq) FROM ("
        "SELECT hub_seq FROM hub_entry WHERE person_id = :person AND key = :key"
        " UNION ALL SELECT hub_seq FROM hub_entry WHERE kind = '' AND key = :key) WHERE :key <> ''",
        {"person": person_id, "key": key},
    )


def others_at(db: Database, visit: Visit, before: int) -> list[Entry]:
    """Other stations' entries of that visitor there which count, numbered lower than `before`."""
    found = rows(
        db,
        f"SELECT {_COLUMNS} FROM hub_entry h WHERE h.id IN (SELECT entry_id FROM visit"  # noqa: S608  fixed names
        " WHERE person_id = ? AND checkpoint = ? AND direction = 'entry')"
        " AND h.station <> ? AND h.hub_seq < ? ORDER BY h.hub_seq",
        (visit.person_id, visit.checkpoint, visit.station, before),
    )
    return told(found)


def entries(db: Database) -> Iterator[list[Entry]]:
    """Everything of the hub that can be understood, in its order, some at a time."""
    last = 0
    sql = f"SELECT {_COLUMNS} FROM hub_entry WHERE hub_seq > ? ORDER BY hub_seq LIMIT ?"  # noqa: S608  fixed names
    while chunk := rows(db, sql, (last, _CHUNK)):
        yield told(chunk)
        last = chunk[-1]["seq"]


def others_after(db: Database, seq: int, limit: int, upto: int | None = None) -> list[Entry]:
    """Up to `limit` entries of other stations behind number `seq`, oldest first."""
    found = rows(
        db,
        f"SELECT {_COLUMNS} FROM hub_entry WHERE own = 0 AND hub_seq > ? AND hub_seq <= ?"  # noqa: S608  fixed names
        " ORDER BY hub_seq LIMIT ?",
        (seq, cursor(db).seq if upto is None else upto, limit),
    )
    return told(found)


def count(db: Database) -> int:
    """How many entries the hub is known to hold."""
    return number(db, "SELECT count(*) FROM hub_entry")


def own_ids(db: Database) -> list[str]:
    """The id of each entry of this station that the hub has told of, in the hub's order."""
    found = rows(db, "SELECT id FROM hub_entry WHERE own > 0 ORDER BY hub_seq")
    return [row["id"] for row in found]


def outbox(db: Database, after: int, limit: int) -> list[Entry]:
    """Own entries behind `after` (seq) that the hub has not numbered, oldest first."""
    sql = (
        "SELECT * FROM entry WHERE seq > ?"
        " AND NOT EXISTS (SELECT 1 FROM hub_entry h WHERE h.id = entry.id) ORDER BY seq LIMIT ?"
    )
    return [entry_from(row) for row in rows(db, sql, (max(after, published(db)), limit))]


def waiting(db: Database, after: int) -> int:
    """How many those are."""
    sql = (
        "SELECT count(*) FROM entry WHERE seq > ?"
        " AND NOT EXISTS (SELECT 1 FROM hub_entry h WHERE h.id = entry.id)"
    )
    return number(db, sql, (max(after, published(db)),))


def published(db: Database) -> int:
    """Up to which own entry (seq) all are numbered."""
    return int(meta.get(db, PUBLISHED) or 0)


def note_published(db: Database) -> None:
    """Remember how far that is now, so that nobody looks for those again."""
    known = published(db)
    row = first(
        db,
        "SELECT seq FROM entry WHERE seq > ?"
        " AND NOT EXISTS (SELECT 1 FROM hub_entry h WHERE h.id = entry.id) ORDER BY seq LIMIT 1",
        (known,),
    )
    upto = int(row["seq"]) - 1 if row else number(db, "SELECT max(seq) FROM entry")
    if upto != known:
        meta.put(db, PUBLISHED, str(upto))


def station(db: Database) -> str:
    """The name by which the hub knows this station, "" where nobody has said it."""
    return meta.get(db, _STATION) or ""


def note_station(db: Database, name: str) -> None:
    """Remember that name; call it in a transaction."""
    meta.put(db, _STATION, name)


def abandon(db: Database, entry_id: str, at: datetime) -> None:
    """Note that nobody was let in by this entry, though the hub may come to hold it."""
    sql = "INSERT INTO hub_abandoned (entry_id, at) VALUES (?, ?) ON CONFLICT DO NOTHING"
    db.conn.execute(sql, (entry_id, to_text(at)))


def was_abandoned(db: Database, entry_id: str) -> bool:
    """Whether that was noted of it."""
    return first(db, "SELECT 1 FROM hub_abandoned WHERE entry_id = ?", (entry_id,)) is not None


def stream(db: Database) -> str:
    """Which record of the hub those numbers are of, "" before any was read."""
    return meta.get(db, _STREAM) or ""


def begin(db: Database, stream_now: str) -> None:
    """Begin anew with a record whose numbers mean something else: own entries wait again.

    What followed from the former one stays; the others say it again.
    """
    db.conn.execute("DELETE FROM hub_entry")
    db.conn.execute("UPDATE source SET last_hub_seq = 0")
    db.conn.execute("DELETE FROM meta WHERE key IN (?, ?)", (_CURSOR, PUBLISHED))
    meta.put(db, _STREAM, stream_now)


def content_hash(db: Database) -> str:
    """A digest of all that the hub is known to hold; equal at stations that hold the same."""
    return _digest(db, (f"SELECT {_COLUMNS} FROM hub_entry ORDER BY hub_seq",))  # noqa: S608  fixed names


def projections_hash(db: Database) -> str:
    """A digest of what follows from the journals; equal at stations that know the same.

    What only a registration source tells of is left out: one station has it.
    """
    return _digest(db, _PROJECTIONS)


_PROJECTIONS = (
    "SELECT v.* FROM visit v JOIN told t ON t.id = v.entry_id ORDER BY v.entry_id",
    "SELECT person_id, field, value FROM correction ORDER BY person_id, field",
    "SELECT * FROM badge ORDER BY badge_code",
    (
        "SELECT checkpoint, kind, subject, granted_by, granted_at, until, withdrawn, entry_id"
        " FROM invitation WHERE source = 'journal' ORDER BY checkpoint, kind, subject"
    ),
    "SELECT * FROM answer ORDER BY ticket_id, question_id",
    "SELECT * FROM request ORDER BY assembly, member_key",
    (
        "SELECT person_id, name_key, badge_name, organisation, roles FROM person"
        " WHERE mirror IS NULL ORDER BY person_id"
    ),
)


def _digest(db: Database, queries: Sequence[str]) -> str:
    digest = hashlib.sha256()
    for sql in queries:
        for row in db.conn.execute(sql):
            digest.update(repr(row).encode("utf-8", "surrogatepass"))
        digest.update(b"\0")
    return digest.hexdigest()
