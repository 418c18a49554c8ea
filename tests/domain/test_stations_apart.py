"""Who differs from whom, as it is told to whoever must do something about it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from kiosk.domain.stations import Heard, Said, Sign, look
from kiosk.domain.stations_apart import Apart, apart

NOW = datetime(2026, 10, 6, 12, 0, tzinfo=UTC)


def said(name: str, **more: object) -> Said:
    base = Said(name, "desk", int(NOW.timestamp() * 1000), cursor=7, journal="aa", digest="1")
    return replace(base, **more)


def seen(*told: Said, after: timedelta = timedelta()):
    """The stations as they are looked at twice: a list may differ for some seconds."""
    heard = [Heard(one.name, NOW, one) for one in told]
    first = look((), heard, NOW)
    later = [Heard(one.name, NOW + after, one) for one in told]
    return look(first, later, NOW + after)


def test_stations_that_hold_the_same_are_not_mentioned():
    assert apart(seen(said("Mesa 1"), said("Mesa 2"), said("Puerta A"))) == ()


def test_nobody_heard_means_nothing_to_say():
    assert apart(()) == ()


def test_the_one_that_differs_from_most_is_the_odd_one():
    states = seen(said("Mesa 1"), said("Mesa 2"), said("Puerta A", journal="bb"))

    assert apart(states) == (Apart(Sign.JOURNAL_DIFFERS, ("Puerta A",), ("Mesa 1", "Mesa 2")),)


def test_of_two_the_one_with_the_sources_is_believed():
    states = seen(said("Mesa 1", journal="bb"), said("Mesa 2", keeps=True))

    assert apart(states) == (Apart(Sign.JOURNAL_DIFFERS, ("Mesa 1",), ("Mesa 2",)),)


def test_of_two_without_sources_the_first_is_believed():
    states = seen(said("Mesa 1"), said("Mesa 2", journal="bb"))

    assert apart(states) == (Apart(Sign.JOURNAL_DIFFERS, ("Mesa 2",), ("Mesa 1",)),)


def test_who_has_read_less_far_is_not_compared():
    assert apart(seen(said("Mesa 1"), said("Mesa 2", cursor=6, journal="bb"))) == ()


def test_each_place_is_judged_by_itself():
    states = seen(
        said("A", cursor=3, journal="xx"),
        said("B", cursor=3, journal="xy"),
        said("C", journal="aa"),
        said("D", journal="bb"),
        said("E", journal="bb"),
    )

    (found,) = apart(states)
    assert (found.odd, found.rest) == (("B", "C"), ("A", "D", "E"))


def test_a_list_that_stays_another_is_told_with_the_station_that_has_the_right_one():
    states = seen(
        said("Mesa 1", keeps=True), said("Puerta A", digest="2"), after=timedelta(seconds=20)
    )

    assert apart(states) == (Apart(Sign.LIST_DIFFERS, ("Puerta A",), ("Mesa 1",)),)


def test_a_list_that_differs_for_a_moment_is_a_change_on_its_way():
    states = seen(
        said("Mesa 1", keeps=True), said("Puerta A", digest="2"), after=timedelta(seconds=5)
    )

    assert apart(states) == ()


def test_both_may_differ_at_once():
    states = seen(
        said("Mesa 1", keeps=True),
        said("Mesa 2"),
        said("Puerta A", digest="2", journal="bb"),
        after=timedelta(seconds=20),
    )

    assert [one.sign for one in apart(states)] == [Sign.JOURNAL_DIFFERS, Sign.LIST_DIFFERS]


@pytest.mark.parametrize("seconds", [8, 600])
def test_a_station_that_is_not_heard_is_compared_with_nobody(seconds: int):
    heard = [
        Heard("Mesa 1", NOW, said("Mesa 1")),
        Heard("Puerta A", NOW - timedelta(seconds=seconds), said("Puerta A", journal="bb")),
    ]

    assert apart(look((), heard, NOW)) == ()


def test_a_station_that_nobody_can_read_is_compared_with_nobody():
    heard = [Heard("Mesa 1", NOW, said("Mesa 1")), Heard("Nueva", NOW, None)]

    assert apart(look((), heard, NOW)) == ()
