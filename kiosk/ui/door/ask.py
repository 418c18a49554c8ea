"""ASK: amber, a diamond, two answers; never goes by itself and never lets in by time."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QColor, QPainter

from kiosk.ui import theme
from kiosk.ui.door.state import VerdictState
from kiosk.ui.door.verdict_base import VerdictBase
from kiosk.ui.widgets.fit_text import FitText, Style
from kiosk.ui.widgets.touch_button import Look, TouchButton
from kiosk.ui.widgets.verdict_shapes import VerdictShape

_INK, _LINE, _WHITE = theme.ON_ASK, "#D9A30F", "#FFFFFF"


class AskPage(VerdictBase):
    """`answered` brings True for yes, False for no."""

    answered = Signal(bool)
    fill, ink, line = theme.ASK, _INK, _LINE

    def __init__(self) -> None:
        super().__init__()
        self.shape = VerdictShape("ask", _INK, theme.ASK)
        self.word = FitText(Style(150, 800, -0.037, _INK, line=1.0, lines=2, wrap_first=True))
        self.fact = FitText(Style(78, 700, -0.025, _INK, lines=2))
        self.name = FitText(Style(64, 700, -0.025, _INK, lines=2, valign="top"))
        self.detail = FitText(Style(40, 500, 0, _INK, lines=2, wrap_first=True, valign="top"))
        self.question = FitText(Style(48, 700, -0.025, _INK, line=1.13, lines=3, wrap_first=True))
        plain = Look(_INK, _WHITE, _INK, px=34, icon_px=38, gap=22, radius=18)
        self.no = TouchButton(plain, "x")
        solid = Look(_WHITE, _INK, px=38, weight=700, icon_px=44, gap=22, radius=18)
        self.yes = TouchButton(solid, "check", "corner-down-left")
        self.adopt()
        self.yes.clicked.connect(self._yes)
        self.no.clicked.connect(self._no)

    def _yes(self) -> None:
        self.answered.emit(True)  # noqa: FBT003  the signal's one meaning

    def _no(self) -> None:
        self.answered.emit(False)  # noqa: FBT003  the signal's one meaning

    def fill_in(self, state: VerdictState) -> None:
        """What happened before, who it is, and the question."""
        self.word.set_text(state.word)
        self.fact.set_text(state.fact)
        self.name.set_text(state.name)
        self.detail.set_text(state.organisation)
        self.question.set_text(state.question)
        self.no.set_text(state.no)
        self.yes.set_text(state.yes)
        self.yes.setVisible(bool(state.yes))

    def arrange(self, w: float, h: float) -> None:
        """The diamond at the left, words beside it, the answers on white below."""
        super().arrange(w, h)
        drop = (h - 1080) / 2
        self.place(self.shape, 67, 233 + drop, 474, 474)
        x, wide = 616.0, w - 616 - 64
        self.place(self.word, x - 4, 188 + drop, wide, 224)
        self.place(self.fact, x, 412 + drop, wide, 82)
        self.place(self.name, x, 576 + drop, wide, 150)
        names = self.name.drawn_height if self.state.name else 0
        below = 576 + drop + names + 12
        self.place(self.detail, x, below, wide, h - 236 - 12 - below)
        self._arrange_footer(w, h)

    def _arrange_footer(self, w: float, h: float) -> None:
        top, right = h - 180, w - 64.0
        if self.state.yes:
            wide = max(494.0, self.yes.natural_width(40))
            right -= wide
            self.place(self.yes, right, top, wide, 124)
            right -= 24
        other = max(469.0, self.no.natural_width(42))
        right -= other
        self.place(self.no, right, top, other, 124)
        self.place(self.question, 64, h - 214, right - 64 - 40, 190)

    def draw(self, painter: QPainter, area: QRectF) -> None:
        """Ground, line, white bar."""
        super().draw(painter, area)
        drop = (area.height() - 1080) / 2
        painter.fillRect(QRectF(616, 539 + drop, area.width() - 680, 3), QColor(_LINE))
        painter.fillRect(QRectF(0, area.height() - 236, area.width(), 236), QColor(_WHITE))
