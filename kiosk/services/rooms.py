"""The state of one room for its door: head count, list, latest scans; writes nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from kiosk.domain.checkpoints import BY_LIST, Admits, Checkpoint, Direction, Kind
from kiosk.domain.errors import WrongUseError
from kiosk.domain.journal import Entry, EntryKind
from kiosk.services import head_count
from kiosk.services.assembly_state import AssemblyState, state_at
from kiosk.services.assembly_tally import held_at
from kiosk.services.context import Context
from kiosk.services.facts import checkpoint_of
from kiosk.services.head_count import Inside
from kiosk.services.signed import is_signed_id
from kiosk.store import journal, people, rights, roll, visits
from kiosk.store.moments import to_moment
from kiosk.store.transact import reading
from kiosk.texts import N_

_SHOWN = 10


@dataclass(frozen=True, slots=True)
class LatestLine:
    """One scan at the door, admitted or not; `name` is empty for an unknown code.

    `signed`: by a signed ticket that nobody is known by.
    """

    entry_id: str
    kind: EntryKind
    at: datetime
    direction: Direction | None
    name: str
    reason: str
    counts: bool
    organisation: str = ""
    signed: bool = False


@dataclass(frozen=True, slots=True)
class RoomState:
    """A room now. `admitted_total` counts different people; `invited` is None where all may enter.

    `list_at` is when the invitation list was loaded, None where there is none. `assembly` is the
    one that is on here, without names; then `invited` are those who represent somebody.
    """

    checkpoint: Checkpoint
    inside: int
    capacity: int | None
    admitted_total: int
    invited: int | None
    list_at: datetime | None
    latest: tuple[LatestLine, ...]
    assembly: AssemblyState | None = None


@dataclass(frozen=True, slots=True)
class HeadCount:
    """How many people are inside one checkpoint."""

    checkpoint: Checkpoint
    inside: int


def head_counts(ctx: Context, at: datetime | None = None) -> tuple[HeadCount, ...]:
    """The head count of every entrance and room now, or at that moment; a hand-out has none."""

    def count(checkpoint: Checkpoint) -> int:
        if at is None:
            return head_count.inside(ctx, checkpoint, ctx.clock())
        return len(head_count.people_inside(ctx, checkpoint, at))

    with reading(ctx.db):
        places = (c for c in ctx.event.checkpoints if c.kind is not Kind.HANDOUT)
        return tuple(HeadCount(checkpoint, count(checkpoint)) for checkpoint in places)


def room_state(ctx: Context, checkpoint_id: str) -> RoomState:
    """The state of a checkpoint. Raises NotFoundError for an unknown one."""
    checkpoint = checkpoint_of(ctx, checkpoint_id)
    by_list = checkpoint.admits in BY_LIST
    with reading(ctx.db):
        tally = visits.tally(ctx.db, checkpoint.id)
        return RoomState(
            checkpoint=checkpoint,
            inside=head_count.inside(ctx, checkpoint, ctx.clock()),
            capacity=checkpoint.capacity,
            admitted_total=tally.people,
            invited=_entitled(ctx, checkpoint) if by_list else None,
            list_at=rights.list_at(ctx.db, checkpoint.id),
            latest=_latest(ctx, journal.latest_at(ctx.db, checkpoint.id, _SHOWN)),
            assembly=state_at(ctx, checkpoint),
        )


def _entitled(ctx: Context, checkpoint: Checkpoint) -> int:
    """How many people the lists let in; at an assembly those who represent somebody."""
    held = held_at(ctx, checkpoint) if checkpoint.admits is Admits.MEMBERS else ()
    named = max((roll.people_on(ctx.db, one.id) for one in held), default=0)
    return named or rights.people_invited(ctx.db, checkpoint.id, ctx.clock())


def people_inside(
    ctx: Context, checkpoint_id: str, at: datetime | None = None
) -> tuple[Inside, ...]:
    """Everybody inside a checkpoint now, or at that moment, by the time of entry.

    Raises NotFoundError for an unknown checkpoint, WrongUseError for a hand-out.
    """
    checkpoint = checkpoint_of(ctx, checkpoint_id)
    if checkpoint.kind is Kind.HANDOUT:
        raise WrongUseError(
            N_("En «{checkpoint}» se entrega algo: nadie queda adentro."), checkpoint=checkpoint.id
        )
    with reading(ctx.db):
        return head_count.people_inside(ctx, checkpoint, at)


def _latest(ctx: Context, entries: list[Entry]) -> tuple[LatestLine, ...]:
    ids = [entry.person_id for entry in entries if entry.person_id]
    known = people.get_many(ctx.db, ids)
    names = {key: person.full_name for key, person in known.items()}
    organisations = {key: person.organisation for key, person in known.items()}
    return tuple(
        LatestLine(
            entry_id=entry.id,
            kind=entry.kind,
            at=to_moment(entry.at),
            direction=entry.direction,
            name=names.get(entry.person_id or "", ""),
            reason=str(entry.payload.get("reason") or ""),
            counts=visits.exists(ctx.db, entry.id),
            organisation=organisations.get(entry.person_id or "", ""),
            signed=is_signed_id(entry.person_id or ""),
        )
        for entry in entries
    )
