"""Makes questions into the fields that forms draw, in the language in force; judges no answer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import tzinfo

from kiosk.domain.answer_countries import COUNTRIES
from kiosk.domain.answer_forms import meanings
from kiosk.domain.answers import parent_of
from kiosk.domain.questions import Asked, Question, QuestionType
from kiosk.texts import _, current
from kiosk.texts.countries import countries
from kiosk.texts.formats import localised
from kiosk.texts.questions import problem_text, question_text
from kiosk.ui.widgets.question_state import Input, QuestionField

_FEW, _LETTERS = 4, 44
"""Options, and letters of all of them together, that fit as buttons in one row of the desk."""

_EXAMPLES = {
    QuestionType.DATE: "31/12/2026",
    QuestionType.TIME: "09:30",
    QuestionType.MOMENT: "31/12/2026 09:30",
    QuestionType.PHONE: "+598 2604 2222",
    QuestionType.EMAIL: "ana@example.org",
}
_INPUTS = {
    QuestionType.TEXT: Input.LINES,
    QuestionType.YES_NO: Input.ONE,
    QuestionType.CHOICES: Input.MANY,
    QuestionType.COUNTRY: Input.LIST,
    QuestionType.FILE: Input.FILE,
}


def fields_of(
    asked: Iterable[Asked], given: Mapping[str, str], tz: tzinfo
) -> tuple[QuestionField, ...]:
    """The fields of a form, with what was answered before: question id -> text.

    A question that depends on one that is asked too is only seen while that is answered so; one
    that depends on an answer already known is asked because of it.
    """
    asked = tuple(asked)
    every = {one.question.id: one.question for one in asked}
    return tuple(
        _dependent(_field(one, given.get(one.question.id, ""), tz), one.question, every)
        for one in asked
    )


def _dependent(
    field: QuestionField, question: Question, every: Mapping[str, Question]
) -> QuestionField:
    parent = parent_of(question, every) if question.depends_on else None
    if parent is None:
        return field
    wanted = {value.casefold() for value in question.depends_values}
    offered = [value for value, _words in options_of(parent)]
    values = [v.casefold() for v in offered if not wanted.isdisjoint(meanings(parent, v))]
    return replace(field, depends_on=parent.id, depends_values=tuple(values) or tuple(wanted))


def _field(asked: Asked, value: str, tz: tzinfo) -> QuestionField:
    question, lang = asked.question, current()
    options, example = options_of(question), _EXAMPLES.get(question.type, "")
    return QuestionField(
        id=question.id,
        label=question_text(question, lang),
        input=_input(question, options),
        help=localised(question.help, lang),
        example=_("Ej.: {example}", example=example) if example else "",
        required=question.required,
        options=options,
        value=value,
        problem=problem_text(asked, lang, tz),
    )


def options_of(question: Question) -> tuple[tuple[str, str], ...]:
    """(value, words) of what may be chosen; empty where an answer is written."""
    match question.type:
        case QuestionType.YES_NO:
            return (("true", _("Sí")), ("false", _("No")))
        case QuestionType.CHOICE | QuestionType.CHOICES:
            lang = current()
            return tuple((o.id, localised(o.label, lang) or o.id) for o in question.options)
        case QuestionType.COUNTRY:
            return tuple(pair for pair in countries(current()) if pair[0] in COUNTRIES)
    return ()


def _input(question: Question, options: tuple[tuple[str, str], ...]) -> Input:
    if question.type is not QuestionType.CHOICE:
        return _INPUTS.get(question.type, Input.LINE)
    few = len(options) <= _FEW and sum(len(words) for _value, words in options) <= _LETTERS
    return Input.ONE if few else Input.LIST
