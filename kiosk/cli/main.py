"""The entrance of the command line: language, commands, errors; does no command's work."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from kiosk import __version__
from kiosk.cli import (
    assembly,
    badge,
    certificates,
    deliveries,
    doctor,
    errors,
    event,
    explain,
    export,
    hub,
    imports,
    invitations,
    invite,
    journal,
    language,
    people,
    presence,
    printing,
    scan,
    screenshots,
    source,
    sync,
    verify,
)
from kiosk.cli import open as opening
from kiosk.cli.help import Group
from kiosk.cli.output import line
from kiosk.cli.session import Globals
from kiosk.texts import N_, use


def _root(
    command: typer.Context,
    profile: Annotated[
        Path | None,
        typer.Option(
            "--profile", metavar="DIR", help=N_("Carpeta del perfil: un evento en una estación.")
        ),
    ] = None,
    lang: Annotated[
        str | None,
        typer.Option(
            "--lang",
            metavar="IDIOMA",
            is_eager=True,
            callback=language.choose,
            help=N_("Idioma de las respuestas: es, pt o en."),
        ),
    ] = None,
    version: Annotated[bool, typer.Option("--version", help=N_("Muestra la versión."))] = False,
) -> None:
    del lang  # its callback has chosen the language already
    command.obj = Globals(profile=profile)
    if version:
        line(f"kiosk {__version__}")
        raise typer.Exit
    if command.invoked_subcommand is None:
        opening.open_program(command)


def build() -> typer.Typer:
    """The whole command line as one typer application."""
    app = typer.Typer(
        cls=Group,
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        help=N_("Acreditación, acceso a salas por invitación y credenciales de un evento."),
    )
    app.callback(invoke_without_command=True)(_root)
    for module in (
        opening,
        event,
        imports,
        source,
        sync,
        deliveries,
        invite,
        invitations,
        scan,
        explain,
        people,
        presence,
        badge,
        printing,
        assembly,
        export,
        certificates,
        verify,
        journal,
        hub,
        doctor,
        screenshots,
    ):
        module.add(app)
    return app


def execute(argv: Sequence[str]) -> int:
    """Run one command line and return its exit code; raises nothing."""
    use(language.from_environment(os.environ))
    try:
        result = build()(args=list(argv), prog_name="kiosk", standalone_mode=False)
        sys.stdout.flush()
    except typer.Exit as end:
        return end.exit_code
    except BaseException as error:  # the outermost layer: no traceback reaches a user
        if isinstance(error, SystemExit | GeneratorExit):
            raise
        return errors.report(error, _folder(argv))
    return result if isinstance(result, int) else 0


def run() -> NoReturn:
    """Run the command line of this process (the console script `kiosk`)."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
    sys.exit(execute(sys.argv[1:]))


def _folder(argv: Sequence[str]) -> Path | None:
    """The profile of a command line that has failed, as far as it can be told."""
    words = list(argv)
    for i, word in enumerate(words):
        if word.startswith("--profile="):
            return Path(word.partition("=")[2])
        if word == "--profile" and i + 1 < len(words):
            return Path(words[i + 1])
    return None
