"""The append-only journal with its hash chain; changes no entry, ever."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from uuid_utils import uuid7

from kiosk.domain.checkpoints import Direction
from kiosk.domain.journal import GENESIS, Draft, Entry, EntryKind, chain_hash
from kiosk.store import meta
from kiosk.store.connect import Database
from kiosk.store.moments import to_text
from kiosk.store.person_row import to_json
from kiosk.store.projections import apply
from kiosk.store.transact import Row, first, number, reading, rows, writing

_HEAD = "journal_head"
PUBLISHED = "hub_published"
"""Key in meta: up to this own entry (seq) the hub has numbered all of them."""
_KNOWN = frozenset(str(kind) for kind in EntryKind)

COLUMNS = (
    "seq",
    "id",
    "kind",
    "at",
    "recorded_at",
    "station",
    "operator",
    "person_id",
    "ticket_id",
    "checkpoint",
    "direction",
    "payload",
    "previous",
    "hash",
)
"""The columns of table entry, as the journal is exported."""


class Damage(StrEnum):
    """What is wrong with an entry."""

    CONTENT = "content"
    LINK = "link"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Broken:
    """The first entry that does not hold; `seq` is the place where it stands or should stand."""

    seq: int
    damage: Damage


def append(db: Database, station: str, clock: Callable[[], datetime], draft: Draft) -> Entry:
    """Write one entry behind the last and bring the projections up to date, in one transaction.

    Outside of an open transaction it is on disk (synced) when this returns. `clock` answers the
    present moment, aware. Raises FailureError when the disk or the lock says no.
    """
    return add(db, prepare(station, clock, draft))


def prepare(station: str, clock: Callable[[], datetime], draft: Draft) -> Entry:
    """The entry as it will stand, but for its place in the chain; writes nothing."""
    return Entry(
        seq=0,
        id=str(uuid7()),
        kind=draft.kind,
        at=to_text(draft.at),
        recorded_at=to_text(clock()),
        station=station,
        operator=draft.operator,
        person_id=draft.person_id,
        ticket_id=draft.ticket_id,
        checkpoint=draft.checkpoint,
        direction=draft.direction,
        payload=json.loads(to_json(dict(draft.payload))),
        previous="",
        hash="",
    )


def add(db: Database, prepared: Entry, place: int | None = None) -> Entry:
    """Write a prepared entry behind the last, as append() does.

    `place` is its number in the hub, None while it has none.
    """
    with writing(db):
        last = first(db, "SELECT seq, hash FROM entry ORDER BY seq DESC LIMIT 1")
        seq, previous = (last["seq"] + 1, last["hash"]) if last else (1, GENESIS)
        entry = replace(prepared, seq=seq, previous=previous)
        entry = replace(entry, hash=chain_hash(entry))
        _insert(db, entry)
        apply(db, entry, place)
        meta.put(db, _HEAD, f"{entry.seq} {entry.hash}")
    return entry


def get(db: Database, entry_id: str) -> Entry | None:
    """The entry of that id, another station's too, or None."""
    found = rows(db, "SELECT * FROM entry WHERE id = ?", (entry_id,))
    found = found or rows(db, "SELECT * FROM told WHERE id = ?", (entry_id,))
    return next(iter(told(found)), None)


def own_among(db: Database, entry_ids: Sequence[str]) -> set[str]:
    """Those of the entries that this station's chain holds."""
    sql = "SELECT id FROM entry WHERE id IN (SELECT value FROM json_each(?))"
    return {row["id"] for row in rows(db, sql, (to_json(entry_ids),))}


def read_after(db: Database, seq: int = 0, limit: int = 500) -> list[Entry]:
    """Up to `limit` entries behind `seq`, oldest first."""
    found = rows(db, "SELECT * FROM entry WHERE seq > ? ORDER BY seq LIMIT ?", (seq, limit))
    return [entry_from(row) for row in found]


def of_person(db: Database, person_id: str) -> list[Entry]:
    """Everything that any station recorded about a person, oldest first (see told())."""
    found = rows(db, "SELECT * FROM told WHERE person_id = ? ORDER BY place", (person_id,))
    return told(found)


def latest_at(db: Database, checkpoint: str, limit: int) -> list[Entry]:
    """The newest entries at a checkpoint, admitted or not, newest first, of any station."""
    # as the view told has it, in two steps: each finds the newest by its index
    published = int(meta.get(db, PUBLISHED) or 0)
    sql = (
        "SELECT * FROM entry WHERE checkpoint = ? AND seq > ?"
        " AND kind IN ('admitted', 'refused', 'left', 'overridden')"
        " AND NOT EXISTS (SELECT 1 FROM hub_entry h WHERE h.id = entry.id)"
        " ORDER BY seq DESC LIMIT ?"
    )
    found = rows(db, sql, (checkpoint, published, limit))
    sql = (
        "SELECT hub_seq AS seq, id, kind, at, recorded_at, station, operator, person_id, ticket_id,"
        " checkpoint, direction, payload, '' AS previous, '' AS hash FROM hub_entry"
        " WHERE checkpoint = ? AND kind IN ('admitted', 'refused', 'left', 'overridden')"
        " ORDER BY hub_seq DESC LIMIT ?"
    )
    found += rows(db, sql, (checkpoint, limit - len(found)))
    return told(found)


