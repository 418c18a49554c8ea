"""A large radio card: title, one line of consequence and the key that chooses it."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from kiosk.ui import theme
from kiosk.ui.fonts import font
from kiosk.ui.widgets.key_cap import cap_width, paint_cap
from kiosk.ui.widgets.paint import draw_line, round_box


class Choice(QAbstractButton):
    """One of several; Qt's checked says which. 74 px high (58 on small screens)."""

    ring_radius = 12

    def __init__(self, key: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._key = key
        self._detail = ""
        self._compact = False
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_words(self, title: str, detail: str) -> None:
        """Title and consequence."""
        self.setText(title)
        self._detail = detail
        self.setAccessibleName(f"{title}. {detail}")
        self.update()

    def set_compact(self, *, compact: bool) -> None:
        """Take less height on small screens."""
        self._compact = compact
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Any width."""
        return QSize(300, 56 if self._compact else 74)

    def minimumSizeHint(self) -> QSize:
        """Words may be cut."""
        return QSize(160, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw ground, radio, words and cap."""
        t = theme.current()
        painter = QPainter(self)
        box = QRectF(self.rect())
        chosen = self.isChecked()
        fill, line, width = (t.soft, t.primary, 3) if chosen else (t.surface, t.border, 2)
        round_box(painter, box, 12, fill, line, width)
        self._paint_radio(painter, QPointF(34, box.center().y()), chosen=chosen)
        cap = cap_width(self._key)
        place = QRectF(box.right() - 20 - cap, box.center().y() - 15, cap, 30)
        paint_cap(painter, place, self._key, t.text2, line=t.control)
        middle = box.center().y()
        words = QRectF(62, middle - 25, place.x() - 78, 28)
        draw_line(painter, words, self.text(), font(20, 600), t.text)
        draw_line(painter, words.translated(0, 24), self._detail, font(16), t.text2)

    def _paint_radio(self, painter: QPainter, middle: QPointF, *, chosen: bool) -> None:
        t = theme.current()
        painter.setBrush(Qt.BrushStyle.NoBrush)
        width, radius = (8, 9) if chosen else (2, 12)
        painter.setPen(QPen(QColor(t.primary if chosen else t.control), width))
        painter.drawEllipse(middle, radius, radius)
