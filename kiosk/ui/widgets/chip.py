"""A chip: one word of state or role on a coloured ground; it cannot be pressed."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from kiosk.ui import icons, theme
from kiosk.ui.fonts import font
from kiosk.ui.widgets.paint import draw_line, round_box, text_width


class Tone(StrEnum):
    """Which pair of colours a chip wears."""

    SOFT = "soft"
    OK = "ok"
    WARN = "warn"
    BAD = "bad"
    MUTE = "mute"
    PLAIN = "plain"
    ROLE = "role"


@dataclass(frozen=True, slots=True)
class ChipData:
    """What a chip says. `color` and `dark_text` are those of a role (tone ROLE only)."""

    text: str
    tone: Tone = Tone.SOFT
    icon: str = ""
    color: str = ""
    dark_text: bool = False


@dataclass(frozen=True, slots=True)
class ChipSize:
    """Measures in logical pixels."""

    height: int = 34
    px: int = 16
    weight: int = 600
    icon: int = 20
    gap: int = 8
    padding: int = 12
    radius: int = 8


STATE = ChipSize()
ROLE_BIG = ChipSize(38, 17, 700, 20, 10, 14, 8)
ROLE_ROW = ChipSize(28, 15, 600, 16, 7, 10, 6)


def tone_colors(tone: Tone) -> tuple[str, str]:
    """(ground, ink) of a tone in the theme in force."""
    t = theme.current()
    return {
        Tone.SOFT: (t.soft, t.on_soft),
        Tone.OK: (t.ok_bg, t.ok_fg),
        Tone.WARN: (t.warn_bg, t.warn_fg),
        Tone.BAD: (t.bad_bg, t.bad_fg),
        Tone.MUTE: (t.mute_bg, t.mute_fg),
        Tone.PLAIN: (t.surface, t.text2),
        Tone.ROLE: (t.mute_bg, t.mute_fg),
    }[tone]


def chip_font(size: ChipSize) -> QFont:
    """The font of chips of that size."""
    return font(size.px, size.weight)


def chip_width(chip: ChipData, size: ChipSize = STATE) -> float:
    """Width in logical pixels that the chip needs."""
    wide = text_width(chip.text, chip_font(size)) + 2 * size.padding
    return wide + (size.icon + size.gap if chip.icon else 0)


def _colors(chip: ChipData, ground: str) -> tuple[str, str, str, float]:
    """(fill, ink, line, line width)."""
    t = theme.current()
    if chip.tone is Tone.ROLE:
        ink = theme.PAPER_TEXT if chip.dark_text else "#FFFFFF"
        return chip.color, ink, "#FFFFFF" if t.high_contrast else "", 2
    fill, ink = tone_colors(chip.tone)
    if chip.tone is Tone.PLAIN:
        return fill, ink, t.border, 1.2
    if t.high_contrast:
        return fill, ink, ink, 2
    return ground or fill, ink, "", 0


def paint_chip(
    painter: QPainter, box: QRectF, chip: ChipData, size: ChipSize = STATE, ground: str = ""
) -> None:
    """Draw the chip into `box`, cut to its width; `ground` replaces the tone's own fill."""
    fill, ink, line, width = _colors(chip, ground)
    round_box(painter, box, size.radius, fill, line, width)
    x = box.x() + size.padding
    if chip.icon:
        top = box.center().y() - size.icon / 2
        icons.paint(painter, chip.icon, ink, QRectF(x, top, size.icon, size.icon))
        x += size.icon + size.gap
    words = QRectF(x, box.y(), box.right() - size.padding - x + 1, box.height())
    draw_line(painter, words, chip.text, chip_font(size), ink)


class Chip(QWidget):
    """A chip as a widget; an empty text hides nothing, the caller does."""

    def __init__(
        self, chip: ChipData, size: ChipSize = STATE, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.chip, self._size = chip, size
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(chip.text)

    def show_chip(self, chip: ChipData) -> None:
        """Show another word."""
        self.chip = chip
        self.setAccessibleName(chip.text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Room for icon and word."""
        return QSize(round(chip_width(self.chip, self._size) + 0.5), self._size.height)

    def minimumSizeHint(self) -> QSize:
        """May be cut down to the icon and a few letters."""
        return QSize(min(self.sizeHint().width(), 64), self._size.height)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the chip."""
        paint_chip(QPainter(self), QRectF(self.rect()), self.chip, self._size)
