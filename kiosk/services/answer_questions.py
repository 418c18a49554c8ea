"""The questions that a scan waits for, in pretix's shape and with what is wrong; decides nothing.

https://docs.pretix.eu/dev/api/resources/questions.html
"""

from __future__ import annotations

from datetime import date, datetime, tzinfo
from decimal import Decimal
from typing import Any

from kiosk.domain.questions import Asked, Question
from kiosk.domain.verdict import Verdict
from kiosk.texts import LANGUAGES
from kiosk.texts.questions import problem_text


def questions_json(verdict: Verdict, tz: tzinfo) -> list[dict[str, Any]]:
    """The questions in the order in which they are asked, as JSON values.

    Ids that are numbers come as numbers, as pretix has them. `problem` is null, or what is wrong
    with the answer that was given, in es, pt and en.
    """
    return [
        _question(asked.question) | {"problem": _problem(asked, tz)} for asked in verdict.questions
    ]


def _question(question: Question) -> dict[str, Any]:
    return {
        "id": _id(question.id),
        "question": dict(question.text),
        "type": str(question.type),
        "required": question.required,
        "options": [
            {
                "id": _id(option.id),
                "identifier": option.identifier,
                "answer": dict(option.label),
                "position": place,
            }
            for place, option in enumerate(question.options)
        ],
        "position": question.position,
        "identifier": question.identifier,
        "ask_during_checkin": question.at_checkin,
        "show_during_checkin": question.shown,
        "dependency_question": _id(question.depends_on) if question.depends_on else None,
        "dependency_values": list(question.depends_values),
        "help_text": dict(question.help) or None,
    } | _limits(question)


def _limits(question: Question) -> dict[str, Any]:
    """Numbers are texts, so that no digit is lost; only those of the question's type are set."""
    found: dict[str, Any] = {
        f"valid_{kind}_{end}": None
        for kind in ("number", "date", "datetime")
        for end in ("min", "max")
    }
    for end, limit in (("min", question.least), ("max", question.most)):
        if isinstance(limit, Decimal):
            found[f"valid_number_{end}"] = f"{limit:f}"
        elif isinstance(limit, datetime):
            found[f"valid_datetime_{end}"] = limit.isoformat()
        elif isinstance(limit, date):
            found[f"valid_date_{end}"] = limit.isoformat()
    return found | {
        "valid_string_length_min": question.shortest,
        "valid_string_length_max": question.longest,
    }


def _problem(asked: Asked, tz: tzinfo) -> dict[str, str] | None:
    if not asked.problem:
        return None
    return {lang: problem_text(asked, lang, tz) for lang in LANGUAGES}


def _id(text: str) -> int | str:
    """As pretix has it where it is a whole number that reads back the same."""
    number = text.isascii() and text.isdigit() and len(text) < 16 and str(int(text)) == text
    return int(text) if number else text
