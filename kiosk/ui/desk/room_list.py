"""The person's right to each room with its reason; as many as fit, then how many more."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from kiosk.texts import n_
from kiosk.ui import icons, theme
from kiosk.ui.desk.state import RoomLine
from kiosk.ui.fonts import font
from kiosk.ui.widgets.chip import Tone, tone_colors
from kiosk.ui.widgets.paint import draw_line, elided, largest, round_box, text_width

_ICONS = {Tone.OK: "check", Tone.BAD: "x", Tone.MUTE: "minus", Tone.WARN: "clock"}


class RoomList(QWidget):
    """Lines of 49 px (40 on small screens). Signal: room_chosen(its id, "" for those not shown)."""

    room_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rooms: tuple[RoomLine, ...] = ()
        self._step = 49
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_rooms(self, rooms: tuple[RoomLine, ...]) -> None:
        """Show these, most telling first."""
        self._rooms = rooms
        self.setAccessibleName("; ".join(f"{r.name}: {r.why}" for r in rooms))
        self.setToolTip("\n".join(f"{r.name}: {r.why}" for r in rooms))
        self.updateGeometry()
        self.update()

    def set_compact(self, *, compact: bool) -> None:
        """Lower lines on small screens."""
        self._step = 40 if compact else 49
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Room for all of them."""
        return QSize(200, self._step * len(self._rooms))

    def minimumSizeHint(self) -> QSize:
        """Room for one or two."""
        return QSize(140, self._step if self._step < 49 else self._step * 2)

    def shown(self) -> tuple[RoomLine, ...]:
        """Those that have room; one line is kept for "and so many more"."""
        lines = max(1, int((self.height() + 8) / self._step))
        if len(self._rooms) <= lines:
            return self._rooms
        return self._rooms[: max(1, lines - 1)]

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the room under the pointer."""
        number, shown = int(event.position().y() // self._step), self.shown()
        self.room_chosen.emit(shown[number].room if number < len(shown) else "")

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the lines."""
        t = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rooms = self.shown()
        left_over = len(self._rooms) - len(rooms)
        for number, room in enumerate(rooms):
            box = QRectF(0, number * self._step, self.width(), self._step)
            self._paint_room(painter, box, room)
            if left_over or number + 1 < len(rooms) or len(rooms) > 4:
                line = QRectF(0, box.bottom() - 5, self.width(), 1)
                painter.fillRect(line, QColor(t.border))
        if left_over:
            box = QRectF(44, len(rooms) * self._step, self.width() - 44, self._step - 10)
            words = n_("y {n} sala más", "y {n} salas más", left_over)
            draw_line(painter, box, words, font(17), t.text2)

    def _paint_room(self, painter: QPainter, box: QRectF, room: RoomLine) -> None:
        t = theme.current()
        fill, ink = tone_colors(room.tone)
        top = box.y() + (self._step - 49) / 2
        disc = QRectF(0, top + 7 - 5, 30, 30)
        radius = 6 if room.tone is Tone.BAD else 15
        round_box(painter, disc, radius, fill, ink if t.high_contrast else "", 2)
        glyph = disc.adjusted(6, 6, -6, -6)
        icons.paint(painter, _ICONS.get(room.tone, "minus"), ink, glyph, 2.4)
        bad = room.tone is Tone.BAD
        face = font(15 if self._step < 49 else 16, 600 if bad else 400)
        why = elided(room.why, face, box.width() * 0.52)
        width = text_width(why, face)
        middle = QRectF(0, disc.y() - 4, box.width(), 38)
        draw_line(painter, middle, why, face, t.bad_fg if bad else t.text2, "right")
        name = middle.adjusted(38 if self._step < 49 else 44, 0, -width - 12, 0)
        draw_line(painter, name, room.name, self._face(room.name, name.width()), t.text)

    def _face(self, name: str, room: float) -> QFont:
        """A long name is set smaller before it is cut."""
        px = 16 if self._step < 49 else 18
        ratio = largest(lambda part: text_width(name, font(px * part, 500)) <= room, 0.8)
        return font(px * ratio, 500)
