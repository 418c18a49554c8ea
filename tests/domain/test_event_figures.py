"""Groups that could be recognised are folded, arrivals have no holes, peaks are of one moment."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.attendance import DayStay
from kiosk.domain.event_figures import OTHERS, Group, arrivals, average, folded, peak

MONTEVIDEO = ZoneInfo("America/Montevideo")
START = datetime(2026, 10, 6, 12, tzinfo=UTC)


def groups(**sizes):
    return [Group(key, size, size // 2) for key, size in sizes.items()]


@pytest.mark.parametrize(
    ("sizes", "shown"),
    [
        ({"BR": 9, "UY": 5}, ["BR", "UY"]),
        ({"UY": 5, "BR": 9}, ["BR", "UY"]),
        ({"BR": 9, "UY": 2, "AR": 1}, ["BR", OTHERS]),
        ({"BR": 9, "UY": 4, "AR": 1}, ["BR", OTHERS]),
        ({"BR": 1, "UY": 1}, [OTHERS]),
        ({"BR": 9, "UY": 0}, ["BR"]),
        ({}, []),
    ],
    ids=["large", "order", "small", "too few others", "all small", "nobody", "none"],
)
def test_small_groups_go_among_the_others(sizes, shown):
    assert [group.key for group in folded(groups(**sizes), 3)] == shown


def test_others_of_the_list_are_with_the_others_and_last():
    found = folded([Group(OTHERS, 50, 4), Group("BR", 9, 9), Group("AR", 1, 0)], 3)

    assert found == (Group("BR", 9, 9), Group(OTHERS, 51, 4))


def test_a_group_that_came_without_registration_is_counted_by_who_came():
    assert folded([Group("BR", 0, 4)], 3) == (Group("BR", 0, 4),)


SIZES = st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=12)


@given(SIZES, st.integers(1, 6))
def test_nobody_is_lost_and_no_group_is_small(sizes, least):
    given_groups = [Group(f"G{n}", *pair) for n, pair in enumerate(sizes)]

    found = folded(given_groups, least)

    assert sum(g.registered for g in found) == sum(g.registered for g in given_groups)
    assert sum(g.arrived for g in found) == sum(g.arrived for g in given_groups)
    assert all(g.size >= least for g in found if g.key != OTHERS)
    assert len(found) == 1 or all(sum((g.registered, g.arrived)) >= least for g in found)


def test_arrivals_are_counted_by_local_spans_without_holes():
    moments = [START + timedelta(minutes=minute) for minute in (0, 14, 15, 61, 24 * 60)]

    found = arrivals(moments, MONTEVIDEO, 15)

    assert {day: {f"{at:%H:%M}": n for at, n in spans.items()} for day, spans in found.items()} == {
        date(2026, 10, 6): {"09:00": 2, "09:15": 1, "09:30": 0, "09:45": 0, "10:00": 1},
        date(2026, 10, 7): {"09:00": 1},
    }


def test_nobody_arrives_at_an_empty_event():
    assert arrivals([], MONTEVIDEO, 15) == {}


@given(st.lists(st.integers(0, 5 * 24 * 60), max_size=40), st.sampled_from([5, 15, 60]))
def test_every_arrival_is_counted_once(minutes, step):
    found = arrivals([START + timedelta(minutes=m) for m in minutes], MONTEVIDEO, step)

    assert sum(sum(spans.values()) for spans in found.values()) == len(minutes)


def stay(begins, ends):
    enters = START + timedelta(minutes=begins)
    leaves = None if ends is None else START + timedelta(minutes=ends)
    time = (leaves or START + timedelta(hours=5)) - enters
    return DayStay("e", "p", "forum", date(2026, 10, 6), enters, leaves, time, assumed=False)


@pytest.mark.parametrize(
    ("stays", "most", "minute"),
    [
        ([(0, 60)], 1, 0),
        ([(0, 60), (30, 90), (45, 50)], 3, 45),
        ([(0, 60), (60, 120)], 1, 0),
        ([(0, 60), (200, None), (210, None)], 2, 210),
    ],
    ids=["one", "three", "handover", "still there"],
)
def test_the_peak_is_when_most_were_there_at_once(stays, most, minute):
    now = START + timedelta(hours=5)

    assert peak([stay(*each) for each in stays], now) == (most, START + timedelta(minutes=minute))


def test_without_measured_time_there_is_no_peak_and_no_average():
    assert peak([], START) == (0, None)
    assert average([]) is None
    assert average([0, 0]) is None
    assert average([0, 10, 21]) == 16
