"""`kiosk screenshots`: every screen as a picture, with the demo event; opens no window."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kiosk.cli.help import Command
from kiosk.cli.open import draw
from kiosk.texts import N_


def add(app: typer.Typer) -> None:
    """Register the command."""
    app.command("screenshots", cls=Command, help=N_("Dibuja cada pantalla como PNG, sin ventana."))(
        screenshots
    )


def screenshots(
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help=N_("Carpeta de las imágenes."))],
) -> None:
    """Draw every screen and state with the demo event."""
    draw(out)
