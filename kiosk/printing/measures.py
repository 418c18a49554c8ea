"""Reads a TOML file of measures into its shape, and says in a sentence what is wrong with it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any, TypeVar, cast

import msgspec

from kiosk.domain.errors import WrongUseError
from kiosk.resources import asset
from kiosk.texts import N_

_Shape = TypeVar("_Shape")


class Part(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What every part of such a file shares: fixed once read, no key that means nothing."""


def names_in(folder: str) -> tuple[str, ...]:
    """The files that come with the program in that folder of assets, by name."""
    return tuple(sorted(path.stem for path in asset(folder).glob("*.toml")))


def find(folder: str, name: str) -> Path | None:
    """The file of that name in that folder of assets, or the path of one's own; None for neither.

    Only a name that ends in ".toml" is a path: no other name leads out of the folder.
    """
    if name.endswith(".toml"):
        return Path(name) if Path(name).is_file() else None
    return asset(folder, f"{name}.toml") if name in names_in(folder) else None


def load(
    path: Path, shape: type[_Shape], conditions: Callable[[_Shape], list[tuple[str, bool]]]
) -> _Shape:
    """The file as that shape, read again when it changed; `conditions` tells keys that must hold.

    Raises WrongUseError that names the key, as "header.event.size".
    """
    return cast("_Shape", _load(path, path.stat().st_mtime_ns, cast("Any", shape), conditions))


@cache
def _load(path: Path, _changed: int, shape: Any, conditions: Any) -> object:  # noqa: ANN401  typed by load
    read = _read(path, shape)
    _check(path, conditions(read))
    return read


def _read(path: Path, shape: type[_Shape]) -> _Shape:
    try:
        return msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), shape)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise WrongUseError(
            N_("El diseño {file} no es TOML válido: {error}"), file=path.name, error=error
        ) from error
    except msgspec.ValidationError as error:
        raise _explained(path, str(error)) from error


def _check(path: Path, conditions: list[tuple[str, bool]]) -> None:
    """What types alone cannot tell: the first key that does not hold is told."""
    wrong = next((key for key, holds in conditions if not holds), None)
    if wrong is not None:
        raise WrongUseError(
            N_("El diseño {file}: «{key}» no cabe en la credencial o no es una medida posible."),
            file=path.name,
            key=wrong,
        )


def _explained(path: Path, error: str) -> WrongUseError:
    """The reader's complaint as a sentence with the key."""
    where = re.search(r"at `\$\.?(.*?)`", error)
    key = where[1] if where else ""
    missing = re.search(r"missing required field `(.*?)`", error)
    unknown = re.search(r"unknown field `(.*?)`", error)
    if missing:
        return WrongUseError(
            N_("El diseño {file}: falta «{key}»."), file=path.name, key=_join(key, missing[1])
        )
    if unknown:
        return WrongUseError(
            N_("El diseño {file}: «{key}» no se conoce."),
            file=path.name,
            key=_join(key, unknown[1]),
        )
    expected = re.search(r"Expected `(.*?)`", error)
    return WrongUseError(
        N_("El diseño {file}: «{key}» debe ser {expected}."),
        file=path.name,
        key=key,
        expected=expected[1] if expected else error,
    )


def _join(section: str, key: str) -> str:
    return f"{section}.{key}" if section else key
