"""IPP as bytes: by the book's own example, and whatever comes, no crash."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.printing.ipp import wire
from kiosk.printing.ipp.wire import Value, WireError, answer, request


def test_a_request_is_as_the_standard_writes_it():
    made = request(
        0x0002,
        1,
        {"printer-uri": Value(wire.URI, ["ipp://p/"])},
        {"copies": Value(wire.INTEGER, [20])},
    )

    assert made == (
        b"\x01\x01\x00\x02\x00\x00\x00\x01\x01"
        b"\x47\x00\x12attributes-charset\x00\x05utf-8"
        b"\x48\x00\x1battributes-natural-language\x00\x02en"
        b"\x45\x00\x0bprinter-uri\x00\x08ipp://p/"
        b"\x02"
        b"\x21\x00\x06copies\x00\x04\x00\x00\x00\x14"
        b"\x03"
    )


def test_what_is_written_reads_back():
    size = {
        "x-dimension": Value(wire.INTEGER, [10500]),
        "y-dimension": Value(wire.INTEGER, [14800]),
    }
    column = {"media-size": Value(wire.BEGIN_COLLECTION, [size])}
    made = request(
        0x000B,
        7,
        {"names": Value(wire.KEYWORD, ["a", "b"]), "yes": Value(wire.BOOLEAN, [True, False])},
        {"media-col": Value(wire.BEGIN_COLLECTION, [column]), "state": Value(wire.ENUM, [5])},
    )
    read = answer(made)

    assert read.status == 0x000B
    assert read.group(wire.OPERATION)["names"] == ["a", "b"]
    assert read.group(wire.OPERATION)["yes"] == [True, False]
    assert read.group(wire.JOB) == {
        "media-col": [{"media-size": [{"x-dimension": [10500], "y-dimension": [14800]}]}],
        "state": [5],
    }
    assert read.group(wire.PRINTER) == {}


def test_ranges_are_pairs_and_unknown_kinds_stay_bytes():
    head = b"\x01\x01\x00\x00\x00\x00\x00\x01\x04"
    pair = b"\x33\x00\x01r\x00\x08\x00\x00\x00\x01\x00\x00\x00\x09"
    other = b"\x32\x00\x01d\x00\x09\x00\x00\x01,\x00\x00\x01,\x03"

    assert answer(head + pair + other + b"\x03").group(wire.PRINTER) == {
        "r": [(1, 9)],
        "d": [b"\x00\x00\x01,\x00\x00\x01,\x03"],
    }


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\x01\x01",
        b"<html>not a printer</html>",
        b"\x01\x01\x00\x00\x00\x00\x00\x01",
        b"\x01\x01\x00\x00\x00\x00\x00\x01\x04\x21\x00\x01a\x00\x04\x00",
        b"\x01\x01\x00\x00\x00\x00\x00\x01\x21\x00\x01a\x00\x04\x00\x00\x00\x01\x03",
        b"\x01\x01\x00\x00\x00\x00\x00\x01\x04"
        + b"\x34\x00\x01a\x00\x00\x4a\x00\x00\x00\x01b" * 40,
    ],
)
def test_broken_answers_are_told_apart_from_printers(data):
    with pytest.raises(WireError):
        answer(data)


@given(st.binary(max_size=300))
def test_any_bytes_are_an_answer_or_no_answer(data):
    for tried in (data, b"\x01\x01\x00\x00\x00\x00\x00\x01" + data):
        try:
            answer(tried)
        except WireError:
            continue


def test_an_attribute_that_is_told_twice_counts_as_told_first():
    once = wire._attribute("document-format-supported", Value(wire.MIME, ["image/urf", "a/b"]))
    again = wire._attribute("document-format-supported", Value(wire.MIME, ["application/pdf"]))
    after = wire._attribute("printer-name", Value(wire.NAME, ["Badge"]))
    data = request(0, 1, {})[:-1] + bytes([wire.PRINTER]) + once + again + after + bytes([wire.END])

    assert answer(data).group(wire.PRINTER) == {
        "document-format-supported": ["image/urf", "a/b"],
        "printer-name": ["Badge"],
    }
