"""Real printers and a small event; everything runs on private ports and ends with the tests."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from kiosk.domain.event import Event
from kiosk.domain.people import Person, Ticket
from kiosk.domain.roles import STANDARD_ROLES
from kiosk.domain.settings import Station
from kiosk.services import printing
from kiosk.services.context import Context
from kiosk.store.connect import close, open_store
from kiosk.store.person_write import put_person, put_ticket
from kiosk.store.print_jobs import Job
from kiosk.store.transact import writing

sys.path.insert(0, str(Path(__file__).parent))  # tests are no package: this finds printers.py
sys.path.insert(0, str(Path(__file__).parents[1] / "printing"))  # and zebra.py
from indico_server import IndicoServer, python312
from pretix_server import PretixServer
from printers import Cups, Machine, Printer
from zebra import Zebra, ZebraServer

collect_ignore = [] if python312() else ["test_indico_sync.py"]


def pytest_report_header() -> str:
    """Say what this machine cannot try."""
    return "" if python312() else "no Python 3.12 here: nothing is tried with a real Indico"


EVENT = Event(
    id="demo",
    name={"es": "LACNIC 46", "pt": "LACNIC 46", "en": "LACNIC 46"},
    timezone=ZoneInfo("America/Montevideo"),
    first_day=date(2026, 10, 5),
    last_day=date(2026, 10, 9),
    code="LAC46",
    roles=STANDARD_ROLES,
)
ANA = Person("ana", "Ana María", "Núñez", organisation="NIC", country="CR", roles=("fellow",))
JOAO = Person("joao", "João", "Araújo", country="BR", speaks=("pt", "es"), photo_ok=False)


@pytest.fixture(scope="session")
def machine() -> Iterator[Machine]:
    made = Machine()
    made.announce()
    yield made
    made.close()


@pytest.fixture
def printer(machine: Machine, request: pytest.FixtureRequest) -> Iterator[Printer]:
    """A badge printer of this test, switched on and with paper."""
    made = Printer(machine, f"Badge{abs(hash(request.node.name)) % 10_000_000}")
    yield made
    made.off()


@pytest.fixture
def zebra() -> Iterator[Zebra]:
    """A label printer at a TCP port, switched on."""
    made = Zebra()
    server = ZebraServer(made)
    yield made
    server.off()


@pytest.fixture(scope="session")
def cups(machine: Machine) -> Cups:
    return Cups(machine)


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PretixServer]:
    """A pretix for all tests: each module has events and devices of its own there."""
    made = PretixServer(tmp_path_factory.mktemp("pretix"))
    yield made
    made.stop()


@pytest.fixture(scope="session")
def indico(tmp_path_factory: pytest.TempPathFactory) -> Iterator[IndicoServer]:
    """An Indico with one event of two forms."""
    made = IndicoServer(tmp_path_factory.mktemp("indico"))
    yield made
    made.close()


@pytest.fixture
def ctx(tmp_path: Path) -> Iterator[Context]:
    db = open_store(tmp_path / "event.db")
    with writing(db):
        for person in (ANA, JOAO):
            put_person(db, person, source="file", source_ref=person.person_id)
            put_ticket(
                db, Ticket(f"t-{person.person_id}", person.person_id, f"code-{person.person_id}")
            )
    yield Context(db, EVENT, Station(name="Mesa 1"), lambda: datetime.now(UTC), tmp_path)
    close(db)


@pytest.fixture
def drive(ctx: Context) -> Callable[..., Job]:
    """Move the queue on until the job is as asked: drive(job, lambda job: job.reason)."""

    def until(
        job: Job, holds: Callable[[Job], object] = lambda job: not job.pending, seconds: float = 30
    ) -> Job:
        end = time.monotonic() + seconds
        while True:
            due = printing.claim_next(ctx)
            if due is not None:
                printing.record(ctx, due, printing.deliver(due, ctx.folder))
            now = printing.job(ctx, job.job_id)
            assert now is not None
            if holds(now):
                return now
            assert time.monotonic() < end, (
                f"waited in vain: {now.state} {now.reason} {now.remote_job}"
            )
            time.sleep(0.05)

    return until
