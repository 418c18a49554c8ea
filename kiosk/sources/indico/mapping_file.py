"""Reads what the fields of Indico's forms are for, and the rules, from a TOML file of people.

What it says is what `settings` of the source will hold; options.py says whether it makes sense.
"""

from __future__ import annotations

from pathlib import Path

import msgspec

from kiosk.sources.indico.guess import TARGETS
from kiosk.sources.indico.rules import parse
from kiosk.sources.toml_file import TomlText
from kiosk.texts import N_


class MappingFile(msgspec.Struct, forbid_unknown_fields=True):
    """`mapping` is purpose by field id by form id, `sheets` list views by form id."""

    mapping: dict[str, dict[str, str]] = msgspec.field(default_factory=dict)
    rules: dict[str, str] = msgspec.field(default_factory=dict)
    sheets: dict[str, str] = msgspec.field(default_factory=dict)


def read_mapping(path: Path) -> MappingFile:
    """What that file says; NotFoundError or WrongUseError (file, line, key) otherwise."""
    toml = TomlText(path)
    found = toml.convert(MappingFile)
    for form, fields in found.mapping.items():
        for field, target in fields.items():
            if target not in TARGETS:
                raise toml.wrong(
                    N_(
                        "{file}, línea {line}: «{key}» no puede ser «{value}»; "
                        "puede ser: {choices}."
                    ),
                    f"mapping.{form}.{field}",
                    value=target,
                    choices=", ".join(TARGETS),
                )
    parse(found.rules)
    return found
