import json
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.cli.scan_request import FIELDS, Defaults, parse, request_of
from kiosk.domain.checkpoints import Direction, Level
from kiosk.domain.errors import WrongUseError

ZONE = ZoneInfo("America/Montevideo")
DEFAULTS = Defaults(checkpoint="entrance")


def request(fields, defaults=DEFAULTS):
    return request_of(fields, defaults, ZONE)


def test_a_code_is_enough_where_the_command_names_the_checkpoint():
    made = request({"code": "ABC"})

    assert (made.text, made.checkpoint, made.direction) == ("ABC", "entrance", Direction.ENTRY)
    assert (made.at, made.operator, made.override) == (None, "", None)
    assert (made.ignore_unpaid, made.questions_supported) == (False, True)


def test_a_line_says_more_than_the_command():
    made = request(
        {
            "code": "ABC",
            "checkpoint": "csirt",
            "direction": "exit",
            "at": "2026-10-06T09:05",
            "gate": "norte",
            "answers": {"talla": "M"},
            "questions_supported": False,
            "ignore_unpaid": True,
            "operator": "Rita",
            "override": "Es quien expone",
        },
        Defaults(checkpoint="entrance", operator="Otro"),
    )

    assert (made.checkpoint, made.direction, made.gate) == ("csirt", Direction.EXIT, "norte")
    assert made.at == datetime(2026, 10, 6, 12, 5, tzinfo=UTC)
    assert made.answers == {"talla": "M"}
    assert (made.ignore_unpaid, made.questions_supported) == (True, False)
    assert (made.override.operator, made.override.reason) == ("Rita", "Es quien expone")
    assert made.override.level is Level.SUPERVISOR


def test_null_means_that_the_line_does_not_say():
    nothing = {field: None for field in FIELDS if field != "code"}

    assert request({"code": "ABC", **nothing}) == request({"code": "ABC"})


@pytest.mark.parametrize(
    ("fields", "word"),
    [
        ({}, "code"),
        ({"code": None}, "code"),
        ({"code": 7}, "code"),
        ({"code": ["A"]}, "code"),
        ({"code": "A", "checkpoint": 1}, "checkpoint"),
        ({"code": "A", "direction": "in"}, "direction"),
        ({"code": "A", "direction": 1}, "direction"),
        ({"code": "A", "at": "ayer"}, "ISO 8601"),
        ({"code": "A", "at": 5}, "at"),
        ({"code": "A", "ignore_unpaid": "yes"}, "ignore_unpaid"),
        ({"code": "A", "ignore_unpaid": 1}, "ignore_unpaid"),
        ({"code": "A", "questions_supported": 0}, "questions_supported"),
        ({"code": "A", "answers": []}, "answers"),
        ({"code": "A", "answers": {"a": {}}}, "answers"),
        ({"code": "A", "override": "x"}, "--operator"),
        ({"code": "A", "override": " ", "operator": "R"}, "motivo"),
        ({"code": "A", "override": True, "operator": "R"}, "motivo"),
    ],
)
def test_a_field_that_does_not_fit_is_named(fields, word):
    with pytest.raises(WrongUseError) as caught:
        request(fields)

    assert word in str(caught.value)


def test_without_a_checkpoint_nothing_is_decided():
    with pytest.raises(WrongUseError, match="checkpoint"):
        request({"code": "A"}, Defaults())


@pytest.mark.parametrize(
    "raw",
    [
        None,
        b"",
        b"   ",
        b"no json",
        b"[]",
        b"7",
        b"null",
        b'"text"',
        b'{"code": "A"',
        b'{"code": "A"} {"code": "B"}',
        b'{"code": NaN}',
        b'{"code": "\xff"}',
        b"\x00\x01\x02",
        b"[" * 100_000,
        b'{"kode": "A"}',
        b'{"code": "A", "Checkpoint": "csirt"}',
    ],
)
def test_a_line_that_is_no_request_is_refused(raw):
    with pytest.raises(WrongUseError):
        parse(raw)


def test_a_misspelt_field_is_named_with_those_that_exist():
    with pytest.raises(WrongUseError, match=r"«kode».*ignore_unpaid"):
        parse(b'{"kode": "A"}')


@pytest.mark.parametrize("raw", [b'{"code":"A"}', b'\xef\xbb\xbf{"code":"A"}', b'  {"code":"A"}  '])
def test_blanks_and_a_byte_order_mark_do_no_harm(raw):
    assert parse(raw) == {"code": "A"}


@given(
    st.dictionaries(st.sampled_from(FIELDS), st.none() | st.booleans() | st.integers() | st.text())
)
def test_any_object_is_a_request_or_wrong_use(fields):
    try:
        made = request(parse(json.dumps(fields).encode()))
    except WrongUseError:
        return
    made.text.encode("utf-8")
    assert made.checkpoint


@pytest.mark.parametrize("key", ["source_type", "exchange_medium_identifier", "medium_type"])
def test_reusable_media_are_told_not_to_be_handled(key: str) -> None:
    with pytest.raises(WrongUseError, match="medios reutilizables"):
        parse(json.dumps({"code": "AAA", "checkpoint": "main", key: "nfc_uid"}).encode())


@pytest.mark.parametrize("text", ["HUB.GEYDOLRQFYYC4NJ2GQZDEMRP", "hub.geydolrqfyyc4nj2gqzdemrp"])
def test_a_stations_invitation_is_no_persons_code_and_is_repeated_nowhere(text):
    with pytest.raises(WrongUseError) as raised:
        request({"code": text})
    assert "invitación para una estación" in raised.value.message
    assert text not in str(raised.value.params)
