"""Entries here and elsewhere that cannot both be right, in whatever order they become known."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest

from kiosk.domain.checkpoints import Direction
from kiosk.domain.journal import EntryKind
from kiosk.services.rooms import head_counts
from kiosk.services.sync import sync
from kiosk.services.undo import undo
from kiosk.store import journal
from kiosk.store.transact import rows
from tests.services.sources import person

OUT = Direction.EXIT
HALL = "3"


@pytest.fixture(autouse=True)
def _two_people(server, run):
    server.put(person(1), person(2))
    run()


def conflicts(ctx):
    entries = journal.read_after(ctx.db, limit=10_000)
    return [dict(e.payload) for e in entries if e.kind is EntryKind.CONFLICT]


@pytest.mark.parametrize("minutes", [-10, 0, 10], ids=["before", "at once", "after"])
def test_two_entries_without_an_exit_between_are_told(ctx, server, run, go_in, minutes):
    ours = go_in("code-1", "hall")
    ref = server.visit("O1-1", ours.at + timedelta(minutes=minutes), HALL, device="#12")

    assert run().pulled.conflicts == 1
    assert run(full=True).pulled.conflicts == 0
    (payload,) = conflicts(ctx)
    assert payload["entry"] == ours.entry_id
    if minutes:  # of two at one moment either may be ours
        assert (payload["with"], payload["ref"]) == ("#12", ref)


@pytest.mark.parametrize("whose", ["theirs", "ours"])
def test_who_went_out_between_may_come_back(ctx, server, run, go_in, clock, whose):
    server.visit("O1-1", clock(), HALL)
    if whose == "theirs":
        server.visit("O1-1", clock.forward(minutes=5), HALL, direction=OUT)
    else:
        go_in("code-1", "hall", direction=OUT)
    go_in("code-1", "hall")
    run()

    assert conflicts(ctx) == []


def test_an_exit_of_before_or_after_clears_nothing(ctx, server, run, go_in, clock):
    server.visit("O1-1", clock(), HALL, direction=OUT)
    server.visit("O1-1", clock.forward(minutes=1), HALL)
    at = go_in("code-1", "hall").at
    server.visit("O1-1", at + timedelta(minutes=1), HALL, direction=OUT)
    run()

    assert len(conflicts(ctx)) == 1


def test_an_exit_that_vanishes_leaves_a_conflict(ctx, server, run, go_in, clock):
    server.visit("O1-1", clock(), HALL)
    out = server.visit("O1-1", clock.forward(minutes=5), HALL, direction=OUT)
    go_in("code-1", "hall")
    run()
    server.annul(out)

    assert run().pulled.conflicts == 1
    assert len(conflicts(ctx)) == 1


def test_an_exit_that_comes_later_takes_nothing_back_and_adds_nothing(
    ctx, server, run, go_in, clock
):
    server.visit("O1-1", clock(), HALL)
    go_in("code-1", "hall")
    run()
    server.visit("O1-1", clock() - timedelta(seconds=30), HALL, direction=OUT)
    run()

    assert len(conflicts(ctx)) == 1


def test_the_hour_when_everybody_is_out_is_an_exit_too(ctx, server, source, go_in, clock):
    doors = [
        replace(one, everybody_out=time(4)) if one.id == "hall" else one
        for one in ctx.event.checkpoints
    ]
    ctx = replace(ctx, event=replace(ctx.event, checkpoints=tuple(doors)))
    server.visit("O1-1", clock(), HALL)
    clock.forward(days=1)
    go_in("code-1", "hall")
    sync(ctx, source)

    assert conflicts(ctx) == []


def test_what_was_undone_here_contradicts_nothing(ctx, server, run, go_in):
    ours = go_in("code-1", "hall")
    undo(ctx, ours.entry_id, "error", "Lucía")
    server.visit("O1-1", ours.at, HALL, device="#12")
    run(now_only="pull")

    assert conflicts(ctx) == []


@pytest.mark.parametrize("later", [0, 1, 3600, 86_400], ids="{}s".format)
def test_our_own_with_the_moment_of_its_upload_counts_once(ctx, server, run, go_in, later):
    ours = go_in("code-1")
    server.stamp = ours.at + timedelta(seconds=later)

    run()
    run(full=True)

    assert conflicts(ctx) == []
    (kept,) = rows(ctx.db, "SELECT own_entry FROM source_visit")
    assert kept["own_entry"] == ours.entry_id
    assert next(h.inside for h in head_counts(ctx) if h.checkpoint.id == "main") == 1


def test_a_late_one_of_before_our_own_is_another_devices(ctx, server, run, go_in):
    server.stamp = datetime(2026, 10, 6, 9, 12, tzinfo=UTC)
    server.visit("O1-1", server.stamp)
    go_in("code-1")
    run(now_only="pull")

    (payload,) = conflicts(ctx)
    assert payload["at"] == "2026-10-06T09:12:00.000Z"


def test_our_own_counts_once_though_the_clocks_differ(ctx, server, source, run, go_in, clock):
    """The server is twenty minutes behind: our own comes back from before it happened."""
    behind = timedelta(minutes=-20)
    source.server_time = lambda: clock() + behind
    run()
    ours = go_in("code-1")
    server.stamp = clock() + behind
    run()

    assert conflicts(ctx) == []
    (kept,) = rows(ctx.db, "SELECT own_entry FROM source_visit")
    assert kept["own_entry"] == ours.entry_id
