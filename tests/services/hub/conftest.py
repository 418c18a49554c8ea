"""Several stations with a file each, and one hub between them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kiosk.domain.printers import Printer
from kiosk.domain.settings import Station
from kiosk.services.context import Context
from kiosk.services.roster_message import FULL, LEAN
from kiosk.store.connect import close, open_store
from tests.services.conftest import EVENT, Clock, fill
from tests.services.hub.desks import SHARED, Desk
from tests.services.hub.printing import AWAY, ZEBRA, Place, with_printers
from tests.services.hub.rosters import Roster, Told
from tests.services.memory_hub import Line, Record
from tests.services.printers_at_work import Printers


@pytest.fixture
def record() -> Record:
    return Record()


@pytest.fixture
def open_desk(tmp_path: Path, clock: Clock, record: Record) -> Iterator[Callable[..., Desk]]:
    """open_desk("Mesa 1"): a station with everybody on its list; opens it again by its name."""
    opened: list[Context] = []

    def desk(name: str, folder: str = "") -> Desk:
        path = tmp_path / (folder or name) / "event.db"
        fresh = not path.exists()
        db = open_store(path)
        if fresh:
            fill(db)
        line = Line(record, name)
        ctx = Context(db, SHARED, Station(name=name), clock, path.parent, line)
        opened.append(ctx)
        return Desk(ctx, line)

    yield desk
    for ctx in opened:
        close(ctx.db)


@pytest.fixture
def a(open_desk: Callable[..., Desk]) -> Desk:
    return open_desk("Mesa 1")


@pytest.fixture
def b(open_desk: Callable[..., Desk]) -> Desk:
    return open_desk("Mesa 2")


@pytest.fixture
def printers() -> Iterator[Printers]:
    """All printers of a test; each has an address that begins with fake:."""
    made = Printers()
    withdraw = made.register()
    yield made
    withdraw()


@pytest.fixture
def owner(a: Desk, printers: Printers) -> Place:
    """The station to which the printer belongs."""
    return with_printers(a, printers, ZEBRA)


@pytest.fixture
def asker(b: Desk, printers: Printers) -> Place:
    """One that prints on the other's printer."""
    return with_printers(b, printers, Printer("lejos", AWAY))


@pytest.fixture
def hub() -> Roster:
    return Roster()


@pytest.fixture
def make(tmp_path: Path, clock: Clock) -> Iterator[Callable[..., Context]]:
    made: list[Context] = []

    def one(name: str) -> Context:
        folder = tmp_path / name
        folder.mkdir()
        ctx = Context(open_store(folder / "event.db"), EVENT, Station(name=name), clock, folder)
        made.append(ctx)
        return ctx

    yield one
    for ctx in made:
        close(ctx.db)


@pytest.fixture
def source(make: Callable[..., Context]) -> Context:
    ctx = make("source")
    fill(ctx.db)
    return ctx


@pytest.fixture
def desk(make: Callable[..., Context]) -> Told:
    return Told(make("desk"), FULL)


@pytest.fixture
def door(make: Callable[..., Context]) -> Told:
    return Told(make("door"), LEAN)
