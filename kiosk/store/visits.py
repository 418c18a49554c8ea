"""Reads entries and exits that count, and head counts; writes nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from kiosk.domain.checkpoints import Direction
from kiosk.domain.visits import History, Visit
from kiosk.store.connect import Database
from kiosk.store.failures import known_failures
from kiosk.store.moments import to_moment, to_text
from kiosk.store.transact import Row, first, number, rows

_COLUMNS = "entry_id, person_id, checkpoint, direction, at, station, operator"


_LAST = "9999-12-31T23:59:59.999Z"
"""The last moment that can be stored."""


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts of a checkpoint: people that entered, and entries in all."""

    people: int = 0
    entries: int = 0


def of_person(db: Database, person_id: str, checkpoint: str) -> tuple[Visit, ...]:
    """A person's visits at one checkpoint by true time, oldest first."""
    found = rows(
        db,
        f"SELECT {_COLUMNS} FROM visit WHERE person_id = ? AND checkpoint = ?"  # noqa: S608  fixed
        " ORDER BY at, entry_id",
        (person_id, checkpoint),
    )
    return tuple(visit_from(row) for row in found)


def history(db: Database, person_ids: Sequence[str], checkpoint: str) -> History:
    """The visits under any of those ids at one checkpoint by true time; the first id owns them."""
    marks = ",".join("?" * len(person_ids))
    sql = (
        "SELECT entry_id, direction, at, station, operator FROM visit"  # noqa: S608  marks only
        f" WHERE person_id IN ({marks}) AND checkpoint = ? ORDER BY at, entry_id"
    )
    with known_failures():
        passages = db.conn.execute(sql, (*person_ids, checkpoint)).fetchall()
    return History(person_ids[0] if person_ids else "", checkpoint, passages)


def entries_elsewhere(
    db: Database, person_id: str, checkpoints: Sequence[str]
) -> tuple[Visit, ...]:
    """One person's entries at those checkpoints by true time, oldest first."""
    if not checkpoints:
        return ()
    found = rows(
        db,
        f"SELECT {_COLUMNS} FROM visit WHERE person_id = ? AND direction = 'entry'"  # noqa: S608  marks only
        f" AND checkpoint IN ({','.join('?' * len(checkpoints))}) ORDER BY at, entry_id",
        (person_id, *checkpoints),
    )
    return tuple(visit_from(row) for row in found)


def any_of(db: Database, person_id: str) -> bool:
    """Whether anything stands under that id, at any checkpoint."""
    return first(db, "SELECT 1 FROM visit WHERE person_id = ? LIMIT 1", (person_id,)) is not None


def tally(db: Database, checkpoint: str) -> Tally:
    """The head counts of a checkpoint; read from one row, however large the room."""
    row = first(db, "SELECT people, entries FROM tally WHERE checkpoint = ?", (checkpoint,))
    return Tally(**row) if row else Tally()


def inside_count(
    db: Database, checkpoint: str, *, after: datetime | None = None, enders: Sequence[str] = ()
) -> int:
    """How many people are inside: their last visit is an entry at the moment `after` or later.

    Whoever has entered one of the checkpoints `enders` since then is there, not here; of entries
    at one moment the later one in the journal counts, as in domain.presence.
    """
    where = "checkpoint = ? AND inside = 1 AND since >= ?"
    if enders:
        where += (
            " AND NOT EXISTS (SELECT 1 FROM visit v WHERE v.person_id = presence.person_id"  # noqa: S608  marks only
            f" AND v.checkpoint IN ({_marks(enders)})"
            " AND v.direction = 'entry' AND (v.at > presence.since OR v.at = presence.since"
            " AND v.entry_id > (SELECT max(o.entry_id) FROM visit o WHERE o.at = presence.since"
            " AND o.person_id = presence.person_id AND o.checkpoint = presence.checkpoint)))"
        )
    values = (checkpoint, to_text(after) if after else "", *enders)
    return number(db, f"SELECT count(*) FROM presence WHERE {where}", values)  # noqa: S608  marks only


def inside_people(
    db: Database,
    checkpoint: str,
    *,
    after: datetime | None = None,
    until: datetime | None = None,
    enders: Sequence[str] = (),
) -> dict[str, datetime]:
    """Who is inside: person id -> moment of the last entry, by time; as inside_count counts.

    With `until`, who was inside at that moment: later visits had not happened yet.
    """
    later = (
        "FROM visit o WHERE o.person_id = v.person_id AND (o.at, o.entry_id) > (v.at, v.entry_id)"
    )
    found = rows(
        db,
        "SELECT person_id, at FROM visit v WHERE checkpoint = :here AND direction = 'entry'"  # noqa: S608  marks only
        " AND at BETWEEN :after AND :until"
        f" AND NOT EXISTS (SELECT 1 {later} AND o.checkpoint = :here AND o.at <= :until)"
        f" AND NOT EXISTS (SELECT 1 {later} AND o.checkpoint IN ({_named(enders)})"
        " AND o.direction = 'entry' AND o.at <= :until) ORDER BY at, entry_id",
        {
            "here": checkpoint,
            "after": to_text(after) if after else "",
            "until": to_text(until) if until else _LAST,
            **{f"ender{i}": ender for i, ender in enumerate(enders)},
        },
    )
    return {row["person_id"]: to_moment(row["at"]) for row in found}


