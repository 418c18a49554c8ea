"""The figures in the desk's status bar; each is read without going through all people."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from kiosk.services.context import Context
from kiosk.services.find import entrances
from kiosk.store import expected, meta, prints, visits
from kiosk.store.moments import maybe_moment
from kiosk.store.transact import reading

LIST_AT = "list_at"
"""Key in meta: when the registration list was loaded last."""


@dataclass(frozen=True, slots=True)
class Counts:
    """People checked in of those expected, badges that wait, and the age of the list."""

    checked_in: int
    expected: int
    waiting_prints: int
    list_at: datetime | None


def counts(ctx: Context) -> Counts:
    """The figures now."""
    with reading(ctx.db):
        checked_in = visits.people_entered(ctx.db, entrances(ctx))
        waiting_prints = prints.waiting(ctx.db)
        list_at = maybe_moment(meta.get(ctx.db, LIST_AT))
    return Counts(checked_in, expected.people(ctx.db), waiting_prints, list_at)
