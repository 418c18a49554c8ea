"""Guesses what the fields of a form are for, to be confirmed by people; reads no answer.

A field's title is the organiser's, in any language. What Indico itself puts into each form stands
with the e-mail address in one section: first name, last name, address, affiliation, in this order
unless somebody has moved them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache

from kiosk.sources.columns import find_columns
from kiosk.sources.indico.fields import CHOSEN, COMPANIONS, Place

GIVEN, FAMILY, ORGANISATION, COUNTRY = "given_name", "family_name", "organisation", "country"

TARGETS = (
    *(GIVEN, FAMILY, "badge_name", ORGANISATION, COUNTRY, "language", "speaks", "roles", "note"),
    *("pronouns", "photo_ok", "no_photo", "newcomer", "companions", "shown"),
)
"""What a field can be for. `companions` and `shown` are shown to staff; other fields stay away."""

_MANY = ("roles", "speaks")
_GUESSED = frozenset(TARGETS) - {"note", "companions", "shown", COUNTRY}
_TEXT, _EMAIL = "text", "email"
_MOVED_BACK = 1000
"""Indico puts those personal fields here that a new form does not show."""


@lru_cache(maxsize=256)
def guess(form: tuple[Place, ...]) -> Mapping[str, str]:
    """Field id -> what it is for (TARGETS), in the form's order; other fields are not there."""
    section = next((place.section for place in form if place.kind == _EMAIL), 0)
    personal = tuple(place for place in form if place.section == section)
    others = tuple(place for place in form if place.section != section)
    found = _by_title(personal, _GUESSED)
    _by_position(personal, found)
    taken = set(found.values()) - set(_MANY)
    found |= _by_title(others, _GUESSED - taken - {GIVEN, FAMILY})
    _by_kind((*personal, *others), found)
    return {place.id: found[place.id] for place in form if place.id in found}


def _by_title(places: tuple[Place, ...], targets: Iterable[str]) -> dict[str, str]:
    """As the columns of a list are recognised, but by the header alone."""
    texts = [place for place in places if place.kind not in {_EMAIL, "phone", COUNTRY, COMPANIONS}]
    columns = find_columns([place.title for place in texts], (), {})
    return {
        texts[index].id: target
        for target in TARGETS
        if target in set(targets)
        for index in columns.of.get(target, ())
        if target != "roles" or texts[index].kind in CHOSEN  # nobody writes a role for themselves
    }


def _by_position(personal: tuple[Place, ...], found: dict[str, str]) -> None:
    """First and last name before the address and the affiliation behind it, where titles fail."""
    at = next((i for i, place in enumerate(personal) if place.kind == _EMAIL), None)
    if at is None:
        return
    before = [place for place in personal[:at] if place.kind == _TEXT][-2:]
    free = [place.id for place in before if place.id not in found]
    for target in (GIVEN, FAMILY):
        if target not in found.values() and free:
            found[free.pop(0)] = target
    behind = next(iter(personal[at + 1 :]), None)
    shown = behind is not None and behind.kind == _TEXT and behind.position < _MOVED_BACK
    if behind and shown and ORGANISATION not in found.values():
        found.setdefault(behind.id, ORGANISATION)


def _by_kind(places: Iterable[Place], found: dict[str, str]) -> None:
    """The first country, and all companions: their kinds say what they are."""
    for place in places:
        if place.kind == COUNTRY and COUNTRY not in found.values():
            found[place.id] = COUNTRY
        elif place.kind == COMPANIONS:
            found[place.id] = "companions"
