"""Badge layouts as data: the shape of assets/layouts/*.toml and its reading; draws nothing.

All lengths are millimetres, measured from the upper left corner of a side (docs/badges.md).
"""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import msgspec
from PIL import Image, UnidentifiedImageError

from kiosk.domain.errors import NotFoundError
from kiosk.printing import measures
from kiosk.printing.elements import kinds
from kiosk.printing.elements.checks import conditions
from kiosk.printing.elements.kinds import AnyElement
from kiosk.printing.elements.parts import Box, Side
from kiosk.printing.measures import Part
from kiosk.texts import N_

__all__ = ["Box", "Layout", "Side", "checked", "layout_names", "load_layout", "picture_path"]

_PICTURES = ("PNG", "JPEG")


class Layout(Part, frozen=True, kw_only=True, rename={"elements": "element"}):
    """Everything of a layout file; elements are drawn in their order, later ones on top.

    `width` and `height` are of one side. `media` is the PWG name of the paper as it is fed, by
    which printers know it: with the bleed, and turned by `rotation` degrees clockwise. `sides`:
    one; two, with the back on a second page; butterfly, one page of twice the height with the back
    turned above the fold. `language` of the fixed words: the event's first or the person's.
    `dpi` is that of a label printer, whose whole dots the QR keeps to. `folder` is where its
    pictures lie: not part of the file, set by whoever read it.
    """

    title: str
    width: float
    height: float
    media: str
    elements: tuple[AnyElement, ...]
    bleed: float = 0.0
    rotation: Literal[0, 90, 180, 270] = 0
    sides: Literal["one", "two", "butterfly"] = "one"
    language: Literal["event", "person"] = "event"
    dpi: int | None = None
    folder: str = ""


def layout_names(own: Path | None = None) -> tuple[str, ...]:
    """The layouts that come with the program and those in the folder `own`, by name."""
    return measures.names_in("layouts", own)


def load_layout(name: str, own: Path | None = None) -> Layout:
    """A layout by name ("a6"), by a name in the folder `own`, or by the path of a TOML file.

    One's own wins over the program's of the same name. Raises NotFoundError for an unknown one,
    WrongUseError for a wrong file, naming the key.
    """
    path = measures.find("layouts", name, own)
    if path is None:
        raise NotFoundError(
            N_("No hay ningún diseño de credencial «{name}»; hay: {known}"),
            name=name,
            known=", ".join(layout_names(own)),
        )
    return measures.load(path, Layout, _conditions, _at_home)


def checked(layout: Layout) -> Layout:
    """The same layout. Raises WrongUseError with the first key that does not hold."""
    measures.require(layout.title, _conditions(layout))
    return layout


def picture_path(layout: Layout, image: kinds.Image) -> Path:
    """Where that picture of the layout lies."""
    return Path(layout.folder) / image.file


def _at_home(layout: Layout, path: Path) -> Layout:
    """The layout that knows where its pictures lie."""
    return msgspec.structs.replace(layout, folder=str(path.parent))


def _conditions(layout: Layout) -> list[tuple[str, bool]]:
    found = [
        ("width", 20 <= layout.width <= 400),
        ("height", 20 <= layout.height <= 400),
        ("bleed", 0 <= layout.bleed <= 10),
        ("dpi", layout.dpi is None or 100 <= layout.dpi <= 1200),
    ]
    for number, element in enumerate(layout.elements, 1):
        rules = [
            *conditions(element, layout.width, layout.height),
            ("side", element.side == "front" or layout.sides != "one"),
        ]
        if isinstance(element, kinds.Image):
            rules.append(("file", _is_picture(picture_path(layout, element))))
        found += [(f"element {number}.{key}", holds) for key, holds in rules]
    return found


def _is_picture(path: Path) -> bool:
    try:
        with Image.open(path, formats=_PICTURES):
            return True
    except (OSError, UnidentifiedImageError, Image.DecompressionBombError, SyntaxError):
        return False
