"""Pieces of a catch-up in the store's thread: as many as nobody has to wait for."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.app import hub_jobs
from kiosk.domain.settings import Station
from kiosk.hub.interface import Message
from kiosk.services.context import Context
from kiosk.services.take_in import pieces
from kiosk.store import hub_replica
from kiosk.store.connect import close, open_store
from tests.services.conftest import EVENT, Clock

COUNT = 1_000


@pytest.fixture
def ctx(tmp_path: Path) -> Iterator[Context]:
    made = Context(
        open_store(tmp_path / "event.db"), EVENT, Station(name="Mesa 1"), Clock(), tmp_path
    )
    yield made
    close(made.db)


@pytest.fixture
def parts() -> list[list[Message]]:
    """What a newer program says: each message has its place, and nobody here can read it."""
    told = [Message(n, f"e{n}", "Mesa-9", "log", f"e{n}", b"?") for n in range(1, COUNT + 1)]
    return [list(piece) for piece in pieces(told)]


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hub_jobs, "LONG_SECONDS", 60.0)
    monkeypatch.setattr(hub_jobs, "BUSY_SECONDS", 60.0)


def test_while_nobody_waits_all_is_taken_at_once(ctx, parts, slow):
    took = hub_jobs.take_some(ctx, parts, lambda: False)

    assert (took.pieces, took.cursor) == (len(parts), COUNT)
    assert hub_replica.count(ctx.db) == COUNT


def test_a_scan_ends_it_and_nothing_is_taken_twice_or_left_out(ctx, parts, slow):
    turns = 0
    while parts:
        took = hub_jobs.take_some(ctx, parts, lambda: True)
        assert took.cursor < COUNT or took.pieces == len(parts)
        del parts[: took.pieces]
        turns += 1

    assert turns == COUNT // 250
    assert hub_replica.count(ctx.db) == COUNT
    assert hub_replica.cursor(ctx.db).seq == COUNT


@pytest.mark.parametrize(("count", "name"), [(1, "BUSY_SECONDS"), (25, "LONG_SECONDS")])
def test_a_long_catch_up_has_more_time_than_what_comes_in_by_and_by(
    ctx, parts, slow, monkeypatch, count, name
):
    monkeypatch.setattr(hub_jobs, name, 0.0)

    took = hub_jobs.take_some(ctx, parts[:count], lambda: False)

    assert took.cursor == min(250, 40 * count)
