"""Dates, times and countries as a native would write them."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.texts import LANGUAGES
from kiosk.texts.countries import countries, country_code, country_name
from kiosk.texts.formats import ago, date_range, day, localised, moment, time_of

ZONE = ZoneInfo("America/Montevideo")
NOON = datetime(2026, 10, 6, 15, 0, tzinfo=UTC)


def test_time_is_local():
    assert time_of(NOON, ZONE) == "12:00"


@pytest.mark.parametrize(
    ("lang", "wanted"),
    [
        ("es", "martes 6 de octubre"),
        ("pt", "terça-feira, 6 de outubro"),
        ("en", "Tuesday 6 October"),
    ],
)
def test_day(lang, wanted):
    assert day(date(2026, 10, 6), lang) == wanted


@pytest.mark.parametrize(
    ("first", "last", "lang", "wanted"),
    [
        (date(2026, 10, 5), date(2026, 10, 9), "es", "5–9 de octubre de 2026"),
        (date(2026, 10, 5), date(2026, 10, 9), "pt", "5–9 de outubro de 2026"),
        (date(2026, 10, 5), date(2026, 10, 9), "en", "5–9 October 2026"),
        (date(2026, 3, 30), date(2026, 4, 2), "es", "30 de marzo – 2 de abril de 2026"),
        (date(2026, 12, 30), date(2027, 1, 2), "en", "30 December 2026 – 2 January 2027"),
        (date(2026, 5, 5), date(2026, 5, 5), "pt", "5 de maio de 2026"),
    ],
)
def test_date_range(first, last, lang, wanted):
    assert date_range(first, last, lang) == wanted


@pytest.mark.parametrize(
    ("seconds", "lang", "wanted"),
    [
        (0, "es", "ahora"),
        (-90, "es", "ahora"),
        (12, "es", "hace 12 s"),
        (60, "es", "hace 1 minuto"),
        (23 * 60, "es", "hace 23 minutos"),
        (3600, "pt", "há 1 hora"),
        (2 * 3600, "en", "2 hours ago"),
        (3 * 86400, "pt", "há 3 dias"),
    ],
)
def test_ago(seconds, lang, wanted):
    assert ago(NOON - timedelta(seconds=seconds), NOON, lang) == wanted


@pytest.mark.parametrize(
    ("name", "lang", "wanted"),
    [
        ({"es": "Sala", "en": "Room"}, "en", "Room"),
        ({"es": "Sala", "en": "Room"}, "pt", "Sala"),
        ({"es": "Sala"}, "pt-BR", "Sala"),
        ({"en": "Room"}, "es", "Room"),
        ({}, "es", ""),
    ],
)
def test_localised_falls_back_to_the_language_of_record(name, lang, wanted):
    assert localised(name, lang) == wanted


@pytest.mark.parametrize(
    ("value", "wanted"),
    [(NOON, NOON), ("2026-10-06T15:00:00.000Z", NOON), ("yesterday", None), ("", None), (3, None)],
)
def test_moment(value, wanted):
    assert moment(value) == wanted


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("UY", "UY"), ("uy", "UY"), ("URY", "UY"), ("Uruguay", "UY"), ("Brasil", "BR"), ("Brazil", "BR"),
        ("méxico", "MX"), ("EE.UU.", "US"), ("USA", "US"), ("Estados Unidos", "US"), ("United States", "US"),
        ("Trinidad & Tobago", "TT"), ("Trinidad y Tobago", "TT"), ("República Dominicana", "DO"),
        ("Países Bajos", "NL"), ("Alemanha", "DE"), ("Perú", "PE"), ("Atlantis", ""), ("", ""), ("ZZ9", ""),
        ("Trinidad and Tobago", "TT"), ("Saint Lucia", "LC"), ("St. Kitts and Nevis", "KN"), ("The Bahamas", "BS"),
        ("St. Vincent and the Grenadines", "VC"), ("San Vicente y Granadinas", "VC"), ("Las Bahamas", "BS"),
        ("U.S.A.", "US"), ("Estados Unidos da América", "US"), ("EUA", "US"), ("Venezuela (República Bolivariana de)", "VE"),
        ("Bolivia, Plurinational State of", "BO"), ("Turquía", "TR"), ("Curaçao", "CW"), ("El Salvador", "SV"),
        ("ZZ", ""), ("EU", ""), ("858", ""), ("İ", ""), ("🇧🇷", ""),
    ],
)  # fmt: skip
def test_country_code(text, code):
    assert country_code(text) == code


@pytest.mark.parametrize(
    ("code", "lang", "wanted"),
    [
        ("BR", "es", "Brasil"),
        ("BR", "en", "Brazil"),
        ("DE", "pt", "Alemanha"),
        ("Ñandutí", "es", "Ñandutí"),
        ("", "es", ""),
    ],
)
def test_country_name(code, lang, wanted):
    assert country_name(code, lang) == wanted


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_country_is_recognised_by_its_own_name(lang):
    told = {code: country_code(name) for code, name in countries(lang)}

    assert {code: found for code, found in told.items() if found != code} == {}


def test_countries_stand_in_the_order_of_their_names_and_name_no_union():
    codes = [code for code, _name in countries("es")]

    assert codes.index("DE") < codes.index("BR") < codes.index("UY")  # Alemania, Brasil, Uruguay
    assert not {"EU", "UN", "ZZ"} & set(codes)


@given(st.text(max_size=30))
def test_no_text_breaks_the_reading_of_a_country(text):
    code = country_code(text)

    assert code == "" or country_code(code) == code
