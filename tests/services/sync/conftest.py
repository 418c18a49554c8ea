"""A station with one source: a door by each list, one of its own, and a server that is ours."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.domain.checkpoints import Checkpoint, EntryRule, Kind
from kiosk.domain.settings import Station
from kiosk.services import sources
from kiosk.services.check_in import ScanOutcome, ScanRequest, scan
from kiosk.services.context import Context
from kiosk.services.event_of_sources import reload_event
from kiosk.services.sources import SourceSettings
from kiosk.services.sync import SyncReport, sync
from kiosk.store.connect import close, open_store
from tests.services.conftest import EVENT, Clock, es_pt_en
from tests.services.sources import NAME, MemorySource, Server

DOORS = (
    Checkpoint(
        "main", es_pt_en("Entrada"), Kind.ENTRANCE, entry=EntryRule.ONCE, source_ref=f"{NAME}/1"
    ),
    Checkpoint("csirt", es_pt_en("CSIRT"), source_ref=f"{NAME}/2"),
    Checkpoint("hall", es_pt_en("Sala"), entry=EntryRule.RE_ENTRY, source_ref=f"{NAME}/3"),
    Checkpoint("forum", es_pt_en("Foro")),
)


@pytest.fixture
def server() -> Server:
    return Server()


@pytest.fixture
def source(server: Server) -> MemorySource:
    return MemorySource(server)


@pytest.fixture
def ctx(tmp_path: Path, clock: Clock) -> Iterator[Context]:
    """The station, its source kept, nothing brought yet."""
    db = open_store(tmp_path / "event.db")
    event = replace(EVENT, checkpoints=DOORS)
    context = Context(db, event, Station(name="Puerta 1", checkpoint="main"), clock, tmp_path)
    sources.add(context, SourceSettings(NAME, "pretix", {"url": "https://t.example"}))
    yield reload_event(context)
    close(db)


@pytest.fixture
def run(ctx: Context, source: MemorySource) -> Callable[..., SyncReport]:
    """One whole run with the source."""
    return lambda **options: sync(ctx, source, **options)


@pytest.fixture
def go_in(ctx: Context, clock: Clock) -> Callable[..., ScanOutcome]:
    """Scan a code; time goes on by a minute."""

    def one(code: str, checkpoint: str = "main", **more: object) -> ScanOutcome:
        clock.forward(minutes=1)
        return scan(ctx, ScanRequest(code, checkpoint, **more))  # type: ignore[arg-type]  # fields by name

    return one
