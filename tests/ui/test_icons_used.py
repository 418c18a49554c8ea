"""Icons and sizes as the code names them: every icon is bundled, no letter is too small."""

import ast
import re
from pathlib import Path

import pytest

import kiosk.ui
from kiosk.domain.settings import Theme
from kiosk.resources import asset
from kiosk.ui import icons, stylesheet, theme

UI = Path(kiosk.ui.__file__).parent
APP = UI.parent / "app"
MODULES = sorted([*UI.rglob("*.py"), *APP.rglob("*.py")])
BUNDLED = {path.stem for path in asset("icons").glob("*.svg")}

ICON_AT = {"paint": 1, "pixmap": 0, "IconWord": 0, "TouchButton": 1, "Segment": 2, "set_icon": 0}
"""Calls whose argument at that place is the name of an icon."""

SMALLEST = 15


def calls():
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                function = node.func
                name = getattr(function, "attr", getattr(function, "id", ""))
                yield path, name, node


def words_in(node):
    """The strings of an expression, also those of "a" if x else "b"."""
    return [
        n.value
        for n in ast.walk(node)
        if isinstance(n, ast.Constant) and isinstance(n.value, str) and n.value
    ]


def named_icons():
    found = set()
    for path, name, call in calls():
        place = ICON_AT.get(name)
        if (
            place is not None
            and len(call.args) > place
            and isinstance(call.args[place], ast.Constant | ast.IfExp)
        ):
            found |= {(path.stem, word) for word in words_in(call.args[place])}
        for keyword in call.keywords:
            if keyword.arg == "icon" and isinstance(keyword.value, ast.Constant | ast.IfExp):
                found |= {(path.stem, word) for word in words_in(keyword.value)}
    return sorted(found)


@pytest.mark.parametrize(("module", "name"), [p for p in named_icons() if "/" not in p[1]])
def test_every_icon_that_is_named_is_bundled(module, name):
    assert name in BUNDLED


def test_icons_are_named_at_all():
    assert len({name for _module, name in named_icons()}) > 20


@pytest.mark.parametrize("name", sorted(BUNDLED))
@pytest.mark.parametrize("px", [15, 48])
def test_every_icon_renders_at_small_and_large_sizes(qapp, name, px):
    image = icons.pixmap(name, "#000000", px).toImage()
    inked = [image.pixelColor(x, y).alpha() for x in range(px) for y in range(px)]
    assert max(inked) > 200
    assert 0.02 < sum(1 for alpha in inked if alpha > 100) / px**2 < 0.75


def test_a_thicker_stroke_inks_more(qapp):
    from PySide6.QtCore import QRectF
    from PySide6.QtGui import QImage, QPainter

    def inked(stroke):
        image = QImage(48, 48, QImage.Format.Format_ARGB32)
        image.fill(0)
        painter = QPainter(image)
        icons.paint(painter, "check", "#000000", QRectF(0, 0, 48, 48), stroke)
        painter.end()
        return sum(image.pixelColor(x, y).alpha() for x in range(48) for y in range(48))

    assert inked(1.0) < inked(2.0) < inked(3.0)


def numbers(node):
    return [
        n.value for n in [node] if isinstance(n, ast.Constant) and isinstance(n.value, int | float)
    ]


def font_sizes():
    """(module, size) of each literal size of letters in the code of the screens."""
    for path, name, call in calls():
        sizes = [n for k in call.keywords if k.arg == "px" for n in numbers(k.value)]
        if name in ("font", "Style") and call.args:
            sizes += numbers(call.args[0])
        if name in ("ButtonSize", "ChipSize") and len(call.args) > 1:
            sizes += numbers(call.args[1])
        for size in sizes:
            yield path.stem, size


def test_no_letter_is_smaller_than_the_floor():
    found = list(font_sizes())
    assert len(found) > 80
    assert [pair for pair in found if pair[1] < SMALLEST] == []


@pytest.mark.parametrize("name", list(Theme))
def test_the_style_sheet_writes_nothing_smaller(name):
    sizes = re.findall(r"font-size: (\d+)px", stylesheet.build(theme.tokens(name)))
    assert sizes
    assert min(map(int, sizes)) >= SMALLEST
