"""Several checkpoints judged side by side: a visit at one says nothing of another."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.domain.checkpoints import Checkpoint, EntryRule
from kiosk.services.check_in import ScanRequest, scan
from kiosk.services.context import Context

# pretix's clients open several events at once; a profile is one event, so the rows are put to
# two of its lists: one that admits once, one that admits as often as somebody comes.
STEPS = (
    pytest.param("code-of-ana", "single", None, id="K01 the first list"),
    pytest.param("code-of-jose", "multi", None, id="K02 the other list, somebody who was there"),
    pytest.param("code-of-ana", "single", "already_redeemed", id="K03 the first list again"),
    pytest.param("code-of-jose", "multi", None, id="K04 the other list again"),
)


@pytest.fixture
def lists(ctx: Context) -> Context:
    places = (
        Checkpoint("single", {"es": "Una vez"}, entry=EntryRule.ONCE),
        Checkpoint("multi", {"es": "Siempre"}),
    )
    event = replace(ctx.event, checkpoints=(*ctx.event.checkpoints, *places))
    there = replace(ctx, event=event)
    scan(there, ScanRequest("code-of-jose", "multi"))
    return there


@pytest.mark.parametrize("number", range(len(STEPS)), ids=[step.id for step in STEPS])
def test_each_list_remembers_its_own_visits(lists: Context, number: int) -> None:
    for step in STEPS[: number + 1]:
        code, checkpoint, reason = step.values
        verdict = scan(lists, ScanRequest(str(code), str(checkpoint))).verdict

    assert verdict.reason == reason
    assert verdict.admitted is (reason is None)
