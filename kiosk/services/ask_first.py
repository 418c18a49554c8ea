"""A scan by somebody who can ask questions: what only waits for answers is asked, not recorded."""

from __future__ import annotations

from kiosk.domain.verdict import Status
from kiosk.services.check_in import ScanOutcome, ScanRequest, explain, scan
from kiosk.services.context import Context


def scan_or_ask(ctx: Context, request: ScanRequest) -> ScanOutcome:
    """As scan(), but a first look that only finds questions is not recorded (`entry_id` None).

    A try that brings answers is recorded whatever comes of it: its good answers are kept.
    Raises as scan().
    """
    if ctx.event.catalogue.questions and not request.answers:
        outcome = explain(ctx, request)
        if outcome.verdict.status is Status.INCOMPLETE:
            return outcome
    return scan(ctx, request)
