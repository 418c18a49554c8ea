"""`kiosk badge`: badges into a PDF; prints nothing."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kiosk.cli.help import Command
from kiosk.cli.lookup import person_of
from kiosk.cli.output import line, note, progress
from kiosk.cli.session import session
from kiosk.domain.errors import NotFoundError, WrongUseError
from kiosk.texts import N_, _, n_

if TYPE_CHECKING:
    from kiosk.services.context import Context


WITHOUT_BADGE = ("canceled", "expired")
"""States of a person's best ticket for which --all makes no badge."""


def add(app: typer.Typer) -> None:
    """Register the command."""
    app.command("badge", cls=Command, help=N_("Hace un PDF con credenciales."))(badge)


def badge(
    command: typer.Context,
    *,
    out: Annotated[
        Path, typer.Option("--out", metavar="FILE.pdf", help=N_("Archivo PDF que se crea."))
    ],
    codes: Annotated[
        list[str] | None, typer.Argument(metavar="CODE", help=N_("Códigos de las personas."))
    ] = None,
    everyone: Annotated[
        bool, typer.Option("--all", help=N_("Todas las personas del evento."))
    ] = False,
    layout: Annotated[
        str | None,
        typer.Option("--layout", metavar="L", help=N_("Diseño, en lugar del del evento.")),
    ] = None,
    sheet: Annotated[
        str | None,
        typer.Option(
            "--sheet",
            metavar="S",
            help=N_("Pliego con varias por hoja: a6-4up, avery-l4785, avery-5395."),
        ),
    ] = None,
) -> None:
    """Make the badges of some or all people, in the order asked for."""
    from kiosk.services.printing import badge_pdf

    if everyone == bool(codes):
        raise WrongUseError(N_("Indique códigos o --all, una de las dos cosas."))
    with session(command) as context:
        ids = _everyone(context) if everyone else [person_of(context, code) for code in codes or []]
        with progress(_("Credenciales")) as step:
            missing = badge_pdf(context, ids, out, layout=layout, progress=step, sheet=sheet)
    if missing:
        note(_("Ninguna fuente de este equipo tiene: {letters}", letters=" ".join(missing)))
    line(n_("{n} credencial en {path}", "{n} credenciales en {path}", len(ids), path=out))


def _everyone(context: Context) -> list[str]:
    """Everybody who is expected: those who cancelled or have gone get no badge."""
    from kiosk.services.export_rows import people

    rows = people(context)
    ids = [str(row["person_id"]) for row in rows if row["ticket_state"] not in WITHOUT_BADGE]
    if not ids:
        raise NotFoundError(N_("El evento no tiene personas todavía: kiosk import ARCHIVO"))
    return ids
