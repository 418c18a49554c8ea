"""`kiosk import`: registrations and invitation lists from files; judges no row itself."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kiosk.cli import import_text
from kiosk.cli.help import Command
from kiosk.cli.options import JsonFlag, clean
from kiosk.cli.output import progress, write_json
from kiosk.cli.session import share_list, shared
from kiosk.domain.errors import WrongUseError
from kiosk.texts import N_, _

if TYPE_CHECKING:
    from kiosk.services.import_report import ImportReport


def add(app: typer.Typer) -> None:
    """Register the command."""
    about = N_("Importa inscripciones o una lista de invitados.")
    app.command("import", cls=Command, help=about)(run)


def run(
    command: typer.Context,
    *,
    file: Annotated[
        Path,
        typer.Argument(metavar="FILE", help=N_("Lista en csv, tsv, xlsx, xls, ods o json.")),
    ],
    columns: Annotated[
        list[str] | None,
        typer.Option(
            "--map",
            metavar="FIELD=COLUMN",
            help=N_("Qué columna es cada campo: título, letra o número; se puede repetir."),
        ),
    ] = None,
    invite: Annotated[
        str | None,
        typer.Option(
            "--invite", metavar="CHECKPOINT", help=N_("Es la lista de invitados de este punto.")
        ),
    ] = None,
    members: Annotated[
        str | None,
        typer.Option(
            "--members", metavar="ASSEMBLY", help=N_("Es el padrón de asociados de esta asamblea.")
        ),
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help=N_("Muestra qué pasaría; no cambia nada."))
    ] = False,
    json: JsonFlag = False,
) -> None:
    """Import a list in one transaction; exit 1 where no row of it could be taken."""
    from kiosk.services.import_people import run_import

    mapping = mapping_of(columns or [])
    if invite is not None and members is not None:
        raise WrongUseError(N_("Una lista es de invitados o es un padrón: --invite o --members."))
    with shared(command) as context:
        with progress(_("Importando")) as step:
            report = run_import(
                context,
                file,
                mapping,
                invite=invite,
                members=members,
                dry_run=dry_run,
                progress=step,
            )
        if not dry_run:
            share_list(context)
    if json:
        write_json(report.as_json())
    else:
        import_text.write(report)
    if not accepted(report):
        raise typer.Exit(1)


def accepted(report: ImportReport) -> int:
    """How many rows of the list went in, or would."""
    if report.assembly:
        return report.organisations
    if report.checkpoint:
        return report.matched + report.kept
    return report.rows - len(report.rejected)


def mapping_of(columns: list[str]) -> dict[str, str]:
    """The --map options as field -> column; WrongUseError where one is no pair or comes twice."""
    found: dict[str, str] = {}
    for text in columns:
        field, equals, column = clean(text).partition("=")
        field = field.strip()
        if not (field and equals and column.strip()):
            raise WrongUseError(N_("--map espera FIELD=COLUMN, no «{text}»."), text=text)
        if field in found:
            raise WrongUseError(N_("--map nombra dos veces el campo {field}."), field=field)
        found[field] = column.strip()
    return found
