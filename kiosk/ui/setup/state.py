"""What the first-run screen shows and what it asks for, as values; reads no file."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from kiosk.domain.settings import StationRole
from kiosk.domain.source_draft import SourceKind


class Step(StrEnum):
    """The pages in their order."""

    EVENT = "event"
    SOURCE = "source"
    MAPPING = "mapping"
    FETCH = "fetch"
    STATION = "station"


class Mood(StrEnum):
    """How a line of an answer is meant."""

    GOOD = "good"
    NOTE = "note"
    WARN = "warn"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of an answer."""

    words: str
    mood: Mood = Mood.NOTE


@dataclass(frozen=True, slots=True)
class SourceState:
    """The page of sources. `title` heads the answer, `lines` say it; "" while nothing was asked."""

    kind: SourceKind = SourceKind.NONE
    title: str = ""
    mood: Mood = Mood.NOTE
    lines: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class MapRow:
    """A column with samples in one line, and the field that it is, "" for none."""

    title: str
    samples: str
    field: str


@dataclass(frozen=True, slots=True)
class MapState:
    """The page of columns. `choices` are (field, words)."""

    rows: tuple[MapRow, ...] = ()
    choices: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class FetchState:
    """The first run: `done` of `total` people, total None while unknown; words as a heading."""

    title: str = ""
    count: str = ""
    done: int = 0
    total: int | None = None
    mood: Mood = Mood.NOTE
    lines: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class JoinState:
    """A station that joins a hub. `settled_name` and `settled_role` cannot be changed any more.

    `ask_address`: the hub did not answer, so an address can be typed.
    """

    ask_address: bool = False
    settled_name: bool = False
    settled_role: bool = False


@dataclass(frozen=True, slots=True)
class Buttons:
    """The words below the page; "" hides a button. `locked` ones cannot be pressed just now."""

    back: str = ""
    other: str = ""
    main: str = ""
    locked: bool = False


@dataclass(frozen=True, slots=True)
class SetupState:
    """What is known so far. `checkpoints` are (id, name) of the chosen event; paths as text.

    `event_lines` are what in its file will surprise people at the door. `join` is None unless the
    station joins a hub.
    `busy` locks what can be filled in.
    """

    step: Step = Step.EVENT
    title: str = ""
    subtitle: str = ""
    demo: bool = True
    event_file: str = ""
    event_name: str = ""
    event_lines: tuple[Line, ...] = ()
    checkpoints: tuple[tuple[str, str], ...] = ()
    source: SourceState = field(default_factory=SourceState)
    mapping: MapState = field(default_factory=MapState)
    fetch: FetchState = field(default_factory=FetchState)
    join: JoinState | None = None
    buttons: Buttons = field(default_factory=Buttons)
    problem: str = ""
    progress: str = ""
    busy: bool = False


@dataclass(frozen=True, slots=True)
class SetupAnswers:
    """What the person chose when the station is to begin. `pin` is empty for none."""

    demo: bool
    name: str
    language: str
    role: StationRole
    checkpoint: str
    pin: str = field(repr=False)
