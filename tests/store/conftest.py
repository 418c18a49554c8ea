"""Fixtures for the store: a real file, and a clock that tests move."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from kiosk.domain.checkpoints import Direction
from kiosk.domain.journal import Draft, Entry, EntryKind
from kiosk.domain.people import Person, Ticket
from kiosk.store import journal
from kiosk.store.connect import Database, close, open_store
from kiosk.store.person_write import put_person, put_ticket


class Clock:
    """Answers the same moment until it is moved."""

    def __init__(self) -> None:
        self.now = datetime(2026, 10, 6, 12, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **step: float) -> datetime:
        self.now += timedelta(**step)
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "event.db"


@pytest.fixture
def db(path: Path) -> Iterator[Database]:
    store = open_store(path)
    yield store
    close(store)


@pytest.fixture
def add(db: Database) -> Callable[..., str]:
    """Add a person with one ticket: add("p1", "José", "Núñez", code="X") -> person_id."""

    def add_one(
        person_id: str, given: str, family: str = "", code: str = "", **more: object
    ) -> str:
        put_person(
            db,
            Person(person_id=person_id, given_name=given, family_name=family, **more),
            source="file",
            source_ref=person_id,
        )
        put_ticket(db, Ticket(f"t-{person_id}", person_id, code or f"CODE-{person_id}"))
        return person_id

    return add_one


@pytest.fixture
def record(db: Database, clock: Clock) -> Callable[..., Entry]:
    """Append an entry: record(EntryKind.ADMITTED, "p1", "csirt")."""

    def append_one(
        kind: EntryKind,
        person_id: str | None = None,
        checkpoint: str | None = None,
        payload: dict[str, object] | None = None,
        at: datetime | None = None,
        *,
        station: str = "Mesa 1",
        ticket_id: str | None = None,
    ) -> Entry:
        ways = {EntryKind.LEFT: Direction.EXIT, EntryKind.ADMITTED: Direction.ENTRY}
        draft = Draft(
            kind=kind,
            at=at or clock(),
            person_id=person_id,
            ticket_id=ticket_id,
            checkpoint=checkpoint,
            direction=ways.get(kind),
            payload=payload or {},
        )
        return journal.append(db, station, clock, draft)

    return append_one
