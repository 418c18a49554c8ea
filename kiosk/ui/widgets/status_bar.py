"""The bar at the foot: health of list, printer and queue, and the count; it asks nobody."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from kiosk.ui import icons, theme
from kiosk.ui.fonts import font
from kiosk.ui.widgets.chip import Tone, tone_colors
from kiosk.ui.widgets.paint import draw_line, elided, round_box, text_width

Item = tuple[str, str, str, str, Tone, str]
"""icon, words before, strong words, words after, tone of the icon, page it leads to or "" """


class StatusBar(QWidget):
    """52 px high. Items that do not fit are left out from the right; the count always stays.

    Signal: chosen(page) when an item that leads somewhere was clicked; the same page has a tab.
    """

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._items: tuple[Item, ...] = ()
        self._places: list[tuple[QRectF, str]] = []
        self._count = (0, 0)
        self._words = ("", "")
        self.setMouseTracking(True)
        self.setFixedHeight(52)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_items(self, items: tuple[Item, ...]) -> None:
        """Show these things, most important first."""
        self._items = items
        self.setAccessibleName(" · ".join(" ".join(i[1:4]).strip() for i in items))
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Lead to the page of the item."""
        page = self._page_at(event)
        if page:
            self.chosen.emit(page)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show where a click leads somewhere."""
        hand, arrow = Qt.CursorShape.PointingHandCursor, Qt.CursorShape.ArrowCursor
        self.setCursor(hand if self._page_at(event) else arrow)

    def leaveEvent(self, event: QEvent) -> None:
        """Back to the plain pointer."""
        self.unsetCursor()

    def _page_at(self, event: QMouseEvent) -> str:
        at = event.position()
        return next((page for place, page in self._places if place.contains(at)), "")

    def show_count(self, done: int, expected: int, words: tuple[str, str]) -> None:
        """Show "`words[0]` done `words[1]` expected" with a bar."""
        self._count, self._words = (done, expected), words
        self.update()

    def sizeHint(self) -> QSize:
        """Any width."""
        return QSize(600, 52)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw ground, items from the left, count from the right."""
        t = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), QColor(t.surface))
        painter.fillRect(0, 0, self.width(), 1, QColor(t.border))
        margin = 28.0 if self.width() > 1500 else 16.0
        left = self._paint_count(painter, self.width() - margin)
        x = margin
        self._places = []
        for number, item in enumerate(self._items):
            needed = self._width(item)
            if number and x + needed > left - 24:
                break
            if number:
                painter.fillRect(QRectF(x - 25, 15, 1, 24), QColor(t.border))
            begin, x = x, self._paint_item(painter, x, item, max(0.0, left - 24 - x))
            self._places.append((QRectF(begin - 12, 0, x - begin + 24, self.height()), item[5]))
            x += 48

    def _width(self, item: Item) -> float:
        strong = text_width(item[2], font(16, 600))
        return 28 + text_width(item[1], font(16, 500)) + strong + text_width(item[3], font(16)) + 18

    def _paint_item(self, painter: QPainter, x: float, item: Item, room: float) -> float:
        t = theme.current()
        name, before, strong, after, tone, _page = item
        color = t.text2 if tone is Tone.MUTE else tone_colors(tone)[1]
        icons.paint(painter, name, color, QRectF(x, 16, 20, 20))
        end = x + room
        x += 28
        for words, weight, ink in (
            (before, 400, t.text2),
            (strong, 600, t.text),
            (after, 400, t.text2),
        ):
            if words:
                face = font(16, weight)
                shown = elided(words, face, max(0.0, end - x))
                width = text_width(shown, face)
                draw_line(painter, QRectF(x, 0, width + 2, 53), shown, face, ink)
                x += width + 9
        return x - 9

    def _paint_count(self, painter: QPainter, right: float) -> float:
        """Draw the count so that it ends at `right`; answers where it begins."""
        t = theme.current()
        done, expected = self._count
        trough = 150.0 if self.width() > 1500 else 90.0
        bar = QRectF(right - trough, 22, trough, 10)
        edge = t.border if t.high_contrast else ""
        round_box(painter, bar, 5, t.mute_bg, edge, 1)
        part = min(1.0, done / expected) if expected else 0.0
        if part:
            filled = QRectF(bar.x(), bar.y(), max(10.0, bar.width() * part), 10)
            round_box(painter, filled, 5, t.primary)
        x = bar.x() - 14
        pieces = (
            (str(expected), font(16, 600, tabular=True), t.text),
            (self._words[1], font(16), t.text2),
            (str(done), font(20, 700, tabular=True), t.text),
            (self._words[0], font(16), t.text2),
        )
        for words, face, ink in pieces:
            width = text_width(words, face)
            draw_line(painter, QRectF(x - width, 0, width + 2, 53), words, face, ink)
            x -= width + 12
        return x
