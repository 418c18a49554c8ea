"""Which layout each person's badge is drawn with, by name, and who has none; loads no layout."""

from __future__ import annotations

from collections.abc import Sequence

from kiosk.domain.badge_choice import Choice, choose
from kiosk.domain.people import Person
from kiosk.services.context import Context
from kiosk.services.pretix_said import assignments
from kiosk.store import people


def choices(ctx: Context, of: Sequence[Person], paper: str = "") -> list[Choice]:
    """The layout of each of those people's badges, or that there is none, in their order."""
    tickets = people.tickets_of_many(ctx.db, [one.person_id for one in of if one.person_id])
    own, said = paper or ctx.station.badge_layout, assignments(ctx)
    return [choose(ctx.event, one, tickets.get(one.person_id, ()), own, said) for one in of]


def comes_with_badge(ctx: Context, person: Person) -> bool:
    """Whether the person's registration comes with a badge."""
    return choices(ctx, [person])[0].printed
