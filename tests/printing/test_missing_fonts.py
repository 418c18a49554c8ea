"""What to install for letters that no font has."""

import pytest

from kiosk.printing.missing_fonts import advice


@pytest.mark.parametrize(
    ("letters", "platform", "words"),
    [
        ("王伟", "linux", ("chino", "王 伟", "fonts-droid-fallback")),
        ("ひ", "linux", ("japonés", "fonts-droid-fallback")),
        ("김", "linux", ("coreano", "fonts-nanum")),
        ("ก", "linux", ("tailandés", "fonts-noto-core")),
        ("김", "win32", ("Malgun Gothic", "Windows")),
        ("王", "darwin", ("Arial Unicode",)),
    ],
    ids=ascii,
)
def test_the_script_and_the_remedy_are_named(letters, platform, words):
    (sentence,) = advice(letters, platform)

    assert all(word in sentence for word in words)


def test_one_sentence_a_script_and_each_letter_once():
    assert len(advice("王王김김伟", "linux")) == 2


def test_of_other_signs_only_the_letters_are_named():
    assert advice("𐎀", "linux") == ("Ninguna fuente de este equipo tiene: 𐎀",)
    assert advice("") == ()
