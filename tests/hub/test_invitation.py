"""An invitation as text: read back whole, never read wrong."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.errors import WrongUseError
from kiosk.hub.invitation import InvitationText, read_invitation

GIVEN = InvitationText(("192.168.1.5:4222",), "lacnic46", bytes(range(12)), bytes(range(10)))
LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

hosts = st.sampled_from(["10.0.0.1:4222", "hub.example:1", "[fe80::1]:4222", "a-b.c:65535"])
texts = st.builds(
    InvitationText,
    st.lists(hosts, min_size=1, max_size=3).map(tuple),
    st.from_regex(r"[A-Za-z0-9_-]{1,30}", fullmatch=True),
    st.binary(min_size=12, max_size=12),
    st.binary(min_size=10, max_size=10),
)


@given(texts)
def test_it_is_read_as_it_was_made(text):
    assert read_invitation(text.typed) == text
    assert read_invitation(text.scanned) == text
    assert read_invitation(f"  {text.scanned.lower()}\n") == text


@given(texts)
def test_what_is_scanned_survives_any_keyboard(text):
    assert re.fullmatch(r"[A-Z0-9.]+", text.scanned)


@given(texts, st.integers(0, 39), st.sampled_from(LETTERS))
def test_one_wrong_letter_is_noticed(text, place, letter):
    head, _, code = text.typed.rpartition("/")
    plain = code.replace("-", "")
    changed = plain[:place] + letter + plain[place + 1 :]
    if changed == plain:
        return
    with pytest.raises(WrongUseError):
        read_invitation(f"{head}/{changed}")


@given(st.text(max_size=200))
def test_any_other_text_is_refused_in_one_way(text):
    with pytest.raises(WrongUseError):
        read_invitation(text)


@pytest.mark.parametrize("change", [str.lower, lambda t: t.replace("-", " "),
                                    lambda t: t.replace("-", ""), lambda t: f" {t} "],
                         ids=["lower", "blanks", "joined", "around"])  # fmt: skip
def test_how_people_type_does_not_matter(change):
    head, _, code = GIVEN.typed.rpartition("/")

    assert read_invitation(f"{head}/{change(code)}") == GIVEN


def test_letters_that_look_alike_are_the_same():
    head, _, code = GIVEN.typed.rpartition("/")

    assert read_invitation(f"{head}/{code.replace('0', 'O').replace('1', 'I')}") == GIVEN


def test_an_address_that_was_changed_is_noticed():
    with pytest.raises(WrongUseError):
        read_invitation(GIVEN.typed.replace("192.168.1.5", "192.168.1.6"))


def test_logs_do_not_show_the_secret():
    assert repr(GIVEN) == "InvitationText('192.168.1.5:4222/lacnic46')"
    assert GIVEN.invitation_id not in GIVEN.typed
