"""Puts together what several rows of a list say of one person; pure, writes nothing."""

from __future__ import annotations

from collections.abc import Sequence

from kiosk.domain.people import Person

_FIRST = (
    "given_name",
    "family_name",
    "badge_name",
    "email",
    "organisation",
    "country",
    "language",
    "note",
)


def merge(person_id: str, people: Sequence[Person]) -> Person:
    """One person: of each text the first that is filled, roles and languages of all.

    Photos: one "no" anywhere is a no.
    """
    texts = {name: _first([getattr(person, name) for person in people]) for name in _FIRST}
    photos = {person.photo_ok for person in people} - {None}
    return Person(
        person_id=person_id,
        roles=_union([person.roles for person in people]),
        speaks=_union([person.speaks for person in people]),
        photo_ok=None if not photos else False not in photos,
        **texts,
    )


def _first(texts: Sequence[str]) -> str:
    return next((text for text in texts if text), "")


def _union(lists: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word for words in lists for word in words))
