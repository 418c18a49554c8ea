"""`kiosk print`, `kiosk printers` and `kiosk jobs`: the print queue; draws no badge itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from kiosk.cli.help import Command
from kiosk.cli.lookup import person_of
from kiosk.cli.options import JsonFlag
from kiosk.cli.output import line, table, write_json
from kiosk.cli.session import session
from kiosk.domain.errors import FailureError
from kiosk.texts import N_, _

if TYPE_CHECKING:
    from kiosk.services.context import Context


def add(app: typer.Typer) -> None:
    """Register the commands."""
    app.command("print", cls=Command, help=N_("Imprime la credencial de una persona."))(print_badge)
    app.command("printers", cls=Command, help=N_("Muestra las impresoras y su estado."))(printers)
    app.command("jobs", cls=Command, help=N_("Muestra la cola de impresión."))(jobs)


def print_badge() -> None: ...
def printers() -> None: ...
def jobs() -> None: ...
