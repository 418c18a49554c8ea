"""The attendance book of an assembly as rows for spreadsheets and as paper; decides nothing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from kiosk.domain.assembly import Capacity
from kiosk.domain.errors import WrongUseError
from kiosk.domain.quorum import Delegate, Seat
from kiosk.services.assembly_state import AssemblyState, state
from kiosk.services.context import Context
from kiosk.services.table_files import WRITERS, TableRow, whole_file
from kiosk.store.moments import maybe_text
from kiosk.texts import N_

BOOK = (
    "assembly",
    "organisation",
    "votes",
    "representative",
    "capacity",
    "arrival_time",
    "arrived_at",
    "inside",
    "acting",
    "person_id",
)
"""The columns of the book in csv, xlsx and json."""


def write_book(ctx: Context, out: Path, assembly_id: str = "", lang: str = "es") -> int:
    """Write the book of an assembly, "" for the only one, as the ending of `out` says.

    `lang` is that of the paper. Answers the number of rows. Raises as assembly_of(); WrongUseError
    for another ending than csv, xlsx, json or pdf; FailureError when the file cannot be written.
    """
    found = state(ctx, assembly_id)
    ending = out.suffix.lower()
    if ending != ".pdf" and ending not in WRITERS:
        raise WrongUseError(
            N_("El informe «{report}» no se puede escribir como «{ending}»."),
            report="assembly",
            ending=ending or out.name,
        )
    table = list(rows(ctx, found))
    with whole_file(out) as draft:
        if ending != ".pdf":
            return WRITERS[ending](draft, BOOK, table)
        from kiosk.services.assembly_paper import write_pdf  # noqa: PLC0415  drawing loads slowly

        write_pdf(ctx, found, draft, table, lang)
    return len(table)


def rows(ctx: Context, found: AssemblyState) -> Iterator[TableRow]:
    """One row a representative, by organisation; an organisation without any has one too.

    `arrival_time` is the event's wall clock. `acting` has the organisation's votes now.
    """
    for seat in found.tally.seats:
        for one in _by_name(found, seat):
            yield _row(ctx, found, seat, one)
        if not seat.delegates:
            yield _row(ctx, found, seat, None)


def _by_name(found: AssemblyState, seat: Seat) -> list[Delegate]:
    """Voters, alternates, observers; the order on paper must not change with who is inside."""
    return sorted(
        seat.delegates,
        key=lambda one: (
            list(Capacity).index(one.capacity),
            found.people[one.person_id].full_name,
            one.person_id,
        ),
    )


def _row(ctx: Context, found: AssemblyState, seat: Seat, one: Delegate | None) -> TableRow:
    arrived = one.arrived if one else None
    return {
        "assembly": found.assembly.id,
        "organisation": seat.member.name,
        "votes": seat.member.votes,
        "representative": found.people[one.person_id].full_name if one else "",
        "capacity": str(one.capacity) if one else "",
        "arrival_time": _local(ctx, arrived),
        "arrived_at": maybe_text(arrived),
        "inside": one is not None and one.since is not None,
        "acting": one is not None and seat.acting == one,
        "person_id": one.person_id if one else "",
    }


def _local(ctx: Context, moment: datetime | None) -> str:
    return f"{moment.astimezone(ctx.event.timezone):%Y-%m-%d %H:%M:%S}" if moment else ""
