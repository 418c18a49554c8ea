"""Layout files: read whole, or refused with the key that is wrong."""

import re

import pytest

from kiosk.domain.errors import NotFoundError, WrongUseError
from kiosk.printing.layout import layout_names, load_layout
from kiosk.resources import asset

A6 = asset("layouts", "a6.toml").read_text(encoding="utf-8")


@pytest.fixture
def wrong(tmp_path):
    """Change the A6 layout and read it: wrong("size = 8.3", "size = 'x'") -> the sentence."""

    def read(old, new):
        assert old in A6
        path = tmp_path / "mine.toml"
        path.write_text(A6.replace(old, new, 1), encoding="utf-8")
        with pytest.raises(WrongUseError) as caught:
            load_layout(str(path))
        assert "mine.toml" in str(caught.value)
        return str(caught.value)

    return read


def test_both_sizes_come_with_the_program():
    assert layout_names() == ("4x3in", "80x50mm", "a6")
    assert (load_layout("a6").width, load_layout("a6").height) == (105, 148)
    assert load_layout("4x3in").media == "oe_badge-4x3_4x3in"


def test_a_layout_of_ones_own_is_read_from_its_path(tmp_path):
    path = tmp_path / "mine.toml"
    path.write_text(A6.replace('title = "A6"', 'title = "Nuestro"'), encoding="utf-8")

    assert load_layout(str(path)).title == "Nuestro"


def test_a_changed_file_is_read_again(tmp_path):
    import os

    path = tmp_path / "mine.toml"
    path.write_text(A6, encoding="utf-8")
    load_layout(str(path))
    path.write_text(A6.replace('title = "A6"', 'title = "Otro"'), encoding="utf-8")
    os.utime(path, ns=(1, 1))

    assert load_layout(str(path)).title == "Otro"


@pytest.mark.parametrize("name", ["a7", "", "../a6", "missing.toml", "/etc/passwd"])
def test_an_unknown_layout_is_told_with_those_that_exist(name):
    with pytest.raises(NotFoundError, match="a6"):
        load_layout(name)


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ("width = 105.0", "width = 'wide'", "width"),
        ("width = 105.0", "breite = 105.0", "breite|width"),
        ("h = 31.0", "", "header.h"),
        ("size = 8.3", "size = 'x'", "header.event.size"),
        ("size = 8.3", "colour = 1", "header.event"),
        ("foot = 54.3", "foot = []", "header.tracks.foot"),
        ("smallest_module = 0.5", "smallest_module = 3.0", "code.size"),
        ("x = 8.0\ny = 82.3", "x = 98.0\ny = 82.3", "code"),
        ("w = 89.0", "w = 184.0", "first"),
        ("weight = 800", "weight = 810", "weight"),
        ("height = 148.0", "height = 0", "height"),
        ("y = 126.0", "y = 140.0", "band"),
        ("y = 116.6", "y = 118.6", "strip"),
        ("leading = 1.2", "leading = 12", "organisation.leading"),
        ("[strip]", "[strap]", "strap|strip"),
    ],
)
def test_a_wrong_value_is_told_with_its_key(wrong, old, new, key):
    assert re.search(key, wrong(old, new))


def test_what_is_no_toml_is_told(wrong):
    assert "TOML" in wrong("[header]", "[header")
