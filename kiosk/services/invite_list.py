"""Who is invited to a checkpoint, by whom, since when, until when; writes nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from kiosk.domain.checkpoints import Localised
from kiosk.services.context import Context
from kiosk.services.facts import checkpoint_of
from kiosk.store import invitations, people
from kiosk.store.invitations import EMAIL, ORGANISATION, PERSON, ROLE, Invitation
from kiosk.store.transact import reading


class State(StrEnum):
    """What an invitation is worth now.

    waiting: nobody registered whom it names; shared: several people use the address, so it invites
    none of them.
    """

    VALID = "valid"
    WAITING = "waiting"
    SHARED = "shared"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class InvitationRow:
    """One invitation. `subject` is the person id, the address, the organisation or the role.

    `name` is what people read; `role` is set for a role, by language. `person_id` is "" where it
    names no single person that is registered. `source` is a list's name, or "journal".
    """

    kind: str
    subject: str
    name: str
    person_id: str
    role: Localised | None
    granted_by: str
    granted_at: datetime | None
    until: datetime | None
    source: str
    state: State


def invitations_of(ctx: Context, checkpoint_id: str) -> list[InvitationRow]:
    """Everything that was said about a checkpoint, on the spot first; NotFoundError as scan().

    A withdrawn subject's row of a list is withdrawn with it.
    """
    checkpoint = checkpoint_of(ctx, checkpoint_id)
    with reading(ctx.db):
        said = invitations.of_checkpoint(ctx.db, checkpoint.id)
        taken = {(one.kind, one.subject) for one in said if one.withdrawn}
        ids = [one.subject for one in said if one.kind == PERSON]
        names = {key: person.full_name for key, person in people.get_many(ctx.db, ids).items()}
        return [_row(ctx, one, taken, names) for one in said]


def _row(
    ctx: Context, one: Invitation, taken: set[tuple[str, str]], names: dict[str, str]
) -> InvitationRow:
    subject, name_key = one.subject, ""
    if one.kind == EMAIL:
        subject, _bar, name_key = one.subject.partition("|")
    found = _found(ctx, one.kind, subject, name_key)
    role = ctx.event.role(subject) if one.kind == ROLE else None
    gone = bool({(one.kind, one.subject), (one.kind, subject)} & taken)
    return InvitationRow(
        kind=one.kind,
        subject=subject,
        name=names.get(subject) or _name(ctx, one.kind, subject),
        person_id=found[0] if len(found) == 1 and one.kind in (PERSON, EMAIL) else "",
        role=role.label if role else None,
        granted_by=one.granted_by,
        granted_at=one.granted_at,
        until=one.until,
        source=one.source,
        state=State.WITHDRAWN if gone else _state(one, found, ctx.clock()),
    )


def _found(ctx: Context, kind: str, subject: str, name_key: str) -> Sequence[str]:
    """Ids of those whom it names; for organisations and roles only whether there is anybody."""
    if kind == EMAIL:
        here = invitations.people_at(ctx.db, subject)
        return [person_id for person_id, name in here if not name_key or name == name_key]
    if kind == ORGANISATION:
        return [subject] if invitations.anyone_of(ctx.db, subject) else []
    return [subject]


def _state(one: Invitation, found: Sequence[str], now: datetime) -> State:
    if one.until is not None and one.until <= now:
        return State.EXPIRED
    if not found:
        return State.WAITING
    return State.SHARED if len(found) > 1 else State.VALID


def _name(ctx: Context, kind: str, subject: str) -> str:
    """What people read in the place of a folded name."""
    if kind == ORGANISATION:
        return invitations.name_of(ctx.db, subject) or subject
    return "" if kind == PERSON else subject
