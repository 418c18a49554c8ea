"""Of which sector a person's organisation is, where the list asks for it; tells no other answer."""

from __future__ import annotations

from collections.abc import Iterable

from kiosk.domain.checkpoints import Localised
from kiosk.domain.names import fold
from kiosk.domain.questions import Question, QuestionType
from kiosk.services.context import Context
from kiosk.store import answers
from kiosk.store.listing import Listed

_IDENTIFIERS = frozenset({"sector", "organisation_type", "organization_type", "org_type"})
_WORDS = (
    "sector",
    "setor",
    "tipo de organizacion",
    "tipo de organizacao",
    "organization type",
    "organisation type",
    "type of organi",
)
"""By identifier or folded words: how lists ask for the kind of organisation."""
_CHUNK = 500


def sectors(
    ctx: Context, everybody: Iterable[Listed]
) -> tuple[dict[str, str], dict[str, Localised]] | None:
    """Person id -> option id, and the label of each option; None where no question asks for it.

    Only answers that are one of the question's options count.
    """
    question = _question(ctx.event.catalogue.questions)
    if question is None:
        return None
    owners = {t.ticket_id: one.person.person_id for one in everybody for t in one.tickets}
    chosen = _options(question)
    found: dict[str, str] = {}
    tickets = list(owners)
    for start in range(0, len(tickets), _CHUNK):
        for (ticket, asked), text in answers.known(ctx.db, tickets[start : start + _CHUNK]).items():
            option = chosen.get(text) or chosen.get(fold(text))
            if asked == question.id and option is not None:
                found[owners[ticket]] = option
    return found, {option.id: option.label for option in question.options}


def _question(questions: Iterable[Question]) -> Question | None:
    for question in questions:
        text = " ".join(map(fold, question.text.values()))
        named = question.identifier.lower() in _IDENTIFIERS or any(word in text for word in _WORDS)
        if named and question.type is QuestionType.CHOICE:
            return question
    return None


def _options(question: Question) -> dict[str, str]:
    """What an answer may say -> the option's id: its id, its identifier, its words."""
    found: dict[str, str] = {}
    for option in question.options:
        found |= {fold(text): option.id for text in option.label.values()}
        found |= {option.identifier: option.id} if option.identifier else {}
    return found | {option.id: option.id for option in question.options}
