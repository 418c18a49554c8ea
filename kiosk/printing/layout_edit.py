"""Changes a layout step by step, each answering a new valid one; keeps no history."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, cast

import msgspec

from kiosk.domain.errors import WrongUseError
from kiosk.printing import measures
from kiosk.printing.elements import kinds
from kiosk.printing.elements.kinds import AnyElement
from kiosk.printing.elements.parts import Box, Side
from kiosk.printing.layout import Layout, checked

_DECIMALS = 3
_SQUARE = (kinds.Code, kinds.Photo)


@dataclass(frozen=True, slots=True)
class Frame:
    """Where an element stands on its side, in mm; `index` (from 0) names it in all changes.

    `label` tells elements of one kind apart: the field, the Spanish words, the file; else "".
    """

    index: int
    side: Side
    x: float
    y: float
    w: float
    h: float
    kind: str
    label: str


def frames(layout: Layout) -> list[Frame]:
    """The frames of all elements, in the order in which they are drawn."""
    return [_frame(index, element) for index, element in enumerate(layout.elements)]


def moved(layout: Layout, index: int, dx: float, dy: float) -> Layout:
    """The layout with that element moved by so many mm; labels within it move along.

    Raises WrongUseError where it would leave its side, as all functions here.
    """
    element = _element(layout, index)
    x, y = round(element.x + dx, _DECIMALS), round(element.y + dy, _DECIMALS)
    return _with(layout, index, msgspec.structs.replace(element, x=x, y=y))


def resized(layout: Layout, index: int, w: float, h: float) -> Layout:
    """The layout with that element's frame w x h mm, its upper left corner where it was.

    Letters keep their size and base lines their part of the height; what stands within a band
    grows with it. A code and a photo mark stay square.
    """
    element = _element(layout, index)
    if w <= 0 or h <= 0:
        raise _wrong(layout, index, "w" if w <= 0 else "h")
    if isinstance(element, _SQUARE):
        w = h = min(w, h)
    return _with(layout, index, _scaled(element, w, h))


def changed(layout: Layout, index: int | None, key: str, value: object) -> Layout:
    """The layout with one key of that element, or of the layout itself, set to a plain value.

    `key` is as in the file, "size" or "when.roles" or "label.size"; None takes the key out, which
    then has its usual value. The error names the key as "element 4.size".
    """
    plain = cast("dict[str, Any]", msgspec.to_builtins(layout))
    part = plain if index is None else plain["element"][_known(layout, index)]
    *path, last = key.split(".")
    for name in path:
        part = part.setdefault(name, {})
        if not isinstance(part, dict):
            raise _wrong(layout, index, key)
    if value is None:
        part.pop(last, None)
    else:
        part[last] = value
    return _again(layout, plain)


def added(layout: Layout, element: AnyElement, index: int | None = None) -> Layout:
    """The layout with one more element, drawn last or in the place `index`."""
    elements = list(layout.elements)
    elements.insert(len(elements) if index is None else index, element)
    return checked(msgspec.structs.replace(layout, elements=tuple(elements)))


def removed(layout: Layout, index: int) -> Layout:
    """The layout without that element."""
    _known(layout, index)
    rest = layout.elements[:index] + layout.elements[index + 1 :]
    return msgspec.structs.replace(layout, elements=rest)


def raised(layout: Layout, index: int, to: int) -> Layout:
    """The layout with that element drawn in the place `to`: later ones lie on top."""
    element = _element(layout, index)
    return added(removed(layout, index), element, min(max(to, 0), len(layout.elements) - 1))


def new_element(kind: str, values: dict[str, object]) -> AnyElement:
    """An element of plain values, as a file has them. Raises WrongUseError with the key."""
    shape = cast("type[AnyElement]", AnyElement)
    return measures.converted(kind, {"kind": kind, **values}, shape)


def _frame(index: int, element: AnyElement) -> Frame:
    place = (element.x, element.y, element.w, element.h)
    kind = str(type(element).__struct_config__.tag)
    return Frame(index, element.side, *place, kind, _label(element))


def _label(element: AnyElement) -> str:
    match element:
        case kinds.Text():
            return element.field
        case kinds.FixedWords() | kinds.Band(text={"es": str()}):
            return element.text.get("es", "") or next(iter(element.text.values()), "")
        case kinds.Image():
            return element.file
        case _:
            return ""


def _scaled(element: AnyElement, w: float, h: float) -> AnyElement:
    across, down = w / element.w if element.w else 1.0, h / element.h if element.h else 1.0
    values: dict[str, Any] = {"w": round(w, _DECIMALS), "h": round(h, _DECIMALS)}
    if isinstance(element, Box) and element.baseline is not None:
        values["baseline"] = round(element.baseline * down, _DECIMALS)
    for name in element.__struct_fields__:
        inner = getattr(element, name)
        if isinstance(inner, Box):
            values[name] = _box_scaled(inner, across, down)
    if isinstance(element, kinds.Band):
        values["pattern_x"] = round(element.pattern_x * across, _DECIMALS)
    return msgspec.structs.replace(element, **values)


def _box_scaled(box: Box, across: float, down: float) -> Box:
    """A label within a band: its place and the size of its letters grow with the band."""
    factors = {"x": across, "w": across, "y": down, "h": down, "baseline": down}
    factors |= {"size": down, "smallest": down}
    values = {
        name: round(value * factor, _DECIMALS)
        for name, factor in factors.items()
        if (value := getattr(box, name)) is not None
    }
    return msgspec.structs.replace(box, **values)


def _with(layout: Layout, index: int, element: AnyElement) -> Layout:
    elements = (*layout.elements[:index], element, *layout.elements[index + 1 :])
    return checked(msgspec.structs.replace(layout, elements=elements))


def _again(layout: Layout, plain: dict[str, Any]) -> Layout:
    return checked(measures.converted(layout.title, plain, type(layout)))


def _element(layout: Layout, index: int) -> AnyElement:
    return layout.elements[_known(layout, index)]


def _known(layout: Layout, index: int) -> int:
    if not 0 <= index < len(layout.elements):
        raise _wrong(layout, index, "kind")
    return index


def _wrong(layout: Layout, index: int | None, key: str) -> WrongUseError:
    where = key if index is None else f"element {index + 1}.{key}"
    return measures.impossible(layout.title, where)
