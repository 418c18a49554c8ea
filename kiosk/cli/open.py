"""`kiosk open` and `kiosk demo`: start the windows; builds none of them."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Annotated

import typer

from kiosk.cli.health import has_display
from kiosk.cli.help import Command
from kiosk.cli.options import one_of
from kiosk.cli.output import line, note
from kiosk.cli.session import profile_folder
from kiosk.domain.errors import FailureError
from kiosk.domain.settings import StationRole
from kiosk.texts import N_, _, current, use

ROLES = tuple(str(role) for role in StationRole)
DEMO_DOOR = "csirt"
"""The demo's door where none is named: it shows an invitation list at work."""
SCREENS = Path("build/screens")
"""Where the demo's pictures go while there is no display (as the Makefile says)."""

RoleOption = Annotated[
    str | None,
    typer.Option("--role", metavar="ROLE", help=N_("desk, self-service, door o dashboard.")),
]
CheckpointOption = Annotated[
    str | None,
    typer.Option("--checkpoint", metavar="ID", help=N_("Punto de control de esta estación.")),
]


def add(app: typer.Typer) -> None:
    """Register the commands."""
    app.command("open", cls=Command, help=N_("Abre el programa (también sin orden)."))(open_program)
    app.command(
        "demo", cls=Command, help=N_("Abre el evento de demostración en un perfil pasajero.")
    )(demo)


def open_program(
    command: typer.Context, role: RoleOption = None, checkpoint: CheckpointOption = None
) -> None:
    """Open the station's window; ends when it is closed."""
    one_of(role, ROLES, "--role")
    folder = profile_folder(command)
    _open(folder, role, checkpoint)


def demo(
    command: typer.Context, role: RoleOption = None, checkpoint: CheckpointOption = None
) -> None:
    """Open the demo event; without a display draw its screens instead."""
    del command
    one_of(role, ROLES, "--role")
    if not has_display():
        note(_("No hay pantalla: las pantallas de la demostración van a {folder}.", folder=SCREENS))
        draw(SCREENS)
        return
    with tempfile.TemporaryDirectory(prefix="kiosk-demo-", ignore_cleanup_errors=True) as name:
        door = DEMO_DOOR if role == "door" else None
        _open(Path(name), role, checkpoint or door, demo=True)


def draw(out: Path) -> None:
    """Draw every screen with the demo event into `out` and say where they are."""
    from kiosk.app.screenshots import render_all

    chosen = current()
    pictures = render_all(out)
    use(chosen)
    line(_("{count} imágenes en {folder}", count=len(pictures), folder=out))


def _open(folder: Path, role: str | None, checkpoint: str | None, *, demo: bool = False) -> None:
    """Run the window; with no event in the profile it begins with the set-up."""
    if not has_display():
        from kiosk.services.profile import read_profile_event

        read_profile_event(folder)
        raise FailureError(N_("No hay pantalla en esta máquina: no se puede abrir una ventana."))
    from kiosk.app.bootstrap import open_window

    chosen = StationRole(role) if role else None
    code = open_window(folder, role=chosen, checkpoint=checkpoint, demo=demo)
    if code:
        raise typer.Exit(code)
