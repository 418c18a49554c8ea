"""The moments that a rule names: of the calendar, of the day, of the event and of its dates."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from kiosk.domain.catalogue import EventDate
from kiosk.domain.rules.evaluate import evaluate
from kiosk.domain.rules.moments import local
from kiosk.domain.rules.tree import RuleError


def at(hour, minute=0):
    return datetime(2026, 10, 6, hour, minute, tzinfo=UTC)


EVENT = EventDate("", {}, starts=at(12), ends=at(22), admission=at(11))
ONE = EventDate("1", {}, starts=at(15), ends=at(17), admission=at(14))
BARE = EventDate("2", {}, starts=at(18))


@pytest.mark.parametrize(
    ("args", "moment"),
    [
        (["custom", "2026-10-06T12:00:00Z"], "2026-10-06T12:00:00Z"),
        (["custom", "2026-10-06T12:00:00.000Z"], "2026-10-06T12:00:00Z"),
        (["custom", "2026-10-06T12:00:00-05:00"], "2026-10-06T17:00:00Z"),
        (["custom", "2026-10-06T12:00:00.250001Z"], "2026-10-06T12:00:00.250001Z"),
        (["custom", "2026-10-06T12:00"], "2026-10-06T15:00:00Z"),
        (["custom", "2026-10-06 12:00"], "2026-10-06T15:00:00Z"),
        (["custom", "2026-10-06"], "2026-10-06T03:00:00Z"),
        (["customtime", "14:00"], "2026-10-06T17:00:00Z"),
        (["customtime", "14:00:30"], "2026-10-06T17:00:30Z"),
        (["customtime", "14:00+05:00"], "2026-10-06T17:00:00Z"),
    ],
    ids=str,
)
def test_moments_of_the_calendar_and_of_the_day(rule, world, args, moment):
    found = evaluate(rule({"buildTime": args}), world())

    assert found == datetime.fromisoformat(moment)


def test_the_day_is_that_of_now_in_the_zone_of_the_event(rule, world):
    tree = rule({"buildTime": ["customtime", "23:30"]})

    assert evaluate(tree, world(now="2026-10-07T02:00Z")) == datetime(
        2026, 10, 7, 2, 30, tzinfo=UTC
    )


@pytest.mark.parametrize(
    ("kind", "date", "whole", "moment"),
    [
        ("date_from", None, EVENT, at(12)),
        ("date_to", None, EVENT, at(22)),
        ("date_admission", None, EVENT, at(11)),
        ("date_from", ONE, EVENT, at(15)),
        ("date_to", ONE, EVENT, at(17)),
        ("date_admission", ONE, EVENT, at(14)),
        ("date_to", BARE, EVENT, at(18)),
        ("date_admission", BARE, EVENT, at(18)),
        ("date_to", None, BARE, at(18)),
        ("date_admission", None, BARE, at(18)),
        ("date_from", EventDate("3"), EVENT, at(12)),
        ("date_to", EventDate("3"), EVENT, at(22)),
    ],
)
def test_a_date_of_its_own_wins_and_what_is_missing_is_the_start(
    rule, world, kind, date, whole, moment
):
    assert evaluate(rule({"buildTime": [kind]}), world(date=date, whole=whole)) == moment


@pytest.mark.parametrize("kind", ["date_from", "date_to", "date_admission"])
@pytest.mark.parametrize("date", [None, EventDate("3")], ids=["event", "date"])
def test_an_event_without_a_start_has_no_moments(rule, world, kind, date):
    with pytest.raises(RuleError):
        evaluate(rule({"buildTime": [kind]}), world(date=date))


@pytest.mark.parametrize(
    ("zone", "wall", "moment"),
    [
        ("Europe/Berlin", "2026-03-29T01:59", "2026-03-29T00:59Z"),
        ("Europe/Berlin", "2026-03-29T02:30", "2026-03-29T01:30Z"),
        ("Europe/Berlin", "2026-03-29T03:00", "2026-03-29T01:00Z"),
        ("Europe/Berlin", "2026-10-25T01:59", "2026-10-24T23:59Z"),
        ("Europe/Berlin", "2026-10-25T02:30", "2026-10-25T00:30Z"),
        ("Europe/Berlin", "2026-10-25T03:00", "2026-10-25T02:00Z"),
        ("America/Santiago", "2026-09-06T00:30", "2026-09-06T04:30Z"),
        ("America/Santiago", "2026-09-06T01:00", "2026-09-06T04:00Z"),
        ("America/Santiago", "2026-04-04T23:30", "2026-04-05T02:30Z"),
        ("America/Santiago", "2026-04-05T00:00", "2026-04-05T04:00Z"),
    ],
)
def test_in_the_gap_it_is_an_hour_later_and_of_two_the_first(zone, wall, moment):
    found = local(datetime.fromisoformat(wall), ZoneInfo(zone))

    assert found == datetime.fromisoformat(moment)


@pytest.mark.parametrize(
    ("now", "moment"),
    [
        ("2026-03-29T00:10Z", "2026-03-29T01:30Z"),
        ("2026-03-29T10:00Z", "2026-03-29T01:30Z"),
        ("2026-10-25T00:10Z", "2026-10-25T00:30Z"),
        ("2026-10-25T01:10Z", "2026-10-25T01:30Z"),
    ],
    ids=["before-the-gap", "after-the-gap", "first-hour", "second-hour"],
)
def test_a_time_of_day_in_both_nights_of_berlin(rule, world, now, moment):
    tree = rule({"buildTime": ["customtime", "02:30"]})

    found = evaluate(tree, world(zone="Europe/Berlin", now=now))

    assert found == datetime.fromisoformat(moment)
