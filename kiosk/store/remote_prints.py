"""The tables of badges asked of other stations' printers, both sides; understands no printer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import astuple, dataclass, fields, replace
from datetime import datetime

from kiosk.domain.journal import Entry
from kiosk.domain.remote_print import Told, Wish
from kiosk.store import hub_replica, meta
from kiosk.store.connect import Database
from kiosk.store.journal import told
from kiosk.store.moments import to_moment, to_text
from kiosk.store.transact import Row, first, rows

_READ = "print_hub_seq"
_AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class Request:
    """What this station asked of another: whose entry, for which job, good until when (aware)."""

    request_id: str
    job_id: str
    station: str
    until: datetime
    stream: str = ""
    taken: bool = False
    wish: Wish = Wish.NONE
    withdrawal_id: str = ""
    over: bool = False


@dataclass(frozen=True, slots=True)
class Commission:
    """What another station asked of this one; `job_id` is "" before it is in the own queue."""

    request_id: str
    asker: str
    asker_job: str
    until: datetime
    taking_id: str = ""
    job_id: str = ""
    told: Told | None = None
    told_reason: str = ""
    over: bool = False


@dataclass(frozen=True, slots=True)
class Letter:
    """An entry about printing with the station that wrote it, as the hub's server has checked."""

    entry: Entry
    writer: str


def put_request(db: Database, request: Request) -> None:
    """Write a request whole; call it in a transaction."""
    _put(db, "print_request", request)


def request(db: Database, request_id: str) -> Request | None:
    """The own request of that id."""
    row = first(db, "SELECT * FROM print_request WHERE request_id = ?", (request_id,))
    return _request(row) if row else None


def open_requests(db: Database) -> list[Request]:
    """Those that something may follow on, oldest first."""
    found = rows(db, "SELECT * FROM print_request WHERE over = 0 ORDER BY request_id")
    return [_request(row) for row in found]


def put_commission(db: Database, commission: Commission) -> None:
    """Write what another station asked for whole; call it in a transaction."""
    _put(db, "print_commission", commission)


def commission(db: Database, request_id: str) -> Commission | None:
    """What was asked of this station under that id."""
    row = first(db, "SELECT * FROM print_commission WHERE request_id = ?", (request_id,))
    return _commission(row) if row else None


def open_commissions(db: Database) -> list[Commission]:
    """Those that something may follow on, oldest first."""
    found = rows(db, "SELECT * FROM print_commission WHERE over = 0 ORDER BY request_id")
    return [_commission(row) for row in found]


def commissions_of(db: Database, asker: str, asker_job: str) -> list[Commission]:
    """All that a station asked for one of its jobs, oldest first."""
    sql = "SELECT * FROM print_commission WHERE asker = ? AND asker_job = ? ORDER BY request_id"
    return [_commission(row) for row in rows(db, sql, (asker, asker_job))]


def tellings(db: Database, request_id: str) -> list[Entry]:
    """All that this station ever said of a request, oldest first."""
    sql = (
        "SELECT * FROM entry WHERE kind = 'print_told' AND json_extract(payload, '$.request') = ?"
        " ORDER BY seq"
    )
    return told(rows(db, sql, (request_id,)))


def read_upto(db: Database) -> int:
    """Up to which number of the hub's present record others' words on printing were heeded."""
    seq, _, stream = (meta.get(db, _READ) or "0 ").partition(" ")
    return int(seq) if stream == hub_replica.stream(db) else 0


def note_read(db: Database, seq: int) -> None:
    """Remember that; call it in the transaction that heeded them."""
    meta.put(db, _READ, f"{seq} {hub_replica.stream(db)}")


def letters(db: Database, after: int, upto: int) -> Iterator[Letter]:
    """Others' entries on printing between those numbers, the first not included, in their order."""
    sql = (
        "SELECT hub_seq AS seq, id, kind, at, recorded_at, station, operator, person_id, ticket_id,"
        " checkpoint, direction, payload, '' AS previous, '' AS hash, own, writer FROM hub_entry"
        " WHERE kind IN ('print_asked', 'print_told', 'print_withdrawn')"
        " AND hub_seq > ? AND hub_seq <= ? ORDER BY hub_seq LIMIT ?"
    )
    while found := rows(db, sql, (after, upto, _AT_ONCE)):
        after = found[-1]["seq"]
        for row in found:
            own, writer = row.pop("own"), row.pop("writer")
            if not own:
                yield Letter(told([row])[0], writer)


def _put(db: Database, table: str, value: Request | Commission) -> None:
    names = [field.name for field in fields(value)]
    stored = [to_text(one) if isinstance(one, datetime) else one for one in astuple(value)]
    db.conn.execute(
        f"INSERT OR REPLACE INTO {table} ({', '.join(names)})"  # noqa: S608  fixed names
        f" VALUES ({', '.join('?' * len(names))})",
        ["" if one is None else str(one) if isinstance(one, str) else one for one in stored],
    )


def _request(row: Row) -> Request:
    plain = Request(**row)
    return replace(
        plain,
        until=to_moment(row["until"]),
        taken=bool(row["taken"]),
        wish=Wish(row["wish"]),
        over=bool(row["over"]),
    )


def _commission(row: Row) -> Commission:
    plain = Commission(**row)
    return replace(
        plain,
        until=to_moment(row["until"]),
        told=Told(row["told"]) if row["told"] else None,
        over=bool(row["over"]),
    )
