"""Corrections stay on top of whatever a source says."""

from __future__ import annotations

from collections.abc import Callable

from kiosk.domain.journal import Entry, EntryKind
from kiosk.domain.people import Person
from kiosk.store import people
from kiosk.store.connect import Database
from kiosk.store.person_write import (
    apply_corrections,
    corrections_of,
    original,
    put_person,
    update_columns,
)
from kiosk.store.search import find

Record = Callable[..., Entry]
JOSE = Person("p1", "Jose", "Nunez", organisation="UNAM", roles=("attendee",))


def correct(record: Record, **changes: object) -> None:
    record(EntryKind.CORRECTED, "p1", payload={"changes": changes})


def test_a_correction_shows_at_once_and_is_found(db: Database, record: Record) -> None:
    put_person(db, JOSE, source="file")
    correct(record, family_name="Ibáñez", roles=["speaker"])

    person = people.get(db, "p1")

    assert person is not None
    assert (person.family_name, person.roles) == ("Ibáñez", ("speaker",))
    assert [found.person_id for found in find(db, "ibanez")] == ["p1"]
    assert find(db, "nunez") == []
    assert original(db, "p1") == JOSE


def test_an_import_does_not_take_it_back(db: Database, record: Record) -> None:
    put_person(db, JOSE, source="file")
    correct(record, family_name="Núñez")

    put_person(db, Person("p1", "José Luis", "Nunez", organisation="UNAM MX"), source="file")

    person = people.get(db, "p1")
    assert person is not None
    assert (person.given_name, person.family_name) == ("José Luis", "Núñez")
    assert person.organisation == "UNAM MX"


def test_a_bulk_import_settles_them_in_one_go(db: Database, record: Record) -> None:
    put_person(db, JOSE)
    put_person(db, Person("p2", "Eva"))
    correct(record, family_name="Núñez")
    update_columns(db, JOSE)  # as a bulk statement leaves it

    apply_corrections(db)

    assert people.get_many(db, ["p1", "p2"])["p1"].family_name == "Núñez"
    assert people.get_many(db, ["p1", "p2"])["p2"] == Person("p2", "Eva")


def test_the_last_correction_of_a_field_counts(db: Database, record: Record) -> None:
    put_person(db, JOSE)
    correct(record, family_name="Nuñes", photo_ok=False)
    correct(record, family_name="Núñez")

    assert corrections_of(db, "p1") == {"family_name": "Núñez", "photo_ok": False}


def test_unknown_fields_are_not_taken(db: Database, record: Record) -> None:
    put_person(db, JOSE)
    correct(record, person_id="p9", nonsense="x")

    assert corrections_of(db, "p1") == {}
    assert people.get(db, "p1") == JOSE


def test_a_correction_of_nobody_waits_for_the_person(db: Database, record: Record) -> None:
    correct(record, family_name="Núñez")
    assert original(db, "p1") is None

    put_person(db, JOSE)

    person = people.get(db, "p1")
    assert person is not None
    assert person.family_name == "Núñez"


def test_a_walk_in_is_corrected_too(db: Database, record: Record) -> None:
    record(EntryKind.WALK_IN, "p1", payload={"person": {"given_name": "Jose", "roles": ["press"]}})
    correct(record, given_name="José")
    correct(record, family_name="Núñez")

    person = people.get(db, "p1")

    assert person == Person("p1", "José", "Núñez", roles=("press",))
    assert original(db, "p1") == Person("p1", "Jose", roles=("press",))


def test_a_gone_person_stays_gone_when_corrected(db: Database, record: Record) -> None:
    put_person(db, JOSE)
    db.conn.execute("UPDATE person SET gone_at = '2026-10-05T00:00:00.000Z'")
    correct(record, family_name="Núñez")

    person = people.get(db, "p1")
    assert person is not None
    assert (person.gone, person.family_name) == (True, "Núñez")
