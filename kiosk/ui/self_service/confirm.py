"""The greeting with the badge as it will come out; shows nothing else of the person."""

from __future__ import annotations

from PySide6.QtCore import Signal

from kiosk.texts import _
from kiosk.ui import theme
from kiosk.ui.self_service.badge import BadgePicture
from kiosk.ui.self_service.looks import primary, secondary
from kiosk.ui.self_service.page import Page
from kiosk.ui.self_service.state import ConfirmState
from kiosk.ui.widgets.fit_text import FitText, Style
from kiosk.ui.widgets.touch_button import TouchButton


class ConfirmPage(Page):
    """One large button prints; the other two end the round."""

    print_asked = Signal()
    name_wrong = Signal()
    not_me = Signal()
    step = 1

    def __init__(self, event_name: str, languages: tuple[str, ...], stay_ms: int) -> None:
        super().__init__(event_name, languages, stay_ms)
        self.state = ConfirmState("")
        self.badge = BadgePicture()
        self.hello = FitText(Style(100, 800, -0.036, line=1.04, lines=4))
        self.question = FitText(Style(38, 500, lines=2, wrap_first=True))
        self.print_button = TouchButton(primary(), "printer")
        self.wrong = TouchButton(secondary(), "pencil")
        self.other = TouchButton(secondary())
        self.adopt()
        self.print_button.clicked.connect(self.print_asked)
        self.wrong.clicked.connect(self.name_wrong)
        self.other.clicked.connect(self.not_me)

    def show_state(self, state: ConfirmState) -> None:
        """Greet this person."""
        self.state = state
        self.badge.set_png(state.badge_png)
        self.retranslate()

    def clear(self) -> None:
        """Forget the person."""
        self.show_state(ConfirmState(""))

    def retranslate(self) -> None:
        """Words and colours in force."""
        colors = theme.current()
        name = self.state.first_line
        upright = self.is_portrait
        hello = _("Hola, {name}", name=name) if upright else _("Hola,\n{name}", name=name)
        self.hello.set_text(hello if name else "")
        self.hello.set_color(colors.text)
        self._word_what_comes()
        self.question.set_color(colors.text2)
        self.print_button.set_look(primary(48 if upright else 42))
        self.wrong.set_text(_("Mi nombre está mal"))
        self.other.set_text(_("No soy yo"))
        for button in (self.wrong, self.other):
            button.set_look(secondary(34 if upright else 32))
        super().retranslate()

    def _word_what_comes(self) -> None:
        """The badge, or that the ticket comes without one: then the arrival alone is confirmed."""
        bare = self.state.bare
        self.badge.setVisible(not bare)
        self.print_button.set_icon("check" if bare else "printer")
        if bare:
            self.question.set_text(_("Su entrada no lleva credencial."))
            self.print_button.set_text(_("Registrar mi llegada"))
        else:
            self.question.set_text(_("Así saldrá su credencial. ¿Está bien?"))
            self.print_button.set_text(_("Imprimir mi credencial"))

    def seconds_text(self) -> str:
        """As drawn."""
        return _("Vuelve al inicio en {n} s", n="{n}")

    def relayout(self) -> None:
        """The greeting has one line upright, two lying."""
        before = self.is_portrait
        super().relayout()
        if before != self.is_portrait:
            self.retranslate()

    def arrange(self, w: float, h: float) -> None:
        """Badge beside the words, or between greeting and buttons."""
        super().arrange(w, h)
        if self.is_portrait:
            self._upright(w, h)
        else:
            self._lying(w, h)

    def _lying(self, w: float, h: float) -> None:
        drop = (h - 1080) / 2
        self.place(self.badge, 96, 207 + drop, 560, 790)
        x = 96.0 if self.state.bare else 768.0
        wide = w - 96 - x
        self.place(self.hello, x, 262 + drop, wide, 230)
        self.place(self.question, x, 500 + drop, wide, 62)
        self.place(self.print_button, x, 603 + drop, wide, 132)
        half = (wide - 20) / 2
        self.place(self.wrong, x, 757 + drop, half, 96)
        self.place(self.other, x + half + 20, 757 + drop, half, 96)
        words = min(360.0, self.seconds.natural_width() + 4)
        self.place(self.seconds, x + wide - words, 892 + drop, words, 42)
        self.place(self.bar, x, 906 + drop, wide - words - 24, 14)

    def _upright(self, w: float, h: float) -> None:
        wide = w - 128
        self.place(self.hello, 64, 320, wide, 128)
        self.place(self.question, 64, 446, wide, 62)
        bottom = h - 405
        self.place(self.badge, 64, 576, wide, bottom - 576 - 78)
        self.place(self.print_button, 64, bottom, wide, 148)
        other = max(320.0, self.other.natural_width(60))
        self.place(self.wrong, 64, h - 235, wide - other - 20, 108)
        self.place(self.other, w - 64 - other, h - 235, other, 108)
        words = min(420.0, self.seconds.natural_width() + 4)
        self.place(self.seconds, w - 64 - words, h - 95, words, 42)
        self.place(self.bar, 64, h - 81, wide - words - 24, 14)
