"""Who is owed a badge: checked in, without a good one, and registered with one; prints nothing."""

from __future__ import annotations

from collections.abc import Sequence

from kiosk.domain.people import Person
from kiosk.services.badge_choices import choices
from kiosk.services.context import Context
from kiosk.services.pretix_said import assignments
from kiosk.store import people, prints


def owed_among(ctx: Context, arrived: Sequence[Person]) -> set[str]:
    """The ids of those people, all of them checked in, who are owed a badge.

    Their badge failed, was cancelled, is doubtful, waits, or was never asked for. One that a
    printer has is on its way and not owed; nor is anything where the ticket comes without a badge.
    """
    printed = prints.people_printed(ctx.db, [one.person_id for one in arrived])
    return with_badge(ctx, [one for one in arrived if one.person_id not in printed])


def owed_of(ctx: Context, person_ids: Sequence[str]) -> set[str]:
    """As owed_among(), by the ids of people who are checked in."""
    return owed_among(ctx, list(people.get_many(ctx.db, person_ids).values()))


def some_have_none(ctx: Context) -> bool:
    """Whether any registration of this event comes without a badge."""
    ruled_out = any(not use.layout for use in ctx.event.badge_uses)
    return ruled_out or None in assignments(ctx).values()


def with_badge(ctx: Context, persons: Sequence[Person]) -> set[str]:
    """The ids of those people whose registration comes with a badge."""
    if not persons:
        return set()
    asked = zip(persons, choices(ctx, persons), strict=True)
    return {person.person_id for person, choice in asked if choice.printed}
