"""A large button for fingers that never takes the keyboard focus; knows no screen.

A keyboard scanner ends its burst with Enter: a button with the focus would be pressed by it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QMouseEvent, QPainter, QPen

from kiosk.ui import icons
from kiosk.ui.fonts import font
from kiosk.ui.widgets.paint import largest, text_width
from kiosk.ui.widgets.scaled import Scaled


@dataclass(frozen=True, slots=True)
class Look:
    """Colours and sizes of a button in design pixels; an empty fill lets the ground show."""

    ink: str
    fill: str = ""
    border: str = ""
    down: str = ""
    px: float = 32
    weight: int = 600
    icon_px: float = 36
    gap: float = 20
    radius: float = 20
    border_width: float = 3
    tracking: float = 0.0

    def sized(self, **sizes: float) -> Look:
        """The same colours in other sizes."""
        return replace(self, **sizes)  # type: ignore[arg-type]  # sizes are floats, px included


class TouchButton(Scaled):
    """Icon, text and (where a key does the same) a key cap, centred."""

    clicked = Signal()

    def __init__(self, look: Look, icon: str = "", key: str = "") -> None:
        super().__init__()
        self.look, self.icon, self.key = look, icon, key
        self._text = ""
        self._down = False
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    @property
    def text(self) -> str:
        """The label."""
        return self._text

    def set_text(self, text: str) -> None:
        """Show another label."""
        self._text = text
        self.setAccessibleName(text)
        self.update()

    def set_look(self, look: Look) -> None:
        """Look different."""
        self.look = look
        self.update()

    def set_icon(self, icon: str) -> None:
        """Show another icon."""
        self.icon = icon
        self.update()

    def click(self) -> None:
        """Press it, as a finger would."""
        if self.isEnabled():
            self.clicked.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Show that the finger is felt."""
        self._down = event.button() == Qt.MouseButton.LeftButton
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A press that ends on the button counts."""
        inside = self._down and self.rect().contains(event.position().toPoint())
        self._down = False
        self.update()
        if inside:
            self.click()

    def natural_width(self, padding: float) -> float:
        """Width in design pixels with that much room at each side."""
        return self._content_width(1.0) + 2 * padding

    def _content_width(self, ratio: float) -> float:
        look = self.look
        metrics = QFontMetricsF(font(100, look.weight, look.tracking))
        wide = metrics.horizontalAdvance(self._text) / 100 * look.px * self.zoom * ratio
        wide += (look.icon_px * ratio + look.gap * ratio) if self.icon and self._text else 0
        wide += look.icon_px if self.icon and not self._text else 0
        return wide + (look.gap + self._cap_size()[0] if self.key else 0)

    def _cap_size(self) -> tuple[float, float]:
        return self.look.px * 1.39, self.look.px * 1.25

    def _ratio(self, room: float) -> float:
        return largest(lambda ratio: self._content_width(ratio) <= room, 0.5, 0.04)

    @property
    def is_cut(self) -> bool:
        """Whether the label is not wholly visible."""
        room = self.width() / self.scale - 2 * self._padding()
        return self._content_width(self._ratio(room)) > room + 1

    def _padding(self) -> float:
        return min(24.0, self.width() / self.scale * 0.06)

    def draw(self, painter: QPainter, area: QRectF) -> None:
        """Draw ground, icon, label and key cap."""
        look = self.look
        self._ground(painter, area)
        ratio = self._ratio(area.width() - 2 * self._padding())
        x = area.center().x() - self._content_width(ratio) / 2
        middle = area.center().y()
        painter.setOpacity(1.0 if self.isEnabled() else 0.45)
        if self.icon:
            side = look.icon_px * ratio
            icons.paint(painter, self.icon, look.ink, QRectF(x, middle - side / 2, side, side))
            x += side + look.gap * ratio
        used = font(look.px * self.zoom * ratio * self.scale, look.weight, look.tracking)
        self.draw_words(painter, QPointF(x, middle), self._text, used, look.ink)
        if self.key:
            self._cap(painter, x + text_width(self._text, used) / self.scale, middle)

    def _ground(self, painter: QPainter, area: QRectF) -> None:
        look = self.look
        edge = look.border_width / 2 if look.border else 0
        painter.setPen(
            QPen(QColor(look.border), look.border_width) if look.border else Qt.PenStyle.NoPen
        )
        painter.setBrush(QColor(look.fill) if look.fill else Qt.BrushStyle.NoBrush)
        if self._down and self.isEnabled():
            painter.setBrush(QColor(look.down) if look.down else _pressed(look))
        box = area.adjusted(edge, edge, -edge, -edge)
        painter.drawRoundedRect(box, look.radius, look.radius)

    def _cap(self, painter: QPainter, x: float, middle: float) -> None:
        wide, tall = self._cap_size()
        box = QRectF(x + self.look.gap, middle - tall / 2, wide, tall)
        painter.setPen(QPen(QColor(self.look.ink), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box, 6, 6)
        side = tall * 0.5
        glyph = QRectF(0, 0, side, side)
        glyph.moveCenter(box.center())
        icons.paint(painter, self.key, self.look.ink, glyph, 2.5)


def _pressed(look: Look) -> QColor:
    if not look.fill:
        ink = QColor(look.ink)
        ink.setAlphaF(0.15)
        return ink
    ground = QColor(look.fill)
    return ground.darker(112) if ground.lightness() > 60 else ground.lighter(140)
