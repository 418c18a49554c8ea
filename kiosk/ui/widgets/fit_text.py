"""A text that fits its box: shrinks, wraps, and only at last is cut; knows no screen.

Rule of the visual tokens: long names shrink to 70 %, then take more lines, then shrink further,
and the end (the second surname) is cut last.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from kiosk.ui.fonts import font
from kiosk.ui.widgets.scaled import Scaled

SHRINK, FLOOR, _STEP = 0.7, 0.3, 0.05
_LEAST_PX = 15.0
_DISPLAY_PX = 100.0
_NBSP = "\u00a0"


@dataclass(frozen=True, slots=True)
class Style:
    """How a text looks; `px` in design pixels, `tracking` as a part of the size.

    `wrap_first` takes more lines before it shrinks (sentences); names shrink first.
    """

    px: float
    weight: int = 500
    tracking: float = 0.0
    color: str = "#000000"
    line: float = 0.0
    lines: int = 1
    align: str = "left"
    valign: str = "middle"
    tabular: bool = False
    wrap_first: bool = False

    @property
    def line_height(self) -> float:
        """1.05 above 50 px, 1.35 below, unless `line` says another one."""
        return self.line or (1.05 if self.px >= 50 else 1.35)


@dataclass(frozen=True, slots=True)
class Fitted:
    """What is drawn: the lines, their size in real pixels, and whether something was cut."""

    lines: tuple[str, ...]
    px: float
    cut: bool = False


def wrap(text: str, width: float, advance: Callable[[str], float]) -> list[str]:
    """Break at spaces (and at the newlines given) so that each line fits, where it can."""
    lines: list[str] = []
    for paragraph in text.split("\n"):
        line = ""
        for word in paragraph.split(" "):
            longer = f"{line} {word}" if line else word
            if line and advance(longer) > width:
                lines.append(line)
                line = word
            else:
                line = longer
        lines.append(line)
    return lines


def bind_short_words(text: str) -> str:
    """Keep words of one or two letters with the next one: no line of a title ends in "en"."""
    lines = []
    for paragraph in text.split("\n"):
        words = paragraph.split(" ")
        joints = [_NBSP if len(word) <= 2 else " " for word in words[:-1]]
        bound = [word + joint for word, joint in zip(words, [*joints, ""], strict=True)]
        lines.append("".join(bound))
    return "\n".join(lines)


def balance(text: str, width: float, advance: Callable[[str], float]) -> list[str]:
    """As wrap(), but with lines of like length: the narrowest width that needs no line more."""
    best = wrap(text, width, advance)
    low, high = width / 2, width
    while len(best) > 1 and high - low > 4:
        middle = (low + high) / 2
        lines = wrap(text, middle, advance)
        if len(lines) == len(best) and max(advance(line) for line in lines) <= middle:
            best, high = lines, middle
        else:
            low = middle
    return best


def fit(text: str, width: float, height: float, style: Style, px: float) -> Fitted:
    """Find the largest size and the line breaks with which `text` fits; see the module."""

    def attempt(ratio: float, most: int) -> Fitted | None:
        size = px * ratio
        metrics = QFontMetricsF(font(size, style.weight, style.tracking, tabular=style.tabular))
        lines = breaker(text, width + 0.5, metrics.horizontalAdvance)
        tall = len(lines) * size * style.line_height > height + 1
        wide = any(metrics.horizontalAdvance(line) > width + 0.5 for line in lines)
        if len(lines) > most or wide or (tall and len(lines) > 1):
            return None
        return Fitted(tuple(lines), size)

    breaker = balance if style.wrap_first else wrap
    if style.px >= _DISPLAY_PX:
        text = bind_short_words(text)
    floor = max(FLOOR, min(SHRINK, _LEAST_PX / px))
    given = text.count("\n") + 1
    first = style.lines if style.wrap_first else given
    for most, lowest in ((first, SHRINK), (style.lines, floor)):
        ratio = 1.0
        while ratio >= lowest - 0.001:
            found = attempt(ratio, max(most, given))
            if found:
                return found
            ratio -= _STEP
    return _cut(text, width, height, style, px * floor)


def _cut(text: str, width: float, height: float, style: Style, size: float) -> Fitted:
    metrics = QFontMetricsF(font(size, style.weight, style.tracking, tabular=style.tabular))
    room = max(1, min(style.lines, int(height // (size * style.line_height)) or 1))
    lines = wrap(text, width, metrics.horizontalAdvance)
    kept = lines[:room]
    if len(lines) > room:
        kept[-1] = " ".join(lines[room - 1 :])
    elided = [metrics.elidedText(line, Qt.TextElideMode.ElideRight, width) for line in kept]
    return Fitted(tuple(elided), size, cut=True)


class FitText(Scaled):
    """One text in one box."""

    def __init__(self, style: Style, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._style = style
        self._text = text
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAccessibleName(text)

    @property
    def text(self) -> str:
        """The whole text, also where less of it is drawn."""
        return self._text

    @property
    def style_used(self) -> Style:
        """The style as last set."""
        return self._style

    def set_text(self, text: str) -> None:
        """Show another text."""
        self._text = text
        self.setAccessibleName(text)
        self.update()

    def set_style(self, style: Style) -> None:
        """Look different."""
        self._style = style
        self.update()

    def set_color(self, color: str) -> None:
        """Change the colour only."""
        if color != self._style.color:
            self._style = replace(self._style, color=color)
            self.update()

    def fitted(self) -> Fitted:
        """The lines as they are drawn now."""
        zoom = self.zoom if self._style.px < 100 else 1.0
        px = self._style.px * self.scale * zoom
        return fit(self._text, self.width(), self.height(), self._style, px)

    @property
    def drawn_height(self) -> float:
        """Height of the lines as drawn, in design pixels."""
        fitted = self.fitted()
        return len(fitted.lines) * fitted.px * self._style.line_height / self.scale

    @property
    def is_cut(self) -> bool:
        """Whether a part of the text is missing."""
        return bool(self._text) and self.fitted().cut

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the lines in real pixels: letters are shaped at their true size."""
        if not self._text:
            return
        painter = QPainter(self)
        painter.setPen(QColor(self._style.color))
        draw_lines(painter, QRectF(self.rect()), self.fitted(), self._style)


def draw_lines(painter: QPainter, box: QRectF, fitted: Fitted, style: Style) -> None:
    """Draw fitted lines into `box` (real pixels), aligned as the style says."""
    used = font(fitted.px, style.weight, style.tracking, tabular=style.tabular)
    metrics = QFontMetricsF(used)
    painter.setFont(used)
    step = fitted.px * style.line_height
    tall = step * len(fitted.lines)
    offset = {"top": 0.0, "middle": (box.height() - tall) / 2, "bottom": box.height() - tall}
    top = box.top() + offset[style.valign]
    rise = (step - metrics.ascent() - metrics.descent()) / 2 + metrics.ascent()
    for number, line in enumerate(fitted.lines):
        spare = box.width() - metrics.horizontalAdvance(line)
        shift = {"left": 0.0, "center": spare / 2, "right": spare}[style.align]
        painter.drawText(QPointF(box.left() + shift, top + number * step + rise), line)
