"""`kiosk journal`: checks the record of the station; repairs nothing."""

from __future__ import annotations

import typer

from kiosk.cli.help import Command, Group
from kiosk.cli.options import JsonFlag
from kiosk.cli.output import complain, line, write_json
from kiosk.cli.session import session
from kiosk.texts import N_, _


def add(app: typer.Typer) -> None:
    """Register the commands."""
    group = typer.Typer(cls=Group, rich_markup_mode=None, help=N_("El diario de la estación."))
    group.callback()(_group)
    group.command("verify", cls=Command, help=N_("Comprueba la cadena de huellas del diario."))(
        verify
    )
    app.add_typer(group, name="journal")


def _group() -> None:
    """Keep `verify` a command of its own: a group of one would swallow its name."""


def verify(command: typer.Context, json: JsonFlag = False) -> None:
    """Check every entry; exit 1 and name the first that does not fit."""
    from kiosk.services.integrity import verify_journal

    with session(command) as context:
        report = verify_journal(context)
    if json:
        write_json(report)
    elif report.first_broken is None:
        line(_("El diario está intacto: {count} asientos.", count=report.entries))
    else:
        complain(_("El diario fue alterado: el asiento {seq} no encaja.", seq=report.first_broken))
    if report.first_broken is not None:
        raise typer.Exit(1)
