"""Reads the rules of a checkpoint of event.toml as JSON logic text; evaluates none."""

from __future__ import annotations

import msgspec

from kiosk.domain.rules.parse import parse
from kiosk.domain.rules.tree import RuleError
from kiosk.sources.toml_file import TomlText
from kiosk.texts import N_

_TOO_MUCH = {"too long", "too deep"}


def read_rules(toml: TomlText, path: str, given: object) -> str:
    """The rules as JSON text, from JSON text or from a TOML table that is written like it.

    WrongUseError where nothing can read them as JSON logic. Operators that nobody knows are let
    through: whoever depends on them is refused, and loading the event says so.
    """
    try:
        text = given if isinstance(given, str) else msgspec.json.encode(given).decode()
        return text if parse(text) is not None else ""
    except RuleError as error:
        message = N_(
            "{file}, línea {line}: «{key}» debe ser un objeto de lógica JSON, por ejemplo "
            '{{"<": [{{"var": "entries_today"}}, 1]}}.'
        )
        if error.what in _TOO_MUCH:
            message = N_(
                "{file}, línea {line}: «{key}» es demasiado larga o tiene demasiados niveles."
            )
        raise toml.wrong(message, path) from error
