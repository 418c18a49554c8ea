"""The badge came out: take it, and what comes next; goes back to the start by itself."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter

from kiosk.texts import _
from kiosk.ui import icons, theme
from kiosk.ui.self_service.arrow import draw_arrow, take_words
from kiosk.ui.self_service.badge import PrinterScene
from kiosk.ui.self_service.looks import secondary
from kiosk.ui.self_service.page import Page
from kiosk.ui.self_service.state import DoneState
from kiosk.ui.widgets.fit_text import FitText, Style
from kiosk.ui.widgets.touch_button import TouchButton
from kiosk.ui.widgets.verdict_shapes import draw_shape


class DonePage(Page):
    """`finished` comes from its button, `timed_out` by itself."""

    finished = Signal()
    step = 3

    def __init__(self, event_name: str, languages: tuple[str, ...], stay_ms: int) -> None:
        super().__init__(event_name, languages, stay_ms)
        self.state = DoneState()
        self.title = FitText(Style(100, 800, -0.036))
        self.take = FitText(Style(58, 700, -0.027, line=1.14, lines=3, wrap_first=True))
        self.lanyard_title = FitText(Style(34, 600, -0.01))
        self.lanyard_detail = FitText(Style(28, 500))
        self.session_title = FitText(Style(34, 600, -0.01, lines=2))
        self.session_detail = FitText(Style(28, 500))
        self.end = TouchButton(secondary(30))
        self.scene = PrinterScene()
        self._rows: list[tuple[float, str]] = []
        self._left = 96.0
        self._top = 0.0
        self._line_width = 860.0
        self.adopt()
        self.end.clicked.connect(self.finished)

    def show_state(self, state: DoneState) -> None:
        """Show where the badge is."""
        self.state = state
        self.scene.set_png(state.badge_png, 1.0)
        self.retranslate()

    def clear(self) -> None:
        """Forget the person."""
        self.state = DoneState()
        self.scene.set_png(b"", 0)

    def retranslate(self) -> None:
        """Words and colours in force."""
        colors, state = theme.current(), self.state
        self.title.set_text(_("¡Listo!") if state.bare else _("¡Lista!"))
        bare = _("Su entrada no lleva credencial.") if state.bare else ""
        self.take.set_text(bare or take_words(state.slot))
        self.scene.setVisible(not state.bare)
        self.lanyard_title.set_text(_("Cintas y porta credenciales") if state.lanyards else "")
        self.lanyard_detail.set_text(state.lanyards)
        self.session_title.set_text(state.session_title)
        self.session_detail.set_text(state.session_detail)
        self.end.set_text(_("Terminar"))
        self.end.set_look(secondary(30))
        for text in (self.title, self.take, self.lanyard_title, self.session_title):
            text.set_color(colors.text)
        for text in (self.lanyard_detail, self.session_detail):
            text.set_color(colors.text2)
        super().retranslate()

    def arrange(self, w: float, h: float) -> None:
        """Words at the left, the printer at the right; stacked when upright."""
        super().arrange(w, h)
        if self.is_portrait:
            self._left, self._top, self._line_width = 64.0, 330.0, w - 128
            self.place(self.scene, (w - 640) / 2, 1130, 640, h - 1130 - 190)
        else:
            self._left, self._top, self._line_width = 96.0, 244.0 + (h - 1080) / 2, 860.0
            self.place(self.scene, w - 720, 273 + (h - 1080) / 2, 530, 780)
        left, top = self._left, self._top
        wide = self._line_width - 132
        self.place(self.title, left + 132, top + 4, wide, 128)
        self.place(self.take, left + 130, top + 142, wide, 156)
        y = top + 336
        self._rows = []
        for icon, title, detail in (
            ("id-card", self.lanyard_title, self.lanyard_detail),
            ("calendar", self.session_title, self.session_detail),
        ):
            shown = bool(title.text)
            title.setVisible(shown)
            detail.setVisible(shown)
            if shown:
                self._rows.append((y, icon))
                spread = 8 if self.zoom > 1 else 0
                self.place(title, left + 92, y + 22 - spread, self._line_width - 92, 50)
                self.place(detail, left + 92, y + 68 + spread, self._line_width - 92, 40)
                y += 128
        self._finish(w, h, y)

    def _finish(self, w: float, h: float, y: float) -> None:
        left = self._left
        top = h - 150 if self.is_portrait else max(y + 24, self._top + 616)
        end = max(206.0, self.end.natural_width(44))
        self.place(self.end, left, top, end, 84)
        self.place(self.seconds, left + self._line_width - 62, top + 20, 62, 42)
        self.place(self.bar, left + end + 24, top + 35, self._line_width - end - 24 - 84, 14)

    def draw(self, painter: QPainter, area: QRectF) -> None:
        """The check, the arrow, the rows."""
        super().draw(painter, area)
        colors = theme.current()
        left, top = self._left, self._top
        check = QRectF(left, top + 16, 104, 104)
        draw_shape(painter, "admit", check, theme.ADMIT, theme.ON_ADMIT)
        if not self.state.bare:
            draw_arrow(painter, QRectF(left, top + 167, 104, 104), self.state.slot)
        for y, icon in self._rows:
            painter.fillRect(QRectF(left, y, self._line_width, 2), QColor(colors.border))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colors.soft))
            painter.drawRoundedRect(QRectF(left, y + 30, 68, 68), 12, 12)
            icons.paint(painter, icon, colors.on_soft, QRectF(left + 16, y + 46, 36, 36))
