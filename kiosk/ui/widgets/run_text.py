"""One line of text whose parts differ in weight or colour ("quedan **19**"); knows no screen."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from kiosk.ui.fonts import font
from kiosk.ui.widgets.paint import largest
from kiosk.ui.widgets.scaled import Scaled


@dataclass(frozen=True, slots=True)
class Run:
    """A part of the line; `px` in design pixels."""

    text: str
    px: float
    weight: int = 500
    color: str = "#000000"
    tracking: float = 0.0
    tabular: bool = False


class RunText(Scaled):
    """Draws its runs on one baseline; shrinks to 70 %, then cuts the end of the last run."""

    def __init__(self, align: str = "left", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._runs: tuple[Run, ...] = ()
        self._align = align
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    @property
    def text(self) -> str:
        """The whole line."""
        return "".join(run.text for run in self._runs)

    def set_runs(self, *runs: Run) -> None:
        """Show these parts."""
        self._runs = runs
        self.setAccessibleName(self.text)
        self.update()

    def natural_width(self) -> float:
        """Width of the line at full size, in design pixels."""
        return self._advance(1.0) / self.scale

    def _fonts(self, ratio: float) -> list[QFont]:
        size = self.scale * self.zoom * ratio
        return [font(r.px * size, r.weight, r.tracking, tabular=r.tabular) for r in self._runs]

    def _advance(self, ratio: float) -> float:
        fonts = self._fonts(ratio)
        pairs = zip(self._runs, fonts, strict=True)
        return sum(QFontMetricsF(f).horizontalAdvance(r.text) for r, f in pairs)

    def _ratio(self) -> float:
        return largest(lambda ratio: self._advance(ratio) <= self.width(), 0.7)

    @property
    def is_cut(self) -> bool:
        """Whether the end of the line is missing."""
        return self._advance(self._ratio()) > self.width() + 1

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the runs from left to right."""
        if not self._runs:
            return
        painter = QPainter(self)
        ratio = self._ratio()
        fonts = self._fonts(ratio)
        spare = max(0.0, self.width() - self._advance(ratio))
        x = {"left": 0.0, "center": spare / 2, "right": spare}[self._align]
        largest = max(fonts, key=lambda f: f.pixelSize())
        metrics = QFontMetricsF(largest)
        baseline = (self.height() - metrics.capHeight()) / 2 + metrics.capHeight()
        for run, used in zip(self._runs, fonts, strict=True):
            own = QFontMetricsF(used)
            text = own.elidedText(run.text, Qt.TextElideMode.ElideRight, self.width() - x + 0.5)
            painter.setFont(used)
            painter.setPen(QColor(run.color))
            painter.drawText(QPointF(x, baseline), text)
            x += own.horizontalAdvance(text)
