"""ADMITTED: light green, a circle with a check, and nothing to press."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter

from kiosk.texts import _
from kiosk.ui import icons, theme
from kiosk.ui.door.state import VerdictState
from kiosk.ui.door.verdict_base import VerdictBase
from kiosk.ui.widgets.countdown import Countdown
from kiosk.ui.widgets.fit_text import FitText, Style
from kiosk.ui.widgets.run_text import Run, RunText
from kiosk.ui.widgets.verdict_shapes import VerdictShape

_INK, _SHADE = theme.ON_ADMIT, "#0BA47D"


class AdmitPage(VerdictBase):
    """Goes by itself: `ended` comes when its time is over."""

    ended = Signal()
    fill, ink, line = theme.ADMIT, _INK, _SHADE

    def __init__(self, stay_ms: int = 1600) -> None:
        super().__init__()
        self.shape = VerdictShape("admit", _INK, theme.ADMIT)
        self.word = FitText(Style(188, 800, -0.037, _INK, lines=2))
        self.name = FitText(Style(92, 700, -0.035, _INK, line=1.07, lines=4, valign="top"))
        self.organisation = FitText(Style(48, 500, 0, _INK, lines=2, valign="top"))
        self.explanation = FitText(Style(40, 500, 0, _INK, lines=2, wrap_first=True, valign="top"))
        self.photos = FitText(Style(34, 600, 0, "#FFFFFF"))
        self.role = FitText(Style(34, 600, 0, _INK))
        self.count = RunText("right")
        self.bar = Countdown(stay_ms)
        self.bar.radius, self.bar.fill, self.bar.trough = 0, _INK, _SHADE
        self.adopt()
        self.bar.ended.connect(self.ended)

    def fill_in(self, state: VerdictState) -> None:
        """Name and organisation large; photo mark, role and head count below."""
        self.word.set_text(state.word)
        self.name.set_text(state.name)
        self.organisation.set_text(state.organisation)
        self.explanation.set_text(state.notice)
        self.photos.set_text(_("Sin fotos") if state.no_photos else "")
        self.role.set_text(state.role_label)
        runs = []
        if state.inside is not None:
            runs.append(Run(str(state.inside), 48, 800, _INK, tabular=True))
        if runs and state.capacity is not None:
            runs.append(Run(f" / {state.capacity}", 34, 600, _INK))
        self.count.set_runs(*runs)

    def arrange(self, w: float, h: float) -> None:
        """The circle at the left, the words beside it."""
        super().arrange(w, h)
        drop = (h - 1080) / 2
        self.place(self.shape, 74, 255 + drop, 500, 500)
        x, wide = 657.0, w - 657 - 64
        self.place(self.word, x - 5, 240 + drop, wide, 205)
        self.place(self.name, x, 476 + drop, wide, 200)
        names = self.name.drawn_height if self.state.name else 0
        self.place(self.organisation, x, 476 + drop + names + 20, wide, 122)
        rest = 476 + drop + names + 20 + self.organisation.drawn_height + 12
        self.place(self.explanation, x, rest, wide, max(20.0, h - 170 - rest))
        self._arrange_footer(w, h)

    def _arrange_footer(self, w: float, h: float) -> None:
        left = 64.0
        self._chip = QRectF()
        if self.state.no_photos:
            wide = 94 + 31 + 146.0
            self._chip = QRectF(left, h - 133, wide, 88)
            self.place(self.photos, left + 94, h - 133, 146, 88)
            left += wide + 40
        self._role_at = QRectF(left, h - 107, 36, 36)
        self.place(self.role, left + 58, h - 133, max(100.0, w - left - 500), 88)
        self.place(self.count, w - 64 - 300, h - 133, 300, 88)
        self.place(self.bar, 0, h - 16, w, 16)

    def draw(self, painter: QPainter, area: QRectF) -> None:
        """The ground, the chip and the icons of the footer."""
        super().draw(painter, area)
        painter.fillRect(QRectF(0, area.height() - 166, area.width(), 3), QColor(_SHADE))
        if self.state.no_photos:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(_INK))
            painter.drawRoundedRect(self._chip, 14, 14)
            spot = QRectF(self._chip.x() + 30, self._chip.y() + 23, 42, 42)
            icons.paint(painter, "camera-off", "#FFFFFF", spot)
        if self.state.role_label:
            icons.paint(painter, self.state.role_icon or "user", _INK, self._role_at)
        if self.state.inside is not None:
            x = area.width() - 64 - self.count.natural_width() - 16 - 40
            icons.paint(painter, "users", _INK, QRectF(x, area.height() - 109, 40, 40))
