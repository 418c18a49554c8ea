from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.people import Person
from kiosk.services.merge_people import merge
from kiosk.services.random_source import random_source

FULL = Person(
    "a", "Ana", "Paz", email="a@x", organisation="Red", roles=("speaker",), speaks=("es",)
)
THIN = Person("b", "Ana", "", note="caja azul", roles=("fellow", "speaker"), photo_ok=False)


def test_the_first_that_says_something_counts():
    merged = merge("p", [THIN, FULL])

    assert (merged.person_id, merged.family_name, merged.organisation) == ("p", "Paz", "Red")
    assert merged.note == "caja azul"
    assert merged.roles == ("fellow", "speaker")


def test_pronouns_are_kept_whichever_row_has_them():
    said = Person("c", "Ana", pronouns="ella")

    assert merge("p", [FULL, said]).pronouns == "ella"


def test_one_no_to_photos_is_a_no():
    yes = Person("c", "Ana", photo_ok=True)

    assert merge("p", [yes, THIN]).photo_ok is False
    assert merge("p", [yes, FULL]).photo_ok is True
    assert merge("p", [FULL]).photo_ok is None


def test_merging_again_changes_nothing():
    once = merge("p", [FULL, THIN])

    assert merge("p", [once, FULL, THIN]) == once


@given(st.sampled_from([2, 32, 256, 3, 1000]))
def test_random_numbers_stay_below_the_limit(limit):
    below = random_source()

    assert all(0 <= below(limit) < limit for _ in range(50))


def test_every_number_comes_up():
    below = random_source()

    assert {below(32) for _ in range(2000)} == set(range(32))
