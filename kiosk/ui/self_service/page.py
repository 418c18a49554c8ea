"""What the screens after a scan share: the header with the steps, and the count-down."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QColor, QPainter

from kiosk.texts import _
from kiosk.ui import theme
from kiosk.ui.mark import paint_mark
from kiosk.ui.widgets.countdown import Countdown
from kiosk.ui.widgets.fit_text import FitText, Style
from kiosk.ui.widgets.language_switch import LanguageSwitch
from kiosk.ui.widgets.run_text import Run, RunText
from kiosk.ui.widgets.scaled import Canvas
from kiosk.ui.widgets.step_bar import StepBar


class Page(Canvas):
    """A light page below the ink header. `timed_out` comes when nobody touched it for long."""

    timed_out = Signal()

    landscape = (1920.0, 1080.0)
    portrait = (1080.0, 1920.0)
    step: int | None = None

    def __init__(self, event_name: str, languages: tuple[str, ...], stay_ms: int) -> None:
        super().__init__()
        self.event_name = FitText(Style(33, 700, -0.022), event_name)
        self.switch = LanguageSwitch(languages)
        self.steps = StepBar()
        self.bar = Countdown(stay_ms)
        self.seconds = RunText("right")
        self.bar.ended.connect(self.timed_out)
        self.bar.ticked.connect(self._show_seconds)

    def clear(self) -> None:
        """Forget the person; the pages that show one wipe it."""

    def header_height(self) -> float:
        """Height of the ink band in design pixels."""
        return 286.0 if self.is_portrait and self.step is not None else 124.0

    def retranslate(self) -> None:
        """Words and colours in force; the pages add theirs."""
        self.event_name.set_color(theme.current().on_ink)
        labels = (_("Escanear"), _("Revisar"), _("Retirar"))
        self.steps.set_steps(labels if self.step is not None else (), self.step or 0)
        self._show_seconds(self.bar.seconds)
        self.relayout()

    def _show_seconds(self, seconds: int) -> None:
        colors = theme.current()
        before, figure, after = self.seconds_text().partition("{n}")
        self.seconds.set_runs(
            Run(before, 24, 500, colors.text2),
            Run(str(seconds) if figure else "", 24, 700, colors.text, tabular=True),
            Run(after, 24, 500, colors.text2),
        )

    def seconds_text(self) -> str:
        """The words around the figure, which is {n}."""
        return "{n} s"

    def arrange(self, w: float, h: float) -> None:
        """The header; the pages place the rest."""
        self.steps.setVisible(self.step is not None)
        tall = self.is_portrait and self.step is not None
        switch = max(496.0, self.switch.natural_width(30))
        self.place(self.switch, w - 56 - switch, 44 if tall else 22, switch, 80)
        name = 330.0 if self.step is not None and not tall else w - switch - 220
        self.place(self.event_name, 136, 54 if tall else 32, name, 60)
        if tall:
            self.place(self.steps, 100, 164, w - 200, 96)
        elif self.step is not None:
            left, right = 480.0, 1190.0
            self.place(self.steps, left, 20, right - left, 92)

    def draw(self, painter: QPainter, area: QRectF) -> None:
        """The grounds and the mark."""
        colors = theme.current()
        painter.fillRect(area, QColor(colors.bg))
        painter.fillRect(QRectF(0, 0, area.width(), self.header_height()), QColor(colors.ink))
        if colors.high_contrast:
            painter.fillRect(
                QRectF(0, self.header_height(), area.width(), 1), QColor(colors.border)
            )
        tall = self.is_portrait and self.step is not None
        paint_mark(painter, QRectF(56, 56 if tall else 32, 60, 60))
