"""A scan's outcome as the JSON answer that other programs read; adds no decision.

The keys are a contract (docs/command-line.md); the words are pretix's where it has them.
"""

from __future__ import annotations

from typing import Any

from kiosk.domain.people import Person, Ticket
from kiosk.domain.verdict import FirstVisit, Verdict
from kiosk.services.answer_questions import questions_json
from kiosk.services.assembly import standing
from kiosk.services.check_in import ScanOutcome
from kiosk.services.context import Context
from kiosk.services.print_view import owed
from kiosk.store.moments import to_text
from kiosk.texts import LANGUAGES
from kiosk.texts import explain as words
from kiosk.texts.labels import labels_of


def scan_answer(ctx: Context, outcome: ScanOutcome) -> dict[str, Any]:
    """The answer as JSON values, with all its keys always there.

    Moments are ISO 8601 UTC. `explanation`, `headline` and `next_step` have es, pt and en.
    """
    verdict = outcome.verdict
    return {
        "status": str(verdict.status),
        "reason": _reason(verdict) if not verdict.admitted else None,
        "person": _person(outcome.person),
        "ticket": _ticket(outcome.ticket),
        "checkpoint": outcome.checkpoint.id,
        "direction": str(outcome.direction),
        "at": to_text(outcome.at),
        "offline": outcome.offline,
        "first_visit": _first_visit(verdict.first_visit),
        "questions": questions_json(verdict, ctx.event.timezone),
        "attention": verdict.attention,
        "explanation": _explanation(ctx, outcome),
        "next_step": {"action": str(verdict.next_step)} | _next_step(ctx, verdict),
        "headline": {
            language: words.headline(verdict, language, outcome.checkpoint.kind)
            for language in LANGUAGES
        },
        "checkin_text": verdict.checkin_text,
        "answer": str(verdict.answer),
        "overridden": verdict.overridden,
        "overruled": _reason(verdict) if verdict.overridden else None,
        "may_override": str(verdict.may_override) if verdict.may_override else None,
        "entry_id": outcome.entry_id,
        "assembly": _assembly(ctx, outcome),
        "badge_owed": _badge_owed(ctx, outcome),
    }


def _reason(verdict: Verdict) -> str | None:
    return str(verdict.reason) if verdict.reason else None


def _badge_owed(ctx: Context, outcome: ScanOutcome) -> bool:
    """Whether the person is checked in, with this scan or before, and has no badge that is good."""
    person = outcome.person
    return person is not None and bool(owed(ctx, [person.person_id]))


def _assembly(ctx: Context, outcome: ScanOutcome) -> dict[str, Any] | None:
    """For whom the person stands at the assembly held there; None where for nobody."""
    if outcome.person is None:
        return None
    return standing(ctx, outcome.checkpoint, outcome.person, outcome.at)


def _explanation(ctx: Context, outcome: ScanOutcome) -> dict[str, str]:
    return {
        language: words.explanation(
            outcome.verdict,
            outcome.checkpoint,
            ctx.event.timezone,
            language,
            now=outcome.at,
            labels=labels_of(ctx.event.roles, ctx.event.catalogue),
        )
        for language in LANGUAGES
    }


def _next_step(ctx: Context, verdict: Verdict) -> dict[str, str]:
    return {language: words.next_step(verdict, ctx.event, language) for language in LANGUAGES}


def _person(person: Person | None) -> dict[str, Any] | None:
    """What a door may know; no e-mail and no note."""
    if person is None:
        return None
    return {
        "person_id": person.person_id,
        "name": person.full_name,
        "given_name": person.given_name,
        "family_name": person.family_name,
        "badge_name": person.badge_name,
        "organisation": person.organisation,
        "country": person.country,
        "language": person.language,
        "roles": list(person.roles),
    }


def _ticket(ticket: Ticket | None) -> dict[str, Any] | None:
    """The ticket without its code: the code is a secret of the person."""
    if ticket is None:
        return None
    return {
        "ticket_id": ticket.ticket_id,
        "state": str(ticket.state),
        "product": ticket.product,
        "source": ticket.source,
        "source_ref": ticket.source_ref,
    }


def _first_visit(visit: FirstVisit | None) -> dict[str, str] | None:
    if visit is None:
        return None
    return {"at": to_text(visit.at), "station": visit.station, "operator": visit.operator}
