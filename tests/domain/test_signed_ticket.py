"""Signed codes taken apart, the recorded one and damaged ones; nothing here asks for a key."""

import base64
import json
import struct
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.signed_ticket import SignedTicket, read

FIXTURE = Path(__file__).parents[1] / "fixtures" / "pretix" / "signed_code.json"
RECORDED = json.loads(FIXTURE.read_text("utf-8"))["secret"]
SIGNATURE = bytes(64)


def packed(payload, *, version=1, length=None, signature=SIGNATURE, signed=None, more=b""):
    """A code whose header says what the test wants it to say."""
    length = len(payload) if length is None else length
    signed = len(signature) if signed is None else signed
    raw = struct.pack(">BHH", version, length, signed) + payload + signature + more
    return base64.b64encode(raw).decode()[::-1]


def ticket(payload):
    envelope = read(packed(payload))
    return envelope and envelope.ticket


def test_the_recorded_code_is_taken_apart():
    envelope = read(RECORDED)

    assert envelope is not None
    assert envelope.ticket == SignedTicket(seed="XxARtmhXN", product_id="1")
    assert (len(envelope.payload), len(envelope.signature)) == (17, 64)


def test_all_fields_of_a_code(signer):
    text = signer.sign("abc", 42, 7, 3, not_before=1675465200, not_after=1675508400)

    assert read(text).ticket == SignedTicket(
        "abc",
        "42",
        "7",
        "3",
        datetime(2023, 2, 3, 23, 0, tzinfo=UTC),
        datetime(2023, 2, 4, 11, 0, tzinfo=UTC),
    )


ids = st.integers(0, 2**63 - 1)
seconds = st.integers(0, 4_000_000_000)


@given(st.text(max_size=12), st.tuples(ids, ids, ids), seconds, seconds)
def test_what_was_signed_is_read_back(signer, seed, numbers, since, until):
    said = read(signer.sign(seed, *numbers, not_before=since, not_after=until)).ticket

    assert said.seed == seed
    assert (said.product_id, said.variation_id, said.date_id) == tuple(
        str(number or "") for number in numbers
    )
    for moment, wanted in ((said.valid_from, since), (said.valid_until, until)):
        assert (moment.timestamp() if moment else 0) == wanted


@pytest.mark.parametrize(
    ("payload", "wanted"),
    [
        pytest.param(b"", SignedTicket(), id="empty"),
        pytest.param(b"\x10\x01\x10\x02", SignedTicket(product_id="2"), id="the last one counts"),
        pytest.param(b"\x10\x81\x80\x00", SignedTicket(product_id="1"), id="a long way to say 1"),
        pytest.param(b"\x78\x05\x10\x01", SignedTicket(product_id="1"), id="an unknown number"),
        pytest.param(b"\x7a\x02ab\x10\x01", SignedTicket(product_id="1"), id="unknown bytes"),
        pytest.param(b"\x79" + bytes(8) + b"\x10\x01", SignedTicket(product_id="1"), id="64 bits"),
        pytest.param(b"\x7d" + bytes(4) + b"\x10\x01", SignedTicket(product_id="1"), id="32 bits"),
        pytest.param(b"\x20\x0e\x18\x0b", SignedTicket("", "", "11", "14"), id="any order"),
    ],
)
def test_messages_that_mean_something(payload, wanted):
    assert ticket(payload) == wanted


@pytest.mark.parametrize(
    "payload",
    [
        pytest.param(b"\x10", id="no value"),
        pytest.param(b"\x10\x80", id="a number that does not end"),
        pytest.param(b"\x10" + b"\xff" * 10 + b"\x01", id="a number of eleven bytes"),
        pytest.param(b"\x10" + b"\xff" * 9 + b"\x02", id="a number of 65 bits"),
        pytest.param(b"\x10" + b"\xff" * 9 + b"\x01", id="a product below zero"),
        pytest.param(b"\x28" + b"\xff" * 9 + b"\x01", id="a time below zero"),
        pytest.param(b"\x28\xff\xff\xff\xff\xff\xff\xff\x7f", id="a time after the last year"),
        pytest.param(b"\x0a\x09abc", id="bytes past the end"),
        pytest.param(b"\x0a\xff\xff\xff\xff\xff\xff\xff\xff\x7f", id="bytes without end"),
        pytest.param(b"\x0a\x02\xff\xfe", id="a seed that is no text"),
        pytest.param(b"\x08\x01", id="a number for a seed"),
        pytest.param(b"\x12\x01a", id="bytes for a product"),
        pytest.param(b"\x2a\x01a", id="bytes for a time"),
        pytest.param(b"\x7d\x00", id="32 bits past the end"),
        pytest.param(b"\x0b\x0c", id="a group"),
        pytest.param(b"\x00\x01", id="field nought"),
    ],
)
def test_messages_that_mean_nothing(payload):
    assert ticket(payload) is None


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="I19 empty"),
        pytest.param("=" * 120, id="I19 no base64"),
        pytest.param(packed(b"\x10\x01", version=2), id="I19 version 2"),
        pytest.param(packed(b"\x10\x01", version=0), id="I19 version 0"),
        pytest.param(packed(b"\x10\x01", length=500), id="I20 a payload past the end"),
        pytest.param(packed(b"\x10\x01", length=0xFFFF, signed=0xFFFF), id="I20 all past the end"),
        pytest.param(packed(b"\x10\x01", signed=65), id="I20 a signature past the end"),
        pytest.param(packed(b"\x10\x01", length=0), id="I20 a payload cut short"),
        pytest.param(packed(b"\x10\x01", signature=bytes(63)), id="a short signature"),
        pytest.param(packed(b"\x10\x01", more=b"!"), id="something behind it"),
        pytest.param(RECORDED[::-1], id="the right way round"),
        pytest.param(RECORDED[1:], id="without its padding"),
        pytest.param(RECORDED.swapcase(), id="cases swapped"),
        pytest.param(f"\n{RECORDED}", id="a line break"),
        pytest.param(RECORDED.replace("A", "А"), id="a letter that only looks like one"),
    ],
)
def test_texts_that_are_no_signed_codes(text):
    assert read(text) is None


def test_a_second_spelling_of_the_same_bytes_is_refused():
    backwards = RECORDED[::-1].rstrip("=")
    other = chr(ord(backwards[-1]) + 1)  # its lowest bits carry nothing
    again = f"{backwards[:-1]}{other}="

    assert base64.b64decode(again) == base64.b64decode(RECORDED[::-1])
    assert read(again[::-1]) is None


def test_a_payload_of_more_than_255_bytes_keeps_its_length(signer):
    assert read(signer.sign(seed="x" * 700)).ticket.seed == "x" * 700


@given(st.binary(max_size=300))
def test_no_bytes_break_the_reading(data):
    read(base64.b64encode(data).decode()[::-1])
    read(packed(data))


@given(st.text(max_size=300))
def test_no_text_breaks_the_reading(text):
    assert read(text) is None


@given(st.integers(0, len(RECORDED) - 1), st.characters())
def test_no_damage_breaks_the_reading(place, wrong):
    read(RECORDED[:place] + wrong + RECORDED[place + 1 :])
    read(RECORDED[:place] + RECORDED[place + 1 :])
