"""A badge through the system's own printing (Qt) to a queue of CUPS and out of its printer."""

from __future__ import annotations

import pytest
from paper import decoded

from kiosk.app.system_printer import SystemPrinters
from kiosk.services import printing
from kiosk.services.printing import JobState
from tests.patience import until

pytestmark = pytest.mark.real


def test_a_badge_comes_out_in_its_size(ctx, drive, printer, cups, monkeypatch, qapp):
    monkeypatch.setenv("CUPS_SERVER", cups.server)
    cups.add_queue(printer.name, printer.uri)
    system = SystemPrinters()
    try:
        job = drive(printing.enqueue(ctx, "ana", f"system:{printer.name}"), seconds=60)
    finally:
        system.withdraw()
    until(printer.printed, what="the system's queue to print")
    (path,) = printer.printed()
    codes, size, pages = decoded(path)

    assert job.state is JobState.DONE
    assert (codes, pages) == ([job.badge_code], 1)
    assert size == pytest.approx((105.0, 148.0), abs=0.5)
