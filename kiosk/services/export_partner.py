"""What a partner organisation may see: its own checkpoints' list and attendance; writes no file.

Everything is read through an event that has the partner's checkpoints only, and only rows of
these are handed on. So not even an end of a stay tells that somebody went to another room.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from kiosk.domain.checkpoints import Checkpoint
from kiosk.domain.errors import NotFoundError
from kiosk.domain.names import fold
from kiosk.domain.people import Person
from kiosk.services.context import Context
from kiosk.services.table_files import TableRow
from kiosk.store import people, rights
from kiosk.store.visitors import ids_entered
from kiosk.texts import N_

PARTNER_PEOPLE = (
    "given_name",
    "family_name",
    "organisation",
    "country",
    "roles",
    "checkpoint",
    "checkpoint_name",
    "invited",
    "attended",
)
HIDDEN = frozenset({"operator"})
"""Columns of other reports that name people who are not the partner's: staff."""

Rows = Callable[[Context], Iterator[TableRow]]


def partner_view(ctx: Context, partner: str) -> Context:
    """The same store with the partner's checkpoints and assemblies only.

    Raises NotFoundError for a partner that owns none, naming those that do.
    """
    own = tuple(c for c in ctx.event.checkpoints if c.owner and fold(c.owner) == fold(partner))
    if not own:
        raise NotFoundError(
            N_("Ningún punto de control es de «{partner}»; los socios son: {choices}."),
            partner=partner,
            choices=", ".join(partners(ctx)) or "-",
        )
    ids = {checkpoint.id for checkpoint in own}
    assemblies = tuple(one for one in ctx.event.assemblies if one.checkpoint in ids)
    return replace(ctx, event=replace(ctx.event, checkpoints=own, assemblies=assemblies))


def partners(ctx: Context) -> list[str]:
    """The owners of checkpoints in the event's order, each once."""
    return list(dict.fromkeys(c.owner for c in ctx.event.checkpoints if c.owner))


def partner_people(view: Context) -> Iterator[TableRow]:
    """One row for each person and checkpoint of those who are invited there or were there."""
    for checkpoint in view.event.checkpoints:
        invited = set(rights.ids_invited(view.db, checkpoint.id, view.clock()))
        attended = set(ids_entered(view.db, checkpoint.id))
        known = people.get_many(view.db, sorted(invited | attended))
        for person in sorted(known.values(), key=_by_name):
            yield _row(checkpoint, person) | {
                "invited": person.person_id in invited,
                "attended": person.person_id in attended,
            }


def narrowed(
    report: str, names: tuple[str, ...], rows_of: Rows
) -> tuple[str, tuple[str, ...], Rows]:
    """What a partner is given in the place of a report: which one, its columns, its rows.

    Raises NotFoundError for the journal, which holds other people and rooms.
    """
    if report == "people":
        return "partner", PARTNER_PEOPLE, partner_people
    if report == "journal":
        raise NotFoundError(
            N_("El diario tiene datos de otras personas y salas: no se entrega a un socio.")
        )
    shown = tuple(name for name in names if name not in HIDDEN)

    def own(view: Context) -> Iterator[TableRow]:
        ids = {checkpoint.id for checkpoint in view.event.checkpoints}
        for row in rows_of(view):
            if row["checkpoint"] in ids:
                yield {name: row[name] for name in shown}

    return report, shown, own


def _by_name(person: Person) -> tuple[str, str, str]:
    return fold(person.family_name), fold(person.given_name), person.person_id


def _row(checkpoint: Checkpoint, person: Person) -> TableRow:
    return {
        "given_name": person.given_name,
        "family_name": person.family_name,
        "organisation": person.organisation,
        "country": person.country,
        "roles": list(person.roles),
        "checkpoint": checkpoint.id,
        "checkpoint_name": checkpoint.name.get("es", checkpoint.id),
    }
