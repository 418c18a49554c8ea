"""`kiosk export`: reports into files; the format is the file's ending."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kiosk.cli.help import Command
from kiosk.cli.options import clean, one_of
from kiosk.cli.output import line
from kiosk.cli.session import session
from kiosk.domain.errors import WrongUseError
from kiosk.texts import N_, n_

if TYPE_CHECKING:
    from kiosk.services.context import Context

REPORTS = ("people", "attendance", "hours", "journal", "assembly")


def add(app: typer.Typer) -> None:
    """Register the command."""
    app.command("export", cls=Command, help=N_("Escribe un informe: csv, xlsx, json o pdf."))(
        export
    )


def export(
    command: typer.Context,
    report: Annotated[
        str,
        typer.Argument(metavar="REPORT", help=N_("people, attendance, hours, journal o assembly.")),
    ],
    out: Annotated[
        Path,
        typer.Option("--out", metavar="FILE", help=N_("Archivo .csv, .xlsx, .json o .pdf.")),
    ],
    partner: Annotated[
        str | None,
        typer.Option(
            "--partner", metavar="NAME", help=N_("Solo lo de los puntos de control de este socio.")
        ),
    ] = None,
    assembly: Annotated[
        str | None,
        typer.Option(
            "--assembly", metavar="ID", help=N_("De qué asamblea, si el evento tiene varias.")
        ),
    ] = None,
) -> None:
    """Write one report; the file appears whole or not at all."""
    one_of(report, REPORTS, "REPORT")
    if assembly is not None and report != "assembly":
        raise WrongUseError(N_("--assembly es del informe de la asamblea."))
    from kiosk.services.export import write_report

    own = None if partner is None else clean(partner)
    with session(command) as context:
        if report == "assembly":
            rows = _write_book(context, out, own, clean(assembly or ""))
        else:
            rows = write_report(context, report, out, partner=own)
    line(n_("{n} fila en {path}", "{n} filas en {path}", rows, path=out))


def _write_book(context: Context, out: Path, partner: str | None, assembly: str) -> int:
    """Write the attendance book of one assembly; of a partner's only, where one is named."""
    from kiosk.services.assembly_book import write_book
    from kiosk.services.export_partner import partner_view

    view = context if partner is None else partner_view(context, partner)
    return write_book(view, out, assembly)
