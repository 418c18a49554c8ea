"""The Member Assembly at its door: who is a member, whom they stand for, quorum and requests.

What is recorded: that a call's quorum was reached, and that an organisation asks for an assembly.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from kiosk.domain.assembly import Assembly
from kiosk.domain.checkpoints import Admits, Checkpoint
from kiosk.domain.errors import NotFoundError
from kiosk.domain.journal import Draft, Entry, EntryKind
from kiosk.domain.names import fold
from kiosk.domain.people import Person
from kiosk.services.assembly_tally import assembly_of, count, held_at, nearest_first
from kiosk.services.context import Context
from kiosk.store import journal, roll
from kiosk.store.moments import to_text
from kiosk.store.transact import reading, writing
from kiosk.texts import N_


def is_member(ctx: Context, checkpoint: Checkpoint, person: Person) -> bool:
    """Whether somebody represents an organisation, in any capacity, at an assembly held there.

    False at a checkpoint that does not admit members.
    """
    return checkpoint.admits is Admits.MEMBERS and any(
        roll.mandates_of(ctx.db, assembly.id, person) for assembly in held_at(ctx, checkpoint)
    )


def standing(
    ctx: Context, checkpoint: Checkpoint, person: Person, at: datetime | None = None
) -> dict[str, Any] | None:
    """For whom somebody stands at the assembly held there; None where for nobody.

    {"assembly": id, "organisations": [{"organisation", "votes", "capacity", "acting"}]}. `acting`:
    this person has the organisation's votes at the moment `at` (None means now). Of several
    assemblies the one that is on stands (nearest_first).
    """
    now = at or ctx.clock()
    with reading(ctx.db):
        for assembly in nearest_first(held_at(ctx, checkpoint), now, ctx.event.timezone):
            found = _stands_for(ctx, assembly, person, now)
            if found:
                return {"assembly": assembly.id, "organisations": found}
    return None


def after_scan(ctx: Context, checkpoint: Checkpoint, at: datetime) -> None:
    """Record, once a call, that its quorum was reached; call it in the scan's own transaction.

    Costs nothing where no assembly is held, before the first call, and once all is recorded.
    """
    for assembly in held_at(ctx, checkpoint):
        due = _due(ctx, assembly, at)
        if due:
            _record(ctx, assembly, at, due)


def watch(ctx: Context, checkpoint: Checkpoint) -> None:
    """Record a quorum that the clock alone brought: who was there before the call and stayed."""
    at = ctx.clock()
    if any(_due(ctx, assembly, at) for assembly in held_at(ctx, checkpoint)):
        with writing(ctx.db):
            after_scan(ctx, checkpoint, at)


def request(
    ctx: Context, assembly_id: str, organisation: str, *, withdraw: bool = False, operator: str = ""
) -> Entry:
    """Record that an organisation of the roll asks for the assembly, or no longer does.

    Raises NotFoundError for an unknown assembly or an organisation that is not on its roll.
    """
    assembly = assembly_of(ctx, assembly_id)
    with writing(ctx.db):
        member = next(iter(roll.members_of(ctx.db, assembly.id, [fold(organisation)])), None)
        if member is None:
            raise NotFoundError(
                N_("«{organisation}» no está en el padrón de la asamblea «{assembly}»."),
                organisation=organisation,
                assembly=assembly.id,
            )
        draft = Draft(
            kind=EntryKind.REQUESTED,
            at=ctx.clock(),
            operator=operator,
            payload={
                "assembly": assembly.id,
                "organisation": member.name,
                "withdrawn": withdraw,
            },
        )
        return journal.append(ctx.db, ctx.station.name, ctx.clock, draft)


def _stands_for(
    ctx: Context, assembly: Assembly, person: Person, now: datetime
) -> list[dict[str, Any]]:
    keys = sorted({one.member_key for one in roll.mandates_of(ctx.db, assembly.id, person)})
    if not keys:
        return []
    return [
        {
            "organisation": seat.member.name,
            "votes": seat.member.votes,
            "capacity": str(one.capacity),
            "acting": seat.acting is not None and seat.acting.person_id == one.person_id,
        }
        for seat in count(ctx, assembly, now, keys).seats
        for one in seat.delegates
        if one.person_id == person.person_id
    ]


def _due(ctx: Context, assembly: Assembly, at: datetime) -> set[int]:
    """The numbers of the calls that were made, and whose quorum the journal does not know."""
    made = {number for number, call in enumerate(assembly.calls, 1) if call.at <= at}
    return made - _recorded(ctx, assembly) if made else made


def _recorded(ctx: Context, assembly: Assembly) -> set[int]:
    """The numbers of the calls whose quorum the journal knows."""
    entries = journal.of_kind(ctx.db, EntryKind.QUORUM, assembly.checkpoint)
    return {
        int(str(entry.payload.get("call", 0)))
        for entry in entries
        if entry.payload.get("assembly") == assembly.id
    }


def _record(ctx: Context, assembly: Assembly, at: datetime, due: set[int]) -> None:
    keys = roll.visited(ctx.db, assembly.id, assembly.checkpoint)
    for number, result in enumerate(count(ctx, assembly, at, keys).calls, 1):
        if number not in due or result.reached_at is None:
            continue
        then = count(ctx, assembly, result.reached_at, keys)
        payload = {
            "assembly": assembly.id,
            "call": number,
            "organisations": then.organisations,
            "votes": then.votes,
            "reached_at": to_text(result.reached_at),
        }
        draft = Draft(
            EntryKind.QUORUM, result.reached_at, checkpoint=assembly.checkpoint, payload=payload
        )
        journal.append(ctx.db, ctx.station.name, ctx.clock, draft)
