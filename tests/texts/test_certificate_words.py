"""Days and hours as certificates say them."""

from datetime import date

import pytest

from kiosk.texts.certificate import days, hours, issued, number_of_days
from kiosk.texts.report import number


def october(*numbers):
    return [date(2026, 10, each) for each in numbers]


@pytest.mark.parametrize(
    ("attended", "es", "pt", "en"),
    [
        (october(6), "6 de octubre de 2026", "6 de outubro de 2026", "6 October 2026"),
        (october(5, 6, 7), "5–7 de octubre de 2026", "5–7 de outubro de 2026", "5–7 October 2026"),
        (october(5, 6, 9), "5–6 y 9 de octubre de 2026", "5–6 e 9 de outubro de 2026", "5–6 and 9 October 2026"),
        (october(5, 7, 9), "5, 7 y 9 de octubre de 2026", "5, 7 e 9 de outubro de 2026", "5, 7 and 9 October 2026"),
        (
            [date(2026, 10, 31), date(2026, 11, 1)],
            "31 de octubre – 1 de noviembre de 2026",
            "31 de outubro – 1 de novembro de 2026",
            "31 October – 1 November 2026",
        ),
        (
            [date(2026, 10, 30), date(2026, 11, 2)],
            "30 de octubre de 2026 y 2 de noviembre de 2026",
            "30 de outubro de 2026 e 2 de novembro de 2026",
            "30 October 2026 and 2 November 2026",
        ),
    ],
    ids=["one", "run", "run and day", "days", "over the month", "two months"],
)  # fmt: skip
def test_days(attended, es, pt, en):
    assert [days(attended, lang) for lang in ("es", "pt", "en")] == [es, pt, en]


@pytest.mark.parametrize(
    ("minutes", "said"),
    [(0, "0 min"), (45, "45 min"), (60, "1 h"), (750, "12 h 30 min"), (6000, "100 h")],
)
def test_hours(minutes, said):
    assert hours(minutes).replace("\u00a0", " ") == said


def test_other_words():
    assert number_of_days(1, "es") == "1 día de asistencia"
    assert number_of_days(3, "pt") == "3 dias de presença"
    assert issued(date(2026, 10, 9), "en") == "Issued on 9 October 2026"


@pytest.mark.parametrize(("lang", "said"), [("es", "12.345"), ("pt", "12.345"), ("en", "12,345")])
def test_numbers_are_grouped_as_the_language_does(lang, said):
    assert number(12345, lang) == said
