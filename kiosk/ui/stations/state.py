"""What the page of stations draws, as frozen values with all words made; holds no Qt object."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from kiosk.ui.widgets.chip import ChipData, Tone


@dataclass(frozen=True, slots=True)
class StationRow:
    """One station: when it was heard, what it has, what is wrong; `revoke` are a button's words.

    `invitation`: nobody has joined yet, and `station` is the invitation's id.
    """

    station: str
    name: str
    role: str = ""
    heard: ChipData = field(default_factory=lambda: ChipData(""))
    facts: str = ""
    wrong: str = ""
    tone: Tone = Tone.OK
    revoke: str = ""
    invitation: bool = False


@dataclass(frozen=True, slots=True)
class ConflictRow:
    """Somebody who was admitted twice: who and where, and at which two stations and times."""

    entry_id: str
    title: str
    detail: str


class Side(StrEnum):
    """What stands beside the list."""

    WORDS = "words"
    OFFICE = "office"
    INVITATION = "invitation"
    QUESTION = "question"
    JOIN = "join"


@dataclass(frozen=True, slots=True)
class InviteForm:
    """What an invitation is asked for; empty parts are chosen by whoever joins."""

    role: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class InvitationState:
    """An invitation: the rows of its QR ("#" is dark), its lines to type, and what became of it.

    `over`: nobody can join by it any more.
    """

    rows: tuple[str, ...]
    lines: tuple[str, ...]
    left: str
    tone: Tone = Tone.SOFT
    over: bool = False


@dataclass(frozen=True, slots=True)
class SideState:
    """The card beside the list; `action` and `second` are the words of its buttons, "" without."""

    side: Side = Side.WORDS
    title: str = ""
    words: tuple[str, ...] = ()
    action: str = ""
    icon: str = ""
    roles: tuple[tuple[str, str], ...] = ()
    invitation: InvitationState | None = None
    problem: str = ""
    busy: bool = False
    serial: int = 0
    second: str = ""


@dataclass(frozen=True, slots=True)
class StationsState:
    """The whole page. `advice` says which stations do not agree, and what to do."""

    note: str = ""
    advice: tuple[str, ...] = ()
    conflicts: tuple[ConflictRow, ...] = ()
    rows: tuple[StationRow, ...] = ()
    side: SideState = field(default_factory=SideState)


@dataclass(frozen=True, slots=True)
class StationLine:
    """A station on the panel, in one line: what it has to send, and when it was heard."""

    name: str
    role: str
    waiting: str
    heard: str
    tone: Tone = Tone.OK
