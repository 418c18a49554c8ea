"""Real widgets, shown offscreen, and the colours that stand in their pictures."""

import pytest
from PySide6.QtGui import QColor, QImage, QPainter


def _colours(image):
    """Every colour of a picture, "#RRGGBB"."""
    plain = image.convertToFormat(QImage.Format.Format_RGB32)
    values = set(memoryview(plain.constBits()).cast("I"))
    return {f"#{value & 0xFFFFFF:06X}" for value in values}


@pytest.fixture
def show(qtbot):
    """Show a widget at that size; answers the widget, which lives until the test ends."""
    kept = []

    def showing(widget, width=400, height=120):
        kept.append(widget)
        qtbot.addWidget(widget)
        widget.resize(width, height)
        widget.show()
        qtbot.waitExposed(widget)
        return widget

    return showing


@pytest.fixture
def focus(qtbot):
    """Give a shown widget the keyboard, as a click on its window and the Tab key would."""

    def focusing(widget):
        widget.window().activateWindow()
        widget.setFocus()
        qtbot.waitUntil(widget.hasFocus)
        return widget

    return focusing


@pytest.fixture
def colours():
    """The colours of a widget or picture."""
    return lambda seen: _colours(seen if isinstance(seen, QImage) else seen.grab().toImage())


@pytest.fixture
def pixel():
    """The colour of one pixel of a widget or picture, "#RRGGBB"."""

    def picking(seen, x, y):
        image = seen if isinstance(seen, QImage) else seen.grab().toImage()
        return image.pixelColor(round(x), round(y)).name().upper()

    return picking


@pytest.fixture
def painted(qapp):
    """A picture that `draw(painter)` made on a ground."""

    def painting(draw, width=200, height=100, ground="#000000"):
        image = QImage(width, height, QImage.Format.Format_RGB32)
        image.fill(QColor(ground))
        painter = QPainter(image)
        draw(painter)
        painter.end()
        return image

    return painting


@pytest.fixture
def heard():
    """A list of what a signal brings: one value each, () for a signal without any."""

    def hearing(signal):
        got = []
        signal.connect(lambda *values: got.append(values[0] if len(values) == 1 else values))
        return got

    return hearing
