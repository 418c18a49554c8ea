"""When to ask a source, what looks damaged, what contradicts, and which entry has which job."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.checkpoints import Checkpoint, Direction
from kiosk.domain.delivery import PushKind
from kiosk.domain.journal import Entry, EntryKind
from kiosk.domain.sync import (
    RHYTHM,
    Known,
    TicketRef,
    due,
    lists_of_source,
    push_due,
    push_plan,
    suspicious,
)

NOW = datetime(2026, 10, 6, 12, tzinfo=UTC)
DOOR = Checkpoint("main", {"es": "Entrada"}, source_ref="s/1")
KNOWN = Known({"main": "s/1"}, {"t1": TicketRef("CODE", "O1-1")}, {"p1": TicketRef("CODE", "O1-1")})


def seconds(moment):
    return (moment - NOW).total_seconds()


@pytest.mark.parametrize(
    ("failures", "retry_after", "jitter", "wait"),
    [(1, None, 0, 5), (2, None, 0, 10), (4, None, 0, 40), (50, None, 0, 300), (1, 90, 0, 90),
     (1, 1e9, 0, 3600), (1, None, 1, 6.25), (9, 10, 0, 300)],
)  # fmt: skip
def test_failures_are_tried_again_later_each_time(failures, retry_after, jitter, wait):
    assert seconds(due(NOW, None, failures, retry_after, jitter)) == wait


def test_a_source_that_never_answered_is_asked_at_once():
    assert due(NOW, None, 0, None, 0.5) == NOW
    assert seconds(due(NOW, NOW, 0, None, 0)) == RHYTHM.pull_every
    assert due(NOW, NOW - timedelta(days=1), 0, None, 0) == NOW


@given(st.integers(0, 10_000), st.floats(0, 1e6), st.floats(0, 0.999))
def test_nothing_is_due_before_now_or_never(failures, retry_after, jitter):
    assert NOW <= due(NOW, NOW, failures, retry_after, jitter) <= NOW + timedelta(hours=1)


def test_what_happens_waits_a_moment_for_more():
    assert seconds(push_due(NOW, 1, NOW)) == RHYTHM.gather
    assert push_due(NOW, RHYTHM.many, NOW) == NOW
    assert push_due(NOW - timedelta(minutes=1), 1, NOW) == NOW


@pytest.mark.parametrize(
    ("gone", "before", "named", "asked"),
    [(20, 21, 1, False), (21, 41, 20, True), (21, 42, 21, False), (1, 1, 0, True), (0, 0, 0, False),
     (5, 5, None, False)],
)  # fmt: skip
def test_a_list_that_looks_damaged(gone, before, named, asked):
    assert suspicious(gone, before, named) is asked


def entry(kind, entry_id="e1", **more):
    values = {"seq": 1, "id": entry_id, "kind": kind, "at": "2026-10-06T12:00:00.000Z"}
    values |= {"recorded_at": "", "station": "", "operator": "", "person_id": "p1"}
    values |= {"ticket_id": "t1", "checkpoint": "main", "direction": Direction.ENTRY}
    return Entry(**(values | {"payload": {}, "previous": "", "hash": ""} | more))


@pytest.mark.parametrize(
    ("kind", "wanted"),
    [(EntryKind.ADMITTED, PushKind.CHECK_IN), (EntryKind.OVERRIDDEN, PushKind.CHECK_IN),
     (EntryKind.LEFT, PushKind.CHECK_IN), (EntryKind.REFUSED, PushKind.REFUSED),
     (EntryKind.PRINTED, PushKind.PRINTED)],
)  # fmt: skip
def test_each_kind_has_its_job(kind, wanted):
    (job,) = push_plan([entry(kind, payload={"reason": "x"})], KNOWN)

    assert (job.kind, job.code, job.source_id, job.at) == (wanted, "CODE", "O1-1", NOW)


@pytest.mark.parametrize(
    "kind", sorted(set(EntryKind) - {"admitted", "overridden", "left", "refused", "printed"})
)
def test_all_else_has_none(kind):
    assert push_plan([entry(kind, payload={"undoes": "x"})], KNOWN) == ()


@pytest.mark.parametrize(
    "more", [{"checkpoint": "forum"}, {"ticket_id": "t9"}, {"ticket_id": None}], ids=str
)
def test_other_doors_and_other_peoples_tickets_have_none(more):
    assert push_plan([entry(EntryKind.ADMITTED, **more)], KNOWN) == ()


def test_who_only_has_to_answer_first_was_refused_nothing():
    assert push_plan([entry(EntryKind.REFUSED)], KNOWN) == ()


def test_an_undo_follows_what_was_told_and_nothing_else():
    first = entry(EntryKind.ADMITTED, "e1")
    back = entry(EntryKind.UNDONE, "e2", payload={"undoes": "e1", "reason": "error"})
    known = replace(KNOWN, undone={"e1": first})

    assert push_plan([back], known) == ()
    assert [job.undoes for job in push_plan([first, back], known)] == ["", "e1"]
    (job,) = push_plan([back], replace(known, told=frozenset(["e1"])))
    assert (job.kind, job.list_ref, job.words) == (PushKind.ANNUL, "s/1", "error")


def test_lists_are_of_the_source_that_begins_their_names():
    doors = [DOOR, replace(DOOR, id="b", source_ref="s"), replace(DOOR, id="c", source_ref="s2/1")]

    assert lists_of_source(doors, "s") == {"main": "s/1", "b": "s"}
