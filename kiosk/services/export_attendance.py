"""The rows of the reports on who was where and how long, as plain cells; writes no file.

Their keys are a contract (docs/command-line.md), their minutes follow docs/attendance.md.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from kiosk.domain.attendance import Attended, DayStay, minutes_of
from kiosk.domain.names import fold
from kiosk.domain.people import Person
from kiosk.services.attendance import by_day, stays
from kiosk.services.context import Context
from kiosk.services.table_files import TableRow
from kiosk.store import listing, people
from kiosk.store.moments import maybe_text, to_moment, to_text

_PERSON = ("person_id", "given_name", "family_name", "organisation", "country", "roles")
ATTENDANCE = (
    *_PERSON,
    "checkpoint",
    "checkpoint_name",
    "direction",
    "at",
    "local_time",
    "station",
    "operator",
    "entry_id",
    "day",
    "minutes",
    "exit_assumed",
)
HOURS = (
    *_PERSON,
    "checkpoint",
    "checkpoint_name",
    "day",
    "first_entry",
    "last_exit",
    "local_from",
    "local_to",
    "minutes",
    "exit_assumed",
)


def attendance(ctx: Context) -> Iterator[TableRow]:
    """One row a visit that counts; `at` is UTC, `local_time` and `day` the event's wall clock.

    `minutes` and `exit_assumed` stand on the entry that began a stay and are None on other rows.
    """
    names, measured = _names(ctx), _measured(ctx)
    for row in listing.all_visits(ctx.db):
        local = to_moment(row["at"]).astimezone(ctx.event.timezone)
        minutes, assumed = measured.get(row["entry_id"], (None, None))
        yield {
            **row,
            "roles": json.loads(row["roles"] or "[]"),
            "checkpoint_name": names.get(row["checkpoint"], row["checkpoint"]),
            "local_time": local.strftime("%Y-%m-%d %H:%M:%S"),
            "day": local.date().isoformat(),
            "minutes": minutes,
            "exit_assumed": assumed,
        }


def hours(ctx: Context) -> Iterator[TableRow]:
    """One row a person, checkpoint and local day; by family name, then in the event's order.

    `first_entry` and `last_exit` are UTC, `local_from` and `local_to` the hours of that day on the
    event's wall clock; the ends are None while a stay lasts or where nobody knows them.
    """
    found = by_day(ctx)
    known = people.get_many(ctx.db, list({each.person_id for each in found}))
    names = _names(ctx)
    order = {name: number for number, name in enumerate(names)}

    def place(each: Attended) -> tuple[object, ...]:
        person = known.get(each.person_id) or Person(each.person_id, "")
        where = (order.get(each.checkpoint, len(order)), each.checkpoint, each.day)
        return fold(person.family_name), fold(person.given_name), person.person_id, *where

    for each in sorted(found, key=place):
        person = known.get(each.person_id) or Person(each.person_id, "")
        yield _hours_row(ctx, each, person, names.get(each.checkpoint, each.checkpoint))


def _hours_row(ctx: Context, each: Attended, person: Person, checkpoint_name: str) -> TableRow:
    zone = ctx.event.timezone
    return {
        "person_id": each.person_id,
        "given_name": person.given_name,
        "family_name": person.family_name,
        "organisation": person.organisation,
        "country": person.country,
        "roles": list(person.roles),
        "checkpoint": each.checkpoint,
        "checkpoint_name": checkpoint_name,
        "day": each.day.isoformat(),
        "first_entry": to_text(each.enters),
        "last_exit": maybe_text(each.leaves),
        "local_from": each.enters.astimezone(zone).strftime("%H:%M"),
        "local_to": each.leaves.astimezone(zone).strftime("%H:%M") if each.leaves else None,
        "minutes": each.minutes,
        "exit_assumed": each.assumed,
    }


def _names(ctx: Context) -> dict[str, str]:
    return {c.id: c.name.get("es", c.id) for c in ctx.event.checkpoints}


def _measured(ctx: Context) -> dict[str, tuple[int | None, bool]]:
    """First entry of a stay -> its minutes over all its days, and whether its end is assumed."""
    parts: dict[str, list[DayStay]] = {}
    for part in stays(ctx):
        parts.setdefault(part.entry_id, []).append(part)
    return {
        entry_id: (minutes_of(theirs), theirs[-1].assumed) for entry_id, theirs in parts.items()
    }
