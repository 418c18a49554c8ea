"""What garbled scans are read back as: the tables against those of X, and round trips."""

import json
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.scanning.layouts import (
    ACUTE,
    CIRCUMFLEX,
    DIAERESIS,
    GRAVE,
    LAYOUTS,
    TILDE,
    candidates,
    undo,
)

NAMES = sorted(LAYOUTS)
DEAD = {ACUTE: "´", GRAVE: "`", CIRCUMFLEX: "^", DIAERESIS: "¨", TILDE: "~"}
SAFE = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.,%$!"
ASCII = "".join(chr(code) for code in range(0x21, 0x7F))


def arrives(text, layout, *, compose):
    """What a host of that layout makes of a US scanner's keys; None if it loses a dead key."""
    keys = [LAYOUTS[layout].get(char, char) for char in text]
    out, waiting = [], ""
    for key in keys:
        if waiting:
            joined = compose(waiting, key)
            if joined is None:
                return None
            out.append(joined)
            waiting = ""
        elif key in DEAD:
            waiting = key
        else:
            out.append(key)
    return None if waiting else "".join(out)


def as_windows(dead, key):
    """Two characters where they do not join, as Windows writes them."""
    if key in DEAD:
        return None
    joined = x_compose().get((dead, key))
    return joined if joined is not None and key.isalpha() else DEAD[dead] + key


def as_x(dead, key):
    """The X compose table; None where the sequence is cancelled."""
    return x_compose().get((dead, key))


@cache
def x_tables():
    """The tables of X, as `xkbcli compile-keymap` and libX11's Compose file of Debian 12 say."""
    return json.loads(Path(__file__).with_name("x_tables.json").read_text("utf-8"))


@cache
def x_compose():
    """(dead key, character) -> what X makes of them."""
    table = x_tables()["compose"]
    return {(mark, key): joined for mark, keys in table.items() for key, joined in keys.items()}


@pytest.mark.parametrize("layout", NAMES)
def test_the_table_is_the_one_of_x(layout):
    said = x_tables()["layouts"][layout]

    assert {char: LAYOUTS[layout].get(char, char) for char in said} == said


@pytest.mark.parametrize("layout", NAMES)
def test_every_key_is_read_back(layout):
    for char in ASCII:
        arrived = LAYOUTS[layout].get(char, char)
        assert undo(DEAD.get(arrived, arrived), layout) == char


@pytest.mark.parametrize("layout", NAMES)
@pytest.mark.parametrize("system", [as_x, as_windows])
@given(st.text(ASCII, min_size=1, max_size=40))
def test_what_reached_the_host_is_read_back(layout, system, text):
    arrived = arrives(text, layout, compose=system)

    assert arrived is None or undo(arrived, layout) == text
    assert arrived is None or text in (arrived, *candidates(arrived))


@pytest.mark.parametrize("layout", NAMES)
def test_every_letter_that_a_dead_key_accents_is_read_back(layout):
    sent = {mark: char for char, mark in LAYOUTS[layout].items() if mark in DEAD}
    for (mark, key), joined in x_compose().items():
        if mark in sent and key.isalnum():
            assert undo(joined, layout) == sent[mark] + key


@pytest.mark.parametrize("layout", NAMES)
@given(st.text(SAFE, min_size=1))
def test_letters_digits_and_safe_marks_are_never_hurt(layout, text):
    assert arrives(text, layout, compose=as_x) == text


@given(st.text(st.sampled_from("ABCDEFGHJKMNPQRSTVWXYZ0123456789.")))
def test_an_own_code_has_only_its_other_case_as_candidate(code):
    assert candidates(code) == ((code.lower(),) if code.lower() != code else ())


@given(st.text(max_size=60))
def test_any_text_has_few_candidates_and_is_not_its_own(text):
    found = candidates(text)

    assert text not in found
    assert len(found) == len(set(found)) <= 1 + 2 * len(LAYOUTS)


@pytest.mark.parametrize(
    ("sent", "arrived"),
    [
        ("https://eje.org/t/ABC", "httpsÑ--eje.org-t-ABC"),
        ("a1b2-c3d4", "a1b2'c3d4"),
        ("LN-/:123", "LN'-Ñ123"),
        ("id=7&k=Z", "id¿7/k¿Z"),
        ("id=7&k=Z", "id«7/k«Z"),
        ("x/y", "x;y"),
    ],
)
def test_known_damage(sent, arrived):
    assert sent in candidates(arrived)


def test_caps_lock_swaps_the_case_and_is_read_back_first():
    assert candidates("ABCdef12")[0] == "abcDEF12"


def test_caps_lock_and_layout_together_are_read_back():
    sent = "https://eje.org/t/ABC"
    arrived = arrives(sent, "es", compose=as_x).swapcase()

    assert sent in candidates(arrived)


def test_a_letter_no_us_key_gives_has_no_origin():
    assert undo("日本", "es") is None
    assert candidates("日本") == ()
