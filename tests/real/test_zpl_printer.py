"""A badge at a label printer over TCP 9100: drawn by another make's renderer, and exactly once."""

from __future__ import annotations

import pytest
from paper import decoded_label

from kiosk.printing.backends.raw_words import CUT
from kiosk.printing.backends.zpl import DPIS
from kiosk.printing.ipp import reasons
from kiosk.services import printing
from kiosk.services.printing import JobState

pytestmark = pytest.mark.real


@pytest.mark.parametrize("dpi", ["203", "300"])
@pytest.mark.parametrize(("layout", "size"), [("a6", (105, 148)), ("4x3in", (101.6, 76.2))])
def test_a_label_comes_out_in_its_size_and_its_code_reads_back(
    ctx, drive, zebra, dpi, layout, size
):
    job = drive(printing.enqueue(ctx, "ana", f"{zebra.uri}?dpi={dpi}", layout))
    (label,) = zebra.labels
    codes, measured, pages = decoded_label(label, DPIS[dpi])

    assert job.state is JobState.DONE
    assert (codes, pages) == ([job.badge_code], 1)
    assert measured == pytest.approx(size, abs=1)  # whole bytes across: up to seven dots more


def test_out_of_labels_waits_and_ends_well(ctx, drive, zebra):
    zebra.trouble = {"media_out"}
    job = drive(printing.enqueue(ctx, "ana", zebra.uri), lambda job: job.reason)

    assert (job.state, job.reason) == (JobState.WAITING, reasons.MEDIA_EMPTY)
    assert not printing.printer_status(zebra.uri).ready
    assert zebra.labels == []

    zebra.mend()
    assert drive(job).state is JobState.DONE
    assert len(zebra.labels) == 1


def test_unplugged_among_the_bytes_asks_a_human_and_sends_nothing_again(ctx, drive, zebra):
    zebra.cut_after = 3000
    job = drive(printing.enqueue(ctx, "ana", zebra.uri))

    assert (job.state, job.reason) == (JobState.UNKNOWN, CUT)

    zebra.cut_after = None
    assert printing.claim_next(ctx) is None
    assert zebra.labels == []


def test_a_crash_while_sending_asks_a_human(ctx, drive, zebra):
    job = printing.enqueue(ctx, "ana", zebra.uri)
    ready = drive(job, lambda job: job.state is JobState.SENT)
    due = printing.claim_next(ctx)
    while due is None:
        due = printing.claim_next(ctx)
    printing.deliver(due, ctx.folder)  # sent, and the answer is lost in the crash

    assert drive(ready).state is JobState.UNKNOWN
    assert len(zebra.labels) == 1
