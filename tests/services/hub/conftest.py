"""Several stations with a file each, and one hub between them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from kiosk.domain.checkpoints import Checkpoint, EntryRule, Kind, OfflineRule
from kiosk.domain.settings import Station
from kiosk.services.check_in import ScanOutcome, ScanRequest, scan
from kiosk.services.context import Context
from kiosk.services.roster_message import FULL, LEAN
from kiosk.services.share import exchange
from kiosk.store.connect import close, open_store
from tests.services.conftest import EVENT, Clock, es_pt_en, fill
from tests.services.hub.rosters import Roster, Told
from tests.services.memory_hub import Line, Record

SHARED = replace(
    EVENT,
    checkpoints=(
        *EVENT.checkpoints,
        Checkpoint("daily", es_pt_en("Almuerzo"), Kind.HANDOUT, entry=EntryRule.ONCE_PER_DAY),
        Checkpoint("re", es_pt_en("Taller"), entry=EntryRule.RE_ENTRY),
        Checkpoint(
            "strict", es_pt_en("Estricta"), entry=EntryRule.ONCE, offline=OfflineRule.REFUSE
        ),
        Checkpoint("asking", es_pt_en("Consulta"), entry=EntryRule.ONCE, offline=OfflineRule.ASK),
    ),
)


@dataclass
class Desk:
    """A station: its context and its line."""

    ctx: Context
    line: Line

    def scan(self, code: str, checkpoint: str = "main", **more: object) -> ScanOutcome:
        return scan(self.ctx, ScanRequest(code, checkpoint, **more))

    def share(self) -> None:
        exchange(self.ctx, self.line)


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
