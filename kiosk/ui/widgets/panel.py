"""A panel: a rounded ground that other widgets lie on; it draws only its ground and edge."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QWidget

from kiosk.ui import theme
from kiosk.ui.widgets.paint import round_box


class Panel(QFrame):
    """A surface with a 1 px edge and radius 16; `ground` and `edge` name its colours.

    `fill` and `line` are fixed colours (the amber answer card) and win over the tokens.
    """

    def __init__(
        self,
        parent: QWidget | None = None,
        *,
        radius: int = 16,
        ground: str = "surface",
        edge: str = "border",
        line_width: float = 1.0,
        fill: str = "",
        line: str = "",
    ) -> None:
        super().__init__(parent)
        self._radius, self._width = radius, line_width
        self._tokens = (ground, edge)
        self._fixed = (fill, line)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw ground and edge."""
        t = theme.current()
        fill = self._fixed[0] or str(getattr(t, self._tokens[0]))
        line = self._fixed[1] or ("" if self._fixed[0] else str(getattr(t, self._tokens[1])))
        painter = QPainter(self)
        round_box(painter, QRectF(self.rect()), self._radius, fill, line, self._width)
