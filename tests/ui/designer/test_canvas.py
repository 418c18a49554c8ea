"""The sheet under the mouse: each handle, each key, and what is painted over the badge."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from kiosk.texts import use
from kiosk.ui.designer.canvas import MARGIN, BadgeCanvas
from kiosk.ui.designer.canvas_paint import measures, number
from kiosk.ui.designer.geometry import Rect
from kiosk.ui.designer.state import DesignerState, FrameState

LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
ALT, SHIFT = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ShiftModifier
BOX = FrameState(0, "front", Rect(40, 40, 30, 20), "Recuadro", "box", "square")
CODE = FrameState(1, "front", Rect(10, 90, 25, 25), "QR", "code", "qr-code", least=10, square=True)
HIDDEN = FrameState(2, "front", Rect(80, 100, 10, 10), "Foto", "photo", "camera", shown=False)
STATE = DesignerState(ready=True, frames=(BOX, CODE, HIDDEN), chosen=0)


@pytest.fixture
def canvas(qtbot):
    made = BadgeCanvas()
    qtbot.addWidget(made)
    made.show_state(STATE)
    made.set_scale(4.0)
    made.resize(made.sizeHint())
    made.show()
    qtbot.waitExposed(made)
    return made


@pytest.fixture
def told(canvas):
    seen = []
    canvas.placed.connect(lambda index, rect: seen.append((index, rect)))
    canvas.nudged.connect(lambda dx, dy: seen.append((dx, dy)))
    canvas.element_chosen.connect(seen.append)
    canvas.removal_wanted.connect(lambda: seen.append("removal"))
    return seen


def at(x, y):
    """That place of the sheet in pixels."""
    return QPoint(round(MARGIN + x * 4), round(MARGIN + y * 4))


def move(canvas, to, keys=NONE, held=LEFT):
    place = QPointF(canvas.mapToGlobal(to))
    kind, nothing = QEvent.Type.MouseMove, Qt.MouseButton.NoButton
    QApplication.sendEvent(canvas, QMouseEvent(kind, QPointF(to), place, nothing, held, keys))


def drag(canvas, start, end, keys=ALT):
    QTest.mousePress(canvas, LEFT, keys, at(*start))
    move(canvas, at(*end), keys)
    QTest.mouseRelease(canvas, LEFT, keys, at(*end))


@pytest.mark.parametrize(
    ("start", "end", "rect"),
    [
        ((40, 40), (35, 30), Rect(35, 30, 35, 30)),
        ((55, 40), (60, 35), Rect(40, 35, 30, 25)),
        ((70, 40), (80, 45), Rect(40, 45, 40, 15)),
        ((70, 50), (90, 90), Rect(40, 40, 50, 20)),
        ((70, 60), (75, 70), Rect(40, 40, 35, 30)),
        ((55, 60), (10, 80), Rect(40, 40, 30, 40)),
        ((40, 60), (45, 65), Rect(45, 40, 25, 25)),
        ((40, 50), (20, 90), Rect(20, 40, 50, 20)),
        ((55, 50), (60, 60), Rect(45, 50, 30, 20)),
        ((55, 50), (-90, -90), Rect(0, 0, 30, 20)),
        ((70, 60), (0, 0), Rect(40, 40, 1, 1)),
    ],
    ids=["nw", "n", "ne", "e", "se", "s", "sw", "w", "all", "out", "to nothing"],
)
def test_each_handle_moves_its_own_edges(canvas, told, start, end, rect):
    drag(canvas, start, end)

    ((index, made),) = told
    assert index == 0
    assert (made.x, made.y, made.w, made.h) == pytest.approx((rect.x, rect.y, rect.w, rect.h))


def test_a_square_one_keeps_its_sides_equal_and_its_least(canvas, told):
    canvas.show_state(replace(STATE, chosen=1))

    drag(canvas, (35, 115), (12, 100))

    assert told == [(1, Rect(10, 90, 10, 10))]


def test_a_hand_that_trembles_moves_nothing(canvas, told):
    QTest.mousePress(canvas, LEFT, NONE, at(55, 50))
    move(canvas, at(55, 50) + QPoint(1, 1))
    QTest.mouseRelease(canvas, LEFT, NONE, at(55, 50))

    assert told == []


def test_an_element_that_is_not_seen_is_not_taken(canvas, told):
    QTest.mouseClick(canvas, LEFT, NONE, at(85, 105))

    assert told == [-1]


def test_but_where_it_is_chosen_in_the_list_it_is(canvas, told):
    canvas.show_state(replace(STATE, chosen=2))

    drag(canvas, (85, 105), (75, 105))

    assert told == [(2, Rect(70, 100, 10, 10))]


def test_what_was_not_chosen_is_chosen_and_dragged_in_one_go(canvas, told):
    drag(canvas, (22, 102), (32, 102))

    assert told == [1, (1, Rect(20, 90, 25, 25))]


@pytest.mark.parametrize(
    ("key", "keys", "said"),
    [
        (Qt.Key.Key_Left, NONE, (-0.5, 0.0)),
        (Qt.Key.Key_Right, NONE, (0.5, 0.0)),
        (Qt.Key.Key_Up, SHIFT, (0.0, -5.0)),
        (Qt.Key.Key_Down, SHIFT, (0.0, 5.0)),
        (Qt.Key.Key_Delete, NONE, "removal"),
        (Qt.Key.Key_Backspace, NONE, "removal"),
        (Qt.Key.Key_Escape, NONE, -1),
    ],
)
def test_keys_tell_what_they_mean(canvas, told, key, keys, said):
    QTest.keyClick(canvas, key, keys)

    assert told == [said]


def test_other_keys_are_left_to_the_page(canvas, told):
    QTest.keyClick(canvas, Qt.Key.Key_A)

    assert told == []


@pytest.mark.parametrize(
    ("spot", "shape"),
    [
        ((40, 40), Qt.CursorShape.SizeFDiagCursor),
        ((70, 40), Qt.CursorShape.SizeBDiagCursor),
        ((55, 60), Qt.CursorShape.SizeVerCursor),
        ((70, 50), Qt.CursorShape.SizeHorCursor),
        ((22, 102), Qt.CursorShape.SizeAllCursor),
        ((100, 140), Qt.CursorShape.ArrowCursor),
    ],
)
def test_the_pointer_says_what_it_would_do(canvas, spot, shape):
    move(canvas, at(*spot), held=Qt.MouseButton.NoButton)

    assert canvas.cursor().shape() is shape


def far(one, other):
    return sum(abs(a - b) for a, b in zip(one.getRgb(), other.getRgb(), strict=True))


def color_near(canvas, spot, wanted):
    """Whether nearly that colour is painted within two pixels of the place: edges are smooth."""
    image, middle = canvas.grab().toImage(), at(*spot)
    around = [QPoint(x, y) for x in range(-2, 3) for y in range(-2, 3)]
    return any(far(image.pixelColor(middle + way), QColor(wanted)) < 160 for way in around)


def test_the_chosen_frame_is_blue_and_a_spoilt_one_red_on_any_ground(canvas):
    assert color_near(canvas, (47, 40), "#0B5CAD")
    assert not color_near(canvas, (16, 90), "#8A1324")

    canvas.show_state(replace(STATE, frames=(BOX, replace(CODE, severe=True), HIDDEN)))

    assert color_near(canvas, (16, 90), "#8A1324")


def test_a_line_is_drawn_where_a_frame_snaps(canvas):
    QTest.mousePress(canvas, LEFT, NONE, at(55, 50))
    move(canvas, at(25.3, 50))

    assert color_near(canvas, (10, 20), "#8A1324")
    QTest.keyClick(canvas, Qt.Key.Key_Escape)
    QTest.mouseRelease(canvas, LEFT, NONE, at(25.3, 50))
    assert not color_near(canvas, (10, 20), "#8A1324")


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("es", "8 · 33,25    89 × 17,8 mm"),
        ("pt", "8 · 33,25    89 × 17,8 mm"),
        ("en", "8 · 33.25    89 × 17.8 mm"),
    ],
)
def test_measures_are_written_as_the_language_does(lang, words):
    use(lang)

    assert measures(Rect(8, 33.25, 89, 17.8)) == words
    assert number(10.0) == "10"
