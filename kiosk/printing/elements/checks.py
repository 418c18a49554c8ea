"""What must hold for an element of a layout, key by key; draws nothing, opens no file."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import PurePosixPath, PureWindowsPath
from typing import Any

from kiosk.printing.elements import fields, kinds
from kiosk.printing.elements.parts import Box, Place, When
from kiosk.printing.fonts import WEIGHTS
from kiosk.printing.patterns import PATTERNS
from kiosk.printing.qr import SMALLEST

Conditions = list[tuple[str, bool]]
"""Keys within the element and whether they hold."""

SLACK = 0.02
"""Inches written in mm with two decimals: so much may stand out."""
_COLOR = re.compile(r"#[0-9A-Fa-f]{6}")


def conditions(element: kinds.AnyElement, width: float, height: float) -> Conditions:
    """Every rule of that element on a side of that size, in mm."""
    found = [
        ("x", element.x >= -SLACK and element.x + element.w <= width + SLACK),
        ("y", element.y >= -SLACK and element.y + element.h <= height + SLACK),
        ("w", element.w > 0 or isinstance(element, kinds.Line)),
        ("h", element.h > 0 or isinstance(element, kinds.Line)),
        *((key, _is_measure(getattr(element, key))) for key in element.__struct_fields__),
        *_when(element.when),
        *_colors(element),
    ]
    if isinstance(element, kinds.Writing):
        found += _writing(element)
    return found + _own(element)


def _own(element: kinds.AnyElement) -> Conditions:
    """The rules of one kind alone."""
    rules = _RULES.get(type(element))
    return rules(element) if rules is not None else []


def is_plain_path(name: str) -> bool:
    """Whether that names a file beside the layout: nothing leads out of its folder."""
    paths = (PurePosixPath(name), PureWindowsPath(name))
    return bool(name) and not any(
        path.is_absolute() or path.drive or ".." in path.parts for path in paths
    )


def _text(text: kinds.Text) -> Conditions:
    return [("field", fields.is_text(text.field))]


def _words(words: kinds.FixedWords) -> Conditions:
    named = [name for text in words.text.values() for name in fields.placeholders(text)]
    return [("text", bool(words.text) and all(map(fields.is_text, named)))]


def _code(code: kinds.Code) -> Conditions:
    return [("smallest_module", 0 < code.smallest_module <= min(code.w, code.h) / SMALLEST)]


def _image(image: kinds.Image) -> Conditions:
    return [("file", is_plain_path(image.file))]


def _box(box: kinds.Shape) -> Conditions:
    return [("radius", 0 <= box.radius <= min(box.w, box.h) / 2 + SLACK), ("line", box.line >= 0)]


def _line(line: kinds.Line) -> Conditions:
    return [("line", line.line > 0), ("dash", line.dash >= 0)]


def _strip(strip: kinds.Strip) -> Conditions:
    return [("unit", strip.unit > 0.2), *_inner("label", strip.label, strip)]


def _chips(chips: kinds.Chips | kinds.Card) -> Conditions:
    return [("chip", chips.chip > 0), ("text", chips.text > 0), ("line", chips.line > 0)]


def _tracks(tracks: kinds.Tracks) -> Conditions:
    return [
        ("pitch", tracks.pitch > 0),
        ("line", tracks.line > 0),
        ("bend", tracks.bend >= 0),
        ("nodes", all(0 <= number < len(tracks.colors) for number, _ in tracks.nodes)),
        ("paper", bool(_COLOR.fullmatch(tracks.paper))),
        ("colors", all(map(_COLOR.fullmatch, tracks.colors))),
    ]


def _band(band: kinds.Band) -> Conditions:
    found = [
        ("pattern_x", 0 <= band.pattern_x <= band.w),
        ("unit", band.unit > 0.2),
        ("pattern", band.pattern in ("", *PATTERNS)),
        *_inner("label", band.label, band),
    ]
    return found + (_inner("second", band.second, band) if band.second is not None else [])


def _inner(name: str, box: Box, outer: Place) -> Conditions:
    """A box within an element: inside its frame, and right in itself."""
    inside = box.x >= 0 and box.y >= 0 and box.w > 0 and box.h > 0
    inside = inside and box.x + box.w <= outer.w + SLACK and box.y + box.h <= outer.h + SLACK
    own = [*_writing(box), ("color", bool(_COLOR.fullmatch(box.color)))]
    return [(name, inside), *((f"{name}.{key}", holds) for key, holds in own)]


def _writing(box: Box) -> Conditions:
    return [
        ("size", 0 < box.size <= 100),
        ("smallest", 0 < box.smallest <= box.size),
        ("baseline", 0 < box.base <= box.h),
        ("weight", box.weight in WEIGHTS),
        ("tracking", -0.2 <= box.tracking <= 1),
        ("leading", 0.8 <= box.leading <= 3),
        ("lines", 1 <= box.lines <= 40),
    ]


def _colors(element: kinds.AnyElement) -> Conditions:
    """Every colour is "#rrggbb"; one that may be left out may be empty."""
    found = []
    for key in ("color", "fill"):
        color = getattr(element, key, None)
        left_out = color == "" and (key == "fill" or isinstance(element, kinds.Band))
        found.append((key, color is None or left_out or bool(_COLOR.fullmatch(color))))
    return found


def _is_measure(value: object) -> bool:
    """No number is endless, none is not a number, none larger than any paper."""
    return not isinstance(value, float) or -1000 <= value <= 1000


def _when(when: When | None) -> Conditions:
    if when is None:
        return []
    return [
        ("when.has", all(map(fields.is_known, when.has))),
        ("when.lacks", all(map(fields.is_known, when.lacks))),
    ]


# Each rule takes its own kind of element, which no type of Python can say of a mapping.
_RULES: Mapping[type, Callable[[Any], Conditions]] = {
    kinds.Text: _text,
    kinds.FixedWords: _words,
    kinds.Code: _code,
    kinds.Image: _image,
    kinds.Tracks: _tracks,
    kinds.Shape: _box,
    kinds.Line: _line,
    kinds.Band: _band,
    kinds.Strip: _strip,
    kinds.Chips: _chips,
    kinds.Card: _chips,
}
