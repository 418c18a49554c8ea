"""A batch holds what each person's own job would hold, whatever layouts and printers it mixes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.domain.errors import NotFoundError
from kiosk.domain.event import BadgeUse
from kiosk.domain.printers import Printer
from kiosk.services import printing
from kiosk.services.context import Context
from kiosk.store import print_jobs

EVERYBODY = ["sam", "ana", "jose", "li"]
USES = (BadgeUse("4x3in", roles=("newcomer",)), BadgeUse(roles=("member",)))
PRINTERS = (
    Printer("big", "folder:", roles=("speaker",), layout="4x6in"),
    Printer("other", "folder:"),
)


@pytest.fixture
def mixed(ctx: Context) -> Context:
    """Ana (speaker) has a printer of her own, José a layout of his own, Sam no badge."""
    return replace(
        ctx,
        event=replace(ctx.event, badge_uses=USES),
        station=replace(ctx.station, printers=PRINTERS),
    )


def held(ctx: Context, job_id: str) -> tuple[object, ...]:
    job = printing.job(ctx, job_id)
    assert job is not None
    return (job.person_id, job.badge_code, job.title, job.layout, job.media, job.printer_id,
            job.target, job.frozen, job.shape, job.operator)  # fmt: skip


def test_a_batch_holds_what_single_jobs_hold(mixed: Context) -> None:
    single = {}
    for person_id in EVERYBODY[1:]:
        job = printing.enqueue(mixed, person_id, operator="Eva")
        single[person_id] = held(mixed, job.job_id)
        printing.cancel(mixed, job.job_id, "otra vez")

    batch = printing.enqueue_many(mixed, EVERYBODY, operator="Eva")
    jobs = [job for job in printing.jobs(mixed) if job.batch == batch.batch_id]

    assert {job.person_id: held(mixed, job.job_id) for job in jobs} == single
    assert {job.person_id: (job.layout, job.printer_id) for job in jobs} == {
        "ana": ("4x6in", "big"),
        "jose": ("4x3in", "other"),
        "li": ("a6", "other"),
    }
    assert (batch.queued, batch.skipped) == (3, ("sam",))


def test_a_batch_comes_out_in_the_order_in_which_it_was_asked_for(ctx: Context) -> None:
    order = ["sam", "ana", "li", "jose"]
    printing.enqueue_many(ctx, order, "folder:")
    out = []
    while (due := printing.claim_next(ctx)) is not None:
        done = printing.record(ctx, due, printing.deliver(due, ctx.folder))
        out += [due.person_id] if done.state is printing.JobState.DONE else []

    assert out == order


def test_one_layout_for_all_is_one_layout_for_all(mixed: Context) -> None:
    printing.enqueue_many(mixed, ["ana", "jose"], layout="cr80")

    assert {job.layout for job in printing.jobs(mixed)} == {"cr80"}


def test_a_layout_that_is_not_there_asks_for_nothing(ctx: Context) -> None:
    with pytest.raises(NotFoundError):
        printing.enqueue_many(ctx, EVERYBODY, "folder:", layout="none")

    assert printing.jobs(ctx) == []


def test_somebody_twice_in_a_batch_gets_one_badge(ctx: Context) -> None:
    batch = printing.enqueue_many(ctx, ["ana", "ana"], "folder:")

    assert batch.queued == 1
    assert print_jobs.people_with_open(ctx.db, ["ana"]) == {"ana"}
