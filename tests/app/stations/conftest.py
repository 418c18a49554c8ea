"""A small event on a real file, a store worker on it, and the two stations' views.

People: Ana (speaker, invited to csirt, no photos), José (newcomer, speaks pt), Eva (canceled),
Max (pending), Li (no family name).
"""

import threading
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from kiosk.app.door_controller import DoorController
from kiosk.app.self_service_controller import SelfServiceController
from kiosk.domain.catalogue import Catalogue
from kiosk.domain.checkpoints import Admits, Checkpoint, EntryRule, Kind, Slot
from kiosk.domain.event import Event
from kiosk.domain.people import Person, Ticket, TicketState
from kiosk.domain.roles import STANDARD_ROLES
from kiosk.domain.settings import Station, Theme
from kiosk.services import printing
from kiosk.services.context import Context
from kiosk.store import journal
from kiosk.store.connect import close, open_store
from kiosk.store.person_write import put_person, put_ticket
from kiosk.store.transact import writing
from kiosk.ui import theme
from kiosk.ui.door.view import DoorView
from kiosk.ui.self_service.view import SelfServiceView
from tests.app.stations.codes import ANA, EVA, JOSE, LI, MAX

PIN = "4711"
NOW = datetime(2026, 10, 6, 12, 0, tzinfo=UTC)  # 09:00 in Montevideo
PEOPLE = (
    Person("ana", "Ana", "Silva Prado", organisation="NIC.br", country="BR", roles=("speaker",),
           photo_ok=False),
    Person("jose", "José", "Núñez Ibáñez", organisation="UNAM", country="MX", language="pt-BR",
           roles=("newcomer",)),
    Person("eva", "Eva", "Gómez", organisation="Secretísima"),
    Person("max", "Max", "Mayer"),
    Person("li", "Li"),
)  # fmt: skip
TICKETS = (
    Ticket("t-ana", "ana", ANA),
    Ticket("t-jose", "jose", JOSE),
    Ticket("t-eva", "eva", EVA, TicketState.CANCELED),
    Ticket("t-max", "max", MAX, TicketState.PENDING),
    Ticket("t-li", "li", LI),
)


def words(text):
    return {"es": text, "pt": f"{text} (pt)", "en": f"{text} (en)"}


def at(hour, minute=0):
    return datetime(2026, 10, 6, hour, minute, tzinfo=ZoneInfo("America/Montevideo"))


EVENT = Event(
    id="demo",
    name=words("LACNIC 46"),
    timezone=ZoneInfo("America/Montevideo"),
    first_day=date(2026, 10, 5),
    last_day=date(2026, 10, 9),
    code="DEMO",
    help_desk={"es": "la mesa 3", "pt": "a mesa 3", "en": "desk 3"},
    lanyards={"es": "En la mesa azul", "pt": "Na mesa azul", "en": "At the blue table"},
    roles=STANDARD_ROLES,
    checkpoints=(
        Checkpoint("main", words("Entrada"), Kind.ENTRANCE, entry=EntryRule.ONCE),
        Checkpoint(
            "csirt",
            words("Reunión de CSIRTs"),
            admits=Admits.INVITED,
            slots=(Slot(at(8), at(12, 30)),),
            entry=EntryRule.RE_ENTRY,
            capacity=50,
            place=words("Salón Jacarandá"),
        ),
        Checkpoint("forum", words("Foro"), slots=(Slot(at(11), at(12)),)),
        Checkpoint(
            "new",
            words("Sesión para nuevos"),
            admits=Admits.ROLES,
            roles=("newcomer",),
            slots=(Slot(at(9, 30), at(10)),),
            place=words("Salón Ceiba"),
        ),
        Checkpoint("lunch", words("Almuerzo"), Kind.HANDOUT, entry=EntryRule.ONCE),
    ),
)


def changed(event, checkpoint_id, change):
    """The event with one checkpoint altered."""
    altered = tuple(replace(c, **change) if c.id == checkpoint_id else c for c in event.checkpoints)
    return replace(event, checkpoints=altered)


class Clock:
    """Answers the same moment until it is moved."""

    def __init__(self):
        self.now = NOW

    def __call__(self):
        return self.now

    def forward(self, **step):
        self.now += timedelta(**step)


@dataclass
class World:
    """What a test needs of the station: its event, its store, its clock, its folder."""

    event: Event
    store: object
    clock: Clock
    folder: Path
    station: Station
    qtbot: object

    def ask(self, job):
        """Run a job on the store and wait for its answer."""
        answers = []
        self.store.submit(job, answers.append, answers.append)
        self.qtbot.waitUntil(lambda: bool(answers))
        if isinstance(answers[0], Exception):
            raise answers[0]
        return answers[0]

    def settle(self):
        """Wait until the store has answered everything asked so far."""
        self.qtbot.waitUntil(lambda: not self.store.busy)

    def kinds(self):
        """The kinds of all journal entries, oldest first."""
        return [str(entry.kind) for entry in self.entries()]

    def entries(self):
        return self.ask(lambda ctx: journal.read_after(ctx.db))

    def block(self):
        """Keep the store busy until the event that is handed back is set."""
        gate = threading.Event()
        self.store.submit(lambda _ctx: gate.wait(5))
        return gate


