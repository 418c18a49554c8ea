"""REFUSED: very dark red, stripes, an octagon; stays until it was read."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter

from kiosk.texts import _
from kiosk.ui import icons, theme
from kiosk.ui.door.state import VerdictState
from kiosk.ui.door.verdict_base import VerdictBase
from kiosk.ui.widgets.fit_text import FitText, Style
from kiosk.ui.widgets.stripes import draw_stripes
from kiosk.ui.widgets.touch_button import Look, TouchButton
from kiosk.ui.widgets.verdict_shapes import VerdictShape

_WHITE = "#FFFFFF"


class RefusePage(VerdictBase):
    """One line to read aloud and where to send the person. Never goes by itself."""

    next_pressed = Signal()
    override_asked = Signal()

    fill, ink, line = theme.REFUSE, theme.ON_REFUSE, "#A8385A"
    foot_fill = theme.REFUSE_FOOT
    kind, mark, striped = "refuse", theme.REFUSE, True
    top = 40.0

    def __init__(self) -> None:
        super().__init__()
        self.shape = VerdictShape(self.kind, _WHITE, self.mark)
        self.word = FitText(Style(142, 800, -0.037, _WHITE, line=0.98, lines=3, wrap_first=True))
        self.name = FitText(Style(56, 700, -0.025, _WHITE, lines=2, valign="top"))
        self.explanation = FitText(
            Style(40, 500, 0, _WHITE, lines=4, wrap_first=True, valign="top")
        )
        self.next_title = FitText(Style(44, 700, -0.02, _WHITE, line=1.1, lines=2))
        self.next_detail = FitText(
            Style(28, 500, 0, _WHITE, lines=2, wrap_first=True, valign="top")
        )
        ghost = Look(_WHITE, "", _WHITE, px=32, icon_px=36, gap=20, radius=18)
        self.override = TouchButton(ghost, "shield-check")
        solid = Look(self.fill, _WHITE, px=36, weight=700, gap=20, radius=18)
        self.next = TouchButton(solid, key="corner-down-left")
        self.adopt()
        self.next.clicked.connect(self.next_pressed)
        self.override.clicked.connect(self.override_asked)

    def fill_in(self, state: VerdictState) -> None:
        """The word, the name, why, and what to do next."""
        self.word.set_text(state.word)
        self.name.set_text(state.name)
        self.explanation.set_text(state.explanation)
        self.next_title.set_text(state.next_title)
        self.next_detail.set_text(state.next_detail)
        self.override.set_text(state.override_label)
        self.override.setVisible(bool(state.override_label))
        self.next.set_text(_("Siguiente"))

    def arrange(self, w: float, h: float) -> None:
        """The octagon at the left, words beside it, the way out below."""
        super().arrange(w, h)
        drop = (h - 1080) / 2
        self.place(self.shape, 70, 264 + drop, 428, 428)
        x, wide = 577.0, w - 577 - 64
        self.place(self.word, x - 4, 170 + drop, wide, 382)
        y = 361 + drop + self.word.drawn_height / 2 + 42
        if self.state.name:
            self.place(self.name, x, y, wide, 120)
            y += self.name.drawn_height + 18
        else:
            self.place(self.name, x, y, wide, 10)
        self.place(self.explanation, x, y, wide, h - 260 - 16 - y)
        self._arrange_footer(w, h)

    def _arrange_footer(self, w: float, h: float) -> None:
        middle = h - 40 - 110.0
        wide = max(322.0, self.next.natural_width(43))
        right = w - 64 - wide
        self.place(self.next, right, middle - 56, wide, 112)
        if self.state.override_label:
            other = max(320.0, self.override.natural_width(40))
            right -= 24 + other
            self.place(self.override, right, middle - 56, other, 112)
        room = right - 40 - 186
        if self.state.next_detail:
            self.place(self.next_title, 186, middle - 58, room, 62)
            self.place(self.next_detail, 186, middle + 6, room, 76)
        else:
            self.place(self.next_title, 186, middle - 56, room, 112)
            self.place(self.next_detail, 186, middle + 60, room, 10)

    def draw(self, painter: QPainter, area: QRectF) -> None:
        """Ground, foot and stripes."""
        super().draw(painter, area)
        w, h = area.width(), area.height()
        painter.fillRect(QRectF(0, h - 260, w, 260), QColor(self.foot_fill))
        if self.striped:
            draw_stripes(painter, QRectF(0, 0, w, 40))
            draw_stripes(painter, QRectF(0, h - 40, w, 40))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(_WHITE))
        painter.drawRoundedRect(QRectF(64, h - 198, 96, 96), 16, 16)
        icons.paint(painter, "hand-helping", self.fill, QRectF(84, h - 178, 56, 56))


class HelpPage(RefusePage):
    """The door cannot decide: the blue way to the desk, no verdict colour."""

    fill, ink, line = theme.HELP, theme.ON_HELP, "#2F6285"
    foot_fill = theme.TRACK_DEEP
    kind, mark, striped = "help", theme.SUN, False
    top = 0.0
