"""Reads a TOML file into typed values; a wrong file is one sentence with file, line and key."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import TypeVar

import msgspec

from kiosk.domain.errors import FailureError, NotFoundError, WrongUseError
from kiosk.sources.toml_lines import line_of
from kiosk.sources.toml_types import enum_words, field_names
from kiosk.texts import N_
from kiosk.typed import convert

T = TypeVar("T")

_PATH = re.compile(r" - at `(?:key in )?\$\.?(.*)`$")
_LINE = re.compile(r"\(at line (\d+), column (\d+)\)")

_EXPECTED = {
    "str": N_("{file}, línea {line}: «{key}» debe ser un texto entre comillas."),
    "bool": N_("{file}, línea {line}: «{key}» debe ser true o false."),
    "int": N_("{file}, línea {line}: «{key}» debe ser un número entero."),
    "int | str": N_('{file}, línea {line}: «{key}» debe ser un número o un porcentaje como "50%".'),
    "str | array": N_("{file}, línea {line}: «{key}» debe ser un texto o una lista de textos."),
    "bool | str": N_("{file}, línea {line}: «{key}» debe ser un texto, true o false."),
    "array": N_("{file}, línea {line}: «{key}» debe ser una lista entre corchetes."),
    "object": N_("{file}, línea {line}: «{key}» debe ser una tabla."),
    "date": N_("{file}, línea {line}: «{key}» debe ser una fecha, por ejemplo 2026-10-05."),
    "datetime": N_(
        "{file}, línea {line}: «{key}» debe ser fecha y hora, por ejemplo 2026-10-06T09:00:00."
    ),
    "str | object": N_(
        '{file}, línea {line}: «{key}» debe ser un texto o una tabla {{ es = "…", pt = "…", '
        'en = "…" }}.'
    ),
}
_OTHER = N_("{file}, línea {line}: «{key}» tiene un valor que no corresponde: {detail}")


class TomlText:
    """A TOML file's text and data, with the place of every key for error sentences."""

    def __init__(self, path: Path) -> None:
        """Read `path`; NotFoundError, FailureError or WrongUseError say what is wrong with it."""
        self.name = path.name
        self.text = _read(path)
        try:
            self.data = tomllib.loads(self.text)
        except tomllib.TOMLDecodeError as error:
            raise self._syntax(error) from error

    def wrong(self, message: str, path: str, **params: object) -> WrongUseError:
        """The error for the key at `path`; `message` uses {file}, {line}, {key} and `params`."""
        line = line_of(self.text, path)
        return WrongUseError(message, file=self.name, line=line, key=path, **params)

    def convert(self, kind: type[T]) -> T:
        """The data as `kind` (a msgspec Struct); WrongUseError names the first wrong key."""
        try:
            return convert(self.data, kind)
        except msgspec.ValidationError as error:
            raise self._invalid(error, kind) from error

    def _syntax(self, error: tomllib.TOMLDecodeError) -> WrongUseError:
        place = _LINE.search(str(error))
        line = int(place[1]) if place else max(1, self.text.count("\n"))
        column = int(place[2]) if place else 1
        return WrongUseError(
            N_("{file}, línea {line}, columna {column}: no es TOML; revise comillas y signos ="),
            file=self.name,
            line=line,
            column=column,
        )

    def _invalid(self, error: msgspec.ValidationError, kind: type[T]) -> WrongUseError:
        text = str(error)
        place = _PATH.search(text)
        path = place[1].replace("[...]", "") if place else ""
        detail = _PATH.sub("", text)
        if unknown := re.match(r"Object contains unknown field `(.*)`", detail):
            choices = ", ".join(field_names(kind, path))
            message = N_(
                "{file}, línea {line}: no existe la clave «{key}»; las que hay: {choices}."
            )
            return self.wrong(message, _join(path, unknown[1]), choices=choices)
        if missing := re.match(r"Object missing required field `(.*)`", detail):
            message = N_("{file}, línea {line}: falta la clave «{key}».")
            return self.wrong(message, _join(path, missing[1]))
        if wrong := re.match(r"Invalid enum value '(.*)'", detail):
            choices = ", ".join(enum_words(kind, path))
            message = N_(
                "{file}, línea {line}: «{key}» no puede ser «{value}»; puede ser: {choices}."
            )
            return self.wrong(message, path, value=wrong[1], choices=choices)
        expected = re.match(r"(?:Expected `|Invalid RFC3339 encoded )([^`]*)", detail)
        wanted = (expected[1] if expected else "").replace(" | null", "")
        return self.wrong(_EXPECTED.get(wanted, _OTHER), path, detail=detail)


def _read(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError as error:
        raise NotFoundError(N_("No existe el archivo {file}."), file=str(path)) from error
    except UnicodeDecodeError as error:
        raise WrongUseError(
            N_("{file}: el archivo debe estar guardado en UTF-8."), file=path.name
        ) from error
    except OSError as error:
        raise FailureError(
            N_("No se pudo leer {file}: {why}"), file=str(path), why=error.strerror or str(error)
        ) from error


def _join(path: str, key: str) -> str:
    return f"{path}.{key}" if path else key
