"""Finds whom a row of an invitation list invites, or says why it invites nobody; writes nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from kiosk.domain.codes import CodeKind, parse
from kiosk.domain.names import clean
from kiosk.domain.people import Person
from kiosk.domain.registration import RowProblem
from kiosk.services.context import Context
from kiosk.sources.guests import Guest, end_of
from kiosk.sources.words import roles_of
from kiosk.store import invitations, mirror, people
from kiosk.store.invitations import EMAIL, ORGANISATION, PERSON, ROLE, Invited
from kiosk.texts import N_


@dataclass(frozen=True, slots=True)
class Match:
    """What a row grants, and what there is to say about it."""

    invited: Invited | None = None
    problem: RowProblem | None = None


def match_guest(ctx: Context, guest: Guest, *, members: bool) -> Match:
    """Whom the row invites, until when and by whom.

    An end that nobody understands invites nobody: it must not last for ever by mistake.
    """
    until: datetime | None = None
    if guest.until:
        end = end_of(guest.until, ctx.event.timezone)
        if end is None:
            message = N_("«{value}» no es una fecha: no se lo invitó.")
            return Match(problem=_problem(guest, "until", message, guest.until))
        until = end.astimezone(UTC)
    match = _whom(ctx, guest, members=members)
    if match.invited is None:
        return match
    more = replace(match.invited, until=until, granted_by=guest.granted_by)
    return replace(match, invited=more)


def _whom(ctx: Context, guest: Guest, *, members: bool) -> Match:
    """The row by organisation (members), else by code, e-mail, name, organisation, role."""
    if members and guest.organisation:
        return _organisation(ctx, guest)
    for said, match in (
        (guest.code, _code),
        (guest.email, _email),
        (guest.given or guest.family, _name),
        (guest.organisation, _organisation),
        (guest.role, _role),
    ):
        if said:
            return match(ctx, guest)
    return Match(problem=_problem(guest, "email", N_("La fila no dice a quién se invita."), ""))


def _code(ctx: Context, guest: Guest) -> Match:
    """The holder of a ticket code or of a badge code."""
    parsed = parse(guest.code, ctx.event.code)
    text = parsed.text if parsed.kind in {CodeKind.TICKET, CodeKind.BADGE} else guest.code
    tickets = people.by_code(ctx.db, text)
    holders = {ticket.person_id for ticket in tickets if not ticket.gone}
    badge = people.by_badge(ctx.db, text)
    if badge is not None and badge.voided_at is None:
        holders.add(badge.person_id)
    if len(holders) == 1:
        return Match(Invited(PERSON, holders.pop()))
    message = N_("Ninguna inscripción tiene ese código.")
    return Match(problem=_problem(guest, "code", message, ""))


def _email(ctx: Context, guest: Guest) -> Match:
    """One person by address and name; an address alone only where it is one person's."""
    keys = mirror.keys_of(_as_person(guest))
    email, name = keys.email, keys.name
    found = invitations.people_at(ctx.db, email)
    same = _same_name(found, name) if name else [person_id for person_id, _ in found]
    if len(same) == 1:
        return Match(Invited(PERSON, same[0]) if name else Invited(EMAIL, email))
    if same:
        message = N_("El correo {value} es de varias personas: indique también el nombre.")
        return Match(problem=_problem(guest, "email", message, guest.email))
    if found:
        message = N_("El correo {value} está inscripto con otro nombre: no se lo invitó.")
        return Match(problem=_problem(guest, "email", message, guest.email))
    message = N_("Nadie se inscribió con {value}: entrará cuando se inscriba.")
    waiting = Invited(EMAIL, invitations.email_subject(email, name))
    return Match(waiting, _problem(guest, "email", message, guest.email))


def _same_name(found: Sequence[tuple[str, str]], name: str) -> list[str]:
    """The people of that name, else those who share a word of it: lists shorten names."""
    exact = [person_id for person_id, key in found if key == name]
    words = set(name.split())
    return exact or [person_id for person_id, key in found if words & set(key.split())]


def _name(ctx: Context, guest: Guest) -> Match:
    """One person by name; the organisation tells namesakes apart."""
    keys = mirror.keys_of(_as_person(guest))
    found = invitations.people_named(ctx.db, keys.name)
    if len(found) > 1 and keys.organisation:
        found = [person for person in found if person[1] == keys.organisation]
    if len(found) == 1:
        return Match(Invited(PERSON, found[0][0]))
    shown = f"{guest.given} {guest.family}".strip()
    message = (
        N_("Hay varias personas llamadas {value}: indique el correo o el código.")
        if found
        else N_("Nadie se inscribió con el nombre {value}.")
    )
    return Match(problem=_problem(guest, "full_name", message, shown))


def _organisation(ctx: Context, guest: Guest) -> Match:
    """An organisation's people, also those who register later."""
    key = mirror.keys_of(_as_person(guest)).organisation
    if invitations.anyone_of(ctx.db, key):
        return Match(Invited(ORGANISATION, key))
    message = N_("Nadie se inscribió por {value} todavía.")
    problem = _problem(guest, "organisation", message, guest.organisation)
    return Match(Invited(ORGANISATION, key), problem)


def _role(ctx: Context, guest: Guest) -> Match:
    """Everybody who has that role of the event, also later."""
    known = frozenset(role.id for role in ctx.event.roles)
    found = [role for role in roles_of(guest.role, known) if role in known]
    if len(found) == 1:
        return Match(Invited(ROLE, found[0]))
    message = N_("«{value}» no es un rol de este evento: la fila no invita a nadie.")
    return Match(problem=_problem(guest, "roles", message, guest.role))


def _as_person(guest: Guest) -> Person:
    return Person(
        person_id="",
        given_name=guest.given,
        family_name=guest.family,
        email=guest.email,
        organisation=guest.organisation,
    )


def _problem(guest: Guest, field: str, message: str, value: str) -> RowProblem:
    return RowProblem(guest.number, field, message, {"value": clean(value)[:80]})
