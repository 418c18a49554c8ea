"""Fonts, icons, the mark and the style sheet: bundled, complete and of the asked size."""

import re

import pytest
from PySide6.QtCore import QEvent, QRectF
from PySide6.QtGui import QColor, QFontInfo, QFontMetricsF, QImage, QPainter, QRawFont
from PySide6.QtWidgets import QWidget

from kiosk.domain.settings import Theme
from kiosk.resources import asset
from kiosk.ui import fonts, icons, mark, stylesheet, theme

pytestmark = pytest.mark.usefixtures("qapp")


@pytest.mark.parametrize("weight", fonts.WEIGHTS)
def test_every_weight_is_inter_itself(weight):
    info = QFontInfo(fonts.font(20, weight))
    assert info.family().startswith("Inter")
    assert info.weight() == weight
    assert info.pixelSize() == 20


@pytest.mark.parametrize("letters", ["ñãẽĩũỹőçŁ", "⏎↑↓→", "ÁÉÍÓÚÜ¿¡–·"])
def test_the_letters_of_names_and_keys_are_in(letters):
    raw = QRawFont.fromFont(fonts.font(20))
    assert all(raw.supportsCharacter(ord(letter)) for letter in letters)


def test_tabular_digits_have_one_width():
    clock = QFontMetricsF(fonts.font(28, 700, tabular=True))
    assert clock.horizontalAdvance("1111") == clock.horizontalAdvance("0000")
    name = QFontMetricsF(fonts.font(28, 700))
    assert name.horizontalAdvance("1111") < name.horizontalAdvance("0000")


def test_tracking_is_a_part_of_the_size():
    plain, tight = (QFontMetricsF(fonts.font(40, 700, t)) for t in (0.0, -0.05))
    saved = plain.horizontalAdvance("ABCDE") - tight.horizontalAdvance("ABCDE")
    assert saved == pytest.approx(5 * 40 * 0.05, abs=1)


def test_fonts_are_loaded_once():
    assert fonts.load() is fonts.load()


@pytest.mark.parametrize("path", sorted(asset("icons").glob("*.svg")), ids=lambda p: p.stem)
def test_every_icon_draws_in_the_asked_colour(path):
    image = icons.pixmap(path.stem, "#0B5CAD", 24).toImage()
    inks = {
        image.pixelColor(x, y).name()
        for x in range(24)
        for y in range(24)
        if image.pixelColor(x, y).alpha() > 250
    }
    assert inks
    for ink in inks:  # where strokes cross, smoothing may be off by one step
        color, asked = QColor(ink), QColor("#0B5CAD")
        assert abs(color.red() - asked.red()) <= 2
        assert abs(color.green() - asked.green()) <= 2
        assert abs(color.blue() - asked.blue()) <= 2


def test_icons_are_sharp_on_fine_screens():
    fine = icons.pixmap("check", "#000000", 20, 2.0)
    assert (fine.width(), fine.devicePixelRatio()) == (40, 2.0)
    assert icons.pixmap("check", "#000000", 20, 2.0) is fine


def test_an_unknown_icon_is_a_bug():
    with pytest.raises(FileNotFoundError):
        icons.pixmap("no-such-icon", "#000000", 20)


def test_the_licences_lie_beside():
    assert "ISC" in asset("icons", "LICENSE").read_text(encoding="utf-8")
    assert "SIL" in asset("fonts", "OFL-Inter.txt").read_text(encoding="utf-8")


def test_the_mark_has_its_three_tracks():
    image = QImage(84, 84, QImage.Format.Format_ARGB32)
    image.fill(QColor("#000000"))
    painter = QPainter(image)
    mark.paint_mark(painter, QRectF(0, 0, 84, 84))
    painter.end()
    seen = {image.pixelColor(x, y).name().upper() for x in range(84) for y in range(84)}
    assert {theme.TRACK_SKY, theme.SUN, "#FFFFFF", theme.MARK_FIELD} <= seen
    assert mark.EventMark(42).sizeHint().width() == 42


@pytest.mark.parametrize("name", list(Theme))
def test_the_style_sheet_holds_colours_only_of_its_theme(name):
    tokens = theme.tokens(name)
    own = {str(getattr(tokens, f)) for f in theme.Tokens.__dataclass_fields__}
    sheet = stylesheet.build(tokens)
    assert "$" not in sheet
    assert set(re.findall(r"#[0-9A-F]{6}", sheet)) <= own


def test_the_theme_that_is_worn_already_is_not_put_on_again(qapp, qtbot):
    dressed = []

    class Watched(QWidget):
        def changeEvent(self, event):  # noqa: N802  Qt's name
            dressed.append(event.type())

    widget = Watched()
    qtbot.addWidget(widget)
    widget.ensurePolished()
    dressed.clear()
    stylesheet.apply(qapp, Theme.LIGHT)
    assert not dressed

    stylesheet.apply(qapp, Theme.DARK)
    assert QEvent.Type.StyleChange in dressed


def test_applying_a_theme_dresses_the_program(qapp):
    stylesheet.apply(qapp, Theme.DARK)
    assert qapp.palette().window().color().name().upper() == theme.DARK.bg
    assert theme.current() is theme.DARK
