"""The way to the desk: no reason, no name, no red."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPen

from kiosk.texts import _
from kiosk.ui import theme
from kiosk.ui.self_service.looks import secondary
from kiosk.ui.self_service.page import Page
from kiosk.ui.self_service.route import RouteMap
from kiosk.ui.self_service.state import HelpState
from kiosk.ui.widgets.fit_text import FitText, Style
from kiosk.ui.widgets.touch_button import TouchButton


class HelpPage(Page):
    """`finished` comes from its button, `timed_out` by itself."""

    finished = Signal()
    step = None

    def __init__(self, event_name: str, languages: tuple[str, ...], stay_ms: int) -> None:
        super().__init__(event_name, languages, stay_ms)
        self.state = HelpState()
        self.title = FitText(Style(112, 800, -0.035, line=1.01, lines=3, wrap_first=True))
        self.body = FitText(Style(40, 500, lines=4, wrap_first=True, valign="top"))
        self.number = FitText(Style(92, 800, -0.02))
        self.tell = FitText(Style(30, 600, lines=3, wrap_first=True))
        self.end = TouchButton(secondary(30))
        self.map = RouteMap()
        self._box = QRectF()
        self.adopt()
        self.end.clicked.connect(self.finished)

    def show_state(self, state: HelpState) -> None:
        """Show the way."""
        self.state = state
        self.map.set_desk(state.desk)
        self.retranslate()

    def clear(self) -> None:
        """Forget the number."""
        self.state = HelpState(self.state.desk)

    def retranslate(self) -> None:
        """Words and colours in force."""
        colors, state = theme.current(), self.state
        self.title.set_text(_("Pase por\n{desk}", desk=state.desk))
        self.title.set_color(colors.text)
        text = _("Allí lo resolvemos en un momento.\nNo hace falta volver a la fila.")
        if state.valid:
            text = _("Su entrada es válida.\nAllí le preparamos la credencial en un momento.")
        if state.asks:
            text = _("Falta una respuesta: lo ayudan en {desk}.", desk=state.desk)
        self.body.set_text(text)
        self.body.set_color(colors.text2)
        self.number.set_text(state.number)
        self.number.set_color(colors.on_soft)
        self.tell.set_text(_("Diga este número\nal equipo de la mesa") if state.number else "")
        self.tell.set_color(colors.on_soft)
        self.end.set_text(_("Entendido"))
        self.end.set_look(secondary(30))
        self.map.update()
        super().retranslate()

    def arrange(self, w: float, h: float) -> None:
        """Words at the left, the map at the right; stacked when upright."""
        super().arrange(w, h)
        if self.is_portrait:
            left, wide, top = 64.0, w - 128, 190.0
            self.place(self.map, 64, 1030, wide, h - 1030 - 40)
        else:
            left, wide, top = 96.0, 760.0, 242.0 + (h - 1080) / 2
            self.place(self.map, w - 96 - 760, 292 + (h - 1080) / 2, 760, 620)
        self.place(self.title, left, top, wide + 150 if not self.is_portrait else wide, 250)
        self.place(self.body, left, top + 268, wide + 150 if not self.is_portrait else wide, 130)
        box = top + 436
        self._box = QRectF(left, box, wide, 138) if self.state.number else QRectF()
        figure = max(220.0, self._number_width())
        self.place(self.number, left + 36, box + 10, figure, 118)
        self.place(self.tell, left + 36 + figure + 16, box + 14, wide - 72 - figure - 16, 110)
        end = max(232.0, self.end.natural_width(44))
        self.place(self.end, left, box + 187, end, 88)
        self.place(self.seconds, left + wide - 62, box + 209, 62, 42)
        self.place(self.bar, left + end + 24, box + 224, wide - end - 24 - 74, 14)

    def _number_width(self) -> float:
        return 58.0 * len(self.state.number) + 8

    def draw(self, painter: QPainter, area: QRectF) -> None:
        """The ground and the box of the number."""
        super().draw(painter, area)
        if not self._box.isEmpty():
            colors = theme.current()
            line = QPen(QColor(colors.border)) if colors.high_contrast else Qt.PenStyle.NoPen
            painter.setPen(line)
            painter.setBrush(QColor(colors.soft))
            painter.drawRoundedRect(self._box, 18, 18)
