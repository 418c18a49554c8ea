"""pretix's questions as ours, with all their limits; asks nobody."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from zoneinfo import ZoneInfo

from kiosk.domain.questions import Option, Question, QuestionType
from kiosk.sources.pretix import wire
from kiosk.sources.pretix.texts import aware, localised
from kiosk.sources.pretix.wire import decode, text_id

_TYPES = {str(kind): kind for kind in QuestionType}


def question(data: object, zone: ZoneInfo) -> Question:
    """The question; a type that is not known here is answered with a line of text.

    Raises WrongUseError that names the question and the field which is wrong.
    """
    said = decode(data, wire.Question, "question")
    kind = _TYPES.get(said.type or "", QuestionType.LINE)
    number = text_id(said.id)
    least, most = _limits(said, kind, zone)
    return Question(
        id=number,
        text=localised(said.question, otherwise=said.identifier or number),
        type=kind,
        identifier=said.identifier or "",
        required=bool(said.required),
        at_checkin=bool(said.ask_during_checkin),
        shown=bool(said.show_during_checkin),
        position=said.position or 0,
        products=tuple(map(text_id, said.items or ())),
        options=tuple(_option(option) for option in said.options or ()),
        depends_on=text_id(said.dependency_question),
        depends_values=tuple(_value(value) for value in said.dependency_values or ()),
        help=localised(said.help_text) if said.help_text else {},
        least=least,
        most=most,
        shortest=said.valid_string_length_min,
        longest=said.valid_string_length_max,
    )


def _option(option: wire.Option) -> Option:
    number, identifier = text_id(option.id), option.identifier or ""
    return Option(number, localised(option.answer, otherwise=identifier or number), identifier)


def _value(value: str) -> str:
    """Pretix writes "True" and "False" for yes-no questions."""
    return value.lower() if value in {"True", "False"} else value


Limit = Decimal | date | datetime | None


def _limits(said: wire.Question, kind: QuestionType, zone: ZoneInfo) -> tuple[Limit, Limit]:
    """The limits of the question's own type; others may be set and do not count."""
    match kind:
        case QuestionType.NUMBER:
            return _number(said.valid_number_min), _number(said.valid_number_max)
        case QuestionType.DATE:
            return _day(said.valid_date_min), _day(said.valid_date_max)
        case QuestionType.MOMENT:
            return aware(said.valid_datetime_min, zone), aware(said.valid_datetime_max, zone)
        case _:
            return None, None


def _number(value: str | float | None) -> Decimal | None:
    """A limit, None for what is no number: pretix writes decimals as texts."""
    if value is None:
        return None
    try:
        number = Decimal(str(value))
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def _day(value: str | None) -> date | None:
    try:
        return date.fromisoformat(value) if value else None
    except ValueError:
        return None
