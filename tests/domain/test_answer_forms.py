"""Each type's normal form, its limits, and the sentences for what is wrong."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.answer_forms import clean, meanings, normal
from kiosk.domain.errors import WrongUseError
from kiosk.domain.questions import Option, Question, QuestionType

ZONE = ZoneInfo("America/Montevideo")
OPTIONS = (
    Option("7", {"es": "Vegetariana", "en": "Vegetarian"}, "VEG"),
    Option("8", {"es": "Sin gluten, por favor"}, "GF"),
    Option("VEG", {"es": "Trampa"}, "TRAP"),
)

CASES = [
    ("N", "3", "3"),
    ("N", "1,50", "1.50"),
    ("N", "-0,0", "0"),
    ("N", "+007", "7"),
    ("N", ".5", "0.5"),
    ("N", "5.", "5"),
    ("B", "true", "true"),
    ("B", "Sí", "true"),
    ("B", "SIM", "true"),
    ("B", "yes", "true"),
    ("B", "1", "true"),
    ("B", "False", "false"),
    ("B", "não", "false"),
    ("B", "0", "false"),
    ("C", "7", "7"),
    ("C", "VEG", "VEG"),
    ("C", "gf", "8"),
    ("C", "vegetarian", "7"),
    ("M", "8,7", "8,7"),
    ("M", " GF , 7, 8", "8,7"),
    ("M", "Sin gluten, por favor", "8"),
    ("D", "2026-11-23", "2026-11-23"),
    ("D", "3/2/2026", "2026-02-03"),
    ("D", "03.02.2026", "2026-02-03"),
    ("H", "9:05", "09:05"),
    ("H", "9h30", "09:30"),
    ("H", "23:59:30", "23:59"),
    ("W", "2026-11-23T09:30", "2026-11-23T09:30:00-03:00"),
    ("W", "2026-11-23 09:30", "2026-11-23T09:30:00-03:00"),
    ("W", "23/11/2026 9:30", "2026-11-23T09:30:00-03:00"),
    ("W", "2026-11-23T09:30:15Z", "2026-11-23T09:30:15+00:00"),
    ("W", "2026-11-23 09:30+05:30", "2026-11-23T09:30:00+05:30"),
    ("CC", "uy", "UY"),
    ("TEL", "+598 (2) 604-2222", "+59826042222"),
    ("TEL", "00598 2604.2222", "+59826042222"),
    ("TEL", "26042222", "26042222"),
    ("EMAIL", "ana@correo.ejemplo.org", "ana@correo.ejemplo.org"),
    ("F", "file:a0b1", "file:a0b1"),
    ("S", "  dos \n palabras ", "dos palabras"),
    ("T", "una\r\nlínea\n", "una\nlínea"),
]

WRONG = [
    ("N", "tres"),
    ("N", "1e9"),
    ("N", "NaN"),
    ("N", "1.000,5"),
    ("N", "٣"),
    ("N", "-"),
    ("B", "quizá"),
    ("C", "9"),
    ("C", "7,8"),
    ("M", "7,9"),
    ("M", ","),
    ("D", "31/02/2026"),
    ("D", "mañana"),
    ("D", "20261123"),
    ("H", "25:00"),
    ("H", "nueve"),
    ("W", "2026-11-23"),
    ("W", "20261123"),
    ("W", "2026-11-23 99:99"),
    ("CC", "XX"),
    ("CC", "Uruguay"),
    ("TEL", "abc"),
    ("TEL", "1"),
    ("EMAIL", "ana@ejemplo"),
    ("EMAIL", "ana ejemplo.org"),
    ("EMAIL", "a@b.c" + "c" * 250),
]


def question(kind: str, **more: object) -> Question:
    return Question("1", {"es": "¿?"}, QuestionType(kind), options=OPTIONS, **more)


@pytest.mark.parametrize(("kind", "text", "expected"), CASES)
def test_an_answer_takes_the_form_that_the_source_reads(
    kind: str, text: str, expected: str
) -> None:
    assert normal(question(kind), text, ZONE) == expected
    assert normal(question(kind), expected, ZONE) == expected


@pytest.mark.parametrize(("kind", "text"), WRONG)
def test_what_is_no_answer_is_told_in_a_sentence(kind: str, text: str) -> None:
    with pytest.raises(WrongUseError) as caught:
        normal(question(kind), text, ZONE)

    assert str(caught.value).endswith(".")


@pytest.mark.parametrize("kind", [str(kind) for kind in QuestionType])
def test_nothing_is_an_answer_where_none_is_needed(kind: str) -> None:
    assert normal(question(kind), " \n", ZONE) == ""
    with pytest.raises(WrongUseError):
        normal(question(kind, required=True), " \n", ZONE)


def test_a_declaration_that_must_be_made_takes_no_no() -> None:
    assert normal(question("B", required=True), "sí", ZONE) == "true"
    with pytest.raises(WrongUseError):
        normal(question("B", required=True), "no", ZONE)


LIMITS = [
    ("N", Decimal("1.5"), Decimal(3), ("1.5", "3", "2,25"), ("1.49", "3.01", "-2")),
    (
        "D",
        date(2026, 10, 5),
        date(2026, 10, 9),
        ("2026-10-05", "9/10/2026"),
        ("2026-10-04", "2026-10-10"),
    ),
    (
        "W",
        datetime(2026, 10, 5, 9, tzinfo=ZONE),
        datetime(2026, 10, 5, 18),  # noqa: DTZ001  a source may write it without its zone
        ("2026-10-05 09:00", "2026-10-05T21:00Z"),
        ("2026-10-05 08:59", "2026-10-05T21:01Z"),
    ),
]


@pytest.mark.parametrize(("kind", "least", "most", "inside", "outside"), LIMITS)
def test_limits_are_inclusive(
    kind: str, least: object, most: object, inside: tuple[str, ...], outside: tuple[str, ...]
) -> None:
    limited = question(kind, least=least, most=most)

    for text in inside:
        assert normal(limited, text, ZONE)
    for text in outside:
        with pytest.raises(WrongUseError):
            normal(limited, text, ZONE)


@pytest.mark.parametrize("kind", ["S", "T"])
def test_lengths_are_inclusive(kind: str) -> None:
    limited = question(kind, shortest=2, longest=4)

    assert [normal(limited, text, ZONE) for text in ("ab", "abcd")] == ["ab", "abcd"]
    for text in ("a", "abcde"):
        with pytest.raises(WrongUseError):
            normal(limited, text, ZONE)


@pytest.mark.parametrize("kind", ["N", "D", "W"])
def test_a_limit_of_another_type_limits_nothing(kind: str) -> None:
    strange = {"N": date(2026, 1, 1), "D": Decimal(9), "W": date(9998, 1, 1)}[kind]
    text = {"N": "1", "D": "2026-01-01", "W": "2026-01-01 10:00"}[kind]

    assert normal(question(kind, least=strange, most=strange), text, ZONE)


@pytest.mark.parametrize(
    ("kind", "text", "expected"),
    [
        ("B", "True", {"true"}),
        ("B", "false", {"false"}),
        ("B", "", set()),
        ("C", "Vegetariana", {"7", "veg"}),
        ("M", "7,8", {"7", "veg", "8", "gf"}),
        ("M", "Sin gluten, por favor", {"8", "gf"}),
        ("C", "otra", set()),
        ("S", "Sí", {"sí"}),
    ],
)
def test_a_dependency_knows_an_answer_by_several_words(
    kind: str, text: str, expected: set[str]
) -> None:
    assert meanings(question(kind), text) == expected


@given(text=st.text(), kind=st.sampled_from(list(QuestionType)), required=st.booleans())
def test_any_text_is_an_answer_or_is_told_why_not(
    text: str, kind: QuestionType, required: bool
) -> None:
    asked = question(kind, required=required)
    try:
        accepted = normal(asked, text, ZONE)
    except WrongUseError:
        return
    assert normal(asked, accepted, ZONE) == accepted
    accepted.encode()


@given(
    moment=st.datetimes(timezones=st.none() | st.timezones()),
    least=st.datetimes(timezones=st.none() | st.timezones()),
)
def test_any_moment_can_be_compared(moment: datetime, least: datetime) -> None:
    asked = question("W", least=least)
    try:
        accepted = normal(asked, moment.isoformat(), ZONE)
    except WrongUseError:
        return
    assert normal(asked, accepted, ZONE) == accepted


@given(st.text(alphabet=st.characters()))
def test_clean_text_can_be_stored_and_stays_clean(text: str) -> None:
    for lines in (False, True):
        cleaned = clean(text, lines=lines)
        cleaned.encode()
        assert "\x00" not in cleaned
        assert clean(cleaned, lines=lines) == cleaned
