"""Imports the invitation list of one checkpoint and names whom it could not match.

The list of the same source is replaced as a whole; what a supervisor granted stays.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from kiosk.domain.checkpoints import Admits, Checkpoint
from kiosk.domain.codes import CodeKind, parse
from kiosk.domain.errors import NotFoundError
from kiosk.domain.names import clean
from kiosk.domain.people import Person
from kiosk.domain.registration import RowProblem
from kiosk.services.context import Context
from kiosk.services.import_report import ImportReport
from kiosk.sources.files import read_file
from kiosk.sources.guests import Guest, read_guest
from kiosk.sources.headers import find_guests
from kiosk.store import invitations, mirror, people
from kiosk.store.invitations import EMAIL, ORGANISATION, PERSON, Invited
from kiosk.store.transact import writing
from kiosk.texts import N_


@dataclass(frozen=True, slots=True)
class _Match:
    """What a row grants, and what there is to say about it."""

    subject: tuple[str, str] | None = None
    problem: RowProblem | None = None


def run_guests(
    ctx: Context,
    path: Path,
    mapping: Mapping[str, str],
    checkpoint_id: str,
    *,
    dry_run: bool,
    source: str,
) -> ImportReport:
    """Read the list and put it in the place of the checkpoint's earlier one."""
    checkpoint = _checkpoint(ctx, checkpoint_id)
    book = read_file(path)
    found = find_guests(book, mapping)
    guests = [read_guest(found.columns, number, cells) for number, cells in found.rows()]
    members = checkpoint.admits is Admits.MEMBERS
    matches = [_match(ctx, guest, members=members) for guest in guests]
    subjects = list(dict.fromkeys(match.subject for match in matches if match.subject))
    unmatched = tuple(match.problem for match in matches if match.problem)
    kept = {m.subject for m in matches if m.subject and m.problem}
    if not dry_run:
        with writing(ctx.db):
            listed = [Invited(kind, subject) for kind, subject in subjects]
            invitations.replace_list(ctx.db, checkpoint.id, source, listed, ctx.clock())
    return ImportReport(
        file=path.name,
        kind=book.kind,
        sheet=found.sheet.name,
        sheets=tuple(sheet.name for sheet in book.sheets),
        encoding=book.encoding,
        delimiter=book.delimiter,
        header_row=found.header_row,
        source=source,
        dry_run=dry_run,
        mapping=found.columns.titles(),
        rows=len(guests),
        checkpoint=checkpoint.id,
        matched=len(subjects) - len(kept),
        kept=len(kept),
        unmatched=unmatched,
    )


def _checkpoint(ctx: Context, checkpoint_id: str) -> Checkpoint:
    checkpoint = ctx.event.checkpoint(checkpoint_id)
    if checkpoint is None:
        raise NotFoundError(
            N_("No existe el punto de control «{checkpoint}»; los que hay: {choices}."),
            checkpoint=checkpoint_id,
            choices=", ".join(known.id for known in ctx.event.checkpoints),
        )
    return checkpoint


def _match(ctx: Context, guest: Guest, *, members: bool) -> _Match:
    """The row by organisation (members), else by code, e-mail, name, organisation."""
    if members and guest.organisation:
        return _organisation(ctx, guest)
    if guest.code:
        return _code(ctx, guest)
    if guest.email:
        return _email(ctx, guest)
    if guest.given or guest.family:
        return _name(ctx, guest)
    if guest.organisation:
        return _organisation(ctx, guest)
    return _Match(problem=_problem(guest, "email", N_("La fila no dice a quién se invita."), ""))


def _code(ctx: Context, guest: Guest) -> _Match:
    """The holder of a ticket code or of a badge code."""
    parsed = parse(guest.code, ctx.event.code)
    text = parsed.text if parsed.kind in {CodeKind.TICKET, CodeKind.BADGE} else guest.code
    tickets = people.by_code(ctx.db, text)
    holders = {ticket.person_id for ticket in tickets if not ticket.gone}
    badge = people.by_badge(ctx.db, text)
    if badge is not None and badge.voided_at is None:
        holders.add(badge.person_id)
    if len(holders) == 1:
        return _Match((PERSON, holders.pop()))
    message = N_("Ninguna inscripción tiene ese código.")
    return _Match(problem=_problem(guest, "code", message, ""))


def _email(ctx: Context, guest: Guest) -> _Match:
    """One person by address and name; an address alone only where it is one person's."""
    keys = mirror.keys_of(_as_person(guest))
    email, name = keys.email, keys.name
    found = invitations.people_at(ctx.db, email)
    same = _same_name(found, name) if name else [person_id for person_id, _ in found]
    if len(same) == 1:
        return _Match((PERSON, same[0]) if name else (EMAIL, email))
    if same:
        message = N_("El correo {value} es de varias personas: indique también el nombre.")
        return _Match(problem=_problem(guest, "email", message, guest.email))
    if found:
        message = N_("El correo {value} está inscripto con otro nombre: no se lo invitó.")
        return _Match(problem=_problem(guest, "email", message, guest.email))
    message = N_("Nadie se inscribió con {value}: entrará cuando se inscriba.")
    subject = (EMAIL, invitations.email_subject(email, name))
    return _Match(subject, _problem(guest, "email", message, guest.email))


def _same_name(found: Sequence[tuple[str, str]], name: str) -> list[str]:
    """The people of that name, else those who share a word of it: lists shorten names."""
    exact = [person_id for person_id, key in found if key == name]
    words = set(name.split())
    return exact or [person_id for person_id, key in found if words & set(key.split())]


def _name(ctx: Context, guest: Guest) -> _Match:
    """One person by name; the organisation tells namesakes apart."""
    keys = mirror.keys_of(_as_person(guest))
    found = invitations.people_named(ctx.db, keys.name)
    if len(found) > 1 and keys.organisation:
        found = [person for person in found if person[1] == keys.organisation]
    if len(found) == 1:
        return _Match((PERSON, found[0][0]))
    shown = f"{guest.given} {guest.family}".strip()
    message = (
        N_("Hay varias personas llamadas {value}: indique el correo o el código.")
        if found
        else N_("Nadie se inscribió con el nombre {value}.")
    )
    return _Match(problem=_problem(guest, "full_name", message, shown))


def _organisation(ctx: Context, guest: Guest) -> _Match:
    """An organisation's people, also those who register later."""
    key = mirror.keys_of(_as_person(guest)).organisation
    if invitations.anyone_of(ctx.db, key):
        return _Match((ORGANISATION, key))
    message = N_("Nadie se inscribió por {value} todavía.")
    problem = _problem(guest, "organisation", message, guest.organisation)
    return _Match((ORGANISATION, key), problem)


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
