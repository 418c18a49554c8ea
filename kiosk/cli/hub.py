"""`kiosk hub`: sharing between stations; keeps the server running while `hub run` lasts."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kiosk.cli import hub_leaf, hub_status
from kiosk.cli.checkpoint_json import localised
from kiosk.cli.help import Command, Group
from kiosk.cli.options import JsonFlag, clean, words
from kiosk.cli.output import line, moment, note, write_json
from kiosk.cli.secret_file import read_secret
from kiosk.cli.session import profile_folder
from kiosk.domain.errors import FailureError, WrongUseError
from kiosk.texts import N_, _, n_

if TYPE_CHECKING:
    from kiosk.hub.folder import HubFolder

Folder = Annotated[
    Path | None,
    typer.Option(
        "--folder", metavar="DIR", help=N_("Carpeta de la central; si no, la del perfil.")
    ),
]
_TEND = 0.5
_DARK, _UPPER, _LOWER, _LIGHT = " ", "▄", "▀", "█"
"""Terminals are mostly dark: what is light is drawn."""


def add(app: typer.Typer) -> None:
    """Register the group."""
    group = typer.Typer(
        cls=Group, rich_markup_mode=None, help=N_("La central: varias estaciones, un evento.")
    )
    for name, does, text in (
        ("init", init, N_("Crea la central de este evento en esta máquina.")),
        ("run", run, N_("Mantiene en marcha la central hasta Ctrl+C.")),
        ("leaf", hub_leaf.leaf, N_("Prepara el servidor de una segunda sala.")),
        ("invite", invite, N_("Muestra una invitación para otra estación: QR y texto corto.")),
        ("join", join, N_("Une esta estación a una central con una invitación.")),
        ("revoke", revoke, N_("Deja fuera a una estación, o anula una invitación sin usar.")),
        ("status", hub_status.status, N_("Dice si la central responde y cómo están sus máquinas.")),
    ):
        group.command(name, cls=Command, help=text)(does)
    group.callback()(lambda: None)
    app.add_typer(group, name="hub")


def init(
    command: typer.Context,
    cluster: Annotated[
        str,
        typer.Option(
            "--cluster",
            metavar="A,B,C",
            help=N_("Direcciones de las máquinas; primero esta."),
        ),
    ] = "",
    host: Annotated[
        str, typer.Option("--host", metavar="H", help=N_("Dirección de esta máquina en la red."))
    ] = "",
    port: Annotated[
        int, typer.Option("--port", metavar="P", help=N_("Puerto para las estaciones."))
    ] = 4222,
) -> None:
    """Make the hub of the profile's event."""
    from kiosk.hub.addresses import address, own_address
    from kiosk.services import hub_setup

    if cluster and host:
        raise WrongUseError(N_("Indique --host o --cluster, una de las dos cosas."))
    texts = [part for part in clean(cluster).split(",") if part.strip()] or [
        clean(host) or own_address()
    ]
    folders = hub_setup.make_hub(profile_folder(command), [address(text, port) for text in texts])
    for folder in folders[1:]:
        line(
            _(
                "Lleve la carpeta {folder} a {host} y allí: kiosk hub run --folder {name}",
                folder=folder.path,
                host=folder.about.node.host,
                name=folder.path.name,
            )
        )
    line(_("Central creada. Ahora: kiosk hub run"))


def run(command: typer.Context, folder: Folder = None) -> None:
    """Keep this machine's part of the hub running; ends with Ctrl+C or a signal to end."""
    from kiosk.hub.addresses import present_addresses
    from kiosk.hub.keeper import Keeper
    from kiosk.services.file_lock import FileLock

    opened = hub_folder(command, folder)
    lock = FileLock(opened.path / "run.lock")
    if not lock.take():
        raise FailureError(N_("Esta central ya está en marcha."))
    keeper = Keeper(opened)
    ended = _on_signal()
    try:
        keeper.start()
        places = ", ".join(present_addresses(opened.about))
        line(_("Central en marcha: {addresses}", addresses=places))
        while not ended.wait(_TEND):
            if keeper.tend():
                note(_("El servidor se había caído; se inició de nuevo."))
    finally:
        keeper.close()
        lock.release()


