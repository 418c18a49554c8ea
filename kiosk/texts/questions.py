"""Words around questions at check-in: what is wrong with an answer, and what one says.

Formats only; which answers count is decided in domain/answers.py.
"""

from __future__ import annotations

from datetime import date, datetime, tzinfo
from decimal import Decimal

from kiosk.domain.answer_forms import chosen
from kiosk.domain.questions import Asked, Question, QuestionType
from kiosk.texts.catalog import N_, known, translate
from kiosk.texts.countries import country_name
from kiosk.texts.formats import localised, moment


def problem_text(asked: Asked, lang: str, tz: tzinfo) -> str:
    """What is wrong with the answer given, in one sentence; "" where none was given."""
    if not asked.problem:
        return ""
    values = {name: _shown_limit(value, lang, tz) for name, value in asked.params}
    return translate(asked.problem, lang, **values)


def question_text(question: Question, lang: str) -> str:
    """The question in that language; its identifier or id where it has no words."""
    return localised(question.text, lang) or question.identifier or question.id


def answer_text(question: Question, text: str, lang: str, tz: tzinfo) -> str:
    """A kept answer as people read it: labels, names and local dates instead of normal forms."""
    match question.type:
        case QuestionType.YES_NO:
            return {"true": translate(N_("Sí"), lang), "false": translate(N_("No"), lang)}.get(
                text.casefold(), text
            )
        case QuestionType.CHOICE | QuestionType.CHOICES:
            labels = (localised(option.label, lang) for option in chosen(question, text))
            return ", ".join(label for label in labels if label) or text
        case QuestionType.COUNTRY:
            return country_name(text, lang)
        case QuestionType.DATE | QuestionType.MOMENT:
            found = moment(text)
            dated = question.type is QuestionType.DATE
            return _shown_limit(found.date() if dated else found, lang, tz) if found else text
        case QuestionType.NUMBER:
            return _decimal(text, lang)
        case _:
            return text


def _shown_limit(value: object, lang: str, tz: tzinfo) -> str:
    if isinstance(value, datetime):
        local = value.astimezone(tz) if value.tzinfo else value
        return f"{local:%d/%m/%Y %H:%M}"
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    return _decimal(f"{value:f}", lang) if isinstance(value, Decimal) else str(value)


def _decimal(text: str, lang: str) -> str:
    return text if known(lang) == "en" else text.replace(".", ",")
