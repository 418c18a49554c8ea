"""The answers of a person that the source wants staff to see; asks and writes nothing."""

from __future__ import annotations

from collections.abc import Sequence

from kiosk.domain.answers import belongs
from kiosk.domain.people import Ticket
from kiosk.domain.questions import Question
from kiosk.services.context import Context
from kiosk.store import answers


def shown_answers(ctx: Context, tickets: Sequence[Ticket]) -> tuple[tuple[Question, str], ...]:
    """(question, answer as kept) in the order of the questions; empty answers are left out."""
    questions = [question for question in ctx.event.catalogue.questions if question.shown]
    if not questions:
        return ()
    known = answers.known(ctx.db, [ticket.ticket_id for ticket in tickets])
    found: list[tuple[Question, str]] = []
    for question in sorted(questions, key=lambda question: question.position):
        own = (t.ticket_id for t in tickets if belongs(question, t))
        texts = dict.fromkeys(known.get((ticket_id, question.id), "") for ticket_id in own)
        found += [(question, text) for text in texts if text]
    return tuple(found)
