"""The catalogs: Spanish is the key, so it can never be missing."""

import pytest

from kiosk.texts import LANGUAGES, N_, _, current, n_, translate, translate_n, use
from kiosk.texts.catalog import known


@pytest.fixture(autouse=True)
def spanish_again():
    yield
    use("es")


def test_spanish_is_the_language_of_record():
    assert LANGUAGES[0] == "es"
    assert (
        translate("Un texto que ningún catálogo tiene", "pt")
        == "Un texto que ningún catálogo tiene"
    )


@pytest.mark.parametrize(
    ("tag", "wanted"),
    [("pt-BR", "pt"), ("pt_PT", "pt"), ("EN_us", "en"), ("es-419", "es"), ("de", "es"), ("", "es")],
)
def test_a_tag_names_one_of_our_languages(tag, wanted):
    assert known(tag) == wanted


def test_the_language_switches_while_running():
    use("en")
    assert (current(), _("ADMITIDO")) == ("en", "ADMITTED")

    use("pt-BR")
    assert (current(), _("NO ESTÁ EN LA LISTA")) == ("pt", "NÃO ESTÁ NA LISTA")


@pytest.mark.parametrize(
    ("count", "lang", "wanted"),
    [
        (1, "es", "hace 1 minuto"),
        (2, "es", "hace 2 minutos"),
        (1, "pt", "há 1 minuto"),
        (0, "en", "0 minutes ago"),
    ],
)
def test_plurals(count, lang, wanted):
    assert translate_n("hace {n} minuto", "hace {n} minutos", count, lang) == wanted


def test_plural_in_the_chosen_language():
    use("en")

    assert n_("hace {n} minuto", "hace {n} minutos", 5) == "5 minutes ago"


def test_braces_in_a_text_without_parameters_are_harmless():
    assert translate("{x}", "es") == "{x}"


def test_an_empty_text_is_not_the_catalogs_header():
    assert translate("", "pt") == ""


def test_marking_changes_nothing():
    assert N_("abc") == "abc"
