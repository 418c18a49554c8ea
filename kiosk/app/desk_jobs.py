"""What the desk asks of the store, each as one job on its worker; touches no widget."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from kiosk.app import prints_jobs
from kiosk.app.desk_model import Place
from kiosk.app.prints_jobs import Queue
from kiosk.domain.codes import CodeKind, parse
from kiosk.domain.errors import KnownError
from kiosk.domain.facts import Override
from kiosk.domain.verdict import Status
from kiosk.services import desk, printing, sync
from kiosk.services.ask_first import scan_or_ask
from kiosk.services.card import PersonCard, person_card
from kiosk.services.check_in import ScanOutcome, ScanRequest, explain, scan
from kiosk.services.context import Context
from kiosk.services.counts import Counts, counts
from kiosk.services.desk import LastCheckIn, WalkIn, last_check_in, similar, walk_in
from kiosk.services.find import Found, found_of
from kiosk.services.look_up import is_unknown
from kiosk.services.sync_values import SourceStatus


@dataclass(frozen=True, slots=True)
class Shown:
    """A person as the card needs them, and as the list does."""

    found: Found
    card: PersonCard
    outcome: ScanOutcome


@dataclass(frozen=True, slots=True)
class Seen:
    """What a scanned text came to; `shown` is None where it names nobody.

    `to_ask`: nothing is recorded yet, a source may know whose it is.
    """

    outcome: ScanOutcome
    shown: Shown | None
    to_ask: bool = False


@dataclass(frozen=True, slots=True)
class Done:
    """A check-in: what was decided, whether a badge is on its way, and what went wrong with it."""

    outcome: ScanOutcome
    shown: Shown
    printing: bool = False
    problem: KnownError | None = None


@dataclass(frozen=True, slots=True)
class Figures:
    """What the bars and the queue show."""

    counts: Counts
    last: LastCheckIn | None
    queue: Queue
    sources: tuple[SourceStatus, ...] = ()


def is_code(text: str, place: Place) -> bool:
    """Whether the text is a code of this event, typed in by hand."""
    return parse(text, place.event.code).kind in (CodeKind.TICKET, CodeKind.BADGE)


def show(ctx: Context, person_id: str, checkpoint: str) -> Shown:
    """The person's card and what the entrance would say; records nothing."""
    outcome = explain(ctx, ScanRequest(person_id=person_id, checkpoint=checkpoint))
    return _shown(ctx, person_id, outcome)


def see(ctx: Context, text: str, place: Place, *, may_ask: bool = False) -> Seen:
    """A scanned text. Who may enter, or is to be asked first, waits; a refusal is recorded now.

    So is the entry by a signed ticket that nobody is known by: there is no card to wait in.
    With `may_ask` a code that nobody here knows is not decided yet: a source may know it.
    """
    request = ScanRequest(text=text, checkpoint=place.checkpoint, operator=place.station.operator)
    outcome = explain(ctx, request)
    if may_ask and is_unknown(ctx, text):
        return Seen(outcome, None, to_ask=True)
    decided = outcome.verdict.status is not Status.INCOMPLETE
    if decided and (not outcome.verdict.admitted or outcome.person is None):
        outcome = scan(ctx, request)
    person = outcome.person
    return Seen(outcome, _shown(ctx, person.person_id, outcome) if person else None)


def check_in(
    ctx: Context,
    person_id: str,
    place: Place,
    *,
    with_badge: bool,
    override: Override | None = None,
    answers: Mapping[str, str] | None = None,
) -> Done:
    """Check the person in and queue the badge. A printer's trouble does not undo the check-in.

    `answers` are those to the questions of the check-in, by question id.
    """
    request = ScanRequest(
        person_id=person_id,
        checkpoint=place.checkpoint,
        operator=place.station.operator,
        override=override,
        answers=answers or {},
    )
    outcome = scan(ctx, request) if override else scan_or_ask(ctx, request)
    done = Done(outcome, _shown(ctx, person_id, outcome))
    if not outcome.verdict.admitted or not with_badge or not done.shown.card.has_badge:
        return done
    return queue_badge(ctx, done, place, "")


def queue_badge(ctx: Context, done: Done, place: Place, reason: str) -> Done:
    """Queue the badge of somebody who is checked in; `reason` is that of a reprint."""
    person_id = done.shown.card.person.person_id
    try:
        printing.enqueue(ctx, person_id, operator=place.station.operator, reason=reason)
    except KnownError as problem:
        return replace(done, problem=problem)
    return replace(done, printing=True)


def print_owed(ctx: Context, person_id: str, place: Place) -> Done:
    """The badge of somebody who is checked in and has none that is good."""
    shown = show(ctx, person_id, place.checkpoint)
    return queue_badge(ctx, Done(shown.outcome, shown), place, "")


def correct(ctx: Context, person_id: str, changes: Mapping[str, object], place: Place) -> Shown:
    """Keep the changes and answer the card that follows from them. Raises as desk.correct()."""
    desk.correct(ctx, person_id, dict(changes), place.station.operator)
    return show(ctx, person_id, place.checkpoint)


def reprint(ctx: Context, person_id: str, place: Place, reason: str) -> Done:
    """Another badge, with its reason; the one before opens nothing from now on."""
    try:
        printing.reprint(ctx, person_id, reason, place.station.operator)
    except KnownError as problem:
        shown = show(ctx, person_id, place.checkpoint)
        return Done(shown.outcome, shown, problem=problem)
    shown = show(ctx, person_id, place.checkpoint)
    return Done(shown.outcome, shown, printing=True)


def register(
    ctx: Context, form: WalkIn, place: Place, cleared: frozenset[str]
) -> Done | list[tuple[Found, str]]:
    """Register a walk-in and check them in; answers similar people nobody has answered for."""
    alike = similar(ctx, form.given_name, form.family_name, form.organisation, form.email)
    still_open = [pair for pair in alike if pair[0].person.person_id not in cleared]
    if still_open:
        return alike
    person_id = walk_in(ctx, form, place.station.operator)
    return check_in(ctx, person_id, place, with_badge=True)


def figures(ctx: Context) -> Figures:
    """The counts, the last check-in of this station, the print queue and the sources."""
    return Figures(counts(ctx), last_check_in(ctx), prints_jobs.queue(ctx), sync.status(ctx))


def _shown(ctx: Context, person_id: str, outcome: ScanOutcome) -> Shown:
    card = person_card(ctx, person_id)
    return Shown(found_of(ctx, [card.person])[0], card, outcome)
