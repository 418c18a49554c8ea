"""Changes that a designer makes, each from a layout to a new valid one; keeps no history."""

from __future__ import annotations

import msgspec

from kiosk.printing.elements import kinds
from kiosk.printing.elements.kinds import AnyElement
from kiosk.printing.elements.parts import When
from kiosk.printing.layout import Layout, layout_names, load_layout
from kiosk.printing.layout_edit import added, changed, moved, new_element, removed, resized
from kiosk.printing.page import page_size
from kiosk.printing.qr import SMALLEST
from kiosk.ui.designer.geometry import Rect, dragged

LEAST = 1.0
"""No frame gets smaller than this in mm, but a line's."""
_PAPER = ("width", "height", "bleed", "rotation", "sides")
"""Keys that make it another paper."""
_SIZE = {"size": 5.0, "smallest": 3.0, "weight": 600}
_LABEL = {"x": 4.0, "y": 1.0, "w": 40.0, "h": 10.0, "size": 6.0, "smallest": 3.0, "weight": 800}
_NEW: dict[str, tuple[float, float, dict[str, object]]] = {
    "text": (70, 8, {"field": "full_name", **_SIZE}),
    "words": (50, 8, {"text": {"es": "Texto", "pt": "Texto", "en": "Text"}, **_SIZE}),
    "code": (26, 26, {}),
    "band": (80, 12, {"pattern_x": 50.0, "unit": 3.0, "label": _LABEL}),
    "box": (40, 20, {"line": 0.5}),
    "line": (60, 0, {"line": 0.5}),
    "chips": (52, 8.6, {"chip": 13.4, "gap": 2.0, "radius": 1.9, "line": 0.6, "text": 5.1}),
    "photo": (10, 10, {"radius": 1.3, "line": 0.6}),
    "programme": (80, 60, {"size": 3.6, "smallest": 2.4, "lines": 30, "hours": 6.5}),
    "rights": (80, 12, {"size": 3.6, "smallest": 2.4, "lines": 3}),
}
"""Of each kind that can be added: width, height, and what it needs besides."""
ADDABLE = tuple(_NEW)
PICTURE = (30.0, 15.0)
"""The frame of a picture that was just chosen."""


def rect_of(layout: Layout, index: int) -> Rect:
    """The frame of that element."""
    element = layout.elements[index]
    return Rect(element.x, element.y, element.w, element.h)


def least_of(element: AnyElement) -> float:
    """The smallest side that such an element may have, in mm."""
    if isinstance(element, kinds.Line):
        return 0.0
    if isinstance(element, kinds.Code):
        return element.smallest_module * SMALLEST + 0.01
    return LEAST


def is_square(element: AnyElement) -> bool:
    """Whether its sides stay equal."""
    return isinstance(element, (kinds.Code, kinds.Photo))


def placed(layout: Layout, index: int, rect: Rect) -> Layout:
    """The layout with that element's frame there. Raises WrongUseError where that cannot be.

    It shrinks before it moves and grows afterwards, so that it is on its side at every step.
    """
    element = layout.elements[index]
    if isinstance(element, kinds.Line):
        there = msgspec.structs.replace(element, x=rect.x, y=rect.y, w=rect.w, h=rect.h)
        return added(removed(layout, index), there, index)
    least = (min(rect.w, element.w), min(rect.h, element.h))
    if isinstance(element, kinds.Shape) and element.radius > min(rect.w, rect.h) / 2:
        layout = changed(layout, index, "radius", round(min(least) / 2, 3))
    if least != (element.w, element.h):
        layout = resized(layout, index, *least)
    layout = moved(layout, index, rect.x - element.x, rect.y - element.y)
    return layout if least == (rect.w, rect.h) else resized(layout, index, rect.w, rect.h)


