"""A card that chooses where registrations come from: icon, name, what it needs, and its key."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from kiosk.ui import icons, theme
from kiosk.ui.fonts import font
from kiosk.ui.widgets.key_cap import cap_width, paint_cap
from kiosk.ui.widgets.paint import draw_line, largest, round_box, text_width
from kiosk.ui.widgets.paragraph import Paragraph

_TALL, _LOW = 176, 84


class SourceCard(QAbstractButton):
    """One of several; Qt's checked says which. Low and without detail on small screens."""

    ring_radius = 14

    def __init__(self, icon: str, key: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon, self._key, self._compact = icon, key, False
        self._detail = Paragraph(px=16, ink="text2", lines=3, spacing=1.25)
        self._detail.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 100, 16, 12)
        column.addWidget(self._detail)
        column.addStretch(1)
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_words(self, title: str, detail: str) -> None:
        """Name and what is needed."""
        self.setText(title)
        self._detail.setText(detail)
        self.setAccessibleName(f"{title}. {detail}")
        self.update()

    def set_compact(self, *, compact: bool) -> None:
        """Take less height on small screens."""
        self._compact = compact
        self._detail.setVisible(not compact)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Any width."""
        return QSize(200, _LOW if self._compact else _TALL)

    def minimumSizeHint(self) -> QSize:
        """Words may shrink."""
        return QSize(100, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw ground, icon, radio, cap and name."""
        t = theme.current()
        painter = QPainter(self)
        box = QRectF(self.rect())
        chosen = self.isChecked()
        fill, line, width = (t.soft, t.primary, 3) if chosen else (t.surface, t.border, 2)
        round_box(painter, box, 14, fill, line, width)
        left, side = (14, 24) if self._compact else (20, 34)
        icons.paint(painter, self._icon, t.primary, QRectF(left, 14, side, side))
        self._paint_choice(painter, box)
        top = 46 if self._compact else 64
        place = QRectF(left, top, box.width() - left - 8, 28)
        px = 18.0 if self._compact else 22.0
        part = largest(lambda s: text_width(self.text(), font(px * s, 700)) <= place.width(), 0.75)
        draw_line(painter, place, self.text(), font(max(15.0, px * part), 700), t.text)

    def _paint_choice(self, painter: QPainter, box: QRectF) -> None:
        """The radio in the corner and, left of it, the key."""
        t = theme.current()
        chosen = self.isChecked()
        right = box.right() - 14
        painter.setBrush(Qt.BrushStyle.NoBrush)
        width, radius = (7, 8) if chosen else (2, 11)
        painter.setPen(QPen(QColor(t.primary if chosen else t.control), width))
        middle = QRectF(right - 22, 16, 22, 22).center()
        painter.drawEllipse(middle, radius, radius)
        cap = cap_width(self._key, 26)
        paint_cap(
            painter, QRectF(right - 34 - cap, 14, cap, 26), self._key, t.text2, line=t.control
        )