def passages(db: Database, ticket_ids: Sequence[str]) -> list[Entry]:
    """Every entry or exit with one of those tickets, also those that were taken back."""
    marks = ",".join("?" * len(ticket_ids))
    sql = (
        f"SELECT * FROM told WHERE ticket_id IN ({marks})"  # noqa: S608  marks only
        " AND kind IN ('admitted', 'overridden', 'left') ORDER BY place"
    )
    return told(rows(db, sql, ticket_ids))


def get_many(db: Database, entry_ids: Sequence[str]) -> dict[str, Entry]:
    """The entries of those ids by id, other stations' too."""
    marks = ",".join("?" * len(entry_ids))
    sql = f"SELECT * FROM told WHERE id IN ({marks})"  # noqa: S608  marks only
    return {entry.id: entry for entry in told(rows(db, sql, entry_ids))}


def of_kind(db: Database, kind: EntryKind, checkpoint: str) -> list[Entry]:
    """Every entry of that kind at a checkpoint, oldest first."""
    found = rows(
        db,
        "SELECT * FROM told WHERE checkpoint = ? AND kind = ? ORDER BY place",
        (checkpoint, str(kind)),
    )
    return told(found)


_SEEN = (
    "EXISTS (SELECT 1 FROM {} s WHERE s.person_id = c.person_id AND s.kind = 'conflict_seen'"
    " AND json_extract(s.payload, '$.conflict') = c.id)"
)
_OPEN_CONFLICTS = (
    " FROM told c WHERE c.kind = 'conflict'"
    f" AND NOT {_SEEN.format('hub_entry')} AND NOT {_SEEN.format('entry')}"
)
"""Whoever puts a conflict away names its person too: by that the word is found, in either table."""


def conflicts(db: Database, limit: int) -> list[Entry]:
    """The newest double admissions that nobody has put away yet, newest first."""
    sql = f"SELECT c.*{_OPEN_CONFLICTS} ORDER BY c.place DESC LIMIT ?"
    return told(rows(db, sql, (limit,)))


def open_conflicts_of(db: Database, person_id: str | None) -> list[Entry]:
    """A person's double admissions that nobody has put away yet."""
    sql = f"SELECT c.*{_OPEN_CONFLICTS} AND c.person_id = ?"
    return told(rows(db, sql, (person_id,)))


def count_conflicts(db: Database) -> int:
    """How many double admissions nobody has put away yet, whichever station found them."""
    return number(db, f"SELECT count(*){_OPEN_CONFLICTS}")


def count(db: Database) -> int:
    """How many entries there are; sequences have no holes, so it is the last one's number."""
    row = first(db, "SELECT max(seq) AS seq FROM entry")
    return int(row["seq"] or 0) if row else 0


def verify(db: Database) -> Broken | None:
    """The first entry that was changed, removed or linked anew, or None where all hold.

    Entries cut off at the end are found by the head kept in meta.
    """
    with reading(db):
        db.conn.text_factory = _as_it_stands
        try:
            return _first_broken(db)
        finally:
            db.conn.text_factory = str


def _first_broken(db: Database) -> Broken | None:
    previous, expected = GENESIS, 1
    for row in db.conn.execute("SELECT * FROM entry ORDER BY seq"):
        damage = _damage(dict(zip(COLUMNS, row, strict=True)), expected, previous)
        if damage is not None:
            return Broken(expected, damage)
        previous, expected = row[-1], expected + 1
    return _check_head(db, expected - 1, previous)


def told(found: Iterable[Row]) -> list[Entry]:
    """The entries of rows of view told, without what a newer program of another station said.

    Those that came from the hub have their number there as `seq`, and no hashes.
    """
    return [entry_from(row) for row in found if row["kind"] in _KNOWN]


def entry_from(row: Row) -> Entry:
    """The entry of a row of table entry."""
    values = dict(row)
    values.pop("place", None)
    values["kind"] = EntryKind(row["kind"])
    values["direction"] = Direction(row["direction"]) if row["direction"] else None
    values["payload"] = json.loads(row["payload"])
    return Entry(**values)


_INSERT = f"INSERT INTO entry ({', '.join(COLUMNS)}) VALUES ({', '.join('?' * len(COLUMNS))})"  # noqa: S608  fixed names


def _insert(db: Database, entry: Entry) -> None:
    values = {name: getattr(entry, name) for name in COLUMNS}
    values["payload"] = to_json(entry.payload)
    db.conn.execute(_INSERT, list(values.values()))


def _damage(row: Row, expected: int, previous: str) -> Damage | None:
    if row["seq"] != expected:
        return Damage.MISSING
    if _hash_of(row) != row["hash"]:
        return Damage.CONTENT
    return None if row["previous"] == previous else Damage.LINK


def _hash_of(row: Row) -> str | None:
    """The hash that an entry should have, None where what stands there is no entry at all."""
    try:
        entry = entry_from(row)
        return chain_hash(entry) if isinstance(entry.payload, dict) else None
    except (ValueError, TypeError, RecursionError):
        return None


def _as_it_stands(raw: bytes) -> str:
    """A stored text, also where a damaged disk has left bytes that are none."""
    return raw.decode(errors="surrogateescape")


def _check_head(db: Database, count_found: int, last_hash: str) -> Broken | None:
    head = meta.get(db, _HEAD)
    if head is None:
        return None
    seq, _, digest = head.partition(" ")
    if seq.isdecimal() and int(seq) > count_found:
        return Broken(count_found + 1, Damage.MISSING)
    return None if digest == last_hash else Broken(count_found, Damage.LINK)
