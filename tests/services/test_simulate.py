"""What the simulator tells, and that looking records nothing."""

from __future__ import annotations

import pytest

from kiosk.domain.errors import NotFoundError
from kiosk.domain.verdict import Check
from kiosk.services.check_in import ScanRequest, explain
from kiosk.services.context import Context
from kiosk.services.simulate import simulate
from kiosk.store import journal


@pytest.mark.parametrize("checkpoint", ["main", "csirt"])
@pytest.mark.parametrize("code", ["code-of-ana", "code-of-jose"])
def test_the_simulator_answers_as_the_door_would_and_records_nothing(ctx, code, checkpoint) -> None:
    request = ScanRequest(code, checkpoint)

    told = simulate(ctx, request)

    assert told.outcome == explain(ctx, request)
    objections = [finding for finding in told.findings if finding.refusal]
    assert (not objections) is told.outcome.verdict.admitted
    assert journal.count(ctx.db) == 0


def test_every_step_of_an_entry_is_told_in_order(ctx: Context) -> None:
    told = simulate(ctx, ScanRequest("code-of-ana", "main"))

    assert [finding.check for finding in told.findings] == list(Check)


def test_of_an_unknown_code_no_step_is_told(ctx: Context) -> None:
    assert simulate(ctx, ScanRequest("nobody's code", "main")).findings == ()


def test_an_unknown_checkpoint_is_told(ctx: Context) -> None:
    with pytest.raises(NotFoundError, match="«nowhere»"):
        simulate(ctx, ScanRequest("code-of-ana", "nowhere"))