def invite(
    command: typer.Context,
    *,
    name: Annotated[
        str, typer.Option("--name", metavar="N", help=N_("Nombre de la estación que se une."))
    ] = "",
    role: Annotated[
        str,
        typer.Option(
            "--role", metavar="R", help=N_("Su papel: desk, self-service, door o dashboard.")
        ),
    ] = "",
    source: Annotated[
        bool, typer.Option("--source", help=N_("Tendrá la fuente y publicará la lista."))
    ] = False,
    minutes: Annotated[
        int, typer.Option("--minutes", metavar="M", min=1, max=1440, help=N_("Cuánto tiempo vale."))
    ] = 60,
    folder: Folder = None,
    json: JsonFlag = False,
) -> None:
    """Show a one-time invitation as a QR and as a text to type."""
    from kiosk.services import hub_setup

    opened = hub_folder(command, folder)
    issued = hub_setup.invite(opened, hub_setup.Offer(clean(name), clean(role), source, minutes))
    if json:
        write_json(
            {
                "text": issued.text.typed,
                "qr": issued.text.scanned,
                "expires": issued.expires,
                "id": issued.record.invitation_id,
            }
        )
        return
    for row in qr_rows(issued.text.scanned):
        line(row)
    line("")
    line(f"kiosk hub join {issued.text.typed}")
    line(_("Vale una sola vez, hasta {when}.", when=moment(issued.expires)))
    line(_("Para anularla: {command}", command=f"kiosk hub revoke {issued.record.invitation_id}"))


def join(
    command: typer.Context,
    text: Annotated[
        str,
        typer.Argument(
            metavar="TEXT", help=N_("La invitación, tecleada o escaneada; «-»: por la entrada.")
        ),
    ],
    address: Annotated[
        list[str] | None,
        typer.Option("--address", metavar="H:P", help=N_("Otra dirección de la misma central.")),
    ] = None,
    name: Annotated[
        str, typer.Option("--name", metavar="N", help=N_("Nombre de esta estación."))
    ] = "",
    role: Annotated[
        str, typer.Option("--role", metavar="R", help=N_("Papel de esta estación."))
    ] = "",
    checkpoint: Annotated[
        str,
        typer.Option("--checkpoint", metavar="ID", help=N_("Punto de control de esta estación.")),
    ] = "",
) -> None:
    """Join a hub and bring the list; the key of this station is made here and never leaves it."""
    from kiosk.hub.addresses import address as read_address
    from kiosk.hub.server_config import HubNode
    from kiosk.services import hub_bring, hub_join

    at = [HubNode("", *read_address(one, 4222)).address for one in words(address)]
    said = read_secret("-") if text == "-" else clean(text)
    folder = profile_folder(command)
    joined = hub_join.join(folder, said, clean(name), clean(role), at)
    line(_("Esta estación es «{name}» ({role}) en la central.", name=joined.name, role=joined.role))
    arrived = hub_bring.bring(folder, joined)
    if arrived.event is None:
        note(
            _(
                "La central todavía no tiene la lista. Abra kiosk y la espera,"
                " o búsquela con: kiosk sync"
            )
        )
        return
    if checkpoint:
        hub_bring.stand_at(folder, arrived.event, clean(checkpoint))
    people = n_("{n} persona", "{n} personas", arrived.people)
    line(_("{event}: {people} en la lista.", event=localised(arrived.event.name), people=people))


def revoke(
    command: typer.Context,
    station: Annotated[
        str,
        typer.Argument(
            metavar="STATION",
            help=N_("Nombre de la estación, o nombre o código de una invitación."),
        ),
    ],
    folder: Folder = None,
) -> None:
    """Let a station in no more, its connection ends at once; else withdraw an open invitation."""
    from kiosk.hub.registry import Invited
    from kiosk.services import hub_setup

    gone = hub_setup.revoke(hub_folder(command, folder), clean(station))
    if isinstance(gone, Invited):
        line(_("La invitación «{name}» ya no vale.", name=gone.name or gone.invitation_id))
        return
    line(_("«{name}» ya no entra a la central.", name=gone.name))


def hub_folder(command: typer.Context, folder: Path | None) -> HubFolder:
    """The hub's folder on this machine; NotFoundError says how to make one."""
    from kiosk.hub.folder import HubFolder
    from kiosk.services import hub_setup

    return HubFolder(folder or hub_setup.hub_folder(profile_folder(command)))


def qr_rows(text: str) -> list[str]:
    """The symbol in lines of a terminal, two modules a letter, with its quiet zone."""
    from kiosk.printing.qr import matrix

    symbol = matrix(text)
    wide = len(symbol) + 8
    blank = (False,) * wide
    rows = [blank] * 4 + [(False,) * 4 + row + (False,) * 4 for row in symbol] + [blank] * 4
    rows += [blank] * (len(rows) % 2)
    signs = {
        (True, True): _DARK,
        (True, False): _UPPER,
        (False, True): _LOWER,
        (False, False): _LIGHT,
    }
    pairs = zip(rows[::2], rows[1::2], strict=True)
    return ["".join(signs[pair] for pair in zip(*two, strict=True)) for two in pairs]


def _on_signal() -> threading.Event:
    """Set by Ctrl+C and by the signals with which a system ends a program."""
    import signal

    ended = threading.Event()
    for name in ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK"):
        number = getattr(signal, name, None)
        if number is not None:
            signal.signal(number, lambda *_: ended.set())
    return ended
