"""`kiosk hub leaf`: lays the folder of a second hall's server; starts nothing."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from kiosk.cli.options import clean
from kiosk.cli.output import line
from kiosk.cli.session import profile_folder
from kiosk.texts import N_, _


def leaf(
    command: typer.Context,
    host: Annotated[
        str,
        typer.Argument(metavar="HOST", help=N_("Dirección de la máquina de la segunda sala.")),
    ],
    folder: Annotated[
        Path | None,
        typer.Option(
            "--folder", metavar="DIR", help=N_("Carpeta de la central; si no, la del perfil.")
        ),
    ] = None,
) -> None:
    """Make the folder that is to be taken to the second hall's machine."""
    from kiosk.hub.addresses import address
    from kiosk.hub.folder import PORT, HubFolder, lay_leaf
    from kiosk.hub.server_config import LEAF_OFFSET
    from kiosk.hub.subjects import token
    from kiosk.services import hub_setup

    hub = HubFolder(folder or hub_setup.hub_folder(profile_folder(command)))
    at = address(clean(host), PORT)
    path = hub.path.with_name(f"{hub.path.name}-leaf-{token(at[0])}")
    made = lay_leaf(path, hub, at, datetime.now(UTC))
    line(
        _(
            "Lleve la carpeta {folder} a {host} y allí: kiosk hub run --folder {name}",
            folder=made.path,
            host=at[0],
            name=made.path.name,
        )
    )
    line(_("Ábrale el puerto {port} de esta central.", port=hub.about.node.port + LEAF_OFFSET))
