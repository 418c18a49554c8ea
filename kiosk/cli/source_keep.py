"""Tries a new source, keeps it under a name of its own and says what was found."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from kiosk.cli import source_text
from kiosk.cli.options import clean
from kiosk.cli.output import line
from kiosk.domain.errors import WrongUseError
from kiosk.texts import N_, _

if TYPE_CHECKING:
    from kiosk.services.context import Context
    from kiosk.services.sources import SourceSettings

URL = typer.Option("--url", metavar="U", help=N_("Dirección, con https://."))
TOKEN = typer.Option(
    "--token-file", metavar="F", help=N_("Archivo con el token; - lo lee de la entrada estándar.")
)
CA = typer.Option(
    "--ca-file", metavar="C", help=N_("Certificados (PEM) que valen además de los del sistema.")
)
NO_CHECK = typer.Option("--no-check", help=N_("No prueba la conexión antes de guardarla."))
NAME = typer.Option(
    "--name",
    metavar="N",
    help=N_("Cómo se llama aquí; el de una fuente que ya está la reemplaza."),
)


def path_text(path: Path | None) -> str:
    """A path as it is kept: one that means the same wherever the program is started."""
    return str(path.resolve()) if path else ""


def settings_of(
    context: Context, kind: str, settings: Mapping[str, object], secret: str, name: str = ""
) -> SourceSettings:
    """The source under the name that was given, else under one that no other place has."""
    from kiosk.services import source_names
    from kiosk.services.sources import SourceSettings

    if name and not clean(name).strip():
        raise WrongUseError(N_("El nombre de la fuente está vacío."))
    wanted = source_names.default_name(kind, settings)
    found = source_names.given_name(kind, clean(name)) if name else ""
    found = found or source_names.free_name(context, kind, settings)
    if found != wanted and not name:
        line(
            _(
                "La fuente {other} es de otro lugar, así que esta se llama {name}. "
                "Para reemplazar aquella: --name {other}",
                other=wanted,
                name=found,
            )
        )
    return SourceSettings(found, kind, settings, secret)


def keep(context: Context, ways: list[SourceSettings], *, check: bool) -> SourceSettings:
    """Keep the first way that works; without `check` the first one as it is."""
    from kiosk.services import source_setup, sources

    chosen, found = ways[0], None
    if check:
        chosen, found = source_setup.try_out(context, ways)
    kept = sources.add(context, chosen)
    line(_("Se guardó la fuente {name}.", name=kept.name))
    if found is not None:
        source_text.write_checked(found)
    line(_("Traiga las inscripciones con: kiosk sync"))
    return chosen
