"""What the door's screens draw, as values; holds no codes and asks no service."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.domain.checkpoints import Direction


@dataclass(frozen=True, slots=True)
class LatestRow:
    """One of the last scans. `kind` is admit, refuse, ask or help; refused people have no name."""

    kind: str
    title: str
    detail: str
    time: str


@dataclass(frozen=True, slots=True)
class QuorumState:
    """The assembly that is held here: `present` of `needed`, in `unit`s; None without calls.

    `status` says in words how it stands, `holds` whether enough are there now.
    """

    title: str
    status: str = ""
    holds: bool = False
    present: int = 0
    needed: int | None = None
    unit: str = ""
    detail: str = ""


@dataclass(frozen=True, slots=True)
class OthersState:
    """How the door stands with the other stations, in words; `good` where nobody need look."""

    state: str
    more: str = ""
    good: bool = True


@dataclass(frozen=True, slots=True)
class ReadyState:
    """The screen between two scans. `capacity` is None where the room has no limit.

    `two_ways` is false where nobody can leave again, as at a hand-out. `warning` stays on screen
    while it holds: the list is too old.
    """

    room: str
    subtitle: str
    by_invitation: bool = False
    direction: Direction = Direction.ENTRY
    two_ways: bool = True
    count_label: str = ""
    inside: int = 0
    capacity: int | None = None
    latest: tuple[LatestRow, ...] = ()
    list_line: str = ""
    list_detail: str = ""
    list_fresh: bool = True
    warning: str = ""
    sound: bool = True
    place: str = ""
    clock: str = ""
    note: str = ""
    quorum: QuorumState | None = None
    others: OthersState | None = None


@dataclass(frozen=True, slots=True)
class VerdictState:
    """An answer. `kind` is admit, refuse, ask or help (the door cannot decide).

    `name` may hold a line break between given and family name. `override_label` is empty where
    nobody may admit all the same; `yes` is empty where an ask can only be sent to the desk.
    """

    kind: str
    word: str
    direction: Direction = Direction.ENTRY
    room: str = ""
    clock: str = ""
    name: str = ""
    organisation: str = ""
    explanation: str = ""
    fact: str = ""
    next_title: str = ""
    next_detail: str = ""
    question: str = ""
    yes: str = ""
    no: str = ""
    override_label: str = ""
    no_photos: bool = False
    role_icon: str = ""
    role_label: str = ""
    inside: int | None = None
    capacity: int | None = None
    notice: str = ""


@dataclass(frozen=True, slots=True)
class SearchHit:
    """A person that the search found."""

    person_id: str
    name: str
    organisation: str


@dataclass(frozen=True, slots=True)
class SearchState:
    """The search by name; `message` stands in the place of an empty list."""

    hits: tuple[SearchHit, ...] = ()
    message: str = ""


@dataclass(frozen=True, slots=True)
class ReasonState:
    """A question for a reason: undo, or admit all the same. `purpose` is undo or override."""

    purpose: str
    title: str
    detail: str = ""
    reasons: tuple[str, ...] = ()
    needs_pin: bool = False
    problem: str = ""


@dataclass(frozen=True, slots=True)
class QuestionState:
    """A question before somebody is let in. `options` are (value, words), at most six.

    `skip` is empty where an answer is needed.
    """

    word: str
    question: str
    help: str = ""
    name: str = ""
    options: tuple[tuple[str, str], ...] = ()
    skip: str = ""


@dataclass(frozen=True, slots=True)
class LockState:
    """The locked door; `problem` tells that the PIN was wrong."""

    room: str
    needs_pin: bool = False
    problem: str = ""


DoorState = ReadyState | VerdictState | SearchState | ReasonState | QuestionState | LockState


@dataclass(frozen=True, slots=True)
class Timing:
    """Stay times of the door in milliseconds."""

    admit_ms: int = 1600
    enter_guard_ms: int = 400
    private_ms: int = 5000
    public_ms: int = 60_000
    clock_ms: int = 10_000
    slow_ms: int = 300
    search_ms: int = 30_000
