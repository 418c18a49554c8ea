"""A switch of two or more segments, one of them chosen; every segment is large and always seen."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QMouseEvent, QPainter, QPainterPath, QPen

from kiosk.ui import icons, theme
from kiosk.ui.fonts import font
from kiosk.ui.widgets.scaled import Scaled


@dataclass(frozen=True, slots=True)
class Segment:
    """One choice: its key, its words, and an icon where it has one."""

    key: str
    label: str
    icon: str = ""


class Segmented(Scaled):
    """Drawn on ink: the chosen segment is white. `chosen` brings the key that was pressed."""

    chosen = Signal(str)

    def __init__(self, px: float = 26, icon_px: float = 26) -> None:
        super().__init__()
        self.px, self.icon_px = px, icon_px
        self.segments: tuple[Segment, ...] = ()
        self.current = ""
        self.equal = False
        self.bold = 600
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def set_segments(self, segments: tuple[Segment, ...], current: str) -> None:
        """Show these segments and which of them is in force."""
        self.segments, self.current = segments, current
        chosen = next((s.label for s in segments if s.key == current), "")
        self.setAccessibleName(chosen)
        self.update()

    def natural_width(self, padding: float) -> float:
        """Width in design pixels with that much room at each side of a label."""
        return sum(self._label_width(s) + 2 * padding for s in self.segments)

    def choose(self, key: str) -> None:
        """Press a segment, as a finger would."""
        if any(s.key == key for s in self.segments):
            self.chosen.emit(key)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the segment under the finger."""
        x = event.position().x() / self.scale
        for segment, (left, right) in zip(self.segments, self._edges(), strict=True):
            if left <= x < right:
                self.choose(segment.key)
                return

    def _label_width(self, segment: Segment) -> float:
        wide = QFontMetricsF(font(100, self.bold)).horizontalAdvance(segment.label)
        return wide / 100 * self.px + (self.icon_px + 12 if segment.icon else 0)

    def _edges(self) -> list[tuple[float, float]]:
        whole = self.width() / self.scale
        if not self.segments:
            return []
        natural = [self._label_width(s) for s in self.segments]
        spare = (whole - sum(natural)) / len(natural)
        widths = [whole / len(natural)] * len(natural)
        if not self.equal and spare > 0:
            widths = [wide + spare for wide in natural]
        edges, left = [], 0.0
        for wide in widths:
            edges.append((left, left + wide))
            left += wide
        return edges

    def draw(self, painter: QPainter, area: QRectF) -> None:
        """Draw the frame, the chosen ground and the labels."""
        colors = theme.current()
        line = QColor(colors.border if colors.high_contrast else theme.INK_OUTLINE)
        box = area.adjusted(1, 1, -1, -1)
        frame = QPainterPath()
        frame.addRoundedRect(box, 14, 14)
        painter.fillPath(frame, QColor(colors.ink))
        painter.setClipPath(frame)
        for segment, (left, right) in zip(self.segments, self._edges(), strict=True):
            if segment.key == self.current:
                white = QRectF(left, 0, right - left, area.height())
                painter.fillRect(white, QColor(theme.PAPER))
            if left > 0:
                painter.setPen(QPen(line, 2))
                painter.drawLine(QPointF(left, 0), QPointF(left, area.height()))
        painter.setClipping(False)
        painter.setPen(QPen(line, 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(frame)
        for segment, (left, right) in zip(self.segments, self._edges(), strict=True):
            self._label(painter, segment, QRectF(left, 0, right - left, area.height()))

    def _label(self, painter: QPainter, segment: Segment, box: QRectF) -> None:
        here = segment.key == self.current
        color = theme.PAPER_TEXT if here else theme.INK_TEXT
        ratio = min(1.0, (box.width() - 16) / max(1.0, self._label_width(segment)))
        x = box.center().x() - self._label_width(segment) * ratio / 2
        if segment.icon:
            side = self.icon_px * ratio
            spot = QRectF(x, box.center().y() - side / 2, side, side)
            icons.paint(painter, segment.icon, color, spot)
            x += side + 12 * ratio
        used = font(self.px * ratio * self.scale, self.bold)
        self.draw_words(painter, QPointF(x, box.center().y()), segment.label, used, color)
