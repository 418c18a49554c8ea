"""The door between two scans: room, direction, head count, last scans; decides nothing."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPen

from kiosk.domain.checkpoints import Direction
from kiosk.texts import _
from kiosk.ui import icons, theme
from kiosk.ui.door.latest import LatestList
from kiosk.ui.door.looks import plain_button, quiet_button
from kiosk.ui.door.quorum_box import QuorumBox
from kiosk.ui.door.state import ReadyState
from kiosk.ui.mark import paint_mark
from kiosk.ui.widgets.brackets import draw_brackets
from kiosk.ui.widgets.fit_text import FitText, Style
from kiosk.ui.widgets.run_text import Run, RunText
from kiosk.ui.widgets.scaled import Canvas
from kiosk.ui.widgets.seat_grid import SeatGrid
from kiosk.ui.widgets.segmented import Segment, Segmented
from kiosk.ui.widgets.touch_button import TouchButton

_FOOT_PAD = 16.0
"""What a finger may miss the words of the footer by, at each side."""


class ReadyPage(Canvas):
    """Waits for a scan. Signals tell what a finger asked for."""

    direction_chosen = Signal(str)
    search_opened = Signal()
    undo_asked = Signal()
    lock_asked = Signal()
    sound_pressed = Signal()

    landscape = (1280.0, 800.0)

    def __init__(self) -> None:
        super().__init__()
        self.state = ReadyState("", "")
        self._others_at = 0.0
        self.room = FitText(Style(32, 700, -0.022))
        self.subtitle = FitText(Style(19, 500))
        self.switch = Segmented(px=23, icon_px=26)
        self.warning = FitText(Style(23, 700, lines=2, wrap_first=True))
        self.title = FitText(Style(58, 800, -0.032, align="center"))
        self.hint = FitText(Style(24, 500, align="center"))
        self.search = TouchButton(plain_button(), "search")
        self.undo = TouchButton(plain_button(), "undo-2")
        self.lock = TouchButton(plain_button(), "lock")
        self.inside_label = FitText(Style(18, 500))
        self.left = RunText("right")
        self.count = RunText()
        self.seats = SeatGrid()
        self.quorum = QuorumBox()
        self.latest_label = FitText(Style(18, 500))
        self.latest = LatestList()
        self.list_text = RunText()
        self.others = RunText()
        self.sound = TouchButton(quiet_button())
        self.place_text, self.clock_text = RunText("right"), RunText("right")
        self.adopt()
        self.switch.bold = 700
        self.switch.chosen.connect(self.direction_chosen)
        self.search.clicked.connect(self.search_opened)
        self.undo.clicked.connect(self.undo_asked)
        self.lock.clicked.connect(self.lock_asked)
        self.sound.clicked.connect(self.sound_pressed)

    def show_state(self, state: ReadyState) -> None:
        """Draw this state."""
        self.state = state
        self.retranslate()

    def retranslate(self) -> None:
        """Words and colours in force."""
        state, colors = self.state, theme.current()
        self.room.set_color(colors.on_ink)
        self.subtitle.set_color(colors.on_ink2)
        self.room.set_text(state.room)
        self.subtitle.set_text(state.subtitle)
        self.switch.set_segments(
            (
                Segment(Direction.ENTRY, _("Entrada"), "log-in"),
                Segment(Direction.EXIT, _("Salida"), "log-out"),
            ),
            state.direction,
        )
        self.switch.setVisible(state.two_ways)
        leaving = state.direction is Direction.EXIT
        self.title.set_text(_("Listo: salidas") if leaving else _("Listo para escanear"))
        self.title.set_color(colors.text)
        self.warning.set_text(state.warning)
        self.warning.set_color(colors.warn_fg)
        self.warning.setVisible(bool(state.warning))
        self.hint.set_text(state.note or _("Credencial o código del correo"))
        self.hint.set_color(colors.text2)
        for button, text in (
            (self.search, _("Buscar por nombre")),
            (self.undo, _("Deshacer último")),
            (self.lock, _("Bloquear")),
        ):
            button.set_look(plain_button())
            button.set_text(text)
        self._count()
        self._footer()
        self.quorum.show_state(state.quorum)
        self.quorum.setVisible(state.quorum is not None)
        self.latest.set_rows(state.latest)
        self.latest_label.set_text(_("Últimos"))
        self.latest_label.set_color(colors.text2)
        self.relayout()

    def _count(self) -> None:
        state, colors = self.state, theme.current()
        self.inside_label.set_text(state.count_label)
        self.inside_label.set_color(colors.text2)
        runs = [Run(str(state.inside), 84, 800, colors.text, -0.035, tabular=True)]
        self.left.set_runs()
        if state.capacity is not None:
            runs.append(Run(f" / {state.capacity}", 42, 500, colors.text2))
            free = max(0, state.capacity - state.inside)
            before, _number, after = _("quedan {n}", n="\0").partition("\0")
            self.left.set_runs(
                Run(before, 18, 500, colors.text2),
                Run(str(free), 18, 700, colors.text),
                Run(after, 18, 500, colors.text2),
            )
        self.count.set_runs(*runs)
        self.seats.set_count(state.inside, state.capacity or 0)

    def _footer(self) -> None:
        state, colors = self.state, theme.current()
        runs = [Run(state.list_line, 18, 600, colors.text if state.list_fresh else colors.warn_fg)]
        if state.list_detail:
            runs.append(Run(f"  · {state.list_detail}", 18, 500, colors.text2))
        self.list_text.set_runs(*(runs if state.list_line else ()))
        self.list_text.setVisible(bool(state.list_line))
        self._others()
        self.sound.set_text(_("Sonido") if state.sound else _("Sin sonido"))
        self.sound.set_icon("volume-2" if state.sound else "volume-x")
        self.sound.set_look(quiet_button())
        self.place_text.set_runs(Run(state.place, 18, 500, colors.text2))
        self.clock_text.set_runs(Run(state.clock, 23, 700, colors.text, tabular=True))

    def _others(self) -> None:
        """The line to the other stations, where there are any."""
        others, colors = self.state.others, theme.current()
        self.others.setVisible(others is not None)
        if others is None:
            return
        color = colors.text if others.good else colors.warn_fg
        runs = [Run(f"{_('Central')}  ", 18, 500, colors.text2), Run(others.state, 18, 600, color)]
        if others.more:
            runs.append(Run(f"  · {others.more}", 18, 600, color))
        self.others.set_runs(*runs)

    def arrange(self, w: float, h: float) -> None:
        """The right column keeps its width; the scan area takes what is left."""
        column = w - 410
        switch = max(340.0, self.switch.natural_width(28)) if self.state.two_ways else 0.0
        self.place(self.switch, w - 32 - switch, 20, switch, 72)
        self.place(self.room, 106, 18, w - switch - 170, 44)
        lock = 30 if self.state.by_invitation else 0
        self.place(self.subtitle, 106 + lock, 62, w - switch - 170 - lock, 28)
        centre = (column - 24 - 28) / 2 + 28
        middle = (self._scan_top + h - 168) / 2
        self.place(self.warning, 108, 150, column - 24 - 108 - 32, 58)
        self.place(self.title, centre - 320, middle + 10, 640, 84)
        self.place(self.hint, centre - 320, middle + 90, 640, 38)
        self._buttons(column - 24 - 28, h - 148)
        self._column(column, h)
        self._arrange_footer(w, h - 66)

    @property
    def _latest_top(self) -> float:
        """Where the box of the last scans begins: below the quorum, if there is one."""
        return 553.0 if self.state.quorum is not None else 367.0

    @property
    def _scan_top(self) -> float:
        """Where the place to scan begins: below the standing warning, if there is one."""
        return 136.0 + (76.0 if self.state.warning else 0.0)

    def _buttons(self, wide: float, top: float) -> None:
        small = max(168.0, self.lock.natural_width(14))
        large = (wide - small - 28) / 2
        self.place(self.search, 28, top, large, 80)
        self.place(self.undo, 28 + large + 14, top, large, 80)
        self.place(self.lock, 28 + 2 * large + 28, top, small, 80)

    def _column(self, column: float, h: float) -> None:
        self.place(self.inside_label, column + 25, 155, 180, 28)
        self.place(self.left, column + 205, 155, 152, 28)
        self.place(self.count, column + 25, 184, 332, 86)
        self.place(self.seats, column + 25, 284, 315, 44)
        self.place(self.quorum, column + 25, 367, 332, 166)
        top = self._latest_top
        self.place(self.latest_label, column + 25, top + 17, 332, 28)
        self.place(self.latest, column + 25, top + 55, 332, h - 68 - top - 61)

    def _arrange_footer(self, w: float, top: float) -> None:
        x = 28.0 - _FOOT_PAD
        if self.state.list_line:
            wide = min(self.list_text.natural_width() + 4, 420)
            self.place(self.list_text, 62, top + 16, wide, 32)
            x = 62 + wide + 24 - _FOOT_PAD
        if self.state.others is not None:
            wide = min(self.others.natural_width() + 4, 420)
            self._others_at = x + _FOOT_PAD
            self.place(self.others, self._others_at + 34, top + 16, wide, 32)
            x += 34 + wide + 24
        sound = self.sound.natural_width(_FOOT_PAD)
        self.place(self.sound, x, top, sound, 64)
        x += sound
        self.place(self.clock_text, w - 28 - 90, top + 16, 90, 32)
        self.place(self.place_text, x, top + 16, max(40.0, w - 28 - 96 - x), 32)

    def draw(self, painter: QPainter, area: QRectF) -> None:
        """Grounds, brackets and the icons of the footer."""
        colors = theme.current()
        painter.fillRect(area, QColor(colors.bg))
        painter.fillRect(QRectF(0, 0, area.width(), 112), QColor(colors.ink))
        paint_mark(painter, QRectF(32, 30, 52, 52))
        if self.state.by_invitation:
            icons.paint(painter, "lock", colors.on_ink2, QRectF(105, 65, 21, 21))
        column, bottom = area.width() - 410, area.height() - 68
        scan = QRectF(28, 136, column - 52, area.height() - 168 - 136)
        free = QRectF(scan.left(), self._scan_top, scan.width(), scan.bottom() - self._scan_top)
        painter.setPen(QPen(QColor(colors.border)) if colors.high_contrast else Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colors.surface))
        painter.drawRoundedRect(scan, 20, 20)
        painter.setPen(QPen(QColor(colors.border), 1))
        quorum = [(367.0, 533.0)] if self.state.quorum is not None else []
        for top, end in ((136.0, 347.0), *quorum, (self._latest_top, bottom)):
            box = QRectF(column + 0.5, top + 0.5, 381, end - top - 1)
            painter.drawRoundedRect(box, 20, 20)
        self._scan_area(painter, free.center())
        if self.state.warning:
            _draw_warning(painter, QRectF(42, 150, column - 24 - 56, 58))
        if self.state.others is not None:
            sign = QRectF(self._others_at, area.height() - 46, 23, 23)
            good = self.state.others.good
            color = colors.ok_fg if good else colors.warn_fg
            icons.paint(painter, "server" if good else "triangle-alert", color, sign)
        if self.state.list_line:
            color = colors.ok_fg if self.state.list_fresh else colors.warn_fg
            icons.paint(painter, "list-checks", color, QRectF(28, area.height() - 46, 23, 23))

    def _scan_area(self, painter: QPainter, centre: QPointF) -> None:
        colors = theme.current()
        box = QRectF(centre.x() - 342, centre.y() - 169, 684, 338)
        draw_brackets(painter, box, colors.primary, 11, 84, 26)
        glyph = QRectF(centre.x() - 57, centre.y() - 123, 114, 114)
        icons.paint(painter, "id-card", colors.primary, glyph)


def _draw_warning(painter: QPainter, band: QRectF) -> None:
    """The ground of the standing warning and its sign, above the place to scan."""
    colors = theme.current()
    painter.setPen(QPen(QColor(colors.warn_fg), 2))
    painter.setBrush(QColor(colors.warn_bg))
    painter.drawRoundedRect(band, 14, 14)
    sign = QRectF(band.left() + 20, band.center().y() - 16, 32, 32)
    icons.paint(painter, "triangle-alert", colors.warn_fg, sign)
