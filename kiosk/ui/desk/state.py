"""What the desk's screens draw, as frozen values with all words made; holds no Qt object."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from kiosk.ui.dashboard.state import PanelState
from kiosk.ui.printing.state import PrintsState
from kiosk.ui.stations.state import StationsState
from kiosk.ui.widgets.chip import ChipData, Tone
from kiosk.ui.widgets.question_state import QuestionField

Spans = tuple[tuple[int, int], ...]
"""Where a match lies in a text: (start, end) in characters, end excluded."""

Reasons = tuple[tuple[str, str], ...]
"""What one may answer to "why": (words, consequence)."""


class Page(StrEnum):
    """Which of the desk's screens is open."""

    SEARCH = "search"
    ALREADY = "already"
    WALK_IN = "walk_in"
    PRINTS = "prints"
    ACCESS = "access"
    PANEL = "panel"
    DELIVERIES = "deliveries"
    STATIONS = "stations"
    DESIGNER = "designer"


class CardMode(StrEnum):
    """What the right card shows."""

    EMPTY = "empty"
    PERSON = "person"
    CORRECT = "correct"
    REASON = "reason"
    QUESTIONS = "questions"


@dataclass(frozen=True, slots=True)
class RowState:
    """One person in the list: never e-mail, phone or document number."""

    person_id: str
    name: str
    detail: str
    name_hits: Spans = ()
    detail_hits: Spans = ()
    roles: tuple[ChipData, ...] = ()
    state: ChipData = field(default_factory=lambda: ChipData(""))
    struck: bool = False


@dataclass(frozen=True, slots=True)
class RoomLine:
    """The person's right to one room: tone OK, BAD or MUTE, and why in two words."""

    name: str
    tone: Tone
    why: str
    room: str = ""


@dataclass(frozen=True, slots=True)
class FormData:
    """The fields that a badge and a receipt need; `country` is ISO 3166 alpha-2 or ""."""

    given_name: str = ""
    family_name: str = ""
    badge_name: str = ""
    email: str = ""
    organisation: str = ""
    country: str = ""
    role: str = ""
    speaks: tuple[str, ...] = ()
    photo_ok: bool | None = None
    first_time: bool = False

    @property
    def roles(self) -> tuple[str, ...]:
        """Ids of the roles that the form gives, "attendee" where no type was chosen."""
        first = (self.role or "attendee",)
        return (*first, "newcomer") if self.first_time else first


@dataclass(frozen=True, slots=True)
class CardState:
    """The person at the right: rights, note, preview, and why not where it is not possible.

    `owed`: checked in, but without a good badge. `bare`: the registration comes without one.
    """

    person_id: str
    name: str
    detail: str
    state: ChipData
    roles: tuple[ChipData, ...] = ()
    preview: bytes = b""
    rooms: tuple[RoomLine, ...] = ()
    note: str = ""
    facts: tuple[tuple[str, str], ...] = ()
    problem: str = ""
    problem_step: str = ""
    problem_bad: bool = False
    may_override: bool = False
    checked_in: bool = False
    owed: bool = False
    bare: bool = False
    form: FormData = field(default_factory=FormData)


@dataclass(frozen=True, slots=True)
class SearchState:
    """The left side of the search screen. `message` is the line under the box (unknown code)."""

    query: str = ""
    rows: tuple[RowState, ...] = ()
    selected: int = 0
    searching: bool = False
    message: str = ""
    message_tone: Tone = Tone.SOFT
    undo: str = ""


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """One thing that happened to the person; `now` marks the scan that led here."""

    time: str
    icon: str
    title: str
    detail: str = ""
    now: bool = False


@dataclass(frozen=True, slots=True)
class AlreadyState:
    """Screen 02: when, where, who; the rest of the card comes in `card`."""

    card: CardState
    headline: str
    detail: str
    when: tuple[str, str]
    where: tuple[str, str]
    who: tuple[str, str]
    history: tuple[HistoryRow, ...] = ()
    options: Reasons = ()
    reason: int = 0


@dataclass(frozen=True, slots=True)
class ReasonState:
    """A question of why: for an undo, or to admit all the same. `chosen` is 0..2, None before."""

    title: str
    detail: str
    options: Reasons
    confirm: str
    icon: str
    chosen: int | None = None
    needs_pin: bool = False
    pin_problem: str = ""


@dataclass(frozen=True, slots=True)
class QuestionsState:
    """What is asked before a check-in. `key` stands for the person: of another nothing stays."""

    key: str
    title: str
    fields: tuple[QuestionField, ...]
    confirm: str
    icon: str
    can_override: bool = False


@dataclass(frozen=True, slots=True)
class Candidate:
    """A person of the list who looks like the one being registered."""

    row: RowState
    why: str


