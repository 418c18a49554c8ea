"""One answer in the form that pretix takes back, and what is wrong with it; keeps nothing.

normal(question, normal(question, text)) is normal(question, text), for every type.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from datetime import tzinfo
from decimal import Decimal
from itertools import chain

from kiosk.domain.answer_countries import COUNTRIES
from kiosk.domain.answer_times import date_answer, moment_answer, time_answer
from kiosk.domain.errors import WrongUseError
from kiosk.domain.questions import Option, Question, QuestionType

_YES = frozenset(("1", "on", "s", "si", "sim", "sí", "true", "verdadeiro", "verdadero", "y", "yes"))
_NO = frozenset(("0", "false", "falso", "n", "nao", "no", "não", "off"))
_NUMBER = re.compile(r"[+-]?(?=[.,]?[0-9])[0-9]{0,30}(?:[.,][0-9]{0,30})?")
_EMAIL = re.compile(r"[^@\s,;<>]+@[^@\s,;<>.]+(?:\.[^@\s,;<>.]+)+")
_PHONE = re.compile(r"\+?[0-9]{4,17}")
_PHONE_SIGNS = re.compile(r"[\s()./-]+")


def clean(text: str, *, lines: bool = False) -> str:
    """The text without what no keyboard types; one line of it unless `lines`.

    Half of a surrogate pair or a control character would break the store and the upload.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    kept = "".join(c for c in text if c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cs"))
    return kept.strip() if lines else " ".join(kept.split())


def normal(question: Question, text: str, timezone: tzinfo) -> str:
    """The answer's normal form; "" leaves an optional question empty.

    N decimal text · B "true", "false" · C an option's id · M option ids joined by "," ·
    D yyyy-mm-dd · H HH:MM · W ISO 8601 with offset · CC ISO 3166 alpha-2 · TEL digits, with "+"
    where given · S one line · others as given. Raises WrongUseError with the sentence that a
    person is told.
    """
    text = clean(text, lines=question.type is QuestionType.TEXT)
    if not text:
        if question.required:
            raise WrongUseError("Hace falta una respuesta.")
        return ""
    return _FORMS[question.type](question, text, timezone)


def meanings(question: Question, text: str) -> frozenset[str]:
    """All the words, in lower case, that a dependency may know an answer by.

    "true" and "false", or id and identifier of each option chosen; sources also write labels.
    """
    if question.type is QuestionType.YES_NO:
        word = text.strip().casefold()
        return frozenset(("true",) if word in _YES else ("false",) if word in _NO else ())
    if question.type in (QuestionType.CHOICE, QuestionType.CHOICES):
        names = (n for option in chosen(question, text) for n in (option.id, option.identifier))
        return frozenset(name.casefold() for name in names if name)
    return frozenset((text.casefold(),)) if text else frozenset()


def chosen(question: Question, text: str) -> tuple[Option, ...]:
    """The options that an answer names, by id, identifier or label; unknown ones left out."""
    whole = _option(question, text)
    if whole is not None:
        return (whole,)
    return tuple(found for part in text.split(",") if (found := _option(question, part)))


def _option(question: Question, text: str) -> Option | None:
    """The option of that id, else of that identifier, else of that label in any language."""
    given = text.strip()
    word = given.casefold()
    options = question.options if word else ()
    by_id = (option for option in options if option.id == given)
    by_identifier = (option for option in options if option.identifier.casefold() == word)
    by_label = (
        option for option in options if word in {name.casefold() for name in option.label.values()}
    )
    return next(chain(by_id, by_identifier, by_label), None)


def _yes_no(question: Question, text: str, _timezone: tzinfo) -> str:
    word = text.casefold()
    if word in _YES:
        return "true"
    if word not in _NO:
        raise WrongUseError("Responda sí o no.")
    if question.required:
        raise WrongUseError("Para pasar, la respuesta tiene que ser sí.")
    return "false"


def _choice(question: Question, text: str, _timezone: tzinfo) -> str:
    option = _option(question, text)
    if option is None:
        raise WrongUseError("Elija una de las opciones.")
    return option.id


def _choices(question: Question, text: str, timezone: tzinfo) -> str:
    whole = _option(question, text)
    if whole is not None:
        return whole.id
    parts = (part for part in text.split(",") if part.strip())
    ids = dict.fromkeys(_choice(question, part, timezone) for part in parts)
    if not ids:
        raise WrongUseError("Elija una de las opciones.")
    return ",".join(ids)


def _number(question: Question, text: str, _timezone: tzinfo) -> str:
    if not _NUMBER.fullmatch(text):
        raise WrongUseError("Escriba un número, como 3 o 2,5.")
    value = Decimal(text.replace(",", "."))
    if isinstance(question.least, Decimal) and value < question.least:
        raise WrongUseError("El número tiene que ser {least} o más.", least=question.least)
    if isinstance(question.most, Decimal) and value > question.most:
        raise WrongUseError("El número tiene que ser {most} o menos.", most=question.most)
    return f"{value:f}" if value else "0"


def _country(_question: Question, text: str, _timezone: tzinfo) -> str:
    code = text.upper()
    if code not in COUNTRIES:
        raise WrongUseError("Elija un país de la lista.")
    return code


def _phone(_question: Question, text: str, _timezone: tzinfo) -> str:
    digits = _PHONE_SIGNS.sub("", text)
    if digits.startswith("00"):
        digits = f"+{digits[2:]}"
    if not _PHONE.fullmatch(digits):
        raise WrongUseError("Escriba un teléfono con su código de país, como +598 2604 2222.")
    return digits


def _email(_question: Question, text: str, _timezone: tzinfo) -> str:
    if len(text) > 254 or not _EMAIL.fullmatch(text):
        raise WrongUseError("Escriba una dirección de correo, como ana@ejemplo.org.")
    return text


def _text(question: Question, text: str, _timezone: tzinfo) -> str:
    if question.shortest is not None and len(text) < question.shortest:
        raise WrongUseError("Escriba {shortest} letras o más.", shortest=question.shortest)
    if question.longest is not None and len(text) > question.longest:
        raise WrongUseError("Escriba {longest} letras o menos.", longest=question.longest)
    return text


def _file(_question: Question, text: str, _timezone: tzinfo) -> str:
    return text


_FORMS: dict[QuestionType, Callable[[Question, str, tzinfo], str]] = {
    QuestionType.NUMBER: _number,
    QuestionType.LINE: _text,
    QuestionType.TEXT: _text,
    QuestionType.YES_NO: _yes_no,
    QuestionType.CHOICE: _choice,
    QuestionType.CHOICES: _choices,
    QuestionType.FILE: _file,
    QuestionType.DATE: date_answer,
    QuestionType.TIME: time_answer,
    QuestionType.MOMENT: moment_answer,
    QuestionType.COUNTRY: _country,
    QuestionType.PHONE: _phone,
    QuestionType.EMAIL: _email,
}
