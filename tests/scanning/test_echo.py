"""Echoes are dropped, second scans are not."""

from hypothesis import given
from hypothesis import strategies as st

from kiosk.scanning.echo import ECHO_MS, EchoFilter


def kept(readings):
    echo = EchoFilter()
    return [r for r in readings if not echo.is_echo(*r)]


def test_the_same_code_within_three_seconds_is_an_echo():
    assert kept([("A", "wedge", 0), ("A", "wedge", 2999)]) == [("A", "wedge", 0)]


def test_after_three_seconds_it_is_a_scan_again():
    assert len(kept([("A", "wedge", 0), ("A", "wedge", 3000)])) == 2


def test_a_phone_held_still_is_one_scan():
    assert len(kept([("A", "wedge", at) for at in range(0, 20_000, 900)])) == 1


def test_another_code_between_does_not_make_the_first_new():
    readings = [("A", "wedge", 0), ("B", "wedge", 500), ("A", "wedge", 1000)]

    assert kept(readings) == readings[:2]


def test_another_device_is_no_echo():
    assert len(kept([("A", "wedge", 0), ("A", "camera", 10)])) == 2


def test_forgetting_lets_the_code_be_read_at_once():
    echo = EchoFilter()
    echo.is_echo("A", "wedge", 0)
    echo.forget()

    assert not echo.is_echo("A", "wedge", 1)


def test_the_span_is_a_parameter():
    echo = EchoFilter(span_ms=100)
    echo.is_echo("A", "wedge", 0)

    assert not echo.is_echo("A", "wedge", 100)


@given(st.lists(st.tuples(st.sampled_from("ABC"), st.integers(0, 5000))))
def test_a_reading_is_kept_exactly_if_its_code_was_not_read_in_the_span_before(steps):
    at, last, readings, expected = 0, {}, [], []
    for code, gap in steps:
        at += gap
        readings.append((code, "wedge", at))
        if at - last.get(code, -ECHO_MS) >= ECHO_MS:
            expected.append((code, "wedge", at))
        last[code] = at

    assert kept(readings) == expected


def test_nothing_is_kept_longer_than_needed():
    echo = EchoFilter()
    for number in range(100):
        echo.is_echo(str(number), "wedge", number * ECHO_MS)

    assert len(echo._last) == 1
