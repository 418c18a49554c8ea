"""Shorter forms of a name: the given name whole, the first surname whole, the rest by initials."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.fitting import badge_name_variants
from kiosk.domain.names import PARTICLES

words = st.sampled_from(
    ["de", "la", "y", "dos", "Cruz", "Ibáñez", "Núñez-Olivera", "G\u0303uarani", "Li", "O", "王"]
)
families = st.lists(words, max_size=6).map(" ".join)


@pytest.mark.parametrize(
    ("family", "wanted"),
    [
        ("", [""]),
        ("Núñez", ["Núñez"]),
        ("Núñez Prado", ["Núñez Prado", "Núñez P."]),
        (
            "de la Cruz Ibáñez Prado",
            ["de la Cruz Ibáñez Prado", "de la Cruz Ibáñez P.", "de la Cruz I. P.", "Cruz I. P."],
        ),
        ("da Conceição Araújo", ["da Conceição Araújo", "da Conceição A.", "Conceição A."]),
        ("Ortega y Gasset", ["Ortega y Gasset", "Ortega G."]),
        ("de Souza e Silva", ["de Souza e Silva", "de Souza S.", "Souza S."]),
        ("Núñez-Olivera Ruiz", ["Núñez-Olivera Ruiz", "Núñez-Olivera R."]),
        ("Ruiz G\u0303uarani", ["Ruiz G\u0303uarani", "Ruiz G\u0303."]),
        ("Ruiz ávila", ["Ruiz ávila", "Ruiz Á."]),
        ("Wang Li", ["Wang Li"]),
        ("Silva de", ["Silva de"]),
        ("de la", ["de la", "la"]),
        ("van der Berg", ["van der Berg", "Berg"]),
    ],
)
def test_the_forms_of_a_family_name(family, wanted):
    assert [form for _given, form in badge_name_variants("Ana", family)] == wanted


@given(st.text(max_size=60), families)
def test_the_given_name_is_never_touched(given_name, family):
    assert {form[0] for form in badge_name_variants(given_name, family)} == {given_name}


@given(families)
def test_the_whole_name_comes_first_and_no_later_form_is_longer(family):
    forms = [form for _given, form in badge_name_variants("Ana", family)]

    assert forms[0] == family
    assert [len(form) for form in forms] == sorted(map(len, forms), reverse=True)
    assert len(set(forms)) == len(forms)


@given(families)
def test_the_first_surname_stands_whole_in_every_form(family):
    surnames = [word for word in family.split() if word not in PARTICLES]
    for _given, form in badge_name_variants("Ana", family):
        assert not surnames or surnames[0] in form.split()


@given(st.text(max_size=80))
def test_no_name_breaks_it(family):
    assert badge_name_variants("Ana", family)[0] == ("Ana", family)
