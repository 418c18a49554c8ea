"""What the badge designer draws, as plain values in mm and ready words; draws nothing."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from kiosk.ui.designer.geometry import Rect


class Input(StrEnum):
    """How a property is asked for."""

    NUMBER = "number"
    TEXT = "text"
    CHOICE = "choice"
    COLOR = "color"
    MANY = "many"


class Ask(StrEnum):
    """What an answer to a question does."""

    SAVE = "save"
    REPLACE = "replace"
    DISCARD = "discard"
    STAY = "stay"


Value = str | float | tuple[str, ...]
"""A number, a text or a choice, a colour "#rrggbb", or the choices of several."""


@dataclass(frozen=True, slots=True)
class FieldState:
    """One property. `low`, `high`, `step` and `unit` are of numbers, `options` (value, words)."""

    key: str
    label: str
    input: Input
    value: Value
    options: tuple[tuple[str, str], ...] = ()
    low: float = 0.0
    high: float = 400.0
    step: float = 0.5
    unit: str = ""
    wide: bool = True


@dataclass(frozen=True, slots=True)
class GroupState:
    """Properties under a heading."""

    title: str
    fields: tuple[FieldState, ...]


@dataclass(frozen=True, slots=True)
class FrameState:
    """An element: where it stands, what it is called, whether this person gets it.

    `least` is its smallest side; a `square` one keeps its sides equal. `severe` ones spoil the
    badge.
    """

    index: int
    side: str
    rect: Rect
    title: str
    kind: str
    icon: str
    shown: bool = True
    least: float = 1.0
    square: bool = False
    severe: bool = False


@dataclass(frozen=True, slots=True)
class ProblemState:
    """A sentence, and the element it is about where there is one."""

    text: str
    severe: bool
    index: int | None = None


@dataclass(frozen=True, slots=True)
class QuestionState:
    """Asked in the page, never over it. `field` is what stands in its line, None for no line."""

    text: str
    answers: tuple[tuple[Ask, str], ...]
    field: str | None = None
    hint: str = ""


@dataclass(frozen=True, slots=True)
class DesignerState:
    """The whole page. `width` and `height` in mm; `chosen` None stands for the sheet itself."""

    ready: bool = False
    name: str = ""
    layouts: tuple[tuple[str, str], ...] = ()
    people: tuple[tuple[str, str], ...] = ()
    person: str = ""
    width: float = 105.0
    height: float = 148.0
    sides: tuple[str, ...] = ("front",)
    side: str = "front"
    png: bytes = b""
    frames: tuple[FrameState, ...] = ()
    chosen: int | None = None
    groups: tuple[GroupState, ...] = ()
    problems: tuple[ProblemState, ...] = ()
    checking: bool = False
    can_undo: bool = False
    can_redo: bool = False
    dirty: bool = False
    busy: bool = False
    used_here: bool = False
    question: QuestionState | None = None
    said: str = ""
    addable: tuple[tuple[str, str, str], ...] = ()
