"""Names typed in capitals or in small letters alone, as they are offered."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.name_case import offered_case
from kiosk.domain.names import clean, fold


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        (("JOSÉ", "NÚÑEZ IBÁÑEZ"), ("José", "Núñez Ibáñez")),
        (("josé", "núñez"), ("José", "Núñez")),
        (("José", "NÚÑEZ"), ("José", "Núñez")),
        (("MARIA DE LOS ANGELES", "DE LA CRUZ Y PRADO"), ("Maria de los Angeles", "de la Cruz y Prado")),
        (("JOÃO", "DOS SANTOS E SILVA"), ("João", "dos Santos e Silva")),
        (("VINCENT", "VAN GOGH"), ("Vincent", "van Gogh")),
        (("HANS", "VON DER HEIDE"), ("Hans", "von der Heide")),
        (("JOHN", "MCDONALD"), ("John", "McDonald")),
        (("SINÉAD", "O'BRIEN-SMITH"), ("Sinéad", "O'Brien-Smith")),
        (("JEAN-LUC", "D’ARTAGNAN"), ("Jean-Luc", "D’Artagnan")),
        (("CARLOS III", "HABSBURGO"), ("Carlos III", "Habsburgo")),
        (("J. R. R.", "TOLKIEN"), ("J. R. R.", "Tolkien")),
        (("ANNA", "STRAUß"), ("Anna", "Strauß")),
        (("G\u0303UARANI", "YVOTY"), ("G\u0303uarani", "Yvoty")),
        (("ИВАН", "ПЕТРОВ"), ("Иван", "Петров")),
        (("  ANA  ", "PAZ"), ("Ana", "Paz")),
    ],
    ids=ascii,
)  # fmt: skip
def test_what_is_offered(typed, offered):
    assert offered_case(*typed) == offered


@pytest.mark.parametrize(
    "name",
    [("José", "Núñez"), ("LI", "WU"), ("JP", ""), ("王", "伟"), ("محمد", "علي"), ("", ""), ("Ana", "de la Cruz"), ("Carlos", "III"), ("iOS", "McDonald")],
    ids=ascii,
)  # fmt: skip
def test_what_is_left_alone(name):
    assert offered_case(*name) is None


NAMES = st.text(st.sampled_from("ANÑÉG\u0303ßİıǅ -'.’IVXdemc王ع") | st.characters(), max_size=25)


@given(NAMES, NAMES)
def test_only_the_case_changes_and_only_once(given_name, family_name):
    offer = offered_case(given_name, family_name)
    if offer is None:
        return

    for typed, offered in zip((given_name, family_name), offer, strict=True):
        assert offered == typed or fold(offered) == fold(typed)
        assert clean(offered) == clean(clean(offered))
    assert offered_case(*offer) is None
