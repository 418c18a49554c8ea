"""A desk with a real window and a real store in its own thread, and people to check in."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from kiosk.app.desk_controller import DeskController
from kiosk.domain.checkpoints import Admits, Checkpoint, EntryRule, Kind
from kiosk.domain.event import Event
from kiosk.domain.people import Person, Ticket, TicketState
from kiosk.domain.roles import STANDARD_ROLES
from kiosk.domain.settings import Station
from kiosk.services import printing
from kiosk.services.context import Context
from kiosk.store import journal, meta
from kiosk.store.connect import Database, close, open_store
from kiosk.store.person_write import put_person, put_ticket
from kiosk.store.transact import writing
from kiosk.ui import fonts
from kiosk.ui.desk.state import CardMode, Page
from kiosk.ui.desk.view import DeskView

NOW = datetime(2026, 10, 5, 12, 14, tzinfo=UTC)
PEOPLE = (
    Person(
        "jose",
        "José",
        "Núñez Ibáñez",
        organisation="Cooperativa Bahía Net",
        country="UY",
        roles=("fellow", "speaker"),
        note="Entregar sobre de becario.",
        photo_ok=True,
        email="jose@bahia.example",
    ),
    Person(
        "maria", "María José", "Núñez Prado", organisation="Universidad Punta Sol", country="CR"
    ),
    Person("tomas", "Tomás", "Ñuflo Núñez", organisation="Red Quebracho", country="PY"),
    Person("ramon", "Ramón", "Núñez Echeverría", organisation="Fibra del Istmo", country="PA"),
    Person("joao", "João Pedro", "Araújo Lima", organisation="IX Serra Azul", country="BR"),
)
STATES = {"tomas": TicketState.PENDING, "ramon": TicketState.CANCELED}


def words(text: str) -> dict[str, str]:
    return {"es": text, "pt": f"{text} (pt)", "en": f"{text} (en)"}


EVENT = Event(
    id="lacnic46",
    name=words("LACNIC 46"),
    timezone=ZoneInfo("America/Montevideo"),
    first_day=date(2026, 10, 5),
    last_day=date(2026, 10, 9),
    code="LAC",
    roles=STANDARD_ROLES,
    checkpoints=(
        Checkpoint("main", words("Entrada principal"), Kind.ENTRANCE, entry=EntryRule.ONCE),
        Checkpoint("forum", words("Foro de Políticas")),
        Checkpoint("csirt", words("Reunión de CSIRTs"), admits=Admits.INVITED),
        Checkpoint("assembly", words("Asamblea"), admits=Admits.MEMBERS),
    ),
)


class Clock:
    """Goes on by a second at each look, so that entries have an order one can see."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        self.now += timedelta(milliseconds=10)
        return self.now


def add_person(db: Database, person: Person, state: TicketState) -> None:
    person_id = person.person_id
    with writing(db):
        put_person(db, person, source="file", source_ref=person_id)
        put_ticket(db, Ticket(f"t-{person_id}", person_id, f"code-{person_id}", state))


def fill(folder: Path) -> None:
    db = open_store(folder / "event.db")
    with writing(db):
        for person in PEOPLE:
            add_person(db, person, STATES.get(person.person_id, TicketState.PAID))
        meta.put(db, "list_at", "2026-10-05T12:13:48.000Z")
    close(db)


def work_off_all(ctx: Context) -> None:
    """Send every waiting job to its printer, as the print thread does."""
    while (due := printing.claim_next(ctx)) is not None:
        printing.record(ctx, due, printing.deliver(due, ctx.folder))


@pytest.fixture
def work_off() -> Callable[[Context], None]:
    """The same for a test that has no window."""
    return work_off_all


class Desk:
    """The window, its controller, and what a test does with them."""

    def __init__(self, qtbot, view: DeskView, controller: DeskController, open_context) -> None:
        self.qtbot, self.view, self.controller = qtbot, view, controller
        self._open = open_context

    @property
    def model(self):
        return self.controller.model

    def until(self, true: Callable[[], object]) -> None:
        """Wait for it, and for all that follows."""
        self.qtbot.waitUntil(lambda: bool(true()), timeout=8000)
        self.idle()

    def idle(self) -> None:
        """Wait until the store has answered everything."""
        self.qtbot.waitUntil(lambda: not self.controller._store.busy, timeout=8000)

    def focused(self) -> QWidget:
        return self.view.window().focusWidget()

    def type(self, text: str) -> None:
        self.qtbot.keyClicks(self.view.box.line, text)
        self.idle()

    def scan(self, text: str) -> None:
        """What a scanner read, and its answer."""
        self.controller.on_scan(text)
        self.idle()

    def print_all(self) -> None:
        """Let the real queue work into the real folder."""

        self.read(work_off_all)
        self.controller.refresh()
        self.idle()

    def add(self, person: Person, state: TicketState = TicketState.PAID) -> None:
        """One more person in the list, with a ticket whose code is code-<id>."""
        self.read(lambda ctx: add_person(ctx.db, person, state))

    def in_store(self, job: Callable[[Context], object]) -> None:
        """Do something in the store's own thread, on its own connection."""
        self.controller._store.submit(job)
        self.idle()

    @property
    def message(self) -> str:
        """The line under the search box; "" while it is hidden."""
        shown = self.view.search.message
        return shown.text() if shown.isVisible() else ""

    @property
    def banner(self) -> str:
        """The banner over the screen; "" while it is hidden."""
        return self.view.banner.text() if self.view.banner.isVisible() else ""

    @property
    def mode(self) -> CardMode:
        return self.view._state.mode

    @property
    def page(self) -> Page:
        return self.view._state.page

    def press(self, key: Qt.Key, where: QWidget | None = None) -> None:
        self.qtbot.keyClick(where or self.focused(), key)
        self.idle()

    def kinds(self, person_id: str) -> list[str]:
        """What the journal says of a person, oldest first."""
        return [str(entry.kind) for entry in self.entries(person_id)]

    def entries(self, person_id: str):
        return self.read(lambda ctx: journal.of_person(ctx.db, person_id))

    def read(self, job):
        ctx = self._open()
        try:
            return job(ctx)
        finally:
            close(ctx.db)


@pytest.fixture
def station() -> Station:
    return Station(name="Mesa 2", checkpoint="main", operator="Lucía R.", place="planta baja")


@pytest.fixture
def event() -> Event:
    """The event, which asks nothing unless a test says so."""
    return EVENT


@pytest.fixture
def check_pin():
    """Nobody checks PINs unless a test says so."""


@pytest.fixture
def open_here(tmp_path: Path, station: Station, event: Event) -> Callable[[], Context]:
    """Open a store with the five people; every opener closes what it opened."""
    fill(tmp_path)
    clock = Clock()

    def open_context() -> Context:
        return Context(open_store(tmp_path / "event.db"), event, station, clock, tmp_path)

    return open_context


@pytest.fixture
def dressed(qapp):
    """The desk is undressed: its style sheet takes twice as long as all that most tests do."""
    fonts.load()
    qapp.setStyleSheet("")


@pytest.fixture
def desk(
    qtbot, dressed, make_worker, open_here, *, event: Event, station: Station, check_pin
) -> Desk:
    store = make_worker("store", open_here, lambda ctx: close(ctx.db))
    view = DeskView()
    qtbot.addWidget(view)
    view.resize(1920, 1080)
    view.show()
    qtbot.waitExposed(view)
    view.activateWindow()
    controller = DeskController(view, store, event, station, Clock(), check_pin)
    controller.start()
    desk = Desk(qtbot, view, controller, open_here)
    desk.idle()
    return desk
