"""The report of an import for a person; adds nothing to what the import found."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from kiosk.cli.output import line, printable, table
from kiosk.texts import _, n_, translate

if TYPE_CHECKING:
    from kiosk.domain.registration import RowProblem
    from kiosk.services.import_report import ImportReport


def write(report: ImportReport) -> None:
    """Write counts and problems; of a dry run also the mapping found and samples."""
    if report.dry_run:
        _write_plan(report)
    _write_problems(_("Rechazada"), report.rejected)
    _write_problems(_("Dudosa"), report.doubts)
    _write_problems(_("Representante") if report.assembly else _("Invitado"), report.unmatched)
    line(_counts(report))
    if report.dry_run:
        line(_("Fue un ensayo: no se cambió nada."))


def _counts(report: ImportReport) -> str:
    if report.assembly:
        return _roll(report)
    return _guests(report) if report.checkpoint else _people(report)


def _roll(report: ImportReport) -> str:
    return n_(
        "{n} fila. Organizaciones: {organisations}, votos: {votes}, representantes encontrados:"
        " {matched}, que aún no se inscribieron: {kept}, filas rechazadas: {rejected}.",
        "{n} filas. Organizaciones: {organisations}, votos: {votes}, representantes encontrados:"
        " {matched}, que aún no se inscribieron: {kept}, filas rechazadas: {rejected}.",
        report.rows,
        organisations=report.organisations,
        votes=report.votes,
        matched=report.matched,
        kept=report.kept,
        rejected=len(report.rejected),
    )


def _people(report: ImportReport) -> str:
    return n_(
        "{n} fila. Nuevas: {added}, cambiadas: {updated}, iguales: {unchanged}, ya no están:"
        " {gone}, rechazadas: {rejected}.",
        "{n} filas. Nuevas: {added}, cambiadas: {updated}, iguales: {unchanged}, ya no están:"
        " {gone}, rechazadas: {rejected}.",
        report.rows,
        added=report.added,
        updated=report.updated + report.revived,
        unchanged=report.unchanged,
        gone=report.gone,
        rejected=len(report.rejected),
    )


def _guests(report: ImportReport) -> str:
    return n_(
        "{n} fila. Invitados encontrados: {matched}, que aún no se inscribieron: {kept}.",
        "{n} filas. Invitados encontrados: {matched}, que aún no se inscribieron: {kept}.",
        report.rows,
        matched=report.matched,
        kept=report.kept,
    )


def _write_plan(report: ImportReport) -> None:
    table((_("Campo"), _("Columna")), list(report.mapping.items()))
    if report.samples:
        names = tuple(report.samples[0])
        table(names, [tuple(sample[name] for name in names) for sample in report.samples])


def _write_problems(kind: str, problems: Iterable[RowProblem]) -> None:
    for problem in problems:
        reason = translate(problem.message, None, **problem.params)
        where = _("{kind}, fila {row}, {field}", kind=kind, row=problem.row, field=problem.field)
        line(f"{where}: {' '.join(printable(reason).split())}")
