"""A row of joined segments to choose one or several of; keyboard: arrows move, Space chooses."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from kiosk.ui import icons, theme
from kiosk.ui.fonts import font
from kiosk.ui.widgets.paint import draw_line, elided, text_width

Segment = tuple[str, str, str]
"""value, words, icon ("" shows a check while chosen)"""


class Segments(QWidget):
    """60 px high. `many` lets several be chosen (none too). Signal: changed().

    Where `loose` is set, the only one chosen may be let go of by choosing it again.
    """

    changed = Signal()
    ring_radius = 12

    def __init__(self, *, many: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._many = many
        self.loose = False
        self._segments: tuple[Segment, ...] = ()
        self._chosen: tuple[str, ...] = ()
        self._at = 0
        self._compact = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_segments(self, segments: tuple[Segment, ...]) -> None:
        """Offer these; what was chosen stays chosen as far as it is still offered."""
        self._segments = segments
        offered = {s[0] for s in segments}
        self._chosen = tuple(v for v in self._chosen if v in offered)
        self.updateGeometry()
        self.update()

    def first_value(self) -> str:
        """The value offered first, "" where nothing is offered."""
        return self._segments[0][0] if self._segments else ""

    def values(self) -> tuple[str, ...]:
        """What is chosen, in the order offered."""
        return tuple(s[0] for s in self._segments if s[0] in self._chosen)

    def set_values(self, values: tuple[str, ...]) -> None:
        """Choose these; emits nothing."""
        self._chosen = values
        for number, segment in enumerate(self._segments):
            if segment[0] in values:
                self._at = number
                break
        self.update()

    def set_compact(self, *, compact: bool) -> None:
        """Take less height on small screens."""
        self._compact = compact
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Equal segments as wide as the widest needs."""
        face = font(19, 600)
        widest = max((text_width(s[1], face) for s in self._segments), default=40.0)
        height = 48 if self._compact else 60
        return QSize(round((widest + 68) * max(1, len(self._segments))), height)

    def minimumSizeHint(self) -> QSize:
        """Words may be cut, never hidden."""
        return QSize(64 * max(1, len(self._segments)), self.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move (and choose, where only one can be); Space chooses."""
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        key = Qt.Key(event.key())
        if key in steps and self._segments:
            before = self._at
            self._at = max(0, min(len(self._segments) - 1, self._at + steps[key]))
            if not self._many and not (self.loose and self._at == before and self._chosen):
                self._choose(self._at)
            self.update()
        elif key == Qt.Key.Key_Space and self._segments:
            self._choose(self._at)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the segment under the pointer."""
        if self._segments:
            part = self.width() / len(self._segments)
            self._at = min(len(self._segments) - 1, int(event.position().x() / part))
            self._choose(self._at)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the chosen fills, the words and the lines between."""
        t = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        frame = QPainterPath()
        frame.addRoundedRect(box, 11, 11)
        painter.fillPath(frame, QColor(t.surface))
        painter.setClipPath(frame)
        part = box.width() / max(1, len(self._segments))
        for number, segment in enumerate(self._segments):
            place = QRectF(box.x() + number * part, box.y(), part, box.height())
            self._paint_segment(painter, place, segment, number)
        painter.setClipping(False)
        painter.setPen(QPen(QColor(t.control), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(frame)

    def _paint_segment(self, painter: QPainter, box: QRectF, segment: Segment, number: int) -> None:
        t = theme.current()
        chosen = segment[0] in self._chosen
        ink = t.on_primary if chosen else t.text2
        if chosen:
            painter.fillRect(box, QColor(t.primary))
        if number:
            painter.fillRect(QRectF(box.x() - 1, box.y(), 2, box.height()), QColor(t.control))
        face = font(19, 600)
        icon = segment[2] or ("check" if chosen else "")
        widest = max(text_width(one[1], face) for one in self._segments)
        if widest + 48 > box.width():  # all alike: sizes that differ look like weights
            face = font(16, 600)
        if text_width(segment[1], face) + 44 > box.width():
            face, icon = font(15, 600), ""
        extra = 30.0 if icon else 0.0
        words = elided(segment[1], face, box.width() - extra - 8)
        width = text_width(words, face)
        x = box.center().x() - (width + extra) / 2
        if icon:
            icons.paint(painter, icon, ink, QRectF(x, box.center().y() - 11, 22, 22))
        text = QRectF(x + extra, box.y(), width + 2, box.height())
        draw_line(painter, text, words, face, ink)
        if self._many and self.hasFocus() and number == self._at:
            painter.fillRect(text.adjusted(0, box.height() - 12, -2, -10), QColor(ink))

    def _choose(self, number: int) -> None:
        value = self._segments[number][0]
        if not self._many:
            let_go = self.loose and self._chosen == (value,)
            self._chosen = () if let_go else (value,)
        elif value in self._chosen:
            self._chosen = tuple(v for v in self._chosen if v != value)
        else:
            self._chosen = (*self._chosen, value)
        self.update()
        self.changed.emit()
