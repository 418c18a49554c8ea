"""The rooms and how full they are, one line each; counts nobody."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from kiosk.texts import _
from kiosk.ui import icons, theme
from kiosk.ui.dashboard.state import RoomBar
from kiosk.ui.fonts import font
from kiosk.ui.widgets.elided_label import ElidedLabel
from kiosk.ui.widgets.paint import draw_line, round_box, text_width
from kiosk.ui.widgets.panel import Panel

_RIGHT = 150.0
"""Room for the figures of a line."""
_SCROLL = 14
"""Room for the scroll bar beside them."""


class RoomLines(QWidget):
    """The lines one below the other; as high as they need."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rooms: tuple[RoomBar, ...] = ()
        self._row = 68.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_rooms(self, rooms: tuple[RoomBar, ...]) -> None:
        """Draw these."""
        if rooms == self.rooms:
            return
        self.rooms = rooms
        self.setAccessibleName(" · ".join(f"{room.name} {room.inside}" for room in rooms))
        self.updateGeometry()
        self.update()

    def set_compact(self, *, compact: bool) -> None:
        """Lower lines on small screens."""
        self._row = 56.0 if compact else 68.0
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """All lines."""
        return QSize(300, round(self._row * len(self.rooms)) + 1)

    def minimumSizeHint(self) -> QSize:
        """All lines: what is too high is scrolled to."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw every line."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for number, room in enumerate(self.rooms):
            box = QRectF(0, number * self._row, self.width() - _SCROLL, self._row)
            painter.fillRect(QRectF(0, box.top(), box.width(), 1), QColor(theme.current().border))
            _draw_room(painter, box, room)


def _draw_room(painter: QPainter, box: QRectF, room: RoomBar) -> None:
    colors = theme.current()
    middle = box.center().y()
    icons.paint(painter, room.icon, colors.text2, QRectF(2, middle - 11, 22, 22))
    left, right = 42.0, box.width() - _RIGHT
    name = QRectF(left, middle - 25, right - left - 12, 26)
    draw_line(painter, name, room.name, font(18, 600), colors.text)
    ink = colors.warn_fg if room.tight else colors.text2
    note = QRectF(right, middle + 1, _RIGHT, 24)
    draw_line(painter, note, room.note, font(16, 600 if room.tight else 500), ink, "right")
    _draw_figures(painter, QRectF(right, middle - 27, _RIGHT, 28), room)
    if room.capacity:
        _draw_bar(painter, QRectF(left, middle + 9, right - left - 12, 8), room)


def _draw_figures(painter: QPainter, box: QRectF, room: RoomBar) -> None:
    colors = theme.current()
    rest = f" / {room.capacity}" if room.capacity is not None else ""
    small = font(17, 500, tabular=True)
    wide = text_width(rest, small)
    draw_line(painter, box, rest, small, colors.text2, "right")
    number = box.adjusted(0, 0, -wide, 0)
    draw_line(painter, number, str(room.inside), font(22, 700, tabular=True), colors.text, "right")


def _draw_bar(painter: QPainter, trough: QRectF, room: RoomBar) -> None:
    colors = theme.current()
    round_box(painter, trough, 4, colors.trough, colors.border if colors.high_contrast else "")
    share = min(1.0, room.inside / (room.capacity or 1))
    if share:
        bar = QRectF(trough.x(), trough.y(), max(8.0, trough.width() * share), trough.height())
        round_box(painter, bar, 4, colors.tight if room.tight else colors.primary)


class RoomsCard(Panel):
    """Title and lines; scrolls where the window is low."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = ElidedLabel(px=22, weight=700, tracking=-0.01)
        self.lines = RoomLines()
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(self.lines)
        column = QVBoxLayout(self)
        column.setContentsMargins(26, 22, 14, 14)
        column.setSpacing(14)
        column.addWidget(self.title)
        column.addWidget(scroll, 1)

    def retranslate(self) -> None:
        """Words in the language in force."""
        self.title.setText(_("Salas y puertas"))

    def set_compact(self, *, compact: bool) -> None:
        """Smaller measures on small screens."""
        self.lines.set_compact(compact=compact)
