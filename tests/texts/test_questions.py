"""Words around questions: problems with their limits, answers as people read them."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from kiosk.domain.questions import Asked, Option, Question, QuestionType
from kiosk.texts import LANGUAGES
from kiosk.texts.questions import answer_text, problem_text, question_text

ZONE = ZoneInfo("America/Montevideo")
OPTIONS = (Option("7", {"es": "Vegana", "en": "Vegan"}, "VEG"), Option("8", {"es": "Sin gluten"}))


def question(kind: str = "S") -> Question:
    return Question("1", {"es": "Dieta", "en": "Diet"}, QuestionType(kind), options=OPTIONS)


def test_a_question_without_a_problem_says_nothing() -> None:
    assert problem_text(Asked(question()), "es", ZONE) == ""


@pytest.mark.parametrize(
    ("limit", "es", "en"),
    [
        (Decimal("2.5"), "2,5", "2.5"),
        (Decimal("1E+2"), "100", "100"),
        (date(2026, 10, 5), "05/10/2026", "05/10/2026"),
        (datetime(2026, 10, 5, 12, tzinfo=UTC), "05/10/2026 09:00", "05/10/2026 09:00"),
        (7, "7", "7"),
    ],
    ids=str,
)
def test_limits_are_written_as_people_write_them(limit: object, es: str, en: str) -> None:
    asked = Asked(question(), "Como mucho {most}.", (("most", limit),))

    assert problem_text(asked, "es", ZONE) == f"Como mucho {es}."
    assert problem_text(asked, "en", ZONE) == f"Como mucho {en}."


def test_a_question_in_its_languages() -> None:
    assert [question_text(question(), lang) for lang in LANGUAGES] == ["Dieta", "Dieta", "Diet"]
    assert question_text(Question("9", {}, identifier="KEY"), "es") == "KEY"
    assert question_text(Question("9", {}), "es") == "9"


@pytest.mark.parametrize(
    ("kind", "kept", "es"),
    [
        ("B", "true", "Sí"),
        ("B", "False", "No"),
        ("B", "?", "?"),
        ("C", "7", "Vegana"),
        ("C", "otra cosa", "otra cosa"),
        ("M", "7,8", "Vegana, Sin gluten"),
        ("CC", "UY", "Uruguay"),
        ("CC", "Atlantis", "Atlantis"),
        ("D", "2026-10-05", "05/10/2026"),
        ("D", "mañana", "mañana"),
        ("W", "2026-10-05T12:00:00+00:00", "05/10/2026 09:00"),
        ("H", "09:05", "09:05"),
        ("N", "2.5", "2,5"),
        ("S", "talla 2.5", "talla 2.5"),
    ],
)
def test_an_answer_as_people_read_it(kind: str, kept: str, es: str) -> None:
    assert answer_text(question(kind), kept, "es", ZONE) == es
