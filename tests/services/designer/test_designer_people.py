"""On whom a layout is tried: the event's people at the edges, each once, under a code of nobody."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.names import clean
from kiosk.domain.people import Person
from kiosk.printing.layout import load_layout
from kiosk.services.designer_people import edges, found, invented, is_foreign, notable
from kiosk.store.person_write import put_person
from kiosk.store.transact import writing

A6 = load_layout("a6")
names = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=30)
people = st.lists(
    st.builds(Person, st.uuids().map(str), names, names, organisation=names),
    max_size=12,
    unique_by=lambda one: one.person_id,
)


def test_the_edges_of_the_event_are_shown_with_their_own_words(ctx):
    with writing(ctx.db):
        put_person(ctx.db, Person("ar", "محمد", "الأحمد"), source="file", source_ref="ar")

    shown = [(one.why, one.key) for one in notable(ctx, A6)]

    assert shown == [
        ("Nombre más largo", "jose"),
        ("Nombre más corto", "li"),
        ("Sin organización", "ar"),
    ]
    assert all(one.real and one.content.code == "LAC.TEST" for one in notable(ctx, A6))


def test_somebody_of_another_script_is_found(ctx):
    for person in (Person("ar", "محمد", "الأحمد", organisation="NIC"), Person("x", "Xi")):
        with writing(ctx.db):
            put_person(ctx.db, person, source="file", source_ref=person.person_id)

    assert ("Otra escritura", "ar") in [(one.why, one.key) for one in notable(ctx, A6)]


def test_an_event_without_people_has_none_but_the_invented():
    assert edges([]) == []
    assert [one.key for one in invented()][:2] == ["sample-0", "sample-1"]
    assert not any(one.real for one in invented())


def test_who_is_searched_comes_with_their_badge(ctx):
    (one,) = found(ctx, A6, "nunez")

    assert (one.key, one.name, one.content.first_line) == ("jose", "José Núñez Ibáñez", "José")
    assert found(ctx, A6, "zzzz") == ()


@given(people)
def test_nobody_is_shown_twice_and_the_longest_is_the_longest(known):
    chosen = edges(known)

    assert len({one.person_id for _, one in chosen}) == len(chosen)
    longest = [one for why, one in chosen if why == "Nombre más largo"]
    for one in longest:
        assert all(len(clean(one.full_name)) >= len(clean(other.full_name)) for other in known)
    assert {one.person_id for _, one in chosen} <= {one.person_id for one in known}


@pytest.mark.parametrize(
    ("name", "foreign"),
    [
        ("José Núñez", False),
        ("G̃uaraní ʼOʼodham", False),
        ("Łukasz ẽĩ 3", False),
        ("محمد", True),
        ("李伟", True),
        ("Ольга", True),
        ("Zoë 王", True),
    ],
)
def test_letters_of_another_script_are_told(name, foreign):
    assert is_foreign(name) is foreign
