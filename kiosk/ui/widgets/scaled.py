"""Widgets that are laid out and drawn in the pixels of the design, then scaled; knows no screen."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget


class Scaled(QWidget):
    """A widget whose draw() works in design pixels, whatever the real size is."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.scale = 1.0
        self.zoom = 1.0

    def set_scale(self, scale: float, zoom: float = 1.0) -> None:
        """`scale`: real pixels per design pixel; `zoom`: the user's larger letters (1.25)."""
        self.scale, self.zoom = scale, zoom
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Prepare the painter and let draw() work."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.scale(self.scale, self.scale)
        self.draw(painter, QRectF(0, 0, self.width() / self.scale, self.height() / self.scale))

    def draw(self, painter: QPainter, area: QRectF) -> None:
        """Draw into `area`, in design pixels. The plain widget draws nothing."""

    def draw_words(
        self, painter: QPainter, at: QPointF, text: str, used: QFont, color: str
    ) -> None:
        """One line from `at` (design pixels), its capitals centred on that height.

        `used` has real pixels: letters are shaped at their true size.
        """
        painter.save()
        painter.scale(1 / self.scale, 1 / self.scale)
        painter.setFont(used)
        painter.setPen(QColor(color))
        rise = QFontMetricsF(used).capHeight() / 2
        painter.drawText(QPointF(at.x() * self.scale, at.y() * self.scale + rise), text)
        painter.restore()


class Canvas(Scaled):
    """Places its children by design pixels, in one size for landscape and one for portrait.

    The whole window is used: what the window is larger than the design in one direction is
    given to arrange() as a larger `w` or `h`.
    """

    landscape = (1920.0, 1080.0)
    portrait: tuple[float, float] | None = None
    nested = False
    """A part of another canvas: takes its scale from there instead of from its own size."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.is_portrait = False

    def arrange(self, w: float, h: float) -> None:
        """Place every child with place(); `w` and `h` are the design pixels at hand."""
        raise NotImplementedError

    def adopt(self) -> None:
        """Take every widget that is an attribute of this one into it, under that name."""
        for name, child in vars(self).items():
            if isinstance(child, QWidget) and child.parent() is None:
                child.setParent(self)
                child.setObjectName(name)

    def place(self, child: QWidget, x: float, y: float, w: float, h: float) -> None:
        """Put a child at design pixels. A Scaled child also learns the scale."""
        left, top = round(x * self.scale), round(y * self.scale)
        right, bottom = round((x + w) * self.scale), round((y + h) * self.scale)
        if isinstance(child, Scaled):
            child.set_scale(self.scale, self.zoom)
        child.setGeometry(left, top, max(1, right - left), max(1, bottom - top))

    def set_zoom(self, zoom: float) -> None:
        """Choose the size of letters; 1.25 is the larger one."""
        self.zoom = zoom
        self.relayout()

    def set_scale(self, scale: float, zoom: float = 1.0) -> None:
        """Follow the canvas around this one."""
        super().set_scale(scale, zoom)
        if self.nested:
            self.relayout()

    def relayout(self) -> None:
        """Arrange again, after a resize or a change of texts."""
        width, height = max(1, self.width()), max(1, self.height())
        if self.nested:
            self.arrange(width / self.scale, height / self.scale)
            return
        self.is_portrait = self.portrait is not None and height > width
        base = self.portrait if self.portrait and self.is_portrait else self.landscape
        self.scale = min(width / base[0], height / base[1])
        self.arrange(width / self.scale, height / self.scale)
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Follow the window."""
        self.relayout()
