"""What the desk knows at a moment, untranslated; states are made of it, it draws nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from zoneinfo import ZoneInfo

from kiosk.app.access_jobs import Told
from kiosk.app.hub_view import HubView
from kiosk.app.panel_jobs import PanelModel
from kiosk.app.prints_jobs import Job
from kiosk.app.prints_model import PrintsModel
from kiosk.app.stations_model import StationsModel
from kiosk.domain.event import Event
from kiosk.domain.questions import Asked
from kiosk.domain.settings import Station
from kiosk.services.card import PersonCard
from kiosk.services.check_in import ScanOutcome
from kiosk.services.counts import Counts
from kiosk.services.find import Found
from kiosk.services.sync_values import DeliveryRow, SourceStatus
from kiosk.services.undo import LastCheckIn
from kiosk.ui.desk.state import CardMode, Page
from kiosk.ui.widgets.chip import Tone

Words = Callable[[], str]
"""A text made when it is drawn, so that it follows the language."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where and for what this desk works; only what the sources say of the event ever changes."""

    event: Event
    station: Station
    checkpoint: str
    can_ask_pin: bool = False

    @property
    def tz(self) -> ZoneInfo:
        """The event's time zone."""
        return self.event.timezone


@dataclass(frozen=True, slots=True)
class Chosen:
    """The person in the right card. `outcome` is what the entrance would say, or said."""

    card: PersonCard
    outcome: ScanOutcome
    preview: bytes = b""


@dataclass(frozen=True, slots=True)
class Question:
    """A reason asked for: to undo an entry, or to admit all the same."""

    kind: str
    name: str
    at: datetime | None = None
    entry_id: str = ""
    chosen: int | None = None
    needs_pin: bool = False
    pin_problem: str = ""


@dataclass(frozen=True, slots=True)
class Asking:
    """Questions that a check-in waits for, what was answered so far, and what it will do then."""

    asked: tuple[Asked, ...] = ()
    with_badge: bool = True
    given: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class WalkInModel:
    """The duplicate question of the walk-in: who is similar, and who was said to be another."""

    similar: tuple[tuple[Found, str], ...] = ()
    cleared: frozenset[str] = frozenset()
    organisation: str = ""
    tokens: tuple[str, ...] = ()
    preview: bytes = b""
    checks: tuple[tuple[bool, Words], ...] = ()
    serial: int = 0

    @property
    def open(self) -> tuple[tuple[Found, str], ...]:
        """Those that nobody has answered for yet."""
        return tuple(p for p in self.similar if p[0].person.person_id not in self.cleared)


@dataclass(frozen=True, slots=True)
class AccessModel:
    """Whose accesses are looked at, and when. `day` None means now; `time` is "HH:MM" as typed.

    `later` is when waiting alone admits to `room`, None while nobody knows and where it never does.
    """

    person_id: str = ""
    query: str = ""
    found: tuple[Found, ...] = ()
    selected: int = 0
    told: Told | None = None
    day: date | None = None
    time: str = ""
    room: str = ""
    later: datetime | None = None
    question: Question | None = None
    message: Words | None = None
    message_tone: Tone = Tone.OK


@dataclass(frozen=True, slots=True)
class DeliveriesModel:
    """The page of deliveries: what is shown of them, and the reason that is asked for.

    `running` while the sources are asked at this moment.
    """

    rows: tuple[DeliveryRow, ...] = ()
    question: Question | None = None
    running: bool = False


@dataclass(frozen=True, slots=True)
class DeskModel:
    """Everything that the desk shows, before it is put into words."""

    page: Page = Page.SEARCH
    mode: CardMode = CardMode.EMPTY
    query: str = ""
    found: tuple[Found, ...] = ()
    selected: int = 0
    searching: bool = False
    message: Words | None = None
    message_tone: Tone = Tone.OK
    chosen: Chosen | None = None
    reason: int = 0
    question: Question | None = None
    asking: Asking | None = None
    reprint_after: bool = False
    last: LastCheckIn | None = None
    counts: Counts | None = None
    printer: tuple[str, str, bool] | None = None
    prints: PrintsModel = field(default_factory=PrintsModel)
    walk_in: WalkInModel = field(default_factory=WalkInModel)
    access: AccessModel = field(default_factory=AccessModel)
    panel: PanelModel = field(default_factory=PanelModel)
    sources: tuple[SourceStatus, ...] = ()
    deliveries: DeliveriesModel = field(default_factory=DeliveriesModel)
    hub: HubView = field(default_factory=HubView)
    stations: StationsModel = field(default_factory=StationsModel)
    problem: Words | None = None
    busy: bool = False

    @property
    def selected_id(self) -> str:
        """The person that the list has chosen, "" for none."""
        if not self.found:
            return ""
        return self.found[self.selected].person.person_id

    @property
    def jobs(self) -> tuple[Job, ...]:
        """The print queue as it was read last."""
        return self.prints.queue.jobs
