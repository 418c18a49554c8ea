"""Puts together what several rows of a list say of one person; pure, writes nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kiosk.domain.people import Person


def merge(person_id: str, people: Sequence[Person]) -> Person:
    """One person: of each text the first that is filled, roles and languages of all.

    Photos: one "no" anywhere is a no.
    """
    photos = {person.photo_ok for person in people} - {None}
    return Person(
        person_id=person_id,
        given_name=_first(person.given_name for person in people),
        family_name=_first(person.family_name for person in people),
        badge_name=_first(person.badge_name for person in people),
        email=_first(person.email for person in people),
        organisation=_first(person.organisation for person in people),
        country=_first(person.country for person in people),
        language=_first(person.language for person in people),
        note=_first(person.note for person in people),
        pronouns=_first(person.pronouns for person in people),
        roles=_union(person.roles for person in people),
        speaks=_union(person.speaks for person in people),
        photo_ok=None if not photos else False not in photos,
    )


def _first(texts: Iterable[str]) -> str:
    return next((text for text in texts if text), "")


def _union(lists: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word for words in lists for word in words))
