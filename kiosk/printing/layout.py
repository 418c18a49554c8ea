"""Badge layouts as data: the shape of assets/layouts/*.toml and its reading; draws nothing.

All lengths are millimetres, measured from the badge's upper left corner (docs/badges.md).
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path

import msgspec

from kiosk.domain.errors import NotFoundError, WrongUseError
from kiosk.resources import asset
from kiosk.texts import N_


class _Part(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What every part of a layout shares: fixed once read, no key that means nothing."""


class Box(_Part, frozen=True):
    """A field of text: its frame and how it is written.

    `baseline` is that of a single line, from the top of the frame; `size` the largest em,
    `smallest` the one below which shorter forms are tried.
    """

    x: float
    y: float
    w: float
    h: float
    baseline: float
    size: float
    smallest: float
    weight: int = 500
    tracking: float = 0.0
    color: str = "#0C1B26"
    lines: int = 1


class Slot(_Part, frozen=True):
    """Where the hole for the lanyard is punched, drawn as a light pill."""

    x: float
    y: float
    w: float
    h: float
    color: str = "#EBEDEF"


class Tracks(_Part, frozen=True):
    """The five lines of the header.

    `y` is the first one's height, `foot` where it leaves the header below, `bend` the length of
    the bend; `nodes` are rings as [line 0-4, x], `node` is their radius.
    """

    y: float
    pitch: float
    line: float
    foot: float
    bend: float
    nodes: list[tuple[int, float]]
    node: float


class Header(_Part, frozen=True):
    """The dark field at the top with the event's name."""

    h: float
    event: Box
    tracks: Tracks
    color: str = "#062033"
    dates: Box | None = None
    slot: Slot | None = None


class Code(_Part, frozen=True):
    """The QR symbol: place, side without quiet zone, and the smallest module that is allowed."""

    x: float
    y: float
    size: float
    smallest_module: float = 0.5


class Chips(_Part, frozen=True):
    """The languages a person speaks, one frame each, from x to the right."""

    x: float
    y: float
    w: float
    h: float
    gap: float
    radius: float
    line: float
    text: float
    caption: Box | None = None


class Photo(_Part, frozen=True):
    """The photo mark: its side, and a label beside it where there is room."""

    x: float
    y: float
    size: float
    radius: float
    line: float
    label: Box | None = None


class Card(_Part, frozen=True):
    """A white card upon the band that holds languages and photo mark, set from its right edge."""

    right: float
    y: float
    h: float
    pad: float
    radius: float


class Band(_Part, frozen=True):
    """The role's band at the foot.

    `label` and its other language `second`; `pattern` is where the pattern starts, `unit` the
    distance at which it repeats, `strip` the height that a second role takes from the band.
    """

    y: float
    h: float
    pattern: float
    unit: float
    strip: float
    label: Box
    second: Box
    strip_text: float


class Layout(_Part, frozen=True):
    """Everything of a layout file; `media` is the PWG name of the paper that printers know."""

    title: str
    width: float
    height: float
    media: str
    header: Header
    first: Box
    second: Box
    organisation: Box
    country: Box
    code: Code
    chips: Chips
    photo: Photo
    band: Band
    card: Card | None = None


def layout_names() -> tuple[str, ...]:
    """The layouts that come with the program, by name."""
    return tuple(sorted(path.stem for path in asset("layouts").glob("*.toml")))


def load_layout(name: str) -> Layout:
    """A layout by name ("a6") or by the path of a TOML file.

    Raises NotFoundError for an unknown one, WrongUseError for a wrong file, naming the key.
    """
    path = Path(name) if name.endswith(".toml") else asset("layouts", f"{name}.toml")
    if not path.is_file() or (not name.endswith(".toml") and name not in layout_names()):
        raise NotFoundError(
            N_("No hay ningún diseño de credencial «{name}»; hay: {known}"),
            name=name,
            known=", ".join(layout_names()),
        )
    return _load(path, path.stat().st_mtime_ns)


@cache
def _load(path: Path, _changed: int) -> Layout:
    try:
        layout = msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), Layout)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise WrongUseError(
            N_("El diseño {file} no es TOML válido: {error}"), file=path.name, error=error
        ) from error
    except msgspec.ValidationError as error:
        raise _explained(path, str(error)) from error
    _check(path, layout)
    return layout


def _explained(path: Path, error: str) -> WrongUseError:
    """The reader's complaint as a sentence with the key: "header.event.size"."""
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


def _check(path: Path, layout: Layout) -> None:
    """What types alone cannot tell: sizes that no badge can have, fields beyond its edge."""
    wrong = next((key for key, holds in _conditions(layout) if not holds), None)
    if wrong is not None:
        raise WrongUseError(
            N_("El diseño {file}: «{key}» no cabe en la credencial o no es una medida posible."),
            file=path.name,
            key=wrong,
        )


def _conditions(layout: Layout) -> list[tuple[str, bool]]:
    boxes = {
        "first": layout.first,
        "second": layout.second,
        "organisation": layout.organisation,
        "country": layout.country,
        "header.event": layout.header.event,
        "band.label": layout.band.label,
        "band.second": layout.band.second,
    }
    code = layout.code
    return [
        ("width", 20 <= layout.width <= 400),
        ("height", 20 <= layout.height <= 400),
        ("code.size", code.size / 21 >= code.smallest_module),
        ("code", code.x + code.size <= layout.width and code.y + code.size <= layout.height),
        ("band", layout.band.y + layout.band.h <= layout.height + 0.01),
        *((key, _fits(box, layout)) for key, box in boxes.items()),
        *((f"{key}.weight", box.weight in (500, 600, 700, 800)) for key, box in boxes.items()),
        *((f"{key}.size", 0 < box.smallest <= box.size) for key, box in boxes.items()),
    ]


def _fits(box: Box, layout: Layout) -> bool:
    inside = box.x >= 0 and box.y >= 0 and box.w > 0 and 0 < box.baseline <= box.h
    return inside and box.x + box.w <= layout.width and box.y + box.h <= layout.height
