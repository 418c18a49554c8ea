"""What the designer knows between two pictures, untranslated; draws nothing and asks nobody."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from kiosk.app.designer_history import History
from kiosk.domain.errors import KnownError
from kiosk.printing.elements.parts import Side
from kiosk.printing.layout import Layout
from kiosk.printing.layout_check import Problem
from kiosk.services import designer
from kiosk.services.badge_layout import layout_of, own_layouts
from kiosk.services.context import Context
from kiosk.services.designer import Named
from kiosk.services.designer_people import Subject, invented, notable
from kiosk.ui.designer.state import QuestionState

FIRST = "a6"
"""Opened where the station prints with a layout of another program's."""


@dataclass(frozen=True, slots=True)
class Session:
    """One layout being edited: its name, its steps, and how it lies on the disk."""

    name: str
    history: History[Layout]
    saved: Layout

    @property
    def layout(self) -> Layout:
        """As it is now."""
        return self.history.now

    @property
    def dirty(self) -> bool:
        """Whether something would be lost by leaving."""
        return self.layout != self.saved


@dataclass(frozen=True, slots=True)
class DesignerModel:
    """Everything; `problems` are those of the last check, `checking` tells that another one runs.

    `said` and `question` make their words in the language in force.
    """

    own: Path | None = None
    named: tuple[Named, ...] = ()
    session: Session | None = None
    used: str = ""
    subjects: tuple[Subject, ...] = field(default_factory=invented)
    person: str = "sample-0"
    side: Side = "front"
    chosen: int | None = None
    png: bytes = b""
    problems: tuple[Problem, ...] = ()
    checking: bool = True
    busy: bool = False
    said: Callable[[], str] | None = None
    question: Callable[[], QuestionState] | None = None

    @property
    def subject(self) -> Subject:
        """Whose badge is shown."""
        return next((one for one in self.subjects if one.key == self.person), self.subjects[0])

    def is_own(self, name: str) -> bool:
        """Whether that layout lies in the profile: it may be overwritten without a question."""
        return any(one.own and one.name == name for one in self.named)


@dataclass(frozen=True, slots=True)
class Opened:
    """What the store knows when the designer opens."""

    own: Path
    named: tuple[Named, ...]
    used: str
    session: Session
    subjects: tuple[Subject, ...]
    problem: KnownError | None = None


def open_designer(ctx: Context) -> Opened:
    """The layout that this station prints with, and the people to try it on.

    Where that one cannot be opened, or is another program's, the first of ours is, and the answer
    says why.
    """
    own, problem = own_layouts(ctx.folder), None
    used = name = ctx.station.badge_layout or ctx.event.badge_layout
    try:
        _name, layout = layout_of(ctx)
    except KnownError as error:
        problem, layout = error, None
    if not isinstance(layout, Layout) or name.endswith(".toml"):
        name, layout = FIRST, designer.open_layout(own, FIRST)
    people = notable(ctx, layout)
    return Opened(own, designer.named(own), used, new_session(name, layout), people, problem)


def new_session(name: str, layout: Layout) -> Session:
    """A layout as it was opened."""
    return Session(name, History(layout), layout)
