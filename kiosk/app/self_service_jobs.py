"""What self-service asks of the store's thread, each as one job; draws nothing.

A person is known by a code, or by a code and a surname together, never by a name alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from kiosk.domain.checkpoints import Admits, Checkpoint, Kind
from kiosk.domain.event import Event
from kiosk.domain.names import fold
from kiosk.domain.people import Person
from kiosk.domain.print_job import JobState
from kiosk.domain.verdict import Reason, Status
from kiosk.services import printing
from kiosk.services.ask_first import scan_or_ask
from kiosk.services.badge_choices import comes_with_badge
from kiosk.services.badge_content import person_of
from kiosk.services.check_in import ScanOutcome, ScanRequest, explain, scan
from kiosk.services.context import Context
from kiosk.services.find import found_of
from kiosk.services.help_number import next_help
from kiosk.services.look_up import is_unknown
from kiosk.store import prints
from kiosk.texts import current
from kiosk.texts.formats import localised, time_of

NAME_WRONG, NO_CODE, PRINTER, SIGNED = "name_wrong", "no_code", "printer", "signed"
QUESTIONS = "questions"
"""Why somebody is sent to the desk, beside the reasons of a verdict; read by the desk only."""

_FINEST_DPI = 144


@dataclass(frozen=True, slots=True)
class Greeting:
    """A person to greet, or None and the number to tell the desk.

    `arrived` is true where the check-in stands already and only the badge is owed, `bare` where the
    ticket comes without a badge, `valid` where a signed ticket is good but the list does not name
    anybody who could have a badge, `asks` where only an answer is missing: this station asks none.
    """

    person: Person | None = None
    badge_png: bytes = b""
    arrived: bool = False
    help_number: str = ""
    bare: bool = False
    valid: bool = False
    asks: bool = False


@dataclass(frozen=True, slots=True)
class Typed:
    """What came of a code and a surname. `unknown`: nobody is known here by such a code."""

    greeting: Greeting | None = None
    unknown: bool = False


@dataclass(frozen=True, slots=True)
class Ordered:
    """A print job on its way, or "" and the number to tell the desk; the others as in Greeting.

    `bare`: the arrival stands, and there is nothing to print.
    """

    job_id: str = ""
    help_number: str = ""
    bare: bool = False
    asks: bool = False


def greet(ctx: Context, request: ScanRequest) -> Greeting:
    """Who this is and whether a badge may be printed; the check-in itself comes with the print.

    A refusal is recorded here: nobody will press anything for it. The entry by a signed ticket of
    somebody whom the list does not name is not: the desk records it, and makes the badge.
    """
    outcome = explain(ctx, request)
    if outcome.verdict.admitted and outcome.person is not None:
        picture = _preview(ctx, outcome.person)
        return Greeting(outcome.person, picture, bare=not picture)
    if outcome.verdict.admitted:
        return Greeting(help_number=next_help(ctx, None, SIGNED, request.operator), valid=True)
    if outcome.verdict.status is Status.INCOMPLETE:
        return Greeting(help_number=_help_to_answer(ctx, outcome, request), asks=True)
    outcome = scan(ctx, request)
    person = outcome.person
    if person is not None and _owed(ctx, outcome):
        return Greeting(person, _preview(ctx, person), arrived=True)
    reason = str(outcome.verdict.reason or "")
    person_id = person.person_id if person else None
    return Greeting(help_number=next_help(ctx, person_id, reason, request.operator))


def greet_known(ctx: Context, request: ScanRequest) -> Greeting | None:
    """As greet(), or None with nothing recorded where nobody is known by the code."""
    return None if is_unknown(ctx, request.text) else greet(ctx, request)


def greet_by_code(ctx: Context, request: ScanRequest, surname: str) -> Typed:
    """As greet(), if code and surname belong together; nothing is recorded otherwise."""
    texts = (request.text, f"{ctx.event.code}.{request.text}")
    for text in texts:
        asked = ScanRequest(
            text=text,
            checkpoint=request.checkpoint,
            operator=request.operator,
            gate=request.gate,
        )
        outcome = explain(ctx, asked)
        if outcome.person and not outcome.badge_scanned and surname_fits(outcome.person, surname):
            return Typed(greet(ctx, asked))
    return Typed(unknown=all(is_unknown(ctx, text) for text in texts))


def surname_fits(person: Person, typed: str) -> bool:
    """Whether every typed word is a word of the surname (of the name where there is none)."""
    own = set(fold(person.family_name or person.given_name).split())
    words = fold(typed).split()
    return bool(words) and all(word in own for word in words) and max(map(len, words)) > 1


def check_in_and_print(ctx: Context, request: ScanRequest, *, arrived: bool) -> Ordered:
    """Record the arrival (unless it stands already) and queue the badge, once, if there is one."""
    person_id = request.person_id or ""
    if not arrived:
        outcome = scan_or_ask(ctx, request)
        if outcome.verdict.status is Status.INCOMPLETE:
            return Ordered(help_number=_help_to_answer(ctx, outcome, request), asks=True)
        if not outcome.verdict.admitted and not _owed(ctx, outcome):
            reason = str(outcome.verdict.reason or "")
            return Ordered(help_number=next_help(ctx, person_id, reason, request.operator))
    if not comes_with_badge(ctx, person_of(ctx, person_id)):
        return Ordered(bare=True)
    jobs = prints.of_person(ctx.db, person_id)
    on_the_way = [job.job_id for job in jobs if JobState(job.state).pending]
    if on_the_way:
        return Ordered(on_the_way[0])
    if any(job.state in ("failed", "unknown") for job in jobs):
        return Ordered(help_number=next_help(ctx, person_id, PRINTER, request.operator))
    return Ordered(printing.enqueue(ctx, person_id, operator=request.operator).job_id)


def print_state(ctx: Context, person_id: str, job_id: str) -> str:
    """Where the job stands, in the words of JobState; failed for a job that is gone."""
    jobs = {job.job_id: job.state for job in prints.of_person(ctx.db, person_id)}
    return jobs.get(job_id, "failed")


def _help_to_answer(ctx: Context, outcome: ScanOutcome, request: ScanRequest) -> str:
    person_id = outcome.person.person_id if outcome.person else None
    return next_help(ctx, person_id, QUESTIONS, request.operator)


def _owed(ctx: Context, outcome: ScanOutcome) -> bool:
    if outcome.person is None or outcome.verdict.reason is not Reason.ALREADY_REDEEMED:
        return False
    return found_of(ctx, [outcome.person])[0].badge_owed


def _preview(ctx: Context, person: Person) -> bytes:
    return printing.preview(ctx, person.person_id, dpi=_FINEST_DPI)


def entrance_of(event: Event, wanted: str) -> Checkpoint | None:
    """The checkpoint where self-service checks in: the station's own, else the first entrance."""
    entrances = [c for c in event.checkpoints if c.kind is Kind.ENTRANCE]
    return event.checkpoint(wanted) or (entrances[0] if entrances else None)


def goes_to(event: Event, person: Person, now: datetime) -> tuple[str, str]:
    """When and what that room is, and where, in the language in force; "" where there is none."""
    session = next_session(event, person, now)
    if session is None:
        return "", ""
    opens, room = session
    language = current()
    name = localised(room.name, language)
    return f"{time_of(opens, event.timezone)} · {name}", localised(room.place, language)


def next_session(event: Event, person: Person, now: datetime) -> tuple[datetime, Checkpoint] | None:
    """Today's next room that is open to this person by role or to everyone.

    Invitations are left out: the screen stands in public.
    """
    today = now.astimezone(event.timezone).date()
    coming = [
        (slot.opens, checkpoint)
        for checkpoint in event.checkpoints
        if checkpoint.kind is Kind.ROOM and _open_to(checkpoint, person)
        for slot in checkpoint.slots
        if slot.opens is not None
        and slot.opens > now
        and slot.opens.astimezone(event.timezone).date() == today
    ]
    return min(coming, key=lambda pair: pair[0]) if coming else None


def _open_to(checkpoint: Checkpoint, person: Person) -> bool:
    if checkpoint.admits is Admits.ROLES:
        return any(role in checkpoint.roles for role in person.roles)
    return checkpoint.admits is Admits.EVERYONE
