"""Gives each person sent to the desk a short number of the day; says no reason to them."""

from __future__ import annotations

from datetime import datetime, time

from kiosk.domain.journal import Draft, EntryKind
from kiosk.services.context import Context
from kiosk.store import journal
from kiosk.store.moments import to_text
from kiosk.store.transact import number, writing


def next_help(ctx: Context, person_id: str | None, reason: str, operator: str = "") -> str:
    """The next "H-n" of today, journalled with the reason so that the desk can look it up.

    The count begins at 1 every local day and goes on after a restart.
    """
    with writing(ctx.db):
        found = 1 + number(
            ctx.db,
            "SELECT count(*) FROM entry WHERE kind = ? AND at >= ?"
            " AND json_extract(payload, '$.help') IS NOT NULL",
            (str(EntryKind.ANSWERED), to_text(_midnight(ctx))),
        )
        draft = Draft(
            kind=EntryKind.ANSWERED,
            at=ctx.clock(),
            person_id=person_id,
            operator=operator,
            payload={"help": f"H-{found}", "reason": reason},
        )
        journal.append(ctx.db, ctx.station.name, ctx.clock, draft)
    return f"H-{found}"


def _midnight(ctx: Context) -> datetime:
    local = ctx.clock().astimezone(ctx.event.timezone)
    return datetime.combine(local.date(), time.min, ctx.event.timezone)