def _marks(values: Sequence[str]) -> str:
    return ",".join("?" * len(values))


def _named(values: Sequence[str]) -> str:
    return ",".join(f":ender{i}" for i in range(len(values)))


def latest(db: Database, checkpoint: str, limit: int = 20) -> list[Visit]:
    """The newest visits at a checkpoint, newest first."""
    found = rows(
        db,
        f"SELECT {_COLUMNS} FROM visit WHERE checkpoint = ?"  # noqa: S608  fixed columns
        " ORDER BY at DESC, entry_id DESC LIMIT ?",
        (checkpoint, limit),
    )
    return [visit_from(row) for row in found]


def between(
    db: Database,
    checkpoints: Sequence[str],
    start: datetime | None,
    until: datetime,
    people: Sequence[str] | None = None,
) -> list[Visit]:
    """The visits at any of those checkpoints from `start` up to `until`, oldest first.

    `people` keeps those of these people only; None stands for everybody.
    """
    sql = (
        f"SELECT {_COLUMNS} FROM visit WHERE at >= ? AND at <= ?"  # noqa: S608  marks only
        f" AND checkpoint IN ({','.join('?' * len(checkpoints))})"
    )
    parameters = [to_text(start) if start else "", to_text(until), *checkpoints]
    if people is not None:
        sql += f" AND person_id IN ({','.join('?' * len(people))})"
        parameters += people
    return [visit_from(row) for row in rows(db, f"{sql} ORDER BY at, entry_id", parameters)]


def first_entries(
    db: Database, person_ids: Sequence[str], checkpoints: Sequence[str]
) -> dict[str, Visit]:
    """The first entry of each of those people at any of those checkpoints, by person id."""
    if not person_ids or not checkpoints:
        return {}
    sql = (
        f"SELECT {_COLUMNS} FROM visit WHERE direction = 'entry'"  # noqa: S608  marks only
        f" AND person_id IN ({','.join('?' * len(person_ids))})"
        f" AND checkpoint IN ({','.join('?' * len(checkpoints))})"
        " ORDER BY at DESC, entry_id DESC"
    )
    found = rows(db, sql, [*person_ids, *checkpoints])
    return {row["person_id"]: visit_from(row) for row in found}  # the oldest comes last and stays


def people_entered(db: Database, checkpoints: Sequence[str]) -> int:
    """How many different people entered at any of those checkpoints."""
    if len(checkpoints) <= 1:
        return tally(db, checkpoints[0]).people if checkpoints else 0
    marks = ",".join("?" * len(checkpoints))
    return number(
        db,
        "SELECT count(DISTINCT person_id) FROM presence"  # noqa: S608  marks only
        f" WHERE entries > 0 AND checkpoint IN ({marks})",
        checkpoints,
    )


def visit_from(row: Row) -> Visit:
    """The value of a row with the columns of table visit."""
    return Visit(
        entry_id=row["entry_id"],
        person_id=row["person_id"],
        checkpoint=row["checkpoint"],
        direction=Direction(row["direction"]),
        at=to_moment(row["at"]),
        station=row["station"],
        operator=row["operator"],
    )


def of_entry(db: Database, entry_id: str) -> Visit | None:
    """The visit of that entry, None where it does not count."""
    row = first(db, f"SELECT {_COLUMNS} FROM visit WHERE entry_id = ?", (entry_id,))  # noqa: S608  fixed columns
    return visit_from(row) if row else None


def exists(db: Database, entry_id: str) -> bool:
    """Whether that entry is a visit that counts."""
    return first(db, "SELECT 1 AS found FROM visit WHERE entry_id = ?", (entry_id,)) is not None


def last_entry_of_station(db: Database, station: str, checkpoints: Sequence[str]) -> Visit | None:
    """The newest entry that a station recorded at any of those checkpoints, or None."""
    newest: list[Visit] = []
    for checkpoint in checkpoints:
        row = first(
            db,
            f"SELECT {_COLUMNS} FROM visit"  # noqa: S608  fixed columns
            " WHERE checkpoint = ? AND station = ? AND direction = 'entry'"
            " ORDER BY at DESC, entry_id DESC LIMIT 1",
            (checkpoint, station),
        )
        newest += [visit_from(row)] if row else []
    return max(newest, key=lambda visit: (visit.at, visit.entry_id), default=None)
