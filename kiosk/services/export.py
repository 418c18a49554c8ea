"""Writes a report of the event to a file; which one and how is told by name and ending."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from kiosk.domain.errors import WrongUseError
from kiosk.services.context import Context
from kiosk.services.export_rows import (
    ATTENDANCE,
    JOURNAL,
    PEOPLE,
    attendance,
    journal,
    people,
)
from kiosk.services.table_files import WRITERS, TableRow, as_text, whole_file
from kiosk.store.transact import reading
from kiosk.texts import N_, _

__all__ = ["ENDINGS", "REPORTS", "attendance", "journal", "people", "write_report"]

REPORTS = ("people", "attendance", "journal")
"""What can be exported."""

ENDINGS = (*sorted(WRITERS), ".pdf")
"""How."""

_TABLES: dict[str, tuple[tuple[str, ...], Callable[[Context], Iterator[TableRow]]]] = {
    "people": (PEOPLE, people),
    "attendance": (ATTENDANCE, attendance),
    "journal": (JOURNAL, journal),
}
_PRINTED = {
    "people": {
        "family_name": N_("Apellido"),
        "given_name": N_("Nombre"),
        "organisation": N_("Organización"),
        "country": N_("País"),
        "ticket_state": N_("Estado"),
    },
    "attendance": {
        "family_name": N_("Apellido"),
        "given_name": N_("Nombre"),
        "organisation": N_("Organización"),
        "checkpoint_name": N_("Lugar"),
        "direction": N_("Sentido"),
        "local_time": N_("Hora"),
    },
}
_TITLES = {"people": N_("Personas"), "attendance": N_("Asistencia")}


def write_report(ctx: Context, report: str, out: Path) -> int:
    """Write a report of REPORTS to a file ending as in ENDINGS; answers the number of rows.

    Raises WrongUseError for another report or ending (the journal has no pdf), FailureError when
    the file cannot be written; then an older file of that name is left as it was.
    """
    if report not in _TABLES:
        raise WrongUseError(N_("No hay ningún informe «{report}»."), report=report)
    ending = out.suffix.lower()
    if ending not in ENDINGS or (ending == ".pdf" and report not in _PRINTED):
        raise WrongUseError(
            N_("El informe «{report}» no se puede escribir como «{ending}»."),
            report=report,
            ending=ending or out.name,
        )
    names, rows_of = _TABLES[report]
    with reading(ctx.db), whole_file(out) as draft:
        if ending == ".pdf":
            return _write_pdf(ctx, report, draft, rows_of(ctx))
        return WRITERS[ending](draft, names, rows_of(ctx))


def _write_pdf(ctx: Context, report: str, path: Path, table: Iterator[TableRow]) -> int:
    from kiosk.printing.table import write_table  # noqa: PLC0415  drawing loads slowly

    columns = _PRINTED[report]
    title = f"{ctx.event.name['es']} · {_(_TITLES[report])}"
    cells = ([as_text(row[name]) for name in columns] for row in table)
    return write_table(path, title, [_(heading) for heading in columns.values()], cells)
