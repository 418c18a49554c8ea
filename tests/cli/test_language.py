import pytest

from kiosk.cli import language
from kiosk.domain.errors import WrongUseError
from kiosk.texts import current


@pytest.mark.parametrize(
    ("environ", "expected"),
    [
        ({}, "es"),
        ({"LANG": "C.UTF-8"}, "es"),
        ({"LANG": "POSIX"}, "es"),
        ({"LANG": "de_DE.UTF-8"}, "es"),
        ({"LANG": "en_US.UTF-8"}, "en"),
        ({"LANG": "pt_BR"}, "pt"),
        ({"LANG": "pt_BR", "LC_MESSAGES": "en_GB.UTF-8"}, "en"),
        ({"LANG": "pt_BR", "LC_MESSAGES": "en_GB", "LC_ALL": "es_UY.UTF-8"}, "es"),
        ({"LANG": "en_US", "LC_ALL": ""}, "en"),
        ({"LANG": "en_US", "KIOSK_LANG": "pt"}, "pt"),
        ({"LANG": "en_US", "KIOSK_LANG": "pt-BR"}, "pt"),
        ({"LANG": "en_US", "KIOSK_LANG": "klingon"}, "en"),
        ({"LANG": "en_US", "KIOSK_LANG": ""}, "en"),
    ],
)
def test_the_language_is_asked_for_then_the_locales_then_spanish(environ, expected):
    assert language.from_environment(environ) == expected


def test_the_option_chooses_the_language():
    language.choose("en")

    assert current() == "en"


def test_without_the_option_the_language_stays():
    language.choose("pt")
    language.choose(None)

    assert current() == "pt"


@pytest.mark.parametrize("asked", ["", "xx", "español", "\x00", "e" * 10_000])
def test_a_language_without_texts_is_wrong_use(asked):
    with pytest.raises(WrongUseError) as caught:
        language.choose(asked)

    assert "es, pt, en" in str(caught.value)
