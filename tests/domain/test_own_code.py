"""Own codes that lost a character: what they may have been, by the check character."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.own_code import badge_code, completions, same_prefix, sound, ticket_code

seeds = st.integers(0, 2**32)


def made(kind, seed, prefix="LAC46"):
    return kind(prefix, random.Random(seed).randrange)  # noqa: S311  repeatable, not secret


@given(st.sampled_from([ticket_code, badge_code]), seeds, st.data())
def test_a_code_that_lost_any_character_of_its_body_is_among_its_completions(kind, seed, data):
    code = made(kind, seed)
    place = data.draw(st.integers(len("LAC46."), len(code) - 1))
    short = code[:place] + code[place + 1 :]

    found = completions(short, "LAC46")

    assert code in found
    assert len(found) <= len(code)
    assert all(sound(one) for one in found)


@given(seeds, st.integers(0, 4))
def test_a_code_that_lost_a_character_of_its_prefix_has_one_completion(seed, place):
    code = made(ticket_code, seed)

    assert completions(code[:place] + code[place + 1 :], "LAC46") == (code,)


def test_case_and_look_alikes_do_not_matter():
    code = made(ticket_code, 5)

    assert code in completions(code[:-1].lower().replace("1", "l").replace("0", "o"), "lac46")


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="empty"),
        pytest.param(made(ticket_code, 1), id="whole"),
        pytest.param(made(badge_code, 1), id="a whole badge code"),
        pytest.param(made(ticket_code, 1)[:-2], id="two short"),
        pytest.param(made(ticket_code, 1, "LAC45")[:-1], id="another event's"),
        pytest.param(made(ticket_code, 1).replace(".", ""), id="without its dot"),
        pytest.param("LAC46.UUUUUUUUUUUU", id="characters we never use"),
        pytest.param("AC46.0000000000001", id="a wrong check character"),
        pytest.param("zd0bkaguk0e7iz5lvcgu2haoz0s7puly", id="a foreign code"),
    ],
)
def test_what_has_no_completion(text):
    assert completions(text, "LAC46") == ()


@given(st.text(max_size=40), st.text(max_size=10))
def test_no_text_breaks_it(text, prefix):
    assert len(completions(text, prefix)) <= 15


@pytest.mark.parametrize(
    ("one", "other", "wanted"),
    [("LAC100", "1acloo", True), ("LAC46", "LAC45", False), ("", "", True)],
)
def test_prefixes_are_one_however_they_were_typed(one, other, wanted):
    assert same_prefix(one, other) is wanted
