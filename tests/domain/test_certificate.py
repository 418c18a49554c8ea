"""What a certificate says, as the text that is signed, and its code as people type it."""

import base64
import random
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.certificate import (
    LONGEST,
    MARK,
    Certificate,
    new_code,
    payload_of,
    read,
    read_code,
    text_of,
)

SEAL = bytes(range(64))
ANA = Certificate(
    code="LAC46-PZNN-1B6W-4X19",
    event_id="lacnic46",
    event_name="LACNIC 46",
    name="Ana Silva",
    checkpoints=("csirt", "bgp"),
    roles=("speaker", "fellow"),
    minutes=750,
    days=(date(2026, 10, 5), date(2026, 10, 6), date(2026, 10, 9)),
    issued=date(2026, 10, 9),
)


def test_the_payload_is_nine_lines_that_anybody_can_read():
    assert payload_of(ANA).decode().split("\n") == [
        "LAC46-PZNN-1B6W-4X19",
        "lacnic46",
        "LACNIC 46",
        "Ana Silva",
        "csirt,bgp",
        "speaker,fellow",
        "750",
        "20261005 1 4",
        "20261009",
    ]


WORDS = st.text(st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp", "Zs")), max_size=60)


@given(name=WORDS, event=WORDS, minutes=st.integers(0, 100_000), roles=st.lists(st.sampled_from(["a", "b"]), max_size=3))  # fmt: skip
def test_what_is_written_is_read_again(name, event, minutes, roles):
    said = replace(ANA, name=name.strip(), event_name=event, minutes=minutes, roles=tuple(roles))
    said = replace(said, name=" ".join(said.name.split()), event_name=" ".join(event.split()))
    text = text_of(payload_of(said), SEAL)

    found = read(text)

    assert found is not None
    assert (found.certificate, found.signature) == (said, SEAL)
    assert found.payload == payload_of(said)


def test_case_and_edges_do_not_matter():
    text = text_of(payload_of(ANA), SEAL)

    assert read(f"  {text.lower()}\r\n") == read(text)


def test_a_line_break_in_a_name_does_not_move_the_lines():
    said = replace(ANA, name="Ana\n9999\x85Silva")

    assert read(text_of(payload_of(said), SEAL)).certificate.name == "Ana 9999 Silva"


@given(st.text(max_size=200))
def test_no_text_breaks_the_reader(text):
    read(text)
    read(MARK + text)
    read_code(text)


@given(st.binary(max_size=300))
def test_no_bytes_break_the_reader(raw):
    read(MARK + base64.b32encode(raw).decode().rstrip("="))


BROKEN = {
    "minutes": (b"\n750\n", b"\n+750\n"),
    "zeros": (b"\n750\n", b"\n0750\n"),
    "no number": (b"\n750\n", b"\nmany\n"),
    "no day": (b"20261005 1 4", b"20261305 1 4"),
    "day too far": (b"20261005 1 4", b"20261005 99999999999"),
    "line missing": (b"lacnic46\n", b""),
    "line too many": (b"lacnic46\n", b"lacnic46\n\n"),
    "no letters": (b"Ana", b"\xff\xfe"),
}


@pytest.mark.parametrize("case", list(BROKEN))
def test_another_form_is_no_certificate(case):
    old, new = BROKEN[case]
    payload = payload_of(ANA)
    assert old in payload

    assert read(text_of(payload.replace(old, new), SEAL)) is None


def test_there_is_one_spelling_only():
    text = text_of(payload_of(ANA), SEAL)

    assert read(text + "=") is None
    assert read(text + "A" * LONGEST) is None


@given(st.integers())
def test_a_code_is_read_back_however_it_is_typed(seed):
    code = new_code("LAC46", random.Random(seed).randrange)  # noqa: S311  the same codes at every run

    prefix, *groups = code.split("-")
    assert (prefix, [len(group) for group in groups]) == ("LAC46", [4, 4, 4])
    for typed in (code, code.lower(), code.replace("-", " "), code.replace("-", ""), f" {code}\n"):
        assert read_code(typed) == code
    assert read_code(code.replace("1", "i").replace("0", "o")) == code.replace("O", "0")


@given(seed=st.integers(), place=st.integers(0, 11), letter=st.sampled_from("0123456789ABCDEFGHJKMNPQRSTVWXYZ"))  # fmt: skip
def test_one_wrong_character_is_told(seed, place, letter):
    code = new_code("LAC46", random.Random(seed).randrange)  # noqa: S311  the same codes at every run
    body = code.removeprefix("LAC46-").replace("-", "")
    wrong = body[:place] + letter + body[place + 1 :]

    assert read_code(f"LAC46{wrong}") == (code if wrong == body else None)


@pytest.mark.parametrize(
    "text", ["", "LAC46", "LAC46.K7PX42NQ", "Ana Silva", "LAC46-PZNN-1B6W-4X1U"]
)
def test_other_texts_are_no_codes(text):
    assert read_code(text) is None
