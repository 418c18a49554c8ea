"""Which painter draws which kind of element, and of what its drawing depends; draws nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import Enum
from typing import Any

from kiosk.domain.badge import BadgeContent
from kiosk.printing import band, marks
from kiosk.printing.drawable import Shown
from kiosk.printing.elements import decor, fields, kinds, lists, symbol, writing
from kiosk.printing.elements.ink import Ink


class Scope(Enum):
    """How many badges share one drawing of an element."""

    EVENT = "event"
    ROLES = "roles"
    MARKS = "marks"
    PERSON = "person"


# Each painter takes its own kind of element, which no type of Python can say of a mapping.
_PAINTERS: Mapping[type, tuple[Scope, Callable[[Ink, Any], Shown]]] = {
    kinds.Text: (Scope.PERSON, writing.paint_text),
    kinds.FixedWords: (Scope.EVENT, writing.paint_words),
    kinds.Code: (Scope.PERSON, symbol.paint_code),
    kinds.Image: (Scope.EVENT, decor.paint_image),
    kinds.Tracks: (Scope.EVENT, decor.paint_tracks),
    kinds.Shape: (Scope.EVENT, decor.paint_box),
    kinds.Line: (Scope.EVENT, decor.paint_line),
    kinds.Band: (Scope.ROLES, band.paint_band),
    kinds.Strip: (Scope.ROLES, band.paint_strip),
    kinds.Chips: (Scope.MARKS, marks.paint_chips),
    kinds.Photo: (Scope.MARKS, marks.paint_photo),
    kinds.Card: (Scope.MARKS, marks.paint_card),
    kinds.Programme: (Scope.PERSON, lists.paint_programme),
    kinds.Rights: (Scope.PERSON, lists.paint_rights),
}


def painter(element: kinds.AnyElement) -> Callable[[Ink, Any], Shown]:
    """What draws that element."""
    return _PAINTERS[type(element)][1]


def scope(element: kinds.AnyElement) -> Scope:
    """Of what its drawing depends, besides its condition and the language."""
    if isinstance(element, kinds.Text):
        return Scope.EVENT if element.field in fields.EVENT_FIELDS else Scope.PERSON
    if isinstance(element, kinds.FixedWords):
        named = {name for text in element.text.values() for name in fields.placeholders(text)}
        return Scope.EVENT if named <= fields.EVENT_FIELDS else Scope.PERSON
    return _PAINTERS[type(element)][0]


def depends(which: Scope, content: BadgeContent) -> object:
    """What must be equal on two badges that share a drawing of that scope."""
    if which is Scope.ROLES:
        return tuple((role.id, role.color, role.pattern) for role in content.roles[:2])
    if which is Scope.MARKS:
        return content.languages, content.photo_ok
    return None
