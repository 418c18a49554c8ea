"""`kiosk print`, `kiosk printers` and `kiosk jobs`: the print queue; draws no badge itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from kiosk.cli.help import Command
from kiosk.texts import N_

if TYPE_CHECKING:
    pass


def add(app: typer.Typer) -> None:
    """Register the commands."""
    app.command("print", cls=Command, help=N_("Imprime la credencial de una persona."))(print_badge)
    app.command("printers", cls=Command, help=N_("Muestra las impresoras y su estado."))(printers)
    app.command("jobs", cls=Command, help=N_("Muestra la cola de impresión."))(jobs)


def print_badge() -> None: ...
def printers() -> None: ...
def jobs() -> None: ...
