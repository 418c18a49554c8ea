"""`kiosk journal`: checks the record of the station; repairs nothing."""

from __future__ import annotations

import typer

from kiosk.cli.health import journal_sentence
from kiosk.cli.help import Command, Group
from kiosk.cli.options import JsonFlag
from kiosk.cli.output import complain, line, write_json
from kiosk.cli.session import session
from kiosk.texts import N_


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
        check = verify_journal(context)
    if json:
        damage = str(check.damage) if check.damage else None
        answer = {"ok": check.sound, "entries": check.entries}
        write_json({**answer, "first_broken": check.broken_seq, "damage": damage})
    elif check.sound:
        line(journal_sentence(check))
    else:
        complain(journal_sentence(check))
    if not check.sound:
        raise typer.Exit(1)
