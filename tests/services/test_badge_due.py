"""Who is owed a badge where some registrations come without one."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.domain.event import BadgeUse
from kiosk.services import badge_due, printing
from kiosk.services.check_in import ScanRequest, scan
from kiosk.services.context import Context
from kiosk.services.find import search
from kiosk.store import people

SPEAKERS = BadgeUse(roles=("speaker",))


@pytest.fixture
def arrived(ctx: Context) -> Context:
    """Ana (speaker) and José are in; speakers have no badge."""
    ruled = replace(ctx, event=replace(ctx.event, badge_uses=(SPEAKERS,)))
    for person_id in ("ana", "jose"):
        assert scan(ruled, ScanRequest(checkpoint="main", person_id=person_id)).verdict.admitted
    return ruled


def test_a_ticket_without_a_badge_owes_none_anywhere(arrived: Context) -> None:
    assert [search(arrived, name)[0].badge_owed for name in ("ana", "jose")] == [False, True]
    assert printing.owed(arrived, ["ana", "jose"]) == {"jose"}
    assert printing.queue_view(arrived).owed == 1


def test_where_everybody_has_one_all_who_are_in_are_owed(ctx: Context, arrived: Context) -> None:
    assert printing.owed(ctx, ["ana", "jose", "sam"]) == {"ana", "jose"}
    assert printing.queue_view(ctx).owed == 2


def test_a_badge_that_came_out_is_owed_no_more(arrived: Context) -> None:
    job = printing.enqueue(arrived, "jose", "folder:")
    for _step in ("drawn", "printed"):
        due = printing.claim_next(arrived)
        assert due is not None
        printing.record(arrived, due, printing.deliver(due, arrived.folder))

    assert printing.owed(arrived, ["ana", "jose"]) == set()
    assert printing.queue_view(arrived).owed == 0
    assert printing.has_badge(arrived, job.person_id)


def test_nobody_and_strangers_are_owed_nothing(arrived: Context) -> None:
    assert printing.owed(arrived, []) == set()
    assert printing.owed(arrived, ["nobody"]) == set()
    assert badge_due.with_badge(arrived, []) == set()


@pytest.mark.parametrize(
    ("uses", "some"),
    [((), False), ((BadgeUse("4x3in", ("speaker",)),), False), ((SPEAKERS,), True)],
    ids=["no rules", "other layouts", "one without"],
)
def test_whether_anybody_goes_without(ctx: Context, uses: tuple[BadgeUse, ...], some: bool) -> None:
    ruled = replace(ctx, event=replace(ctx.event, badge_uses=uses))

    assert badge_due.some_have_none(ruled) is some


def test_whom_a_batch_leaves_out_is_whom_nothing_is_owed(arrived: Context) -> None:
    everybody = list(people.get_many(arrived.db, ["ana", "jose", "sam"]).values())
    batch = printing.enqueue_many(arrived, ["ana", "jose", "sam"], "folder:")

    assert set(batch.skipped) == {"ana"}
    assert badge_due.with_badge(arrived, everybody) == {"jose", "sam"}
