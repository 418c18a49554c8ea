import pytest
from hypothesis import given, strategies

from kiosk.sources.indico.names import provisional


@pytest.mark.parametrize(
    ("full", "expected"),
    [
        ("María José Núñez Ibáñez", ("María José", "Núñez Ibáñez")),
        ("Núñez Ibáñez, María José", ("María José", "Núñez Ibáñez")),
        ("NÚÑEZ IBÁÑEZ, María José", ("María José", "Núñez Ibáñez")),
        ("María José NÚÑEZ IBÁÑEZ", ("María José", "Núñez Ibáñez")),
        ("NÚÑEZ IBÁÑEZ, M.", ("M.", "Núñez Ibáñez")),
        ("Núñez Ibáñez, M.", ("M.", "Núñez Ibáñez")),
        ("M. NÚÑEZ IBÁÑEZ", ("M.", "Núñez Ibáñez")),
        ("M. Núñez Ibáñez", ("M.", "Núñez Ibáñez")),
        ("João DA CONCEIÇÃO ARAÚJO", ("João", "da Conceição Araújo")),
        ("Siobhán O'BRIEN", ("Siobhán", "O'Brien")),
        ("Li Wei 李伟", ("Li", "Wei 李伟")),
        ("李伟", ("李伟", "")),
        ("ANA PAZ", ("ANA", "PAZ")),
        ("Sukarno", ("Sukarno", "")),
        ("", ("", "")),
    ],
)
def test_however_indico_writes_a_name(full, expected):
    assert provisional(full) == expected


@given(strategies.text(max_size=40))
def test_any_text_is_some_name(text):
    names = provisional(text)

    assert all(name == name.strip() for name in names)
