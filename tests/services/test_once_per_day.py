"""Once a day is once on a local day of the event, whatever the clocks do and UTC says."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from kiosk.domain.checkpoints import Direction, EntryRule
from kiosk.services.check_in import ScanRequest, scan
from kiosk.services.context import Context

MONTEVIDEO, MADRID, SANTIAGO = "America/Montevideo", "Europe/Madrid", "America/Santiago"


def lunch(ctx: Context, zone: str) -> Context:
    """The same event in that zone, where the forum admits once a day."""
    every = tuple(
        replace(each, entry=EntryRule.ONCE_PER_DAY) if each.id == "forum" else each
        for each in ctx.event.checkpoints
    )
    return replace(ctx, event=replace(ctx.event, checkpoints=every, timezone=ZoneInfo(zone)))


def admitted(ctx: Context, text: str, code: str = "code-of-ana") -> bool:
    at = datetime.fromisoformat(text)
    local = at if at.tzinfo else at.replace(tzinfo=ctx.event.timezone)
    return scan(ctx, ScanRequest(code, "forum", at=local)).verdict.admitted


@pytest.mark.parametrize(
    ("zone", "moments"),
    [
        # in Montevideo midnight is 3:00 UTC, so that a UTC day would be wrong both ways
        (MONTEVIDEO, {"2026-10-06T12:00": True, "2026-10-06T20:59": False, "2026-10-06T23:59:59": False, "2026-10-07T00:00": True, "2026-10-07T12:00": False}),
        (MONTEVIDEO, {"2026-10-07T02:59Z": True, "2026-10-07T03:00Z": True, "2026-10-07T03:01Z": False}),
        # the clock goes back at 3:00: the day has 25 hours and 2:30 comes twice
        (MADRID, {"2026-10-25T00:30Z": True, "2026-10-25T01:30Z": False, "2026-10-25T23:59": False, "2026-10-26T00:00": True}),
        (MADRID, {"2026-10-24T23:59": True, "2026-10-25T00:00": True, "2026-10-25T23:30": False}),
        # the clock goes forward at 2:00: the day has 23 hours
        (MADRID, {"2026-03-29T00:00": True, "2026-03-29T03:00": False, "2026-03-29T23:59": False, "2026-03-30T00:00": True}),
        (MADRID, {"2026-03-28T23:59": True, "2026-03-29T00:00": True, "2026-03-29T03:01": False}),
        # 5 September has no 24:00: a minute after 23:59 it is 1:00 of the sixth
        (SANTIAGO, {"2026-09-06T03:59Z": True, "2026-09-06T04:00Z": True, "2026-09-06T23:00": False}),
        # 4 April has its last hour twice
        (SANTIAGO, {"2026-04-05T02:30Z": True, "2026-04-05T03:30Z": False, "2026-04-05T04:00Z": True}),
    ],
    ids=["day", "midnight", "back", "back-eve", "forward", "forward-eve", "no-midnight", "hour-twice"],
)  # fmt: skip
def test_once_on_each_local_day(ctx: Context, zone: str, moments: dict[str, bool]) -> None:
    event = lunch(ctx, zone)

    assert {moment: admitted(event, moment) for moment in moments} == moments


def test_the_first_visit_that_is_named_is_that_of_the_day(ctx: Context) -> None:
    event = lunch(ctx, MONTEVIDEO)
    for moment in ("2026-10-05T12:00", "2026-10-06T12:30"):
        assert admitted(event, moment)

    late = datetime.fromisoformat("2026-10-06T14:00").replace(tzinfo=event.event.timezone)
    verdict = scan(event, ScanRequest("code-of-ana", "forum", at=late)).verdict

    assert verdict.first_visit is not None
    assert (
        verdict.first_visit.at.astimezone(event.event.timezone).strftime("%d %H:%M") == "06 12:30"
    )


def test_an_entry_that_arrives_late_counts_for_its_own_day(ctx: Context) -> None:
    """A tablet that was away sends yesterday's scan today."""
    event = lunch(ctx, MONTEVIDEO)
    assert admitted(event, "2026-10-07T12:00")

    assert admitted(event, "2026-10-06T12:00")
    assert not admitted(event, "2026-10-06T13:00")


def test_leaving_gives_no_second_entry_and_others_are_not_concerned(ctx: Context) -> None:
    event = lunch(ctx, MONTEVIDEO)
    assert admitted(event, "2026-10-06T12:00")
    out = datetime.fromisoformat("2026-10-06T12:20").replace(tzinfo=event.event.timezone)
    scan(event, ScanRequest("code-of-ana", "forum", direction=Direction.EXIT, at=out))

    assert not admitted(event, "2026-10-06T12:30")
    assert admitted(event, "2026-10-06T12:30", "code-of-jose")
