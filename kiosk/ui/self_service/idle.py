"""The first screen: scan your code; shows nobody's name and no way into the program."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QColor, QPainter

from kiosk.texts import N_, _, translate
from kiosk.ui import theme
from kiosk.ui.mark import paint_mark
from kiosk.ui.self_service.looks import chosen_on_ink, on_ink
from kiosk.ui.self_service.phone import ScanArea
from kiosk.ui.self_service.state import IdleState
from kiosk.ui.widgets.fit_text import FitText, Style
from kiosk.ui.widgets.language_switch import LanguageSwitch
from kiosk.ui.widgets.scaled import Canvas
from kiosk.ui.widgets.touch_button import TouchButton
from kiosk.ui.widgets.tracks import COLORS, draw_bundle, pen

_INVITE = N_("Escanee su código QR")


class IdlePage(Canvas):
    """Waits. Signals tell what a finger asked for."""

    no_code_asked = Signal()
    bigger_toggled = Signal()
    contrast_toggled = Signal()

    landscape = (1920.0, 1080.0)
    portrait = (1080.0, 1920.0)

    def __init__(self, event_name: str, languages: tuple[str, ...], *, still: bool = False) -> None:
        super().__init__()
        self.state = IdleState()
        self.languages = languages
        self.event_name = FitText(Style(36, 700, -0.02), event_name)
        self.switch = LanguageSwitch(languages)
        self.hero = FitText(Style(136, 800, -0.036, lines=3, line=1.0, wrap_first=True))
        self.body = FitText(Style(36, 500, lines=3, wrap_first=True, valign="top"))
        self.others = FitText(Style(36, 500, lines=3, line=1.5, valign="top"))
        self.scan = ScanArea(still=still)
        self.no_code = TouchButton(on_ink(), "search")
        self.bigger = TouchButton(on_ink(28), "a-large-small")
        self.contrast = TouchButton(on_ink(28), "contrast")
        self.adopt()
        self.no_code.clicked.connect(self.no_code_asked)
        self.bigger.clicked.connect(self.bigger_toggled)
        self.contrast.clicked.connect(self.contrast_toggled)

    def show_state(self, state: IdleState) -> None:
        """Draw this state."""
        self.state = state
        self.retranslate()

    def retranslate(self) -> None:
        """Words and colours in force."""
        colors, language = theme.current(), self.switch.current
        self.event_name.set_color(colors.on_ink)
        self.hero.set_color(colors.on_ink)
        self.body.set_color("#FFFFFF" if colors.high_contrast else theme.INK_TEXT)
        self.others.set_color(colors.on_ink2)
        asking = self.state.asking
        self.hero.set_text(_("Buscando su\ninscripción…") if asking else _("Escanee su\ncódigo QR"))
        others = [translate(_INVITE, code) for code in self.languages if code != language]
        if asking:
            self.body.set_text(_("Un momento, por favor."))
            self.others.set_text("")
        elif self.is_portrait:
            self.body.set_text(_("En papel o en el teléfono."))
            self.others.set_text("  ·  ".join(others))
        else:
            text = _("Está en su correo de inscripción.\nSirve en papel o en el teléfono.")
            self.body.set_text(text)
            self.others.set_text("\n".join(others))
        self.no_code.set_text(_("No tengo mi código"))
        self.no_code.set_look(on_ink(38 if self.is_portrait else 32))
        for button, text, on in (
            (self.bigger, _("Letra más grande"), self.state.bigger),
            (self.contrast, _("Contraste"), self.state.contrast),
        ):
            button.set_text(text)
            button.set_look(chosen_on_ink() if on else on_ink(28))
        self.relayout()

    def relayout(self) -> None:
        """Also choose the words that the direction of the screen asks for."""
        before = self.is_portrait
        super().relayout()
        if before != self.is_portrait:
            self.retranslate()

    def arrange(self, w: float, h: float) -> None:
        """As drawn for the direction of the screen."""
        if self.is_portrait:
            self._upright(w, h)
        else:
            self._lying(w, h)

    def _lying(self, w: float, h: float) -> None:
        self.switch.equal, self.switch.px = False, 25
        switch = max(496.0, self.switch.natural_width(30))
        self.place(self.event_name, 156, 62, w - switch - 330, 60)
        self.place(self.switch, w - 72 - switch, 52, switch, 80)
        room = w - 72 - 720 - 72 - 48
        self._style(self.hero, "left")
        self._style(self.others, "left")
        drop = (h - 1080) / 2
        self.place(self.hero, 72, 206 + drop, room, 330)
        self.place(self.body, 72, 543 + drop, room, 112 * min(self.zoom, 1.2))
        self.place(self.others, 72, 664 + drop, room - 240, 132)
        self.place(self.scan, w - 72 - 720, 176 + drop, 720, 720)
        self.place(self.no_code, 72, h - 160, max(444.0, self.no_code.natural_width(42)), 96)
        contrast = max(243.0, self.contrast.natural_width(30))
        bigger = max(342.0, self.bigger.natural_width(30))
        self.place(self.contrast, w - 72 - contrast, h - 160, contrast, 96)
        self.place(self.bigger, w - 72 - contrast - 16 - bigger, h - 160, bigger, 96)

    def _style(self, text: FitText, align: str) -> None:
        if text.style_used.align != align:
            text.set_style(replace(text.style_used, align=align))

    def _upright(self, w: float, h: float) -> None:
        self.switch.equal, self.switch.px = True, 30
        self._style(self.others, "center")
        self.place(self.event_name, 148, 62, w - 212, 60)
        self.place(self.switch, 64, 172, w - 128, 92)
        self.place(self.hero, 64, 300, w - 128, 326)
        self.place(self.body, 64, 632, w - 128, 60)
        side = min(780.0, h - 724 - 416)
        self.place(self.scan, (w - side) / 2, 724, side, side)
        self.place(self.others, 64, h - 388, w - 128, 54)
        self.place(self.no_code, 64, h - 300, w - 128, 116)
        half = (w - 128 - 20) / 2
        self.place(self.bigger, 64, h - 160, half, 96)
        self.place(self.contrast, 64 + half + 20, h - 160, half, 96)

    def draw(self, painter: QPainter, area: QRectF) -> None:
        """Ink, the mark, the tracks that run behind the scan area."""
        painter.fillRect(area, QColor(theme.current().ink))
        paint_mark(painter, QRectF(64 if self.is_portrait else 72, 60, 64, 64))
        w, h = area.width(), area.height()
        if self.is_portrait:
            for number, color in enumerate(COLORS):
                painter.setPen(pen(color, 11))
                right, left = 958 + 26 * number, 1228 + 26 * number
                painter.drawLine(round(w / 2), right, round(w) + 20, right)
                painter.drawLine(-20, left, round(w / 2), left)
            return
        drop = (h - 1080) / 2
        level = 428 + drop
        turn = w - 72 - 720 + 20
        points = [(turn - (h + 60 - level), h + 60.0), (turn, level), (w + 20, level)]
        draw_bundle(painter, points, (11.0, 26.0), 11, 110)
