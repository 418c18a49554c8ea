"""A double admission is told at the stations where it happened, once, until somebody has seen it."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Signal

from kiosk import texts
from kiosk.app.hub_twice import HubTwice
from kiosk.app.hub_view import HubView
from kiosk.domain.journal import Draft, EntryKind
from kiosk.domain.settings import Station
from kiosk.services.conflicts import put_away
from kiosk.services.context import Context
from kiosk.store import journal
from kiosk.store.connect import close, open_store
from tests.services.conftest import EVENT, fill

NOW = datetime(2026, 10, 6, 12, 14, tzinfo=UTC)


def clock() -> datetime:
    return NOW


class Line(QObject):
    """A line that says what the test says."""

    changed = Signal(object)


class Told:
    """A station's store and line, and what was said at it."""

    def __init__(self, qtbot, store) -> None:
        self.qtbot, self.store = qtbot, store
        self.line = Line()
        self.words = []
        self.twice = HubTwice(store, self.line, self.words.append)

    def note(self, *sides: tuple[str, str]) -> list[str]:
        """Write a conflict for each (station that found it, the other); answers their ids."""
        found: list[str] = []

        def write(ctx: Context) -> None:
            for finder, other in sides:
                payload = {"with": other, "at": "2026-10-06T12:10:00.000Z"}
                draft = Draft(EntryKind.CONFLICT, NOW, "ana", checkpoint="main", payload=payload)
                found.append(journal.append(ctx.db, finder, clock, draft).id)

        self.ask(write)
        return found

    def ask(self, job) -> None:
        self.store.submit(job)
        self.qtbot.waitUntil(lambda: not self.store.busy, timeout=20_000)

    def hear(self, conflicts: int) -> list[str]:
        """The line says that there are so many; answers what was said at this station by then."""
        self.line.changed.emit(HubView(member=True, name="Mesa 1", conflicts=conflicts))
        self.qtbot.waitUntil(lambda: not self.store.busy, timeout=20_000)
        return [words() for words in self.words]


@pytest.fixture
def told(qtbot, make_worker, tmp_path: Path) -> Told:
    def open_here() -> Context:
        db = open_store(tmp_path / "event.db")
        fill(db)
        return Context(db, EVENT, Station(name="Mesa 1"), clock, tmp_path)

    return Told(qtbot, make_worker("store", open_here, lambda ctx: close(ctx.db)))


def test_nothing_happened_and_nothing_is_said(told):
    assert told.hear(0) == []


@pytest.mark.parametrize(
    ("finder", "other"), [("Mesa 1", "Puerta A"), ("Puerta A", "Mesa 1")], ids=["here", "there"]
)
def test_both_stations_say_it(told, finder, other):
    told.note((finder, other))
    (words,) = told.hear(1)
    assert words.startswith("Ingreso doble: Ana Silva · ")
    assert other in words
    assert finder in words


def test_a_station_that_had_no_part_says_nothing(told):
    told.note(("Puerta A", "Puerta B"))
    assert told.hear(1) == []


def test_each_is_told_once(told):
    told.note(("Mesa 1", "Puerta A"))
    assert len(told.hear(1)) == 1
    assert len(told.hear(1)) == 1
    told.note(("Puerta A", "Puerta B"))
    assert len(told.hear(2)) == 1
    told.note(("Puerta C", "Mesa 1"))
    assert len(told.hear(3)) == 2
    assert "Puerta C" in told.words[-1]()


def test_many_at_once_are_one_line(told):
    told.note(*[(f"Puerta {n}", "Mesa 1") for n in range(4)])
    (words,) = told.hear(4)
    assert "Puerta 3" in words
    assert words.endswith("Y hay 3 más en esta estación.")


def test_one_that_was_put_away_is_not_told(told):
    seen, _open = told.note(("Mesa 1", "Puerta A"), ("Mesa 1", "Puerta B"))
    told.ask(lambda ctx: put_away(ctx, seen, "Rosa"))
    (words,) = told.hear(1)
    assert "Puerta B" in words
    assert "más" not in words


def test_when_they_grow_fewer_nothing_is_said(told):
    (seen,) = told.note(("Mesa 1", "Puerta A"))
    told.hear(1)
    told.ask(lambda ctx: put_away(ctx, seen, "Rosa"))
    assert len(told.hear(0)) == 1


def test_the_words_follow_the_language(told):
    told.note(("Mesa 1", "Puerta A"))
    told.hear(1)
    texts.use("en")
    assert told.words[0]().startswith("Double entry: Ana Silva")
