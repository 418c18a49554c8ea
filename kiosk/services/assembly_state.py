"""An assembly at a moment, for screens, command line and paper; writes nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from kiosk.domain.assembly import Assembly
from kiosk.domain.checkpoints import Checkpoint
from kiosk.domain.people import Person
from kiosk.domain.quorum import Requests, Tally, requests
from kiosk.services.assembly_tally import assembly_of, count, held_at, nearest_first
from kiosk.services.context import Context
from kiosk.store import people, roll
from kiosk.store.transact import reading


@dataclass(frozen=True, slots=True)
class AssemblyState:
    """One assembly at `at`. `people` are its representatives by id; `asking` are organisations."""

    assembly: Assembly
    at: datetime
    tally: Tally
    requests: Requests
    asking: tuple[str, ...]
    people: Mapping[str, Person]


def state(
    ctx: Context, assembly_id: str = "", at: datetime | None = None, *, named: bool = True
) -> AssemblyState:
    """The state of an assembly, "" for the only one; `at` None means now. Raises as assembly_of.

    `named` False is quick however long the roll: it has the figures, but only the seats of those
    who came, and neither `people` nor `asking`.
    """
    assembly = assembly_of(ctx, assembly_id)
    now = at or ctx.clock()
    with reading(ctx.db):
        came = None if named else roll.visited(ctx.db, assembly.id, assembly.checkpoint)
        tally = count(ctx, assembly, now, came)
        asking = roll.requests_of(ctx.db, assembly.id)
        names = {seat.member.key: seat.member.name for seat in tally.seats}
        delegates = sorted({one.person_id for seat in tally.seats for one in seat.delegates})
        return AssemblyState(
            assembly=assembly,
            at=now,
            tally=tally,
            requests=requests(assembly, tally.totals, len(asking)),
            asking=tuple(names[key] for key in asking) if named else (),
            people=people.get_many(ctx.db, delegates) if named else {},
        )


def state_at(ctx: Context, checkpoint: Checkpoint) -> AssemblyState | None:
    """The figures of the assembly that is on at a checkpoint now; None where none is held there."""
    now = ctx.clock()
    chosen = next(iter(nearest_first(held_at(ctx, checkpoint), now, ctx.event.timezone)), None)
    return state(ctx, chosen.id, now, named=False) if chosen else None
