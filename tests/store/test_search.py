"""The search box's engine."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kiosk.domain.journal import Entry, EntryKind
from kiosk.store.connect import Database
from kiosk.store.search import by_email, by_name_key, find, near
from kiosk.store.transact import rows

Add = Callable[..., str]


@pytest.fixture(autouse=True)
def _people(add: Add) -> None:
    add(
        "jose",
        "José",
        "Núñez Ibáñez",
        email="jose.nunez@unam.mx",
        organisation="UNAM",
        code="LAC46.J0SE7K",
    )
    add("ana", "Ana", "Silva", organisation="NIC.br", email="ana@nic.br")
    add("anahi", "Anahí", "Ortiz", organisation="Consejo Silva")
    add("silvio", "Silvio", "D'Angelo", badge_name="Chivo", organisation="Ana Telecom")
    add("li", "李", "伟", organisation="APNIC")
    add("strasse", "Jörg", "Weiß")


def found(db: Database, text: str, **more: object) -> list[str]:
    return [person.person_id for person in find(db, text, **more)]


@pytest.mark.parametrize(
    "text",
    [
        "nunez jose",
        "JOSÉ NÚÑEZ",
        "núñ jo",
        "  ibanez   jose ",
        "jose.nunez@unam.mx",
        "jose unam",
        "Nunez, José",
    ],
)
def test_accents_case_and_order_do_not_matter(db: Database, text: str) -> None:
    assert found(db, text) == ["jose"]


def test_every_word_may_be_a_beginning(db: Database) -> None:
    assert set(found(db, "a s")) >= {"ana", "anahi"}
    assert found(db, "i") == ["jose"]


def test_whole_names_come_before_beginnings_and_names_before_organisations(db: Database) -> None:
    assert found(db, "ana") == ["ana", "anahi", "silvio"]
    assert found(db, "silva") == ["ana", "anahi"]


def test_the_badge_name_counts_as_a_name(db: Database) -> None:
    assert found(db, "chivo") == ["silvio"]


def test_other_scripts_and_sharp_s(db: Database) -> None:
    assert found(db, "李") == ["li"]
    assert found(db, "weiss") == ["strasse"]


def test_the_beginning_of_a_ticket_code(db: Database) -> None:
    assert found(db, "LAC46.J0") == ["jose"]
    assert found(db, "lac46.j0se") == ["jose"]
    assert found(db, "j0se", prefix="LAC46") == ["jose"]
    assert found(db, "0SE7") == []


def test_the_beginning_of_a_badge_code(db: Database, record: Callable[..., Entry]) -> None:
    record(EntryKind.BADGE_ISSUED, "li", payload={"badge_code": "LAC46.BADGE77"})

    assert found(db, "lac46.badge") == ["li"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        '"',
        "'",
        "*",
        "AND",
        "OR NOT",
        "a AND",
        "(",
        "name_key:",
        '"*',
        "%",
        "-",
        "^a",
        "\x00",
        "a" * 5000,
    ],
)
def test_nothing_that_is_typed_is_a_query_language(db: Database, text: str) -> None:
    assert isinstance(found(db, text), list)


def test_words_of_the_query_language_are_words(db: Database, add: Add) -> None:
    add("near", "Near", "Or")

    assert found(db, "near or") == ["near"]


def test_empty_text_finds_nobody(db: Database) -> None:
    assert found(db, "") == found(db, "   ") == []


@settings(
    max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(st.text(max_size=40))
def test_hostile_text_is_harmless(db: Database, text: str) -> None:
    assert len(find(db, text, 3)) <= 3


def test_gone_people_come_last(db: Database) -> None:
    db.conn.execute(
        "UPDATE person SET gone_at = '2026-10-01T00:00:00.000Z' WHERE person_id = 'ana'"
    )

    assert found(db, "ana")[-1] == "ana"


def test_the_limit_holds(db: Database, add: Add) -> None:
    for number in range(60):
        add(f"m{number}", "María", f"Pérez {number:02d}")

    assert len(found(db, "maria", limit=50)) == 50
    assert found(db, "maria perez 07") == ["m7"]


def test_a_changed_name_is_found_and_the_old_one_is_not(db: Database, add: Add) -> None:
    add("ana", "Ana", "Souza")

    assert found(db, "souza") == ["ana"]
    assert "ana" not in found(db, "ana silva")


def test_a_deleted_person_leaves_the_index(db: Database) -> None:
    db.conn.execute("DELETE FROM ticket WHERE person_id = 'ana'")
    db.conn.execute("DELETE FROM person WHERE person_id = 'ana'")

    assert found(db, "ana") == ["anahi", "silvio"]
    db.conn.execute("INSERT INTO person_fts (person_fts, rank) VALUES ('integrity-check', 1)")


def test_by_name_key_and_by_email(db: Database) -> None:
    assert [person.person_id for person in by_name_key(db, "ana silva")] == ["ana"]
    assert [person.person_id for person in by_email(db, " ANA@nic.BR ")] == ["ana"]
    assert by_name_key(db, "") == by_email(db, "") == by_email(db, "nobody@x") == []


def test_near_shares_the_start_of_a_word(db: Database) -> None:
    assert "anahi" in {person.person_id for person in near(db, "ana ortis")}
    assert "ana" in {person.person_id for person in near(db, "silba ana")}
    assert near(db, "") == near(db, "a b") == []


def test_no_query_sorts_all_matches(db: Database) -> None:
    plan = rows(
        db,
        "EXPLAIN QUERY PLAN SELECT * FROM person WHERE id IN"
        " (SELECT rowid FROM person_fts WHERE person_fts MATCH 'a' LIMIT 200)",
    )

    assert not any("TEMP B-TREE FOR ORDER" in row["detail"] for row in plan)
    assert any("USING INTEGER PRIMARY KEY" in row["detail"] for row in plan)
