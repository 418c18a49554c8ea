"""What the decision may look at, and nothing else; decides nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, tzinfo

from kiosk.domain.catalogue import Catalogue
from kiosk.domain.checkpoints import Checkpoint, Direction, Level
from kiosk.domain.people import Person, Ticket
from kiosk.domain.verdict import Reason
from kiosk.domain.visits import Visit


@dataclass(frozen=True, slots=True)
class Rights:
    """What the local lists say of this person at this checkpoint.

    `fresh`: invited, or refused, by somebody on the spot, so that the age of the list does not
    matter. `withdrawn`: the person's invitation was taken back on the spot, which also stands
    against their role; then nothing else is set but `fresh`.
    """

    invited: bool = False
    member: bool = False
    fresh: bool = False
    withdrawn: bool = False


@dataclass(frozen=True, slots=True)
class Override:
    """Somebody's decision to admit all the same; `reason` is why, in their words."""

    operator: str
    reason: str
    level: Level = Level.VOLUNTEER


@dataclass(frozen=True, slots=True)
class Facts:
    """All that the decision may look at.

    `tickets` are those of the scanned code, or all of the person's when a badge was scanned;
    `addons` the tickets that are add-ons to them. `signed`: nobody is known by the code, but it
    carries a good signature, and the only ticket was made of what it says. `visits` are this
    person's at this checkpoint by true time, implied exits put in (presence.timeline). `problem`
    was found before the person was known (unreadable, invalid, other_event, ambiguous, revoked,
    blocked, badge_void). `list_at` is when the invitation list was loaded. `now` is aware; days
    are counted in `timezone`. `known` are the answers that the ticket already has, `given` those
    of this scan: (ticket_id, question id) -> text, and question id -> text. `unanswered`: the
    other stations could not be asked whether they know of another passage.
    """

    checkpoint: Checkpoint
    direction: Direction
    now: datetime
    timezone: tzinfo
    person: Person | None = None
    tickets: tuple[Ticket, ...] = ()
    visits: Sequence[Visit] = ()
    rights: Rights = field(default_factory=Rights)
    inside: int = 0
    problem: Reason | None = None
    problem_params: Mapping[str, object] = field(default_factory=dict)
    list_at: datetime | None = None
    ignore_unpaid: bool = False
    override: Override | None = None
    addons: tuple[Ticket, ...] = ()
    signed: bool = False
    gate: str = ""
    catalogue: Catalogue = field(default_factory=Catalogue)
    known: Mapping[tuple[str, str], str] = field(default_factory=dict)
    given: Mapping[str, str] = field(default_factory=dict)
    questions_supported: bool = True
    unanswered: bool = False
