"""Names: cleaned, folded for matching, split into given and family."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.names import clean, fold, split_full_name, without_emoji


@pytest.mark.parametrize(
    ("given_text", "wanted"),
    [
        ("  José \u00a0 Núñez\t", "José Núñez"),
        ("Jose\u0301", "José"),
        ("\ufeffAna\u200b", "Ana"),
        ("Ana\nMaría\r\n", "Ana María"),
        ("G\u0303uarani", "G\u0303uarani"),
        ("\u202eAli\u202c", "Ali"),
        ("\u00a0", ""),
        ("\u3164\u2800", ""),
        ("e\u3164\u0301", "\u00e9"),
    ],
)
def test_clean(given_text, wanted):
    assert clean(given_text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted", "fallen"),
    [
        ("José Núñez", "José Núñez", ()),
        ("Ana \U0001f984 Paz", "Ana Paz", ("\U0001f984",)),
        ("\U0001f1fa\U0001f1fe José", "José", ("\U0001f1fa\U0001f1fe",)),
        ("\U0001f469\u200d\U0001f680Ana", "Ana", ("\U0001f469\u200d\U0001f680",)),
        ("Mar\u00eda\u2764\ufe0f", "Mar\u00eda", ("\u2764",)),
        ("1\ufe0f\u20e3 Ana", "1 Ana", ()),
        ("ACME\u2122 \u00ae", "ACME\u2122 \u00ae", ()),
        ("\U0001f984", "", ("\U0001f984",)),
    ],
    ids=ascii,
)
def test_emoji_fall_out(text, wanted, fallen):
    assert without_emoji(text) == (wanted, fallen)


@given(st.text())
def test_without_emoji_there_are_no_more_to_fall_out(text):
    assert without_emoji(without_emoji(text)[0])[1] == ()


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("José NÚÑEZ Ibáñez", "jose nunez ibanez"),
        ("João da Conceição", "joao da conceicao"),
        ("Núñez-Olivera", "nunez olivera"),
        ("O’Brien", "obrien"),
        ("Groß Łukasz Øyvind", "gross lukasz oyvind"),
        ("G\u0303uarani", "guarani"),
        ("Ana.Perez@Example.ORG", "ana.perez@example.org"),
        ("محمد العلي", "محمد العلي"),
        ("李伟", "李伟"),
        ("Estudio Núñez & Asociados", "estudio nunez asociados"),
        ("ACME™ ℳ", "acmetm m"),
        ("İstanbul ＡＢＣ", "istanbul abc"),
    ],
)
def test_fold(text, wanted):
    assert fold(text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Cher", ("Cher", "")),
        ("José Núñez", ("José", "Núñez")),
        ("José Núñez Ibáñez", ("José", "Núñez Ibáñez")),
        ("María José Núñez Ibáñez", ("María José", "Núñez Ibáñez")),
        ("João da Conceição Araújo", ("João", "da Conceição Araújo")),
        ("Ana Lucía de la Vega y Rodríguez", ("Ana Lucía", "de la Vega y Rodríguez")),
        ("Núñez Ibáñez, José", ("José", "Núñez Ibáñez")),
        ("Núñez,", ("Núñez,", "")),
        ("", ("", "")),
        ("محمد العلي", ("محمد", "العلي")),
    ],
)
def test_split_full_name(text, wanted):
    assert split_full_name(text) == wanted


@given(st.text())
def test_clean_is_done_once(text):
    assert clean(clean(text)) == clean(text)
    assert unicodedata.is_normalized("NFC", clean(text))


@given(st.text())
def test_fold_is_done_once(text):
    assert fold(fold(text)) == fold(text)


def test_fold_of_every_single_character_is_done_once_and_blind_to_case():
    blocks = (range(0x3000), range(0xFB00, 0x10000), range(0x1D400, 0x1D800))
    every = [chr(point) for block in blocks for point in block]

    assert [ch for ch in every if fold(fold(ch)) != fold(ch)] == []
    assert [ch for ch in every if fold(ch.upper()) != fold(ch.lower())] == []


@given(st.text())
def test_splitting_loses_no_word(text):
    given_name, family_name = split_full_name(text)
    words = f"{given_name} {family_name}".replace(",", " ").split()

    assert sorted(words) == sorted(clean(text).replace(",", " ").split())
