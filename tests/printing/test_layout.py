"""Layout files: read whole, or refused with the key that is wrong."""

import os
import re

import pytest
from PIL import Image

from kiosk.domain.errors import NotFoundError, WrongUseError
from kiosk.printing.elements import kinds
from kiosk.printing.layout import layout_names, load_layout, picture_path
from kiosk.resources import asset

A6 = asset("layouts", "a6.toml").read_text(encoding="utf-8")
SHIPPED = (
    "4x3in",
    "4x6in",
    "57x102mm",
    "62mm",
    "80x50mm",
    "a6",
    "a6-butterfly",
    "assembly",
    "cr80",
)


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


def test_nine_sizes_come_with_the_program():
    assert layout_names() == SHIPPED
    assert (load_layout("a6").width, load_layout("a6").height) == (105, 148)
    assert load_layout("4x3in").media == "oe_badge-4x3_4x3in"


@pytest.mark.parametrize("name", SHIPPED)
def test_every_shipped_layout_names_its_person_and_its_code_on_the_front(name):
    front = [each for each in load_layout(name).elements if each.side == "front"]
    fields = {each.field for each in front if isinstance(each, kinds.Text)}

    assert {"first_line", "second_line"} <= fields or "full_name" in fields
    assert sum(isinstance(each, kinds.Code) for each in front) == 1


def test_a_layout_of_ones_own_is_read_from_its_path(tmp_path):
    path = tmp_path / "mine.toml"
    path.write_text(A6.replace('title = "A6"', 'title = "Nuestro"'), encoding="utf-8")

    assert load_layout(str(path)).title == "Nuestro"


def test_a_folder_of_ones_own_has_names_of_its_own_and_wins(tmp_path):
    for name in ("a6", "nuestro"):
        text = A6.replace('title = "A6"', 'title = "Nuestro"')
        (tmp_path / f"{name}.toml").write_text(text, encoding="utf-8")

    assert set(layout_names(tmp_path)) == {*SHIPPED, "nuestro"}
    assert load_layout("nuestro", tmp_path).title == "Nuestro"
    assert load_layout("a6", tmp_path).title == "Nuestro"
    assert load_layout("a6").title == "A6"
    assert load_layout("4x3in", tmp_path).title == "4 x 3 in"


def test_a_folder_that_is_not_there_has_no_layouts(tmp_path):
    assert layout_names(tmp_path / "layouts") == SHIPPED


def test_a_changed_file_is_read_again(tmp_path):
    path = tmp_path / "mine.toml"
    path.write_text(A6, encoding="utf-8")
    load_layout(str(path))
    path.write_text(A6.replace('title = "A6"', 'title = "Otro"'), encoding="utf-8")
    os.utime(path, ns=(1, 1))

    assert load_layout(str(path)).title == "Otro"


@pytest.mark.parametrize("name", ["a7", "", "../a6", "missing.toml", "/etc/passwd"])
def test_an_unknown_layout_is_told_with_those_that_exist(name, tmp_path):
    with pytest.raises(NotFoundError, match="a6"):
        load_layout(name)
    with pytest.raises(NotFoundError, match="a6"):
        load_layout(name, tmp_path)


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ("width = 105.0", "width = 'wide'", "width"),
        ("width = 105.0", "breite = 105.0", "breite|width"),
        ("h = 31.0", "", "element 1.h"),
        ("h = 31.0", "h = nan", "element 1.h|element 1.y"),
        ("h = 31.0", "h = -1.0", "element 1.h"),
        ('fill = "#062033"', 'fill = "navy"', "element 1.fill"),
        ("size = 8.3", "size = 'x'", "element 4.size"),
        ("size = 8.3", "colour = 1", "element 4.colour|element 4.size"),
        ("size = 8.3", "size = 3.3", "element 4.smallest"),
        ("weight = 800", "weight = 810", "element 4.weight"),
        ("foot = 54.3", "foot = []", "element 2.foot"),
        ("nodes = [[1, 96.9]", "nodes = [[7, 96.9]", "element 2.nodes"),
        ('kind = "tracks"', 'kind = "trains"', "element 2.kind"),
        ('field = "event_name"', 'field = "shoe_size"', "element 4.field"),
        ("x = 8.0\ny = 82.3", "x = 98.0\ny = 82.3", r"element \d+.x"),
        ("w = 89.0", "w = 184.0", r"element \d+.x"),
        ("height = 148.0", "height = 0", "height"),
        ("y = 126.0", "y = 140.0", "element 6.y"),
        ("pattern_x = 76.25", "pattern_x = 176.25", "element 6.pattern_x"),
        ("size = 9.85", "size = 1.85", "element 6.label.smallest"),
        ("leading = 1.2", "leading = 12", r"element \d+.leading"),
        ('has = ["languages"]', 'has = ["shoes"]', r"element \d+.when.has"),
        ('consent = ["yes"]', 'consent = ["maybe"]', r"element \d+.when.consent 1"),
        ('kind = "code"', 'kind = "code"\nside = "back"', r"element \d+.side"),
        ("smallest_module = 0.5", "smallest_module = 3.0", r"element \d+.smallest_module"),
        ('media = "iso', 'rotation = 45\nmedia = "iso', "rotation"),
        ('media = "iso', 'bleed = 99\nmedia = "iso', "bleed"),
        ('media = "iso', 'dpi = 7\nmedia = "iso', "dpi"),
        ("[[element]]", "[[elements]]", "elements|element"),
    ],
)
def test_a_wrong_value_is_told_with_its_key(wrong, old, new, key):
    assert re.search(f"«({key})»", wrong(old, new))


def test_what_is_no_toml_is_told(wrong):
    assert "TOML" in wrong("[[element]]", "[[element")


def test_fixed_words_name_only_fields_that_exist(wrong):
    assert "text" in wrong('es = "Hablo · Falo · I speak"', 'es = "{salary}"')


PICTURE = '\n[[element]]\nkind = "image"\nfile = "{}"\nx = 60.0\ny = 2.0\nw = 20.0\nh = 10.0\n'


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_a_picture_lies_beside_its_layout(tmp_path, kind):
    Image.new("RGB", (20, 10), "#FF0000").save(tmp_path / "logo", kind)
    path = tmp_path / "mine.toml"
    path.write_text(A6 + PICTURE.format("logo"), encoding="utf-8")
    layout = load_layout(str(path))

    assert picture_path(layout, layout.elements[-1]) == tmp_path / "logo"


@pytest.mark.parametrize(
    "name", ["gone.png", "broken.png", "../logo.png", "/logo.png", "C:/l.png", ""]
)
def test_a_picture_that_cannot_be_used_is_told_with_its_key(tmp_path, name):
    folder = tmp_path / "layouts"
    folder.mkdir()
    Image.new("RGB", (2, 2)).save(tmp_path / "logo.png")
    (folder / "broken.png").write_bytes(b"\x89PNG\r\n\x1a\n no picture")
    (folder / "mine.toml").write_text(A6 + PICTURE.format(name), encoding="utf-8")
    count = len(load_layout("a6").elements) + 1

    with pytest.raises(WrongUseError, match=rf"element {count}\.file"):
        load_layout(str(folder / "mine.toml"))
