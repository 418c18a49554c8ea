"""The push button of all screens: fill, icon, words and key cap; what it does is the caller's."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from kiosk.ui import icons, theme
from kiosk.ui.fonts import font
from kiosk.ui.widgets.key_cap import cap_width, paint_cap
from kiosk.ui.widgets.paint import draw_line, elided, round_box, text_width


class Kind(StrEnum):
    """What a button is among the others of its screen."""

    PRIMARY = "primary"
    SECONDARY = "secondary"
    OUTLINE = "outline"
    ON_INK = "on-ink"


@dataclass(frozen=True, slots=True)
class ButtonSize:
    """Measures in logical pixels; `border` is that of every kind but PRIMARY."""

    height: int = 60
    px: int = 18
    weight: int = 600
    radius: int = 12
    icon: int = 22
    gap: int = 12
    padding: int = 20
    border: int = 2
    cap: int = 30
    tracking: float = 0.0


DESK = ButtonSize()
DESK_SMALL = ButtonSize(height=54, padding=20)
MAIN = ButtonSize(84, 28, 700, 14, 36, 18, 24, 2, 38)
KIOSK = ButtonSize(96, 32, 600, 18, 40, 18, 36, 3, 44)
KIOSK_MAIN = ButtonSize(132, 42, 700, 20, 52, 22, 48, 3, 48, -0.01)
DOOR = ButtonSize(80, 28, 600, 14, 34, 16, 28, 3, 40)


@dataclass(frozen=True, slots=True)
class ButtonColors:
    """Colours of one state of a button."""

    fill: str
    text: str
    line: str
    dashed: bool = False
    cap_line: str = ""


def _disabled() -> ButtonColors:
    t = theme.current()
    return ButtonColors(
        t.sunken, t.text3, t.text3 if t.high_contrast else t.border, t.high_contrast
    )


def colors_of(kind: Kind, *, enabled: bool, hovered: bool, down: bool) -> ButtonColors:
    """The colours of that state in the theme in force."""
    t = theme.current()
    if not enabled:
        return _disabled()
    if kind is Kind.PRIMARY:
        fill = t.primary_down if down else t.primary_hover if hovered else t.primary
        return ButtonColors(fill, t.on_primary, "")
    if kind is Kind.ON_INK:
        fill = theme.TRACK_DEEP if down or hovered else ""
        return ButtonColors(fill, theme.INK_TEXT, theme.INK_OUTLINE)
    fill = t.border if down else t.soft if hovered else t.surface
    if down and t.high_contrast:
        fill = t.soft
    if kind is Kind.OUTLINE:
        return ButtonColors(fill, t.primary, t.primary)
    return ButtonColors(fill, t.text, t.control)


class Button(QAbstractButton):
    """A button with words, an icon and the key that presses it.

    `clicked` is Qt's. When it is too narrow the icon goes first, then the words shrink to 80 %
    and only then are cut. `keyboard=False` (door, self-service) keeps it out of the focus, so
    a scanner's Enter presses nothing.
    """

    def __init__(
        self,
        text: str = "",
        *,
        icon: str = "",
        key: str = "",
        kind: Kind = Kind.SECONDARY,
        size: ButtonSize = DESK,
        keyboard: bool = True,
        trailing: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setText(text)
        self._icon, self._key, self._trailing = icon, key, trailing
        self.kind, self.size_spec = kind, size
        policy = Qt.FocusPolicy.StrongFocus if keyboard else Qt.FocusPolicy.NoFocus
        self.setFocusPolicy(policy)
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

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the focused button, as Space does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self.click()
            return
        super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Repaint when enabled or the theme changes."""
        super().changeEvent(event)
        self.update()

    def enterEvent(self, event: QEvent) -> None:
        """Repaint for the hover colour."""
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Repaint for the hover colour."""
        self.update()

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
        if self._trailing:
            width += spec.icon + spec.gap
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
        extra: float = (spec.icon + spec.gap) * (int(with_icon) + int(bool(self._trailing)))
        cap = cap_width(self._key, spec.cap) if self._key else 0.0
        extra += cap + spec.gap if self._key else 0
        words = elided(self.text(), face, box.width() - 12 - extra)
        width = text_width(words, face)
        x = box.x() + (box.width() - width - extra) / 2
        middle = box.center().y()
        if with_icon:
            side = spec.icon
            icons.paint(painter, self._icon, colors.text, QRectF(x, middle - side / 2, side, side))
            x += side + spec.gap
        draw_line(painter, QRectF(x, box.y(), width + 2, box.height()), words, face, colors.text)
        x += width + spec.gap
        if self._key:
            place = QRectF(x, middle - spec.cap / 2, cap, spec.cap)
            paint_cap(painter, place, self._key, colors.text)
            x += cap + spec.gap
        if self._trailing:
            side = spec.icon - 2
            icons.paint(
                painter, self._trailing, colors.text, QRectF(x, middle - side / 2, side, side)
            )
