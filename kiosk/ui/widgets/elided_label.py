"""A line of text that shrinks a little, then is cut with an ellipsis; never overlaps others."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from kiosk.ui import theme
from kiosk.ui.fonts import font
from kiosk.ui.widgets.paint import draw_line, elided, largest, text_width


class ElidedLabel(QWidget):
    """One line in a token's colour.

    `shrink` is the smallest part of `px` it may shrink to before it is cut (1.0: never shrinks).
    `ink` names a colour of the theme; `color` is a fixed one and wins.
    """

    def __init__(
        self,
        text: str = "",
        *,
        px: float = 18,
        weight: int = 400,
        tracking: float = 0.0,
        ink: str = "text",
        color: str = "",
        shrink: float = 1.0,
        align: str = "left",
        tabular: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._text = text
        self._px, self._weight, self._tracking = px, weight, tracking
        self._token, self._color = ink, color
        self._shrink, self._align, self._tabular = shrink, align, tabular
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(text)

    def text(self) -> str:
        """The whole text, also where less of it is shown."""
        return self._text

    def setText(self, text: str) -> None:
        """Show another text."""
        if text == self._text:
            return
        self._text = text
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def set_px(self, px: float) -> None:
        """Take another size in logical pixels."""
        if px != self._px:
            self._px = px
            self.updateGeometry()
            self.update()

    def shown(self) -> str:
        """What can be read at the present width."""
        return elided(self._text, self._fitting(), self.width())

    def sizeHint(self) -> QSize:
        """Room for the whole line at full size."""
        face = self._face(1.0)
        return QSize(round(text_width(self._text, face) + 2), QFontMetrics(face).height())

    def minimumSizeHint(self) -> QSize:
        """A few letters; the rest is cut."""
        return QSize(min(40, self.sizeHint().width()), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the line."""
        color = self._color or str(getattr(theme.current(), self._token))
        face = self._fitting()
        painter = QPainter(self)
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        draw_line(painter, QRectF(self.rect()), self._text, face, color, self._align)

    def _face(self, scale: float) -> QFont:
        px = max(15.0, self._px * scale)
        return font(px, self._weight, self._tracking, tabular=self._tabular)

    def _fitting(self) -> QFont:
        """The largest allowed font in which the text fits, else the smallest allowed one."""
        scale = largest(self._fits, self._shrink + 0.001)
        return self._face(max(self._shrink, scale))

    def _fits(self, scale: float) -> bool:
        return text_width(self._text, self._face(scale)) <= self.width()
