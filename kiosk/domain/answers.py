"""Which questions a ticket still has to answer, and which answers count; pure, asks nobody.

The conditions are pretix's: a question of the ticket's product that is asked at check-in, has no
answer yet, and whose dependency is answered the way it wants.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import tzinfo

from kiosk.domain.answer_forms import clean, meanings, normal
from kiosk.domain.errors import WrongUseError
from kiosk.domain.people import Ticket
from kiosk.domain.questions import Asked, Question, QuestionType


@dataclass(frozen=True, slots=True)
class Answered:
    """`accepted` are the valid ones of the answers given, question id -> normal form.

    `asked` are the questions that still wait, by position; an answer that was given and is wrong
    comes back here with its problem.
    """

    accepted: Mapping[str, str] = field(default_factory=dict)
    asked: tuple[Asked, ...] = ()


def answer(
    questions: Iterable[Question],
    ticket: Ticket,
    known: Mapping[str, str],
    given: Mapping[str, str],
    timezone: tzinfo,
) -> Answered:
    """Take the answers given to the questions of this ticket; never raises for their content.

    `known` are the answers that the ticket has, by question id; a valid answer given replaces
    one, an invalid one does not. `given` is keyed by id or identifier; "" leaves an optional
    question empty on purpose. Local times are meant in `timezone`.
    """
    every = {question.id: question for question in questions}
    waiting = sorted((q for q in every.values() if belongs(q, ticket) and q.at_checkin), key=_order)
    accepted: dict[str, str] = {}
    asked: list[Asked] = []
    while waiting:
        pending = {one.question.id for one in asked}
        for question in _next(waiting, every):
            waiting.remove(question)
            if _wanted(question, every, {**known, **accepted}, pending):
                _take(question, _given(question, given), timezone, accepted, asked, known)
    return Answered(accepted, tuple(sorted(asked, key=lambda one: _order(one.question))))


def belongs(question: Question, ticket: Ticket) -> bool:
    """Whether the question is one of this ticket's product."""
    if question.products is None:
        return True
    return (ticket.product_id or ticket.product) in question.products


def parent_of(question: Question, every: Mapping[str, Question]) -> Question | None:
    """The question that it depends on, by id or identifier; None where there is no such one."""
    found = every.get(question.depends_on)
    if found is not None:
        return found
    return next((q for q in every.values() if q.identifier == question.depends_on), None)


def _order(question: Question) -> tuple[int, bool, int, str]:
    """By position, then by id: numbers as numbers, before words."""
    number = question.id.isdecimal()
    return question.position, not number, len(question.id) if number else 0, question.id


def _next(waiting: list[Question], every: Mapping[str, Question]) -> list[Question]:
    """Those whose parent waits no more; where all wait for one another, the first of them."""
    open_ids = {question.id for question in waiting}
    ready = []
    for question in waiting:
        parent = parent_of(question, every) if question.depends_on else None
        if parent is None or parent.id not in open_ids:
            ready.append(question)
    return ready or waiting[:1]


def _wanted(
    question: Question,
    every: Mapping[str, Question],
    answers: Mapping[str, str],
    pending: set[str],
) -> bool:
    """Whether what it depends on is answered with one of the values that it wants.

    While that is itself asked it may still be: both are asked at once, as pretix's server does,
    and whoever shows them hides the one that does not apply.
    """
    if not question.depends_on:
        return True
    parent = parent_of(question, every)
    if parent is None or parent.id in pending:
        return parent is not None
    wanted = {value.casefold() for value in question.depends_values}
    return not wanted.isdisjoint(meanings(parent, answers.get(parent.id, "")))


def _given(question: Question, given: Mapping[str, str]) -> str | None:
    for key in (question.id, question.identifier):
        if key and key in given:
            return clean(given[key], lines=question.type is QuestionType.TEXT)
    return None


def _take(
    question: Question,
    given: str | None,
    timezone: tzinfo,
    accepted: dict[str, str],
    asked: list[Asked],
    known: Mapping[str, str],
) -> None:
    if given is None:
        if question.id not in known:
            asked.append(Asked(question))
        return
    try:
        accepted[question.id] = normal(question, given, timezone)
    except WrongUseError as error:
        if question.id not in known:
            asked.append(Asked(question, error.message, tuple(error.params.items())))
