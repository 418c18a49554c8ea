"""The day's figures in a row of cards, each a sign, a number and its words; counts nothing."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from kiosk.ui import icons, theme
from kiosk.ui.dashboard.state import Figure
from kiosk.ui.fonts import font
from kiosk.ui.widgets.paint import draw_line, largest, round_box, text_width


class FiguresRow(QWidget):
    """As many cards as there are figures, of one width."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.figures: tuple[Figure, ...] = ()
        self._compact = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_figures(self, figures: tuple[Figure, ...]) -> None:
        """Draw these; none take no room."""
        self.figures = figures
        self.setVisible(bool(figures))
        self.setAccessibleName(" · ".join(f"{one.number} {one.words}" for one in figures))
        self.update()

    def set_compact(self, *, compact: bool) -> None:
        """Lower cards without signs on small screens."""
        self._compact = compact
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Any width."""
        return QSize(600, 76 if self._compact else 112)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the cards."""
        painter, gap = QPainter(self), 10.0 if self._compact else 18.0
        count = max(1, len(self.figures))
        wide = (self.width() - gap * (count - 1)) / count
        for number, figure in enumerate(self.figures):
            box = QRectF(number * (wide + gap), 0, wide, self.height())
            self._card(painter, box, figure)

    def _card(self, painter: QPainter, box: QRectF, figure: Figure) -> None:
        colors = theme.current()
        round_box(painter, box, 16, colors.surface, colors.border)
        left, pad = box.x() + 16, 12.0 if self._compact else 20.0
        if not self._compact:
            sign = QRectF(box.x() + 24, box.center().y() - 30, 60, 60)
            edge = colors.on_soft if colors.high_contrast else ""
            round_box(painter, sign, 12, colors.soft, edge, 2)
            icons.paint(painter, figure.icon, colors.on_soft, sign.adjusted(16, 16, -16, -16))
            left = sign.right() + 18
        room = box.right() - left - pad
        middle, px = box.center().y(), 28 if self._compact else 40
        number = QRectF(left, middle - px, room, px * 1.1)
        draw_line(painter, number, figure.number, font(px, 800, tabular=True), colors.text)
        words = QRectF(left, middle + 5, room, 24)
        face = font(15 if self._compact else 17, 500)
        part = largest(lambda scale: text_width(figure.words, font(17 * scale, 500)) <= room, 0.88)
        if part < 1:
            face = font(15, 500)
        draw_line(painter, words, figure.words, face, colors.text2)
