"""`kiosk source add indico`: an event of Indico, what its fields are for, and its rules."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kiosk.cli.options import clean, words
from kiosk.cli.output import line, printable, table
from kiosk.cli.secret_file import read_token
from kiosk.cli.session import session
from kiosk.cli.source_keep import CA, NAME, NO_CHECK, TOKEN, URL, keep, path_text, settings_of
from kiosk.domain.errors import WrongUseError
from kiosk.texts import N_, _

if TYPE_CHECKING:
    from kiosk.domain.source_draft import SeenColumn
    from kiosk.sources.indico.mapping_file import MappingFile

_EVENT = typer.Option("--event", metavar="N", help=N_("Número del evento en Indico."))
_FORM = typer.Option(
    "--form", metavar="N", help=N_("Formulario de inscripción; se puede repetir. Sin él, todos.")
)
_MAPPING = typer.Option(
    "--mapping",
    metavar="FILE",
    help=N_("TOML con el uso de cada campo, las reglas y las vistas de lista."),
)
_RULE = typer.Option(
    "--rule",
    metavar="WHEN=THEN",
    help=N_("Da un rol o una invitación: tag:CSIRT=checkpoint:csirt; se puede repetir."),
)


def indico(
    command: typer.Context,
    *,
    url: Annotated[str, URL],
    event: Annotated[str, _EVENT],
    token_file: Annotated[str, TOKEN],
    form: Annotated[list[str] | None, _FORM] = None,
    mapping: Annotated[Path | None, _MAPPING] = None,
    rule: Annotated[list[str] | None, _RULE] = None,
    name: Annotated[str, NAME] = "",
    ca_file: Annotated[Path | None, CA] = None,
    no_check: Annotated[bool, NO_CHECK] = False,
) -> None:
    """Keep an event of Indico, all of its forms or some; show what its fields seem to be."""
    from kiosk.services import source_columns

    said = _mapping_of(mapping)
    settings = {
        "url": clean(url),
        "event": clean(event),
        "forms": words(form),
        "mapping": said.mapping,
        "rules": {**said.rules, **_rules_of(words(rule))},
        "sheets": said.sheets,
        "ca_file": path_text(ca_file),
    }
    with session(command) as context:
        way = settings_of(context, "indico", settings, read_token(token_file), name)
        keep(context, [way], check=not no_check)
        if not no_check:
            _write_fields(source_columns.of_forms(context, way))


def _mapping_of(path: Path | None) -> MappingFile:
    from kiosk.sources.indico.mapping_file import MappingFile, read_mapping

    return read_mapping(path) if path else MappingFile()


def _rules_of(options: list[str]) -> dict[str, str]:
    """WHEN=THEN each; the last "=" counts, for a tag may hold one."""
    from kiosk.sources.indico.rules import parse

    found = {}
    for option in options:
        when, sign, then = option.rpartition("=")
        if not sign:
            raise WrongUseError(
                N_("--rule espera CUÁNDO=QUÉ, por ejemplo tag:CSIRT=checkpoint:csirt.")
            )
        found[when.strip()] = then.strip()
    parse(found)
    return found


def _write_fields(columns: tuple[SeenColumn, ...]) -> None:
    """What each field of the forms is for, so that a wrong guess is seen at once."""
    if not columns:
        return
    heads = (_("Formulario"), _("Campo"), _("Título"), _("Para"), _("Muestra"))
    rows = [
        (column.form, column.key, _plain(column.title), column.field or "—", _sample(column))
        for column in columns
    ]
    table(heads, rows)
    line(_("El correo viene siempre; lo demás sin uso no se trae. Para cambiarlo: --mapping FILE"))


def _sample(column: SeenColumn) -> str:
    """One sample where the field is used; what stays away is not shown either."""
    return _plain(column.samples[0])[:40] if column.field and column.samples else ""


def _plain(text: str) -> str:
    return " ".join(printable(text).split())
