"""Reads the objects of a pretix layout; draws nothing and asks no server.

The keys are those of https://docs.pretix.eu/dev/api/resources/badges.html and of the layout
editor. What is not known is left out with a note; what is known but makes no sense is refused.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import cast

from kiosk.domain.errors import WrongUseError
from kiosk.printing.drawable import Warned
from kiosk.printing.pretix.fields import Fields
from kiosk.printing.pretix.objects import (
    SECRET,
    Align,
    Barcode,
    Element,
    Picture,
    PoweredBy,
    Style,
    TextArea,
    TextContainer,
    Upright,
    Words,
)
from kiosk.texts import N_

_FAR = 2000.0
"""No badge is two metres wide; beyond that numbers only break printers."""
_MOST_OBJECTS = 300
_MANY_PAGES = 99
_FONT = "Open Sans"
FIRST_PAGE_ONLY = N_("Diseño de pretix «{layout}»: solo se imprime la primera página.")


def read_objects(name: str, objects: object) -> tuple[tuple[Element, ...], tuple[Warned, ...]]:
    """The elements of the first page of the layout `name`, and what somebody should know of it.

    Raises WrongUseError that names the layout, the object and its wrong key.
    """
    if not isinstance(objects, list) or len(objects) > _MOST_OBJECTS:
        raise WrongUseError(
            N_("El diseño de pretix «{layout}» no es una lista de objetos."), layout=name
        )
    elements, notes = [], _Notes(name)
    for number, data in enumerate(objects, 1):
        fields = Fields(name, number, data if isinstance(data, dict) else {})
        maker = _MAKERS.get(fields.kind)
        if maker is None:
            notes.kind(number, fields.kind)
            continue
        page = fields.number("page", 1, _MANY_PAGES, default=1)
        element = maker(fields)
        notes.unused(fields, number)
        if page == 1:
            elements.append(element)
        else:
            notes.page()
    return tuple(elements), notes.every


class _Notes:
    """What is said of a layout, each thing once."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._found: dict[str, Warned] = {}

    @property
    def every(self) -> tuple[Warned, ...]:
        return tuple(self._found.values())

    def kind(self, number: int, kind: str) -> None:
        message = N_(
            "Diseño de pretix «{layout}»: el objeto {number} es de un tipo desconocido («{kind}») "
            "y no se imprime."
        )
        self._say(message, number=number, kind=kind or "—")

    def unused(self, fields: Fields, number: int) -> None:
        """What is left unused of an object that is drawn."""
        family = fields.text("fontfamily", _FONT)
        if family != _FONT:
            message = N_(
                "Diseño de pretix «{layout}»: la letra «{family}» no viene con el programa; "
                "se usa Open Sans."
            )
            self._say(message, family=family[:40])
        for key in fields.rest:
            message = N_(
                "Diseño de pretix «{layout}»: en el objeto {number} no se conoce «{key}» "
                "y no cuenta."
            )
            self._say(message, number=number, key=key)

    def page(self) -> None:
        self._say(FIRST_PAGE_ONLY)

    def _say(self, message: str, **params: object) -> None:
        params = {"layout": self._name, **params}
        self._found.setdefault(message.format(**params), (message, params))


def _words(fields: Fields, default: str = "") -> Words:
    return Words(
        fields.text("content", default),
        fields.text("text"),
        fields.texts("text_i18n"),
        fields.text("locale"),
    )


def _style(fields: Fields, leading: float | None) -> Style:
    """The letters; `leading` is what counts where the object says nothing."""
    said = fields.number("lineheight", 0, 20, default=-1.0)
    return Style(
        size=fields.number("fontsize", 0.5, 1000),
        bold=fields.flag("bold"),
        italic=fields.flag("italic"),
        color=fields.color("color"),
        align=cast("Align", fields.choice("align", ("left", "center", "right"))),
        leading=leading if said < 0 else said,
        split_words=fields.flag("splitlongwords", default=True),
    )


def _area(fields: Fields) -> Element:
    return TextArea(
        *_corner(fields),
        width=_side(fields, "width"),
        words=_words(fields),
        style=_style(fields, None),
        downward=fields.flag("downward"),
        rotation=fields.number("rotation", -3600, 3600, default=0.0),
    )


def _container(fields: Fields) -> Element:
    return TextContainer(
        *_corner(fields),
        width=_side(fields, "width"),
        height=_side(fields, "height"),
        words=_words(fields),
        style=_style(fields, 1.0),
        upright=cast("Upright", fields.choice("verticalalign", ("top", "middle", "bottom"))),
        shrinks=fields.flag("autoresize"),
        rotation=fields.number("rotation", -3600, 3600, default=0.0),
    )


def _barcode(fields: Fields) -> Element:
    return Barcode(
        *_corner(fields),
        size=_side(fields, "size"),
        words=_words(fields, SECRET),
        color=fields.color("color"),
        edge=not fields.flag("nowhitespace"),
    )


def _picture(fields: Fields) -> Element:
    width, height = _side(fields, "width"), _side(fields, "height")
    return Picture(*_corner(fields), width, height, fields.text("content"))


def _powered_by(fields: Fields) -> Element:
    shade = fields.text("content", "dark")
    size = _side(fields, "size")
    return PoweredBy(*_corner(fields), size, "white" if shade == "white" else "dark")


def _corner(fields: Fields) -> tuple[float, float]:
    return fields.number("left", -_FAR, _FAR), fields.number("bottom", -_FAR, _FAR)


def _side(fields: Fields, key: str) -> float:
    return fields.number(key, 0.1, _FAR)


_MAKERS: Mapping[str, Callable[[Fields], Element]] = {
    "textarea": _area,
    "textcontainer": _container,
    "barcodearea": _barcode,
    "imagearea": _picture,
    "poweredby": _powered_by,
}
