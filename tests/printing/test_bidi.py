"""Lines of several directions: what stands left of what, by the examples of UAX #9 and of names."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.printing.bidi import in_visual_order, levels, turned


def seen(text):
    """The letters of the line from left to right."""
    return "".join(in_visual_order(list(text), levels(text)))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Ana Paz", "Ana Paz"),
        ("אבג", "גבא"),
        ("Ana אבג Paz", "Ana גבא Paz"),
        ("Ana אב גד Paz", "Ana דג בא Paz"),
        ("אב Ana גד", "דג Ana בא"),
        ("אב Ana Paz", "Ana Paz בא"),
        ("אב 12 גד", "דג 12 בא"),
        ("אב 1.5, 2", "2 ,1.5 בא"),
        ("Ana (אב)", "Ana (בא)"),
        ("אב 5%", "5% בא"),
        ("123 אב", "בא 123"),
        ("12-34", "12-34"),
        ("", ""),
        (" ", " "),
    ],
    ids=ascii,
)
def test_from_left_to_right(text, wanted):
    assert seen(text) == wanted


def test_arabic_turns_european_numbers_into_arabic_ones_and_their_order_stays():
    assert seen("\u0627 12-34") == "34-12 \u0627"
    assert seen("א 12-34") == "12-34 א"


def test_a_mark_goes_with_its_letter():
    assert levels("א\u05b7") == [1, 1]
    assert levels("G\u0303") == [0, 0]


def test_brackets_are_mirrored_where_they_are_turned():
    assert turned("(a") == "a)"


@given(st.text(max_size=30))
def test_no_letter_is_lost(text):
    assert sorted(seen(text)) == sorted(text)


@given(st.text(alphabet="Añ1 .(-", max_size=20))
def test_a_line_without_right_to_left_letters_stays(text):
    assert seen(text) == text
