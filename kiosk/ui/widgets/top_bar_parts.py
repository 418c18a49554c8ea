"""Pieces of the bar at the head: tabs, icon with word, divider; they lead nowhere themselves."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from kiosk.ui import icons, theme
from kiosk.ui.fonts import font
from kiosk.ui.widgets.paint import draw_line, text_width
from kiosk.ui.widgets.pressable import Pressable


class Tab(Pressable):
    """One screen of the station; checked is the one that is open. Yellow shows where you are."""

    ring_radius = 8
    ring_on_ink = True

    def __init__(self, icon: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = icon
        self._compact = self._tight = False
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_compact(self, *, compact: bool) -> None:
        """Leave the icon out on small screens."""
        self._compact = compact
        self.updateGeometry()

    def set_tight(self, *, tight: bool) -> None:
        """Smaller letters without an icon where all tabs together would be cut otherwise."""
        if tight is not self._tight:
            self._tight = tight
            self.updateGeometry()
            self.update()

    def sizeHint(self) -> QSize:
        """Icon, word and 18 px at both sides; less where there is less room."""
        extra = 12 if self._tight else 28 if self._compact else 68
        return QSize(round(text_width(self.text(), font(self._px, 600)) + extra), 72)

    @property
    def _px(self) -> int:
        return 15 if self._tight else 17

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw icon and word, and the yellow line under the open tab."""
        t = theme.current()
        painter = QPainter(self)
        lit = self.isChecked() or self.underMouse()
        color = t.on_ink if lit else t.on_ink2
        x = 6.0 if self._tight else 14.0
        if not (self._compact or self._tight):
            icons.paint(painter, self._icon, color, QRectF(18, 25, 22, 22))
            x = 51.0
        words = QRectF(x, 0, self.width() - x, 72)
        draw_line(painter, words, self.text(), font(self._px, 600 if lit else 500), color)
        if self.isChecked():
            painter.fillRect(0, 68, self.width(), 4, QColor(theme.SUN))


class IconWord(Pressable):
    """An icon with a word on ink: the operator (not pressed) or the language (opens a menu)."""

    ring_radius = 8
    ring_on_ink = True

    def __init__(self, icon: str, *, focusable: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = icon
        policy = Qt.FocusPolicy.TabFocus if focusable else Qt.FocusPolicy.NoFocus
        self.setFocusPolicy(policy)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_word(self, word: str) -> None:
        """Show another word; an empty one hides the widget."""
        self.setText(word)
        self.setVisible(bool(word))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Icon and word."""
        return QSize(round(text_width(self.text(), font(17, 600)) + 30), 48)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw icon and word."""
        t = theme.current()
        painter = QPainter(self)
        icons.paint(painter, self._icon, t.on_ink2, QRectF(0, 14, 20, 20))
        words = QRectF(28, 0, self.width() - 28, 48)
        draw_line(painter, words, self.text(), font(17, 600), t.on_ink)


class Divider(QWidget):
    """A thin upright line on ink."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedSize(49, 32)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the line."""
        t = theme.current()
        color = t.border if t.high_contrast else theme.TRACK_DEEP
        QPainter(self).fillRect(24, 0, 1, self.height(), QColor(color))
