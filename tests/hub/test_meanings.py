"""What the server's refusals mean for a claim: only one of them says that somebody was first."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.hub.meanings import Meaning, last_sequence_in, meaning_of


@pytest.mark.parametrize(
    ("code", "meaning"),
    [
        (10071, Meaning.BEHIND),
        (10164, Meaning.RETRY),
        (10158, Meaning.RETRY),
        (10077, Meaning.UNKNOWN),
        (503, Meaning.UNKNOWN),
        (None, Meaning.UNKNOWN),
    ],
)
def test_each_code_has_its_meaning(code, meaning):
    assert meaning_of(code) is meaning


@given(st.integers())
def test_no_other_code_turns_anybody_away(code):
    assert (meaning_of(code) is Meaning.BEHIND) == (code == 10071)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("wrong last sequence: 7", 7),
        ("wrong last sequence: 0", 0),
        ("wrong last sequence", None),
        ("", None),
        ("wrong last sequence: x", None),
    ],
)
def test_the_number_of_whoever_was_first_is_read(text, number):
    assert last_sequence_in(text) == number
