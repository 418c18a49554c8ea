"""No code at hand: code and surname by the screen's own keyboard; finds nobody itself."""

from __future__ import annotations

from PySide6.QtCore import Signal

from kiosk.texts import _
from kiosk.ui import theme
from kiosk.ui.self_service.looks import secondary
from kiosk.ui.self_service.page import Page
from kiosk.ui.self_service.state import CodeState
from kiosk.ui.widgets.fit_text import FitText, Style
from kiosk.ui.widgets.on_screen_keyboard import OnScreenKeyboard
from kiosk.ui.widgets.touch_button import TouchButton
from kiosk.ui.widgets.typed_field import TypedField


class CodePage(Page):
    """`entered` brings code and surname when both are there; nothing is kept of them."""

    entered = Signal(str, str)
    back_pressed = Signal()
    desk_asked = Signal()
    step = None

    def __init__(self, event_name: str, languages: tuple[str, ...], stay_ms: int) -> None:
        super().__init__(event_name, languages, stay_ms)
        self.state = CodeState()
        self.title = FitText(Style(64, 800, -0.03, lines=2, wrap_first=True))
        self.hint = FitText(Style(30, 500, lines=3, wrap_first=True, valign="top"))
        self.code_field, self.name_field = TypedField(36), TypedField(36)
        self.back = TouchButton(secondary(30), "arrow-left")
        self.desk = TouchButton(secondary(30))
        self.keyboard = OnScreenKeyboard()
        self.adopt()
        self.code_field.pressed.connect(self._choose_code)
        self.name_field.pressed.connect(self._choose_name)
        self.keyboard.typed.connect(self.type)
        self.keyboard.erased.connect(self.erase)
        self.keyboard.finished.connect(self.accept)
        self.back.clicked.connect(self.back_pressed)
        self.desk.clicked.connect(self.desk_asked)

    def show_state(self, state: CodeState) -> None:
        """Show empty boxes, or the pause."""
        self.state = state
        self.clear()
        self.retranslate()

    def clear(self) -> None:
        """Wipe both boxes."""
        self.code_field.set_text("")
        self.name_field.set_text("")
        self._choose_code()

    def retranslate(self) -> None:
        """Words and colours in force."""
        colors, paused = theme.current(), self.state.paused
        self.title.set_text(
            _("Espere un momento") if paused else _("Escriba su código y su apellido")
        )
        self.title.set_color(colors.text)
        hint = _("El código está debajo del QR, en su correo de inscripción.")
        self.hint.set_text(
            _("Puede intentarlo otra vez cuando la barra termine.") if paused else hint
        )
        self.hint.set_color(colors.text2)
        self.code_field.set_placeholder(_("Código"))
        self.name_field.set_placeholder(_("Apellido"))
        self.back.set_text(_("Volver"))
        self.desk.set_text(_("Ir a la mesa"))
        for button in (self.back, self.desk):
            button.set_look(secondary(30))
        for part in (self.code_field, self.name_field, self.keyboard):
            part.setVisible(not paused)
        self.keyboard.retranslate()
        super().retranslate()

    def _choose_code(self) -> None:
        self.code_field.set_active(active=True)
        self.name_field.set_active(active=False)

    def _choose_name(self) -> None:
        self.code_field.set_active(active=False)
        self.name_field.set_active(active=True)

    def _field(self) -> TypedField:
        return self.code_field if self.code_field.active else self.name_field

    def type(self, text: str) -> None:
        """Characters from either keyboard; codes are upper case."""
        if not self.state.paused:
            self._field().type(text.upper() if self.code_field.active else text)

    def erase(self) -> None:
        """Take the last character away."""
        self._field().erase()

    def accept(self) -> None:
        """Go to the empty box, or hand both texts on."""
        code, surname = self.code_field.text.strip(), self.name_field.text.strip()
        if self.state.paused or not code:
            self._choose_code()
        elif not surname:
            self._choose_name()
        else:
            self.entered.emit(code, surname)

    def arrange(self, w: float, h: float) -> None:
        """Boxes above, keyboard below; in both directions of the screen."""
        super().arrange(w, h)
        left, wide, top = (64.0, w - 128, 200.0) if self.is_portrait else (96.0, w - 192, 152.0)
        self.place(self.title, left, top, wide, 90)
        self.place(self.hint, left, top + 92, wide, 90 if self.is_portrait else 50)
        if self.is_portrait:
            keys = 720.0
            self.place(self.code_field, left, top + 220, wide, 96)
            self.place(self.name_field, left, top + 340, wide, 96)
        else:
            keys = 480.0
            half = (wide - 24) / 2
            self.place(self.code_field, left, top + 160, half, 96)
            self.place(self.name_field, left + half + 24, top + 160, half, 96)
        self.place(self.keyboard, left, h - 140 - keys, wide, keys)
        back = max(230.0, self.back.natural_width(36))
        desk = max(230.0, self.desk.natural_width(36))
        row = h - 114
        self.place(self.back, left, row, back, 88)
        self.place(self.desk, left + back + 20, row, desk, 88)
        begin = left + back + desk + 48
        self.place(self.bar, begin, row + 37, left + wide - begin - 86, 14)
        self.place(self.seconds, left + wide - 70, row + 23, 70, 42)
