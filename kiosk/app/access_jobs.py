"""What the desk's access page asks of the store, each as one job on its worker; no widget."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from kiosk.domain.errors import NotFoundError
from kiosk.services import invite, next_moment
from kiosk.services.check_in import ScanOutcome, ScanRequest, explain
from kiosk.services.context import Context
from kiosk.services.find import Found, found_of
from kiosk.services.invite import Grant
from kiosk.services.simulate import Simulation, simulate
from kiosk.texts import N_


@dataclass(frozen=True, slots=True)
class Told:
    """A person at a moment (aware), and what every checkpoint says of them then, in their order."""

    found: Found
    at: datetime
    rooms: tuple[Simulation, ...]


def tell(ctx: Context, person_id: str, at: datetime | None) -> Told:
    """Simulate an entry everywhere; None means now. Records nothing. Raises NotFoundError."""
    then = at or ctx.clock()
    requests = [_request(person_id, c.id, then) for c in ctx.event.checkpoints]
    rooms = tuple(simulate(ctx, request) for request in requests)
    person = next((room.outcome.person for room in rooms), None)
    if person is None:
        raise NotFoundError(N_("Esa persona no está en la lista."))
    return Told(found_of(ctx, [person])[0], then, rooms)


def later(ctx: Context, person_id: str, checkpoint: str, at: datetime) -> datetime | None:
    """The next moment at which waiting alone admits there, None where it never does."""
    return next_moment.next_moment(ctx, _request(person_id, checkpoint, at))


def by_code(ctx: Context, text: str, checkpoint: str) -> ScanOutcome:
    """Whose code it is, and what that checkpoint would say; records nothing."""
    return explain(ctx, ScanRequest(text=text, checkpoint=checkpoint))


def invite_or_not(ctx: Context, asked: Grant, *, withdraw: bool) -> None:
    """Grant or withdraw an invitation. Raises as services.invite does."""
    (invite.withdraw if withdraw else invite.grant)(ctx, asked)


def _request(person_id: str, checkpoint: str, at: datetime) -> ScanRequest:
    return ScanRequest(person_id=person_id, checkpoint=checkpoint, at=at)
