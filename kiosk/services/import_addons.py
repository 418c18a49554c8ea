"""Joins the add-ons of a list to their main registrations; places and writes nothing itself."""

from __future__ import annotations

from typing import NamedTuple

from kiosk.domain.people import Person
from kiosk.domain.registration import Registration
from kiosk.domain.roster import Place
from kiosk.store.mirror import Keys, keys_of


class Main(NamedTuple):
    """A main registration that was placed: its ticket and whose it is."""

    ticket_id: str
    person_id: str
    person: Person


class Addons:
    """The add-ons of one list, which wait until every main registration has its place."""

    def __init__(self, *, listed: bool) -> None:
        """`listed` tells whether the list names add-ons at all; else nothing needs remembering."""
        self.listed = listed
        self._mains: dict[str, Main] = {}
        self.waiting: list[Registration] = []

    def remember(self, row: Registration, place: Place) -> None:
        """Note where a row went: others may be add-ons to it."""
        if row.source_id:
            self._mains[row.source_id] = Main(place.ticket_id, place.person_id, row.person)

    def main_of(self, row: Registration) -> Main | None:
        """The main registration of an add-on; None where the list has none of that id."""
        return self._mains.get(row.addon_to)


def same_person(addon: Person, keys: Keys, main: Person) -> bool:
    """Whether the add-on is the main registration's own: no name, or the same person's."""
    if not addon.given_name and not addon.family_name:
        return True
    theirs = keys_of(main)
    return keys.name == theirs.name and keys.email in {"", theirs.email}
