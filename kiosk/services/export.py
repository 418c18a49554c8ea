"""Writes a report of the event to a file; which one and how is told by name and ending."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from kiosk.domain.errors import WrongUseError
from kiosk.services.context import Context
from kiosk.services.export_attendance import ATTENDANCE, HOURS, attendance, hours
from kiosk.services.export_paper import PRINTED, write_pdf
from kiosk.services.export_partner import narrowed, partner_view
from kiosk.services.export_rows import JOURNAL, PEOPLE, journal, people
from kiosk.services.table_files import WRITERS, TableRow, whole_file
from kiosk.store.transact import reading
from kiosk.texts import N_

__all__ = ["ENDINGS", "REPORTS", "attendance", "hours", "journal", "people", "write_report"]

REPORTS = ("people", "attendance", "hours", "journal")
"""What can be exported."""

ENDINGS = (*sorted(WRITERS), ".pdf")
"""How."""

_TABLES: dict[str, tuple[tuple[str, ...], Callable[[Context], Iterator[TableRow]]]] = {
    "people": (PEOPLE, people),
    "attendance": (ATTENDANCE, attendance),
    "hours": (HOURS, hours),
    "journal": (JOURNAL, journal),
}


def write_report(ctx: Context, report: str, out: Path, *, partner: str | None = None) -> int:
    """Write a report of REPORTS to a file ending as in ENDINGS; answers the number of rows.

    For a `partner` only what is that partner's own (export_partner). Raises WrongUseError for
    another report or ending (the journal has no pdf), NotFoundError for an unknown partner and
    for what a partner is not given, FailureError when the file cannot be written; then an older
    file of that name is left as it was.
    """
    if report not in _TABLES:
        raise WrongUseError(N_("No hay ningún informe «{report}»."), report=report)
    ending = out.suffix.lower()
    if ending not in ENDINGS or (ending == ".pdf" and report not in PRINTED):
        raise WrongUseError(
            N_("El informe «{report}» no se puede escribir como «{ending}»."),
            report=report,
            ending=ending or out.name,
        )
    names, rows_of = _TABLES[report]
    if partner is not None:
        ctx = partner_view(ctx, partner)
        report, names, rows_of = narrowed(report, names, rows_of)
    with reading(ctx.db), whole_file(out) as draft:
        if ending == ".pdf":
            return write_pdf(ctx, report, draft, rows_of(ctx))
        return WRITERS[ending](draft, names, rows_of(ctx))
