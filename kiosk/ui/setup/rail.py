"""The ink rail at the left of the first-run screen: mark, title, tracks; says where one is."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from kiosk.texts import _
from kiosk.ui import theme
from kiosk.ui.fonts import font
from kiosk.ui.mark import paint_mark
from kiosk.ui.widgets.paint import draw_line, text_width
from kiosk.ui.widgets.tracks import draw_bundle

WIDTH = 340


class Rail(QWidget):
    """Fixed width, as high as the window."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedWidth(WIDTH)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw ground, tracks, mark and words."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colors = theme.current()
        painter.fillRect(self.rect(), QColor(colors.ink))
        low = float(self.height())
        points = ((-60, low + 60), (180, low - 180), (WIDTH + 20, low - 180))
        draw_bundle(painter, points, (8, 20), 8, 60)
        paint_mark(painter, QRectF(36, 48, 48, 48))
        title = _("Preparar estación")
        px = min(26.0, 26.0 * (WIDTH - 116) / max(1.0, text_width(title, font(26, 700))))
        draw_line(painter, QRectF(98, 48, WIDTH - 110, 48), title, font(px, 700), colors.on_ink)
        lines = (
            _("Un evento, una lista, un lugar."),
            _("Todo queda en esta máquina y"),
            _("funciona sin Internet."),
        )
        for number, words in enumerate(lines):
            box = QRectF(36, 136 + number * 27, WIDTH - 56, 27)
            draw_line(painter, box, words, font(17, 500), colors.on_ink2)
