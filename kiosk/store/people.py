"""Reads people, their tickets and badges by id and by code; writes nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from kiosk.domain.people import Person, Ticket
from kiosk.store.connect import Database
from kiosk.store.moments import maybe_moment, to_moment
from kiosk.store.person_row import person_from, ticket_from
from kiosk.store.transact import Row, first, rows

_CHUNK = 500


@dataclass(frozen=True, slots=True)
class Badge:
    """A badge code that was given to a person; `voided_at` tells since when it is worth nothing."""

    badge_code: str
    person_id: str
    issued_at: datetime
    voided_at: datetime | None = None
    void_reason: str = ""


def get(db: Database, person_id: str) -> Person | None:
    """The person of that id, gone ones too, or None."""
    row = first(db, "SELECT * FROM person WHERE person_id = ?", (person_id,))
    return person_from(row) if row else None


def get_many(db: Database, person_ids: Sequence[str]) -> dict[str, Person]:
    """The people of those ids by id; unknown ids are left out."""
    found: dict[str, Person] = {}
    for start in range(0, len(person_ids), _CHUNK):
        chunk = person_ids[start : start + _CHUNK]
        sql = f"SELECT * FROM person WHERE person_id IN ({_marks(chunk)})"  # noqa: S608  marks only
        found |= {row["person_id"]: person_from(row) for row in rows(db, sql, chunk)}
    return found


def tickets_of(db: Database, person_id: str) -> tuple[Ticket, ...]:
    """Every ticket of a person, gone ones last, then in the order of their ids."""
    return tickets_of_many(db, [person_id]).get(person_id, ())


def tickets_of_many(db: Database, person_ids: Sequence[str]) -> dict[str, tuple[Ticket, ...]]:
    """The tickets of those people by person id; people without tickets are left out."""
    found: dict[str, tuple[Ticket, ...]] = {}
    for start in range(0, len(person_ids), _CHUNK):
        chunk = person_ids[start : start + _CHUNK]
        sql = (
            f"SELECT * FROM ticket WHERE person_id IN ({_marks(chunk)})"  # noqa: S608  marks only
            " ORDER BY gone_at IS NOT NULL, ticket_id"
        )
        for row in rows(db, sql, chunk):
            ticket = ticket_from(row)
            found[ticket.person_id] = (*found.get(ticket.person_id, ()), ticket)
    return found


def by_code(db: Database, text: str) -> list[Ticket]:
    """The tickets that carry exactly this code; gone ones only where no living one does.

    Tickets without a code, as walk-ins have them, are found by no text.
    """
    sql = "SELECT * FROM ticket WHERE code = ? AND code <> ''"
    return _living([ticket_from(row) for row in rows(db, sql, (text,))])


def by_code_in_any_case(db: Database, text: str) -> list[Ticket]:
    """The tickets whose code differs from this text in the case of ASCII letters at most."""
    sql = "SELECT * FROM ticket WHERE code = ? COLLATE NOCASE AND code <> ''"
    return _living([ticket_from(row) for row in rows(db, sql, (text,))])


def addons_of(db: Database, ticket_ids: Sequence[str]) -> tuple[Ticket, ...]:
    """The tickets that are add-ons to those, in the order of their ids; gone ones are left out."""
    found: list[Ticket] = []
    for start in range(0, len(ticket_ids), _CHUNK):
        chunk = ticket_ids[start : start + _CHUNK]
        sql = (
            f"SELECT * FROM ticket WHERE parent_id IN ({_marks(chunk)})"  # noqa: S608  marks only
            " AND parent_id <> '' AND gone_at IS NULL ORDER BY ticket_id"
        )
        found += [ticket_from(row) for row in rows(db, sql, chunk)]
    return tuple(found)


def of_source(db: Database, source: str, ticket_ids: Sequence[str]) -> list[Ticket]:
    """Those of the tickets that the source brought, gone ones too."""
    sql = f"SELECT * FROM ticket WHERE source = ? AND ticket_id IN ({_marks(ticket_ids)})"  # noqa: S608  marks only
    return [ticket_from(row) for row in rows(db, sql, (source, *ticket_ids))]


def main_of_source(db: Database, source: str, person_ids: Sequence[str]) -> list[Ticket]:
    """The ticket of the source that stands for each person: living before gone, no add-on."""
    sql = (
        f"SELECT * FROM ticket WHERE source = ? AND person_id IN ({_marks(person_ids)})"  # noqa: S608  marks only
        " ORDER BY gone_at IS NOT NULL, parent_id <> '', rowid"
    )
    found: dict[str, Ticket] = {}
    for row in rows(db, sql, (source, *person_ids)):
        found.setdefault(row["person_id"], ticket_from(row))
    return list(found.values())


def codes_among(db: Database, texts: Sequence[str]) -> set[str]:
    """Those of the texts that are exactly the code of a ticket or of a badge, gone ones too."""
    found: set[str] = set()
    for start in range(0, len(texts), _CHUNK):
        chunk = texts[start : start + _CHUNK]
        marks = _marks(chunk)
        sql = (
            f"SELECT code FROM ticket WHERE code IN ({marks})"  # noqa: S608  marks only
            f" UNION SELECT badge_code FROM badge WHERE badge_code IN ({marks})"
        )
        found |= {row["code"] for row in rows(db, sql, (*chunk, *chunk))}
    return found


def by_badge(db: Database, code: str) -> Badge | None:
    """The badge of that code, voided ones too, or None."""
    row = first(db, "SELECT * FROM badge WHERE badge_code = ?", (code,))
    return _badge_from(row) if row else None


def badge_of(db: Database, person_id: str) -> Badge | None:
    """The newest badge of a person that is not voided, or None."""
    row = first(
        db,
        "SELECT * FROM badge WHERE person_id = ? AND voided_at IS NULL"
        " ORDER BY issued_at DESC, badge_code DESC LIMIT 1",
        (person_id,),
    )
    return _badge_from(row) if row else None


def _living(tickets: list[Ticket]) -> list[Ticket]:
    return [ticket for ticket in tickets if not ticket.gone] or tickets


def _badge_from(row: Row) -> Badge:
    return Badge(
        badge_code=row["badge_code"],
        person_id=row["person_id"],
        issued_at=to_moment(row["issued_at"]),
        voided_at=maybe_moment(row["voided_at"]),
        void_reason=row["void_reason"] or "",
    )


def _marks(values: Sequence[object]) -> str:
    return ",".join("?" * len(values))
