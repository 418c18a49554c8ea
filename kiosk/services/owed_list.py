"""Who came and still has no badge, by name, and their badges asked for at once; prints nothing."""

from __future__ import annotations

from kiosk.domain.names import fold
from kiosk.domain.people import Person
from kiosk.services import badge_due
from kiosk.services.context import Context
from kiosk.services.find import entrances
from kiosk.store import people, prints
from kiosk.store.transact import reading


def owed_people(ctx: Context) -> tuple[Person, ...]:
    """Everybody who is checked in and owed a badge, by family name."""
    with reading(ctx.db):
        without = people.get_many(ctx.db, prints.owed(ctx.db, entrances(ctx)))
        due = badge_due.with_badge(ctx, list(without.values()))
    return tuple(sorted((without[one] for one in due), key=_by_name))


def _by_name(person: Person) -> tuple[str, str, str]:
    return fold(person.family_name), fold(person.given_name), person.person_id