def _fill(db):
    with writing(db):
        for person in PEOPLE:
            put_person(db, person, source="file", source_ref=person.person_id)
        for ticket in TICKETS:
            put_ticket(db, ticket)
        db.conn.execute(
            "INSERT INTO invitation (checkpoint, kind, subject, source)"
            " VALUES ('csirt', 'person', 'ana', 'file')"
        )
        db.conn.execute("INSERT INTO invitation_list VALUES ('csirt', '2026-10-06T11:41:00.000Z')")


@pytest.fixture
def catalogue():
    """What the event sells and asks: nothing, unless a file says otherwise."""
    return Catalogue()


@pytest.fixture
def assemblies():
    """The assemblies of the event: none, unless a file says otherwise."""
    return ()


@pytest.fixture
def badge_uses():
    """Who has which badge, or none: everybody the event's, unless a file says otherwise."""
    return ()


@pytest.fixture
def make_world(tmp_path, make_worker, qtbot, catalogue, assemblies, badge_uses):
    def make(change=None, **station):
        """`change` alters the checkpoint of the station before anything is opened."""
        clock = Clock()
        own = replace(Station(name="Puerta C", operator="Lucía R."), **station)
        sold = replace(EVENT, catalogue=catalogue, assemblies=assemblies, badge_uses=badge_uses)
        event = changed(sold, own.checkpoint, change or {})

        def opened():
            db = open_store(tmp_path / "event.db")
            _fill(db)
            return Context(db, event, own, clock, tmp_path)

        store = make_worker("store", opened, lambda ctx: close(ctx.db))
        return World(event, store, clock, tmp_path, own, qtbot)

    return make


class Kiosk:
    """A self-service station under test."""

    def __init__(self, world, view, controller):
        self.world, self.view, self.controller = world, view, controller
        self.sounds, self.queued = [], []
        controller.sounded.connect(self.sounds.append)
        controller.print_queued.connect(self.queued.append)

    @property
    def state(self):
        return self.view.state

    def scan(self, text):
        self.controller.on_scan(text)
        self.world.settle()
        return self.view.state

    def press_print(self):
        self.view.confirm.print_button.click()
        self.world.settle()
        return self.view.state

    def print_out(self):
        """What the printer's side does: take the job, write the file, tell the result."""

        def job(ctx):
            for _step in ("drawn", "printed"):
                waiting = printing.claim_next(ctx)
                printing.record(ctx, waiting, printing.deliver(waiting, ctx.folder))

        self.world.ask(job)

    def poll(self):
        self.controller.poll.timeout.emit()
        self.world.settle()
        return self.view.state


@pytest.fixture
def make_kiosk(make_world, qtbot):
    def make(**station):
        world = make_world(**{"checkpoint": "main", "printer": "folder:", **station})
        view = SelfServiceView("LACNIC 46", ("es", "pt", "en"), still=True)
        qtbot.addWidget(view)
        view.resize(960, 540)
        view.show()
        controller = SelfServiceController(
            view, world.store, world.event, world.station, clock=world.clock
        )
        controller.start()
        return Kiosk(world, view, controller)

    yield make
    theme.set_theme(Theme.LIGHT)


class Door:
    """A door under test."""

    def __init__(self, world, view, controller):
        self.world, self.view, self.controller = world, view, controller
        self.sounds = []
        controller.sounded.connect(self.sounds.append)

    def scan(self, text):
        self.controller.on_scan(text)
        self.world.settle()
        return self.view.state

    @property
    def state(self):
        return self.view.state

    def key(self, key):
        """A key pressed by a person: later than the guard."""
        self.view.guard.timeout.emit()
        self.world.qtbot.keyClick(self.view, key)
        self.world.settle()

    def let_in(self, *texts):
        """Scan those and go back to the ready screen."""
        for text in texts:
            self.scan(text)
        self.controller.show_ready()

    def override(self, reason="Otro motivo", pin=PIN):
        """What a supervisor does at a refusal."""
        self.view.override_asked.emit()
        self.view.reason_given.emit(reason, pin)
        self.world.settle()
        return self.view.state


@pytest.fixture
def make_door(make_world, qtbot):
    def make(checkpoint="csirt", pin=True, change=None, **station):
        place = {"checkpoint": checkpoint, "place": "Puerta C"}
        world = make_world(change=change, **{**place, **station})
        view = DoorView()
        qtbot.addWidget(view)
        view.resize(1280, 800)
        view.show()
        check = (lambda typed, answer: answer(typed == PIN)) if pin else None
        controller = DoorController(
            view, world.store, world.event, world.station, check_pin=check, clock=world.clock
        )
        controller.start()
        world.settle()
        return Door(world, view, controller)

    return make


@pytest.fixture
def kiosk(make_kiosk):
    return make_kiosk()


@pytest.fixture
def event():
    return EVENT


@pytest.fixture
def now():
    return NOW