@dataclass(frozen=True, slots=True)
class WalkInState:
    """Screen 03 around its form. `candidates` are those whom nobody has answered for."""

    candidates: tuple[Candidate, ...] = ()
    preview: bytes = b""
    checks: tuple[tuple[bool, str], ...] = ()
    busy: bool = False
    serial: int = 0

    @property
    def blocked(self) -> bool:
        """Whether the duplicate question still waits for its answer."""
        return bool(self.candidates)


@dataclass(frozen=True, slots=True)
class StepLine:
    """A condition of a step, or (`apart`) the word between two alternatives."""

    words: str
    met: bool | None = None
    apart: bool = False


@dataclass(frozen=True, slots=True)
class StepState:
    """One step of a decision. `met` is None where it cannot be evaluated."""

    name: str
    met: bool | None
    lines: tuple[StepLine, ...] = ()


@dataclass(frozen=True, slots=True)
class RoomAnswer:
    """What one checkpoint says of the person at that moment. `tone` is OK, WARN or BAD.

    `invite` and `withdraw` are the words of their buttons, "" without; `locked` says why they
    cannot be pressed.
    """

    name: str
    when: str
    tone: Tone
    headline: str
    why: str
    steps: tuple[StepState, ...] = ()
    way: str = ""
    invite: str = ""
    withdraw: str = ""
    locked: str = ""


@dataclass(frozen=True, slots=True)
class AccessState:
    """The access page: a person, a moment, every checkpoint's answer, and one of them in full.

    `days` are (value, words), the first one for now; `problem` is what is wrong with `time`.
    """

    query: str = ""
    found: tuple[RowState, ...] = ()
    selected: int = 0
    name: str = ""
    detail: str = ""
    days: tuple[tuple[str, str], ...] = ()
    day: str = ""
    time: str = ""
    problem: str = ""
    rooms: tuple[RowState, ...] = ()
    room: int = 0
    answer: RoomAnswer | None = None
    question: ReasonState | None = None
    message: str = ""
    message_tone: Tone = Tone.OK


@dataclass(frozen=True, slots=True)
class DeliveryLine:
    """One entry on its way to a source; `words` are the server's, or why it was given up."""

    entry_id: str
    title: str
    detail: str
    state: ChipData
    words: str = ""
    can_retry: bool = False
    can_settle: bool = False


@dataclass(frozen=True, slots=True)
class SourceLine:
    """How one source stands: tone OK or WARN, and what is wrong in words."""

    name: str
    list_age: str
    counts: str
    tone: Tone = Tone.OK
    problem: str = ""


@dataclass(frozen=True, slots=True)
class DeliveriesState:
    """The page of deliveries; without sources there is none."""

    sources: tuple[SourceLine, ...] = ()
    rows: tuple[DeliveryLine, ...] = ()
    question: ReasonState | None = None
    running: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class StatusItem:
    """One thing of the status bar: icon, words before, the strong part, words after.

    `page` is the tab that it leads to, "" for none.
    """

    icon: str
    before: str
    strong: str = ""
    after: str = ""
    tone: Tone = Tone.OK
    page: str = ""


@dataclass(frozen=True, slots=True)
class StatusState:
    """The status bar: what exists only, and the count of people."""

    items: tuple[StatusItem, ...] = ()
    checked_in: int = 0
    expected: int = 0


@dataclass(frozen=True, slots=True)
class TopState:
    """The top bar."""

    event: str = ""
    station: str = ""
    operator: str = ""
    language: str = "es"
    clock: str = ""


@dataclass(frozen=True, slots=True)
class Option:
    """A choice of a form: the value kept and the words shown."""

    value: str
    label: str
    icon: str = ""


@dataclass(frozen=True, slots=True)
class Choices:
    """What the forms offer, in the language in force."""

    countries: tuple[Option, ...] = ()
    roles: tuple[Option, ...] = ()
    languages: tuple[Option, ...] = ()


@dataclass(frozen=True, slots=True)
class DeskState:
    """Everything that the desk shows."""

    page: Page = Page.SEARCH
    mode: CardMode = CardMode.EMPTY
    top: TopState = field(default_factory=TopState)
    status: StatusState = field(default_factory=StatusState)
    search: SearchState = field(default_factory=SearchState)
    card: CardState | None = None
    already: AlreadyState | None = None
    reason: ReasonState | None = None
    questions: QuestionsState | None = None
    walk_in: WalkInState = field(default_factory=WalkInState)
    prints: PrintsState = field(default_factory=PrintsState)
    access: AccessState = field(default_factory=AccessState)
    panel: PanelState = field(default_factory=PanelState)
    deliveries: DeliveriesState = field(default_factory=DeliveriesState)
    stations: StationsState = field(default_factory=StationsState)
    choices: Choices = field(default_factory=Choices)
    banner: str = ""
    busy: bool = False
