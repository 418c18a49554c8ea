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
from kiosk.typed import convert

_Shape = TypeVar("_Shape")


class Part(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """What every part of such a file shares: fixed once read, no key that means nothing."""


def names_in(folder: str, own: Path | None = None) -> tuple[str, ...]:
    """The files that come with the program in that folder of assets, and those in `own`."""
    paths = [*asset(folder).glob("*.toml"), *(own.glob("*.toml") if own else ())]
    return tuple(sorted({path.stem for path in paths}))


def find(folder: str, name: str, own: Path | None = None) -> Path | None:
    """The file of that name in `own` or in that folder of assets, or the path of one's own.

    Only a name that ends in ".toml" is a path: no other name leads out of the folders.
    """
    if name.endswith(".toml"):
        return Path(name) if Path(name).is_file() else None
    if own is not None and name in {path.stem for path in own.glob("*.toml")}:
        return own / f"{name}.toml"
    return asset(folder, f"{name}.toml") if name in names_in(folder) else None


def as_it_is(read: _Shape, path: Path) -> _Shape:
    """A file's shape needs nothing that only its path tells."""
    _ = path
    return read


def load(
    path: Path,
    shape: type[_Shape],
    conditions: Callable[[_Shape], list[tuple[str, bool]]],
    finish: Callable[[_Shape, Path], _Shape] = as_it_is,
) -> _Shape:
    """The file as that shape, read again when it changed; `conditions` tells keys that must hold.

    `finish` adds what only the path tells. Raises WrongUseError that names the key, as "width" or
    "element 4.size", counted from 1.
    """
    changed = path.stat().st_mtime_ns
    return cast("_Shape", _load(path, changed, cast("Any", shape), conditions, finish))


@cache
def _load(path: Path, _changed: int, shape: Any, conditions: Any, finish: Any) -> object:  # noqa: ANN401  typed by load
    read = finish(_read(path, shape), path)
    require(path.name, conditions(read))
    return read


def converted(name: str, data: object, shape: type[_Shape]) -> _Shape:
    """Plain data as that shape. Raises WrongUseError that names the key; `name` is the file's."""
    try:
        return convert(data, shape)
    except msgspec.ValidationError as error:
        raise _explained(name, str(error)) from error


def require(name: str, conditions: list[tuple[str, bool]]) -> None:
    """What types alone cannot tell: raises WrongUseError with the first key that does not hold."""
    wrong = next((key for key, holds in conditions if not holds), None)
    if wrong is not None:
        raise impossible(name, wrong)


def impossible(name: str, key: str) -> WrongUseError:
    """The sentence for a key whose value does not fit; `name` is the file's or the layout's."""
    return WrongUseError(
        N_("El diseño {file}: «{key}» no cabe en la credencial o no es un valor posible."),
        file=name,
        key=key,
    )


def _read(path: Path, shape: type[_Shape]) -> _Shape:
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise WrongUseError(
            N_("El diseño {file} no es TOML válido: {error}"), file=path.name, error=error
        ) from error
    return converted(path.name, data, shape)


def _explained(file: str, error: str) -> WrongUseError:
    """The reader's complaint as a sentence with the key."""
    where = re.search(r"at `\$\.?(.*?)`", error)
    key = _counted(where[1]) if where else ""
    missing = re.search(r"missing required field `(.*?)`", error)
    unknown = re.search(r"unknown field `(.*?)`", error)
    if missing:
        return WrongUseError(
            N_("El diseño {file}: falta «{key}»."), file=file, key=_join(key, missing[1])
        )
    if unknown:
        return WrongUseError(
            N_("El diseño {file}: «{key}» no se conoce."),
            file=file,
            key=_join(key, unknown[1]),
        )
    expected = re.search(r"Expected `(.*?)`", error)
    if not expected:
        return impossible(file, key)
    return WrongUseError(
        N_("El diseño {file}: «{key}» debe ser {expected}."),
        file=file,
        key=key,
        expected=expected[1],
    )


def _counted(where: str) -> str:
    """People count from one: "element[3].size" is "element 4.size"."""
    return re.sub(r"\[(\d+)\]", lambda found: f" {int(found[1]) + 1}", where)


def _join(section: str, key: str) -> str:
    return f"{section}.{key}" if section else key
