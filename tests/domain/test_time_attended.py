"""No minute counts twice, and a day without measured time is a day all the same."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.attendance import DayStay
from kiosk.domain.time_attended import minutes_by_day

DAY = date(2026, 10, 6)
START = datetime(2026, 10, 6, 9, tzinfo=UTC)
NOW = START + timedelta(hours=12)


def stay(begins, ends, *, day=DAY, counted=None, checkpoint="forum"):
    """From and to in minutes after 09:00; None: the end is not known."""
    enters = START + timedelta(minutes=begins)
    leaves = None if ends is None else START + timedelta(minutes=ends)
    time = counted if counted is not None or leaves is None else leaves - enters
    return DayStay("e", "ana", checkpoint, day, enters, leaves, time, assumed=False)


@pytest.mark.parametrize(
    ("stays", "minutes"),
    [
        ([(0, 60)], 60),
        ([(0, 60), (60, 90)], 90),
        ([(0, 60), (120, 180)], 120),
        ([(0, 480), (60, 120), (200, 300)], 480),
        ([(0, 60), (30, 90)], 90),
        ([(0, 60), (0, 60)], 60),
    ],
    ids=["one", "next", "apart", "within", "across", "same"],
)
def test_time_in_two_places_counts_once(stays, minutes):
    found = minutes_by_day((stay(*each) for each in stays), NOW)

    assert found == {DAY: minutes}


def test_a_visit_without_time_is_a_day_of_attendance():
    assert minutes_by_day([stay(0, None)], NOW) == {DAY: 0}
    assert minutes_by_day([], NOW) == {}


def test_a_stay_that_lasts_counts_up_to_now():
    lasting = stay(660, None, counted=timedelta(minutes=60))

    assert minutes_by_day([lasting, stay(690, 720)], NOW) == {DAY: 60}


def test_waiting_before_the_opening_does_not_count():
    assert minutes_by_day([stay(0, 60, counted=timedelta(minutes=45))], NOW) == {DAY: 45}


def test_days_come_in_order():
    monday = DAY - timedelta(days=1)

    found = minutes_by_day([stay(0, 10), stay(0, 20, day=monday)], NOW)

    assert list(found.items()) == [(monday, 20), (DAY, 10)]


@given(st.lists(st.tuples(st.integers(0, 600), st.integers(1, 120)), max_size=12))
def test_it_is_the_number_of_minutes_in_which_somebody_was_anywhere(spans):
    covered = {minute for start, length in spans for minute in range(start, start + length)}

    found = minutes_by_day((stay(start, start + length) for start, length in spans), NOW)

    assert sum(found.values()) == len(covered)
