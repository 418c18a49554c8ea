"""The objects of a pretix layout as values; reads no JSON and draws nothing.

Lengths are millimetres from the page's lower left corner, sizes of letters are points, as in
pretix. Colours are three parts of 1.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

Color: TypeAlias = tuple[float, float, float]
Align = Literal["left", "center", "right"]
Upright = Literal["top", "middle", "bottom"]
OTHER, OTHER_BY_LANGUAGE = "other", "other_i18n"
SECRET = "secret"  # noqa: S105  pretix's name of a placeholder


@dataclass(frozen=True, slots=True)
class Words:
    """What an object says: the name of a placeholder, or its own text.

    `content` is "other" for `text` and "other_i18n" for `texts` by language; both may hold
    "{placeholder}". `locale` is the language the object asks for, "" for the person's.
    """

    content: str
    text: str = ""
    texts: Mapping[str, str] = field(default_factory=dict)
    locale: str = ""


@dataclass(frozen=True, slots=True)
class Style:
    """How letters look. `leading` is pretix's line height, None in layouts older than it."""

    size: float
    bold: bool = False
    italic: bool = False
    color: Color = (0.0, 0.0, 0.0)
    align: Align = "left"
    leading: float | None = None
    split_words: bool = True


@dataclass(frozen=True, slots=True)
class TextArea:
    """Text that grows upwards from its foot, or `downward` from its head.

    `rotation` in degrees, clockwise.
    """

    left: float
    bottom: float
    width: float
    words: Words
    style: Style
    downward: bool = False
    rotation: float = 0.0


@dataclass(frozen=True, slots=True)
class TextContainer:
    """Text in a frame; with `shrinks` its letters become smaller until it fits."""

    left: float
    bottom: float
    width: float
    height: float
    words: Words
    style: Style
    upright: Upright = "top"
    shrinks: bool = False
    rotation: float = 0.0


@dataclass(frozen=True, slots=True)
class Barcode:
    """A QR symbol; `edge` is whether its quiet zone lies within `size`."""

    left: float
    bottom: float
    size: float
    words: Words
    color: Color = (0.0, 0.0, 0.0)
    edge: bool = True


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of the person, by pretix's name of it."""

    left: float
    bottom: float
    width: float
    height: float
    content: str


@dataclass(frozen=True, slots=True)
class PoweredBy:
    """pretix's own mark, `size` high, `shade` "dark" or "white"."""

    left: float
    bottom: float
    size: float
    shade: str = "dark"


Element: TypeAlias = TextArea | TextContainer | Barcode | Picture | PoweredBy
