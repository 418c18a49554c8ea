"""Grants and withdraws invitations on the spot; decides no entry.

What is said here stands in the journal and beats every list until it is said otherwise: a
withdrawn person stays out although their organisation, address or role is invited, and although
the list that names them is loaded again. An override is none of this: it admits once.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from kiosk.domain.checkpoints import BY_RIGHT, Admits, Checkpoint, Level
from kiosk.domain.errors import NotFoundError, WrongUseError
from kiosk.domain.journal import Draft, Entry, EntryKind
from kiosk.domain.names import clean, fold
from kiosk.services.assembly import is_member
from kiosk.services.context import Context
from kiosk.services.facts import checkpoint_of
from kiosk.store import invitations, journal, people, rights
from kiosk.store.invitations import EMAIL, ORGANISATION, PERSON, ROLE, Invitation
from kiosk.store.moments import to_text
from kiosk.store.transact import writing
from kiosk.texts import N_

_LEVELS = tuple(Level)


@dataclass(frozen=True, slots=True)
class Grant:
    """Who is to be invited, or not any more, where and by whom.

    `kind` is person, email, organisation or role; `subject` the person id, the address, the
    organisation's name or the role's id. `until` (aware) ends a grant, a withdrawal has none.
    `operator` "" means the station's own; `level` is what that operator may do.
    """

    checkpoint: str
    subject: str
    kind: str = PERSON
    until: datetime | None = None
    operator: str = ""
    level: Level = Level.VOLUNTEER
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """What came of it. `entry` is None where the same had been said before: nothing changed.

    `subject` is as the table holds it, `name` as people read it.
    """

    checkpoint: Checkpoint
    kind: str
    subject: str
    name: str
    entry: Entry | None = None


def grant(ctx: Context, asked: Grant) -> Said:
    """Invite somebody on the spot; on disk when this returns.

    Raises NotFoundError for an unknown checkpoint, person or role, for an address that several
    people share, and where the level does not suffice; WrongUseError where the checkpoint does
    not admit by invitation, and for an end that has passed.
    """
    checkpoint = _checkpoint(ctx, asked)
    if asked.until is not None and asked.until <= ctx.clock():
        raise WrongUseError(N_("Ese vencimiento ya pasó: indique uno futuro."))
    with writing(ctx.db):
        subject = _subject(ctx, asked)
        if asked.kind == EMAIL and len(invitations.people_at(ctx.db, subject)) > 1:
            message = N_(
                "El correo {value} es de varias personas: invite a cada una por su código."
            )
            raise NotFoundError(message, value=subject)
        before = _on_the_spot(ctx, checkpoint, asked.kind, subject)
        same = before is not None and not before.withdrawn and _same_end(before, asked.until)
        entry = None if same else _record(ctx, EntryKind.INVITED, checkpoint, asked, subject)
        return Said(checkpoint, asked.kind, subject, _name(ctx, asked), entry)


def withdraw(ctx: Context, asked: Grant) -> Said:
    """Take an invitation back; it stays so until it is granted again.

    Raises as grant(), and NotFoundError where nothing of the kind was granted: an organisation's
    people are not held off one by one when the organisation was never invited.
    """
    checkpoint = _checkpoint(ctx, asked)
    with writing(ctx.db):
        subject = _subject(ctx, asked)
        before = _on_the_spot(ctx, checkpoint, asked.kind, subject)
        if before is not None and before.withdrawn:
            return Said(checkpoint, asked.kind, subject, _name(ctx, asked))
        if not _is_invited(ctx, checkpoint, asked.kind, subject):
            raise NotFoundError(N_("No tiene ninguna invitación que retirar."))
        entry = _record(ctx, EntryKind.WITHDRAWN, checkpoint, asked, subject)
        return Said(checkpoint, asked.kind, subject, _name(ctx, asked), entry)


def _checkpoint(ctx: Context, asked: Grant) -> Checkpoint:
    checkpoint = checkpoint_of(ctx, asked.checkpoint)
    if checkpoint.admits not in BY_RIGHT:
        raise WrongUseError(
            N_("El punto de control «{checkpoint}» no admite por invitación."),
            checkpoint=checkpoint.id,
        )
    if _LEVELS.index(asked.level) < _LEVELS.index(checkpoint.override):
        raise NotFoundError(
            N_("Para invitar a «{checkpoint}» hace falta otro nivel: {level}."),
            checkpoint=checkpoint.id,
            level=str(checkpoint.override),
        )
    return checkpoint


def _subject(ctx: Context, asked: Grant) -> str:
    """The subject as the table holds it."""
    text = clean(asked.subject)
    if asked.kind == PERSON and people.get(ctx.db, text) is None:
        raise NotFoundError(N_("Esa persona no está en la lista."))
    if asked.kind == ROLE and ctx.event.role(text) is None:
        raise NotFoundError(
            N_("No existe el rol «{role}»; los que hay: {choices}."),
            role=text,
            choices=", ".join(role.id for role in ctx.event.roles),
        )
    folded = {EMAIL: text.casefold(), ORGANISATION: fold(text)}.get(asked.kind, text)
    if not folded or (asked.kind == EMAIL and "@" not in folded):
        raise WrongUseError(N_("Falta decir a quién: «{value}» no sirve."), value=text)
    return folded


def _name(ctx: Context, asked: Grant) -> str:
    text = clean(asked.subject)
    person = people.get(ctx.db, text) if asked.kind == PERSON else None
    return person.full_name if person else text


def _on_the_spot(
    ctx: Context, checkpoint: Checkpoint, kind: str, subject: str
) -> Invitation | None:
    said = invitations.of_subject(ctx.db, checkpoint.id, kind, subject)
    return next((one for one in said if one.on_the_spot), None)


def _same_end(before: Invitation, until: datetime | None) -> bool:
    then = before.until and to_text(before.until)
    return then == (until and to_text(until))


def _is_invited(ctx: Context, checkpoint: Checkpoint, kind: str, subject: str) -> bool:
    """Whether there is something to take back: by name, organisation, role or roll."""
    if kind != PERSON:
        said = invitations.of_checkpoint(ctx.db, checkpoint.id)
        return any(one.kind == kind and _names(one, subject) for one in said)
    person = people.get(ctx.db, subject)
    if person is None:
        return False
    by_role = checkpoint.admits is Admits.ROLES and set(person.roles) & set(checkpoint.roles)
    if by_role or is_member(ctx, checkpoint, person):
        return True
    return rights.of_person(ctx.db, checkpoint.id, person, ctx.clock()).invited


def _names(one: Invitation, subject: str) -> bool:
    """Whether that is the subject; an address also where a name stands beside it."""
    known = one.subject.partition("|")[0] if one.kind == EMAIL else one.subject
    return known == subject


def _record(
    ctx: Context, kind: EntryKind, checkpoint: Checkpoint, asked: Grant, subject: str
) -> Entry:
    payload: dict[str, object] = {"kind": asked.kind, "subject": subject}
    if asked.until is not None and kind is EntryKind.INVITED:
        payload["until"] = to_text(asked.until)
    if asked.reason.strip():
        payload["reason"] = clean(asked.reason)
    draft = Draft(
        kind=kind,
        at=ctx.clock(),
        person_id=subject if asked.kind == PERSON else None,
        checkpoint=checkpoint.id,
        operator=clean(asked.operator) or ctx.station.operator or ctx.station.name,
        payload=payload,
    )
    return journal.append(ctx.db, ctx.station.name, ctx.clock, draft)
