"""`kiosk export`: reports into files; the format is the file's ending."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kiosk.cli.help import Command
from kiosk.cli.options import clean, one_of
from kiosk.cli.output import line
from kiosk.cli.session import session
from kiosk.domain.errors import WrongUseError
from kiosk.texts import N_, n_

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
) -> None:
    """Write one report; the file appears whole or not at all."""
    one_of(report, REPORTS, "REPORT")
    if report == "assembly":
        raise WrongUseError(N_("El informe de la asamblea todavía no existe en esta versión."))
    from kiosk.services.export import write_report

    own = None if partner is None else clean(partner)
    with session(command) as context:
        rows = write_report(context, report, out, partner=own)
    line(n_("{n} fila en {path}", "{n} filas en {path}", rows, path=out))
