"""The push button of all screens: fill, icon, words and key cap; what it does is the caller's."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from kiosk.ui import icons
from kiosk.ui.fonts import font
from kiosk.ui.widgets.button_look import DESK, MAIN, ButtonColors, ButtonSize, Kind, colors_of
from kiosk.ui.widgets.key_cap import cap_width, paint_cap
from kiosk.ui.widgets.paint import draw_line, elided, round_box, text_width
from kiosk.ui.widgets.pressable import Pressable

__all__ = ["DESK", "MAIN", "Button", "ButtonSize", "Kind"]


class Button(Pressable):
    """A button with words, an icon and the key that presses it.

    When it is too narrow the icon goes first, then the words shrink to 80 %, and only then are
    they cut.
    """

    def __init__(
        self,
        text: str = "",
        *,
        icon: str = "",
        key: str = "",
        kind: Kind = Kind.SECONDARY,
        size: ButtonSize = DESK,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setText(text)
        self._icon, self._key = icon, key
        self.kind, self.size_spec = kind, size
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    @property
    def ring_radius(self) -> int:
        """Radius of the focus ring that is drawn around this button."""
        return self.size_spec.radius

    def set_label(self, text: str, icon: str | None = None, key: str | None = None) -> None:
        """Change the words, and the icon and key where they are given."""
        self._icon = self._icon if icon is None else icon
        self._key = self._key if key is None else key
        self.setText(text)
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def set_kind(self, kind: Kind) -> None:
        """Make it the primary button, or an ordinary one."""
        self.kind = kind
        self.update()

    def set_size(self, size: ButtonSize) -> None:
        """Take other measures."""
        self.size_spec = size
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Room for icon, words and key."""
        spec = self.size_spec
        return QSize(round(self._needed(self._font(), with_icon=True)) + 2, spec.height)

    def minimumSizeHint(self) -> QSize:
        """Never narrower than words at 80 % without the icon."""
        spec = self.size_spec
        small = self._needed(self._font(0.8), with_icon=False) - 2 * spec.padding + 16
        return QSize(round(small), spec.height)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the body, then icon, words and cap as one centred group."""
        spec = self.size_spec
        colors = colors_of(
            self.kind, enabled=self.isEnabled(), hovered=self.underMouse(), down=self.isDown()
        )
        painter = QPainter(self)
        box = QRectF(self.rect())
        round_box(
            painter, box, spec.radius, colors.fill, colors.line, spec.border, dashed=colors.dashed
        )
        self._paint_content(painter, box, colors)

    def _font(self, scale: float = 1.0) -> QFont:
        spec = self.size_spec
        return font(max(15, spec.px * scale), spec.weight, spec.tracking)

    def _needed(self, face: QFont, *, with_icon: bool) -> float:
        spec = self.size_spec
        width = text_width(self.text(), face) + 2 * spec.padding
        if self._icon and with_icon:
            width += spec.icon + spec.gap
        if self._key:
            width += cap_width(self._key, spec.cap) + spec.gap
        return width

    def _fit(self, width: float) -> tuple[QFont, bool]:
        """The font and whether the icon stays, for that width."""
        face = self._font()
        spare = 2 * self.size_spec.padding - 12
        if self._needed(face, with_icon=True) - spare <= width:
            return face, True
        if self._needed(face, with_icon=False) - spare <= width:
            return face, False
        return self._font(0.8), False

    def _paint_content(self, painter: QPainter, box: QRectF, colors: ButtonColors) -> None:
        spec = self.size_spec
        face, with_icon = self._fit(box.width())
        with_icon = with_icon and bool(self._icon)
        cap = cap_width(self._key, spec.cap) if self._key else 0.0
        extra = (spec.icon + spec.gap if with_icon else 0) + (cap + spec.gap if cap else 0)
        words = elided(self.text(), face, box.width() - 12 - extra)
        width = text_width(words, face)
        x = box.x() + (box.width() - width - extra) / 2
        middle = box.center().y()
        if with_icon:
            side = spec.icon
            icons.paint(painter, self._icon, colors.text, QRectF(x, middle - side / 2, side, side))
            x += side + spec.gap
        draw_line(painter, QRectF(x, box.y(), width + 2, box.height()), words, face, colors.text)
        if self._key:
            place = QRectF(x + width + spec.gap, middle - spec.cap / 2, cap, spec.cap)
            paint_cap(painter, place, self._key, colors.text)
