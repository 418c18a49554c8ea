"""Text over several lines in a token's colour; cut with an ellipsis after `lines` lines."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QSize
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from kiosk.ui import theme
from kiosk.ui.fonts import font
from kiosk.ui.widgets.paint import elided


class Paragraph(QWidget):
    """Wraps at words. `middle` centres the lines where there is more height than they need."""

    def __init__(
        self,
        text: str = "",
        *,
        px: float = 18,
        weight: int = 400,
        ink: str = "text",
        lines: int = 4,
        spacing: float = 1.35,
        color: str = "",
        middle: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._text, self._ink, self._color = text, ink, color
        self._face = font(max(15, px), weight)
        self._lines, self._middle = lines, middle
        self._step = max(15, px) * spacing
        self._broken: dict[float, list[str]] = {}  # by width: layouts ask for many, again and again
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(text)

    def text(self) -> str:
        """The whole text."""
        return self._text

    def setText(self, text: str) -> None:
        """Show another text."""
        self._text = text
        self._broken.clear()
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        """The height follows from the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Room for all lines shown."""
        return round(len(self.shown_lines(width)) * self._step)

    def sizeHint(self) -> QSize:
        """As on a line of 320 px, or as wide as it is."""
        width = self.width() if self.width() > 60 else 320
        return QSize(200, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Narrow, and as high as the lines need at the present width."""
        return QSize(60, self.heightForWidth(max(60, self.width())))

    def shown_lines(self, width: float) -> list[str]:
        """The lines as they stand at that width; the last one is cut where text is left over."""
        if width not in self._broken:
            self._broken[width] = self._lines_at(width)
        return self._broken[width]

    def _lines_at(self, width: float) -> list[str]:
        if not self._text:
            return []
        pieces = _break(self._text, self._face, width)
        if len(pieces) <= self._lines:
            return pieces
        rest = " ".join(piece.strip() for piece in pieces[self._lines - 1 :])
        return [*pieces[: self._lines - 1], elided(rest, self._face, width)]

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width may need other lines."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the lines."""
        painter = QPainter(self)
        painter.setFont(self._face)
        painter.setPen(QColor(self._color or str(getattr(theme.current(), self._ink))))
        metrics = QFontMetricsF(self._face)
        top = (self._step - metrics.height()) / 2 + metrics.ascent()
        lines = self.shown_lines(self.width())
        if self._middle:
            top += max(0.0, (self.height() - len(lines) * self._step) / 2)
        for number, line in enumerate(lines):
            painter.drawText(QPointF(0, top + number * self._step), line)


def _break(text: str, face: QFont, width: float) -> list[str]:
    """The text broken into lines no wider than `width`."""
    lines = []
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    for part in text.splitlines():
        layout = QTextLayout(part, face)
        layout.setTextOption(option)
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            line.setLineWidth(max(20.0, width))
            lines.append(part[line.textStart() : line.textStart() + line.textLength()])
        layout.endLayout()
    return lines