def nudged(layout: Layout, index: int, dx: float, dy: float) -> Layout:
    """The layout with that element moved, at most to the edge of its side."""
    page = (layout.width, layout.height)
    return placed(layout, index, dragged(rect_of(layout, index), "", (dx, dy), page))


def with_value(layout: Layout, index: int | None, key: str, value: object) -> Layout:
    """The layout with that property of an element, or of the sheet, set.

    A frame's side goes through placed(); empty choices take their key out; another paper gets the
    name by which printers know it.
    """
    if index is None:
        return _with_paper(changed(layout, None, key, value), key)
    if key in ("x", "y", "w", "h") and isinstance(value, (int, float)):
        return placed(layout, index, _with_side(layout, index, key, float(value)))
    if (
        value in ("", ())
        and key.startswith(("text.", "when."))
        and not _is_last(layout, index, key)
    ):
        made = changed(layout, index, key, None)
        empty = made.elements[index].when == When()
        return changed(made, index, "when", None) if empty else made
    plain = list(value) if isinstance(value, tuple) else value
    if key in ("size", "smallest"):
        return _with_size(layout, index, key, plain)
    return changed(layout, index, key, plain)


def with_new(layout: Layout, kind: str, side: str) -> Layout:
    """The layout with one more element of that kind in the middle of the side, on top."""
    width, height, values = _NEW[kind]
    at = middle(layout, (width, height))
    made = _fitting(values, at.w, at.h) | {"x": at.x, "y": at.y, "side": side}
    return added(layout, new_element(kind, made))


def middle(layout: Layout, size: tuple[float, float]) -> Rect:
    """A frame of that size, or the side's where it is smaller, in the middle of a side."""
    w, h = min(size[0], layout.width), min(size[1], layout.height)
    return Rect(round((layout.width - w) / 2, 1), round((layout.height - h) / 2, 1), w, h)


def media_of(layout: Layout) -> str:
    """The PWG name of the layout's paper as it is fed: a standard one, or one of its size."""
    size = page_size(layout)
    for name in layout_names():
        known = load_layout(name)
        if page_size(known) == size:
            return known.media
    return "om_badge-{0:g}x{1:g}_{0:g}x{1:g}mm".format(*size)


def _is_last(layout: Layout, index: int, key: str) -> bool:
    """Whether fixed words would be left in no language at all: then they are empty in that one."""
    element = layout.elements[index]
    return isinstance(element, kinds.FixedWords) and set(element.text) <= {key.split(".")[1]}


def _fitting(values: dict[str, object], w: float, h: float) -> dict[str, object]:
    """What a new element of that size is made of: a label within a band fits into it."""
    made: dict[str, object] = {**values, "w": w, "h": h}
    if "pattern_x" in values:
        label = {"w": round(w * 0.6, 1), "h": h - 2.0, "x": min(4.0, w * 0.1)}
        made |= {"pattern_x": round(w * 0.75, 1), "label": {**_LABEL, **label}}
    return made


def _with_side(layout: Layout, index: int, key: str, value: float) -> Rect:
    """The frame with that side; a square one has both."""
    element = layout.elements[index]
    sides = {"x": element.x, "y": element.y, "w": element.w, "h": element.h, key: value}
    if is_square(element) and key in ("w", "h"):
        sides |= {"w": value, "h": value}
    return Rect(**sides)


def _with_size(layout: Layout, index: int, key: str, value: object) -> Layout:
    """The largest letters are never smaller than the smallest: the other one follows."""
    other = "smallest" if key == "size" else "size"
    kept = getattr(layout.elements[index], other)
    crossed = isinstance(value, (int, float)) and (value < kept) == (key == "size")
    if crossed and value != kept:
        element = msgspec.structs.replace(layout.elements[index], **{key: value, other: value})
        return added(removed(layout, index), element, index)
    return changed(layout, index, key, value)


def _with_paper(layout: Layout, key: str) -> Layout:
    return changed(layout, None, "media", media_of(layout)) if key in _PAPER else layout
