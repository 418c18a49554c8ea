"""The badge is being printed: a moving bar and where it will come out; never says done itself."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from kiosk.texts import _, n_
from kiosk.ui import theme
from kiosk.ui.self_service.arrow import draw_arrow, slot_words
from kiosk.ui.self_service.badge import PrinterScene, Progress
from kiosk.ui.self_service.page import Page
from kiosk.ui.self_service.state import PrintingState
from kiosk.ui.widgets.fit_text import FitText, Style


class PrintingPage(Page):
    """Has no button: whoever touches it changes nothing."""

    step = 2

    def __init__(self, event_name: str, languages: tuple[str, ...]) -> None:
        super().__init__(event_name, languages, 0)
        self.state = PrintingState()
        self.title = FitText(Style(98, 800, -0.036, line=1.05, lines=3, wrap_first=True))
        self.progress = Progress()
        self.rest = FitText(Style(32, 500))
        self.slot = FitText(Style(34, 600, lines=2, wrap_first=True))
        self.scene = PrinterScene()
        self.progress.ticked.connect(self._show_rest)
        self.adopt()
        self.bar.hide()
        self.seconds.hide()

    def show_state(self, state: PrintingState) -> None:
        """Begin the bar."""
        self.state = state
        self.progress.start(state.expected_ms)
        self.scene.set_png(state.badge_png, 0.495)
        self.retranslate()

    def clear(self) -> None:
        """Forget the person."""
        self.progress.stop()
        self.state = PrintingState()
        self.scene.set_png(b"", 0)

    def retranslate(self) -> None:
        """Words and colours in force."""
        colors = theme.current()
        self.title.set_text(_("Imprimiendo\nsu credencial"))
        self.title.set_color(colors.text)
        self.rest.set_color(colors.text2)
        self.slot.set_text(slot_words(self.state.slot))
        self.slot.set_color(colors.text)
        self._show_rest(self.progress.seconds_left)
        super().retranslate()

    def _show_rest(self, seconds: int) -> None:
        if seconds:
            self.rest.set_text(n_("Un segundo más", "Unos {n} segundos más", seconds))
        else:
            self.rest.set_text(_("Un momento más"))

    def arrange(self, w: float, h: float) -> None:
        """Words at the left, the printer at the right; stacked when upright."""
        super().arrange(w, h)
        if self.is_portrait:
            left, wide, top = 64.0, w - 128, 352.0
            self.place(self.scene, (w - 640) / 2, 990, 640, h - 990 - 60)
        else:
            left, wide, top = 96.0, 800.0, 345.0 + (h - 1080) / 2
            self.place(self.scene, w - 720, 273 + (h - 1080) / 2, 530, 780)
        self.place(self.title, left, top, wide, 226)
        self.place(self.progress, left, top + 267, wide, 28)
        self.place(self.rest, left, top + 308, wide, 56)
        self.place(self.slot, left + 106, top + 414, wide - 106, 100)
        self._arrow = QRectF(left, top + 422, 84, 84)

    def draw(self, painter: QPainter, area: QRectF) -> None:
        """The ground and the arrow to the slot."""
        super().draw(painter, area)
        draw_arrow(painter, self._arrow, self.state.slot)
