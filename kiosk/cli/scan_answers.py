"""Answers to questions as options or JSON give them, made into texts; judges no answer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, cast

from kiosk.cli.options import clean
from kiosk.domain.errors import WrongUseError
from kiosk.texts import N_

if TYPE_CHECKING:
    from kiosk.domain.questions import Question


def require_questions(asked: Iterable[str], questions: Sequence[Question]) -> None:
    """WrongUseError for an answer to a question that the event does not have, by id or key."""
    known = {name for one in questions for name in (one.id, one.identifier)}
    for name in asked:
        if name in known:
            continue
        if not questions:
            raise WrongUseError(
                N_("El evento no hace preguntas: no se puede responder «{name}»."), name=name[:80]
            )
        raise WrongUseError(
            N_("El evento no tiene la pregunta «{name}»; las que hay: {choices}."),
            name=name[:80],
            choices=", ".join(one.identifier or one.id for one in questions),
        )


def answers_of_options(options: Sequence[str]) -> dict[str, str]:
    """ID=TEXT each, as a dictionary; WrongUseError where "=" or the id is missing."""
    found = {}
    for option in options:
        question, sign, text = clean(option).partition("=")
        if not sign or not question.strip():
            raise WrongUseError(
                N_("--answer se escribe PREGUNTA=RESPUESTA, no «{text}»."), text=clean(option)[:80]
            )
        found[question.strip()] = text
    return found


def answers_of_json(value: object) -> dict[str, str]:
    """The answers of one line. Numbers, true, false and lists of options become texts; null is "".

    WrongUseError for anything else.
    """
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise WrongUseError(_NOT_TEXTS)
    return {clean(key): _text(answer) for key, answer in value.items()}


_NOT_TEXTS = N_("El campo «answers» debe ser un objeto de textos.")


def _text(value: object) -> str:
    match value:
        case str():
            return clean(value)
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case int() | float():
            return str(value)
        case list():
            parts = cast("list[object]", value)
            if not any(isinstance(part, (list, dict)) for part in parts):
                return ",".join(_text(part) for part in parts)
    raise WrongUseError(_NOT_TEXTS)
