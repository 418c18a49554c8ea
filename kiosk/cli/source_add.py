"""`kiosk source add`: where registrations come from, tried before it is kept; shows no secret."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kiosk.cli.help import Command, Group
from kiosk.cli.imports import mapping_of
from kiosk.cli.options import clean, one_of
from kiosk.cli.output import line
from kiosk.cli.secret_file import read_secret, read_token
from kiosk.cli.session import session
from kiosk.cli.source_add_indico import indico
from kiosk.cli.source_keep import CA, NAME, NO_CHECK, TOKEN, URL, keep, path_text, settings_of
from kiosk.domain.errors import WrongUseError
from kiosk.texts import N_, _

if TYPE_CHECKING:
    from kiosk.services.context import Context

_MAP = typer.Option(
    "--map",
    metavar="FIELD=COLUMN",
    help=N_("Qué columna es cada campo: título, letra o número; se puede repetir."),
)


def group() -> typer.Typer:
    """The group `add` with a command for each kind of source."""
    adds = typer.Typer(cls=Group, rich_markup_mode=None, help=N_("Agrega una fuente."))
    adds.command("pretix", cls=Command, help=N_("Un evento de pretix."))(pretix)
    adds.command("indico", cls=Command, help=N_("Un evento de Indico."))(indico)
    adds.command("http", cls=Command, help=N_("Una lista en csv o json en la web."))(http)
    adds.command("file", cls=Command, help=N_("Un archivo que otro programa renueva."))(file)
    return adds


def pretix(
    command: typer.Context,
    *,
    url: Annotated[str, URL] = "",
    organizer: Annotated[
        str, typer.Option("--organizer", metavar="O", help=N_("Organizador, como en la dirección."))
    ] = "",
    event: Annotated[
        str, typer.Option("--event", metavar="E", help=N_("Evento, como en la dirección."))
    ] = "",
    token_file: Annotated[str, TOKEN] = "",
    token_kind: Annotated[
        str | None,
        typer.Option(
            "--token-kind", metavar="K", help=N_("De quién es el token: device (equipo) o team.")
        ),
    ] = None,
    pair_file: Annotated[
        str,
        typer.Option(
            "--pair-file",
            metavar="F",
            help=N_(
                "Vincula este equipo: archivo con el texto del QR de pretix, "
                "o con su código si se da --url."
            ),
        ),
    ] = "",
    testmode: Annotated[
        bool, typer.Option("--testmode", help=N_("Trae también las inscripciones de prueba."))
    ] = False,
    ca_file: Annotated[Path | None, CA] = None,
    no_check: Annotated[bool, NO_CHECK] = False,
) -> None:
    """Keep an event of pretix, with a token or by pairing this computer as a device."""
    one_of(token_kind, ("device", "team"), "--token-kind")
    if bool(token_file) == bool(pair_file):
        raise WrongUseError(N_("Indique --token-file o --pair-file, una de las dos cosas."))
    if token_file and not (url and organizer and event):
        raise WrongUseError(N_("Con --token-file hacen falta --url, --organizer y --event."))
    common = {"testmode": testmode, "ca_file": path_text(ca_file)}
    place = {"url": clean(url), "organizer": clean(organizer), "event": clean(event)}
    with session(command) as context:
        if pair_file:
            _pair(context, place, common, read_secret(pair_file), check=not no_check)
            return
        token = read_token(token_file)
        kinds = [token_kind] if token_kind else ["team", "device"]
        ways = [
            settings_of(context, "pretix", {**place, **common, "auth": kind}, token)
            for kind in kinds
        ]
        keep(context, ways, check=not no_check)


def http(
    command: typer.Context,
    *,
    url: Annotated[str, URL],
    header: Annotated[
        str,
        typer.Option(
            "--header", metavar="NAME", help=N_("Cabecera que lleva el token, p. ej. X-Api-Key.")
        ),
    ] = "",
    token_file: Annotated[str, TOKEN] = "",
    columns: Annotated[list[str] | None, _MAP] = None,
    name: Annotated[str, NAME] = "",
    ca_file: Annotated[Path | None, CA] = None,
    no_check: Annotated[bool, NO_CHECK] = False,
) -> None:
    """Keep a list that a web server hands out."""
    if header and not token_file:
        raise WrongUseError(N_("--header necesita --token-file."))
    settings = {
        "url": clean(url),
        "header": clean(header) or ("authorization" if token_file else ""),
        "map": mapping_of(columns or []),
        "ca_file": path_text(ca_file),
    }
    with session(command) as context:
        token = read_token(token_file) if token_file else ""
        keep(context, [settings_of(context, "http", settings, token, name)], check=not no_check)


def file(
    command: typer.Context,
    *,
    path: Annotated[
        Path,
        typer.Option("--path", metavar="P", help=N_("Lista en csv, tsv, xlsx, xls, ods o json.")),
    ],
    columns: Annotated[list[str] | None, _MAP] = None,
    name: Annotated[str, NAME] = "",
    no_check: Annotated[bool, NO_CHECK] = False,
) -> None:
    """Keep a file that somebody else renews."""
    settings = {"path": str(path.resolve()), "map": mapping_of(columns or [])}
    with session(command) as context:
        keep(context, [settings_of(context, "file", settings, "", name)], check=not no_check)


def _pair(
    context: Context, place: dict[str, str], common: dict[str, object], text: str, *, check: bool
) -> None:
    from kiosk.services import source_setup

    invitation = source_setup.invitation_of(text, place["url"])
    ca_file = Path(str(common["ca_file"])) if common["ca_file"] else None
    found = source_setup.pair(context, invitation, event=place["event"], ca_file=ca_file)
    line(
        _(
            "pretix vinculó este equipo: {name}, organizador {organizer}, evento {event}.",
            name=found.device.name or "—",
            organizer=found.device.organizer,
            event=found.event_name or found.event,
        )
    )
    settings = {
        "url": found.device.url,
        "organizer": found.device.organizer,
        "event": found.event,
        "auth": "device",
        **common,
    }
    way = settings_of(context, "pretix", settings, found.device.token)
    keep(context, [way], check=check)
    found.kept.unlink(missing_ok=True)
