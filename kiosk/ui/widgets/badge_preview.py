"""Shows the badge as it will be printed, from PNG bytes; it renders no badge itself."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from kiosk.ui import theme
from kiosk.ui.widgets.paint import round_box

_A6 = 105 / 148


class BadgePreview(QWidget):
    """A picture that keeps its proportion; `centred` puts it between top and foot."""

    def __init__(
        self, width: int = 337, *, centred: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._centred = centred
        self._width = width
        self._png = b""
        self._image = QImage()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.setMinimumSize(80, 100)

    @property
    def has_picture(self) -> bool:
        """Whether a badge is shown."""
        return not self._image.isNull()

    def show_png(self, png: bytes) -> None:
        """Show another badge; b"" shows an empty sheet. A broken picture counts as empty."""
        if png == self._png:
            return
        self._png = png
        self._image = QImage.fromData(png) if png else QImage()
        self.updateGeometry()
        self.update()

    def ratio(self) -> float:
        """Width by height of the badge; that of A6 while there is none."""
        if self._image.isNull() or not self._image.height():
            return _A6
        return self._image.width() / self._image.height()

    def set_preferred_width(self, width: int) -> None:
        """Ask for another width."""
        self._width = width
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """The preferred width, and the height that goes with it."""
        return QSize(self._width, round(self._width / self.ratio()))

    def sheet(self) -> QRectF:
        """Where the badge lies in the widget."""
        width = min(float(self.width()), self.height() * self.ratio())
        height = width / self.ratio()
        top = (self.height() - height) / 2 if self._centred else 0.0
        return QRectF(0, top, width, height)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the sheet with rounded corners and a thin edge."""
        t = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        box = self.sheet()
        radius = 10 * box.width() / 337
        if self._image.isNull():
            round_box(painter, box, radius, t.sunken, t.border, 1.2)
            return
        path = QPainterPath()
        path.addRoundedRect(box, radius, radius)
        painter.setClipPath(path)
        side = (box.size() * self.devicePixelRatioF()).toSize()
        small = self._image.scaled(
            side,
            Qt.AspectRatioMode.IgnoreAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
        painter.drawImage(box, small)
        painter.setClipping(False)
        round_box(painter, box, radius, "", t.control if t is theme.LIGHT else t.border, 1)
