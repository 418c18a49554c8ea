"""`kiosk import`: registrations and invitation lists from files; judges no row itself."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kiosk.cli.help import Command
from kiosk.cli.options import JsonFlag
from kiosk.cli.output import line, note, progress, table, write_json
from kiosk.cli.session import session
from kiosk.domain.errors import WrongUseError
from kiosk.texts import N_, _


def add(app: typer.Typer) -> None:
    """Register the command."""
    app.command("import", cls=Command, help=N_("Importa inscripciones o una lista de invitados."))(run)


def run() -> None: ...
