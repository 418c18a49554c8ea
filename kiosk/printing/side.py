"""Draws one side of one badge after another; what several badges share is drawn once."""

from __future__ import annotations

from dataclasses import dataclass, field

from reportlab.lib.units import mm

from kiosk.domain.badge import BadgeContent
from kiosk.printing.drawable import Shown
from kiosk.printing.elements import fields
from kiosk.printing.elements.ink import Ink, joined
from kiosk.printing.elements.kinds import AnyElement
from kiosk.printing.elements.painters import Scope, depends, painter, scope
from kiosk.printing.elements.parts import Side
from kiosk.printing.layout import Layout
from kiosk.printing.pen import Pen


@dataclass(slots=True)
class _Group:
    """Neighbouring elements that depend on the same things."""

    scope: Scope
    elements: list[AnyElement] = field(default_factory=list)


class SidePainter:
    """One side of a layout on one canvas, whose lower left corner is at the canvas's origin."""

    def __init__(self, pen: Pen, layout: Layout, side: Side) -> None:
        self._pen = pen
        self._layout = layout
        self._name = side
        self._groups = _groups(layout, side)
        self._forms: dict[object, str] = {}

    def draw(self, content: BadgeContent) -> Shown:
        """This side of one badge."""
        own = self._layout.language == "person" and content.person_lang
        lang = content.person_lang if own else content.lang
        ink = Ink(self._pen, self._layout, content, lang)
        shown = []
        for number, group in enumerate(self._groups):
            there = [each for each in group.elements if fields.holds(each.when, content)]
            if group.scope is Scope.PERSON:
                shown += [painter(each)(ink, each) for each in there]
            elif there:
                self._shared(number, group.scope, there, ink)
        return joined(shown)

    def _shared(self, number: int, which: Scope, elements: list[AnyElement], ink: Ink) -> None:
        """Paint once into a form of the side's size, then refer to it."""
        content = ink.content
        event = (content.event_name, content.event_dates, ink.lang)
        key = (number, tuple(map(id, elements)), event, depends(which, content))
        name = self._forms.get(key)
        canvas = self._pen.canvas
        if name is None:
            name = self._forms[key] = f"{self._name}{len(self._forms)}"
            rim, layout = self._pen.bleed * mm, self._layout
            right, top = layout.width * mm + rim, layout.height * mm + rim
            canvas.beginForm(name, -rim, -rim, right, top)  # type: ignore[arg-type]  # stub knows whole points only
            for each in elements:
                painter(each)(ink, each)
            canvas.endForm()
        canvas.doForm(name)


def _groups(layout: Layout, side: Side) -> list[_Group]:
    """The elements of that side in their order; what is the event's alone joins what is before."""
    groups: list[_Group] = []
    for element in layout.elements:
        if element.side != side:
            continue
        which = scope(element)
        last = groups[-1].scope if groups else None
        joins = last is which or (which is Scope.EVENT and last not in (None, Scope.PERSON))
        if not joins:
            groups.append(_Group(which))
        groups[-1].elements.append(element)
    return groups
